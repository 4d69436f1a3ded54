"""Word-processor files (DOCX, RTF): one article per file, its headline first."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.loaders.decoding import NotText
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a file, cleaned as plain text is; the day on which the file was made is not that of the article."""
    try:
        data = read_whole(source)
        found = rtf.paragraphs_of(data) if source.suffix == ".rtf" else list(docx.paragraphs_of(data))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    paragraphs = [line for paragraph in found for line in paragraph.split("\n") if line.strip()]
    yield from story_of(source.label, None, paragraphs, Details(), printed=True, day_first=source.options.day_first)
