"""Bytes to text, with bounds: what is no text is refused, what is not UTF-8 is read another way and said so."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, NamedTuple

MOST_CHARACTERS = 10_000_000
"""The longest line, and the longest article, that is read; the longest novels have 6 million characters."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
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


def lines(stream: IO[bytes]) -> Iterator[Line]:
    """The lines of a file, one at a time, their line ends kept; a line that is too long is passed over and reported."""
    start = stream.readline(MOST_CHARACTERS)
    encoding = encoding_of(start)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(start, stream, encoding)
        return
    number = 0
    while data := start or stream.readline(MOST_CHARACTERS):
        start = b""
        number += 1
        if len(data) == MOST_CHARACTERS and not data.endswith(b"\n"):
            size = len(data)
            while rest := stream.readline(MOST_CHARACTERS):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield Line(number, None, f"a line of {size:,} bytes; accepted: up to {MOST_CHARACTERS:,}")
            continue
        nuls = data.count(0)
        try:
            text, remark = decode(data.replace(b"\0", b"") if nuls else data)
            if nuls:  # a database's padding; bytes that are no text hold other controls too
                remark = f"{'a NUL character' if nuls == 1 else f'{nuls:,} NUL characters'}: removed"
            yield Line(number, text, remark)
        except NotText as error:
            yield Line(number, None, str(error))


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
