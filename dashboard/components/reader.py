"""The article reader: text with quotes in their speakers' colours and mentions underlined, readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries import base
from analytics.queries.filters import Filters
from analytics.queries.rows import rows_of_article
from analytics.titles import place as place_title
from dashboard.charts.shapes.base import SERIES
from dashboard.components.evidence import found_marks, name_link, quote_marks
from dashboard.components.layout import Link
from dashboard.components.marked_text import Mark, escape, marked, paragraphs
from dashboard.components.tables import Listed, of_quotes
from dashboard.state.colours import colours
from dashboard.state.filters import choices
from dashboard.text import formats

if TYPE_CHECKING:
    from analytics.sentiment.tone import ArticleTone

UNIDENTIFIED = "unidentified speaker"


class Place(NamedTuple):
    """The position of an article among those under the filters, newest first: its number from 1, the total, its neighbours."""

    number: int
    total: int
    newer: str | None
    older: str | None


def place(library: Library, filters: Filters, article_id: str | None) -> tuple[str, Place] | None:
    """Return an article's id and place under the filters; the newest if no id is given; None if the filters leave it out."""
    rows, params = base.rows_of(library, "articles", filters)
    found = library.count(
        "WITH ordered AS (SELECT article_id, row_number() OVER newest_first AS number, count(*) OVER () AS total,"
        f" lag(article_id) OVER newest_first AS newer, lead(article_id) OVER newest_first AS older FROM ({rows})"
        " WINDOW newest_first AS (ORDER BY newest)) SELECT * FROM ordered WHERE "
        + ("article_id = ?" if article_id is not None else "number = 1"),
        [*params, *([article_id] if article_id is not None else [])],
    )
    if found.empty:
        return None
    row = found.iloc[0]
    newer, older = (None if pd.isna(v) else str(v) for v in (row["newer"], row["older"]))
    return str(row["article_id"]), Place(int(row["number"]), int(row["total"]), newer, older)


class ArticleView(NamedTuple):
    """An article as its page shows it: made once, shared by all windows.

    ``body`` is its headline and text as HTML, ``classes`` has the CSS class of each speaker, ``speakers`` their ids and names in
    the order of the text, each with its number of quotes; ``named`` those of the actors that are named and not quoted.
    """

    article: Any
    quotes: Listed
    mentions: int
    actors: int
    tone: ArticleTone
    speakers: tuple[tuple[str, str, int], ...]
    named: tuple[tuple[str, str], ...]
    classes: Mapping[str, str]
    body: str


def read(library: Library, article_id: str, words: str) -> ArticleView:
    """Return what the page of an article shows, with what matches a search marked; a query for `ask_rows`."""
    article: Any = next(library.query("SELECT * FROM articles WHERE article_id = ?", [article_id]).itertuples(index=False))
    quotes, mentions, sentences = (rows_of_article(library, name, article_id) for name in ("quotes", "mentions", "sentences"))
    identified = quotes[quotes["actor"].notna()]
    said = Counter(zip(identified["actor"], identified["actor_name"], strict=True))
    others = mentions[mentions["actor"].notna() & ~mentions["actor"].isin(identified["actor"])].drop_duplicates("actor")
    classes = shades(colours(library, list(dict.fromkeys(identified["actor"]))))
    return ArticleView(
        article, of_quotes(quotes, choices(library).names), len(mentions), mentions["actor"].nunique(),
        tone(article, sentences, quotes),
        tuple((actor, name, n) for (actor, name), n in said.items()),
        tuple(zip(others["actor"], others["actor_name"], strict=True)), classes,
        _body(article, sentences, quotes, mentions, classes, words),
    )  # fmt: skip


