"""An analyst's next questions in a real browser: one actor, one quote, a merge by typing, everything by keyboard and by touch."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser
HEADER, ROW = 35, 35  # pixels of the canvas of a table; its first column, where a row is selected, is about as wide


def most_quoted(library: Path) -> list[str]:
    with Library(library) as opened:
        return [str(name) for name in counts.speakers(opened, Filters())["name"]]


def select_row(reader: Reader, number: int) -> None:
    """Select a row of the quote table and wait for the address to name it."""
    before = reader.page.url
    table = reader.page.locator("[class*='st-key-quotes-strongest'] canvas").first
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    reader.page.mouse.click(corner["x"] + ROW / 2, corner["y"] + HEADER + ROW * (number + 0.5))
    reader.page.wait_for_function("before => location.href !== before && location.search.includes('quote=')", arg=before)
    reader.settle()


def test_analyst_selected_quote_is_in_the_address_and_survives_back(reader: Reader) -> None:
    reader.go("quotes")
    page = reader.page
    select_row(reader, 2)
    first, passage = page.url, page.locator(".qb-passage").inner_text()
    select_row(reader, 4)
    assert page.locator(".qb-passage").inner_text() != passage
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator(".qb-passage")).to_have_text(passage, use_inner_text=True)
    page.get_by_role("link", name="Read the whole article", exact=True).click()
    page.wait_for_url("**/article?*")
    reader.settle()
    parameters = page.evaluate("[...new URL(location.href).searchParams.keys()]")
    assert sorted(parameters) == ["article", "quote", "strength"]
    page.go_back()
    page.wait_for_url(first)
    page.locator("#root .qb-kicker", has_text="Quotes").wait_for()
    reader.settle()
    assert page.locator(".qb-passage").inner_text() == passage
    page.reload()
    reader.settle()
    assert page.locator(".qb-passage").inner_text() == passage
    assert (reader.strangers(), reader.failed) == ([], [])


def test_analyst_goes_from_the_filter_and_from_a_name_to_the_page_of_an_actor(reader: Reader) -> None:
    name, *_ = most_quoted(reader.server.library)
    reader.go(f"quotes?actor={name}&role=speaks&kind=direct".replace(" ", "+"))
    page = reader.page
    _opens_the_actor(reader, page.get_by_role("link", name="About this actor", exact=True), name)
    page.go_back()
    page.locator("#root .qb-kicker", has_text="Quotes").wait_for()
    reader.settle()
    _opens_the_actor(reader, page.locator("a.qb-name", has_text=name).first, name)
    assert (reader.strangers(), reader.failed) == ([], [])


def _opens_the_actor(reader: Reader, link: Locator, name: str) -> None:
    """Follow a link to the page of an actor, and see that the filter of kinds goes along."""
    link.click()
    reader.page.wait_for_url("**/actor?*")
    reader.page.locator("#root .qb-kicker", has_text="Actor").wait_for()
    reader.settle()
    assert reader.headline().startswith(f"{name} speaks ")
    assert reader.page.evaluate("new URL(location.href).searchParams.getAll('kind')") == ["direct"]


def test_analyst_compares_two_actors_at_one_address(reader: Reader) -> None:
    first, second, *_ = most_quoted(reader.server.library)
    reader.go("compare")
    page = reader.page
    box = page.get_by_test_id("stMultiSelect").filter(has_text="Actors to compare").get_by_role("combobox")
    for name in (first, second):
        box.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
        reader.settle()
    expect(page.locator("h1.qb-headline")).to_contain_text("Share of voice: ")
    reader.settle()
    said, address = reader.headline(), page.url
    assert first in said and second in said
    reader.page.goto(address)
    reader.settle()
    assert reader.headline() == said
    assert (reader.strangers(), reader.failed) == ([], [])


def test_analyst_filters_by_a_bar_without_a_mouse(reader: Reader) -> None:
    name = most_quoted(reader.server.library)[2]
    reader.go("quotes")
    page = reader.page
    page.locator(".st-key-qb-list-speaking").get_by_role("button").focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Filter to", exact=True)
    box.wait_for()
    box.focus()
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('actor=')")
    reader.settle()
    assert name in page.locator(".qb-shown").inner_text()


def test_analyst_taps_a_figure_for_its_explanation(browser: Browser, reader: Reader) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = Reader(context, reader.server)
    phone.go()
    figure = phone.page.locator(".qb-figure", has_text="Quotes").first
    meaning = figure.locator(".qb-meaning")
    assert not meaning.is_visible()
    figure.locator("summary").tap()
    assert meaning.is_visible()
    assert "Words inside quotes" in meaning.inner_text()
    assert phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    context.close()


def test_analyst_sees_where_the_keyboard_is_in_the_navigation(reader: Reader) -> None:
    reader.go()
    link = reader.page.get_by_test_id("stHeader").get_by_role("link", name="Quotes", exact=True)
    reader.page.keyboard.press("Tab")
    for _ in range(6):
        if link.evaluate("e => e === document.activeElement"):
            break
        reader.page.keyboard.press("Tab")
    width, style = link.evaluate("e => { const s = getComputedStyle(e); return [parseFloat(s.outlineWidth), s.outlineStyle] }")
    assert (width >= 2, style) == (True, "solid")


def test_analyst_opens_a_section_by_its_link(reader: Reader) -> None:
    reader.go("quotes#about")
    reader.page.wait_for_function("Math.abs(document.getElementById('about').getBoundingClientRect().top) < 300")
    assert reader.page.locator("#about a.qb-link").get_attribute("href") == "#about"


def test_analyst_merges_by_typing_and_enter(own: Reader) -> None:
    first, second, *_ = most_quoted(own.server.library)
    own.go("actors")
    page = own.page
    page.get_by_label("Find an actor", exact=True).fill(first)
    page.get_by_label("Find an actor", exact=True).press("Enter")
    page.locator("h2.qb-title", has_text=first).wait_for()
    own.settle()
    for label, typed in (("Edit", "Merge with"), ("Merge into", second[: len(second) - 2].lower())):
        box = page.get_by_test_id("stSelectbox").filter(has=page.get_by_text(label, exact=True)).get_by_role("combobox")
        box.click()
        box.fill(typed)
        page.get_by_role("option").first.wait_for()
        box.press("Enter")
        own.settle()
    page.locator("p[role=status]", has_text=f"move to {second}").wait_for()
    assert page.locator(".st-key-edit-make").get_by_role("button").is_enabled()
