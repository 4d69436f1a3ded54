"""The Actors page's controls: say who is who, see in words what that would change, make it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.actors.edits import GENERAL, POLICIES, TYPES, Edit
from analytics.library import Library
from analytics.queries.export import write_csv
from analytics.tasks import edit_actors
from dashboard import page, words
from dashboard.marking import escape

SAID, ROUND, AT = "qb-edited", "qb-edits", "qb-actor"  # what the last edit did; how many there were; whom it was about
KINDS = {
    "rename": "Call it otherwise",
    "merge": "It is the same as another",
    "split": "Part of it is somebody else",
    "alias": "Another name belongs to it",
    "type": "It is of another type",
    "hide": "It is no actor",
}
PARTS = {"names": "some names", "written": "what is written one way", "outlet": "what stands in one outlet",
         "article": "what stands in one article"}  # fmt: skip
OWN, NOBODY = "somebody of its own", "no actor"
LONGEST_NAME = 200
ORDER = (
    "Who goes before whom: aliases.csv in the library’s folder before all edits; a later edit before an earlier one; what is said "
    "of an article, an outlet or a wording before what is said of a name; any edit before what spelling and the directory say."
)


def said() -> None:
    """The line that says what the last edit did, or why there was none."""
    if st.session_state.get(SAID):
        page.notice(st.session_state.pop(SAID))


def fresh(name: str) -> str:
    """A key that changes with every edit, so that no widget keeps what it was about before."""
    return f"{name}-{st.session_state.get(ROUND, 0)}"


def controls(library: Library, actor: Any, labels: dict[str, str], names: pd.DataFrame, forms: pd.DataFrame) -> None:
    """What can be said of one actor; ``labels`` are the others' names for their ids."""
    what = st.selectbox("What should change", list(KINDS), format_func=KINDS.__getitem__, key=fresh("edit-what"))
    name, kind = edit_actors.reference(library, actor.actor)
    start = Edit(0, "", "hand", what, name, kind)
    others = [label for one, label in labels.items() if one != actor.actor]
    try:
        edit = _asked(library, start, names, forms, others, labels)
        effect = _effect(str(library.path), library.fingerprint(), library, edit) if edit else None
    except ValueError as error:
        page.notice(str(error))
        edit = effect = None
    _told(effect.words if effect else "Nothing chosen yet.")
    st.button("Make this edit", key="edit-make", on_click=_make, args=(library, edit), disabled=edit is None, type="primary")


def history(library: Library) -> None:
    """Every edit with the ways back and out: undo, redo, CSV."""
    rows = _history(str(library.path), library.fingerprint(), library)
    with page.card("Edits", "The newest first. None of them changes an article; each can be taken back."):
        if len(rows):
            shown = rows.assign(state=["stands" if stands else "taken back" for stands in rows["stands"]])
            event = st.dataframe(
                shown,
                hide_index=True,
                height=min(page.TABLE_HEIGHT, 38 + 36 * len(shown)),
                on_select="rerun",
                selection_mode="single-row",
                key=fresh("edits-table"),
                column_order=["edit", "at", "what", "state", "by", "note"],
                column_config={
                    "edit": st.column_config.NumberColumn("No.", width=50),
                    "at": st.column_config.TextColumn("When (UTC)", width=170),
                    "what": st.column_config.TextColumn("What it says", width=420),
                    "state": st.column_config.TextColumn("State", width=90),
                    "by": st.column_config.TextColumn("By", width=70),
                    "note": st.column_config.TextColumn("No effect at present, because", width=300),
                },
                placeholder="–",
                alt="Edits of actors",
            )
            picked = event.selection.rows if event else []
            one = rows.iloc[picked[0]] if picked and picked[0] < len(rows) else None
            with st.container(horizontal=True):
                st.button("Undo the last edit", key="undo-last", on_click=_turn, args=(library, "undo", ()),
                          disabled=not rows["stands"].any())  # fmt: skip
                st.button("Redo", key="redo-last", on_click=_turn, args=(library, "redo", ()), disabled=bool(rows["stands"].all()),
                          help="Make again what was undone last.")  # fmt: skip
                if one is not None:
                    turn = "undo" if one["stands"] else "redo"
                    st.button(f"{turn.capitalize()} the selected edit", key="turn-one", on_click=_turn,
                              args=(library, turn, (int(one["edit"]),)))  # fmt: skip
                st.download_button(
                    "Edits as CSV", data=lambda: write_csv(edit_actors.export_edits(library)), file_name="quoteboard-edits.csv",
                    mime="text/csv", key="csv-edits", on_click="ignore", help="Those that stand; another library can take them in.",
                )  # fmt: skip
        else:
            page.nothing(
                "No edit yet", "Choose an actor above and say what should change, or take in the edits of another library."
            )
        given = st.file_uploader("Take in edits from a CSV", type=["csv"], key=fresh("edits-file"))
        if given is not None:
            taking = (library, given.getvalue(), given.name)
            st.button("Make the edits of this file", key="edits-import", on_click=_take_in, args=taking)
        _told(ORDER)


