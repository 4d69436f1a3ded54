"""The article reader: text with quotes in their speakers' colours and mentions underlined, readable without any colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries import base
from analytics.queries.filters import Filters
from dashboard import words
from dashboard.charts import SERIES
from dashboard.evidence import found_marks, quote_marks
from dashboard.marking import Mark, escape, marked, paragraphs

if TYPE_CHECKING:
    from analytics.sentiment.tone import ArticleTone

UNNAMED = "no settled name"


class Place(NamedTuple):
    """Where an article stands among those under the filters, newest first: number from 1, how many, and its neighbours."""

    number: int
    total: int
    newer: str | None
    older: str | None


def place(library: Library, filters: Filters, article_id: str | None) -> tuple[str, Place] | None:
    """The article's place under the filters; of the newest, where no id is given; None where the filters leave it out."""
    rows, params = base.rows_of(library, "articles", filters)
    found = library.count(
        "WITH ordered AS (SELECT article_id, row_number() OVER newest AS number, count(*) OVER () AS total,"
        f" lag(article_id) OVER newest AS newer, lead(article_id) OVER newest AS older FROM ({rows})"
        " WINDOW newest AS (ORDER BY article)) SELECT * FROM ordered WHERE "
        + ("article_id = ?" if article_id is not None else "number = 1"),
        [*params, *([article_id] if article_id is not None else [])],
    )
    if found.empty:
        return None
    row = found.iloc[0]
    newer, older = (None if pd.isna(v) else str(v) for v in (row["newer"], row["older"]))
    return str(row["article_id"]), Place(int(row["number"]), int(row["total"]), newer, older)


def tone(article: Any, sentences: pd.DataFrame, quotes: pd.DataFrame) -> ArticleTone:
    """The tone of the article's sentences, and apart from each other of its quoted and its unquoted words."""
    from analytics.sentiment import article_tone  # brings VADER along

    spans = [(int(a), int(b)) for a, b in zip(sentences["start"], sentences["end"], strict=True)]
    return article_tone(article.text, spans, [(int(a), int(b)) for parts in quotes["parts"] for a, b in parts])


def turn_to(article_id: str) -> None:
    """Put another article into the address."""
    st.query_params["article"] = article_id


def shades(order: Mapping[str, str]) -> dict[str, str]:
    """The CSS class of each speaker, from the colours of the charts; speakers beyond the four colours stay grey."""
    return {actor: f"qb-c{SERIES.index(colour) + 1}" for actor, colour in order.items() if colour in SERIES}


def opens_with_title(article: Any) -> bool:
    """Whether the text's first line is the title, as in files of plain text."""
    return not pd.isna(article.title) and article.text.lstrip().split("\n", 1)[0].strip() == article.title.strip()


def show(article: Any, quotes: pd.DataFrame, mentions: pd.DataFrame, classes: Mapping[str, str]) -> None:
    """The whole text. The speaker's name follows each quote; a mention says on hover whom it stands for."""
    marks: list[Mark] = []
    for row in quotes.itertuples():
        shade = "" if pd.isna(row.actor) else classes.get(row.actor, "")
        kind = " qb-indirect" if row.kind == "indirect" else ""
        name = UNNAMED if pd.isna(row.actor_name) else row.actor_name
        marks += [m for m in quote_marks(row, f"qb-q {shade}{kind}".strip(), name) if "qb-q" in m.classes]
    for row in mentions.itertuples():
        marks.append(Mark(int(row.start), int(row.end), "qb-m", UNNAMED if pd.isna(row.actor_name) else row.actor_name))
    marks += found_marks(article.text)
    stretches = paragraphs(article.text)
    opening = stretches[:1] if opens_with_title(article) else []
    body = "".join(f'<h2 class="qb-opening">{marked(article.text, marks, a, b)}</h2>' for a, b in opening)
    body += "".join(f"<p>{marked(article.text, marks, a, b)}</p>" for a, b in stretches[len(opening) :])
    st.html(f'<div class="qb"><div class="qb-passage">{body}</div></div>')


def legend(quotes: pd.DataFrame, classes: Mapping[str, str]) -> None:
    """Whose quotes have which ground, and what the lines mean."""
    said = quotes[quotes["actor"].notna()].groupby(["actor", "actor_name"], sort=False).size()
    entries = [
        f'<span class="qb-q {classes.get(actor, "")}">{escape(name)}</span> {words.plural(int(n), "quote")}'
        for (actor, name), n in said.items()
    ]
    unnamed = int(quotes["actor"].isna().sum())
    entries += [f'<span class="qb-q">{UNNAMED}</span> {words.plural(unnamed, "quote")}'] if unnamed else []
    entries += [
        '<span class="qb-q qb-indirect">dashed line</span> indirect speech',
        '<span class="qb-m">dotted line</span> a mention',
    ]
    st.html('<div class="qb"><div class="qb-legend">' + "".join(f"<div>{entry}</div>" for entry in entries) + "</div></div>")
