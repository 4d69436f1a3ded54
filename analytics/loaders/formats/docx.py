"""The paragraphs of a DOCX: a zip whose word/document.xml holds the text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from analytics.loaders.decoding import NotText

_MOST_UNPACKED = 200_000_000
_MOST_PARAGRAPHS = 500_000
_EXPECTED = "Expected a DOCX as word processors write it"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MARKS = {"t": "", "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TOLD = {f"{space}p": {f"{space}{name}": mark for name, mark in _MARKS.items()} for space in (_W, _STRICT)}
"""The elements that are text in a paragraph, by its tag, and the text of each; "t" contains its own."""


def paragraphs_of(data: bytes) -> Iterator[str]:
    """The paragraphs, in order, those of tables too; headers, footers, notes and text boxes are left out. Raises NotText."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            stream = _BoundedBytes(part)
            events = etree.iterparse(
                stream, tag=(f"{_W}p", f"{_STRICT}p"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for number, (_, paragraph) in enumerate(events):
                if number >= _MOST_PARAGRAPHS:
                    raise NotText(f"a DOCX of more than {_MOST_PARAGRAPHS:,} paragraphs. {_EXPECTED}")
                # within another paragraph: a text box, there twice, once for old readers
                if next(paragraph.iterancestors(f"{_W}p", f"{_STRICT}p"), None) is not None:
                    paragraph.clear()
                else:
                    yield "".join(_text(paragraph))
                    paragraph.clear()
                    while paragraph.getprevious() is not None:
                        del paragraph.getparent()[0]
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, OSError, ValueError, etree.LxmlError) as error:
        if isinstance(error, NotText):
            raise
        raise NotText(f"a broken DOCX ({' '.join(str(error).split())[:100]}). {_EXPECTED}") from error


def _text(paragraph: Any) -> Iterator[str]:
    told = _TOLD[paragraph.tag]
    for element in paragraph.iter(*told):
        yield told[element.tag] or element.text or ""


class _BoundedBytes:
    """The bytes of a part, up to a bound: a few of a zip can unpack to any number."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part, self._left = part, _MOST_UNPACKED

    def read(self, size: int = 65_536) -> bytes:
        data = self._part.read(min(size, 1_000_000) if size > 0 else 1_000_000)
        self._left -= len(data)
        if self._left < 0:
            raise NotText(f"a DOCX of more than {_MOST_UNPACKED:,} bytes unpacked. {_EXPECTED}")
        return data
