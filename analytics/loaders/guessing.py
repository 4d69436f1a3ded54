"""Guess which column of a table is which from what is in it, where its name does not say."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from analytics.loaders.columns import Mapped, map_columns
from analytics.loaders.dates import is_slashed, read_date
from analytics.tables import Skipped

SEEN = 200  # rows of a table that are looked at
_LONGEST = 4_000  # characters of a cell that are looked at
_TEXT_WORDS = 6  # on average in a cell of a text column
_MOST = 0.8  # of the cells of a column
_SHORTER = 0.7  # of the length of texts: a headline is shorter
_FEWEST_ROWS = 4  # from which a column of few distinct values shows
_NAMELESS = re.compile(
    r"(?i)(?:unnamed|columns?|col|spalte|colonne|columna|kolom|field|feld|champ|campo|var|v|f|c|x)?[\s:._-]*\d{1,4}(?:_level_\d)?|[A-Z]"
    r"|__index_level_\d__"
)
"""What programs call a column that has no name."""
_URL = re.compile(r"https?://\S+|www\.\S+")
_OTHER_DATES = re.compile(
    r"updat|modif|chang|crawl|retriev|access|collect|scrap|index|harvest|import|export|download|birth|born|added|fetch|archiv"
    r"|geändert|abgerufen|aktualis|consult|mise|actuali|modific|gewijzigd",
    re.I,
)
_OTHER_NAMES = re.compile(
    r"section|categor|rubri|ressort|topic|them|tag|keyword|country|land|pays|país|lang|sprach|region|city|ort|type|typ|kind|label|class"
    r"|sentiment|tone|emotion|desk|genre|status|licen|author|autor|user|gender|party|edition|page|seite|format|platform|query"
    r"|search",
    re.I,
)


class Guess(NamedTuple):
    """Which column is which, and those of ours that were guessed from the content of theirs."""

    mapped: Mapped
    guessed: tuple[str, ...] = ()

    def said(self) -> str:
        """What was guessed, as reports give it."""
        pairs = ", ".join(f"{ours}={self.mapped[ours]}"[:60] for ours in self.guessed)
        return f"columns guessed from their content: {pairs}. Use --column OURS=THEIRS for others"


class _Column(NamedTuple):
    """A column of unknown meaning: its name, its place, and what its cells are like."""

    name: str
    place: int
    cells: list[str]
    words: float
    distinct: float
    dates: float
    addresses: float


def guess_columns(rows: Iterable[Mapping[str, Any]], mapped: Mapped | None = None) -> Guess:
    """Which column is which, by their names where these are known (or as ``mapped``), else by the first `SEEN` rows.

    The text is the column with the longest cells, the headline one of short distinct ones; dates are cells that can be read as
    such, the outlet a column of few distinct names. Where text, date and outlet are known, only columns without a name
    ("Unnamed: 0", "Column1") are looked at.

    >>> rows = [{"A": "Port shut", "B": "The port of Quillon was shut by its master.", "C": "2026-05-03"}]
    >>> guess_columns(rows).mapped
    {'text': 'B', 'published': 'C', 'title': 'A'}
    """
    seen = list(itertools.islice(rows, SEEN))
    names = list(dict.fromkeys(name for row in seen for name in row))
    found = dict(map_columns(names) if mapped is None else mapped)
    left = [_column(name, place, seen) for place, name in enumerate(names) if name and name not in found.values()]
    left = [column for column in left if column.cells and (not is_known(found) or _NAMELESS.fullmatch(column.name))]
    guessed: list[str] = []
    for ours, choose in _CHOICES:
        if ours == "title":
            longest = _SHORTER * _mean_length(seen, found["text"])
            left = [column for column in left if sum(map(len, column.cells)) < longest * len(column.cells)]
        if ours not in found and (column := choose(left, len(seen))) is not None:
            found[ours] = column.name
            left.remove(column)
            guessed.append(ours)
        if "text" not in found:
            return Guess(found)  # without a text there is nothing to read
    return Guess(found, tuple(guessed))


def guess_report(guess: Guess, label: str) -> Skipped:
    """The line that says what was guessed of a file."""
    return Skipped(label, None, guess.said())


def is_known(mapped: Mapped) -> bool:
    """Whether text, date and outlet are known: then only a column without a name may be one of ours."""
    return {"text", "published", "outlet"} <= mapped.keys()


def is_complete(mapped: Mapped, names: Sequence[str]) -> bool:
    """Whether nothing is left to guess: text, date and outlet are known, the headline too or all columns have names, or no column
    is left."""
    left = set(names) - set(mapped.values())
    return not left or (is_known(mapped) and ("title" in mapped or not any(map(_NAMELESS.fullmatch, left))))


def _mean_length(rows: Sequence[Mapping[str, Any]], name: str) -> float:
    lengths = [len(value) for row in rows if isinstance(value := row.get(name), str)]
    return sum(lengths) / max(len(lengths), 1)


def _column(name: str, place: int, rows: Sequence[Mapping[str, Any]]) -> _Column:
    values = [row.get(name) for row in rows]
    cells = [_text(value) for value in values if not _is_empty(value)]
    if not cells or any(isinstance(value, dict | list | bytes) for value in values):
        return _Column(name, place, [], 0, 0, 0, 0)
    dated = sum(isinstance(value, date) or _is_date(text) for value, text in zip(_filled(values), cells, strict=True))
    addresses = sum(_URL.fullmatch(text) is not None for text in cells)
    words = sum(len(text.split()) for text in cells) / len(cells)
    return _Column(name, place, cells, words, len(set(cells)) / len(cells), dated / len(cells), addresses / len(cells))


def _filled(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if not _is_empty(value)]


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value)) or not str(value)[:_LONGEST].strip()


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)[:_LONGEST].strip()


def _is_date(text: str) -> bool:
    """Whether a cell is a date; a number alone may be anything."""
    if not 6 <= len(text) <= 60 or (text.replace(".", "").isdigit() and text.count(".") < 2):
        return False
    dated = read_date(text)
    return dated.when is not None or (is_slashed(text) and dated.warning is not None and "may be day" in dated.warning)


def _text_column(left: Sequence[_Column], rows: int) -> _Column | None:
    fit = [one for one in left if one.words >= _TEXT_WORDS and one.dates < _MOST and one.addresses < _MOST]
    best = max(fit, key=lambda one: sum(map(len, one.cells)) / max(len(one.cells), 1), default=None)
    return best if best is not None and len(best.cells) >= rows / 2 else None


def _date_column(left: Sequence[_Column], rows: int) -> _Column | None:
    fit = [one for one in left if one.dates >= _MOST and len(one.cells) >= rows / 2 and not _OTHER_DATES.search(one.name)]
    return min(fit, key=lambda one: one.place, default=None)


def _address_column(left: Sequence[_Column], rows: int) -> _Column | None:
    fit = [one for one in left if one.addresses >= _MOST and not re.search(r"(?i)image|img|photo|thumb|logo", one.name)]
    return min(fit, key=lambda one: (-one.distinct, one.place), default=None)


def _title_column(left: Sequence[_Column], rows: int) -> _Column | None:
    fit = [one for one in left if _is_like_titles(one)]
    return max(fit, key=lambda one: (one.words >= 3, -one.place), default=None)


def _is_like_titles(column: _Column) -> bool:
    return (
        2 <= column.words <= 25
        and column.distinct >= _MOST
        and column.dates < 0.2
        and column.addresses < 0.2
        and not _OTHER_NAMES.search(column.name)
        and sum(not text[0].islower() for text in column.cells) >= len(column.cells) / 2
    )


def _outlet_column(left: Sequence[_Column], rows: int) -> _Column | None:
    if rows < _FEWEST_ROWS:
        return None
    fit = [one for one in left if _is_like_outlets(one, rows)]
    return fit[0] if len(fit) == 1 else None


def _is_like_outlets(column: _Column, rows: int) -> bool:
    """Whether a column's cells are few distinct names, as of outlets; where there are several such columns, none is chosen."""
    return (
        column.distinct <= 0.6
        and column.dates < 0.2
        and column.addresses < 0.2
        and column.words <= 6
        and len(column.cells) >= rows / 2
        and not _OTHER_NAMES.search(column.name)
        and all(2 < len(text) <= 80 and any(map(str.isalpha, text)) for text in column.cells)
        and sum(text[0].isupper() or "." in text for text in column.cells) >= _MOST * len(column.cells)
        and max(len(text) for text in column.cells) > 3
    )


_Choice = Callable[[Sequence[_Column], int], _Column | None]
_CHOICES: tuple[tuple[str, _Choice], ...] = (
    ("text", _text_column),
    ("published", _date_column),
    ("url", _address_column),
    ("title", _title_column),
    ("outlet", _outlet_column),
)
