"""What a window shows at once is what another was shown at the same address, while nothing has changed; markup in it is text."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics import start
from analytics.start import SIGN_IN
from analytics.tasks import events
from analytics.tasks.events import Event
from dashboard.charts.shapes import bars, lines
from dashboard.charts.shapes.base import hover
from dashboard.charts.shapes.lines import ChartLine
from dashboard.charts.shapes.picture import picture
from dashboard.state import access, first_pictures
from tests import press
from tests.pages.opened import UNDER_FILTERS, opened, texts

ALL = {"strength": ["all quotes"]}
WEEKS = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(4)]


@pytest.fixture(autouse=True)
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server whose requests all pass the guard, which has kept no picture yet."""
    monkeypatch.setattr(access, "_guarded", [True])
    monkeypatch.setattr(first_pictures, "_kept", type(first_pictures._kept)())
    yield


def found(page: str = "", **query: list[str]) -> first_pictures.Parts | None:
    return first_pictures.find(page, {**ALL, **query})


def test_first_pictures_are_of_one_address_and_of_the_library_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    opened(monkeypatch, library.path)
    parts = found()
    assert parts is not None and "3 articles" in parts.headline and ">Articles<" in parts.figures and "<svg" in parts.chart
    assert " id=" not in "".join(parts[1:])
    assert found("quotes") is None and found(actor=["Mara Ode"]) is None and first_pictures.find("", {}) is None
    events.add(library, [Event(date(2026, 3, 2), date(2026, 3, 2), "Vote")])
    assert found() is None
    opened(monkeypatch, library.path)
    assert found() is not None
    library.remove(["a1"])
    assert found() is None


def test_first_pictures_are_of_what_a_new_window_is_shown(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small)
    first_pictures._kept.clear()
    at.run()
    assert found() is None
    monkeypatch.setattr(first_pictures, "MOST", 2)
    assert "import" in first_pictures._NOT_OF_ARTICLES
    monkeypatch.setattr(first_pictures, "_NOT_OF_ARTICLES", ("mentions",))
    for page in ("overview", "quotes", "tone", "mentions"):
        opened(monkeypatch, small, page)
    assert [found(page) is not None for page in ("", "quotes", "tone", "mentions")] == [False, True, True, False]
    monkeypatch.setattr(start, "started", lambda: start.Start(library=small, access=SIGN_IN))
    assert found("quotes") is None


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_first_pictures_show_markup_as_text(monkeypatch: pytest.MonkeyPatch, nasty: Path, page: str) -> None:
    shown = texts(opened(monkeypatch, nasty, page))
    parts = found("" if page == "overview" else page)
    assert parts is not None
    assert parts.headline in shown and parts.figures in shown
    tags = {tag for part in parts[1:] for tag in re.findall(r"<(\w+)", part)}
    assert tags <= set("div p h1 h2 a span details summary i svg g line text rect polyline circle".split()), tags


def test_first_pictures_draw_bars_and_lines_where_plotly_does() -> None:
    counts = bars.columns(WEEKS, [2, 0, 4, 1], ["", "", "", ""])
    drawn = picture(counts, "coverage", "Articles: <4>") or ""
    tall = 1000  # thousandths of the room between the axes
    assert [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)"', drawn)] == pytest.approx(
        [tall * n / 4 * 19 / 20 for n in (2, 4, 1)], abs=0.2
    )
    dates = ["2 Mar", "2026", "9 Mar", "16 Mar", "23 Mar"]
    assert re.findall(r">([\d ]+|[\d]+ \w+)</text>", drawn) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        *dates,
        *dates,
    ]  # the last where it is narrow
    assert 'data-key="coverage"' in drawn and "&lt;4&gt;" in drawn
    broken = ChartLine("<b>Ada</b>", [0.1, None, 0.2, 0.4], [hover("")] * 4)
    drawn = picture(lines.lines(WEEKS, [broken, broken._replace(label="Bram")], percent=True), "x", "x") or ""
    assert [len(points.split()) for points in re.findall(r'points="([^"]*)"', drawn)] == [1, 2, 1, 2]
    assert "&lt;b&gt;Ada&lt;/b&gt; 40%" in drawn and "<b>" not in drawn and ">40%<" in drawn
    beside, below = drawn.split('<g class="qb-narrow">')
    assert "--wide-right:150px" in beside and "--narrow-right:16px" in beside  # pixels that the names take from the lines
    assert "Bram 40%" in beside and re.findall(r"(?<=>)(Bram .*?)<", below) == ["Bram  40%"] and below.count("<circle") == 2
    assert picture(bars.bars([]), "x", "x") is None
