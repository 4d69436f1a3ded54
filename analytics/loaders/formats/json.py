"""JSON lists and JSON lines: one article per object."""

from __future__ import annotations

import codecs
import functools
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from analytics.loaders.columns import map_columns
from analytics.loaders.decoding import MOST_CHARACTERS, SEEN, encoding_of, lines
from analytics.loaders.inputs import Source
from analytics.loaders.rows import Record, read_rows
from analytics.loaders.vendors.services import articles_in, flattened
from analytics.tables import Article, Skipped

_CHUNK = 1_000_000
_MOST_WRAPPED = 200_000_000  # characters of an object that has the list of articles in it, which has to be read whole
_LONGEST_WORD = 10  # of JSON, which may be read in part: true, false, null, -Infinity
_EXPECTED = "Expected a list of objects, or one object per line, each with a text"
_SPACE = re.compile(r"[\s\ufeff]*")


def read_lines(source: Source) -> Iterator[Article | Skipped]:
    """Read JSONL: one object per line; a row's number is its line's."""
    return read_rows(source, line_records, header=False)


def read_list(source: Source) -> Iterator[Article | Skipped]:
    """Read JSON: a list of objects, or an object that holds one, or a single article; rows are numbered from 1."""
    return read_rows(source, list_records, header=False)


def line_records(source: Source) -> Iterator[Record | Skipped]:
    """The objects of JSON lines; a report of each line that holds none."""
    empty = True
    with source.open() as stream:
        for line in lines(stream):
            if line.text is not None and not line.text.strip("\ufeff \t\r\n"):
                continue
            empty = False
            if line.warning:
                yield Skipped(source.label, line.number, line.warning)
            if line.text is None:
                continue
            try:
                value = json.loads(line.text.strip("\ufeff"))
            except (ValueError, RecursionError) as error:
                yield Skipped(source.label, line.number, f"no JSON: {_said(error)}. {_EXPECTED}")
                continue
            yield _record(value, source.label, line.number)
    if empty:
        yield Skipped(source.label, None, f"an empty file. {_EXPECTED}")


def list_records(source: Source) -> Iterator[Record | Skipped]:
    """The objects of a list; a report of each value that is no object."""
    row = 0
    with source.open() as stream:
        reader = _ListReader(stream)
        try:
            for row, value in enumerate(reader.values(), 1):
                yield _record(value, source.label, row)
        except (ValueError, RecursionError) as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else _said(error)  # its place is one in a part of the file
            yield Skipped(source.label, row + 1, f"no JSON: {said}. {_EXPECTED}")
            return
    if reader.warning:
        yield Skipped(source.label, None, reader.warning)
    if row == 0:
        yield Skipped(source.label, None, f"{'a list without objects' if reader.read else 'an empty file'}. {_EXPECTED}")


def _record(value: Any, label: str, row: int) -> Record | Skipped:
    if isinstance(value, dict):
        return Record(row, flattened(value) if _is_nested(value) else value)
    try:
        told = str(value)[:40]
    except RecursionError:
        told = "[[["
    return Skipped(label, row, f"{type(value).__name__} {told!r}, no object. {_EXPECTED}")


class _ListReader:
    """The values of a JSON list one at a time, from a file of any size; what comes before a break in it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        start = stream.read(SEEN)
        self._decoder = codecs.getincrementaldecoder(encoding_of(start))("strict")
        self._text, self._at, self._ended = "", 0, False
        self.read, self.warning = False, ""
        self._take(start)

    def values(self) -> Iterator[Any]:
        """The values, in order. Raises ValueError at a break, RecursionError where lists are nested without end."""
        opens = self._next()
        if opens == "[":
            self._at += 1
            while (mark := self._next()) and mark != "]":
                value = self._value(MOST_CHARACTERS)
                pages = articles_in(value) if isinstance(value, dict) and not _has_text(value) else None
                if pages is None:
                    yield value
                else:  # a list of a service's answers
                    yield from pages
                mark = self._next()
                if mark == ",":
                    self._at += 1
                elif mark != "]":
                    raise ValueError(f"a list that is not closed after {'a value' if mark else 'its last value'}")
            if not mark:
                raise ValueError("a list that is never closed")
            return
        while opens:
            value = self._value(_MOST_WRAPPED)
            opens = self._next()
            found = None if opens or not isinstance(value, dict) else _as_rows(value) or articles_in(value)
            if found is None and not opens and isinstance(value, dict) and not _has_text(value):
                found = max((v for v in value.values() if _holds_objects(v)), key=len, default=None)
            if found is None:
                yield value
            else:
                yield from found

    def _next(self) -> str:
        """The next character that is no space; none at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more(_CHUNK)

    def _value(self, most: int) -> Any:
        size = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # what is wrong far from the end of what is read stays wrong, but for a string that is not closed yet
                wrong = error.msg.startswith("Expecting") and error.pos < len(self._text) - _LONGEST_WORD
                if wrong or self._ended or len(self._text) - self._at > most:
                    raise
            else:
                if end < len(self._text) or self._ended:  # at the end of what is read, a number may go on
                    self._at = end
                    return value
            self._more(size)
            size *= 2  # so that the work stays linear, however long a value is

    def _more(self, size: int) -> None:
        data = self._stream.read(size)
        self._text, self._at = self._text[self._at :], 0
        self._take(data)

    def _take(self, data: bytes) -> None:
        self.read = self.read or bool(data.strip())
        try:
            self._text += self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self.warning = f"byte 0x{error.object[error.start]:02x} is not {error.encoding}: read as Windows-1252 from there; kept"
            rest = error.object
            self._text += rest[: error.start].decode(error.encoding)
            self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
            self._text += self._decoder.decode(rest[error.start :])
        self._ended = not data


_DECODER = json.JSONDecoder()


def _as_rows(value: dict[str, Any]) -> list[Any] | None:
    """The rows of a table that pandas wrote by its columns, or with its rows as lists; None for any other object."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and "text" in map_columns(list(map(str, names))):
        return [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in rows]
    mapped = map_columns(list(value))
    text = value.get(mapped.get("text", ""))
    if (
        not isinstance(text, dict | list)
        or len(mapped) < 2
        or (isinstance(text, list) and not all(isinstance(one, str) for one in text))
    ):
        return None
    if not all(type(held) is type(text) for held in value.values()):
        return None
    if isinstance(text, dict):
        return [{name: held.get(key) for name, held in value.items()} for key in text]
    return [dict(zip(value, row, strict=True)) for row in zip(*value.values(), strict=False)]


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _has_text(value: dict[str, Any]) -> bool:
    return _have_text(tuple(value))


@functools.lru_cache(maxsize=1_000)
def _have_text(names: tuple[str, ...]) -> bool:
    """Whether one of some names is that of a text; the objects of a list mostly have the same names."""
    return "text" in map_columns(list(names))


def _is_nested(value: dict[str, Any]) -> bool:
    """Whether an object may hold its text deeper."""
    return any(type(held) is dict for held in value.values())


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
