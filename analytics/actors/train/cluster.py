"""Trains the comparisons of names: ``python -m analytics.actors.train.cluster GOLD_DIR`` writes ``clusters.json``.

In every marked article the names are compared with the actors so far as `analytics.actors.cluster` does, except that each then
joins its marked actor. Three logistic regressions learn which comparisons were of the same actor.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analytics.actors.cluster import candidates, enter, full_forms
from analytics.actors.clusters import Cluster, NameSpan
from analytics.actors.comparisons import FEATURES, PATH, full_rows, group_row, lone_rows
from analytics.actors.finder import find_spans
from analytics.actors.names import names_of
from analytics.actors.people import bare, gender_of, given_name, titles_before
from analytics.actors.spans import Span
from analytics.actors.train.gold import occurrences, read_rows
from analytics.text import Document, read

SETS = ("news_train", "polnear_train")
PULL = 0.3  # towards zero
Comparison = tuple[str, list[float], bool]
NamedArticle = tuple[Document, list[NameSpan], list[int]]


def main(argv: Sequence[str] | None = None) -> int:
    """Train and write the weights beside this package's code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(argv)
    found = train([article for name in SETS for article in marked_names(options.gold, name)])
    options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def train(named: Iterable[NamedArticle]) -> dict[str, dict[str, float]]:
    """Fit the weights by kind and name of feature; prints how many comparisons of held-out fifths come out right."""
    articles = [list(comparisons(*article)) for article in named]
    found: dict[str, dict[str, float]] = {}
    for kind, names in FEATURES.items():
        rows, same = _arrays(articles, kind)
        groups = np.repeat(np.arange(len(articles)), [sum(c[0] == kind for c in a) for a in articles]) % 5
        right = sum(
            int((((rows[groups == k] @ fit(rows[groups != k], same[groups != k])) > 0) == same[groups == k]).sum())
            for k in range(5)
        )
        sys.stderr.write(
            f"{kind}: {len(rows)} comparisons, {same.mean():.2f} the same, right {right / len(rows):.4f} in five folds\n"
        )
        found[kind] = dict(zip(names, fit(rows, same).round(3).tolist(), strict=True))
    return found


def _arrays(articles: list[list[Comparison]], kind: str) -> tuple[np.ndarray, np.ndarray]:
    chosen = [c for article in articles for c in article if c[0] == kind]
    return np.array([c[1] for c in chosen]), np.array([c[2] for c in chosen])


def marked_names(folder: Path, name: str) -> Iterator[NamedArticle]:
    """Find the names in the marked articles of a set."""
    texts = {row["id"]: row["text"] for row in read_rows(folder / f"{name}.jsonl")}
    for row in read_rows(folder / f"{name}_names.jsonl"):
        document = read(texts[row["id"]])
        yield named_article(document, row["actors"], find_spans(document))


def named_article(document: Document, actors: list[dict[str, Any]], spans: list[Span]) -> NamedArticle:
    """The names among the finder's spans, with the number of the marked actor of each; names without one are left out."""
    owner: dict[int, int] = {}
    for number, actor in enumerate(actors):
        for start, end, _ in occurrences(document.text, [actor]):
            owner.update(dict.fromkeys(range(start, end), number))
    names, numbers = [], []
    for one in names_of(document, spans):
        votes = Counter(owner[c] for c in range(*document.span(one.first, one.past)) if c in owner)
        if votes:
            names.append(one)
            numbers.append(votes.most_common(1)[0][0])
    return document, names, numbers


class _KnownActors:
    """The marked actors of an article so far, as clusters indexed by their words."""

    def __init__(self, document: Document, people: bool) -> None:
        self.document, self.people = document, people
        self.index: dict[str, list[Cluster]] = defaultdict(list)
        self.clusters: dict[int, Cluster] = {}
        self.number_of: dict[int, int] = {}

    def rivals(self, words: tuple[str, ...]) -> list[Cluster]:
        return candidates(self.index, words, short_for=not self.people)

    def join(self, mentions: Sequence[NameSpan], words: tuple[str, ...], actor: int) -> None:
        known = self.clusters.get(actor)
        if known is None:
            known = Cluster(mentions[0].kind, bare(words) if self.people else words, mentions[0].entry)
            known.gender = (1.0 if len(words) > 1 else 0.7) * gender_of(given_name(words)) if self.people else 0.0
            self.clusters[actor] = known
            self.number_of[id(known)] = actor
        if mentions[0].kind == known.kind:
            known.entry = known.entry or mentions[0].entry
        known.add(mentions, lambda first: titles_before(self.document, first))
        enter(self.index, words, known, short_for=not self.people)


def comparisons(document: Document, names: list[NameSpan], actors: list[int]) -> Iterator[Comparison]:
    """The comparisons in an article, and whether each is of the same actor."""
    actor_of = {(name.first, name.past): actor for name, actor in zip(names, actors, strict=True)}
    for people in (True, False):
        chosen = [name for name in names if (name.kind == "person") == people]
        known = _KnownActors(document, people)
        for words, mentions in full_forms(chosen, lone=not people):
            actor = Counter(actor_of[n.first, n.past] for n in mentions).most_common(1)[0][0]
            rivals = known.rivals(words)
            if people:
                kind, rows = "full", full_rows(words, rivals)
            else:
                kind, rows = "group", [group_row(document, words, mentions, rival, len(rivals)) for rival in rivals]
            for rival, row in zip(rivals, rows, strict=True):
                yield kind, row, known.number_of[id(rival)] == actor
            known.join(mentions, words, actor)
        for name in sorted(n for n in chosen if people and len(bare(n.words)) == 1):
            rivals = known.rivals(name.words)
            for rival, row in zip(rivals, lone_rows(document, name, rivals), strict=True):
                yield "lone", row, known.number_of[id(rival)] == actor_of[name.first, name.past]
            known.join([name], name.words, actor_of[name.first, name.past])


def fit(rows: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Fit the weights of a logistic regression by Newton's method, with a penalty."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (same - chance) - PULL * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + PULL * np.eye(rows.shape[1])
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


if __name__ == "__main__":
    sys.exit(main())
