"""Measures the choice of speakers by five-fold cross-validation: ``python -m analytics.actors.train.folds GOLD_DIR``.

All articles of an outlet are in one fold. Prints, by type of speaker and by kind of the speaker's words, how often the right name
is given, how often a name that is given is right, and how often the right actor is a candidate: first on marked quotes and names,
then on those that the engine finds. The engine was trained on these articles, so the second figures are a little high.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analytics.actors.asked import KIND_NAMES, plain_name
from analytics.actors.candidates import all_candidates
from analytics.actors.ranker import Ranker
from analytics.actors.speaker_rules import forbids
from analytics.actors.train.examples import Example
from analytics.actors.train.rows import rows_of
from analytics.actors.train.speakers import prepared, train, with_words

FOLDS = 5
_NAMED = ("person", "organisation", "country")


class FoldOutcome(NamedTuple):
    """A choice on a held-out article: of which quote, the answer, whether it is right, whether the right actor was a candidate."""

    example: Example
    number: int
    answer: int
    right: bool
    reachable: bool

    @property
    def type(self) -> str:
        """The marked type of the speaker."""
        return self.example.types[self.number] or ""

    @property
    def kind(self) -> str:
        """The kind of the speaker's words."""
        return KIND_NAMES[self.example.asked[self.number].kind]


def main(argv: Sequence[str] | None = None) -> int:
    """Train on four fifths, measure on the others, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five folds are measured")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(argv)
    found, nouns, vectors = prepared(options.gold)
    lexis = with_words(found, nouns, vectors)
    parts = split(found)
    marked = rows_of(found, lexis)
    outcomes = []
    for part in parts[: options.folds]:
        kept = marked._replace(weight=np.where(np.isin(marked.owner, part), 0, marked.weight))
        ranker = Ranker(train(found, lexis, kept, seed=options.seed), lexis)
        outcomes += [o for n in part for o in choices(ranker, found[n])]
    for title, of_engine in (("marked quotes and names", False), ("found quotes and names", True)):
        lines = [title, *table([o for o in outcomes if o.example.found == of_engine])]
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def split(found: Sequence[Example]) -> list[list[int]]:
    """Divide examples into five parts of about as many quotes, whole outlets in each; their numbers."""
    outlets: dict[str, list[int]] = {}
    for n, e in enumerate(found):
        outlets.setdefault(e.outlet, []).append(n)
    parts: list[list[int]] = [[] for _ in range(FOLDS)]
    sizes = [0] * FOLDS
    for group in sorted(outlets.values(), key=lambda group: -sum(len(found[n].asked) for n in group)):
        smallest = sizes.index(min(sizes))
        parts[smallest] += group
        sizes[smallest] += sum(len(found[n].asked) for n in group)
    return parts


def choices(ranker: Ranker, example: Example) -> Iterator[FoldOutcome]:
    """Choose the speakers of an article whose right answers are known."""
    scene, asked = example.scene, example.asked
    groups = all_candidates(scene, asked)
    chosen = ranker.choose(example.clues, asked, forbids(example.clues))
    for n, (q, group, choice, right) in enumerate(zip(asked, groups, chosen, example.right, strict=True)):
        if right is not None:
            mention = plain_name(scene, q)
            actors = {c.actor for c in group} if mention is None else {scene.mentions[mention].actor}
            yield FoldOutcome(example, n, choice.answer, choice.answer in right, bool(actors & right))


def table(outcomes: Sequence[FoldOutcome]) -> list[str]:
    """Lines: statements of named speakers, right names, precision, right candidates; unnamed ones, how many stay unnamed."""
    lines = [f"{'':24} {'named':>6} {'right':>6} {'precision':>9} {'candidate':>9} {'unnamed':>7} {'right':>6}"]
    keys = [("all", outcomes)]
    keys += [(t, [o for o in outcomes if o.type == t]) for t in _NAMED]
    kinds = Counter(o.kind for o in outcomes if o.type in _NAMED)
    keys += [(f"words: {k}", [o for o in outcomes if o.kind == k]) for k, _ in kinds.most_common()]
    groups = Counter(o.kind for o in outcomes if o.type in ("organisation", "country"))
    keys += [
        (f"organisations, words: {k}", [o for o in outcomes if o.kind == k and o.type in ("organisation", "country")])
        for k in groups
    ]
    for name, group in keys:
        # A marked name that no found actor bears is wrong whatever the answer.
        named = [o for o in group if o.type in _NAMED]
        silent = [o for o in group if o.type not in (*_NAMED, "group", "")]
        right = sum(o.right and o.answer >= 0 for o in named)
        given = sum(o.answer >= 0 for o in group if o.type != "group")
        still = sum(o.answer < 0 for o in silent)
        shares = (right, len(named)), (right, given), (sum(o.reachable for o in named), len(named))
        cells = [f"{a / b:.3f}" if b else "" for a, b in shares]
        last = f"{still / len(silent):.3f}" if silent else ""
        lines.append(f"{name:24} {len(named):6} {cells[0]:>6} {cells[1]:>9} {cells[2]:>9} {len(silent):7} {last:>6}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