def policy(library: Library) -> None:
    """What capitals and demonyms mean: all of them, or one."""
    rows = _policies(str(library.path), library.fingerprint(), library)
    with page.card(
        "Does “Moscow” mean a government?",
        "Capitals and peoples count for their country only where they act like one. Whoever wants them as places says so here.",
    ):
        st.dataframe(
            rows,
            hide_index=True,
            height=260,
            key=fresh("policy-table"),
            column_order=["word", "country", "policy", "mentions"],
            column_config={
                "word": st.column_config.TextColumn("Word", width=170),
                "country": st.column_config.TextColumn("Country", width=190),
                "policy": st.column_config.TextColumn("Means", width=110),
                "mentions": st.column_config.NumberColumn("Found as the country", format="localized", width=140),
            },
            alt="Capitals and demonyms, and what they mean",
        )
        left, right = page.pair()
        with left:
            what = st.selectbox("Which words", [*GENERAL, *rows["word"]], key=fresh("policy-word"), index=None,
                                format_func=_policy_label, placeholder="All of a kind, or one")  # fmt: skip
        with right:
            means = st.selectbox("What they mean", POLICIES, key=fresh("policy-means"), format_func=str.capitalize, index=1)
        edit = Edit(0, "", "hand", "policy", actor=what, to=means) if what else None
        _told(_effect(str(library.path), library.fingerprint(), library, edit).words if edit else "Nothing chosen yet.")
        st.button("Make this edit", key="policy-make", on_click=_make, args=(library, edit), disabled=edit is None)


def _asked(
    library: Library, start: Edit, names: pd.DataFrame, forms: pd.DataFrame, others: Sequence[str], labels: dict[str, str]
) -> Edit | None:
    """The edit that the widgets ask for; None as long as something is lacking."""
    if start.what == "hide":
        return start
    if start.what == "type":
        kinds = [kind for kind in TYPES if kind != start.type]
        return start._replace(to_type=st.selectbox("It is a", kinds, key=fresh("edit-type"), format_func=str.capitalize))
    if start.what == "rename":
        to = st.text_input("New name", key=fresh("edit-name"), max_chars=LONGEST_NAME).strip()
        return start._replace(to=to) if to else None
    if start.what == "alias":
        form = st.text_input("Name, as articles give it", key=fresh("edit-form"), max_chars=LONGEST_NAME).strip()
        own = start._replace(actor=None, type=None, to=start.actor, to_type=start.type)
        return own._replace(names=(form,)) if form else None
    if start.what == "merge":
        chosen = _whom("Who it is", others)
        return _to(library, start, chosen, labels) if chosen else None
    return _split(library, start, names, forms, others, labels)


