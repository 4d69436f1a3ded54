"""Word-processor files (DOCX, RTF): one article per file or several, each with its headline first."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.loaders.bylines import without_by
from analytics.loaders.decoding import NotText
from analytics.loaders.formats import docx, rtf
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.front_matter import labelled_head
from analytics.loaders.inputs import Source
from analytics.loaders.several import shortened, stories_of, without_rules
from analytics.loaders.stories import Details, story_of
from analytics.tables import Article, Skipped


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of a file, cleaned as plain text is; the day on which the file was made is not that of the article."""
    try:
        data = read_whole(source)
        found = rtf.paragraphs_of(data) if source.suffix == ".rtf" else list(docx.paragraphs_of(data))
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    stories = stories_of([line for paragraph in found for line in paragraph.split("\n") if line.strip()])
    for number, story in enumerate(stories, 1):
        row = number if len(stories) > 1 else None
        if row and not story.has_text:
            yield Skipped(source.label, row, f"{shortened(story.lines)} has no text below it. Expected the text of an article")
            continue
        fields, lines = labelled_head(story.lines)
        known = {column: value for column, value in fields.items() if column in Details._fields}
        details = Details(**known)._replace(date=fields.get("published"), author=without_by(fields.get("author")))
        yield from story_of(source.label, row, without_rules(lines), details, printed=True, day_first=source.options.day_first)
