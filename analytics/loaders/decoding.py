"""Decode bytes, with bounds: refuse what is no text, and warn about what is not UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

MOST_CHARACTERS = 10_000_000
"""The longest line, and the longest article, that is read; the longest novels have 6 million characters."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BLOCK = 262_144  # bytes that are read at once
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_CONTROL = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_MAC = re.compile(rb"(?:\A|[\s(,;\"])\xd2[A-Za-z]|[a-z.,!?]\xd3(?:[\s,;)\"]|\Z)|[a-z]\xd5(?:s|t|re|ve|ll|m|d)\b")
_WINDOWS = re.compile(rb"[\x91-\x97]")
"""Quotation marks and apostrophes in a Mac's old encoding, where Windows has letters; and those in the encoding of Windows."""

_DIGIT = re.compile(r"\d")
_DIGITS_BEGIN = b"\xd9\xdb\xdf\xe0\xe1\xea\xef\xf0"
"""The first bytes, in UTF-8, of all digits but 0 to 9."""
_LOOKS = ("utf-16-le", "utf-16-be")
_EXPECTED = "Expected text in UTF-8, UTF-16 or Windows-1252"
SEEN = 64
"""Bytes at the start of a file that decide its encoding."""


class NotText(ValueError):
    """Bytes that are no text; the message says what was found and what is expected."""


class Decoded(NamedTuple):
    """A text, and a warning where it was not plain UTF-8."""

    text: str
    warning: str | None


class Line(NamedTuple):
    """A line of a file with its number (the first is 1); ``text`` is None where it is too long or no text, see ``warning``."""

    number: int
    text: str | None
    warning: str | None


def decode(data: bytes) -> Decoded:
    """A text from bytes: by its byte order mark or the look of UTF-16, else UTF-8, else Windows-1252. Raises NotText.

    A few NULs come from a database's padding or a broken copy: they are removed.

    >>> decode("Café".encode())
    Decoded(text='Café', warning=None)
    >>> decode("It’s".encode("cp1252"))
    Decoded(text='It’s', warning='byte 0x92 at 2 is not UTF-8: read as Windows-1252')
    >>> decode("It’s wet.".encode("utf-16-le"))
    Decoded(text='It’s wet.', warning='no byte order mark: read as UTF-16 by its look')
    """
    encoding = encoding_of(data)
    warnings = []
    if encoding == "utf-8" and data.translate(None, _CONTROLS) != data:
        nuls = data.count(0)
        rest = data.replace(b"\0", b"") if nuls * 100 < len(data) else data
        if rest.translate(None, _CONTROLS) != rest:
            at = next(i for i, byte in enumerate(data) if byte in _CONTROLS)
            raise NotText(f"no text: byte 0x{data[at]:02x} at {at}. {_EXPECTED}")
        data = rest
        warnings.append(f"{'a NUL character' if nuls == 1 else f'{nuls:,} NUL characters'} removed")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise NotText(f"broken {encoding} at byte {error.start}. {_EXPECTED}") from error
        is_mac = _MAC.search(data) is not None and _WINDOWS.search(data) is None
        name = "Mac Roman" if is_mac else "Windows-1252"
        warnings.append(f"byte 0x{data[error.start]:02x} at {error.start} is not UTF-8: read as {name}")
        text = data.decode("mac_roman" if is_mac else "cp1252", "replace")
    if encoding in _LOOKS:
        if control := _CONTROL.search(text):
            raise NotText(f"no text: character U+{ord(control[0]):04X} at {control.start()}. {_EXPECTED}")
        warnings.append("no byte order mark: read as UTF-16 by its look")
    return Decoded(text, "; ".join(warnings) or None)


def encoding_of(start: bytes) -> str:
    """The encoding by a byte order mark, else by the first bytes: in UTF-16 most of every second one are NUL; else UTF-8.

    >>> encoding_of(b"I\\0t\\0"), encoding_of(b"It\\0\\0")
    ('utf-16-le', 'utf-8')
    """
    told = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    if told is None and 0 in start[:4]:
        seen = start[:SEEN]
        first, second = seen[::2].count(0), seen[1::2].count(0)
        if len(seen) >= 4 and min(first, second) == 0 and max(first, second) * 3 > len(seen):
            return _LOOKS[0] if second else _LOOKS[1]
    return told or "utf-8"


