"""RTF is read the same whether striprtf is given all of its plain text or one character in place of each long run."""

from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st

from analytics.loaders.decoding import NotText
from analytics.loaders.formats import rtf

LONG = b"The port of Quillon was shut on Monday night; two ships left it in the rain."
PIECES = [b"{", b"}", b"\\", b"\n", b"\r\n", b"\x00", b"\x93", b" ", b";", b"\\par ", b"\\*", b"{\\*\\dest ", b"{\\fonttbl"]
PIECES += [b"\\f0\\fcharset0 ", b"\\f0 ", b"\\ansicpg1250 ", b"\\uc1", b"\\uc3 ", b"\\uc8 ", b"\\u8220?", b"\\u8220 ?", b"\\'92"]
PIECES += [b"\\uc12 ", b"\\u983040 ", b"\\u-9088?\\u-9216?", b"\\pict ", b"\\bin12 ", b"x" * 50, LONG]


def read(data: bytes) -> list[str] | str:
    try:
        return rtf.paragraphs_of(data)
    except NotText as error:
        return str(error)


@example([b"\\uc8 \\u8220 ", LONG])
@example([b"{\\fonttbl{\\f0\\fcharset0 ", LONG, b"}}\\f0 \\'e9", LONG])
@example([LONG, b"\\u983040 ", LONG])
@example([LONG, b"\\u-9088?\\u-9216?", LONG])
@example([b"{\\pict\\bin12 ", LONG, b"}", LONG])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_rtf_runs_of_plain_text_change_nothing(pieces: list[bytes]) -> None:
    data = b"{\\rtf1 " + b"".join(pieces)
    found = read(data)
    with mock.patch.object(rtf, "_without_runs", lambda marked: (marked, [])):
        assert read(data) == found