def tone(article: Any, sentences: pd.DataFrame, quotes: pd.DataFrame) -> ArticleTone:
    """Return the tone of the article's sentences, headline and all, of its quoted words and of its unquoted words."""
    from analytics.sentiment import article_tone  # loads VADER

    title = "" if pd.isna(article.title) else f"{article.title}\n\n"
    row: Any
    spans = []
    for row in sentences.itertuples():
        by = 0 if row.in_title else len(title)
        spans.append((int(row.start) + by, int(row.end) + by))
    said = []
    for row in quotes.itertuples():
        by = 0 if row.in_title else len(title)
        said += [(int(a) + by, int(b) + by) for a, b in row.parts]
    return article_tone(title + article.text, sorted(spans), said)


def turn_to(article_id: str) -> None:
    """Go to another article."""
    st.query_params["article"] = article_id


def shades(order: Mapping[str, str]) -> dict[str, str]:
    """Return the CSS class of each speaker, in the colours of the charts; speakers beyond the four colours are grey."""
    return {actor: f"qb-c{SERIES.index(colour) + 1}" for actor, colour in order.items() if colour in SERIES}


def _body(
    article: Any, sentences: pd.DataFrame, quotes: pd.DataFrame, mentions: pd.DataFrame, classes: Mapping[str, str], words: str
) -> str:
    """Return the headline and the text as HTML. The speaker's name follows each quote; the hover text of a mention names its actor.

    The text's own headline is not shown again below the title, except where it has the marks, as in older libraries.
    """
    title, text = "" if pd.isna(article.title) else str(article.title), str(article.text)
    inside = _marks(quotes[quotes["in_title"]], mentions[mentions["in_title"]], classes) + found_marks(words, title)
    marks = _marks(quotes[~quotes["in_title"]], mentions[~mentions["in_title"]], classes) + found_marks(words, text)
    start, end = place_title(title, text).repeated if sentences["in_title"].any() else (0, 0)
    body = f'<h2 class="qb-opening">{marked(title, inside)}</h2>' if title else ""
    for a, b in paragraphs(text):
        for first, last in ((a, min(b, start)), (max(a, end), b)):
            body += f"<p>{marked(text, marks, first, last)}</p>" if text[first:last].strip() else ""
    return body


def _marks(quotes: pd.DataFrame, mentions: pd.DataFrame, classes: Mapping[str, str]) -> list[Mark]:
    marks: list[Mark] = []
    row: Any
    for row in quotes.itertuples():
        shade = "" if pd.isna(row.actor) else classes.get(row.actor, "")
        kind = " qb-indirect" if row.kind == "indirect" else ""
        name = UNIDENTIFIED if pd.isna(row.actor_name) else row.actor_name
        marks += [m for m in quote_marks(row, f"qb-q {shade}{kind}".strip(), name) if "qb-q" in m.classes]
    for row in mentions.itertuples():
        marks.append(Mark(int(row.start), int(row.end), "qb-m", UNIDENTIFIED if pd.isna(row.actor_name) else row.actor_name))
    return marks


def _name(actor: str, name: str) -> str:
    found = name_link(actor, name)
    return found.html() if isinstance(found, Link) else escape(found)


def show(shown: ArticleView) -> None:
    """Show the article, and above it the colours of quotes and the lines below text explained."""
    entries = [
        f'<span class="qb-q {shown.classes.get(actor, "")}">{_name(actor, name)}</span> {formats.plural(n, "quote")}'
        for actor, name, n in shown.speakers
    ]
    unnamed = len(shown.quotes.rows) - sum(n for _, _, n in shown.speakers)
    entries += [f'<span class="qb-q">{UNIDENTIFIED}</span> {formats.plural(unnamed, "quote")}'] if unnamed else []
    entries += [
        '<span class="qb-q qb-indirect">dashed line</span> indirect speech',
        '<span class="qb-m">dotted line</span> a mention',
    ]
    legend = "".join(f"<div>{entry}</div>" for entry in entries)
    also = formats.listed([_name(actor, name) for actor, name in shown.named])
    named = f'<p class="qb-shown">Named and not quoted: {also}.</p>' if also else ""
    st.html(f'<div class="qb"><div class="qb-legend">{legend}</div>{named}</div>')
    st.html(f'<div class="qb"><div class="qb-passage">{shown.body}</div></div>')