def in_one_line(text: str) -> str:
    """A text with one space between its words, and none around them.

    >>> in_one_line("  Port \\t shut\\n")
    'Port shut'
    """
    # most have nothing to take away: of what is printable only " " is space
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())


def has_digit(text: str) -> bool:
    """Whether a text has a digit, of any script.

    >>> has_digit("3 May"), has_digit("٣"), has_digit("It’s wet.")
    (True, True, False)
    """
    # one character is looked for many times as fast as a class of them
    return (
        "1" in text
        or "2" in text
        or "0" in text
        or "3" in text
        or "4" in text
        or "5" in text
        or "6" in text
        or "7" in text
        or "8" in text
        or "9" in text
        or (not text.isascii() and _has_other_digit(text))
    )


def _has_other_digit(text: str) -> bool:
    """Whether a text has a digit other than 0 to 9."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, _DIGITS_BEGIN)) < len(data) and _DIGIT.search(text) is not None


def lines(stream: IO[bytes]) -> Iterator[Line]:
    """The lines of a file, one at a time, their line ends kept; a line that is too long is skipped and reported."""
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
    start = stream.read(SEEN)
    encoding = encoding_of(start)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(start, stream, encoding)
        return
    number = passed = 0
    held, size = [b""], 0
    carriage = False
    while True:
        # one read, so that what comes before a break is there
        data, start = start + stream.read1(_BLOCK), b""  # type: ignore[attr-defined]
        if not number and not passed and not size and b"\n" not in data and b"\r" in data:
            if data.endswith(b"\r"):
                data += stream.read1(1)  # type: ignore[attr-defined]  # its line feed may come next
            carriage = b"\n" not in data  # an old Mac's line ends
        data = data.replace(b"\r", b"\n") if carriage else data
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
            yield Line(number, None, f"a line of {passed + len(first) + len(mark):,} bytes. Expected up to {MOST_CHARACTERS:,}")
            passed = 0
        if block.startswith(codecs.BOM_UTF8) and not number:
            first, mark, block = block.partition(b"\n")
            number += 1
            yield _line(number, first + mark)
        run: list[str] = []
        odd = codecs.BOM_UTF8 in block or len(block.translate(None, _CONTROLS)) < len(block)
        text = None if odd else _decoded(block)
        if text is not None:
            run = list(io.StringIO(text, newline="\n"))
            number += len(run)
        else:
            for line in io.BytesIO(block):
                number += 1
                text = None if odd else _decoded(line)
                if text is not None:
                    run.append(text)
                    continue
                if run:
                    yield run
                    run = []
                yield _line(number, line)
        if run:
            yield run
        if not data:
            return


def _decoded(data: bytes) -> str | None:
    """Bytes as text where they are UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _line(number: int, data: bytes) -> Line:
    """A line that may be anything."""
    nuls = data.count(0)
    try:
        text, warning = decode(data.replace(b"\0", b"") if nuls else data)
    except NotText as error:
        return Line(number, None, str(error))
    if nuls:  # a database's padding; bytes that are no text hold other controls too
        warning = f"{'a NUL character' if nuls == 1 else f'{nuls:,} NUL characters'}: removed"
    return Line(number, text, warning)


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
                warning = f"a line of {len(line):,} characters. Expected up to {MOST_CHARACTERS:,}" if long else None
                yield Line(number, None if long else line + "\n", warning)
            if not data:
                return
            if len(text) > MOST_CHARACTERS:
                text = text[: MOST_CHARACTERS + 1]  # enough to be recognised as too long
            data = stream.read(1_000_000)
    except UnicodeError:
        yield Line(number + 1, None, f"broken {encoding}. {_EXPECTED}")
