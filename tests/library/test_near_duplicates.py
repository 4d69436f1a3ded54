"""Reprints are found whatever an editor does to them, the earliest is the original, and a common footer makes no copies."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics.library import near_duplicates, print_store
from analytics.library.near_duplicates import find_copies, fingerprints
from analytics.loaders import load
from analytics.tasks import sample

WORDS = (
    "port ship crane storm quay fare strike union vote rope tide lamp bridge toll map fish salt rain clock ferry dock wage".split()
)


def story(seed: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs of 40 words of no sense."""
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=40)) for _ in range(paragraphs)]


def found(texts: dict[str, str], days: dict[str, int | None] | None = None) -> list[tuple[str, str]]:
    when = [None if (day := (days or {}).get(i, 1)) is None else datetime(2026, 3, day, tzinfo=UTC) for i in texts]
    published = pd.Series(when, dtype="datetime64[us, UTC]")
    copies = find_copies(
        pd.DataFrame({"article_id": list(texts), "published": published, "prints": list(map(fingerprints, texts.values()))})
    )
    return list(copies.itertuples(index=False, name=None))


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


ONE, OTHER = story(1), story(2)


@pytest.mark.parametrize(
    "reprint",
    [
        text(*ONE),
        text(*ONE).upper(),
        text("Another headline", *ONE),
        text(*ONE[:4]),
        text(*ONE[:2]),
        text(OTHER[0], *ONE[1:]),
        text(*ONE[:3], OTHER[0], *ONE[3:6]),
        text(OTHER[0], OTHER[1], *ONE[1:5]),
        re.sub(r"\bquay\b", "wharf", text(*ONE)),
    ],
)
def test_near_duplicates_survive_an_editor(reprint: str) -> None:
    assert found({"a": text(*ONE), "b": reprint, "c": text(*story(3))}) == [("b", "a")]


@pytest.mark.parametrize(
    "other",
    [text(*OTHER), text(*OTHER, ONE[0]), text(*OTHER[:4], *ONE[:2]), ONE[0][:60], "", "Port shut."],
)
def test_near_duplicates_are_not_made_by_a_borrowed_paragraph(other: str) -> None:
    assert found({"a": text(*ONE), "b": other}) == []


def test_near_duplicates_are_not_made_by_a_common_footer() -> None:
    footer = text(*story(99, 3))
    assert found({f"a{n:02d}": text(*story(n + 100, 2), footer) for n in range(30)}) == []


@pytest.mark.parametrize(
    "days, copies",
    [
        ({"a": 3, "b": 1, "c": 2}, [("a", "b"), ("c", "b")]),
        ({"a": None, "b": 2, "c": 2}, [("a", "b"), ("c", "b")]),
        ({"a": None, "b": None, "c": None}, [("b", "a"), ("c", "a")]),
    ],
)
def test_near_duplicates_point_to_the_earliest(days: dict[str, int | None], copies: list[tuple[str, str]]) -> None:
    same = text(*ONE)
    assert found({"a": same, "b": same, "c": same}, days) == copies
    assert found({"c": same, "b": same, "a": same}, days) == copies


def test_near_duplicates_of_copies_are_one_group() -> None:
    first, second, third = text(*ONE[:6]), text(*ONE[2:], OTHER[0]), text(*ONE[4:], OTHER[0], OTHER[1])
    assert found({"a": first, "b": second, "c": third}, {"a": 1, "b": 2, "c": 3}) == [("b", "a"), ("c", "a")]


def test_near_duplicates_in_the_sample_are_those_its_readme_lists() -> None:
    section = (sample.FOLDER / "README.md").read_text(encoding="utf-8").split("## Wire copies")[1].split("\n## ")[0]
    listed, original = set(), ""
    for indent, file in re.findall(r"^( *)- `(.+?)`", section, re.M):
        if indent:
            listed.add((file, original))
        else:
            original = file
    articles = load(sample.FOLDER).articles
    file = {
        i: Path(f).relative_to("sample").as_posix() for i, f in zip(articles["article_id"], articles["loaded_from"], strict=True)
    }
    prints = pd.Series(list(map(fingerprints, articles["text"])), dtype="object")
    assert {(file[a], file[b]) for a, b in find_copies(articles.assign(prints=prints)).itertuples(index=False, name=None)} == listed


def test_near_duplicates_are_the_same_from_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where fingerprints are sorted in ranges and pairs are added up in parts, with a footer that many texts share."""
    footer = story(99, 2)
    texts = {f"s{n}": text(*story(n, 5), *(footer if n % 2 else [])) for n in range(20)}
    texts |= {f"t{n}": text(*story(n, 5)[: 3 + n % 3], *story(200 + n, n % 2), *footer) for n in range(0, 20, 2)}
    in_memory = found(texts)
    assert len(in_memory) > 5
    monkeypatch.setattr(print_store, "_IN_MEMORY", 0)
    monkeypatch.setattr(near_duplicates, "_FEW_PAIRS", 1)
    assert found(texts) == in_memory
