"""What somebody reads: a quote's evidence, what filters leave, an article by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from analytics.library import Library
from analytics.queries import counts, pairs
from analytics.queries.filters import Filters
from analytics.queries.rows import row_at
from dashboard.components.evidence import citation
from dashboard.state.library import strongest_rows
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser
HEADER, ROW = 35, 35  # pixels of the table's canvas; its first column, where a row is selected, is about as wide


def test_reading_a_selected_quote_shows_its_passage_and_reasons(reader: Reader) -> None:
    with Library(reader.server.library) as library:
        rows = strongest_rows(library, Filters()).head(9)
        full = [row_at(library, "quotes", *rows.loc[n, ["article_id", "quote"]]) for n in rows.index]
        number = next(n for n, row in enumerate(full) if n > 1 and row.cue == row.cue and row.actor_name == row.actor_name)
        row = full[number]
        text = library.query("SELECT text FROM articles WHERE article_id = ?", [row.article_id])["text"][0]
    reader.go("quotes")
    page = reader.page
    assert " … ".join(page.locator(".qb-passage .qb-q").all_inner_texts()) == full[0].text

    table = page.locator("[class*='st-key-quotes-strongest'] canvas").first
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + ROW / 2, corner["y"] + HEADER + ROW * (number + 0.5))
    page.locator(".qb-passage .qb-q", has_text=text[row.parts[0][0] : row.parts[0][1]]).wait_for()
    reader.settle()
    passage = page.locator(".qb-passage")
    assert passage.locator(".qb-q").all_inner_texts() == [text[a:b] for a, b in row.parts]
    assert passage.locator(".qb-speaker").all_inner_texts() == [text[row.speaker_start : row.speaker_end]]
    assert passage.locator(".qb-cue").all_inner_texts() == [text[row.cue_start : row.cue_end]]
    reasons = dict(zip(page.locator(".qb dt").all_inner_texts(), page.locator(".qb dd").all_inner_texts(), strict=True))
    said = ("Speaker", "In the text", "How the name was resolved", "Reporting verb", "Why this is a quote", "Confidence")
    wanted = (row.actor_name, row.speaker_text, row.why_name, row.cue, row.rule, f"{row.confidence:.2f} of 1")
    assert [reasons[name] for name in said] == list(wanted)
    page.get_by_role("button", name="Copy citation").press("Enter")
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    page.get_by_label("Search", exact=True).press("Control+V")
    assert citation(row).startswith(page.get_by_label("Search", exact=True).input_value())
    assert (reader.strangers(), reader.failed) == ([], [])


def test_reading_several_actors_leaves_the_articles_that_name_all_of_them(reader: Reader) -> None:
    with Library(reader.server.library) as library:
        pair = pairs.together(library, Filters()).sort_values("articles", ascending=False).iloc[0]
        known = counts.named(library, Filters()).set_index("actor")["name"]
        actors = (pair["actor"], pair["other"])
        any_of, both = (
            counts.totals(library, Filters(actors, role="mentioned", together=together)).articles for together in (False, True)
        )
    assert any_of > both == pair["articles"] > 0
    reader.go("?" + "&".join(f"actor={known[a]}".replace(" ", "+") for a in actors) + "&role=is+named")
    page = reader.page
    figure = page.locator(".qb-figure", has=page.locator("summary", has_text=re.compile("^Articles$")))
    articles = figure.locator(".qb-value")
    assert articles.inner_text() == str(any_of)

    page.get_by_role("button", name="More").click()
    box = page.get_by_test_id("stSelectbox").filter(has_text="Several actors").get_by_role("combobox")
    box.click()
    page.get_by_role("option", name="all in one article", exact=True).click()
    expect(articles).to_have_text(str(both))
    assert "several=all+in+one+article" in page.url
    page.reload()
    reader.settle()
    assert articles.inner_text() == str(both)


def test_reading_words_that_are_looked_for_are_marked_in_the_evidence(reader: Reader) -> None:
    reader.go("quotes")
    page = reader.page
    assert page.locator(".qb-found").count() == 0
    page.get_by_label("Search", exact=True).fill("treaty OR harbour")
    page.get_by_label("Search", exact=True).press("Enter")
    passage = page.locator(".qb-passage")
    passage.locator(".qb-found").first.wait_for()
    reader.settle()
    stands = re.findall(r"\b(?:treaty|harbour)\b", passage.inner_text(), re.IGNORECASE)
    assert stands
    assert passage.locator(".qb-found").all_inner_texts() == stands
    plain, marked = (passage.locator(s).first.evaluate("e => getComputedStyle(e).boxShadow") for s in ("p", ".qb-found"))
    assert plain == "none" != marked


def test_reading_an_article_by_keyboard_stops_at_each_quote_in_order(reader: Reader) -> None:
    reader.go("quotes")
    reader.page.get_by_role("link", name="Read the whole article", exact=True).click()
    reader.page.wait_for_url("**/article?*article=*")
    reader.settle()
    page = reader.page
    with Library(reader.server.library) as library:
        shown = [page.url.partition("article=")[2]]
        text = library.query("SELECT text FROM articles WHERE article_id = ?", shown)["text"][0]
        quotes = library.query("SELECT parts FROM quotes WHERE article_id = ?", shown)
    starts = sorted({int(part[0]) for parts in quotes["parts"] for part in parts})
    page.get_by_role("button", name="Older article", exact=True).focus()
    stops: list[str] = []
    for _ in range(len(starts) + 100):  # links to actors stand before the text
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            const seen = e.matches(":focus-visible") && s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
            return {quote: e.matches(".qb-passage .qb-q"), text: e.innerText, seen, outline: s.outline} }"""
        )
        if at["quote"]:
            assert at["seen"], at
            stops.append(at["text"])
        elif stops:
            break
    assert len(stops) == len(starts) > 1
    for start, stop in zip(starts, stops, strict=True):
        assert text[start:].startswith(stop)
