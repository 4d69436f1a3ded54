"""Who does not see, or waits: charts are named by what they show; the headline comes before the charts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.browser.conftest import Reader, Server

pytestmark = pytest.mark.browser


def most_quoted(library: Path) -> str:
    with Library(library) as opened:
        return str(counts.speakers(opened, Filters())["name"][0])


DRAWN = """window.drawn = []; const look = () => {
  window.drawn.push(document.querySelectorAll("[data-testid=stPlotlyChart]:has(.main-svg)").length);
  setTimeout(look);
}; look();"""
# Of each chart: its width, that of the room between its axes, and how far its texts are inside it at the least.
CHARTS = """() => Object.fromEntries([...document.querySelectorAll(".js-plotly-plot")].map(plot => {
  const box = plot.getBoundingClientRect();
  const texts = [...plot.querySelectorAll("svg text")].map(text => text.getBoundingClientRect()).filter(one => one.width);
  const inside = Math.min(...texts.map(text => Math.min(text.left - box.left, box.right - text.right)));
  const key = [...plot.closest("[class*=st-key-]").classList].find(name => name.startsWith("st-key-")).slice(7);
  return [key, {width: box.width, lines: plot._fullLayout._size.w, inside: Math.round(inside)}];
}))"""
IN_PLACE = """box => {
  const now = document.querySelector(".qb-picture").getBoundingClientRect();
  return ["x", "y", "width", "height"].every(side => Math.abs(now[side] - box[side]) <= 3);
}"""


def hold(page: Page, address: str) -> Callable[[], None]:
    """Hold the requests for an address until what is returned is called."""
    held: list[Route] = []
    free: list[bool] = []

    def take(route: Route) -> None:
        if free:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    page.route(address, take)
    return release


def test_access_picture_is_there_before_any_script_and_each_part_goes_when_streamlit_has_drawn_it(
    reader: Reader, browser: Browser, server: Server
) -> None:
    """Hold Streamlit's scripts, then that of Plotly, until the page was seen without them."""
    reader.page.goto(server.url)
    reader.settle()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    failed: list[str] = []
    page.add_init_script(DRAWN)
    context.on("weberror", lambda error: failed.append(str(error.error)))
    streamlit, plotly = hold(page, "**/js/index.*.js"), hold(page, "**/PlotlyChart*.js")
    page.goto(server.url, wait_until="commit")
    first = page.locator("#qb-first")
    expect(first.locator("h1")).to_contain_text("articles")
    expect(first.get_by_role("img", name="articles")).to_be_visible()
    assert page.locator("#root > *").count() == 0
    box = page.locator(".qb-picture").bounding_box()
    streamlit()
    expect(page.locator("#root h1.qb-headline")).to_contain_text("articles")
    expect(page.locator("#root .qb-figure").first).to_be_visible()
    expect(page.locator("#root .st-key-coverage > .qb-picture")).to_be_visible()
    expect(first.locator("h1")).to_be_hidden()
    expect(first.locator(".qb-figures")).to_be_hidden()
    page.wait_for_function(IN_PLACE, arg=box)  # once all above it is drawn
    page.wait_for_function("""() => [...document.querySelectorAll("[data-testid=stSkeleton]")].some(e => {
        const after = getComputedStyle(e, "::after");
        return after.content.includes("Loading") && Number(after.opacity) > 0.5;
    })""")
    assert not page.locator(".js-plotly-plot").count()
    plotly()
    expect(page.locator(".st-key-coverage .main-svg").first).to_be_visible()
    expect(page.locator("#qb-first, .qb-picture")).to_have_count(0)
    expect(page.locator(".st-key-tone-over-time .main-svg").first).to_be_visible()
    drawn = page.evaluate("window.drawn")
    assert any(0 < count < max(drawn) for count in drawn)  # one chart is seen while others are drawn
    assert failed == []
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

    wide = page.evaluate(CHARTS)
    reader.resize(390, 900)
    narrow = page.evaluate(CHARTS)
    assert {key for key, shown in narrow.items() if min(shown["inside"], shown["lines"]) < 0} == set()  # no text is cut off
    lines, speakers = narrow["voice"], narrow["speaking"]
    assert lines["lines"] > 0.75 * lines["width"] and speakers["lines"] > 0.9 * speakers["width"]
    names = page.locator(".st-key-voice .annotation-text").all_text_contents()
    assert names and all(re.fullmatch(r"⬤ .*\d%", one) for one in names)
    reader.resize(1280, 900)
    assert page.evaluate(CHARTS) == wide
