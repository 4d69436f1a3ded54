"""All tables in one archive: each the bytes of the export, and a note that says what they hold."""

import io
import zipfile
from pathlib import Path

import pytest

from analytics.queries.export import NOTE, TABLES, write_csv, write_zip
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
from analytics.versions import program_version
from tests import press


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("filters", [Filters(), Filters(actors=("ada-quill",), words="sail"), Filters(words="(")])
def test_bundle_holds_the_exports_and_a_note(tmp_path: Path, filters: Filters, raw: bool) -> None:
    library = press.made(tmp_path)
    made = write_zip(library, filters, raw=raw, names={"ada-quill": "Ada Quill"}, address="?words=sail")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == [*(f"quoteboard-{table}.csv" for table in TABLES), NOTE]
        for table in TABLES:
            held = archive.read(f"quoteboard-{table}.csv")
            assert held == write_csv(export_rows(library, table, filters), raw=raw)
            assert held.startswith(b"\xef\xbb\xbf")
        note = archive.read(NOTE).decode()
    assert note.startswith(f"Quoteboard {program_version()}\r\n")
    assert f"quoteboard-quotes.csv: {len(export_rows(library, 'quotes', filters))} row" in note
    assert "The same view: ?words=sail" in note
    assert ("may run those" in note) == raw
    if filters.actors:
        assert "Shown: quotes by and mentions of Ada Quill; with the words “sail”" in note
