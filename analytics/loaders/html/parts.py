"""Stories that a page splits: over several containers with advertisements between, or over the cells of layout tables."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

LONGER = 1.4
"""Times the characters that were found, from which a page has more of the same story."""
_SAME = 0.8  # of the paragraphs found, which the longer story must hold
_COVERED = 0.85  # of the longer story, which the page's own paragraphs must hold to be taken in its place
_SENTENCE = 40  # characters of a paragraph that is compared
_KEY = 60
_CELLS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "center"})
_MOST_PARAGRAPHS = 3_000
_MOST_CELLS = 3_000
_LEAST_IN_CELL, _MOST_OF_CELLS = 300, 0.6  # characters of a story in a cell, and its share of those in all cells, links left out
_BREAKING = frozenset({"br", "p", "div", "h1", "h2", "h3", "h4", "center", "li", "hr", "blockquote", "form"})


def whole_story(tree: Any, text: str, data: str) -> str:
    """The whole of a story of which ``text`` is a part: by the page's ``data`` (its JSON-LD), else by containers like those of
    the part; the part itself where the page has no more of it."""
    found = [line for line in text.split("\n") if len(line) >= _SENTENCE]
    if not found:
        return text
    if len(data) > LONGER * len(text) and _holds(_plain(data), found):
        return _as_printed(tree, data) or data
    if sum(map(len, _printed()(tree))) <= LONGER * len(text):
        return text
    paragraphs = list(itertools.islice(tree.iter("p"), _MOST_PARAGRAPHS))
    texts = [" ".join(paragraph.text_content().split()) for paragraph in paragraphs]
    if sum(map(len, texts)) <= LONGER * len(text):
        return text
    more = "\n".join(_in_like_containers(paragraphs, texts, found))
    return more if len(more) > LONGER * len(text) and _holds(_plain(more), found) else text


@functools.cache
def _printed() -> Any:
    """Finds the texts in the paragraphs of a page, all at once."""
    from lxml.etree import XPath

    return XPath("//p//text()", smart_strings=False)


def without_layout_tables(tree: Any) -> bool:
    """Turn the tables that only lay out a page into plain blocks, in place. Returns whether there were any."""
    tables = [one for one in tree.iter("table") if _is_layout(one)]
    for table in tables:
        for part in [table, *_own_cells(table)]:
            part.tag = "div"
            part.attrib.pop("class", None)
    return bool(tables)


def main_cell(tree: Any) -> list[str]:
    """The lines of the cell of a layout table that holds the story of an old page, broken by <br> alone; none for other pages.

    Lines of links alone (menus, "Print this story") are left out.
    """
    best, most, all_of = None, 0, 0
    for cell in itertools.islice(tree.iter("td"), _MOST_CELLS):
        pieces = list(_own_pieces(cell))
        length = sum(len(text) for text, linked in pieces if not linked)
        all_of += length
        if length > most:
            best, most = pieces, length
    if best is None or most < _LEAST_IN_CELL or most < _MOST_OF_CELLS * all_of:
        return []
    lines: list[tuple[str, bool]] = [("", True)]
    for text, linked in best:
        if text == "\n":
            lines.append(("", True))
        else:
            # what is between two links in a menu ("|") is a part of it
            lines[-1] = (lines[-1][0] + text, lines[-1][1] and (linked or not any(map(str.isalnum, text))))
    return [found for text, linked in lines if not linked and (found := " ".join(text.split()))]


def _own_pieces(cell: Any) -> Iterator[tuple[str, bool]]:
    """The texts of a cell, without those of tables in it, each with whether it is in a link; "\\n" for a break."""
    yield cell.text or "", False
    waiting = [(child, False) for child in reversed(cell)]
    while waiting:
        element, linked = waiting.pop()
        if element is None:
            yield "\n", linked
            continue
        if isinstance(element, str):
            yield element, linked
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        waiting.append((element.tail or "", linked))
        if tag in ("table", "script", "style", ""):
            yield "\n", linked
            continue
        inside = linked or tag == "a"
        if tag in _BREAKING:
            yield "\n", linked
            waiting.append((None, linked))
        yield element.text or "", inside
        waiting += [(child, inside) for child in reversed(element)]


def _is_layout(table: Any) -> bool:
    """Whether a table lays out a page: it says so, or its cells hold tables, headings or paragraphs; one of data has neither."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    if next(table.iter("th", "caption"), None) is not None:
        return False
    rows = [row for row in _own_cells(table) if row.tag == "tr"]
    if rows and all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in rows):  # one column is no table of data
        return True
    return any(one is not table for one in table.iter("table", "h1", "h2", "h3")) or sum(1 for _ in table.iter("p")) >= 2


def _own_cells(table: Any) -> Iterator[Any]:
    """The rows and cells of a table, without those of tables inside it."""
    waiting = list(table)
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and element.tag in _CELLS and element.tag != "table":
            yield element
            waiting += list(element)


def _in_like_containers(paragraphs: list[Any], texts: list[str], found: list[str]) -> list[str]:
    """The paragraphs in all containers of the same class as those that hold most of the paragraphs found."""
    wanted = {line[:_KEY] for line in found}
    containers: dict[tuple[str, str], list[str]] = {}
    hits: dict[tuple[str, str], int] = {}
    for paragraph, text in zip(paragraphs, texts, strict=True):
        parent = paragraph.getparent()
        kind = (parent.tag, parent.get("class") or "") if parent is not None and isinstance(parent.tag, str) else ("", "")
        if kind[1] and text:
            containers.setdefault(kind, []).append(text)
            hits[kind] = hits.get(kind, 0) + (text[:_KEY] in wanted)
    best = max(hits, key=lambda kind: hits[kind], default=None)
    return containers[best] if best is not None and hits[best] >= max(2, _SAME * len(found)) else []


def _as_printed(tree: Any, data: str) -> str | None:
    """The page's own paragraphs that a story in its data has, which separates them better."""
    plain = _plain(data)
    lines: list[str] = []
    for number, element in enumerate(tree.iter("p", "h2", "h3", "li")):
        text = " ".join(element.text_content().split())
        if number >= _MOST_PARAGRAPHS:
            break
        if text and _plain(text) and _plain(text) in plain:
            lines.append(text)
    return "\n".join(lines) if sum(len(_plain(line)) for line in lines) >= _COVERED * len(plain) else None


def _holds(plain: str, found: list[str]) -> bool:
    return sum(_plain(line)[:_KEY] in plain for line in found) >= _SAME * len(found)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
