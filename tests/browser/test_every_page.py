"""Every page in a light and in a dark scheme: it says that the sample is invented, figures and charts are drawn; axe finds nothing
of ours; what is written and drawn stands out from its ground."""

import functools
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PAGES, Reader, Server

pytestmark = pytest.mark.browser
MONTHS = "compare?compare=months&side-months=January+2026&side-months=February+2026"
STREAMLITS = {("presentation-role-conflict", "stFileUploaderDropzone")}
"""Violations in elements that Streamlit draws and that no page can change: the rule, and a part of the element."""
WRITTEN = {"words", "controls"}
FLOORS = {"words": 7.0, "controls": 4.5, "labels": 4.5, "marks": 3.0}
FAINT = "rgb(95, 107, 125)"  # the grey of others and of context
MEASURE = """async FAINT => {
  const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const pixel = () => { const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const rgba = colour => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); return pixel(); };
  const over = ([r, g, b, a], ground) => [r, g, b].map((v, i) => v * a + ground[i] * (1 - a));
  const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const upward = e => { const all = []; for (; e; e = e.parentElement) all.unshift(e); return all; };
  const ground = e => upward(e).reduce((under, one) => over(rgba(getComputedStyle(one).backgroundColor), under), [255, 255, 255]);
  const opacity = e => upward(e).reduce((all, one) => all * getComputedStyle(one).opacity, 1);
  const shown = e => e.checkVisibility() && e.getBoundingClientRect().width > 0;
  const stands = (e, colour, alpha, under) => { const [r, g, b, a] = rgba(colour);
    return contrast(over([r, g, b, a * alpha * opacity(e)], under), under); };
  const cell = async (image, label) => {
    const picture = Object.assign(new Image(), {src: image.href.baseVal}); await picture.decode();
    const box = image.getBoundingClientRect(), at = label.getBoundingClientRect();
    const x = (at.x + at.width / 2 - box.x) / box.width * picture.width;
    const y = (at.y + at.height / 2 - box.y) / box.height * picture.height;
    pen.clearRect(0, 0, 1, 1); pen.drawImage(picture, Math.floor(x), Math.floor(y), 1, 1, 0, 0, 1, 1); return pixel(); };
  const LEFT_OUT = ":disabled, [data-testid=stDataFrame], [data-testid=stSliderThumbValue]";
  const found = [];
  const note = (what, text, ratio) => found.push({what, text, ratio});
  for (const e of document.querySelectorAll("[data-testid=stApp] *:not(svg *, style, script)")) {
    const own = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join("").trim();
    if (!own || !shown(e) || !opacity(e) || e.closest(LEFT_OUT)) continue;
    const what = e.closest(".qb") ? "words" : e.closest("button[kind^=primary], button[aria-checked=true]") ? "chosen" : "controls";
    note(what, own, stands(e, getComputedStyle(e).color, 1, ground(e)));
  }
  for (const e of document.querySelectorAll(".main-svg text")) {
    if (!e.textContent.trim() || !shown(e)) continue;
    let under = ground(e.closest("[data-testid=stPlotlyChart]"));
    if (e.matches(".bartext-inside")) under = over(rgba(getComputedStyle(e.parentElement.querySelector("path")).fill), under);
    const image = e.matches(".textpoint *") && e.closest(".plot-container").querySelector(".heatmaplayer image");
    if (image) under = over(await cell(image, e), under);
    note("labels", e.textContent, stands(e, getComputedStyle(e).fill, getComputedStyle(e).fillOpacity, under));
  }
  for (const e of document.querySelectorAll(".main-svg :is(.js-line, .zl, .points path, .shapelayer path)")) {
    // The line at nothing of a bar chart is one of its grid: the bars themselves begin there.
    if (!shown(e) || !opacity(e) || (e.matches(".zl") && e.closest(".plot-container").querySelector(".bars"))) continue;
    const style = getComputedStyle(e), under = ground(e.closest("[data-testid=stPlotlyChart]"));
    const filled = style.fill !== "none" && style.fillOpacity > 0 && e.matches(".points path");
    const [colour, alpha] = filled ? [style.fill, style.fillOpacity] : [style.stroke, style.strokeOpacity];
    if (colour !== "none" && alpha > 0) note(colour === FAINT ? "faint" : "marks", colour, stands(e, colour, alpha, under));
  }
  return {page: light(ground(document.querySelector("[data-testid=stMain]"))), found};
}"""


