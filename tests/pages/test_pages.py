"""Every page: full, filtered to one actor, empty under filters, on an empty library, without one; its numbers are the tables'."""

import html
import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import plotly.graph_objs
import plotly.io
import pytest

from analytics.library import Library
from analytics.queries import counts, pairs
from analytics.queries.export import write_csv
from analytics.queries.filters import Filters
from analytics.queries.rows import export_rows
from dashboard.components import layout
from tests.pages.opened import PAGES, UNDER_FILTERS, charts, figures, headline, opened, texts

ADA = Filters(actors=("ada-quill",))


@pytest.mark.parametrize("page", PAGES)
def test_pages_open_on_a_library(monkeypatch: pytest.MonkeyPatch, small: Path, page: str) -> None:
    at = opened(monkeypatch, small, page)
    assert headline(at)
    assert "invented" not in texts(at)


@pytest.mark.parametrize("page", PAGES)
def test_pages_say_that_the_sample_is_invented(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    at = opened(monkeypatch, None, page)
    assert "Everything shown here is invented" in texts(at)
    for chart in at.get("plotly_chart"):  # the pages leave it to this test to check what they draw
        drawn = json.loads(chart.proto.spec)
        drawn["layout"] = {name: value for name, value in drawn["layout"].items() if value != []}
        assert json.loads(plotly.io.to_json(plotly.graph_objs.Figure(drawn))) == drawn


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_pages_filtered_to_one_actor_say_so(monkeypatch: pytest.MonkeyPatch, small: Path, page: str) -> None:
    at = opened(monkeypatch, small, page, actor="Ada Quill", role="speaks")
    assert at.multiselect(key="actor").value == ["Ada Quill"]
    if page != "article":
        assert "Shown: said by Ada Quill." in texts(at)


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_pages_with_nothing_under_the_filters_say_why_and_offer_the_way_out(
    monkeypatch: pytest.MonkeyPatch, small: Path, page: str
) -> None:
    at = opened(monkeypatch, small, page, words="no text holds this")
    assert "match these filters" in texts(at)
    assert "with the words “no text holds this”" in texts(at)
    at.button(key="reset-empty").click().run()
    assert not at.exception
    assert headline(at)


@pytest.mark.parametrize("page", UNDER_FILTERS)
def test_pages_of_an_empty_library_send_to_import(monkeypatch: pytest.MonkeyPatch, empty: Path, page: str) -> None:
    at = opened(monkeypatch, empty, page)
    assert "This library holds no articles yet" in texts(at)
    assert [button.label for button in at.button][-1] == "Import articles"


@pytest.mark.parametrize("page", PAGES)
def test_pages_without_a_library_say_what_was_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str) -> None:
    at = opened(monkeypatch, tmp_path / "no-such", page)
    if page in UNDER_FILTERS:
        assert "No library is open" in texts(at)
        assert "no such folder" in texts(at)


@pytest.mark.parametrize("view", [{}, {"actor": "Ada Quill"}, {"outlet": "The Quay"}, {"since": "2026-03-04"}, {"wire": "once"}])
def test_pages_figures_are_the_tables_numbers(monkeypatch: pytest.MonkeyPatch, small: Path, view: dict[str, str]) -> None:
    from datetime import date

    filters = Filters(
        actors=("ada-quill",) if "actor" in view else (),
        outlets=(view["outlet"],) if "outlet" in view else (),
        since=date.fromisoformat(view["since"]) if "since" in view else None,
        wire="once" if "wire" in view else "all",
    )
    library = Library(small)
    rows = {name: len(export_rows(library, name, filters)) for name in ("articles", "quotes", "mentions")}
    total = counts.totals(library, filters)
    assert rows == {"articles": total.articles, "quotes": total.quotes, "mentions": total.mentions}
    overview = figures(opened(monkeypatch, small, "overview", **view))
    assert overview == {
        "Articles": str(rows["articles"]),
        "Quotes": str(rows["quotes"]),
        "Speakers": str(total.speakers),
        "Actors": str(total.actors),
        "Outlets": str(total.outlets),
        "Days": str((total.last - total.first).days + 1) if total.first and total.last else "–",
    }
    assert figures(opened(monkeypatch, small, "quotes", **view))["Quotes"] == str(rows["quotes"])
    assert figures(opened(monkeypatch, small, "mentions", **view))["Mentions"] == str(rows["mentions"])


@pytest.mark.parametrize("filters", [Filters(), ADA])
def test_pages_charts_hold_what_mentions_counts(monkeypatch: pytest.MonkeyPatch, small: Path, filters: Filters) -> None:
    library = Library(small)
    view = {"actor": "Ada Quill"} if filters.actors else {}
    course, speaking, naming, _ = charts(opened(monkeypatch, small, "overview", **view))
    assert course["data"][0]["y"] == counts.coverage(library, filters, "day")["articles"].tolist()
    assert speaking["data"][0]["x"] == counts.speakers(library, filters)["share_words"].tolist()
    assert naming["data"][0]["x"] == counts.named(library, filters)["per_1000"].tolist()
    voice, _, stances, about = charts(opened(monkeypatch, small, "quotes", **view))
    said = counts.said_over_time(library, filters, counts.speakers(library, filters)["actor"].tolist(), "day")
    assert [v for line in voice["data"] for v in line["y"]] == said.sort_values(["actor", "period"], ascending=[False, True])[
        "share_words"
    ].tolist()
    assert [v for part in stances["data"] for v in part["x"]] == counts.stances(library, filters)["share"].tolist()
    assert sum(v or 0 for line in about["data"][0]["z"] for v in line) == pairs.about(library, filters)["quotes"].sum()


