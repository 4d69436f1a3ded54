"""JSON of news services: where their lists of articles lie, and what they call things inside an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.loaders.columns import map_columns
from analytics.loaders.mended import plain

_DEEPEST = 4  # levels of objects around a list of articles
_SEEN = 20  # objects of a list that are looked at
_MOST_LISTS = 2_000
_AS_GOOD = 0.85  # of the likeness of the best list: another list of articles
_ONE_ARTICLE = 1.5  # likeness of a single object that is an article: a text and two more fields
_FIELDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "text": (
        ("fields", "bodyText"), ("fields", "body"), ("blocks", "body", "bodyHtml"), ("blocks", "bodyTextSummary"),
        ("content", "text"), ("article", "text"), ("body", "text"), ("body", "content"), ("content", "body"),
        ("content", "rendered"),
    ),
    "title": (
        ("fields", "headline"), ("headline", "main"), ("headlines", "main"), ("title", "rendered"), ("metadata", "ogTitle"),
        ("metadata", "title"),
    ),
    "author": (("fields", "byline"), ("byline", "original"), ("byline", "name"), ("metadata", "author")),
    "outlet": (("fields", "publication"), ("thread", "site"), ("publisher", "name"), ("metadata", "ogSiteName")),
    "url": (("fields", "shortUrl"), ("links", "permalink"), ("metadata", "sourceURL"), ("metadata", "source")),
    "published": (("metadata", "publishedTime"), ("metadata", "published"), ("metadata", "date")),
}  # fmt: skip
_JSON_FEED = "https://jsonfeed.org/"
_HEADS = frozenset(path[0] for paths in _FIELDS.values() for path in paths)
_LIKE_ARTICLE = frozenset({"title", "published", "url", "outlet", "author", "article_id"})


def articles_in(value: Mapping[str, Any]) -> list[Any] | None:
    """The articles in an object, up to four levels down: of the lists whose objects are most like articles.

    None where the object has none, or is an article itself.

    >>> articles_in({"warnings": [{"text": "old index"}], "response": {"results": [{"title": "Port shut", "body": "It shut."}]}})
    [{'title': 'Port shut', 'body': 'It shut.'}]
    >>> articles_in({"title": "Port shut", "text": "It shut.", "tags": [{"name": "port"}]}) is None
    True
    >>> articles_in({"0": {"title": "Port shut", "text": "It shut."}, "1": {"title": "Rain", "text": "It rained."}})
    [{'title': 'Port shut', 'text': 'It shut.'}, {'title': 'Rain', 'text': 'It rained.'}]
    """
    if _is_keyed(value):
        return list(value.values())
    if str(value.get("version")).startswith(_JSON_FEED) and isinstance(value.get("items"), list):
        return [{"outlet": value.get("title"), **one} if isinstance(one, Mapping) else one for one in value["items"]]
    lists: list[tuple[float, list[Any]]] = []
    singles: list[Any] = []
    own = _likeness(value)
    waiting: list[tuple[Any, int]] = [(value, 0)]
    for _ in range(_MOST_LISTS):
        if not waiting:
            break
        item, depth = waiting.pop(0)
        for inner in item.values() if isinstance(item, Mapping) else ():
            found = list(inner.values()) if _is_keyed(inner) else inner
            if isinstance(found, list) and found and isinstance(found[0], Mapping):
                likeness = sum(map(_likeness, found[:_SEEN])) / len(found[:_SEEN])
                if likeness > 0:
                    lists.append((likeness, found))
            elif isinstance(inner, Mapping) and depth < _DEEPEST:
                waiting.append((inner, depth + 1))
                if _likeness(inner) >= _ONE_ARTICLE:
                    singles.append(inner)
    best = max((likeness for likeness, _ in lists), default=0.0)
    if own >= 2 or (own and own >= best):
        return None
    if not best:
        single = max(singles, key=_likeness, default=None)
        return None if own or single is None else [single]
    return [item for likeness, found in lists if likeness >= _AS_GOOD * best for item in found]


def flattened(item: dict[str, Any]) -> dict[str, Any]:
    """An object with what services nest in it (fields.bodyText, byline.original) beside its own fields; itself where nothing is.

    Columns that are empty do not hide others of the same meaning: a null "text" beside a full "maintext" goes.

    >>> flattened({"webTitle": "Port shut", "fields": {"bodyText": "It shut."}})["text"]
    'It shut.'
    >>> flattened({"text": None, "maintext": "It shut."})
    {'maintext': 'It shut.'}
    """
    item = _unwrapped(item)
    if not any(isinstance(item.get(name), Mapping) for name in _HEADS) and "" not in item.values() and None not in item.values():
        return item
    added: dict[str, Any] = {}
    for column, paths in _FIELDS.items():
        for path in paths:
            inner = _at(item, path)
            if isinstance(inner, str) and inner.strip():
                written = plain(inner) if column == "text" else inner
                if column not in added or ("\n" in written and "\n" not in added[column]):  # the same text, with its paragraphs
                    added[column] = written
                if column != "text" or "\n" in written:
                    break
    mapped = map_columns(list(item))
    for column in ("text", "published", "outlet", "title", "url"):
        if column in mapped and isinstance(item[mapped[column]], str) and item[mapped[column]].strip():
            added.pop(column, None)
    empty = {name for name, held in item.items() if held is None or (isinstance(held, str) and not held.strip())}
    if not added and not empty:
        return item
    kept = {name: held for name, held in item.items() if name not in empty and name not in added}
    replaced = {mapped.get(column) for column in added}
    found = {name: held for name, held in kept.items() if name not in replaced} | added
    return found if "text" in map_columns(list(found)) else item | added


def _at(item: Any, path: tuple[str, ...]) -> Any:
    """What an object holds at the end of a path of names; of a list of objects, what each holds there, as paragraphs."""
    for name in path:
        if isinstance(item, list):
            held = [one[name] for one in item if isinstance(one, Mapping) and isinstance(one.get(name), str)]
            item = "\n\n".join(held) if held else None
        else:
            item = item.get(name) if isinstance(item, Mapping) else None
    return item


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    """An object whose article is one level down ({"_source": {article}}, {"node": {article}}) with the article's fields beside its
    own; any other object as it is."""
    if "text" in map_columns(list(map(str, item))):
        return item
    inner = [held for held in item.values() if isinstance(held, Mapping) and len(held) > 1]
    fit = [held for held in inner if _likeness_of_own(held) > 1]
    if len(fit) != 1 or any(name in item and item[name] is fit[0] for name in ("fields", "thread")):
        return item
    return {**{name: held for name, held in item.items() if held is not fit[0]}, **fit[0]}


def _likeness_of_own(item: Mapping[str, Any]) -> float:
    """How much an object's own fields are like an article."""
    mapped = map_columns(list(map(str, item)))
    return 1 + 0.25 * len(_LIKE_ARTICLE & mapped.keys()) if "text" in mapped and _is_text(item[mapped["text"]]) else 0


def _likeness(item: Any) -> float:
    """How much an object is like an article: 2 for a text, .25 for each of the rest; 0 without a text."""
    if not isinstance(item, Mapping):
        return 0
    mapped = map_columns(list(map(str, item)))
    has_text = "text" in mapped and _is_text(item[mapped["text"]])
    if not has_text and any(isinstance(held, Mapping) for held in item.values()):
        flat = flattened(dict(item))
        mapped = map_columns(list(map(str, flat)))
        has_text = "text" in mapped and _is_text(flat[mapped["text"]])
    if not has_text:
        return 0
    return 1 + 0.25 * len(_LIKE_ARTICLE & mapped.keys())


def _is_text(value: Any) -> bool:
    """Whether a field holds a text: in one piece, or as a list of paragraphs."""
    return isinstance(value, str) or (isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value))


def _is_keyed(value: Any) -> bool:
    """Whether an object is a list in disguise: {"8012": {article}, "8013": {article}}."""
    if not isinstance(value, Mapping) or len(value) < 2:
        return False
    first = list(value.values())[:_SEEN]
    return all(isinstance(one, Mapping) for one in first) and all(_likeness(one) > 1 for one in first[:3])
