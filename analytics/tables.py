"""The tables that pass between packages: one NamedTuple is one row, its annotations are the column types.

Within an article a row is one of these tuples; across articles a table is a pandas DataFrame with the tuple's fields as
columns. Offsets are Python character offsets, end exclusive: into ``Article.title`` for a row that is ``in_title``, else into
``Article.text``. ``(title if in_title else text)[start:end]`` is what the row says it is. Unknown is missing (None in a row, NA in
a frame), never an empty string or a zero.
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
    in_title: bool = False


class Quote(NamedTuple):
    """A quote: anything attributed to a speaker.

    ``parts`` are its [start, end] spans in reading order; ``strength`` is direct, mixed, indirect, attitude or fragment
    (`analytics.quotes.strength`). ``role`` and ``gender`` (f or m) are the speaker's, each with the characters that show it;
    ``gender_from`` is "article" or "name", where only the given name shows it. These characters have no offsets where the quote is
    in the title and they are in the text, or the other way round. Of a speaker without a name, ``described_as`` has the words of
    the article, and ``spoken_for`` the organisation or country that the speaker speaks for.
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
    strength: str | None = None
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None
    gender: str | None = None
    gender_from: str | None = None
    gender_start: int | None = None
    gender_end: int | None = None
    described_as: str | None = None
    spoken_for: str | None = None
    in_title: bool = False


class Mention(NamedTuple):
    """An actor named in the text; ``quote`` is the number of the quote that contains it, if any.

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
    in_title: bool = False


class Actor(NamedTuple):
    """A person, organisation or country that the library knows under one name and many forms."""

    actor: str
    name: str
    type: str
    forms: list[str]


class Name(NamedTuple):
    """A full name as found in articles, and the actor that it belongs to."""

    name: str
    type: str
    actor: str


class Skipped(NamedTuple):
    """An input, or a row of one, that was skipped, and why."""

    file: str
    row: int | None
    reason: str


class Tables(NamedTuple):
    """The result of analysing a batch of articles: one DataFrame per table."""

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
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
    list[str]: pa.list_(pa.string()),
    list[list[int]]: pa.list_(pa.list_(pa.int64())),
}
_TEXT = pd.StringDtype("pyarrow", na_value=float("nan"))
_PANDAS: dict[Any, str] = {str: "str", int: "int64", float: "float64", bool: "bool", datetime: "datetime64[us, UTC]"}


@functools.cache
def columns(table: str) -> dict[str, tuple[Any, bool]]:
    """Return the columns of a table, in order: name -> (Python type, whether it may be missing)."""
    found = {}
    for name, hint in get_type_hints(ROWS[table]).items():
        options = [h for h in getattr(hint, "__args__", ()) if h is not type(None)]
        nullable = type(None) in getattr(hint, "__args__", ())
        found[name] = (options[0] if nullable else hint, nullable)
    return found


@functools.cache
def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table, as in its Parquet files."""
    return pa.schema([pa.field(name, _ARROW[kind], nullable) for name, (kind, nullable) in columns(table).items()])


def frame(table: str, rows: Iterable[Sequence[Any]] = ()) -> pd.DataFrame:
    """Make a DataFrame of rows, with the table's columns and dtypes, typed also where there is no row.

    >>> frame("names", [Name("Ada Quill", "person", "ada-quill")]).to_dict("records")
    [{'name': 'Ada Quill', 'type': 'person', 'actor': 'ada-quill'}]
    >>> str(frame("articles")["published"].dtype)
    'datetime64[us, UTC]'
    """
    data = list(zip(*rows, strict=True))
    return _frame(table, data) if data else _empty(table).copy()


@functools.cache
def _empty(table: str) -> pd.DataFrame:
    return _frame(table, [()] * len(columns(table)))


