"""Edits over the names of a library: each does what it says, in any order, and leaves no trace when it is undone."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.actors import link_names
from analytics.actors.edits import Edit, standing
from analytics.actors.known import Known
from analytics.actors.link import join_names

NAMES = [
    ("Ada Quill", "person", 9), ("Ada B. Quill", "person", 2), ("Quill", "person", 3), ("Bram Ode", "person", 7),
    ("B. Ode", "person", 1), ("Sundays", "person", 1), ("Quay Bank", "organisation", 4), ("The Quay Bank", "organisation", 1),
    ("Russia", "country", 6), ("Tolva", "country", 2), ("Tolva", "person", 1),
]  # fmt: skip
FRAME = pd.DataFrame(NAMES, columns=["name", "type", "count"])
ADA, BRAM, BANK = ("Ada Quill", "person"), ("Bram Ode", "person"), ("Quay Bank", "organisation")


Pair = tuple[str | None, str | None]


def edit(number: int, what: str, actor: Pair | None = None, to: Pair = (None, None), **rest: object) -> Edit:
    who = {"actor": actor[0], "type": actor[1]} if actor else {}
    return Edit(number, "", "hand", what, to=to[0], to_type=to[1], **who, **rest)


def actors(*edits: Edit, aliases: pd.DataFrame | None = None) -> dict[str, list[str]]:
    found = link_names(FRAME, aliases, edits).actors
    return {f"{row.name}/{row.type}": row.forms for row in found.itertuples(index=False)}


def moved(*edits: Edit) -> list[tuple[object, ...]]:
    rows = link_names(FRAME, None, edits).moved.itertuples(index=False, name=None)
    return [tuple(None if v is None or v != v else v for v in row) for row in rows]


PLAIN = actors()


@pytest.mark.parametrize(
    ("edits", "gone", "come"),
    [
        ([edit(1, "rename", ADA, ("Ada Quill-Lund", None))],
         ["Ada Quill/person"], {"Ada Quill-Lund/person": ["Ada B. Quill", "Ada Quill", "Ada Quill-Lund", "Quill"]}),
        ([edit(1, "merge", ADA, BRAM)],
         ["Ada Quill/person"], {"Bram Ode/person": ["Ada B. Quill", "Ada Quill", "B. Ode", "Bram Ode", "Quill"]}),
        ([edit(1, "type", BANK, (None, "person"))],
         ["Quay Bank/organisation"], {"Quay Bank/person": ["Quay Bank", "The Quay Bank"]}),
        ([edit(1, "hide", ("Sundays", "person"))], ["Sundays/person"], {}),
        ([edit(1, "alias", None, BANK, names=("sundays",))],
         ["Sundays/person"], {"Quay Bank/organisation": ["Quay Bank", "Sundays", "The Quay Bank"]}),
        ([edit(1, "split", ADA, ("Quill", "person"), names=("Quill",))],
         [], {"Ada Quill/person": ["Ada B. Quill", "Ada Quill"], "Quill/person": ["Quill"]}),
        ([edit(1, "split", ADA, BRAM, names=("Quill",))],
         [], {"Ada Quill/person": ["Ada B. Quill", "Ada Quill"], "Bram Ode/person": ["B. Ode", "Bram Ode", "Quill"]}),
        ([edit(1, "split", ADA, names=("Quill",))], [], {"Ada Quill/person": ["Ada B. Quill", "Ada Quill"]}),
        ([edit(1, "merge", ("Nobody Known", "person"), BRAM)], [], {}),
        ([edit(1, "split", ADA, BRAM, outlet="The Quay")], [], {}),
    ],
)  # fmt: skip
def test_known_edit_does_what_it_says(edits: list[Edit], gone: list[str], come: dict[str, list[str]]) -> None:
    assert actors(*edits) == {name: forms for name, forms in PLAIN.items() if name not in gone} | come


def test_known_merge_then_split_gives_back() -> None:
    back = edit(2, "split", BRAM, ADA, names=("Ada Quill", "Ada B. Quill", "Quill"))
    found, plain = link_names(FRAME, None, [edit(1, "merge", ADA, BRAM), back]), link_names(FRAME)
    for name in ("actors", "names", "moved"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(plain, name))


def test_known_later_edit_means_what_the_earlier_left() -> None:
    chain = [
        edit(1, "rename", ADA, ("The Keeper", None)),
        edit(2, "merge", ("The Keeper", "person"), BRAM),
        edit(3, "type", BRAM, (None, "organisation")),
        edit(4, "split", ("Bram Ode", "organisation"), outlet="The Quay", names=("Quill",)),
    ]
    assert actors(*chain)["Bram Ode/organisation"] == ["Ada B. Quill", "Ada Quill", "B. Ode", "Bram Ode", "Quill"]
    assert moved(*chain) == [("Quill", "person", None, "The Quay", None, None, None, 4)]


def test_known_rows_go_where_the_target_has_gone() -> None:
    sent = edit(1, "split", ADA, BRAM, names=("Quill",), outlet="The Quay", written="Quill")
    row = ("Quill", "person", "Quill", "The Quay", None)
    assert moved(sent) == [(*row, "Bram Ode", "person", 1)]
    assert moved(sent, edit(2, "merge", BRAM, BANK)) == [(*row, "Quay Bank", "organisation", 1)]
    assert moved(sent, edit(2, "hide", BRAM))[0] == (*row, None, None, 1)
    new = edit(1, "split", ADA, ("Ada Quill the Younger", "person"), article="a1")
    names = link_names(FRAME, None, [new]).names
    assert ("Ada Quill the Younger", "person", "ada-quill-the-younger") in list(names.itertuples(index=False, name=None))
    assert {m[5] for m in moved(new)} == {"Ada Quill the Younger"}


def test_known_rows_sent_to_a_name_that_another_holds_count_for_the_new_actor() -> None:
    both = [edit(1, "merge", BRAM, ADA), edit(2, "split", ADA, BRAM, article="a1", names=("Quill",))]
    assert moved(*both) == [("Quill", "person", None, None, "a1", "Bram Ode (by hand)", "person", 2)]
    assert {"Bram Ode/person": ["Bram Ode"]}.items() <= actors(*both).items()


def test_known_aliases_go_before_edits() -> None:
    aliases = pd.DataFrame([("Ada Quill", "Quill", "person")], columns=["name", "alias", "type"])
    known = Known(join_names(FRAME), aliases)
    edits = [edit(1, "merge", ADA, BRAM), edit(2, "hide", ADA), edit(3, "rename", ADA, ("X", None)),
             edit(4, "split", ADA, BRAM, names=("Quill",)), edit(5, "alias", None, BRAM, names=("Quill",)),
             edit(6, "split", ADA, BRAM, names=("Ada B. Quill",))]  # fmt: skip
    outcome = known.apply(edits).outcome
    assert [outcome[n] for n in range(1, 6)] == ["aliases.csv has Ada Quill and overrides edits"] * 5
    assert outcome[6] == ""
    assert actors(*edits, aliases=aliases) == PLAIN | {
        "Ada Quill/person": ["Ada Quill", "Quill"], "Bram Ode/person": ["Ada B. Quill", "B. Ode", "Bram Ode"],
    }  # fmt: skip


def test_known_policy_is_of_all_or_of_one_word() -> None:
    def forms(*edits: Edit) -> set[object]:
        return {row[2] for row in moved(*edits) if row[5] is None}

    def policy(number: int, word: str, means: str) -> Edit:
        return Edit(number, "", "hand", "policy", actor=word, to=means)

    every = forms(policy(1, "capitals", "place"))
    assert {"Moscow", "the Moscow", "Moscow government"} <= every
    assert "Russian government" not in every and "Russia" not in every
    assert forms(policy(1, "capitals", "place"), policy(2, "Moscow", "government")) & {"Moscow"} == set()
    assert "Moscow" in forms(policy(1, "Moscow", "place"))
    assert "Russian government" in forms(policy(1, "demonyms", "place"))
    own = edit(2, "split", ("Russia", "country"), ("Moscow", "country"), written="Moscow")
    sent = [row for row in moved(policy(1, "capitals", "place"), own) if row[2] == "Moscow"]
    assert sent == [("Russia", "country", "Moscow", None, None, "Moscow", "country", 2)]


KEYS = [(name, kind) for name, kind, _ in NAMES] + [("Nobody Known", "person"), ("Newcomer", "organisation")]
KEY, OPTIONAL = st.sampled_from(KEYS), st.sampled_from([None, "here"])
EDITS = st.one_of(
    st.builds(lambda a, b: edit(0, "rename", a, (b[0] + " II", None)), KEY, KEY),
    st.builds(lambda a, b: edit(0, "merge", a, b), KEY, KEY),
    st.builds(lambda a, b: edit(0, "type", a, (None, b[1])), KEY, KEY),
    st.builds(lambda a: edit(0, "hide", a), KEY),
    st.builds(lambda a, b: edit(0, "alias", None, a, names=(b[0],)), KEY, KEY),
    st.builds(lambda a, b, n, w, o: edit(0, "split", a, b, names=(n[0],), written=w, outlet=o), KEY, KEY, KEY, OPTIONAL, OPTIONAL),
    st.builds(lambda a, n: edit(0, "split", a, names=(n[0],)), KEY, KEY),
    st.builds(lambda w, m: Edit(0, "", "hand", "policy", actor=w, to=m), st.sampled_from(["capitals", "Moscow"]),
              st.sampled_from(["place", "government"])),
)  # fmt: skip


@given(st.lists(EDITS, max_size=12), st.randoms())
@settings(max_examples=150, deadline=None)
def test_known_any_edits_leave_whole_tables_and_undone_leave_no_trace(made: list[Edit], rng) -> None:
    log = [one._replace(edit=n) for n, one in enumerate(made, start=1)]
    linked = link_names(FRAME, None, standing(log))
    actors, names, sent = linked.actors, linked.names, linked.moved
    assert actors["actor"].is_unique
    assert not names.duplicated(["name", "type"]).any()
    assert set(names["actor"]) <= set(actors["actor"])
    known = set(names[["name", "type"]].itertuples(index=False, name=None))
    hidden = {(r.name, r.type) for r in sent.itertuples(index=False) if not (r.written or r.outlet or r.article_id)}
    assert {(n, k) for n, k, _ in NAMES} <= known | hidden
    assert {(r.to_name, r.to_type) for r in sent.itertuples(index=False) if r.to_name} <= known
    assert not sent.duplicated(["name", "type", "written", "outlet", "article_id"]).any()
    order = list(range(1, len(log) + 1))
    rng.shuffle(order)
    undone = [*log, *(Edit(len(log) + n, "", "hand", "undo", of=of) for n, of in enumerate(order, start=1))]
    again, plain = link_names(FRAME, None, standing(undone)), link_names(FRAME)
    for name in ("actors", "names", "moved"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(plain, name))
