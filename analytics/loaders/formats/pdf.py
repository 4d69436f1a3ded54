"""PDF: one article per file. pypdf reads the pages; what the file says of itself gives headline, author and date."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.pdf_layout import LIGATURES, PrintedLine, layout_of
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.quiet import quiet
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a PDF with text in it"
_MOST_PAGES = 500
_MOST_MARKS = 2_000_000  # bytes of a page's drawing; one of text alone has some 10,000
_MOST_MARKS_IN_ALL = 4_000_000
_FEWEST_WORDS = 20
_SOFT_HYPHEN = re.compile(
    rb"/Span\s*<<\s*/ActualText\s*<FEFF00AD>\s*>>\s*BDC\s*<[0-9A-Fa-f]{1,8}>\s*Tj\s*EMC(?=\s+-?[\d.]{1,12}\s+0\s+Td\s*<)"
)
"""A glyph in place of a soft hyphen after which the line goes on. At the end of a line it may be a hyphen to be seen."""
_HYPHENS = ("-", "\u2010")
_NO_TITLE = re.compile(r"(?i)(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)|document\d*|print|layout \d+)\s*")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a PDF; one that is a picture of pages, or locked, is reported."""
    import pypdf  # noqa: F401 - before its loggers are looked for

    try:
        with quiet("pypdf"):
            pages, details, warnings = _read(read_whole(source))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    for warning in warnings:
        yield Skipped(source.label, None, warning)
    words = 0
    for line in itertools.chain.from_iterable(pages):
        words += len(line.text.split())
        if words >= _FEWEST_WORDS:
            break
    else:
        yield Skipped(source.label, None, f"a PDF with {words} words in it, perhaps scanned. {_EXPECTED}")
        return
    layout = layout_of(pages, details.title)
    details = details._replace(title=layout.title, outlet=layout.outlet, url=layout.address)
    yield from story_of(source.label, None, layout.paragraphs, details, printed=True, day_first=source.options.day_first)


def _read(data: bytes) -> tuple[list[list[PrintedLine]], Details, list[str]]:
    """The lines of each page, what the file says of itself, and warnings. Raises NotText."""
    import pypdf

    warnings: list[str] = []
    pages: list[list[PrintedLine]] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotText(f"a PDF that a password locks. {_EXPECTED}, open to all")
        count, drawn = len(reader.pages), 0
        for number in range(min(count, _MOST_PAGES)):
            page = reader.pages[number]
            size = _size(page)
            drawn += min(size, _MOST_MARKS)
            if drawn > _MOST_MARKS_IN_ALL:
                warnings.append(f"page {number + 1} and later ones left out: drawings of more than {_MOST_MARKS_IN_ALL:,} bytes")
                break
            if size > _MOST_MARKS:
                warnings.append(f"page {number + 1} is a drawing of more than {_MOST_MARKS:,} bytes: left out. {_EXPECTED}")
                continue
            pages.append(_lines(page, _remove_soft_hyphens(page)))
        if count > _MOST_PAGES:
            warnings.append(f"{count:,} pages; the first {_MOST_PAGES:,} are read")
        details = _details(reader.metadata)
    except NotText:
        raise
    except Exception as error:  # a PDF is a program by anyone: what pypdf trips over has no list
        raise NotText(f"a broken PDF ({type(error).__name__}: {' '.join(str(error).split())[:80]}). {_EXPECTED}") from error
    return pages, details, warnings


def _size(page: Any) -> int:
    """How many bytes the drawing of a page has, unpacked, counted until they are too many; its streams keep them for whoever
    reads the page next."""
    size = 0
    for stream in _streams(page):
        size += len(stream.get_data())
        if size > _MOST_MARKS:
            break
    return size


def _streams(page: Any) -> Iterator[Any]:
    """The streams of a page's drawing."""
    contents: Any = page["/Contents"].get_object() if "/Contents" in page else None
    for part in contents if isinstance(contents, list) else [contents]:
        stream: Any = part.get_object() if part is not None else None
        if hasattr(stream, "get_data"):
            yield stream


def _remove_soft_hyphens(page: Any) -> bool:
    """Remove the blanks that Chromium draws within a line in place of soft hyphens. Returns whether the page had any."""
    import pypdf.errors

    found = False
    for stream in _streams(page):
        data = stream.get_data()
        if b"FEFF00AD" in data:
            found = True
            with contextlib.suppress(pypdf.errors.PdfReadError):  # packed in a way that pypdf unpacks only
                stream.set_data(_SOFT_HYPHEN.sub(b"", data))
    return found


def _lines(page: Any, hyphenated: bool) -> list[PrintedLine]:
    """The lines of a page, in the order in which they are drawn, with their heights and the sizes of their letters.

    Where a line of a ``hyphenated`` page is broken at a soft hyphen, its hyphen is drawn by itself.
    """
    lines: list[PrintedLine] = []
    pieces: list[str] = []
    height: float | None = None
    left: float | None = None
    size = 0.0

    def see(text: str, place: Any, matrix: Any, _font: Any, font_size: Any) -> None:
        nonlocal height, left, size
        if not text.isascii() and any(map(text.__contains__, LIGATURES)):
            for letters, apart in LIGATURES.items():
                text = text.replace(letters, apart)
        if hyphenated and pieces and text in _HYPHENS:
            pieces[-1] = pieces[-1].rstrip()
        while text:
            piece, end, text = text.partition("\n")
            if piece:
                pieces.append(piece)
                if height is None and not piece.isspace():
                    height = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
                    left = matrix[4] * place[0] + matrix[5] * place[2] + place[4]
                    size = abs(float(font_size or 0) * (matrix[3] * place[3] or 1))
            if end:
                lines.append(PrintedLine("".join(pieces), height, size, left))
                pieces.clear()
                height, left, size = None, None, 0.0

    page.extract_text(visitor_text=see)
    lines.append(PrintedLine("".join(pieces), height, size, left))
    return [line for line in lines if line.text.strip()]


def _details(metadata: Any) -> Details:
    """What the file says of itself; names of files in place of a title are left out."""
    if metadata is None:
        return Details()
    title = str(metadata.title or "").strip()
    try:
        date = metadata.creation_date
    except ValueError:
        date = None
    return Details(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        date=date,
        author=str(metadata.author or "").strip() or None,
    )
