"""The evidence behind a row: its passage with marks, and the reasons for what the row says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries import search
from analytics.queries.rows import row_at
from dashboard.components import layout
from dashboard.components.marked_text import Mark, escape, marked, paragraphs
from dashboard.state import filters
from dashboard.state.library import ask_rows
from dashboard.text import formats

MOST_VALENCED = 25  # words of tone that are listed
_SIDED = "(from -1, badly, to +1, well; one label in three is wrong)"
UNIDENTIFIED = "not identified"
LONGEST = 4000  # characters of a passage; the article page shows longer ones


def passage(library: Library, row: Any) -> None:
    """Show the paragraphs of a quote with its parts, speaker and reporting verb marked."""
    marks = quote_marks(row, "qb-q qb-c1")
    _passage(_text(library, row), marks, f"{_where(row)}Quote: underlined. Speaker: framed. Reporting verb: italic.")
    link(row.article_id)


def quote(library: Library, article_id: str, number: int) -> None:
    """Show the passage of a quote, and how its parts, speaker and name were decided."""
    row = ask_rows(row_at, library, "quotes", article_id, number)
    if row is None:
        _gone()
        return
    left, right = layout.pair()
    with left:
        passage(library, row)
        layout.to_copy("citation", citation(row))
    with right:
        layout.details(_reasons(row))


def _reasons(row: Any) -> list[tuple[str, object]]:
    return [
        ("Speaker", name_link(row.actor, row.actor_name)),
        ("In the headline" if row.in_title else "In the text", _speaker_text(row)),
        ("How the name was resolved", row.why_name if not _none(row.why_name) else "not recorded"),
        ("Reporting verb", row.cue if not _none(row.cue) else "none"),
        ("Stance of that verb", row.stance if not _none(row.stance) else "none"),
        ("Kind", f"{row.kind}, {formats.plural(int(row.words), 'word')}"),
        ("Strength", row.kind if _none(row.strength) else row.strength),
        ("Role in the article", "not stated" if _none(row.role) else row.role),
        ("Gender", _gender(row)),
        *([("Described as", row.described_as)] if not _none(row.described_as) else []),
        *([("Speaks for", row.spoken_for)] if not _none(row.spoken_for) else []),
        ("Why this is a quote", row.rule),
        ("Confidence", f"{row.confidence:.2f} of 1"),
        ("Tone", formats.tone(row.tone)),
        ("Words that made the tone", valenced(row.text)),
        ("Article", article_line(row)),
    ]


def mention(library: Library, article_id: str, sentence: int, start: int, end: int) -> None:
    """Show the paragraph of a mention, and the actor it refers to."""
    from analytics.sentiment import score  # loads VADER, which a page without evidence does not need

    row = ask_rows(row_at, library, "mentions", article_id, sentence, start, end)
    if row is None:
        _gone()
        return
    text = _text(library, row)
    around = ask_rows(_sentence, library, str(row.article_id), int(row.sentence), text)
    left, right = layout.pair()
    with left:
        _passage(text, [Mark(int(row.start), int(row.end), "qb-speaker")], f"{_where(row)}Mention: framed.")
        link(row.article_id)
    with right:
        layout.details(
            [
                ("In the text", row.text),
                ("Actor", name_link(row.actor, row.actor_name)),
                ("Name in the article", row.name if not _none(row.name) else UNIDENTIFIED),
                ("Type", row.type),
                ("Estimated tone toward", f"{formats.tone(row.tone)} {_SIDED}" if not _none(row.tone) else "no estimate"),
                ("Tone of the sentence", formats.tone(score(around).compound)),
                ("Words that made that tone", valenced(around)),
                ("Where", f"{'in the headline, ' if row.in_title else ''}{_beside(row)}"),
                ("Article", article_line(row)),
            ]
        )


def name_link(actor: object, name: object) -> object:
    """Return an actor's name as a link to its page, or as text if there is no such page."""
    if _none(name):
        return UNIDENTIFIED
    address = filters.actor_address(actor)
    return layout.Link(str(name), address) if address else name


def quote_marks(row: Any, classes: str, after: str = "") -> list[Mark]:
    """Return the marks of a quote's parts, speaker and reporting verb; ``after`` is written after the last part."""
    parts = [(int(a), int(b)) for a, b in row.parts]
    title = f"{row.actor_name if not _none(row.actor_name) else UNIDENTIFIED} · {row.kind} · confidence {row.confidence:.2f}"
    marks = [Mark(a, b, classes, title, after if n == len(parts) - 1 else "") for n, (a, b) in enumerate(parts)]
    if not _none(row.speaker_start):
        marks.append(Mark(int(row.speaker_start), int(row.speaker_end), "qb-speaker"))
    if not _none(row.cue_start):
        marks.append(Mark(int(row.cue_start), int(row.cue_end), "qb-cue"))
    return marks


