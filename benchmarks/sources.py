"""How often the groups of the Sources page are wrong: gender, role class and type of organisation, on gold articles.

    python -m benchmarks.sources GOLD.jsonl GOLD_names.jsonl [--scorer FILE]

GOLD and GOLD_names are those of `benchmarks.names`. Counted are the marked quotes that are found. For each group: of the quotes
whose marked speaker has a group, how many get one (shown) and how many of those the right one (right); and the share of the
first class (women, officials, governments) by the marks and as the page would give it. A marked role or organisation goes
through the same table of words as a found one, so a role that no table has counts as right where both are "other".
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from analytics.pipeline import analyse
from analytics.queries import source_groups
from analytics.queries.source_groups import UNKNOWN
from analytics.tables import Article, frame
from benchmarks.names import load_scorer, read_lines


class GroupScore(NamedTuple):
    """How many marked speakers have a group, get one, get the right one; and the share of the first class, marked and found."""

    known: int
    shown: int
    right: int
    share_marked: float
    share_found: float


Pair = tuple[str, str]
"""The group of a speaker as marked, and as found."""

GROUPS: dict[str, tuple[str, Callable[[dict[str, Any], Any], Pair]]] = {
    "gender": ("women", lambda s, q: (source_groups.gender(s["gender"]), source_groups.gender(_gender(q)))),
    "role": (
        "official",
        lambda s, q: (source_groups.role_class(s["role"]), source_groups.role_class(_text(q.role) or _text(q.described_as))),
    ),
    "organisation": ("government", lambda s, q: (_organisation(s), source_groups.organisation_type(_spoken(q)))),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per group."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description="How often the groups of sources are wrong.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--scorer", type=Path, help="score_names.py beside the gold unless given")
    chosen = parser.parse_args(arguments)
    scorer = load_scorer(chosen.scorer or chosen.gold.with_name("score_names.py"))
    pairs = compared(scorer, read_lines(chosen.gold), read_lines(chosen.names))
    print(f"{'':<14}{'known':>7}{'shown':>8}{'right':>8}   share of the first class: marked, found")
    for name, (first, _) in GROUPS.items():
        one = scored(pairs[name], first)
        shown, right = one.shown / max(one.known, 1), one.right / max(one.shown, 1)
        print(f"{name:<14}{one.known:>7}{shown:>8.2f}{right:>8.2f}   {first}: {one.share_marked:.2f}, {one.share_found:.2f}")


def compared(scorer: ModuleType, gold: list[dict[str, Any]], names: list[dict[str, Any]]) -> dict[str, list[Pair]]:
    """Return the groups of each marked quote that is found, as marked and as found."""
    speakers = {row["id"]: row["speakers"] for row in names}
    rows = [row for row in gold if row["id"] in speakers]
    articles = [
        Article(
            row["id"], None, row["text"], None, None, None, None, "en", len(row["text"].split()), None, None, None, "gold", None
        )
        for row in rows
    ]
    quotes = analyse(frame("articles", articles)).quotes
    pairs: dict[str, list[Pair]] = {name: [] for name in GROUPS}
    for row in rows:
        found = list(quotes[quotes["article_id"] == row["id"]].itertuples(index=False))
        marked = [scorer.words(row["text"], one["content"]) for one in row["attributions"]]
        matched = scorer.match(marked, [scorer.words(row["text"], list(q.parts)) for q in found], 0.3)
        for speaker in speakers[row["id"]]:
            if speaker["i"] in matched:
                for name, (_, group) in GROUPS.items():
                    pairs[name].append(group(speaker, found[matched[speaker["i"]]]))
    return pairs


def scored(pairs: list[Pair], first: str) -> GroupScore:
    """Score the pairs of a group; ``first`` is the class whose share is compared.

    >>> scored([("women", "women"), ("men", "women"), ("men", "not shown"), ("not shown", "men")], "women")
    GroupScore(known=3, shown=2, right=1, share_marked=0.3333333333333333, share_found=0.6666666666666666)
    """
    known = [pair for pair in pairs if pair[0] != UNKNOWN]
    shown = [pair for pair in known if pair[1] != UNKNOWN]
    found = [pair[1] for pair in pairs if pair[1] != UNKNOWN]
    return GroupScore(
        len(known), len(shown), sum(a == b for a, b in shown),
        sum(a == first for a, _ in known) / max(len(known), 1), found.count(first) / max(len(found), 1),
    )  # fmt: skip


def _organisation(speaker: dict[str, Any]) -> str:
    return source_groups.organisation_type(speaker["name"] if speaker["type"] == "organisation" else None)


def _spoken(quote: Any) -> str | None:
    return _text(quote.name) if quote.speaker_type == "organisation" else _text(quote.spoken_for)


def _gender(quote: Any) -> str | None:
    return _text(quote.gender) if quote.gender_from == "article" else None


def _text(value: object) -> str | None:
    return None if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
