"""Check my corpus: quotes drawn at random for a person to mark right or wrong, and the error rates of this corpus from the marks.

The quotes and their marks are in ``checked.jsonl`` in the library's folder, one quote per line, so that checking can stop and go on
at any time. Fifty are drawn at a time, each kind of quote in proportion to its share of all quotes, so that the plain rates are
those of the corpus.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import filelock
import pandas as pd

from analytics import permission
from analytics.files import write_bytes
from analytics.intervals import wilson
from analytics.library import Library
from analytics.library.mirror import changing

FILE = "checked.jsonl"
AT_A_TIME = 50

_DRAWING = """
    WITH kinds AS (SELECT kind, count(*) * 1.0 / sum(count(*)) OVER () AS part FROM quotes GROUP BY kind),
    turns AS (SELECT article_id, quote, kind, text, name, md5(? || '|' || article_id || '|' || quote) AS turn FROM quotes),
    ordered AS (
        SELECT t.*, (row_number() OVER (PARTITION BY kind ORDER BY turn) - 0.5) / part AS place FROM turns t JOIN kinds USING (kind)
    )
    SELECT article_id, quote, kind, text, name FROM ordered ORDER BY place, turn LIMIT ?
"""


class Checked(NamedTuple):
    """A drawn quote and its marks: whether the span is right and whether the speaker is; None is not marked yet.

    ``draw`` is the number of its draw, from 1; ``speaker`` the speaker's full name in the article, None where it has none.
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


_NONE = type(None)
# the types of the fields of `Checked`
_TYPES: tuple[type | tuple[type, ...], ...] = (int, str, int, str, str, (str, _NONE), (bool, _NONE), (bool, _NONE))


class Rate(NamedTuple):
    """How many of the marked quotes are wrong, as a share with its 95% interval; None where nothing is marked."""

    what: str
    marked: int
    wrong: int
    share: float | None
    low: float | None
    high: float | None


def read(library: Library) -> list[Checked]:
    """Read the drawn quotes, in the order in which they are shown. Raises ValueError for a file that is not readable.

    Quotes that have another text or speaker since an analysis by another engine, or that are gone, are left out.
    """
    path = library.path / FILE
    if not path.exists():
        return []
    rows = [_row(path, number, line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    current = _quotes(library, [(row.article_id, row.quote) for row in rows])
    return [row for row in rows if current.get((row.article_id, row.quote)) == (row.text, row.speaker)]


def draw(library: Library, count: int = AT_A_TIME) -> list[Checked]:
    """Draw ``count`` more quotes, or as many as are left, and return all that are drawn.

    The draw is random but the same each time: quotes are ordered by a hash of the draw's number, their article and their number.
    """
    with _locked(library):
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
    """Save the marks of one drawn quote. Raises ValueError for a quote that was not drawn."""
    with _locked(library):
        rows = read(library)
        at = next((n for n, row in enumerate(rows) if (row.article_id, row.quote) == (article_id, quote)), None)
        if at is None:
            raise ValueError(f"{library.path / FILE}: quote {quote} of article {article_id!r} was not drawn")
        rows[at] = rows[at]._replace(span_right=span_right, speaker_right=speaker_right)
        _write(library, rows)


def rates(rows: Sequence[Checked]) -> list[Rate]:
    """Return the error rates of the corpus: of spans, of speakers, and of named speakers, the worst errors.

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


def table(rows: Sequence[Checked]) -> pd.DataFrame:
    """Return the drawn quotes and their marks.

    Columns: draw, article_id, quote, kind, text, speaker, span_marked and speaker_marked (right or wrong).
    """
    marks = {True: "right", False: "wrong", None: None}
    data = [(*row[:6], marks[row.span_right], marks[row.speaker_right]) for row in rows]
    names = ["draw", "article_id", "quote", "kind", "text", "speaker", "span_marked", "speaker_marked"]
    return pd.DataFrame(data, columns=names, dtype="object")


def _quotes(library: Library, keys: list[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str | None]]:
    """Return the current text and speaker of some quotes."""
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
        row = Checked(**json.loads(line))
        if not all(isinstance(value, kind) for value, kind in zip(row, _TYPES, strict=True)):
            raise TypeError("a value has the wrong type")
    except (ValueError, TypeError, RecursionError) as error:
        fields = ", ".join(Checked._fields)
        raise ValueError(f"{path}, row {number}: found {line[:60]!r}. Expected a JSON object with the fields {fields}.") from error
    return row


def _write(library: Library, rows: Sequence[Checked]) -> None:
    lines = "".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
    write_bytes(library.path / FILE, lines.encode())


@contextlib.contextmanager
def _locked(library: Library) -> Iterator[None]:
    permission.ask()
    with filelock.FileLock(library.path / ".checked.lock"), changing(library.path):
        yield
