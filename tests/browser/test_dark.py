"""Every page in a dark colour scheme: what is written and what is drawn stands out from the ground that it stands on."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Reader, Server
from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.browser
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


Measured = tuple[float, list[tuple[str, str, float]]]
Measure = Callable[[str], Measured]


@pytest.fixture(scope="module")
def dark(window: BrowserContext, server: Server) -> Iterator[Measure]:
    """What measures a page, once, for a reader whose system is set to dark."""
    reader = Reader(window, server)
    reader.page.emulate_media(color_scheme="dark")
    yield functools.cache(lambda page: _measured(reader, page))
    reader.close()


@pytest.mark.parametrize("page", PAGES)
def test_dark_pages_are_read_easily(dark: Measure, page: str) -> None:
    ground, found = dark(page)
    assert ground < 0.02  # luminance: the page is dark indeed
    assert {what for what, _, _ in found} >= (
        WRITTEN if page in ("sources", "compare", "actor", "article", "import", "method") else set(FLOORS)
    )
    assert [one for one in found if one[2] < FLOORS.get(one[0], 0)] == []


@pytest.mark.parametrize("page", ["", "quotes", "mentions", "tone", "actors"])
def test_light_pages_chart_labels_are_read_easily(reader: Reader, page: str) -> None:
    _, found = _measured(reader, page)
    assert [one for one in found if one[0] == "labels" and one[2] < FLOORS["labels"]] == []


@pytest.mark.parametrize(
    ("page", "kind", "floor"),
    [
        ("quotes", "faint", 3.0),  # bars of others
        ("mentions", "faint", 3.0),  # lines of the network
        ("quotes", "chosen", 4.5),
        ("import", "chosen", 4.5),
    ],
)
def test_dark_pages_greys_and_what_is_chosen(dark: Measure, page: str, kind: str, floor: float) -> None:
    _, found = dark(page)
    assert min(ratio for what, _, ratio in found if what == kind) >= floor


def _measured(reader: Reader, page: str) -> Measured:
    """The luminance of the page's ground, and of all that stands on it the kind, the text or colour, and the contrast."""
    reader.go(page)
    measured: dict[str, Any] = reader.page.evaluate(MEASURE, FAINT)
    return measured["page"], [(one["what"], one["text"], one["ratio"]) for one in measured["found"]]
