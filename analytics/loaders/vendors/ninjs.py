"""ninjs, and the JSON of dpa: items of news agencies, one or a list of them per file."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText, decode
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected ninjs items of type text, with a body"
_DATES = tuple("firstcreated firstCreated contentcreated contentCreated versioncreated versionCreated version_created".split())
_WRITERS = {"author", "creator", "byline", "writer"}
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|tr)\b[^<>]*>")
_MARKUP = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(
    r'"(?:body_(?:text|xhtml|html|nitf)|bodies|version_?created|versionCreated|pubstatus)"\s*:|/ninjs|"name"\s*:\s*"ninjs"'
)
_IDS = ("uri", "guid", "_id", "urn")
_MARKED = ("body_xhtml", "body_html", "body_nitf", "article_html")  # stories in HTML; the last is of dpa
_OWN = ("body_text", *_MARKED, "bodies", "versioncreated", "versionCreated", "pubstatus")
_HELD = ("associations", "subject", "subjects", "genres", "place", "places", "people", "infosources", "headlines", "bodies")


def knows(opening: str) -> bool:
    """Whether a file that begins like this is ninjs, or JSON of dpa.

    >>> knows('{"uri": "urn:1", "type": "text", "versioncreated": "2024-05-03T06:30:00Z"}'), knows('[{"text": "The port shut."}]')
    (True, False)
    """
    if not any(f'"{name}"' in opening for name in _IDS):
        return False
    return _SIGNS.search(opening) is not None and not re.search(r'"text"\s*:', opening)


def read(source: Source) -> Iterator[Article | Skipped]:
    """The items of a file, by their number in it."""
    try:
        text, warning = decode(read_whole(source))
        value = json.loads(text.lstrip("\ufeff"))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
        yield Skipped(source.label, None, f"no JSON: {said}. {_EXPECTED}")
        return
    if warning:
        yield Skipped(source.label, None, f"{warning}; kept")
    if isinstance(value, dict):
        value = [value] if _is_item(value) else _list_in(value) or [value]
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
            yield from story_of(source.label, number, paragraphs, _details(item))
    if not items:
        yield Skipped(source.label, None, f"a file without items. {_EXPECTED}")


def _details(item: Mapping[str, Any]) -> Details:
    provider = next(
        (
            item[name]
            for name in ("provider", "infosources", "infoSources", "infosource", "source", "creditline", "copyrightholder")
            if item.get(name)
        ),
        None,
    )
    outlet = _text(provider) or _first(provider, "name")
    return Details(
        title=_plain(_text(item.get("headline")) or _main(item.get("headlines")) or _text(item.get("title"))),
        date=next((_text(item[name]) for name in _DATES if item.get(name)), None),
        outlet=outlet,
        author=(_writer(item) or "").removesuffix(f", {outlet}") or None,
        url=next((_text(item[name]) for name in ("url", "uri") if str(item.get(name)).startswith("http")), None),
        language=_text(item.get("language")),
    )


def _paragraphs(item: Mapping[str, Any]) -> list[str]:
    """The paragraphs of the main body, from its marked form where there is one: that is where paragraphs are details apart."""
    bodies = [body for body in item.get("bodies") or [] if isinstance(body, dict)] if isinstance(item.get("bodies"), list) else []
    main = [body for body in bodies if body.get("role") in {None, "main"}] or bodies
    marked = next((item[name] for name in _MARKED if isinstance(item.get(name), str)), None)
    plain = item.get("body_text")
    if main and isinstance(main[0].get("value"), str):
        is_plain = main[0].get("contenttype", main[0].get("contentType")) == "text/plain"
        marked, plain = (marked, main[0]["value"]) if is_plain else (main[0]["value"], plain)
    if isinstance(marked, str) and (_MARKUP.search(marked) or not isinstance(plain, str)):
        text = html.unescape(_MARKUP.sub("", _BLOCK.sub("\n", marked)))
    else:
        text = plain if isinstance(plain, str) else ""
    return [line for line in text.split("\n") if line.strip()]


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and any(name in value for name in _IDS) and any(name in value for name in _OWN)


def _list_in(value: Mapping[str, Any]) -> list[Any] | None:
    """The list of items in an object, up to two levels down; lists of subjects and pictures do not count."""
    for inner in (value, *(held for held in value.values() if isinstance(held, dict))):
        for name, held in inner.items():
            if name not in _HELD and isinstance(held, list) and any(map(_is_item, held[:20])):
                return held
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _plain(text: str | None) -> str | None:
    return html.unescape(_MARKUP.sub("", text)) if text else None


def _main(value: Any) -> str | None:
    """The main headline of a list of them."""
    headlines = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    main = [one for one in headlines if one.get("role") in {None, "main"}] or headlines
    return _text(main[0].get("value")) if main else None


def _writer(item: Mapping[str, Any]) -> str | None:
    """Who wrote an item, however it says so, without "By"."""
    names = [_text(item.get("byline")), _text(item.get("by")), _first(item.get("by"), "value"), _people(item.get("people"))]
    names += [_people(item.get("authors")), _first(item.get("bylines"), "value")]
    name = next((name for name in names if name), None)
    return without_by(_plain(name))


def _first(value: Any, name: str) -> str | None:
    """A field of the first object of a list, or of an object."""
    found = value[0] if isinstance(value, list) and value else value
    return _text(found.get(name)) if isinstance(found, dict) else None


def _people(value: Any) -> str | None:
    """Those of the people in an item who wrote it."""
    people = [person for person in value if isinstance(person, dict)] if isinstance(value, list) else []
    wrote = [
        name
        for person in people
        if str(person.get("rel") or person.get("role") or "author").lower() in _WRITERS and (name := _text(person.get("name")))
    ]
    return ", ".join(wrote) or None
