"""Who does not see, or has no mouse, or waits: axe finds nothing of ours on any page; the headline comes before the charts."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.browser.conftest import Reader, Server

pytestmark = pytest.mark.browser
STREAMLITS = {("presentation-role-conflict", "stFileUploaderDropzone")}
"""Violations in elements that Streamlit draws and that no page can change: the rule, and a part of the element."""


def most_quoted(library: Path) -> str:
    with Library(library) as opened:
        return str(counts.speakers(opened, Filters())["name"][0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_access_axe_finds_nothing_of_ours(browser: Browser, reader: Reader, scheme: Any) -> None:
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    name = most_quoted(reader.server.library).replace(" ", "+")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    other = Reader(context, reader.server)
    found = []
    pages = ("", "quotes", "mentions", "tone", "sources", "article", "actors", f"actor?actor={name}", "import", "method",
             "compare?compare=months&side-months=January+2026&side-months=February+2026")  # fmt: skip
    for address in pages:
        other.go(address)
        other.page.evaluate(script)
        violations = other.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
        found += [
            (address, one["id"], node["html"])
            for one in violations
            for node in one["nodes"]
            if not any(one["id"] == rule and part in node["html"] for rule, part in STREAMLITS)
        ]
    context.close()
    assert found == []


def test_access_headline_and_figures_do_not_wait_for_plotly(browser: Browser, server: Server) -> None:
    """Hold the script of Plotly until the page was seen without it."""
    held: list[Route] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/PlotlyChart*.js", lambda route: held.append(route))
    page.goto(server.url, wait_until="commit")
    expect(page.locator("h1.qb-headline")).to_contain_text("articles")
    expect(page.locator(".qb-figure").first).to_be_visible()
    page.wait_for_function("""() => [...document.querySelectorAll("[data-testid=stSkeleton]")].some(e => {
        const after = getComputedStyle(e, "::after");
        return after.content.includes("Loading") && Number(after.opacity) > 0.5;
    })""")
    assert not page.locator(".js-plotly-plot").count()
    for route in held:
        route.continue_()
    expect(page.locator(".st-key-coverage .main-svg").first).to_be_visible()
    context.close()


def test_access_chart_is_named_by_what_it_shows_and_its_caption_covers_no_bar(reader: Reader) -> None:
    reader.go("quotes")
    page = reader.page
    name = most_quoted(reader.server.library)
    chart = page.locator(".st-key-speaking")
    assert name in chart.locator("[aria-label*='Speakers by share']").first.get_attribute("aria-label")
    bars = chart.locator(".bars .point path")
    bars.first.scroll_into_view_if_needed()
    bars.first.hover(force=True)
    caption = page.locator(".qb-caption")
    caption.filter(has_text=name).wait_for()
    box = caption.bounding_box()
    assert box is not None
    assert max(bar["y"] + bar["height"] for bar in (one.bounding_box() for one in bars.all()) if bar) <= box["y"]
    page.mouse.move(2, 2)
    caption.wait_for(state="detached")
