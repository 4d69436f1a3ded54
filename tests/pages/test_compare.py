"""The Compare page: what is measured is what the library measures, one address holds it, and too little says so."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.queries import compare
from analytics.queries.filters import Filters
from tests.pages.opened import charts, headline, opened, texts

ACTORS = {"Ada Quill": Filters(actors=("ada-quill",)), "Bram Ode": Filters(actors=("bram-ode",))}


def test_compare_page_draws_what_the_library_measures(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "compare", **{"side-actors": list(ACTORS)})
    table = compare.measures(Library(small), ACTORS)
    drawn = [chart["data"][0]["x"] for chart in charts(at)[: len(compare.OF_ACTORS)]]
    assert drawn == [table[table["measure"] == measure]["value"].tolist() for measure in compare.OF_ACTORS]
    assert headline(at) == "Share of voice: Bram Ode 73%, Ada Quill 27%. There are too few articles to say whether that is chance."
    about = '<a class="qb-name" href="actor?actor={}&amp;strength=all+quotes" target="_self">{}</a>'
    ada, bram = (about.format(name.replace(" ", "+"), name) for name in ACTORS)
    assert f"<dt>Ada Quill</dt><dd>{bram} (1 quote)</dd>" in texts(at)
    assert f"<dt>More about</dt><dd>{ada}, {bram}</dd>" in texts(at)
    assert f"Share of voice: {bram} 73%, {ada} 27%." in texts(at)
    assert "+45.5 points, too few articles for an interval" in texts(at)
    course = compare.over_time(Library(small), ACTORS, "Share of voice", "day")
    voice = charts(at)[len(compare.OF_ACTORS)]["data"]
    assert [line["y"] for line in voice] == [course[course["selection"] == side]["value"].tolist() for side in ACTORS]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"compare": "outlets", "side-outlets": ["The Quay", "The Lamp"]}, "Quotes per article: The Lamp 2.0, The Quay 1.5."),
        (
            {"compare": "periods", "period-1": ["2026-03-03", "2026-03-03"], "period-2": ["2026-03-04", "2026-03-31"]},
            "Quotes per article: 4 Mar to 31 Mar 2026 2.0, 3 Mar 2026 1.0.",
        ),
        ({"compare": "months", "side-months": ["March 2026"]}, "Choose two to four months to see them side by side."),
        ({"compare": "outlets", "side-outlets": ["The Quay", "The Void"]}, "Choose two to four outlets to see them side by side."),
        ({"compare": "<b>"}, "Choose two to four actors to see them side by side."),
    ],
)
def test_compare_page_opens_by_its_address(
    monkeypatch: pytest.MonkeyPatch, small: Path, query: dict[str, str | list[str]], said: str
) -> None:
    at = opened(monkeypatch, small, "compare", **query)
    assert headline(at).startswith(said)
    assert ("Quotes per article over time" in texts(at)) == said.startswith("Quotes per article")


def test_compare_page_takes_the_filters_into_account(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "compare", **{"side-actors": list(ACTORS), "outlet": "The Lamp"})
    assert headline(at).startswith("Share of voice: Bram Ode 100%, Ada Quill 0%.")