def _split(
    library: Library, start: Edit, names: pd.DataFrame, forms: pd.DataFrame, others: Sequence[str], labels: dict[str, str]
) -> Edit | None:
    part = st.selectbox("Which part", list(PARTS), format_func=PARTS.__getitem__, key=fresh("edit-part"))
    found: Any
    if part == "names":
        found = tuple(st.multiselect("Names", names["name"].unique().tolist(), key=fresh("edit-names")))
    elif part == "written":
        found = st.selectbox("Written", forms["text"].tolist(), key=fresh("edit-written"), index=None)
    elif part == "outlet":
        outlets = library.query("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet")["outlet"]
        found = st.selectbox("Outlet", outlets.tolist(), key=fresh("edit-outlet"), index=None)
    else:
        found = st.text_input("Article, by its id (as the article page’s address has it)", key=fresh("edit-article")).strip()
    chosen = _whom("Who that is", [*([OWN] if part in ("names", "written") else []), NOBODY, *others])
    if not found or not chosen:
        return None
    edit = start._replace(**{part: found})
    if chosen == NOBODY:
        return edit
    if chosen == OWN:
        return edit._replace(to=found[0] if part == "names" else found, to_type=start.type)
    return _to(library, edit, chosen, labels)


def _whom(label: str, options: Sequence[str]) -> str | None:
    return st.selectbox(label, options, key=fresh("edit-to"), index=None, accept_new_options=True,
                        placeholder="Choose, or type a name or id")  # fmt: skip


def _to(library: Library, edit: Edit, chosen: str, labels: dict[str, str]) -> Edit:
    ids = [one for one, label in labels.items() if label == chosen]
    to, to_type = edit_actors.reference(library, ids[0]) if ids else edit_actors.actor_of(library, chosen)
    return edit._replace(to=to, to_type=to_type)


def _told(effect: str) -> None:
    """A line in small letters, such as what an edit would change."""
    st.html(f'<div class="qb"><p class="qb-sub" role="status">{escape(effect)}</p></div>')


def _policy_label(word: str) -> str:
    return {"capitals": "All capitals", "demonyms": "All peoples (“the Russians”, “the Russian government”)"}.get(word, word)


def _make(library: Library, edit: Edit) -> None:
    try:
        effect = edit_actors.preview(library, edit)
        [made] = edit_actors.make(library, [edit])
    except ValueError as error:
        _after(str(error))
        return
    about = (edit.to or edit.actor, edit.to_type or edit.type) if edit.what != "rename" else (edit.to, edit.type)
    if edit.what == "type":
        about = (edit.actor, edit.to_type)
    _after(f"Edit {made.edit} is made. {effect.words}", about)


def _turn(library: Library, turn: str, numbers: Sequence[int]) -> None:
    try:
        turned = edit_actors.undo(library, numbers) if turn == "undo" else edit_actors.redo(library, numbers)
    except ValueError as error:
        _after(str(error))
        return
    _after(f"Edit {', '.join(str(edit.of) for edit in turned)} is {'taken back' if turn == 'undo' else 'made again'}.")


def _take_in(library: Library, data: bytes, name: str) -> None:
    try:
        made = edit_actors.import_edits(library, data, name)
    except ValueError as error:
        _after(f"No edit was made. {error}")
        return
    _after(f"{words.plural(len(made), 'edit').capitalize()} made from {name}.")


def _after(text: str, about: object = None) -> None:
    st.session_state[SAID] = text
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    if about:
        st.session_state[AT] = about


@st.cache_data(max_entries=50, show_spinner="Counting what that would change")
def _effect(path: str, fingerprint: str, _library: Library, edit: Edit) -> edit_actors.Effect:
    return edit_actors.preview(_library, edit)


@st.cache_data(max_entries=8, show_spinner=False)
def _history(path: str, fingerprint: str, _library: Library) -> pd.DataFrame:
    return edit_actors.history(_library)


@st.cache_data(max_entries=8, show_spinner=False)
def _policies(path: str, fingerprint: str, _library: Library) -> pd.DataFrame:
    return edit_actors.policies(_library)
