"""JSON lists and JSON lines: an object an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.columns import Mapped, map_columns, no_text_column, read_row
from analytics.loaders.decoding import NotText, decode, lines
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_BYTES = 2_000_000_000
_ACCEPTED = "accepted: a list of objects, or an object a line, each with a text"


def read_lines(source: Source) -> Iterator[Article | Skipped]:
    """JSONL: an object a line; a row's number is its line's."""
    mapped: dict[tuple[str, ...], Mapped] = {}
    empty = True
    with source.path.open("rb") as stream:
        for line in lines(stream):
            if line.text is not None and not line.text.strip("\ufeff \t\r\n"):
                continue
            empty = False
            if line.remark:
                yield Skipped(source.label, line.number, line.remark)
            if line.text is None:
                continue
            try:
                value = json.loads(line.text.strip("\ufeff"))
            except (ValueError, RecursionError) as error:
                yield Skipped(source.label, line.number, f"no JSON: {_said(error)}; {_ACCEPTED}")
                continue
            yield from _read_object(value, mapped, source.label, line.number)
    if empty:
        yield Skipped(source.label, None, f"an empty file; {_ACCEPTED}")


def read_list(source: Source) -> Iterator[Article | Skipped]:
    """JSON: a list of objects, or an object that holds one, or a single article; a row's number is its place, from 1."""
    size = source.path.stat().st_size
    if size > _MOST_BYTES:
        yield Skipped(source.label, None, f"{size:,} bytes of JSON; accepted: up to {_MOST_BYTES:,}, or JSONL of any size")
        return
    try:
        text, remark = decode(source.path.read_bytes())
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if remark:
        yield Skipped(source.label, None, f"{remark}; kept")
    if not text.strip():
        yield Skipped(source.label, None, f"an empty file; {_ACCEPTED}")
        return
    mapped: dict[tuple[str, ...], Mapped] = {}
    row = 0
    try:
        for row, value in enumerate(_objects(text), 1):
            yield from _read_object(value, mapped, source.label, row)
    except (ValueError, RecursionError) as error:
        yield Skipped(source.label, row + 1, f"no JSON: {_said(error)}; {_ACCEPTED}")
        return
    if row == 0:
        yield Skipped(source.label, None, f"a list without objects; {_ACCEPTED}")


def _objects(text: str) -> Iterator[Any]:
    """The values of the list in a text, decoded one at a time; what stands before a break in the file is kept."""
    decoder = json.JSONDecoder()
    space = re.compile(r"\s*")
    at = space.match(text).end()  # type: ignore[union-attr]
    if text[at] != "[":
        value, end = decoder.raw_decode(text, at)
        if text[end:].strip():  # an object a line under the name of .json
            yield value
            at = space.match(text, end).end()  # type: ignore[union-attr]
            while at < len(text):
                value, end = decoder.raw_decode(text, at)
                yield value
                at = space.match(text, end).end()  # type: ignore[union-attr]
            return
        inner = (
            [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)] if isinstance(value, dict) else []
        )
        yield from max(inner, key=len) if inner and "text" not in map_columns(list(value)) else [value]
        return
    at = space.match(text, at + 1).end()  # type: ignore[union-attr]
    while at < len(text) and text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        yield value
        at = space.match(text, end).end()  # type: ignore[union-attr]
        if text[at : at + 1] == ",":
            at = space.match(text, at + 1).end()  # type: ignore[union-attr]
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, at)


def _read_object(value: Any, mapped: dict[tuple[str, ...], Mapped], label: str, row: int) -> Iterator[Article | Skipped]:
    if not isinstance(value, dict):
        yield Skipped(label, row, f"{type(value).__name__} {str(value)[:40]!r}, no object; {_ACCEPTED}")
        return
    names = tuple(value)
    if names not in mapped:
        if len(mapped) > 1_000:
            mapped.clear()
        mapped[names] = map_columns(list(names))
    if "text" not in mapped[names]:
        yield no_text_column(label, list(names))._replace(row=row)
        return
    yield from read_row(value, mapped[names], label, row)


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
