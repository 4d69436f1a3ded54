"""What a server or a page shows in place of an article is said; articles about such things are read."""

from pathlib import Path

import pytest

from tests.loaders.pages import STORY, TITLE, page
from tests.loaders.reading import read, reasons, shown

EXCUSE = [
    "We are sorry that you have come here for nothing, and hope that you find on our front page what you were looking for today."
]


@pytest.mark.parametrize(
    "title",
    [
        "404 - Page not found",
        "Page not found | The Quay",
        "Before you continue to The Quay",
        "Just a moment...",
        "Access denied",
        "Are you a robot?",
        "The Quay - Cookie settings",
        "Seite nicht gefunden – Norwaner Tageblatt",
    ],
)
def test_pages_in_place_of_an_article_are_said(tmp_path: Path, title: str) -> None:
    loaded = read(tmp_path, "a.html", page(f"<title>{title}</title>", title, EXCUSE))
    assert len(loaded.articles) == 0
    assert [reason.startswith("a page that shows ") for reason in reasons(loaded)] == [True]


@pytest.mark.parametrize("title", ["Access to the port denied", "Page of history found in Quillon", "Robots take over the port"])
def test_pages_about_such_things_are_articles(tmp_path: Path, title: str) -> None:
    loaded = read(tmp_path, "a.html", page(f"<title>{title} | The Quay</title>", title, STORY[:2]))
    assert (shown(loaded, "title"), reasons(loaded)) == ([[title]], [])


@pytest.mark.parametrize("banner", ["We value your privacy", "Cookie settings", "Before you continue"])
def test_pages_with_a_banner_above_the_article(tmp_path: Path, banner: str) -> None:
    markup = page(f"<title>{TITLE}</title>").replace(
        "<nav>", f"<div class='modal'><h2>{banner}</h2><p>We use cookies.</p></div><nav>"
    )
    assert shown(read(tmp_path, "a.html", markup), "title", "paragraphs") == [[TITLE, STORY]]


CLOSED = '<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "isAccessibleForFree": {}}}</script>'


@pytest.mark.parametrize(
    "head, last",
    [
        (CLOSED.format("false"), ""),
        (CLOSED.format('"False"'), ""),
        ("", "Already a subscriber? Log in."),
        ("", "This article is for our subscribers."),
        ("", "Subscribe now to continue reading."),
    ],
)
def test_pages_for_subscribers_are_said_where_short(tmp_path: Path, head: str, last: str) -> None:
    loaded = read(tmp_path, "a.html", page(head, story=[*STORY[:2], *([last] if last else [])]))
    assert reasons(loaded) == ["the page is for subscribers: its text may be cut off; article kept"]
    assert shown(loaded, "title", "paragraphs")[0][0] == TITLE
    whole = read(tmp_path, "b.html", page(head, story=[*STORY, *(f"{line} It was day two." for line in STORY), last]))
    assert reasons(whole) == []


@pytest.mark.parametrize("rank, count", [("h2", 3), ("h2", 9), ("h3", 5)])
def test_pages_that_list_articles_are_said(tmp_path: Path, rank: str, count: int) -> None:
    teasers = "".join(
        f"<article><{rank}><a href='/{n}'>Lamp {n} goes dark</a></{rank}><p>Lamp {n} went dark on Monday night after a storm "
        f"tore it from its tower at quay {n}, and nobody knows when it will burn again.</p></article>"
        for n in range(count)
    )
    loaded = read(tmp_path, "a.html", f"<html><body><h1>News</h1>{teasers}</body></html>")
    assert reasons(loaded) == [f"looks like a list of {count} articles; read as one"]
    long = page(story=[f"{line} It was day {n}." for n in range(4) for line in STORY])
    related = long.replace("</article>", "</article>" + teasers)
    assert not any("a list of" in reason for reason in reasons(read(tmp_path, "b.html", related)))


OLD = (
    "<HTML><BODY><TABLE><TR><TD><FONT SIZE=1><A HREF='/'>Home</A><BR><A HREF='/news'>News</A></FONT></TD><TD><FONT SIZE=5><B>"
    "{title}</B></FONT><BR>By Ada Quill<BR>March 3, 2003<BR><BR>{story}<BR><BR><A HREF='mail.cgi'>E-mail this story</A> | "
    "<A HREF='print.cgi'>Printer-friendly version</A></TD><TD>{beside}</TD></TR></TABLE></BODY></HTML>"
)


@pytest.mark.parametrize(
    "beside",
    ["", "<TABLE><TR><TD><B>More headlines</B><BR><A HREF='1'>Ferry runs</A></TD></TR></TABLE>", "<FONT>© 2003 The Quay</FONT>"],
)
def test_pages_of_layout_tables_with_breaks_alone(tmp_path: Path, beside: str) -> None:
    loaded = read(tmp_path, "a.html", OLD.format(title=TITLE, story="<BR><BR>".join(STORY), beside=beside))
    assert shown(loaded, "title", "published", "author", "paragraphs") == [[TITLE, "2003-03-03", "Ada Quill", STORY]]


@pytest.mark.parametrize("opening", ["<!DOCTYPE html>", "", "\ufeff\n"])
def test_pages_under_the_suffix_of_a_text(tmp_path: Path, opening: str) -> None:
    markup = opening + page().removeprefix("<!doctype html>")
    assert shown(read(tmp_path, "a.txt", markup), "title", "author", "paragraphs") == [[TITLE, "Ada Quill", STORY]]
