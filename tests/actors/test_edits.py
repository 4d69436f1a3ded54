"""The file of edits and its CSV: what goes in comes out, and what is wrong is said with its row and column."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.actors.edits import CSV_COLUMNS, Edit, describe, new_ones, problem, read_csv, read_log, standing, write_lines
from analytics.queries.export import write_csv

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20).map(str.strip).filter(bool)
KIND = st.sampled_from(["person", "organisation", "country"])
MADE = st.one_of(
    st.builds(lambda a, k, t: Edit(0, "2026-03-03T10:00:00Z", "hand", "rename", a, k, to=t), TEXT, KIND, TEXT),
    st.builds(lambda a, k, t, q: Edit(0, "2026-03-03T10:00:00Z", "hand", "merge", a, k, to=t, to_type=q), TEXT, KIND, TEXT, KIND),
    st.builds(lambda a, k, n, w: Edit(0, "2026-03-03T10:00:00Z", "hand", "split", a, k, tuple(n), w),
              TEXT, KIND, st.lists(TEXT, min_size=1, max_size=3), st.none() | TEXT),
)  # fmt: skip


@given(st.lists(MADE, max_size=6))
def test_edits_file_gives_back_what_was_written(made: list[Edit]) -> None:
    log = read_log(write_lines(made), "edits.jsonl")
    assert log == [one._replace(edit=n) for n, one in enumerate(made, start=1)]
    assert all(describe(one) for one in log)


@given(st.lists(MADE, max_size=6))
def test_edits_csv_gives_back_what_was_written(made: list[Edit]) -> None:
    made = [one for one in made if not any(str(v).startswith("'") for v in one if v)]  # an apostrophe before a formula is the guard
    columns = (*CSV_COLUMNS, "at", "by")
    rows = [[list(v) if isinstance(v := getattr(one, name), tuple) else v for name in columns] for one in made]
    found = read_csv(write_csv(pd.DataFrame(rows, columns=list(columns), dtype="object")), "edits.csv")
    assert found == [one._replace(by="import") for one in made]
    assert new_ones(found, [one._replace(edit=n) for n, one in enumerate(made, start=1)]) == []


@pytest.mark.parametrize("text", ["=A", "+A", "-A", "@A", "＝A", "＋A", "－A", "＠A", "\u200b=A", "\ufeff=A", "\u202e@A", "\xad+A"])
def test_edits_csv_gives_back_names_that_look_like_formulas(text: str) -> None:
    edit = Edit(0, "", "import", "split", text, "person", (text,), text, text, text, text, "person")
    data = write_csv(pd.DataFrame([[getattr(edit, c) if c != "names" else [text] for c in CSV_COLUMNS]], columns=list(CSV_COLUMNS)))
    assert f",'{text}," in data.decode("utf-8-sig")
    assert read_csv(data, "edits.csv") == [edit]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "edits.jsonl, row 2: no edit (Expecting property name"),
        ("[]", "edits.jsonl, row 2: no edit ("),
        ('{"what": "praise"}', "edits.jsonl, row 2, column what: found 'praise'; expected rename, type, merge, split, alias, "),
        (
            '{"what": "hide", "actor": "A", "type": "dog"}',
            "row 2, column type: found 'dog'; expected person, organisation, country",
        ),
        ('{"what": "rename", "actor": "A", "type": "person"}', "row 2, column to: empty; rename needs actor, type, to"),
        ('{"what": "split", "actor": "A", "type": "person"}', "row 2, column names: empty, as are written, outlet and article"),
        ('{"what": "policy", "actor": "capitals", "to": "x"}', "row 2, column to: found 'x'; expected government or place"),
        ('{"what": "undo", "of": 7}', "row 2, column of: found 7; expected the row of an edit above"),
    ],
)
def test_edits_file_says_what_is_wrong(line: str, said: str) -> None:
    first = write_lines([Edit(0, "", "hand", "hide", "Sundays", "person")])
    with pytest.raises(ValueError) as error:
        read_log(first + line.encode(), "edits.jsonl")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what,actor\n", "edits.csv, row 1: no column type, names, written, outlet, article, to, to_type; expected what, actor, "),
        (",".join(CSV_COLUMNS) + "\nhide,A,dog,,,,,,\n", "edits.csv, row 2, column type: found 'dog'"),
        (",".join(CSV_COLUMNS) + "\nsplit,A,person,Quill,,,,,\n", "edits.csv, row 2, column names: Expecting value"),
        (",".join(CSV_COLUMNS) + "\nundo,,,,,,,,\n", "edits.csv, row 2, column of: empty"),
    ],
)
def test_edits_csv_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ValueError) as error:
        read_csv(text.encode(), "edits.csv")
    assert said in str(error.value)


def test_edits_problem_is_none_for_whole_ones() -> None:
    assert problem(Edit(1, "", "hand", "hide", "Sundays", "person")) is None
    log = [Edit(1, "", "hand", "hide", "A", "person"), Edit(2, "", "hand", "hide", "B", "person"),
           Edit(3, "", "hand", "undo", of=1), Edit(4, "", "hand", "redo", of=1), Edit(5, "", "hand", "undo", of=2)]  # fmt: skip
    assert [one.edit for one in standing(log)] == [1]
