# ruff: noqa: E501 - exports and answers as services write them, one line each
"""JSON of news services and agencies: their articles are found, however deep they lie and whatever else lies beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.loaders.reading import read, reasons, shown

DARK = "The lamp went out on Sunday, the office said."
LATE = "A boy with a torch climbed the ladder."
MARKED = f"<p>{DARK}</p><p>{LATE}</p>"
WANTED = ["Lamp out", "2026-02-12", "The Quay", "Ada Quill", [DARK]]
COLUMNS = ("title", "published", "outlet", "author", "paragraphs")


@pytest.mark.parametrize(
    "value",
    [
        {"status": "ok", "articles": [{"source": {"id": None, "name": "The Quay"}, "author": "Ada Quill", "title": "Lamp out",
                                       "publishedAt": "2026-02-12T00:00:00Z", "description": "A lamp.", "content": DARK}]},
        {"totalArticles": 9, "articles": [{"title": "Lamp out", "content": DARK, "author": "Ada Quill", "publishedAt": "2026-02-12T00:00:00Z",
                                           "source": {"name": "The Quay", "url": "https://quay.example"}, "image": "x"}]},
        {"response": {"status": "ok", "results": [{"webTitle": "Lamp out", "webPublicationDate": "2026-02-12T00:00:00Z", "tags": [{"id": "lamp"}],
                                                   "fields": {"bodyText": DARK, "byline": "Ada Quill", "publication": "The Quay"}}]}},
        {"articles": {"page": 1, "results": [{"uri": "7", "title": "Lamp out", "body": DARK, "dateTime": "2026-02-12T00:00:00Z",
                                              "source": {"uri": "quay.example", "title": "The Quay"}, "authors": [{"name": "Ada Quill"}]}]}},
        {"recentActivity": {"articles": {"added": [{"title": "Lamp out", "body": DARK, "date": "2026-02-12", "source": {"title": "The Quay"},
                                                    "authors": [{"name": "Ada Quill"}]}]}}},
        {"title": "Lamp out", "text": None, "maintext": DARK, "date_publish": "2026-02-12 00:00:00", "source_domain": "The Quay",
         "authors": ["Ada Quill"], "image_url": None},
        {"facets": [{"name": "lamp", "text": "topic"}], "data": {"7": {"title": "Lamp out", "text": DARK, "date": "2026-02-12", "outlet": "The Quay",
                                                                       "author": "Ada Quill"},
                                                                 "8": {"title": "", "text": "", "date": "", "outlet": "", "author": ""}}},
        [{"articles": [{"title": "Lamp out", "text": DARK, "date": "2026-02-12", "outlet": "The Quay", "author": "Ada Quill"}]}, {"articles": []}],
    ],
    ids=["newsapi", "gnews", "guardian", "eventregistry", "eventregistry-activity", "newsplease", "keyed", "pages"],
)  # fmt: skip
def test_real_services_articles_are_found(tmp_path: Path, value: Any) -> None:
    assert shown(read(tmp_path, "a.json", json.dumps(value)), *COLUMNS) == [WANTED]


@pytest.mark.parametrize(
    "value, found",
    [
        ({"warnings": [{"text": "old index"}], "news": [{"title": "A", "text": DARK}, {"title": "B", "text": LATE}]}, ["A", "B"]),
        ({"news": [{"title": "A", "text": DARK}], "blogs": [{"title": "B", "text": LATE}]}, ["A", "B"]),
        ({"title": "A", "text": DARK, "comments": [{"author": "x", "text": "First!"}, {"author": "y", "text": "No."}]}, ["A"]),
    ],
)
def test_real_services_lists_beside_the_articles(tmp_path: Path, value: Any, found: list[str]) -> None:
    assert [title for (title,) in shown(read(tmp_path, "a.json", json.dumps(value)), "title")] == found


PRESSA = {
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2026-02-12T06:35:00+0000",
    "firstcreated": "2026-02-12T00:00:00+0000",
}


@pytest.mark.parametrize(
    "item",
    [
        {"guid": "urn:1", "headline": "Lamp out", "byline": "Ada Quill", "source": "The Quay", "subject": [{"code": "1", "name": "lamps"}],
         "body_html": MARKED},
        {"_id": "urn:1", "headline": "Lamp <b>out</b>", "byline": "By Ada Quill", "source": "The Quay", "body_html": MARKED,
         "associations": {"main": {"guid": "urn:2", "type": "picture", "headline": "The lamp"}}},
        {"uri": "urn:1", "by": "By Ada Quill", "headlines": [{"role": "alt", "value": "Lamp"}, {"role": "main", "value": "Lamp out"}],
         "genres": [{"uri": "urn:g"}], "subjects": [{"uri": "urn:s"}], "infosources": [{"name": "The Quay"}],
         "bodies": [{"role": "main", "contenttype": "text/html", "value": MARKED}],
         "associations": [{"uri": "urn:3", "type": "picture", "headlines": [{"value": "x"}], "versioncreated": "2026-02-12"}]},
        {"uri": "urn:1", "headline": "Lamp out", "people": [{"rel": "author", "name": "Ada Quill"}], "infosource": [{"name": "The Quay"}],
         "body_xhtml": MARKED, "place": [{"uri": "urn:p", "name": "Quillon"}]},
        {"uri": "urn:1", "title": "Lamp out", "byline": "Ada Quill", "provider": "The Quay", "body_text": f"{DARK}\n{LATE}"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["alone", "list", "items"])
def test_real_services_ninjs_of_every_version(tmp_path: Path, item: dict[str, Any], around: str) -> None:
    whole = item | PRESSA
    value = {"alone": whole, "list": [whole], "items": {"_meta": {"total": 1}, "_items": [whole]}}[around]
    loaded = read(tmp_path, "a.json", json.dumps(value))
    assert list(loaded.formats.values()) == ["ninjs"]
    assert shown(loaded, *COLUMNS) == [[*WANTED[:4], [DARK, LATE]]]


def feed(entries: str) -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel><title>The Quay</title>{entries}</channel></rss>'


@pytest.mark.parametrize(
    "inside, wanted",
    [
        (f"<content:encoded><![CDATA[<p>{DARK}</p>]]></content:encoded>", 1),
        (f"<description>A lamp.</description><content:encoded>&lt;p&gt;{DARK}&lt;/p&gt;</content:encoded>", 1),
        (f"<description>{DARK}</description>", 0),
        (f"<content:encoded><![CDATA[<p>{DARK[:30]}… Read more</p>]]></content:encoded>", 0),
        ("<content:encoded></content:encoded>", 0),
    ],
)
def test_real_services_short_entries_are_whole_where_the_feed_says_content(tmp_path: Path, inside: str, wanted: int) -> None:
    entry = f"<item><title>Lamp out</title><pubDate>Thu, 12 Feb 2026 00:30:00 BST</pubDate>{inside}</item>"
    loaded = read(tmp_path, "a.xml", feed(entry))
    assert (len(loaded.articles), len(loaded.skipped)) == (wanted, 1 - wanted)
    if wanted:
        assert shown(loaded, "published", "paragraphs") == [["2026-02-11 23:30", [DARK]]]
    else:
        assert "a summary only" in reasons(loaded)[0]
