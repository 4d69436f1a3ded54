"""Saved pages and feeds: the story and what the page says of itself; nothing is fetched, nothing runs, nothing is made up."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load
from tests.loaders.pages import ATOM, FEED, MARKED, STORY, TITLE, page

LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Quay", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2026-03-03T09:30:00+01:00",
                "publisher": {"name": "The Quay"},
            },
        ],
    }
)


def test_page_page_gives_its_story_and_what_it_says_of_itself(tmp_path: Path) -> None:
    head = (
        f"<title>{TITLE} | The Quay</title><meta property='og:title' content='{TITLE} | The Quay'>"
        f"<link rel='canonical' href='https://quay.example/port'><script type='application/ld+json'>{LINKED}</script>"
    )
    (tmp_path / "port.html").write_text(page(head), encoding="utf-8")
    loaded = load(tmp_path / "port.html")
    article = loaded.articles.drop(columns=["article_id", "words"]).iloc[0]
    assert {name: str(value) for name, value in article.items() if not pd.isna(value)} == {
        "title": TITLE,
        "text": "\n\n".join([TITLE, *STORY]),
        "published": "2026-03-03 08:30:00+00:00",
        "outlet": "The Quay",
        "author": "Ada Quill",
        "url": "https://quay.example/port",
        "language": "en-gb",
        "place": "Quillon",
        "dateline": "--03-03",
        "agency": "Pressa",
        "loaded_from": "port.html",
    }
    assert (len(loaded.skipped), loaded.formats) == (0, {"port.html": "web page"})


@pytest.mark.parametrize(
    "head, heading, title",
    [
        (f"<title>{TITLE} - News - The Quay</title><meta property='og:site_name' content='The Quay'>", "", TITLE),
        (f"<title>{TITLE} | Quay</title><meta property='og:site_name' content='The Quay'>", "News", TITLE),
        ("<title>Port-of-call - a history</title>", "Port-of-call - a history", "Port-of-call - a history"),
        ("<title>At port: Quay</title><meta property='og:title' content='All dockers walk out'>", "", "All dockers walk out"),
    ],
)  # fmt: skip
def test_page_headline_is_without_the_outlets_name(tmp_path: Path, head: str, heading: str, title: str) -> None:
    (tmp_path / "a.html").write_text(page(head, heading), encoding="utf-8")
    assert load(tmp_path / "a.html").articles["title"].tolist() == [title]


@pytest.mark.parametrize(
    "content, reason",
    [
        ("", "an empty file. Expected a saved page with an article on it"),
        ("<html><body><p>Cookies?</p></body></html>", "a page without a story. Expected a saved page with an article on it"),
        ("<" * 50_000, "a page without a story. Expected a saved page with an article on it"),
        (page(story=[]), "a page without a story. Expected a saved page with an article on it"),
        (page("<meta property='article:published_time' content='2099-01-01'>", lang=""), None),
        ("x" * 20_000_001, "more than 20,000,000 bytes in one page. Expected up to 20,000,000"),
    ],
)
def test_page_page_without_a_story_says_so(tmp_path: Path, content: str, reason: str | None) -> None:
    (tmp_path / "a.html").write_text(content, encoding="utf-8")
    loaded = load(tmp_path / "a.html")
    assert loaded.skipped["reason"].tolist() == ([reason] if reason else [])
    assert loaded.articles["published"].isna().all()


AS_DATA = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "".join(f"<p>{one}</p>" for one in STORY)})


@pytest.mark.parametrize(
    "body, data",
    [
        ("<div id='root'></div>", AS_DATA),
        (f"<section class='comment-piece'><h1>{TITLE}</h1>{''.join(f'<p>{one}</p>' for one in STORY)}</section>", ""),
        (f"<div class='page'><article><h1>{TITLE}</h1>{'<br><br>'.join(STORY)}</article></div>", ""),
    ],
)
def test_page_page_whose_story_is_not_where_stories_stand(tmp_path: Path, body: str, data: str) -> None:
    head = f"<title>{TITLE}</title>" + (f"<script type='application/ld+json'>{data}</script>" if data else "")
    (tmp_path / "a.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    article = load(tmp_path / "a.html").articles.iloc[0]
    assert [article["title"], article["text"].split("\n\n")] == [TITLE, [TITLE, *STORY]]


def test_page_page_keeps_a_story_that_looks_like_boilerplate(tmp_path: Path) -> None:
    lines = [
        one
        for n in range(6)
        for one in (f"Read more: ferry fares to rise by {n}", f"The fare to Norvane rises by {n} from Monday.")
    ]
    story = [STORY[0], *lines]
    (tmp_path / "a.html").write_text(page(story=story), encoding="utf-8")
    kept = load(tmp_path / "a.html").articles["text"][0].split("\n\n")
    assert [line for line in story if line not in kept] == []


def test_page_feed_gives_entries_with_their_text_and_remarks_on_the_others(tmp_path: Path) -> None:
    (tmp_path / "quay.rss").write_text(FEED.replace("{story}", MARKED), encoding="utf-8")
    loaded = load(tmp_path / "quay.rss")
    article = loaded.articles[["title", "text", "published", "outlet", "author", "url", "language", "loaded_from"]].iloc[0]
    assert [str(value) for value in article] == [
        "Port & ferry shut", "\n\n".join(["Port & ferry shut", *STORY]), "2026-03-03 09:00:00+00:00", "The Quay", "Ada Quill",
        "https://quay.example/1", "en-gb", "quay.rss#1",
    ]  # fmt: skip
    wanted = "Expected RSS or Atom with the text of its entries, at least 60 words"
    assert list(zip(loaded.skipped["row"], loaded.skipped["reason"], strict=True)) == [
        (2, f"an entry of 3 words, a summary only. {wanted}"),
        (3, f"an entry without text, a summary only. {wanted}"),
    ]


def test_page_atom_feed(tmp_path: Path) -> None:
    escaped = MARKED.replace("&", "&amp;").replace("<", "&lt;")
    (tmp_path / "lamp.xml").write_text(ATOM.replace("{story}", escaped), encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.articles[["title", "outlet"]].values.tolist() == [["Port shut", "The Lamp"]]
    assert loaded.articles["text"][0] == "\n\n".join(["Port shut", *STORY])


@pytest.mark.parametrize(
    "content", ["", "no feed", "<rss", "<rss version='2.0'><channel><title>x</title></channel></rss>", "<a>" * 1000]
)
def test_page_feed_that_is_none_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.xml").write_text(content)
    loaded = load(tmp_path / "a.xml")
    assert [reason.endswith("Expected RSS or Atom with the text of its entries") for reason in loaded.skipped["reason"]] == [True]
    assert len(loaded.articles) == 0


@pytest.mark.parametrize(
    "data, meta, expected",
    [
        ({"author": {"name": "Ada \ud800 Quill"}}, "", ["Ada \ufffd Quill", None]),
        ({"publisher": {"name": "The \udc00Quay \ud83d\ude00"}}, "", ["Ada Quill", "The \ufffdQuay 😀"]),
        ({}, "<meta name='author' content='Ada \\ud800 Quill'>", ["Ada \ufffd Quill", None]),
        ({"headline": "Port \udbff shut", "articleBody": "It \ud800 rained. " * 60}, "", ["Ada Quill", None]),
    ],
)
def test_page_halves_of_characters_cost_themselves_only(
    tmp_path: Path, data: dict[str, object], meta: str, expected: list[str | None]
) -> None:
    linked = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | data)}</script>'
    (tmp_path / "a.html").write_text(page(f"<title>Port shut</title>{meta}{linked}"))
    [article] = load(tmp_path / "a.html").articles[["author", "outlet"]].astype(object).to_numpy().tolist()
    assert [None if pd.isna(value) else value for value in article] == expected
