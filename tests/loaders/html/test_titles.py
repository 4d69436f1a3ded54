"""The headline and the day of saved pages, after the manners of many outlets: all invented, each manner as it is met."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load
from analytics.loaders.html.titles import Heading, Wording, headline

STORY = [
    "The port of Quillon shut on Tuesday after its dockers walked out over a cut to their night pay, the union said.",
    "“We will not sail until they are back,” Mara Ode told reporters on the east quay, where cranes stood idle in the rain.",
    "The union said that all 400 of its members had joined the strike, the first at the port in nine years, and more would follow.",
    "Talks are to go on this week at the old corn hall, under a mediator whom both sides have called fair, people there said.",
]
PORT = "Quillon port shut as dockers walk out"


def linked(name: str, title: str, date: str = "2026-03-03T09:30:00Z") -> str:
    said = {"@type": "NewsArticle", "headline": title, "datePublished": date, "publisher": {"@type": "Organization", "name": name}}
    return f"<script type='application/ld+json'>{json.dumps(said)}</script>"


def made(head: str, body: str) -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body.replace('STORY', story)}</body></html>"


PAGES = {
    "a daily with its name behind a bar": (
        f"<title>{PORT} | The Quay</title><meta property='og:title' content='{PORT} | The Quay'>",
        f"<header><h1>The Quay</h1></header><article><h1 class='headline'>{PORT}</h1>STORY</article>", PORT),
    "a broadcaster with a dash, its site's name a part of it": (
        f"<title>{PORT} - QBC News</title><meta property='og:site_name' content='QBC'><meta property='og:title' content='{PORT}'>",
        f"<main><article><h1>{PORT}</h1>STORY</article></main>", PORT),
    "a social title of its own": (
        f"<title>{PORT} | World news | The Lamp</title><meta property='og:site_name' content='the Lamp'>"
        "<meta property='og:title' content='Night pay row shuts a port for the first time in nine years'>"
        "<meta name='twitter:title' content='Night pay row shuts a port for the first time in nine years'>"
        + linked("The Lamp", PORT),
        f"<article><h1>{PORT}</h1>STORY</article>", PORT),
    "a columnist behind a bar": (
        f"<title>{PORT} | Ada Quill | The Lamp</title><meta property='og:title' content='{PORT} | Ada Quill'>"
        "<meta property='og:site_name' content='the Lamp'>",
        f"<article><h1>{PORT}</h1>STORY</article>", PORT),
    "characters escaped twice": (
        "<title>Port&amp;#8217;s dockers &amp;amp; pilots walk out &amp;#8211; Quillon Herald</title>"
        "<meta property='og:site_name' content='Quillon Herald'>",
        "<article><h2>Port’s dockers &amp; pilots walk out</h2>STORY</article>", "Port’s dockers & pilots walk out"),
    "a heading with its section before it": (
        f"<title>{PORT} • Norvane Post</title>" + linked("Norvane Post", PORT),
        f"<article><h1><span>Business</span> <span>{PORT}</span></h1>STORY</article>", PORT),
    "a title cut short for others": (
        f"<title>{PORT[:24]}…</title><meta property='og:title' content='{PORT[:24]}…'>",
        f"<article><h1>{PORT}</h1>STORY</article>", PORT),
    "a name before the headline": (
        f"<title>The Quay: {PORT}</title><meta property='og:site_name' content='The Quay'>"
        f"<meta property='og:title' content='{PORT}'>",
        "<article>STORY</article>", PORT),
    "a name that only the address tells": (
        f"<title>{PORT} - Norvane Evening Post</title><link rel='canonical' href='https://www.norvaneeveningpost.example/a/port'>",
        "<article>STORY</article>", PORT),
    "dashes of its own": (
        "<title>Dockers out – and pilots in – as port shuts – The Quay</title><meta property='og:site_name' content='The Quay'>",
        "<article>STORY</article>", "Dockers out – and pilots in – as port shuts"),
    "a headline in capitals": (
        f"<title>{PORT}</title>" + linked("Quay", PORT), f"<article><h1>{PORT.upper()}</h1>STORY</article>", PORT),
    "a live page with many headings": (
        f"<title>{PORT} – as it happened | The Lamp</title><meta property='og:site_name' content='The Lamp'>"
        f"<meta property='og:title' content='{PORT} – as it happened'>",
        f"<article><h1>{PORT} – as it happened</h1>STORY<h1>Most read today</h1><h1>More on the strike</h1></article>",
        f"{PORT} – as it happened"),
    "a heading that is the section's": (
        f"<title>{PORT} | The Quay</title><meta property='og:title' content='{PORT}'>" + linked("The Quay", PORT),
        "<h1>News</h1><article>STORY</article>", PORT),
    "a bar, and nobody to say whose name it is": (
        f"<title>Analysis | {PORT}</title>", "<article>STORY</article>", PORT),
    "a short headline that is a beginning of another": (
        f"<title>Port shut - The Quay</title><meta property='og:site_name' content='The Quay'>"
        f"<meta property='og:title' content='{PORT}'>" + linked("The Quay", PORT),
        f"<article><h1>{PORT}</h1>STORY</article>", PORT),
}  # fmt: skip


@pytest.mark.parametrize("manner", PAGES)
def test_titles_are_the_headline_alone(tmp_path: Path, manner: str) -> None:
    head, body, title = PAGES[manner]
    (tmp_path / "a.html").write_text(made(head, body), encoding="utf-8")
    loaded = load(tmp_path / "a.html")
    assert loaded.articles["title"].tolist() == [title]
    paragraphs = loaded.articles["text"][0].split("\n\n")
    assert [p for p in paragraphs if p in STORY] == STORY


DATES = {
    "2026-03-03 00:00:00+00:00": ("", "<article><p class='date'>March 3, 2026</p>STORY</article>"),
    "2026-03-03 09:30:00+00:00": ("", "<article><time datetime='2026-03-03T09:30:00Z'>Tuesday</time>STORY</article>"),
    "2026-03-02 09:30:00+00:00": ("<meta name='parsely-pub-date' content='2026-03-02T09:30:00Z'>", "<article>STORY</article>"),
    "none: a copyright": ("", "<article>STORY</article><footer>© 2026 The Quay</footer>"),
    "none: a day that the story tells of": (
        "",
        "<article>STORY<p>The last one began on March 3, 2017.</p></article>",
    ),
    "none: a day that is not": ("<meta property='article:published_time' content='soon'>", "<article>STORY</article>"),
}


@pytest.mark.parametrize("when", DATES)
def test_page_dates_are_those_that_the_page_tells(tmp_path: Path, when: str) -> None:
    (tmp_path / "a.html").write_text(made(*DATES[when]), encoding="utf-8")
    found = load(tmp_path / "a.html").articles["published"][0]
    assert ("none" if pd.isna(found) else str(found)[:10]) == when.split(":")[0][:10].split(" ")[0]


PORT_SHORT = "Dockers shut port"
HEADINGS = {
    "searches are told another": ([Wording("window", "Quillon port strike: what we know | The Quay", 1)], [Heading((PORT,))], PORT),
    "all others are told another, and it is marked": (
        [Wording("window", "Quillon strike", 1), *(Wording(of, "A night on the quay", 1) for of in ("social", "linked"))],
        [Heading((PORT,), marked=True, inside=True)], PORT),
    "all others agree, and it has none of their words": (
        [Wording("social", PORT, 1), Wording("linked", PORT, 1)], [Heading(("Speeches and warnings of note",))], PORT),
    "all others agree, and it has the place that the paper is named after": (
        [Wording("social", PORT, 1), Wording("linked", PORT, 1)], [Heading(("News from Quillon",))], PORT),
    "a kicker without a mark of its own": (
        [Wording("social", PORT_SHORT, 1)], [Heading((f"NIGHT SHIFT {PORT}", PORT)), Heading(("Ferry fares rise",), rank=2)], PORT),
    "a kicker that a colon binds": ([Wording("social", PORT, 1)], [Heading((f"Exclusive: {PORT}",))], f"Exclusive: {PORT}"),
    "a word before it": ([Wording("social", PORT, 1)], [Heading((f"Business {PORT}",))], PORT),
    "the site's own above it": (
        [Wording("window", f"{PORT} :: Tolbeck Review", 1)],
        [Heading(("Tolbeck Review of Politics",)), Heading((PORT,), rank=2)], PORT),
    "another story's below it": (
        [Wording("window", "Port strike explained", 1)],
        [Heading((PORT,)), Heading(("Port strike explained in ten maps",), rank=3, linked=True, beside=True)], PORT),
    "capitals where others have none": ([Wording("social", PORT, 1)], [Heading((PORT.upper(),))], PORT),
    "nothing told": ([Wording("window", "News", 1)], [Heading(("News",)), Heading((PORT,), rank=2, marked=True)], PORT),
    "no heading": ([Wording("window", f"{PORT} - News - The Quay", 1)], [], PORT),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADINGS)
def test_titles_are_those_printed(case: str) -> None:
    told, headings, title = HEADINGS[case]
    assert headline(told, ["The Quay"], headings) == title


def test_titles_are_looked_for_in_lines_only_where_no_heading_is_sure() -> None:
    wordings = [Wording("window", f"{PORT} - Tolbeck Tribune", 1)]
    lines = [Heading(("Tolbeck Tribune of the coast",), rank=0), Heading((PORT,), rank=0)]
    assert headline(wordings, [], [], iter(lines)) == PORT
    asked = iter(lines)
    assert headline(wordings, [], [Heading((PORT,))], asked) == PORT
    assert next(asked) == lines[0]


HEADED = {
    "<h1><span>NIGHT SHIFT</span> Port shut by its dockers</h1>": "Port shut by its dockers",
    "<h1><em>NATO</em> shut out of port talks</h1>": "NATO shut out of port talks",
    "<h1><span class='kicker'>Night shift</span>Port shut by its dockers</h1>": "Port shut by its dockers",
    "<h1>Port shut by its dockers<small>Talks go on this week</small></h1>": "Port shut by its dockers",
    "<h1><span class='label'>Port shut by its dockers</span></h1>": "Port shut by its dockers",
    "<h1>Port shut<br>by its dockers</h1>": "Port shut by its dockers",
    "<h1 class='logo'><a href='/'>The Quillon Port Gazette</a></h1><h2 class='headline'>Port shut by its dockers</h2>": (
        "Port shut by its dockers"
    ),
    "<div class='headline'>Port shut by its dockers</div>": "Port shut by its dockers",
}


@pytest.mark.parametrize("heading", HEADED)
def test_titles_are_without_what_a_heading_holds_beside(tmp_path: Path, heading: str) -> None:
    head = "<title>Quillon dockers and the port: what we know</title>"
    (tmp_path / "a.html").write_text(made(head, f"<article>{heading}STORY</article>"), encoding="utf-8")
    assert load(tmp_path / "a.html").articles["title"].tolist() == [HEADED[heading]]


@pytest.mark.parametrize("text", ["", " | ", "|" * 5_000, "a - " * 5_000, "The Quay", "\u200b", "x" * 100_000])
def test_titles_of_any_shape_end(text: str) -> None:
    said = [Wording("window", text, 1), Wording("social", text, 1)]
    found = headline(said, ["The Quay", None, ""], [Heading((text, text))], [Heading((text,), rank=0)])
    assert found is None or len(found) <= 1_000
