"""The tables that pass between the rooms: one NamedTuple is one row, its annotations are the column types.

Within an article a row is one of these tuples; across articles a table is a pandas DataFrame with the tuple's fields as
columns. Offsets are Python character offsets into ``Article.text``, end exclusive: ``text[start:end]`` is what the row
says it is. Unknown is missing (None in a row, NA in a frame), never an empty string or a zero.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, get_type_hints

import pandas as pd
import pyarrow as pa


class Article(NamedTuple):
    """An article as loaded."""

    article_id: str
    title: str | None
    text: str
    published: datetime | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    words: int
    place: str | None
    dateline: str | None
    agency: str | None
    loaded_from: str
    duplicate_of: str | None


class Sentence(NamedTuple):
    """A sentence; ``tone`` is VADER's compound, -1 to 1."""

    article_id: str
    sentence: int
    start: int
    end: int
    tone: float


class Quote(NamedTuple):
    """Something somebody said: ``parts`` are its [start, end] spans in reading order.

    ``role`` and ``gender`` (f or m) are the speaker's, each with the characters that show it; ``gender_from`` is "article" or
    "name", where only the given name shows it. Of a speaker without a name, ``described_as`` holds its own words,
    and ``spoken_for`` the organisation or country for which it speaks.
    """

    article_id: str
    quote: int
    kind: str
    parts: list[list[int]]
    text: str
    speaker_start: int | None
    speaker_end: int | None
    speaker_text: str | None
    name: str | None
    speaker_type: str | None
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    stance: str | None
    confidence: float
    rule: str
    why_name: str | None
    tone: float
    words: int
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None
    gender: str | None = None
    gender_from: str | None = None
    gender_start: int | None = None
    gender_end: int | None = None
    described_as: str | None = None
    spoken_for: str | None = None


class Mention(NamedTuple):
    """An actor named in the text; ``quote`` is the number of the quote that holds it, if any.

    ``role`` and ``gender`` are as stated beside this mention ("Ms Quill, the mayor"), else missing.
    """

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    name: str | None
    type: str
    quote: int | None
    tone: float | None
    role: str | None = None
    gender: str | None = None


class Actor(NamedTuple):
    """Somebody the library knows, under one name and many forms."""

    actor: str
    name: str
    type: str
    forms: list[str]


class Name(NamedTuple):
    """A name as articles give it, and the actor that it stands for."""

    name: str
    type: str
    actor: str


class Skipped(NamedTuple):
    """An input, or a row of one, that was not taken in, and why."""

    file: str
    row: int | None
    reason: str


class Tables(NamedTuple):
    """What the analysis of a batch of articles gives: one DataFrame a table."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    quotes: pd.DataFrame
    mentions: pd.DataFrame


ROWS: dict[str, type[Any]] = {
    "articles": Article,
    "sentences": Sentence,
    "quotes": Quote,
    "mentions": Mention,
    "actors": Actor,
    "names": Name,
    "skipped": Skipped,
}

_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("us", tz="UTC"),
    list[str]: pa.list_(pa.string()),
    list[list[int]]: pa.list_(pa.list_(pa.int64())),
}
_PANDAS: dict[Any, str] = {str: "str", int: "int64", float: "float64", datetime: "datetime64[us, UTC]"}


@functools.cache
def columns(table: str) -> dict[str, tuple[Any, bool]]:
    """The columns of a table, in order: name -> (Python type, whether it may be missing)."""
    found = {}
    for name, hint in get_type_hints(ROWS[table]).items():
        options = [h for h in getattr(hint, "__args__", ()) if h is not type(None)]
        nullable = type(None) in getattr(hint, "__args__", ())
        found[name] = (options[0] if nullable else hint, nullable)
    return found


@functools.cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table: what its Parquet files hold."""
    return pa.schema([pa.field(name, _ARROW[kind], nullable) for name, (kind, nullable) in columns(table).items()])


def frame(table: str, rows: Iterable[Sequence[Any]] = ()) -> pd.DataFrame:
    """Rows as a DataFrame with the table's columns and dtypes, typed even where there is no row.

    >>> frame("names", [Name("Ada Quill", "person", "ada-quill")]).to_dict("records")
    [{'name': 'Ada Quill', 'type': 'person', 'actor': 'ada-quill'}]
    >>> str(frame("articles")["published"].dtype)
    'datetime64[us, UTC]'
    """
    data = list(zip(*rows, strict=True)) or [()] * len(columns(table))
    series = {}
    for values, (name, (kind, nullable)) in zip(data, columns(table).items(), strict=True):
        dtype: Any = "Int64" if kind is int and nullable else _PANDAS.get(kind, "object")
        # an array costs a third of a Series of it; lists of lists have to be one
        series[name] = pd.Series(list(values), dtype=dtype) if dtype == "object" else pd.array(list(values), dtype=dtype)
    return pd.DataFrame(series)
