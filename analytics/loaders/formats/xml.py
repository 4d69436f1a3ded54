"""Parse XML, with bounds: no entity is expanded, nothing is fetched, and depth and size are limited."""

from __future__ import annotations

import functools
import html
from collections.abc import Iterator
from typing import Any

from analytics.loaders.decoding import NotText, in_one_line
from analytics.loaders.inputs import Source
from analytics.loaders.printed_lines import join_lines

MOST_BYTES = 50_000_000
_MOST_MARKS = 1_000_000
_BLOCKS = frozenset("p para paragraph h1 h2 h3 h4 h5 h6 hl1 hl2 li td th tr dt dd div block blockquote pre br".split())


def parse(data: bytes) -> Any:
    """The root of an XML document. Raises NotText, which says where it breaks."""
    from lxml import etree

    check_marks(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"broken XML ({' '.join(str(error).split())[:100]}). Expected well-formed XML") from error
    return root


def check_marks(data: bytes) -> None:
    """Raise NotText where XML or HTML has more elements than can be walked through in reasonable time."""
    if (marks := data.count(b"<")) > _MOST_MARKS:
        raise NotText(f"{marks:,} tags in one file. Expected up to {_MOST_MARKS:,}")


def read_whole(source: Source, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file that has to be read whole. Raises NotText where there are more than ``most``, or none."""
    data = source.read(most + 1)
    if len(data) > most:
        raise NotText(f"more than {most:,} bytes in one file. Expected up to {most:,}")
    if not data.strip():
        raise NotText("an empty file. Expected one with articles in it")
    return data


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_named(root: Any, *names: str) -> Iterator[Any]:
    """The elements below ``root``, itself too, with one of the names, in reading order; namespaces do not count."""
    found: Iterator[Any] = root.iter(*(f"{{*}}{name}" for name in names))
    return found


def outermost(root: Any, *names: str) -> Iterator[Any]:
    """As `all_named`, without those inside another, so that each part of a file is read once, however it is nested."""
    last = None
    for element in list(all_named(root, *names)):
        if last is None or not any(above is last for above in element.iterancestors()):
            last = element
            yield element


def first_named(root: Any, *names: str) -> Any:
    """The first element with the first of the names that occurs, or None."""
    return next((found for name in names if (found := next(all_named(root, name), None)) is not None), None)


def words_of(element: Any) -> str | None:
    """The text of an element in one line, or None where it has none."""
    return None if element is None else in_one_line("".join(_text(element))) or None


def paragraphs_of(element: Any) -> list[str]:
    """The text of an element, one line per block of it."""
    return [line for text in "".join(_text(element)).split("\f") if (line := in_one_line(text))]


def printed_paragraphs(element: Any) -> list[str]:
    """The text of an element whose <br/> may be a margin's: a wire breaks its lines with them inside one paragraph."""
    text = "".join(_text(element, "\v"))
    if "\v" not in text:
        return [line.replace("\u00ad", "") for block in text.split("\f") if (line := in_one_line(block))]
    blocks = ["\n".join(map(_set_in, block.split("\v"))) for block in text.split("\f")]
    lines = [line for block in blocks for line in (*block.split("\n"), "")]
    return join_lines(lines)


def _set_in(line: str) -> str:
    """A line in one, behind the spaces without a break that set it in; other spaces before it are the file's own."""
    if "\u00a0" not in line:
        return in_one_line(line)
    before = line[: len(line) - len(line.lstrip())]
    return " " * before.count("\u00a0") + in_one_line(line)


def _text(element: Any, at_break: str = "\f") -> Iterator[str]:
    """The text of an element, form feeds where blocks begin and end. Entities that HTML knows are what they are there."""
    waiting: list[Any] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        tag = item.tag
        if isinstance(tag, str):
            before, after = _edges(tag, at_break)
            if not len(item):
                yield f"{before}{item.text or ''}{after}"
                continue
            yield f"{before}{item.text or ''}"
            waiting.append(after)
            for child in item.iterchildren(reversed=True):
                waiting += (child.tail or "", child)
        elif _is_entity(item):
            named = html.unescape(item.text)
            yield named if named != item.text else ""


@functools.lru_cache(maxsize=1_000)
def _edges(tag: str, at_break: str) -> tuple[str, str]:
    """What the beginning and the end of an element are in a text."""
    name = tag.rpartition("}")[2]
    edge = at_break if name == "br" else "\f" if name in _BLOCKS else ""
    return ("" if name == "br" else edge), edge


def _is_entity(item: Any) -> bool:
    from lxml import etree

    return item.tag is etree.Entity