def test_pages_tables_hold_the_rows_of_the_export(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    expected = export_rows(Library(small), "quotes", ADA)
    shown = opened(monkeypatch, small, "quotes", actor="Ada Quill", order="newest first").dataframe[0].value
    assert shown["text"].tolist() == expected["text"].tolist()
    assert write_csv(expected).decode("utf-8-sig").count("\r\n") == len(shown) + 1


def test_pages_article_comes_by_its_address(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "article", article="a1")
    assert "Quill wins" in texts(at)
    assert '<span class="qb-q qb-c2" title="Ada Quill · direct · confidence 0.90" tabindex="0">“We sail, </span>' in texts(at)
    assert '<span class="qb-after">Ada Quill</span>' in texts(at)
    at = opened(monkeypatch, small, "article", article="<no>")
    assert "No article in this library has the id “&lt;no&gt;”" in texts(at)
    assert "Ode loses" in texts(at)
    at = opened(monkeypatch, small, "article", article="a1", outlet="The Lamp")
    assert "does not match the current filters" in texts(at)


def test_pages_evidence_shows_the_passage_and_the_reasons(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    at = opened(monkeypatch, small, "quotes", actor="Ada Quill", role="speaks")
    assert '<span class="qb-cue">said</span>' in texts(at)
    assert "<dt>Why this is a quote</dt><dd>test</dd>" in texts(at)
    cited = "“We sail, Bram,” Ada Quill, in: “Quill wins”, The Quay, 3 Mar 2026"
    assert f'<pre class="qb-text">{cited}</pre>' in texts(at)


def test_pages_tone_calls_its_estimates_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tests.queries.test_tone_toward import made

    at = opened(monkeypatch, made(tmp_path).path, "tone")
    found = texts(at)
    assert "How do sentences treat the actors they name? An estimate" in found
    assert "And Ada Quill, by outlet? An estimate" in re.sub(r"</?a\b[^>]*>", "", found)  # the name is a link
    assert "7 of 8 mentions have an estimate; 5 of them (71%) take a side, 3 good and 2 bad" in found
    assert "Hollow: fewer than 30 mentions" in found
    by_outlet = next(
        c for c in charts(at) if c["layout"]["yaxis"].get("ticktext") == ["The Quay ", "The Lamp "] and "few" in str(c)
    )
    assert by_outlet["data"][0]["marker"]["symbol"] == ["circle-open", "circle-open"]
    assert [note["text"] for note in by_outlet["layout"]["annotations"]] == ["+0.25  n=6, few", "-0.80  n=1, few"]


def test_pages_evidence_names_the_words_that_made_the_tone(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    found = texts(opened(monkeypatch, small, "mentions", actor="Bram Ode"))
    assert "<dt>Words that made that tone</dt><dd>lost -1.30</dd>" in found
    assert "<dt>Estimated tone toward</dt><dd>no estimate</dd>" in found


def test_pages_quotes_share_voice_by_words_or_by_quotes(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    speakers = counts.speakers(Library(small), Filters())
    for asked, column in (("quoted words", "share_words"), ("quotes", "share_quotes"), ("<b>", "share_words")):
        _, speaking, *_ = charts(opened(monkeypatch, small, "quotes", share=asked))
        assert speaking["data"][0]["x"] == sorted(speakers[column], reverse=True)


@pytest.mark.parametrize("page", ["overview", "quotes", "mentions", "actors", "article"])
def test_pages_lead_from_the_names_of_headlines_and_tables_to_the_actors(
    monkeypatch: pytest.MonkeyPatch, small: Path, page: str
) -> None:
    at = opened(monkeypatch, small, page, outlet="The Quay")
    first = texts(at).split('class="qb-headline', 1)[1].split("</h1>", 1)[0]
    address = re.search(r'<a class="qb-name" href="(actor\?[^"]*)" target="_self">(.*?)</a>', first)
    assert address and parse_qs(html.unescape(address[1]).split("?")[1])["actor"] == [html.unescape(address[2])]
    assert "strength=all" in address[1]
    if page != "overview":
        table = at.dataframe[0].value
        named = table["page"].notna()
        assert named.any()
        names = table["name" if page == "actors" else "actor_name"]
        links = [parse_qs(link.split("?")[1]) for link in table["page"][named]]
        assert [link["actor"] for link in links] == [[name] for name in names[named]]
        assert all(link["outlet"] == ["The Quay"] for link in links)


@pytest.mark.parametrize(
    ("page", "title"),
    [("mentions", "Which outlet names {} most?"), ("tone", "And {}, by outlet?"), ("tone", "How does the estimate for {} change?")],
)
def test_pages_lead_from_the_names_in_titles_to_the_actors(
    monkeypatch: pytest.MonkeyPatch, small: Path, page: str, title: str
) -> None:
    link = (
        '<a class="qb-name" href="actor?actor=Ada+Quill&amp;outlet=The+Quay&amp;strength=all+quotes" target="_self">Ada Quill</a>'
    )
    assert title.format(link) in texts(opened(monkeypatch, small, page, outlet="The Quay"))


def test_pages_make_no_link_of_signs_that_stand_for_names() -> None:
    found = layout.LinkedNames()
    assert found.html("A \ue000 and <b> \ue009.") == "A  and &lt;b&gt; ."
