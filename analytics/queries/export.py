"""Tables as files for other programs: the dashboard's downloads and `quoteboard export` write the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.formulas import guard
from analytics.library import Library
from analytics.queries.filters import TABLES as FILTERED
from analytics.queries.filters import Filters, describe
from analytics.queries.rows import export_rows
from analytics.versions import program_version

FORMATS = ("csv", "jsonl", "parquet")


def write_csv(rows: pd.DataFrame, *, raw: bool = False) -> bytes:
    r"""Return a table as CSV: UTF-8 with a byte order mark, by which spreadsheets recognise it, ISO dates, lists as JSON.

    A text that a spreadsheet would take for a formula gets an apostrophe before it (see `formulas.guard`), unless ``raw``; numbers
    are left alone.

    >>> write_csv(pd.DataFrame({"text": ["=1+1", "“Oui”"], "tone": [-0.5, 0.25]})).decode("utf-8-sig")
    "text,tone\r\n'=1+1,-0.5\r\n“Oui”,0.25\r\n"
    """
    shown = pd.DataFrame({name: _cells(rows[name], raw) for name in rows.columns}, columns=rows.columns)
    return shown.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def write_jsonl(rows: pd.DataFrame) -> bytes:
    """Return a table as JSON lines: one object per row, ISO dates, missing values as null.

    >>> write_jsonl(pd.DataFrame({"name": ["Ada Quill"], "parts": [[[0, 4]]]}))
    b'{"name": "Ada Quill", "parts": [[0, 4]]}\\n'
    """
    records = (dict(zip(rows.columns, map(_plain, values), strict=True)) for values in rows.itertuples(index=False, name=None))
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def write_parquet(rows: pd.DataFrame) -> bytes:
    """Return a table as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(), sink, compression="zstd")
    return sink.getvalue()


def write(rows: pd.DataFrame, form: str, *, raw: bool = False) -> bytes:
    """Return a table in one of `FORMATS`. Raises ValueError for any other."""
    if form == "csv":
        return write_csv(rows, raw=raw)
    if form == "jsonl":
        return write_jsonl(rows)
    if form == "parquet":
        return write_parquet(rows)
    raise ValueError(f"format {form!r} is unknown. Expected {', '.join(FORMATS)}.")


def _cells(column: pd.Series[Any], raw: bool) -> pd.Series[Any]:
    if pd.api.types.is_numeric_dtype(column):
        return column
    values = [_plain(value) for value in column]
    texts = [json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in values]
    if not raw:
        texts = [guard(t) if isinstance(t, str) else t for t in texts]
    return pd.Series(texts, index=column.index, dtype="object")


def _plain(value: Any) -> Any:
    """Return a cell as a JSON value: times in ISO 8601, missing values as None."""
    if isinstance(value, list):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.item() if hasattr(value, "item") else value


TABLES = (*FILTERED, "actors", "names", "skipped")
NOTE = "README.txt"


def write_zip(
    library: Library, filters: Filters | None = None, *, raw: bool = False, names: dict[str, str] | None = None, address: str = ""
) -> bytes:
    """Return the tables under the filters (actors, names and skipped whole) as a ZIP of CSV files and a note about them.

    ``raw`` leaves texts alone that a spreadsheet would run as formulas; ``names`` maps the actors' ids to their names for the
    note, and ``address`` is the part of an address that opens the same view.
    """
    filters = filters or Filters()
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        counts = {}
        for table in TABLES:
            rows = export_rows(library, table, filters)
            counts[table] = len(rows)
            archive.writestr(f"quoteboard-{table}.csv", write_csv(rows, raw=raw))
        archive.writestr(NOTE, note(counts, describe(filters, names), raw=raw, address=address).encode())
    return sink.getvalue()


def note(counts: dict[str, int], shown: str, *, raw: bool, address: str = "") -> str:
    """Return the note beside the tables: the version, the filters, how many rows each table has, and how they are written.

    >>> note({"quotes": 2}, "said by Ada Quill", raw=True).splitlines()[2:5]
    ['Shown: said by Ada Quill', 'quoteboard-quotes.csv: 2 rows', '']
    """
    formulas = (
        "Texts are unchanged: a spreadsheet may run those that begin with = + - @ as formulas."
        if raw
        else "A text that a spreadsheet would run as a formula (it begins with = + - @) has an apostrophe before it."
    )
    lines = [
        f"Quoteboard {program_version()}",
        f"Written on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"Shown: {shown}",
        *([f"The same view: {address}"] if address else []),
        *(f"quoteboard-{table}.csv: {rows:,} row{'' if rows == 1 else 's'}" for table, rows in counts.items()),
        "",
        "Actors, names and skipped are whole tables; filters do not apply to them.",
        "UTF-8 with a byte order mark, commas, times in UTC as ISO 8601, lists as JSON; an empty cell is unknown.",
        formulas,
    ]
    return "\r\n".join(lines) + "\r\n"
