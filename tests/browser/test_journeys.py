"""What a reader does, in a real browser."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from analytics.cli.main import main
from tests.browser.conftest import PAGES, ROOT, Reader, Server

pytestmark = pytest.mark.browser
PICTURES = bool(os.environ.get("QUOTEBOARD_PICTURES"))


def test_journeys_filter_reload_download(reader: Reader, tmp_path: Path) -> None:
    reader.go("quotes")
    everything = reader.headline()
    name = _most_quoted(reader.server)

    actor = reader.page.get_by_role("combobox", name="Actor", exact=True)
    actor.fill(name)
    reader.page.get_by_role("option", name=name, exact=True).click()
    reader.page.wait_for_function("before => document.querySelector('h1.qb-headline').innerText !== before", arg=everything)
    reader.settle()
    filtered = reader.headline()
    assert name in reader.page.locator(".qb-shown").inner_text()
    assert "actor=" in reader.page.url

    reader.page.reload()
    reader.settle()
    assert reader.headline() == filtered

    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="All columns as CSV", exact=True).click()
    saved = tmp_path / "quotes.csv"
    download.value.save_as(saved)
    command = [sys.executable, "-m", "analytics.cli.main", "export", "quotes", "--library", str(reader.server.library)]
    exported = subprocess.run([*command, "--actor", name], cwd=ROOT, capture_output=True, check=True).stdout
    assert saved.read_bytes() == exported
    assert exported.count(b"\r\n") > 2

    reader.page.get_by_role("link", name="Mentions", exact=True).click()
    reader.page.wait_for_url("**/mentions?*")
    reader.settle()
    assert name in reader.page.locator(".qb-shown").inner_text()
    assert (reader.strangers(), reader.failed) == ([], [])


def test_journeys_a_shared_link_opens_the_same_view(reader: Reader, browser: Browser) -> None:
    name = _most_quoted(reader.server)
    reader.go(f"?actor={name}&role=speaks&since=2026-01-01".replace(" ", "+"))
    other = browser.new_context()
    fresh = Reader(other, reader.server)
    fresh.page.goto(reader.page.url)
    fresh.settle()
    assert fresh.headline() == reader.headline()
    assert f"said by {name}; since 1 January 2026" in fresh.page.locator(".qb-shown").inner_text()
    other.close()


def test_journeys_read_an_article_and_the_one_before(reader: Reader) -> None:
    reader.go("quotes")
    reader.page.get_by_role("link", name="Read the whole article", exact=True).click()
    reader.page.wait_for_url("**/article?*article=*")
    reader.settle()
    assert reader.page.locator(".qb-passage .qb-q").count() > 0
    assert reader.page.locator(".qb-passage .qb-after").first.is_visible()
    first = reader.page.url
    reader.page.get_by_role("button", name="Older article", exact=True).click()
    reader.page.wait_for_function("before => location.href !== before", arg=first)
    reader.settle()
    reader.page.reload()
    reader.settle()
    assert reader.page.url != first
    assert (reader.strangers(), reader.failed) == ([], [])


@pytest.mark.parametrize("theme", ["light", "dark"] if PICTURES else ["light"])
def test_journeys_no_page_is_wider_than_the_window(reader: Reader, theme: Literal["light", "dark"]) -> None:
    """Each page is opened in the window that the page before was left in, wide or narrow, which then becomes the other.

    With QUOTEBOARD_PICTURES=1, pictures of all of it in both themes are saved under screenshots/, for a person to look at.
    """
    page = reader.page
    page.emulate_media(color_scheme=theme)
    name = _most_quoted(reader.server).replace(" ", "+")
    widths = (1280, 800)
    for query, what, paths in (
        ("", "", PAGES),
        (f"?actor={name}", "-actor", PAGES[:8]),
        ("?words=no+text+holds+this", "-empty", PAGES[:2]),
    ):
        for path in paths:
            if path == paths[0] or not reader.page.locator(".qb-kicker").count():  # a page of nothing has no links
                reader.go(path + query)
            else:
                reader.walk(path)
            for width in widths:
                reader.resize(width, 900)
                assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width, path
                if PICTURES:
                    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                    reader.resize(width, min(height + 60, 5000))
                    page.screenshot(path=ROOT / "screenshots" / f"{path or 'overview'}{what}-{theme}-{width}.png")
            widths = widths[::-1]
    assert (reader.strangers(), reader.failed) == ([], [])


def test_journeys_a_click_on_a_bar_filters(reader: Reader) -> None:
    reader.go()
    name = _most_quoted(reader.server)
    reader.page.locator(".st-key-speaking .bars .point path").first.click(force=True)
    reader.page.wait_for_function("name => document.querySelector('.qb-shown')?.innerText.includes(name)", arg=name)
    reader.settle()
    assert "actor=" in reader.page.url
    _clear(reader, "actor=")


def _clear(reader: Reader, parameter: str) -> None:
    """Clear the filters by their button: the page says so, and its address has the parameter no more."""
    reader.page.get_by_role("button", name="Clear filters", exact=True).click()
    reader.page.wait_for_function("document.querySelector('.qb-shown')?.innerText.startsWith('Shown: everything')")
    reader.settle()
    assert parameter not in reader.page.url


def _most_quoted(server: Server) -> str:
    from analytics.library import Library
    from analytics.queries.counts import speakers
    from analytics.queries.filters import Filters

    with Library(server.library) as library:
        return str(speakers(library, Filters())["name"][0])


def test_journeys_a_click_on_a_line_a_cell_and_an_outlet_filters(reader: Reader) -> None:
    """A cell of who speaks about whom opens as many quotes as it says."""
    reader.go("quotes")
    for place, parameter in (
        (".st-key-voice .scatterlayer .trace:nth-child(1) .points path", "actor="),
        (".st-key-who-about-whom .scatterlayer .points path", "about="),
        (".st-key-stances .bars .point path", "outlet="),
    ):
        cell = reader.page.locator(".st-key-who-about-whom .scatterlayer .textpoint text").first.text_content()
        reader.page.locator(place).first.click(force=True)
        reader.page.wait_for_function("wanted => location.search.includes(wanted)", arg=parameter)
        reader.settle()
        headline = reader.headline()
        assert headline.startswith(f"{cell} quote") if parameter == "about=" else headline
        _clear(reader, parameter)
    reader.walk("")
    reader.page.locator(".st-key-coverage .bars .point path").first.click(force=True)
    reader.page.wait_for_function("location.search.includes('since=') && location.search.includes('until=')")
    assert (reader.strangers(), reader.failed) == ([], [])


def test_journeys_a_wrong_query_is_explained_and_all_tables_leave_as_zip(reader: Reader, tmp_path: Path) -> None:
    import zipfile

    reader.go("quotes?words=sail+AND")
    assert "nothing follows AND at character 6; try sail AND word" in reader.page.locator(".qb-empty").first.inner_text()
    reader.go("?words=sail+OR+harbour")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="All tables as ZIP", exact=True).click()
    saved = tmp_path / "all.zip"
    download.value.save_as(saved)
    with zipfile.ZipFile(saved) as archive:
        assert "with the words “sail OR harbour”" in archive.read("README.txt").decode()
        held = archive.read("quoteboard-quotes.csv")
    exported = tmp_path / "quotes.csv"
    words = ["export", "quotes", "--words", "sail OR harbour", "--library", str(reader.server.library), "-o", str(exported)]
    assert main(words) == 0
    assert held == exported.read_bytes()
    assert (reader.strangers(), reader.failed) == ([], [])


def test_journeys_a_chart_leaves_as_a_picture_of_either_kind(reader: Reader, tmp_path: Path) -> None:
    reader.go()
    for kind, opening in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        if kind == "PNG":
            reader.page.get_by_role("button", name="More").click()
            reader.page.get_by_text("PNG", exact=True).click()
            reader.page.keyboard.press("Escape")
            reader.settle()
        chart = reader.page.locator(".st-key-coverage:not([data-stale=true])")  # not the one before, where that is still there
        chart.hover()
        with reader.page.expect_download() as download:
            chart.locator(".modebar-btn").first.click(force=True)
        saved = tmp_path / kind
        download.value.save_as(saved)
        assert saved.read_bytes().startswith(opening)
        assert download.value.suggested_filename == f"quoteboard-coverage.{kind.lower()}"
    assert (reader.strangers(), reader.failed) == ([], [])
