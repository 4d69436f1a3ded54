"""The paragraphs of an RTF; striprtf reads its marks."""

from __future__ import annotations

import re

from analytics.loaders.decoding import NotText

_EXPECTED = "Expected RTF as word processors and news services write it"
_MOST_CHARACTERS, _MOST_FONTS = 25_000_000, 5_000  # without pictures
_GROUP = re.compile(r"(?<!\\)\{")
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}\s*)+")
_RUN = re.compile(r"(?<=[\\{}\r\n])([^\\{}\r\n\x00 ]* [^\\{}\r\n\x00]{8})([^\\{}\r\n\x00]{16,})")
"""Plain text, apart from what a mark before it may be, or may make skip: its parameter, and up to eight characters."""
_UNLIKE_RUNS = re.compile(r"(?i)\\bin|\\uc(?:9|\d\d)|\\u-?\d{6}")
_STANDING_IN, _MOST_RUNS, _FEWEST = 0xF0000, 65_000, 16  # characters for private use, which no mark can name
_STAND_INS = re.compile(f"[{chr(_STANDING_IN)}-{chr(_STANDING_IN + _MOST_RUNS)}]")
_HEX = bytes(byte in b"0123456789abcdefABCDEF" for byte in range(256))


def paragraphs_of(data: bytes) -> list[str]:
    r"""The paragraphs, in order; headers, footers and pictures are left out. Raises NotText.

    >>> paragraphs_of(rb"{\rtf1\ansi {\b Port shut}\par It\'92s raining \u8212? again.}")
    ['Port shut', 'It’s raining — again.']
    """
    from striprtf.striprtf import rtf_to_text

    if b"{\\rtf" not in data[:200]:
        raise NotText(f"no RTF: it does not begin with {{\\rtf. {_EXPECTED}")
    marked = data.decode("latin-1")
    if b"\1" * 32 in data.translate(_HEX):
        marked = _PICTURE.sub(" ", marked)
    marked = marked.replace("HYPERLINK", "LINK")  # of a link its words are wanted alone
    if len(marked) > _MOST_CHARACTERS or marked.count("\\fcharset") > _MOST_FONTS:
        raise NotText(f"an RTF of more than {_MOST_CHARACTERS:,} characters or {_MOST_FONTS:,} fonts. {_EXPECTED}")
    # line ends mean nothing in RTF; striprtf's expressions stop at them, so that none runs over the whole file again and again
    marked = _GROUP.sub("\n{", marked)
    marked, runs = _without_runs(marked)
    try:
        text = str(rtf_to_text(marked, encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, TypeError, AttributeError, RecursionError) as error:
        raise NotText(f"a broken RTF ({' '.join(str(error).split())[:100]}). {_EXPECTED}") from error
    if runs:
        text = _STAND_INS.sub(lambda match: runs[ord(match[0]) - _STANDING_IN], text)
    # a character beyond 65,536 is written as two halves
    whole = text.replace("\x00", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.split("\n")


def _without_runs(marked: str) -> tuple[str, list[str]]:
    """RTF with one character in place of each run of plain text, and the runs: striprtf takes a step per character."""
    runs: list[str] = []
    if _UNLIKE_RUNS.search(marked):
        return marked, runs

    def shortened(text: str) -> str:
        if len(text) < _FEWEST or len(runs) >= _MOST_RUNS:
            return text
        runs.append(text)
        return chr(_STANDING_IN + len(runs) - 1)

    # a semicolon ends the name of a font
    return _RUN.sub(lambda match: match[1] + ";".join(map(shortened, match[2].split(";"))), marked), runs
