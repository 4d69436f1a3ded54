"""Check my corpus: quotes drawn at random that a person marks right or wrong, and from the marks this corpus's own error rates.

The quotes and their marks stand in ``checked.jsonl`` in the library's folder, a line a quote, so that the checking can be broken
off and taken up again. Fifty are drawn at a time, from each kind of quote as many as its part of all quotes asks for, so that the
plain rates are those of the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import filelock
import pandas as pd

from analytics.files import write_bytes
from analytics.library import Library

FILE = "checked.jsonl"
AT_A_TIME = 50
Z95 = 1.959964  # two-sided 95% of the normal distribution


_DRAWING = """
    WITH kinds AS (SELECT kind, count(*) * 1.0 / sum(count(*)) OVER () AS part FROM quotes GROUP BY kind),
    turns AS (SELECT article_id, quote, kind, text, name, md5(? || '|' || article_id || '|' || quote) AS turn FROM quotes),
    ordered AS (
        SELECT t.*, (row_number() OVER (PARTITION BY kind ORDER BY turn) - 0.5) / part AS place FROM turns t JOIN kinds USING (kind)
    )
    SELECT article_id, quote, kind, text, name FROM ordered ORDER BY place, turn LIMIT ?
"""


class Checked(NamedTuple):
    """A drawn quote, and what a person said of it: is the span right, is the speaker right; None is not marked yet.

    ``draw`` is the draw that it came with, from 1; ``speaker`` the name that was settled in the article, None where none was.
    """

    draw: int
    article_id: str
    quote: int
    kind: str
    text: str
    speaker: str | None
    span_right: bool | None = None
    speaker_right: bool | None = None

    @property
    def done(self) -> bool:
        """Whether both questions are answered."""
        return self.span_right is not None and self.speaker_right is not None


class Rate(NamedTuple):
    """How many of those marked are wrong, as a share with its 95% interval; None where nothing is marked."""

    what: str
    marked: int
    wrong: int
    share: float | None
    low: float | None
    high: float | None


def read(library: Library) -> list[Checked]:
    """The drawn quotes that the library still holds as they were, in the order in which they are asked.

    A quote that another run of the engine has made otherwise is left out. Raises ValueError for a file that is not readable.
    """
    path = library.path / FILE
    if not path.exists():
        return []
    rows = [_row(path, number, line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    held = _quotes(library, [(row.article_id, row.quote) for row in rows])
    return [row for row in rows if held.get((row.article_id, row.quote)) == (row.text, row.speaker)]


def draw(library: Library, count: int = AT_A_TIME) -> list[Checked]:
    """Draw so many quotes more, at random but the same ones each time, and give all that are drawn. Fewer where fewer are left.

    A quote's turn comes by a hash of the draw's number, its article and its number there.
    """
    with _writing(library):
        rows = read(library)
        number = max((row.draw for row in rows), default=0) + 1
        found = library.query(_DRAWING, [str(number), count + len(rows)])
        known = {(row.article_id, row.quote) for row in rows}
        every = (Checked(number, a, int(q), kind, text, _text(name)) for a, q, kind, text, name in _rows(found))
        drawn = [row for row in every if (row.article_id, row.quote) not in known]
        rows += sorted(drawn[:count], key=lambda row: (row.article_id, row.quote))
        _write(library, rows)
    return rows


def mark(library: Library, article_id: str, quote: int, *, span_right: bool | None, speaker_right: bool | None) -> None:
    """Keep what was said of one drawn quote. Raises ValueError for a quote that was not drawn."""
    with _writing(library):
        rows = read(library)
        at = next((n for n, row in enumerate(rows) if (row.article_id, row.quote) == (article_id, quote)), None)
        if at is None:
            raise ValueError(f"{library.path / FILE}: quote {quote} of article {article_id!r} was not drawn")
        rows[at] = rows[at]._replace(span_right=span_right, speaker_right=speaker_right)
        _write(library, rows)


def rates(rows: Sequence[Checked]) -> list[Rate]:
    """The corpus's own error rates: of spans, of speakers, and of the names given, which are the worst to get wrong.

    >>> right = Checked(1, "a", 0, "direct", "“Yes”", "Ada Quill", True, True)
    >>> [(r.what, r.marked, r.wrong, r.share) for r in rates([right, right._replace(speaker=None, speaker_right=False)])]
    [('span', 2, 0, 0.0), ('speaker', 2, 1, 0.5), ('name', 1, 0, 0.0)]
    """
    named = [row.speaker_right for row in rows if row.speaker is not None]
    answers = {"span": [row.span_right for row in rows], "speaker": [row.speaker_right for row in rows], "name": named}
    found = []
    for what, given in answers.items():
        marked, wrong = len(given) - given.count(None), given.count(False)
        low, high = wilson(wrong, marked)
        found.append(Rate(what, marked, wrong, wrong / marked if marked else None, low, high))
    return found


def wilson(hits: int, n: int) -> tuple[float | None, float | None]:
    """The 95% interval of a share (Wilson, Journal of the American Statistical Association 22, 1927), good for few and for none.

    >>> tuple(round(end, 3) for end in wilson(5, 50)), tuple(round(end, 3) for end in wilson(0, 50)), wilson(0, 0)
    ((0.043, 0.214), (0.0, 0.071), (None, None))
    """
    if n == 0:
        return None, None
    share = hits / n
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * (share * (1 - share) / n + Z95**2 / (4 * n**2)) ** 0.5 / (1 + Z95**2 / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def table(rows: Sequence[Checked]) -> pd.DataFrame:
    """The drawn quotes and their marks as a table: draw, article_id, quote, kind, text, speaker,
    span_marked and speaker_marked (right, wrong)."""
    said = {True: "right", False: "wrong", None: None}
    data = [(*row[:6], said[row.span_right], said[row.speaker_right]) for row in rows]
    names = ["draw", "article_id", "quote", "kind", "text", "speaker", "span_marked", "speaker_marked"]
    return pd.DataFrame(data, columns=names, dtype="object")


def _quotes(library: Library, keys: list[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str | None]]:
    """Text and settled speaker of some quotes, as the library has them now."""
    if not keys:
        return {}
    found = library.query(
        "SELECT article_id, quote, text, name FROM quotes WHERE article_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted({article for article, _ in keys})],
    )
    return {(article, int(quote)): (text, _text(name)) for article, quote, text, name in _rows(found)}


def _rows(found: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return found.itertuples(index=False, name=None)


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _row(path: Path, number: int, line: str) -> Checked:
    try:
        return Checked(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"{path}, row {number}: found {line[:60]!r}; accepted: a quote with the fields {Checked._fields}"
        ) from error


def _write(library: Library, rows: Sequence[Checked]) -> None:
    lines = "".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    write_bytes(library.path / FILE, lines.encode())


def _writing(library: Library) -> filelock.BaseFileLock:
    return filelock.FileLock(library.path / ".checked.lock")
