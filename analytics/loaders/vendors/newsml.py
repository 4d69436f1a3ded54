"""News agencies' XML: NewsML-G2, NewsML 1 and NITF, one article per item, one item per file or many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText, in_one_line
from analytics.loaders.formats.xml import (
    all_named,
    first_named,
    name_of,
    outermost,
    paragraphs_of,
    parse,
    printed_paragraphs,
    read_whole,
    words_of,
)  # fmt: skip
from analytics.loaders.inputs import Source
from analytics.loaders.printed_lines import join_lines
from analytics.loaders.stories import Details, story_of
from analytics.loaders.vendors.pages import lines_of, page_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected NewsML-G2, NewsML 1 or NITF with the text of its items"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OUT = frozenset({"canceled", "cancelled", "withheld", "embargoed"})
_OTHER_ITEMS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_NOT_STORY = (
    "media",
    "script",
    "style",
    "title",
    "head",
    "header",
    "footer",
    "nav",
    "aside",
    "table",
    "figure",
    "hedline",
    "byline",
)
_BLOCKS = ("p", "block", "hl2", "li", "para", "div", "pre", "br")
_TAGS = re.compile(r"(?i)<(?:p|div|br|h[1-6]|li|span|strong|em|a|ul|blockquote)\b[^<>]*>")


def knows(opening: str) -> bool:
    """Whether a file that begins like this is NewsML or NITF.

    >>> knows('<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">'), knows("<rss version='2.0'>")
    (True, False)
    """
    return any(sign in opening for sign in ("iptc.org/std/nar", "<nitf", "<newsItem", "<NewsML", "<NewsItem"))


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a file, by their number in it; those that are no text, or were withdrawn, are reported."""
    try:
        root = parse(read_whole(source))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    items = list(outermost(root, "newsItem", *_OTHER_ITEMS))
    items = items if any(name_of(item) == "newsItem" for item in items) else []
    items = items or list(outermost(root, "NewsItem")) or list(outermost(root, "nitf"))
    for number, item in enumerate(items, 1):
        if name_of(item) == "nitf":
            yield from story_of(source.label, number, _content(item), _of_nitf(item))
        elif name_of(item) in _OTHER_ITEMS:
            yield Skipped(source.label, number, f"a <{name_of(item)}>, no news item. {_EXPECTED}")
        elif name_of(item) == "NewsItem":
            yield from _newsml_1(item, source.label, number)
        else:
            yield from _newsml_2(item, source.label, number)
    if not items:
        yield Skipped(source.label, None, f"no news items, but <{name_of(root)[:40]}>. {_EXPECTED}")


def _newsml_2(item: Any, label: str, number: int) -> Iterator[Article | Skipped]:
    kind, status = _code(first_named(item, "itemClass")), _code(first_named(item, "pubStatus"))
    if status in _OUT:
        yield Skipped(label, number, f"an item that is {status}. {_EXPECTED}")
    elif kind not in {None, "text", "composite"}:
        yield Skipped(label, number, f"an item of class {kind[:40]!r}. {_EXPECTED}")
    else:
        yield from story_of(label, number, _content(item), _of_newsml(item))


def _newsml_1(item: Any, label: str, number: int) -> Iterator[Article | Skipped]:
    status = (_attribute(first_named(item, "Status"), "FormalName") or "").lower()
    kinds = [(_attribute(one, "FormalName") or "").lower() for one in all_named(item, "MediaType")]
    if status in _OUT:
        yield Skipped(label, number, f"an item that is {status}. {_EXPECTED}")
    elif kinds and "text" not in kinds:
        yield Skipped(label, number, f"an item of type {kinds[0][:40]!r}. {_EXPECTED}")
    else:
        yield from story_of(label, number, _content(item), _of_newsml_1(item))


def _of_newsml(item: Any) -> Details:
    about = first_named(item, "contentMeta")
    about = item if about is None else about
    provider = first_named(item, "provider")
    language = first_named(about, "language")
    dates = [words_of(first_named(item, name)) for name in ("contentCreated", "firstCreated", "versionCreated")]
    inner = first_named(item, "nitf")
    details = Details() if inner is None else _of_nitf(inner)
    creator = first_named(about, "creator")
    return Details(
        title=words_of(first_named(about, "headline")) or details.title,
        date=next((date for date in dates if date and len(date) >= 8), details.date),
        outlet=_name(provider) or _name(first_named(about, "infoSource")) or details.outlet,
        author=without_by(words_of(first_named(about, "by"))) or _name(creator) or details.author,
        url=next((e.get("href") for e in all_named(item, "link", "altId") if (e.get("href") or "").startswith("http")), None),
        language=_attribute(language, "tag") or item.get(_LANG),
    )


