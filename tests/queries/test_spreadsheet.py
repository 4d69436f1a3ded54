"""Tables as CSV, opened by a real LibreOffice: no text becomes a formula, there or in the workbook that it saves."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from lxml import etree

from analytics.queries.export import write_csv

OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
# Commas, quotation marks, UTF-8, from the first row on; cells are looked at as a person's are who opens the file: formulas run.
AS_A_PERSON = "CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true"
BEFORE = ["", " ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\ufeff", "\u200b", " \u200b\ufeff\n"]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", '=HYPERLINK("http://evil.invalid";"Zq")', "=cmd|' /C calc'!A0"]
TEXTS = [before + formula for before in BEFORE for formula in FORMULAS]


class Converted(NamedTuple):
    """What LibreOffice made of a file: the formulas and the texts of its cells, and the formulas of the workbook that it saved."""

    formulas: list[str]
    texts: list[str]
    saved: list[str]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Converted]:
    """The same texts, guarded and raw."""
    if OFFICE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no LibreOffice here; under CI exported tables must be opened by it: install libreoffice-calc-nogui")
        pytest.skip("no LibreOffice here (install libreoffice-calc-nogui to open exported tables)")
    folder = tmp_path_factory.mktemp("office")
    for name in ("guarded", "raw"):
        (folder / f"{name}.csv").write_bytes(write_csv(pd.DataFrame({"text": TEXTS}), raw=name == "raw"))
    for form, files in (("fods", ("guarded.csv", "raw.csv")), ("xlsx", ("guarded.fods", "raw.fods"))):
        reading = [f"--infilter={AS_A_PERSON}"] if form == "fods" else []
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", *reading, "--convert-to", form, *files]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return {name: _read(folder, name) for name in ("guarded", "raw")}


def test_spreadsheet_runs_no_text_of_an_exported_table(opened: dict[str, Converted]) -> None:
    guarded = opened["guarded"]
    assert (guarded.formulas, guarded.saved) == ([], [])
    assert len(guarded.texts) == len(TEXTS)
    assert all(text.startswith("'") for text in guarded.texts)


def test_spreadsheet_would_run_texts_that_are_left_as_they_are(opened: dict[str, Converted]) -> None:
    """What the guard is for: without it LibreOffice runs what begins with an equals sign, and the workbook keeps it."""
    raw = opened["raw"]
    assert len(raw.formulas) >= 3
    assert len(raw.saved) >= 3


def _read(folder: Path, name: str) -> Converted:
    cells = etree.parse(folder / f"{name}.fods").getroot().findall(".//{*}table-cell")
    formulas = [cell.get(f"{{{cell.nsmap['table']}}}formula") for cell in cells]
    texts = ["\n".join("".join(line.itertext()) for line in cell.findall("{*}p")) for cell in cells]
    with zipfile.ZipFile(folder / f"{name}.xlsx") as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
    return Converted(
        [formula for formula in formulas if formula],
        [text for text in texts[1:] if text],
        re.findall(r"<f[ >][^<]*</f>", sheet),
    )
