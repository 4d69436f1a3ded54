"""The day of a saved page: as data, in its address, in words by its headline; none where the page has none."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load

STORY = "".join(
    f"<p>{paragraph}</p>"
    for paragraph in (
        "The port of Quillon shut on Tuesday after its dockers walked out over a cut to their night pay, the union said.",
        "“We will not sail until they are back,” Mara Ode told reporters on the east quay, where cranes stood idle in the rain.",
        "The union said that all 400 of its members had joined the strike, the first at the port in nine years, and more.",
        "Talks are to go on this week at the old corn hall, under a mediator whom both sides have called fair, people said.",
    )
)
HEAD = "<h1>Port shut as dockers walk out</h1>"
META = "<meta property='article:published_time' content='{}'>"
OTHER = "<aside class='latest'><h3>Ferry fares to rise</h3><time datetime='2026-04-09T10:00:00Z'>9 April 2026</time></aside>"
ADDRESS = "<meta property='og:url' content='https://quay.example.com/{}/port'>"
CHANGED = "<meta property='article:modified_time' content='2026-03-05T10:00:00Z'>"

# what stands in the head, what before the heading, what between it and the story, the day
DAYS = {
    "a clock and a zone first": ("", "", "<p>By Ada Quill | Published 6:32 p.m. ET March 3, 2026</p>", "2026-03-03"),
    "a day and that of a change": ("", "", "<div>Mar 3, 2026 | Updated Mar 5</div>", "2026-03-03"),
    "the change first": ("", "", "<p>Updated: 5 March 2026. First published: 3 March 2026</p>", "2026-03-03"),
    "the change alone": ("", "", "<div>Last updated: Tuesday, 3 March 2026, 18:32 GMT</div>", "2026-03-03"),
    "a label": ("", "", "<div aria-label='Published 6:32 p.m. ET March 3, 2026 Updated March 5, 2026'></div>", "2026-03-03"),
    "an ordinal": ("", "", "<span>3rd March 2026</span>", "2026-03-03"),
    "an ordinal, month first": ("", "", "<span>Mar. 3rd, 2026</span>", "2026-03-03"),
    "slashes, the month told by its size": ("", "", "<span>03/23/26 06:32 PM EDT</span>", "2026-03-23"),
    "slashes, the month told by the zone": ("", "", "<span>03/04/2026 06:32 PM ET</span>", "2026-03-04"),
    "figures": ("", "", "<span>2026-03-03 18:32:11</span>", "2026-03-03"),
    "a day above the heading": ("", "<h2><span>Tuesday, 3 March 2026</span></h2>", "", "2026-03-03"),
    "other days before it": ("", OTHER, "<div>3 March 2026</div>", "2026-03-03"),
    "a caption's": ("", "", "<figcaption>The port on 7 May 2019</figcaption><i>3 March 2026</i>", "2026-03-03"),
    "a short sentence's": ("", "", "<b>It had been open since 7 May 1911, they said.</b><i>3 March 2026</i>", "2026-03-03"),
    "a deck's": ("", "", "<h2>It had been open since 7 May 1911, through wars</h2><i>3 March 2026</i>", "2026-03-03"),
    "a change as data, a day in words": (CHANGED, "", "<div>Issued on: March 3, 2026</div>", "2026-03-03"),
    "a change as data and no other": (CHANGED, "", "", "2026-03-05"),
    "an address": (ADDRESS.format("2026/03/03"), OTHER, "", "2026-03-03"),
    "an address, the first of a year": (ADDRESS.format("2026/01/01"), "", "", "2026-01-01"),
    "an address against a later day": (
        META.format("2026-03-09T10:00:00Z") + ADDRESS.format("2026/03/03"), "", "", "2026-03-03"),
    "data against words": (META.format("2026-03-03T10:00:00Z"), OTHER, "<div>5 March 2026</div>", "2026-03-03"),
    "data in a manner of its own": ("<meta name='pubdate' content='Tue Mar 03 18:32:00 UTC 2026'>", OTHER, "", "2026-03-03"),
    "broken data": (
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2026-03-03T10:00:00Z\",}</script>",
        "", "", "2026-03-03"),
    "days that are none": ("", "", "<div>31 February 2026, 99/99/2026</div>", None),
}  # fmt: skip


@pytest.mark.parametrize("case", DAYS)
def test_dates_of_a_page(tmp_path: Path, case: str) -> None:
    head, before, between, day = DAYS[case]
    page = f"<!doctype html><html><head>{head}</head><body>{before}<article>{HEAD}{between}{STORY}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = load(tmp_path / "a.html").articles["published"][0]
    assert (None if pd.isna(found) else str(found)[:10]) == day


def test_dates_in_the_address_that_a_browser_notes(tmp_path: Path) -> None:
    note = "<!-- saved from url=(0041)https://quay.example.com/2026/03/03/port -->"
    (tmp_path / "a.html").write_text(f"<!doctype html>{note}<html><head></head><body>{HEAD}{STORY}</body></html>", encoding="utf-8")
    article = load(tmp_path / "a.html").articles.iloc[0]
    assert [article["url"], str(article["published"])] == ["https://quay.example.com/2026/03/03/port", "2026-03-03 00:00:00+00:00"]
