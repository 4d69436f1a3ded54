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
    r"(?:\[\s?\+?\s?\d[\d,.]* (?:more )?char(?:acter)?s?\s?\]|[\[(](?:…|\.\.\.|&hellip;)[\])]|\((?:more|continued)\)"
    r"|\b(?:read (?:more|on|the (?:full|whole|rest)[\w ]{0,30})|continue reading|full story"
    r"|weiterlesen|lire la suite|leer más)\W{0,6}"
    r"|(?<![.…])(?:…|\.\.\.))\s*$",
    re.I,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->")
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|tr|section)\b[^<>]{0,2000}>")
_ASIDE = re.compile(r"(?is)<(?P<tag>aside|figure|script|style)\b[^<>]{0,2000}>.{0,20000}?</(?P=tag)>")
"""What is beside the story in the markup of services: links to other stories, pictures."""
_OPENED = re.compile(r"(?i)<p\b[^<>]{0,200}>|<br ?/?>")
_ENTITY = re.compile(r"&(?:quot|amp|nbsp|apos|[lr][sd]quo|[mn]dash|hellip|lt|gt|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
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


def plain(text: str) -> str:
    """A text without its markup, where it has any: its blocks become paragraphs.

    >>> plain("<p>It shut.</p><p>It &amp; rained.</p>"), plain("5 < 7")
    ('It shut.\\n\\nIt & rained.', '5 < 7')
    """
    if "<" not in text or not _TAG.search(text):
        return text
    import html

    lines = html.unescape(_TAG.sub("", _BLOCK.sub("\n", _ASIDE.sub("\n", text.replace("\n", " "))))).split("\n")
    return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())


def without_markup(text: str) -> Mended:
    """A text without the markup of paragraphs and line breaks, where it has any.

    >>> without_markup("<p>It shut.</p><p>It rained.</p>")
    Mended(text='It shut.\\n\\nIt rained.', warning='text held markup of HTML (<p>): removed')
    >>> without_markup("a < b, and <i>b</i>").warning is None
    True
    """
    block = _OPENED.search(text) if "<" in text else None
    closed = "</p>" in text or "</P>" in text or text.count("<br") + text.count("<BR") > 1
    block = block if closed else None
    return Mended(plain(text), f"text held markup of HTML ({block[0][:20]}): removed") if block else Mended(text, None)


def decode_entities(text: str) -> Mended:
    """Decode the entities of HTML in a text that has no markup beside them.

    >>> decode_entities("&quot;It shut,&quot; he said.")
    Mended(text='"It shut," he said.', warning='text held entities of HTML (&quot;): decoded')
    """
    sign = _ENTITY.search(text) if "&" in text else None
    if sign is None or _TAG.search(text):
        return Mended(text, None)
    import html

    return Mended(html.unescape(text), f"text held entities of HTML ({sign[0]}): decoded")


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
    if not end.rstrip().endswith((")", "]", "…", "...")) and not any(
        map(end.__contains__, ("ead", "ull story", "lesen", "suite", "leer m"))
    ):
        return None
    match = _CUT.search(end)
    return f"text is cut off: it ends in {match[0].strip()!r}" if match else None
