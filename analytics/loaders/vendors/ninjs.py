"""ninjs: news agencies' JSON, an item a file, or a list of items."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Told, tell
from analytics.tables import Article, Skipped

_EXPECTED = "Expected ninjs items of type text, with a body"
_DATES = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")
_WRITERS = {"author", "creator", "byline"}
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|tr)\b[^<>]*>")
_MARKUP = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r'"(?:body_(?:text|xhtml|html|nitf)|bodies|versioncreated|versionCreated)"\s*:|/ninjs')


def knows(opening: str) -> bool:
    """Whether a file that begins like this is ninjs.

    >>> knows('{"uri": "urn:1", "type": "text", "versioncreated": "2024-05-03T06:30:00Z"}'), knows('[{"text": "The port shut."}]')
    (True, False)
    """
    return '"uri"' in opening and _SIGNS.search(opening) is not None and not re.search(r'"text"\s*:', opening)


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a file, by their number in it."""
    try:
        text, remark = decode(read_whole(source))
        value = json.loads(text.lstrip("\ufeff"))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        yield Skipped(source.label, None, f"no JSON: {said}. {_EXPECTED}")
        return
    if remark:
        yield Skipped(source.label, None, f"{remark}; kept")
    if isinstance(value, dict):
        value = next((inner for inner in value.values() if _holds_items(inner)), [value])
    items = value if isinstance(value, list) else []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            yield Skipped(source.label, number, f"{type(item).__name__}, no object. {_EXPECTED}")
        elif (kind := item.get("type", "text")) not in {"text", "composite"}:
            yield Skipped(source.label, number, f"an item of type {str(kind)[:40]!r}. {_EXPECTED}")
        elif (status := item.get("pubstatus", "usable")) != "usable":
            yield Skipped(source.label, number, f"an item that is {str(status)[:40]}. {_EXPECTED}")
        elif not (paragraphs := _paragraphs(item)):
            yield Skipped(source.label, number, f"an item without a body. {_EXPECTED}")
        else:
            yield from tell(source.label, number, paragraphs, _told(item))
    if not items:
        yield Skipped(source.label, None, f"a file without items. {_EXPECTED}")


def _told(item: Mapping[str, Any]) -> Told:
    provider = next((item[name] for name in ("provider", "infosources", "infosource") if item.get(name)), None)
    return Told(
        title=_text(item.get("headline")) or _first(item.get("headlines"), "value"),
        date=next((_text(item[name]) for name in _DATES if item.get(name)), None),
        outlet=_text(provider) or _first(provider, "name"),
        author=_text(item.get("byline")) or _first(item.get("by"), "value") or _people(item.get("people")),
        url=next((_text(item[name]) for name in ("url", "uri") if str(item.get(name)).startswith("http")), None),
        language=_text(item.get("language")),
    )


def _paragraphs(item: Mapping[str, Any]) -> list[str]:
    """The paragraphs of the main body, from its marked form where there is one: that is where paragraphs are told apart."""
    bodies = [body for body in item.get("bodies") or [] if isinstance(body, dict)] if isinstance(item.get("bodies"), list) else []
    main = [body for body in bodies if body.get("role") in {None, "main"}] or bodies
    marked = next((item[name] for name in ("body_xhtml", "body_html", "body_nitf") if isinstance(item.get(name), str)), None)
    plain = item.get("body_text")
    if main and isinstance(main[0].get("value"), str):
        is_plain = main[0].get("contenttype", main[0].get("contentType")) == "text/plain"
        marked, plain = (marked, main[0]["value"]) if is_plain else (main[0]["value"], plain)
    if isinstance(marked, str):
        text = html.unescape(_MARKUP.sub("", _BLOCK.sub("\n", marked)))
    else:
        text = plain if isinstance(plain, str) else ""
    return [line for line in text.split("\n") if line.strip()]


def _holds_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "uri" in value[0]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _first(value: Any, name: str) -> str | None:
    """A field of the first object of a list, or of an object."""
    found = value[0] if isinstance(value, list) and value else value
    return _text(found.get(name)) if isinstance(found, dict) else None


def _people(value: Any) -> str | None:
    """Those of the people in an item who wrote it."""
    people = [person for person in value if isinstance(person, dict)] if isinstance(value, list) else []
    wrote = [name for person in people if str(person.get("rel")) in _WRITERS and (name := _text(person.get("name")))]
    return ", ".join(wrote) or None
