"""Lines come out the same however the bytes come in, and wherever a line is odd."""

import io
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.loaders import decoding
from analytics.loaders.decoding import Line, NotText, decode, encoding_of, lines, runs

MOST = 30
ODD = [
    b"a",
    b"bc\n",
    b"\n",
    b"\r\n",
    b"\x00",
    b"\x01",
    b"\xe2\x80\x99",
    b"\x92",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\x85",
    b"\x0b",
    b"x" * 29,
    b"x" * 40,
]


def plainly(data: bytes) -> list[Line]:
    """What `lines` gives, in so many words."""
    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        line += b"\n" if number <= data.count(b"\n") else b""
        nuls = line.count(0)
        if not line:
            continue
        if len(line) > MOST or (len(line) == MOST and not line.endswith(b"\n")):
            found.append(Line(number, None, f"a line of {len(line):,} bytes. Expected up to {MOST:,}"))
            continue
        try:
            text, warning = decode(line.replace(b"\0", b""))
            told = "a NUL character" if nuls == 1 else f"{nuls:,} NUL characters"
            found.append(Line(number, text, f"{told}: removed" if nuls else warning))
        except NotText as error:
            found.append(Line(number, None, str(error)))
    return found


@pytest.mark.parametrize("block", [1, 7, 25])
def test_decoding_lines_are_those_of_the_file(block: int) -> None:
    @example(b"aaaa\r\n")
    @example(b"aaaa\r\nIt rained.\r\n")
    @given(st.lists(st.sampled_from(ODD), max_size=12).map(b"".join).filter(lambda data: encoding_of(data[:4]) == "utf-8"))
    def holds(data: bytes) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decoding, "_BLOCK", block)
            patch.setattr(decoding, "MOST_CHARACTERS", MOST)
            patch.setattr(decoding, "SEEN", 4)
            assert list(lines(io.BufferedReader(io.BytesIO(data)))) == plainly(data)  # type: ignore[arg-type]

    holds()


def test_decoding_plain_lines_stand_together() -> None:
    data = "It shut.\nIt’s wet.\nIt rained.".encode()
    assert list(runs(io.BytesIO(data))) == [["It shut.\n", "It’s wet.\n"], ["It rained."]]


def test_decoding_finds_the_digits_of_every_script() -> None:
    digits = [chr(number) for number in range(sys.maxunicode + 1) if chr(number).isdecimal()]
    assert [digit for digit in digits if not decoding.has_digit(f"“It’s {digit}”")] == []
    assert not decoding.has_digit("“Café” in Łódź — 宮古, ²½ \ud83d")
