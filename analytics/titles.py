"""A title and its text as one document for the analysis, and the way back from its offsets to those of the title or the text.

Text files have the headline as their first paragraph; tables have it in a column of its own. `place` makes both the same: the
headline is a paragraph of the document, once. `split` gives each row its own offsets again: into the title for what is in the
headline, else into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from analytics.tables import Mention, Quote, Sentence
from analytics.text import ALPHANUMERIC

Span = tuple[int, int]

_FIRST_LINES = 3  # lines of a text among which its headline is looked for
_LINE = re.compile(r"[^\n]+")
_SEPARATOR = re.compile(r"\s(?:[-–—|·•]|::)\s")  # between a headline and the outlet's name behind it
_CUT = ("…", "...")
_LINE_END = re.compile(r"[.!?…:;,\"'”’»)\]]*[^\S\n]*(?:\n|\Z)")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")
_FEWEST_WORDS = 4  # of a title that is the first sentence of a paragraph: a shorter one may be a name
_GAP = "\n\n"
_NO_NAME = {"the", "www", "com", "org", "net"}  # words that do not distinguish an outlet's name from its address


class Placed(NamedTuple):
    """A document made of a title and a text.

    The headline is ``text[start:end]``, and it is the title from ``begin``; ``end`` is 0 where there is none. Offsets below
    ``start`` are those of the article's text; from ``resume`` on they are ``shift`` more. ``same`` says that the document is the
    article's text, to the letter.
    """

    text: str
    same: bool = True
    start: int = 0
    end: int = 0
    begin: int = 0
    resume: int = 0
    shift: int = 0

    @property
    def repeated(self) -> Span:
        """The span of the article's text that has the headline; empty where it does not."""
        if not self.end:
            return 0, 0
        at = self.start if self.same else max(self.start - len(_GAP), 0)
        return at, self.resume - self.shift

    def has(self, start: int, end: int) -> bool:
        """Whether a span of the document is in the headline. Marks that the text has behind its headline may end the span."""
        return self.start <= start < self.end and end <= self.resume

    def clip(self, start: int, end: int) -> Span:
        """Return a span of the document, in the headline without the marks that the text has behind it."""
        return (start, min(end, self.end)) if self.has(start, end) else (start, end)

    def in_title(self, span: Span) -> Span | None:
        """Return the offsets in the title of a span of the document; None where it is not in the headline."""
        by = self.begin - self.start
        return (span[0] + by, self.clip(*span)[1] + by) if self.has(*span) else None

    def in_text(self, span: Span) -> Span | None:
        """Return the offsets in the text of a span of the document; None where it is in a headline that the text lacks."""
        if self.same or span[1] <= self.start:
            return span
        return (span[0] - self.shift, span[1] - self.shift) if span[0] >= self.resume else None


def place(title: str | None, text: str, outlet: str | None = None) -> Placed:
    """Make the document of a title and a text: the title comes first, except where the text has it as its own headline.

    A text has its title as headline where one of its first lines, or its first sentence, has the same letters and digits. A title
    that is the cut beginning of the text ("Port shut after the wor...") is left out, and so is the outlet's name behind a title.

    >>> place("Port shut", "The port was shut.").text
    'Port shut\\n\\nThe port was shut.'
    >>> place("Port shut", "Port shut.\\n\\nThe port was shut.").same
    True
    >>> place("Port shut | The Quay", "PORT SHUT\\nThe port was shut.").text
    'Port shut\\n\\nThe port was shut.'
    """
    if not title or not ALPHANUMERIC.search(title):
        return Placed(text)
    headline = title.strip()
    begin = title.index(headline)
    cuts = [match.start() for match in _SEPARATOR.finditer(headline)][-1:]
    shorter = headline[: cuts[0]].rstrip() if cuts else ""
    for n, start in enumerate(_first_lines(text)):
        for candidate in (headline, shorter):
            if found := _repeated(candidate, begin, text, start, first=n == 0):
                return found
        if n == 0 and headline.endswith(_CUT) and _reach(headline.rstrip("….").rstrip(), text, start) is not None:
            return Placed(text)
    if shorter and outlet and _name(headline[cuts[0] :]) == _name(outlet):
        headline = shorter
    return _joined(headline, begin, text, 0, 0)


