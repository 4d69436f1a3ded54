"""How a file begins, which distinguishes a vendor's export from other files with the same suffix."""

from __future__ import annotations

from analytics.loaders.decoding import NotText, encoding_of
from analytics.loaders.formats import docx
from analytics.loaders.formats.xml import MOST_BYTES
from analytics.loaders.inputs import Source
from analytics.loaders.vendors.pages import without_styles

_SEEN = 16_000
_SEEN_RTF = 2_000_000  # fonts, styles and a logo come first
_SEEN_DOCX = 40_000
_SEEN_HTML = 600_000  # styles and scripts come first
_HTML = frozenset({".html", ".htm", ".xhtml"})


def opening_of(source: Source) -> str:
    """The first text of a file with its markup (of a DOCX its paragraphs); empty where it cannot be read."""
    if source.suffix == ".docx":
        return _of_docx(source)
    try:
        start = source.read(_SEEN_RTF if source.suffix == ".rtf" else _SEEN_HTML if source.suffix in _HTML else _SEEN)
    except OSError:
        return ""  # its reader will say what is wrong
    if source.suffix in _HTML:
        return without_styles(start.decode(encoding_of(start), "replace"))[:_SEEN]
    return start.decode("latin-1" if source.suffix == ".rtf" else encoding_of(start), "replace")


def _of_docx(source: Source) -> str:
    seen: list[str] = []
    size = 0
    try:
        for paragraph in docx.paragraphs_of(source.read(MOST_BYTES)):
            seen.append(paragraph)
            size += len(paragraph)
            if size > _SEEN_DOCX:
                break
    except (NotText, OSError):
        pass  # as above: its reader will say what is wrong, and what came before it is known
    return "\n".join(seen)