def _frame(table: str, data: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Make a DataFrame of the values of each column."""
    series = {}
    for values, (name, (kind, nullable)) in zip(data, columns(table).items(), strict=True):
        dtype: Any = "Int64" if kind is int and nullable else _PANDAS.get(kind, "object")
        # an array takes a third of the time of a Series, one of texts made by Arrow less again; lists of lists need a Series
        if dtype == "object":
            series[name] = pd.Series(list(values), dtype=dtype)
        else:
            series[name] = _texts(values) if kind is str else pd.array(list(values), dtype=dtype)
    return pd.DataFrame(series, copy=False)


def _texts(values: Sequence[Any]) -> Any:
    """A column of texts, as pandas makes it."""
    try:
        made = pa.array(values, pa.large_string(), from_pandas=True)
        return pd.arrays.ArrowStringArray(made, dtype=_TEXT)  # type: ignore[call-arg]  # which the stubs do not have
    except pa.ArrowTypeError:  # a value that is no text
        return pd.array(list(values), dtype="str")


def to_arrow(rows: pd.DataFrame, table: str) -> pa.Table:
    """Convert a DataFrame to an Arrow table with exactly the schema of ``table``; missing values stay missing.

    Raises ValueError where a column does not fit the schema, or is missing and has no default.
    """
    missing = [name for name in columns(table) if name not in rows.columns and name not in ROWS[table]._field_defaults]
    if missing:
        raise ValueError(f"table {table}: no column {', '.join(missing)}. Found {', '.join(map(str, rows.columns))}.")
    try:
        arrays = [
            pa.array(rows[field.name], type=field.type, from_pandas=True)
            if field.name in rows.columns
            else pa.repeat(pa.scalar(default(table, field.name), field.type), len(rows))
            for field in schema(table)
        ]
    except pa.ArrowException as error:
        raise ValueError(f"table {table}: {error}") from error
    for array, field in zip(arrays, schema(table), strict=True):
        if array.null_count and not field.nullable:
            gaps = f"column {field.name} has no value in {array.null_count} rows"
            raise ValueError(f"table {table}: {gaps}. Expected a value in every row.")
    return pa.Table.from_arrays(arrays, schema=schema(table))


def fits(found: pa.Schema, table: str) -> bool:
    """Whether a file of a schema can be read as a table: it has the table's columns, in order, but for some that may be missing.

    Columns are only ever added, and those that an earlier version did not write are missing in its files, or have their default.
    """
    expected = schema(table)
    lacking = set(expected.names) - set(found.names)
    kept = [field for field in expected if field.name not in lacking]
    return kept == list(found) and all(expected.field(name).nullable or default(table, name) is not None for name in lacking)


def default(table: str, name: str) -> Any:
    """Return the value of a column in rows that were written before the column was added; None is missing.

    >>> default("quotes", "in_title"), default("quotes", "role")
    (False, None)
    """
    return ROWS[table]._field_defaults.get(name)


def conform(rows: pa.Table, table: str) -> pa.Table:
    """Add the columns that an earlier version did not write, as missing values or with their default."""
    columns = [
        rows[f.name] if f.name in rows.column_names else pa.repeat(pa.scalar(default(table, f.name), f.type), len(rows))
        for f in schema(table)
    ]
    return pa.Table.from_arrays(columns, schema=schema(table).with_metadata(rows.schema.metadata))


def to_pandas(found: pa.Table) -> pd.DataFrame:
    """Convert an Arrow table to a DataFrame with this project's dtypes: lists stay lists, whole numbers with gaps are Int64.

    Columns are arrays where they can be: to make a Series of each and to align these takes longer than most queries.
    """
    made: dict[str, Any] = {}
    for name, column in zip(found.column_names, found.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if pa.types.is_list(column.type):
            made[name] = pd.Series(column.to_pylist(), dtype="object")
        elif pa.types.is_integer(column.type):
            made[name] = (
                pd.array(column.to_pylist(), dtype="Int64") if column.null_count else column.to_numpy().astype("int64", copy=False)
            )
        elif pa.types.is_timestamp(column.type) and column.type.tz:
            made[name] = column.to_pandas().astype("datetime64[us, UTC]")
        elif pa.types.is_string(column.type):
            made[name] = _TEXT.__from_arrow__(column)  # type: ignore[attr-defined]  # which the stubs do not have
        elif pa.types.is_floating(column.type):
            made[name] = column.to_numpy()
        else:
            made[name] = column.to_pandas()
    return pd.DataFrame(made, columns=found.column_names)
