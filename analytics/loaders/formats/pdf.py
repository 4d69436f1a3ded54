"""PDF: one article per file. pypdf reads the pages; what the file says of itself gives headline, author and date."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.printed_lines import Margin, join_lines, join_title
from analytics.loaders.quiet import quiet
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a PDF with text in it"
_MOST_PAGES = 500
_MOST_MARKS = 2_000_000  # bytes of a page's drawing; one of text alone has some 10,000
_MOST_MARKS_IN_ALL = 4_000_000
_FEWEST_WORDS = 20
_LARGE = 1.15  # times the size of most letters: a headline's
_MOST_TITLE = 6  # lines
_WIDE_GAP = 1.3  # times the usual distance between lines: the end of a paragraph
_NO_TITLE = re.compile(r"(?i)(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)|document\d*|print|layout \d+)\s*")
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*")


class _PrintedLine(NamedTuple):
    """A printed line, its height on the page (None where unknown), and the size of its letters."""

    text: str
    height: float | None
    size: float


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
    words = sum(len(line.text.split()) for page in pages for line in page)
    if words < _FEWEST_WORDS:
        yield Skipped(source.label, None, f"a PDF with {words} words in it, perhaps scanned. {_EXPECTED}")
        return
    yield from story_of(source.label, None, _paragraphs(pages), details, printed=True, day_first=source.options.day_first)


def _read(data: bytes) -> tuple[list[list[_PrintedLine]], Details, list[str]]:
    """The lines of each page, what the file says of itself, and warnings. Raises NotText."""
    import pypdf

    warnings: list[str] = []
    pages: list[list[_PrintedLine]] = []
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
            pages.append(_lines(page))
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
    contents: Any = page["/Contents"].get_object() if "/Contents" in page else None
    size = 0
    for part in contents if isinstance(contents, list) else [contents]:
        stream: Any = part.get_object() if part is not None else None
        size += len(stream.get_data()) if hasattr(stream, "get_data") else 0
        if size > _MOST_MARKS:
            break
    return size


def _lines(page: Any) -> list[_PrintedLine]:
    """The lines of a page, in the order in which they are drawn, with their heights and the sizes of their letters."""
    lines: list[_PrintedLine] = []
    pieces: list[str] = []
    height: float | None = None
    size = 0.0

    def see(text: str, place: Any, matrix: Any, _font: Any, font_size: Any) -> None:
        nonlocal height, size
        if not text:
            return
        for n, piece in enumerate(text.split("\n")):
            if n:
                lines.append(_PrintedLine("".join(pieces), height, size))
                pieces.clear()
                height, size = None, 0.0
            if piece:
                pieces.append(piece)
                if height is None and not piece.isspace():
                    height = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
                    size = abs(float(font_size or 0) * (matrix[3] * place[3] or 1))

    page.extract_text(visitor_text=see)
    lines.append(_PrintedLine("".join(pieces), height, size))
    return [line for line in lines if line.text.strip()]


def _paragraphs(pages: list[list[_PrintedLine]]) -> list[str]:
    """The paragraphs of all pages: the headline by its larger letters, the rest by gaps, indents and the margin."""
    pages = [_without_number(page) for page in pages]
    everything = [line for page in pages for line in page]
    letters: Counter[float] = Counter()
    for line in everything:
        letters[round(line.size, 1)] += len(line.text)
    usual = letters.most_common(1)[0][0] if letters else 0.0
    title: list[str] = []
    if usual and pages and pages[0]:
        for line in pages[0][:_MOST_TITLE]:
            if line.size < _LARGE * usual or (title and abs(line.size - pages[0][0].size) > 0.5):
                break
            title.append(line.text)
        pages[0] = pages[0][len(title) :]
    printed: list[str] = []
    for page in pages:
        printed += _with_gaps(page, usual)
    margin = Margin.of([line.strip() for line in printed], proportional=True)
    heading = join_title(title)
    return [*([heading] if heading else []), *join_lines(printed, margin, measured=True)]


def _with_gaps(lines: list[_PrintedLine], usual: float) -> list[str]:
    """The lines of a page, an empty one wherever the gap to the next is wide, or letters change their size."""
    gaps = [
        round(a.height - b.height, 1) if a.height is not None and b.height is not None else None
        for a, b in itertools.pairwise(lines)
    ]
    steps = Counter(gap for gap in gaps if gap is not None and gap > 0)
    step = min((gap for gap, count in steps.items() if count >= max(steps.values()) / 2), default=0.0) if steps else 0.0
    texts: list[str] = []
    for n, line in enumerate(lines):
        texts.append(line.text)
        if n < len(gaps):
            gap = gaps[n]
            apart = step > 0 and gap is not None and gap > _WIDE_GAP * step
            if apart or (usual and (line.size > _LARGE * usual) != (lines[n + 1].size > _LARGE * usual)):
                texts.append("")
    return texts


def _without_number(lines: list[_PrintedLine]) -> list[_PrintedLine]:
    """The lines of a page without its number at the top or at the end."""
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines[1:] if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[0].text) else lines


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
