"""Who does not see, or waits: charts are named by what they show; the headline comes before the charts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.browser.conftest import Reader, Server

pytestmark = pytest.mark.browser


def most_quoted(library: Path) -> str:
    with Library(library) as opened:
        return str(counts.speakers(opened, Filters())["name"][0])


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
    caption = reader.point_at(bars.first)
    assert name in caption.inner_text()
    box = caption.bounding_box()
    assert box is not None
    assert max(bar["y"] + bar["height"] for bar in (one.bounding_box() for one in bars.all()) if bar) <= box["y"]
    page.mouse.move(2, 2)
    caption.wait_for(state="detached")