def _of_newsml_1(item: Any) -> Details:
    """What the lines of NewsML 1 say; what they lack, the NITF within may have."""
    inner = first_named(item, "nitf")
    details = Details() if inner is None else _of_nitf(inner)
    parties = [_party(first_named(item, name)) for name in ("Provider", "Source", "Creator")]
    dates = [words_of(first_named(item, name)) for name in ("FirstCreated", "DateId", "ThisRevisionCreated")]
    return Details(
        title=words_of(first_named(item, "HeadLine", "NewsLineText", "SlugLine")) or details.title,
        date=next((date for date in dates if date), details.date),
        outlet=next((party for party in parties if party), None) or words_of(first_named(item, "ProviderId")) or details.outlet,
        author=without_by(words_of(first_named(item, "ByLine"))) or details.author,
        url=details.url,
        language=_attribute(first_named(item, "Language"), "FormalName") or item.get(_LANG) or details.language,
    )


def _of_nitf(item: Any) -> Details:
    publication, by = first_named(item, "pubdata"), first_named(item, "byline")
    issue, story, released = (first_named(item, name) for name in ("date.issue", "story.date", "date.release"))
    dates = [
        _attribute(issue, "norm"),
        _attribute(publication, "date.publication"),
        _attribute(story, "norm"),
        _attribute(released, "norm"),
    ]
    holder = first_named(item, "doc.copyright")
    sender = first_named(item, "del-list", "from-src")
    outlets = [
        _attribute(publication, "name"),
        words_of(first_named(item, "distributor")),
        _attribute(holder, "holder"),
        *(_attribute(one, "src-name") for one in all_named(item, "from-src", "ds", "source") if sender is not None),
        words_of(first_named(item, "copyrite.holder")),
    ]
    return Details(
        title=words_of(first_named(item, "hl1", "title")),
        date=next((date for date in dates if date), None),
        outlet=next((outlet for outlet in outlets if outlet), None),
        author=_writer(by),
        url=_attribute(publication, "ex-ref"),
        language=item.get(_LANG) or item.get("lang"),
    )


def _content(item: Any) -> list[str]:
    """The paragraphs of an item: of NITF its body's content, of NewsML its content as XML, as HTML written out, or as text."""
    parts = [part for part in outermost(item, "body.content") if not _is_in_head(part)] or list(
        outermost(item, "inlineXML", "inlineData", "DataContent")
    )
    lines: list[str] = []
    for part in parts:
        body = first_named(part, "body.content", "body")
        for unwanted in list(all_named(part, *_NOT_STORY)):
            if unwanted is not part:
                unwanted.clear(keep_tail=True)
        inside = part if body is None else body
        written = part.text or "" if not len(part) else ""
        if _TAGS.search(written):
            lines += _of_html(written)
        elif (printed := first_named(inside, "pre")) is not None and len(inside) == 1 and not len(printed):
            lines += join_lines((printed.text or "").splitlines())
        elif any(one is not inside for one in all_named(inside, *_BLOCKS)):
            lines += printed_paragraphs(inside)
        elif len(inside):
            lines += paragraphs_of(inside)
        else:
            lines += join_lines((inside.text or "").splitlines())
    return lines


def _is_in_head(part: Any) -> bool:
    """Whether a part of NITF belongs to its head: a note to editors has a body of its own."""
    return any(name_of(above) == "body.head" for above in part.iterancestors())


def _of_html(written: str) -> list[str]:
    try:
        return lines_of(page_of(written.encode("utf-8", "replace"), _EXPECTED))
    except NotText:
        return [line for line in map(in_one_line, re.sub(r"<[^<>]*>", "\n", written).split("\n")) if line]


def _writer(by: Any) -> str | None:
    """Who wrote it, from a byline: the person named in it, else its words without the writer's title."""
    if by is None:
        return None
    people = [name for one in all_named(by, "person") if (name := words_of(one))]
    if people:
        return without_by(", ".join(people))
    for title in list(all_named(by, "byttl")):
        title.clear(keep_tail=True)
    return without_by(words_of(by))


def _party(element: Any) -> str | None:
    """The name of a NewsML 1 party."""
    return _attribute(first_named(element, "Party"), "FormalName") if element is not None else None


def _name(element: Any) -> str | None:
    """What an element names: by a name within, an attribute, or the code."""
    if element is None:
        return None
    return words_of(first_named(element, "name")) or element.get("literal") or words_of(element) or _code(element)


def _code(element: Any) -> str | None:
    """The last part of a code such as ninat:text."""
    code = _attribute(element, "qcode") or _attribute(element, "uri") or ""
    return code.rstrip("/").replace("/", ":").rpartition(":")[2] or None


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else element.get(name) or None
