"""Quotes drawn at random and marked by a person give a corpus its own error rates."""

import json
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.tasks import audit
from analytics.tasks.audit import Rate
from tests import press


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return press.made(tmp_path)


def test_audit_draws_the_same_quotes_and_of_each_kind_its_part(library: Library, tmp_path: Path) -> None:
    drawn = audit.draw(library, 3)
    other = tmp_path / "other"
    other.mkdir()
    assert audit.draw(press.made(other), 3) == drawn == audit.read(library)
    assert sorted(row.kind for row in drawn) in (["direct", "direct", "indirect"], ["direct", "indirect", "indirect"])
    more = audit.draw(library, 3)
    assert more[:3] == drawn
    assert len({(row.article_id, row.quote) for row in more}) == len(more) == 5
    assert [row.draw for row in more] == [1, 1, 1, 2, 2]
    assert audit.draw(library, 3) == more


def test_audit_keeps_marks_in_the_library(library: Library) -> None:
    one, two, *_ = audit.draw(library)
    audit.mark(library, one.article_id, one.quote, span_right=True, speaker_right=False)
    audit.mark(library, two.article_id, two.quote, span_right=False, speaker_right=None)
    with Library(library.path) as again:
        found = audit.read(again)
    assert [(row.span_right, row.speaker_right, row.done) for row in found[:3]] == [
        (True, False, True), (False, None, False), (None, None, False)
    ]  # fmt: skip
    assert [rate[:4] for rate in audit.rates(found)] == [("span", 2, 1, 0.5), ("speaker", 1, 1, 1.0), ("name", 1, 1, 1.0)]
    assert audit.table(found)["speaker_marked"].tolist()[:2] == ["wrong", None]
    with pytest.raises(ValueError, match="quote 7 of article 'x' was not drawn"):
        audit.mark(library, "x", 7, span_right=True, speaker_right=True)


def test_audit_leaves_out_quotes_that_are_no_longer_there(library: Library) -> None:
    rows = audit.draw(library)
    path = library.path / audit.FILE
    changed = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    changed[0]["text"] = "another"
    path.write_text("".join(json.dumps(row) + "\n" for row in changed), encoding="utf-8")
    assert audit.read(library) == rows[1:]


@pytest.mark.parametrize("line", ["{", "[]", '{"draw": 1}', '{"nope": 1}'])
def test_audit_names_the_row_that_it_cannot_read(library: Library, line: str) -> None:
    (library.path / audit.FILE).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"checked\.jsonl, row 1: found "):
        audit.read(library)


def test_audit_of_nothing(library: Library) -> None:
    assert audit.read(library) == []
    assert audit.rates([]) == [Rate(what, 0, 0, None, None, None) for what in ("span", "speaker", "name")]
    assert list(audit.table([]).columns)[-2:] == ["span_marked", "speaker_marked"]


@pytest.mark.parametrize(("hits", "n", "low", "high"), [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (10, 10, 0.7225, 1.0)])
def test_audit_intervals_are_wilsons(hits: int, n: int, low: float, high: float) -> None:
    assert audit.wilson(hits, n) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
