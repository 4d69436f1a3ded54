"""Bytes to text, with bounds: what is no text is refused, what is not UTF-8 is read another way and said so."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import IO, NamedTuple

MOST_CHARACTERS = 10_000_000
"""The longest line, and the longest article, that is read; the longest novels have 6 million characters."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BLOCK = 262_144  # bytes that are read at once
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})


class NotText(ValueError):
    """Bytes that are no text; the message says what was found and what is accepted."""


class Decoded(NamedTuple):
    """A text, and a remark where it was not plain UTF-8."""

    text: str
    remark: str | None


class Line(NamedTuple):
    """A line of a file with its number (the first is 1); ``text`` is None where it is too long or no text, see ``remark``."""

    number: int
    text: str | None
    remark: str | None


def decode(data: bytes) -> Decoded:
    """A text from bytes: by its byte order mark, else UTF-8, else Windows-1252. Raises NotText.

    >>> decode("Café".encode())
    Decoded(text='Café', remark=None)
    >>> decode("It’s".encode("cp1252"))
    Decoded(text='It’s', remark='byte 0x92 at 2 is not UTF-8: read as Windows-1252')
    """
    encoding = encoding_of(data)
    if encoding == "utf-8" and data.translate(None, _CONTROLS) != data:
        at = next(i for i, byte in enumerate(data) if byte in _CONTROLS)
        raise NotText(f"no text: byte 0x{data[at]:02x} at {at}; accepted: text in UTF-8, UTF-16 or Windows-1252")
    try:
        return Decoded(data.decode(encoding), None)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise NotText(f"broken {encoding} at byte {error.start}; accepted: text in UTF-8, UTF-16 or Windows-1252") from error
        remark = f"byte 0x{data[error.start]:02x} at {error.start} is not UTF-8: read as Windows-1252"
        return Decoded(data.decode("cp1252", "replace"), remark)


def encoding_of(start: bytes) -> str:
    """The encoding that a byte order mark tells, else UTF-8."""
    return next((name for mark, name in _BOMS if start.startswith(mark)), "utf-8")


def in_one_line(text: str) -> str:
    """A text with one space between its words, and none around them.

    >>> in_one_line("  Port \\t shut\\n")
    'Port shut'
    """
    # most have nothing to take away: of what is printable only " " is space
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())


def lines(stream: IO[bytes]) -> Iterator[Line]:
    """The lines of a file, one at a time, their line ends kept; a line that is too long is passed over and reported."""
    number = 0
    for run in runs(stream):
        if isinstance(run, Line):
            number = run.number
            yield run
        else:
            for text in run:
                number += 1
                yield Line(number, text, None)


def runs(stream: IO[bytes]) -> Iterator[list[str] | Line]:
    """The lines of a file as `lines` gives them, those of plain UTF-8 that stand together as lists of texts."""
    start = stream.read(4)
    encoding = encoding_of(start)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(start, stream, encoding)
        return
    number = passed = 0
    held, size = [b""], 0
    while True:
        # one read, so that what stands before a break is there
        data, start = start + stream.read1(_BLOCK), b""  # type: ignore[attr-defined]
        end = data.rfind(b"\n") + 1
        if data and not end:
            held.append(data)
            size += len(data)
            if size > MOST_CHARACTERS:  # too long a line, of which only the length is wanted
                held, size, passed = [], 0, passed + size
            continue
        block = b"".join([*held, data[:end]])
        held, size = [data[end:]], len(data) - end
        if passed or block.find(b"\n") >= MOST_CHARACTERS or (not data and len(block) >= MOST_CHARACTERS):
            first, mark, block = block.partition(b"\n")
            number += 1
            yield Line(number, None, f"a line of {passed + len(first) + len(mark):,} bytes; accepted: up to {MOST_CHARACTERS:,}")
            passed = 0
        if block.startswith(codecs.BOM_UTF8) and not number:
            first, mark, block = block.partition(b"\n")
            number += 1
            yield _line(number, first + mark)
        text = _plain(block)
        if text:
            run = list(io.StringIO(text, newline="\n"))
            number += len(run)
            yield run
        elif block:
            for line in io.BytesIO(block):
                number += 1
                yield _line(number, line)
        if not data:
            return


def _plain(block: bytes) -> str | None:
    """Lines as text, where each of them is plain UTF-8 without control characters."""
    if codecs.BOM_UTF8 in block or len(block.translate(None, _CONTROLS)) < len(block):
        return None
    try:
        return block.decode()
    except UnicodeDecodeError:
        return None


def _line(number: int, data: bytes) -> Line:
    """A line that may be anything."""
    nuls = data.count(0)
    try:
        text, remark = decode(data.replace(b"\0", b"") if nuls else data)
    except NotText as error:
        return Line(number, None, str(error))
    if nuls:  # a database's padding; bytes that are no text hold other controls too
        remark = f"{'a NUL character' if nuls == 1 else f'{nuls:,} NUL characters'}: removed"
    return Line(number, text, remark)


def _wide_lines(start: bytes, stream: IO[bytes], encoding: str) -> Iterator[Line]:
    """Lines of two or four bytes a character, in which the byte of a line's end may be part of another character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    number, text, data = 0, "", start
    try:
        while True:
            text += decoder.decode(data, final=not data)
            whole, _, text = text.rpartition("\n") if data else (text, "", "")
            for line in whole.split("\n") if whole else ():
                number += 1
                long = len(line) > MOST_CHARACTERS
                remark = f"a line of {len(line):,} characters; accepted: up to {MOST_CHARACTERS:,}" if long else None
                yield Line(number, None if long else line + "\n", remark)
            if not data:
                return
            if len(text) > MOST_CHARACTERS:
                text = text[: MOST_CHARACTERS + 1]  # enough to be told as too long
            data = stream.read(1_000_000)
    except UnicodeError:
        yield Line(number + 1, None, f"broken {encoding}; accepted: text in UTF-8, UTF-16 or Windows-1252")
