"""Europresse: HTML, many articles per file, each an <article> with its publication, date line, headline and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.decoding import NotText, in_one_line
from analytics.loaders.formats.xml import paragraphs_of, read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Details, story_of
from analytics.loaders.vendors.localised import find_date
from analytics.loaders.vendors.pages import page_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected articles with their texts, as Europresse saves them"
_SIGNS = (b"docpublicationname", b"dococurrcontainer", b"titrearticlevisu", b"public-lblnodoc")  # classes, in lower case
_SIGN = re.compile(rb"\b(?:%b)\b" % b"|".join(_SIGNS))
_NUMBER = re.compile(r"(?:news|pubs|web|media)?\W*((?:19|20)\d{6})\W")
_NOT_STORY = ("titreArticle", "DocPublicationName", "DocHeader", "docAuthors", "publiC-lblNodoc", "publiC-lblCertificatIssuedTo",
              "apd-sources", "rdp__subtitle", "source-name-APD")  # fmt: skip


def knows(opening: str) -> bool:
    """Whether a page that begins like this is an export of Europresse.

    >>> knows('<article><span class="DocPublicationName">La Digue</span>'), knows("<article><p>Port shut</p></article>")
    (True, False)
    """
    small = opening.encode("utf-8", "surrogatepass").lower()  # a text outside ASCII takes ten times as long
    return any(map(small.__contains__, _SIGNS)) and _SIGN.search(small) is not None


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of an export, by their number in it."""
    try:
        root = page_of(read_whole(source), _EXPECTED)
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    articles = [one for one in root.iter("article") if next(one.iterancestors("article"), None) is None]
    for number, article in enumerate(articles or [root], 1):
        details = _details(article)
        paragraphs = _story(article)
        if paragraphs:
            yield from story_of(source.label, number, paragraphs, details)
        else:
            yield Skipped(source.label, number, f"an article without text. {_EXPECTED}")


def _details(article: Any) -> Details:
    header = _text(article, "DocHeader") or ""
    number = _NUMBER.search(f"{_text(article, 'publiC-lblNodoc') or ''} ")
    day = f"{number[1][:4]}-{number[1][4:6]}-{number[1][6:]}" if number else None
    outlet = _text(article, "DocPublicationName", "source-name-APD")
    author = _text(article, "docAuthors", "sm-margin-bottomNews")
    return Details(
        title=_text(article, "titreArticleVisu", "titreArticle", "rdp__articletitle"),
        date=find_date(header) or find_date(_text(article, "rdp__DocPublicationDate", "apd-wrapper") or "") or day,
        outlet=re.split(r"\s*[,(]\s*(?:no|n°|\d)|\s+\(", outlet)[0] if outlet else None,
        author=re.sub(r"(?i)^(?:par|by|de|von)\s+", "", author).strip(" ;,") if author and len(author) < 150 else None,
        language=None,
    )


def _story(article: Any) -> list[str]:
    """The paragraphs of the text: of its own container, else of the article without what is around the text."""
    own = [one for one in article.iter("div", "section") if "docOcurrContainer" in _classes(one)]
    if not own:
        for unwanted in [one for one in article.iter() if any(name in _classes(one) for name in _NOT_STORY)]:
            unwanted.clear(keep_tail=True)
        for unwanted in list(article.iter("header", "footer", "aside", "nav", "script", "style", "h1")):
            unwanted.clear(keep_tail=True)
        own = [article]
    return [line for one in own for line in paragraphs_of(one)]


def _text(article: Any, *names: str) -> str | None:
    """The text of the first element that has one of the classes, the first class first."""
    for name in names:
        for element in article.iter("div", "span", "p", "h1", "time"):
            if name in _classes(element) and (text := in_one_line(" ".join(element.itertext()))):
                return text
    return None


def _classes(element: Any) -> str:
    return (element.get("class") or "") if isinstance(element.tag, str) else ""
