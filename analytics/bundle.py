"""All tables as one archive: a CSV a table, each as `quoteboard export` writes it, and a note that says what they hold."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from analytics.export import write_csv
from analytics.library import Library, program_version
from analytics.selection import TABLES as SELECTED
from analytics.selection import Filters, describe, export_rows

TABLES = (*SELECTED, "actors", "names", "skipped")
NOTE = "README.txt"


def write_zip(
    library: Library, filters: Filters | None = None, *, raw: bool = False, names: dict[str, str] | None = None, address: str = ""
) -> bytes:
    """The tables under the filters (actors, names and skipped whole) as a ZIP of CSVs beside a note of what was asked.

    ``raw`` leaves texts alone that a spreadsheet would run as formulas; ``names`` gives the actors' names for their ids in the
    note, and ``address`` the part of an address that opens the same view.
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
    """What stands beside the tables: what was asked of which version, how many rows came, and how they are written.

    >>> note({"quotes": 2}, "said by Ada Quill", raw=True).splitlines()[2:5]
    ['Shown: said by Ada Quill', 'quoteboard-quotes.csv: 2 rows', '']
    """
    formulas = (
        "Texts are as they were found: a spreadsheet may run those that begin with = + - @ as formulas."
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
        "Actors, names and skipped are whole tables, which no filter touches.",
        "UTF-8 with a byte order mark, commas, times in UTC as ISO 8601, lists as JSON; an empty cell is unknown.",
        formulas,
    ]
    return "\r\n".join(lines) + "\r\n"
