"""PDF: one article a file; pypdf reads its pages, and what it says of itself gives headline, author and date."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.quiet import quiet
from analytics.loaders.stories import Told, tell
from analytics.tables import Article, Skipped

_EXPECTED = "Expected a PDF with text in it"
_MOST_PAGES = 500
_MOST_MARKS = 2_000_000  # bytes of a page's drawing; one of text alone has some 10,000
_MOST_MARKS_IN_ALL = 4_000_000
_FEWEST_WORDS = 20
_NO_TITLE = re.compile(r"(?i)(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)|document\d*|print|layout \d+)\s*")
_BROKEN_WORD = re.compile(r"(\w{2,})-\n(\w{2,})")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a PDF; one that is a picture of pages, or locked, is reported."""
    from analytics.loaders.formats.plain import paragraphs_of

    import pypdf  # noqa: F401 - before its loggers are looked for

    try:
        with quiet("pypdf"):
            text, told, remarks = _read(read_whole(source))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    for remark in remarks:
        yield Skipped(source.label, None, remark)
    if len(text.split()) < _FEWEST_WORDS:
        yield Skipped(source.label, None, f"a PDF with {len(text.split())} words in it, perhaps scanned. {_EXPECTED}")
        return
    yield from tell(source.label, None, paragraphs_of(_mended(text)), told)


def _read(data: bytes) -> tuple[str, Told, list[str]]:
    import pypdf

    remarks: list[str] = []
    pages: list[str] = []
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
                remarks.append(f"page {number + 1} and later ones left out: drawings of more than {_MOST_MARKS_IN_ALL:,} bytes")
                break
            if size > _MOST_MARKS:
                remarks.append(f"page {number + 1} is a drawing of more than {_MOST_MARKS:,} bytes: left out. {_EXPECTED}")
                continue
            pages.append(page.extract_text())
        if count > _MOST_PAGES:
            remarks.append(f"{count:,} pages; the first {_MOST_PAGES:,} are read")
        told = _told(reader.metadata)
    except NotText:
        raise
    except Exception as error:  # a PDF is anybody's program: what its reader trips over is not to be listed
        raise NotText(f"a broken PDF ({type(error).__name__}: {' '.join(str(error).split())[:80]}). {_EXPECTED}") from error
    return "\n".join(pages), told, remarks


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


def _told(metadata: Any) -> Told:
    """What the file says of itself; names of files that stand there for a title are none."""
    if metadata is None:
        return Told()
    title = str(metadata.title or "").strip()
    try:
        date = metadata.creation_date
    except ValueError:
        date = None
    return Told(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        date=date,
        author=str(metadata.author or "").strip() or None,
    )


def _mended(text: str) -> str:
    """Words that a line's end breaks, whole again; the hyphen stays where the text has the word with one elsewhere."""
    if "-\n" not in text:
        return text
    words = set(re.findall(r"\w+-\w+", text))

    def whole(match: re.Match[str]) -> str:
        with_hyphen = f"{match[1]}-{match[2]}"
        return f"{with_hyphen if with_hyphen in words or match[2][0].isupper() else match[1] + match[2]}\n"

    return _BROKEN_WORD.sub(whole, text)