def valenced(text: str) -> str:
    """List the words that moved VADER's score of a text, each with its weight after the words around it have changed it.

    >>> valenced("It was not good, but the food was great.")
    'good -0.70, great +4.65'
    >>> valenced("The ship sails at noon.")
    "none in VADER's list"
    """
    from analytics.sentiment import valenced_words  # loads VADER

    found = [f"{text[a:b]} {formats.tone(weight)}" for a, b, weight in valenced_words(text)]
    more = f" and {formats.count(len(found) - MOST_VALENCED)} more" if len(found) > MOST_VALENCED else ""
    return (", ".join(found[:MOST_VALENCED]) + more) or "none in VADER's list"


def article_line(row: Any) -> str:
    """Join the title, outlet and date of the article, as far as they are known."""
    known = [row.title, row.outlet, None if _none(row.published) else formats.day(row.published)]
    return ", ".join(str(k) for k in known if not _none(k)) or "an article without title, outlet or date"


def _speaker_text(row: Any) -> str:
    where = "headline" if row.in_title else "text"
    return f"the {where} names no speaker" if _none(row.speaker_text) else str(row.speaker_text)


def _gender(row: Any) -> str:
    """Say which gender the quote's row gives the speaker, and what shows it."""
    if _none(row.gender):
        return "not shown"
    said = {"f": "a woman", "m": "a man"}[row.gender]
    return f"{said}, by the article's words" if row.gender_from == "article" else f"{said}, by the given name alone"


def citation(row: Any) -> str:
    """Write a citation on one line: quote, speaker, outlet, date and address.

    >>> from types import SimpleNamespace as Row
    >>> when = pd.Timestamp("2026-03-09", tz="UTC")
    >>> citation(Row(text="“We won.”", actor_name="Ada Quill", outlet="The Quay", published=when, title="A win", url=None))
    '“We won.” Ada Quill, in: “A win”, The Quay, 9 Mar 2026'
    """
    title = None if _none(row.title) else f"“{row.title}”"
    where = [title, row.outlet, None if _none(row.published) else formats.day(row.published), row.url]
    who = "Unidentified speaker" if _none(row.actor_name) else row.actor_name
    return " ".join(f"{row.text} {who}, in: {', '.join(str(w) for w in where if not _none(w)) or 'an unnamed article'}".split())


def link(article_id: str) -> None:
    """Show a link to the reader that keeps the filters.

    Streamlit itself carries along the parameters that are bound to a widget, so naming them here would double them.
    """
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key != "article" and key not in st.session_state}
    st.page_link("dashboard/pages/article.py", label="Read the whole article", query_params=kept | {"article": article_id})


def found_marks(words: str, text: str) -> list[Mark]:
    """Return marks on what matches a search in a text."""
    return [Mark(a, b, "qb-found", "matches the search") for a, b in search.places(words, text)]


def _passage(text: str, marks: list[Mark], legend: str) -> None:
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    found = found_marks(filters.chosen().filters.words, text)
    marks, legend = marks + found, f"{legend} Search matches: highlighted." if found else legend
    shown = [(a, b) for a, b in paragraphs(text) if a < last and b > first]
    body = "".join(f"<p>{marked(text, marks, a, b)}</p>" for a, b in shown)
    if shown and shown[-1][1] - shown[0][0] > LONGEST:
        body = f"<p>{marked(text, marks, shown[0][0], min(shown[0][0] + LONGEST, last))} …</p>"
    st.html(f'<div class="qb"><div class="qb-passage">{body}</div><p class="qb-sub">{escape(legend)}</p></div>')


def _gone() -> None:
    layout.nothing("This row is no longer there", "The library has changed. Reload the page.")


def _text(library: Library, row: Any) -> str:
    """Return the text in which a row's offsets count: the title or the text of its article."""
    return ask_rows(_text_of, library, "title" if row.in_title else "text", str(row.article_id))


def _text_of(library: Library, column: str, article_id: str) -> str:
    return str(library.query(f"SELECT {column} FROM articles WHERE article_id = ?", [article_id])[column][0])


def _where(row: Any) -> str:
    return "The article's headline. " if row.in_title else ""


def _beside(row: Any) -> str:
    return "outside quotes" if _none(row.quote) else f"inside quote {int(row.quote) + 1} of the article"


def _sentence(library: Library, article_id: str, number: int, text: str) -> str:
    found = library.query('SELECT start, "end" FROM sentences WHERE article_id = ? AND sentence = ?', [article_id, number])
    return "".join(text[a:b] for a, b in found.itertuples(index=False, name=None))


def _none(value: Any) -> bool:
    return value is None or (not isinstance(value, list) and bool(pd.isna(value)))
