"""Check my corpus: a random sample of quotes with two questions each, and the error rates that the answers give."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import permission
from analytics.library import Library
from analytics.queries.rows import row_at
from analytics.tasks import audit
from analytics.tasks.audit import Checked, Rate
from dashboard.components import downloads, evidence, layout
from dashboard.text import formats

AT = "qb-check-at"  # session key: index of the quote that is shown, if the user went to one
SPAN, SPEAKER = "Is this a quote, from its first word to its last?", "Is this the right speaker?"
ANSWERS = {"Right": True, "Wrong": False}
WHAT = {
    "span": "Wrong quote: not a quote, or one that begins or ends elsewhere",
    "speaker": "Wrong speaker, or an unidentified one that the article names",
    "name": "Wrong name, among quotes with an identified speaker",
}


def show(library: Library) -> None:
    """Show the card of the Method layout. Every answer is saved in the library's folder at once."""
    try:
        rows = audit.read(library)
    except ValueError as error:
        layout.notice(f"The saved answers cannot be read: {error}")
        return
    done = sum(row.done for row in rows)
    editing = permission.allowed()
    with layout.card(
        "Check my corpus: how often is Quoteboard wrong in these articles?",
        f"Mark {formats.count(audit.AT_A_TIME)} random quotes right or wrong. Answers are saved in {library.path / audit.FILE}."
        if editing
        else "Random quotes that editors have marked right or wrong.",
    ):
        if not rows and not editing:
            layout.nothing("No quotes have been checked yet", "Editors can mark quotes right or wrong here.")
            return
        if not rows:
            layout.nothing("No quotes to check yet", "Mark fifty quotes right or wrong to see the error rates of this library.")
            with st.container(horizontal=True, horizontal_alignment="center"):
                st.button("Draw fifty quotes", on_click=_draw, args=(library,), type="primary", key="check-draw")
            return
        layout.details([(WHAT[rate.what], rate_text(rate)) for rate in audit.rates(rows)])
        if not editing:
            _downloads(rows)
            return
        left = next((n for n, row in enumerate(rows) if not row.done), None)
        at = st.session_state.get(AT, left)
        if at is None or at >= len(rows):
            layout.notice(f"All {formats.count(done)} are marked. Fifty more will narrow the intervals.")
        else:
            _question(library, rows, at, done)
        with st.container(horizontal=True, gap="small"):
            st.button("Draw fifty more", on_click=_draw, args=(library,), key="check-more", disabled=left is not None)
            _downloads(rows)


def _downloads(rows: list[Checked]) -> None:
    downloads.rows(audit.table(rows), "checked-quotes", "Quotes and answers as CSV")
    downloads.rows(pd.DataFrame(audit.rates(rows)), "error-rates", "Error rates as CSV")


def rate_text(rate: Rate) -> str:
    """Write an error rate with its interval.

    >>> rate_text(Rate("span", 50, 5, 0.1, 0.0434, 0.2136)), rate_text(Rate("name", 0, 0, None, None, None))
    ('5 of 50, 10% (95% interval 4.3% to 21%)', 'none marked yet')
    """
    if not rate.marked:
        return "none marked yet"
    interval = f"95% interval {formats.share(rate.low)} to {formats.share(rate.high)}"
    return f"{formats.count(rate.wrong)} of {formats.count(rate.marked)}, {formats.share(rate.share)} ({interval})"


def _question(library: Library, rows: list[Checked], at: int, done: int) -> None:
    one = rows[at]
    st.progress(
        done / len(rows),
        text=f"{formats.count(done)} of {formats.count(len(rows))} marked. This is number {formats.count(at + 1)}.",
    )
    row = row_at(library, "quotes", one.article_id, one.quote)
    left, right = layout.pair()
    with left:
        evidence.passage(library, row)
    with right:
        identified = not pd.isna(row.actor_name)
        layout.details(
            [
                ("Quote", formats.shorten(row.text, 300)),
                ("Speaker", row.actor_name if identified else "not identified: right if the article does not name the speaker"),
                ("Article", evidence.article_line(row)),
            ]
        )
        keys = [f"check-{what}-{one.article_id}-{one.quote}" for what in ("span", "speaker")]
        given = (one.span_right, one.speaker_right)
        for label, key, answer in zip((SPAN, SPEAKER), keys, given, strict=True):
            before = next((name for name, value in ANSWERS.items() if value == answer), None)
            st.segmented_control(label, list(ANSWERS), key=key, default=before)
        with st.container(horizontal=True, gap="small"):
            st.button("Save and continue", on_click=_keep, args=(library, rows, at, keys), type="primary", key="check-keep")
            st.button("Back", on_click=_go, args=(at - 1,), disabled=at == 0, key="check-back")
            st.button("Skip for now", on_click=_go, args=(at + 1,), disabled=at + 1 >= len(rows), key="check-later")


def _keep(library: Library, rows: list[Checked], at: int, keys: list[str]) -> None:
    """Save the answers; go to the next quote if both questions are answered."""
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
