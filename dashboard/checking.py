"""Check my corpus: drawn quotes one after the other, two questions each, and the error rates that the answers give."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.library import Library
from analytics.queries.rows import row_at
from analytics.tasks import audit
from analytics.tasks.audit import Checked, Rate
from dashboard import downloads, evidence, page, words

AT = "qb-check-at"  # number of the quote that is shown, where the reader has gone to one
SPAN, SPEAKER = "Are these words said by somebody, from the first to the last?", "Is this the right speaker?"
ANSWERS = {"Right": True, "Wrong": False}
WHAT = {
    "span": "Wrong words: no quote, or one that begins or ends elsewhere",
    "speaker": "Wrong speaker, or one left open that the article names",
    "name": "Wrong name, of those that were given one",
}


def show(library: Library) -> None:
    """The card of the Method page. Marks are kept in the library's folder with every answer."""
    try:
        rows = audit.read(library)
    except ValueError as error:
        page.notice(f"The marks cannot be read: {error}")
        return
    done = sum(row.done for row in rows)
    with page.card(
        "Check my corpus: how often is it wrong in these articles?",
        f"{words.count(audit.AT_A_TIME)} quotes, drawn at random, to mark. The marks are kept in {library.path / audit.FILE}.",
    ):
        if not rows:
            page.nothing("Nothing is drawn yet", "Mark fifty quotes right or wrong, and this library has error rates of its own.")
            with st.container(horizontal=True, horizontal_alignment="center"):
                st.button("Draw fifty quotes", on_click=_draw, args=(library,), type="primary", key="check-draw")
            return
        page.details([(WHAT[rate.what], told(rate)) for rate in audit.rates(rows)])
        left = next((n for n, row in enumerate(rows) if not row.done), None)
        at = st.session_state.get(AT, left)
        if at is None or at >= len(rows):
            page.notice(f"All {words.count(done)} are marked. Fifty more make the intervals narrower.")
        else:
            _question(library, rows, at, done)
        with st.container(horizontal=True, gap="small"):
            st.button("Draw fifty more", on_click=_draw, args=(library,), key="check-more", disabled=left is not None)
            downloads.rows(audit.table(rows), "checked-quotes", "Quotes and marks as CSV")
            downloads.rows(pd.DataFrame(audit.rates(rows)), "error-rates", "Error rates as CSV")


def told(rate: Rate) -> str:
    """An error rate in words.

    >>> told(Rate("span", 50, 5, 0.1, 0.0434, 0.2136)), told(Rate("name", 0, 0, None, None, None))
    ('5 of 50, 10% (95% interval 4.3% to 21%)', 'none marked yet')
    """
    if not rate.marked:
        return "none marked yet"
    interval = f"95% interval {words.share(rate.low)} to {words.share(rate.high)}"
    return f"{words.count(rate.wrong)} of {words.count(rate.marked)}, {words.share(rate.share)} ({interval})"


def _question(library: Library, rows: list[Checked], at: int, done: int) -> None:
    one = rows[at]
    st.progress(
        done / len(rows), text=f"{words.count(done)} of {words.count(len(rows))} marked. This is number {words.count(at + 1)}."
    )
    row = row_at(library, "quotes", one.article_id, one.quote)
    left, right = page.pair()
    with left:
        evidence.passage(library, row)
    with right:
        settled = not pd.isna(row.actor_name)
        page.details(
            [
                ("Quote", words.shorten(row.text, 300)),
                ("Speaker", row.actor_name if settled else "left open: right, if the article does not say who it is by name"),
                ("Article", evidence.article_line(row)),
            ]
        )
        keys = [f"check-{what}-{one.article_id}-{one.quote}" for what in ("span", "speaker")]
        given = (one.span_right, one.speaker_right)
        for label, key, answer in zip((SPAN, SPEAKER), keys, given, strict=True):
            before = next((name for name, value in ANSWERS.items() if value == answer), None)
            st.segmented_control(label, list(ANSWERS), key=key, default=before)
        with st.container(horizontal=True, gap="small"):
            st.button("Keep and go on", on_click=_keep, args=(library, rows, at, keys), type="primary", key="check-keep")
            st.button("Back", on_click=_go, args=(at - 1,), disabled=at == 0, key="check-back")
            st.button("Leave it for later", on_click=_go, args=(at + 1,), disabled=at + 1 >= len(rows), key="check-later")


def _keep(library: Library, rows: list[Checked], at: int, keys: list[str]) -> None:
    """Save what is answered; go on where both questions are."""
    span, speaker = (ANSWERS.get(st.session_state.get(key) or "") for key in keys)
    one = rows[at]._replace(span_right=span, speaker_right=speaker)
    audit.mark(library, one.article_id, one.quote, span_right=span, speaker_right=speaker)
    if one.done:
        later = [n for n, row in enumerate(rows) if not row.done and n != at]
        _go(next((n for n in later if n > at), later[0] if later else len(rows)))


def _draw(library: Library) -> None:
    audit.draw(library)
    st.session_state.pop(AT, None)


def _go(at: int) -> None:
    st.session_state[AT] = at
