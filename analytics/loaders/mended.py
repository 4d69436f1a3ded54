"""Faults of a text from before it came here: mis-decoded characters are repaired, and cut ends reported."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGN = re.compile(
    "â€|Ã[\x80-\xbf¢£©®¼½¾¿ ¡¨ª«¬¯°±²³´µ¶·¸¹º»€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|Â[\xa0£©®°«»·§¡¿´]|[ÐÑ][\x80-\xbf°±²³´µ¶·¸¹º»¼½¾¿]{1,2}[ÐÑ]|ï»¿|ðŸ"
)
_LETTERS = "âÃÂÐÑïð"  # the first of every sign; one letter is looked for many times as fast as two
_LOST = re.compile("â€(?:\ufffd|\x9d| ?�)")
_CUT = re.compile(
    r"(?:\[\s?\+?\s?\d[\d,.]* (?:more )?char(?:acter)?s?\s?\]|\[(?:…|\.\.\.)\]|\((?:more|continued)\)"
    r"|\b(?:read more|continue reading)\W{0,6})\s*$",
    re.I,
)
_CELL = 32_767
_SEEN = 80  # characters at a text's end


class Mended(NamedTuple):
    """A text, and a warning where it was changed, or is still wrong."""

    text: str
    warning: str | None


def mend(text: str) -> Mended:
    """Repair UTF-8 that was read as Windows-1252 before it came here, by ftfy, a paragraph at a time.

    >>> mend("â€œIt shut,â€\\x9d he said.")
    Mended(text='“It shut,” he said.', warning='text was UTF-8 read as Windows-1252 (â€œ): repaired')
    >>> mend("“It shut,” he said.").warning is None
    True
    """
    sign = None if text.isascii() or not any(map(text.__contains__, _LETTERS)) else _SIGN.search(text)
    if sign is None:
        return Mended(text, None)
    import ftfy

    lines = [ftfy.fix_encoding(_LOST.sub("”", line)) if _SIGN.search(line) else line for line in text.split("\n")]
    fixed = "\n".join(lines)
    shown = text[sign.start() : sign.start() + 3]
    if fixed == text:
        return Mended(text, f"text looks like UTF-8 read as Windows-1252 ({shown}): kept as it is" if "â€" in text else None)
    return Mended(fixed, f"text was UTF-8 read as Windows-1252 ({shown}): repaired")


def cut_end(text: str) -> str | None:
    """A warning where a text was cut off before it came here: by a service, by Excel's longest cell, or by a teaser.

    >>> cut_end("The port was… [+2314 chars]")
    "text is cut off: it ends in '[+2314 chars]'"
    >>> cut_end("The port was shut.") is None
    True
    """
    if len(text) == _CELL:
        return f"text is cut off: it has {_CELL:,} characters, the most that a cell of Excel holds"
    end = text[-_SEEN:]
    if not end.rstrip().endswith((")", "]")) and "ead" not in end:
        return None
    match = _CUT.search(end)
    return f"text is cut off: it ends in {match[0].strip()!r}" if match else None