# Style sheets are not fetched again for axe: only a rule about locked orientations reads them, which is off by default.
AXE = "axe.run(document, {resultTypes: ['violations'], preload: {assets: ['media']}}).then(found => found.violations)"
Scheme = Literal["light", "dark"]


class Seen(NamedTuple):
    """A page as it was seen: the luminance of its ground; of all that stands on it the kind, the text or colour, and the contrast;
    what axe found; its address, headline, line about the sample and figures; how many exceptions and marks of charts it shows;
    requests to other servers and errors of scripts."""

    ground: float
    found: list[tuple[str, str, float]]
    violations: list[tuple[str, str]]
    address: str
    headline: str
    invented: str
    figures: list[str]
    exceptions: int
    marks: int
    faults: list[str]


See = Callable[[Scheme, str], Seen]


@pytest.fixture(scope="module")
def see(window: BrowserContext, server: Server) -> Iterator[See]:
    """What looks at a page, once, as a reader does whose system has that scheme."""
    readers: dict[Scheme, Reader] = {"light": Reader(window, server), "dark": Reader(window, server)}
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    @functools.cache
    def look(scheme: Scheme, page: str) -> Seen:
        reader = readers[scheme]
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if page == MONTHS:
            reader.go(page)
        else:
            reader.walk(page)
        on = reader.page
        on.evaluate(axe)
        violations = on.evaluate(AXE)
        measured: dict[str, Any] = on.evaluate(MEASURE, FAINT)
        return Seen(
            measured["page"],
            [(one["what"], one["text"], one["ratio"]) for one in measured["found"]],
            [(one["id"], node["html"]) for one in violations for node in one["nodes"]],
            on.url,
            reader.headline(),
            on.locator(".qb-invented").inner_text(),
            on.locator(".qb-value").all_inner_texts(),
            on.get_by_test_id("stException").count(),
            on.locator(".main-svg .point:visible, .main-svg .points path:visible, .main-svg .js-line:visible").count(),
            [*reader.strangers(), *reader.failed],
        )

    yield look
    for reader in readers.values():
        reader.close()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_tells_a_newcomer_that_the_sample_is_invented_and_draws_it(see: See, scheme: Scheme, page: str) -> None:
    seen = see(scheme, page)
    assert seen.invented.startswith("Everything shown here is invented")
    assert seen.headline.endswith(".")
    assert seen.exceptions == 0
    assert "strength=all+quotes" in seen.address  # the filters go along from page to page
    if page not in ("compare", "import", "method", "actor"):
        assert len(seen.figures) >= 4 and all(re.search(r"\d", value) for value in seen.figures)
    if page not in ("sources", "compare", "article", "import", "method", "actor"):
        assert seen.marks >= 10
    assert seen.faults == []


@pytest.mark.parametrize("page", [*PAGES, MONTHS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_has_nothing_that_axe_finds(see: See, scheme: Scheme, page: str) -> None:
    violations = see(scheme, page).violations
    ours = [one for one in violations if not any(one[0] == rule and part in one[1] for rule, part in STREAMLITS)]
    assert ours == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_the_dark_is_read_easily(see: See, page: str) -> None:
    seen = see("dark", page)
    assert seen.ground < 0.02  # luminance: the page is dark indeed
    assert {what for what, _, _ in seen.found} >= (
        WRITTEN if page in ("sources", "compare", "actor", "article", "import", "method") else set(FLOORS)
    )
    assert [one for one in seen.found if one[2] < FLOORS.get(one[0], 0)] == []


@pytest.mark.parametrize("page", ["", "quotes", "mentions", "tone", "actors"])
def test_every_page_in_the_light_has_chart_labels_that_are_read_easily(see: See, page: str) -> None:
    assert [one for one in see("light", page).found if one[0] == "labels" and one[2] < FLOORS["labels"]] == []


@pytest.mark.parametrize(
    ("page", "kind", "floor"),
    [
        ("quotes", "faint", 3.0),  # bars of others
        ("mentions", "faint", 3.0),  # lines of the network
        ("quotes", "chosen", 4.5),
        ("import", "chosen", 4.5),
    ],
)
def test_every_page_in_the_dark_has_greys_and_what_is_chosen(see: See, page: str, kind: str, floor: float) -> None:
    assert min(ratio for what, _, ratio in see("dark", page).found if what == kind) >= floor
