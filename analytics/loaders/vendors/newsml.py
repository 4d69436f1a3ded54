"""News agencies' XML: NewsML-G2 and NITF, an item an article, one a file or many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.xml import all_named, first_named, name_of, outermost, paragraphs_of, parse, read_whole, words_of
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Told, tell
from analytics.tables import Article, Skipped

_EXPECTED = "Expected NewsML-G2 or NITF with the text of its items"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def knows(opening: str) -> bool:
    """Whether a file that begins like this is NewsML-G2 or NITF.

    >>> knows('<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">'), knows("<rss version='2.0'>")
    (True, False)
    """
    return "iptc.org/std/nar" in opening or "<nitf" in opening or "<newsItem" in opening


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a file, by their number in it; those that are no text, or taken back, are reported."""
    try:
        root = parse(read_whole(source))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    items = list(outermost(root, "newsItem")) or list(outermost(root, "nitf"))
    for number, item in enumerate(items, 1):
        if name_of(item) == "nitf":
            yield from tell(source.label, number, _content(item), _of_nitf(item))
            continue
        kind, status = _code(first_named(item, "itemClass")), _code(first_named(item, "pubStatus"))
        if status in {"canceled", "withheld"}:
            yield Skipped(source.label, number, f"an item that is {status}. {_EXPECTED}")
        elif kind not in {None, "text", "composite"}:
            yield Skipped(source.label, number, f"an item of class {kind[:40]!r}. {_EXPECTED}")
        else:
            yield from tell(source.label, number, _content(item), _of_newsml(item))
    if not items:
        yield Skipped(source.label, None, f"no news items, but <{name_of(root)[:40]}>. {_EXPECTED}")


def _of_newsml(item: Any) -> Told:
    about = first_named(item, "contentMeta")
    about = item if about is None else about
    provider = first_named(item, "provider")
    language = first_named(about, "language")
    dates = [words_of(first_named(item, name)) for name in ("contentCreated", "firstCreated", "versionCreated")]
    inner = first_named(item, "nitf")
    told = Told() if inner is None else _of_nitf(inner)
    creator = first_named(about, "creator")
    return Told(
        title=words_of(first_named(about, "headline")) or told.title,
        date=next((date for date in dates if date and len(date) >= 8), told.date),
        outlet=_name(provider) or _name(first_named(about, "infoSource")) or told.outlet,
        author=_without_by(words_of(first_named(about, "by"))) or _name(creator) or told.author,
        url=next((e.get("href") for e in all_named(item, "link", "altId") if (e.get("href") or "").startswith("http")), None),
        language=_attribute(language, "tag") or item.get(_LANG),
    )


def _of_nitf(item: Any) -> Told:
    issue = first_named(item, "date.issue")
    publication = first_named(item, "pubdata")
    dates = [_attribute(issue, "norm"), _attribute(publication, "date.publication")]
    by = first_named(item, "byline")
    named = first_named(by, "person") if by is not None else None
    return Told(
        title=words_of(first_named(item, "hl1", "title")),
        date=next((date for date in dates if date), None),
        outlet=_attribute(publication, "name") or words_of(first_named(item, "distributor")),
        author=_without_by(words_of(by if named is None else named)),
        url=_attribute(publication, "ex-ref"),
        language=item.get(_LANG) or item.get("lang"),
    )


def _content(item: Any) -> list[str]:
    """The paragraphs of an item: of NITF its body's content, of NewsML what stands in it as XML or as text."""
    parts = list(all_named(item, "body.content")) or list(all_named(item, "inlineXML", "inlineData"))
    lines: list[str] = []
    for part in parts:
        body = first_named(part, "body")
        for unwanted in list(all_named(part, "media", "script", "style", "title", "table")):
            if unwanted is not part:
                unwanted.clear(keep_tail=True)
        found = paragraphs_of(part if body is None else body)
        if name_of(part) == "inlineData":
            found = [line for text in (part.text or "").split("\n") if (line := " ".join(text.split()))]
        lines += found
    return lines


def _name(element: Any) -> str | None:
    """What somebody is called: by a name within, an attribute, or the code."""
    if element is None:
        return None
    return words_of(first_named(element, "name")) or element.get("literal") or words_of(element)


def _code(element: Any) -> str | None:
    """The last part of a code such as ninat:text."""
    code = _attribute(element, "qcode") or _attribute(element, "uri") or ""
    return code.rstrip("/").replace("/", ":").rpartition(":")[2] or None


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else element.get(name) or None


def _without_by(told: str | None) -> str | None:
    return told[3:].strip() if told and told.lower().startswith("by ") else told