def split(
    placed: Placed, sentences: Sequence[Sentence], quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> tuple[list[Sentence], list[Quote], list[Mention]]:
    """Convert the offsets of a document's rows to those of the title, for rows in the headline, or of the text.

    The words that show a quote's speaker, role or gender may be in the other of the two: they then have no offsets.
    """
    if not placed.end:
        return list(sentences), list(quotes), list(mentions)
    return (
        [row if _stays(placed, row) else row._replace(**_moved(placed, row.start, row.end)) for row in sentences],
        [_moved_quote(placed, row) for row in quotes],
        [row if _stays(placed, row) else row._replace(**_moved(placed, row.start, row.end)) for row in mentions],
    )


def one_sided(placed: Placed, parts: Sequence[Span]) -> list[Span]:
    """Return the parts of a quote that are in the text, where some are; else all, which are in the headline then.

    >>> one_sided(place("Port shut", "It is."), [(0, 9), (11, 16)])
    [(11, 16)]
    """
    if not placed.end:
        return list(parts)
    outside = [piece for part in parts for piece in _outside(placed, *part)]
    return outside or list(parts)


def _stays(placed: Placed, row: Sentence | Mention) -> bool:
    """Whether a row's offsets are those of the article already: of a text that has its own headline, all but those in it."""
    return placed.same and row.start >= placed.end


def _moved(placed: Placed, start: int, end: int) -> dict[str, Any]:
    inside = placed.in_title((start, end))
    start, end = inside or placed.in_text((start, end)) or (start, end)
    return {"start": start, "end": end, "in_title": inside is not None}


def _moved_quote(placed: Placed, row: Quote) -> Quote:
    parts: list[Span] = [(start, end) for start, end in row.parts]
    in_title = all(placed.has(*part) for part in parts)
    move = placed.in_title if in_title else placed.in_text

    def moved(start: int | None, end: int | None) -> tuple[int | None, int | None]:
        found = None if start is None or end is None else move((start, end))
        return found or (None, None)

    speaker, cue = moved(row.speaker_start, row.speaker_end), moved(row.cue_start, row.cue_end)
    role, gender = moved(row.role_start, row.role_end), moved(row.gender_start, row.gender_end)
    return row._replace(
        parts=[list(move(part) or part) for part in parts],
        speaker_start=speaker[0],
        speaker_end=speaker[1],
        speaker_text=row.speaker_text if speaker[0] is not None else None,
        cue_start=cue[0],
        cue_end=cue[1],
        cue=row.cue if cue[0] is not None else None,
        role_start=role[0],
        role_end=role[1],
        gender_start=gender[0],
        gender_end=gender[1],
        in_title=in_title,
    )


def _outside(placed: Placed, start: int, end: int) -> Iterator[Span]:
    """The pieces of a span before and behind the headline, without the space around them."""
    for a, b in ((start, min(end, placed.start)), (max(start, placed.resume), end)):
        piece = placed.text[a:b]
        if piece.strip():
            yield a + len(piece) - len(piece.lstrip()), b - len(piece) + len(piece.rstrip())


def _repeated(headline: str, begin: int, text: str, start: int, *, first: bool) -> Placed | None:
    """Return the document of a text that has a headline as its line at ``start``, or as its first sentence; else None."""
    reached = _reach(headline, text, start)
    if reached is None:
        return None
    end = start + len(headline)
    if line := _LINE_END.match(text, reached):
        follows = _LINE.match(text, line.end())
        alone = not follows or follows[0].isspace()
        before = text[:start]
        if alone and text.startswith(headline, start) and (before.endswith(_GAP) or not before.strip()):
            return Placed(text, True, start, end, begin, line.end(), 0)
        return _joined(headline, begin, text, start, line.end())
    sentence = _SENTENCE_END.match(text, reached)
    if first and sentence and len(ALPHANUMERIC.findall(headline)) >= _FEWEST_WORDS:
        return _joined(headline, begin, text, start, sentence.end())
    return None


def _joined(headline: str, begin: int, text: str, at: int, resume: int) -> Placed:
    """Return the document with a headline as a paragraph between text[:at] and text[resume:]."""
    while text.startswith("\n", resume):
        resume += 1
    before = text[:at].rstrip("\n") + _GAP if text[:at].strip() else ""
    start, go_on = len(before), len(before) + len(headline) + len(_GAP)
    document = f"{before}{headline}{_GAP}{text[resume:]}"
    return Placed(document, False, start, start + len(headline), begin, go_on, go_on - resume)


def _first_lines(text: str) -> Iterator[int]:
    """The beginnings of the first lines that have a letter or digit, without the space before them."""
    found = 0
    for line in _LINE.finditer(text):
        if ALPHANUMERIC.search(line[0]):
            yield line.start() + len(line[0]) - len(line[0].lstrip())
            found += 1
            if found == _FIRST_LINES:
                return


def _reach(headline: str, text: str, start: int) -> int | None:
    """Return where a text has had all letters and digits of a headline, from ``start`` on and in any case; None where others come.

    >>> _reach("Port shut!", "“PORT SHUT” again", 0)
    10
    """
    at = start
    for character in headline:
        if not character.isalnum():
            continue
        while at < len(text) and not text[at].isalnum():
            at += 1
        if at == len(text) or text[at].lower() != character.lower():
            return None
        at += 1
    return at if at > start else None


def _name(outlet: str) -> str:
    """An outlet's name as compared with a title's end: "- The Quay" and "quay.com" are one."""
    return "".join(word for word in ALPHANUMERIC.findall(outlet.lower()) if word not in _NO_NAME)
