"""A folder with two bad files is imported in a real browser: the rest is read, and the report says what was left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from analytics.library import Library
from tests.browser.conftest import Reader, cells, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def newcomer(window: BrowserContext, tmp_path: Path) -> Iterator[Reader]:
    """A reader whose library is yet to be made."""
    with serving(tmp_path / "library", tmp_path, "--import-root", str(tmp_path)) as server:
        reader = Reader(window, server)
        yield reader
        reader.close()


def test_import_of_a_folder_with_bad_files_reads_the_rest_and_reports_them(newcomer: Reader, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(3):
        (pile / f"{n}.txt").write_text(f"Port {n} shut\n\n“We will not sail from port {n},” Mara Ode said.\n", encoding="utf-8")
    (pile / "table.csv").write_text("Inhalt,Blatt\n“It rained.” Ada Quill said.,Quorl Post\n", encoding="utf-8")
    (pile / "empty.txt").touch()
    (pile / "broken.parquet").write_bytes(b"broken")

    newcomer.go("import")
    page = newcomer.page
    page.get_by_label("Files and folders on this machine").fill(str(pile))
    page.get_by_role("button", name="Import").click()
    page.get_by_role("heading", name="Which column is which in pile/table.csv?").wait_for()
    newcomer.settle()
    for ours, theirs in (("Text", "Inhalt"), ("Outlet", "Blatt")):
        page.get_by_role("combobox", name=ours).click()
        page.get_by_role("option", name=theirs, exact=True).click()
        newcomer.settle()
    page.get_by_role("button", name="Import with these columns").click()
    expect(page.locator("h1.qb-headline")).to_contain_text("4 articles added in ")
    newcomer.settle()
    assert newcomer.headline().endswith("2 skipped, listed below.")
    with page.expect_download() as download:
        page.get_by_role("button", name="The whole table as CSV").click()
    report = {file: reason for file, _, reason in cells(download.value.path().read_bytes())[1:]}
    assert list(report) == ["pile/broken.parquet", "pile/empty.txt"]
    assert "Parquet" in report["pile/broken.parquet"] and "empty" in report["pile/empty.txt"]  # two kinds of bad, each told

    page.get_by_role("link", name="Show them on the Overview page").click()
    page.locator("h1.qb-headline", has_text="Mara Ode").wait_for()
    with Library(newcomer.server.library) as library:
        assert library.query("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")["outlet"].tolist() == ["Quorl Post"]
    assert newcomer.failed == []
    assert newcomer.strangers() == []
    assert "Traceback" not in newcomer.server.log.read_text()
