"""Learn whom "he" and "she" mean: ``python -m analytics.actors.train.pronouns GOLD_DIR``.

GOLD_DIR holds polnear_train.jsonl (articles with marked speakers) and polnear_train_silver.jsonl (automatic coreference
chains). Where a marked speaker is "he" or "she" and its chain names one person, that person is the answer; a conditional
logit over the people in reach is fitted, drawn towards PRIOR. The same input gives the
same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analytics.actors import pronouns as choice
from analytics.actors.article import Article, Speech
from analytics.actors.mentions import find_mentions, token_range
from analytics.actors.people import Actor
from analytics.actors.phrases import by_name, by_role, is_pronoun
from analytics.actors.pronouns import FEATURES, GENDER, PATH, Row, candidates
from analytics.text import read

PULL = 150.0  # strength of the pull towards the prior weights

# What a person would guess; FEATURES says what each is.
PRIOR = np.array(
    [
        float(w)
        for w in "1.6 1.2 .4 -.3 -1.2 .6 -.4 -.4 1.3 .6 .2 .5 .2 .3 .8 -4 0 .8 .2 .4 -1.5 -.6 .3 .1 .2 .5 .3 .5 .3 -.5".split()
    ]
)


class _Quote(NamedTuple):
    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None


Instance = tuple[Row, int]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the weights beside this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(argv)
    rows = [json.loads(line) for line in (options.gold / "polnear_train.jsonl").read_text("utf-8").splitlines()]
    silver = [json.loads(line) for line in (options.gold / "polnear_train_silver.jsonl").read_text("utf-8").splitlines()]
    choice.learned = lambda: PRIOR  # type: ignore[assignment]  # what was learned before has no say in what is learned now
    chains = {r["id"]: r["coreference"] for r in silver}
    found = [i for row in rows if row["id"] in chains for i in instances(row, chains[row["id"]])]
    held, kept = found[::5], [i for k, i in enumerate(found) if k % 5]
    fifth = fit(kept, PRIOR)
    sys.stderr.write(f"{len(found)} pronouns; right on a fifth: prior {share(held, PRIOR):.3f}, learned {share(held, fifth):.3f}\n")
    weights = fit(found, PRIOR)
    options.out.write_text(
        json.dumps(dict(zip(FEATURES, weights.round(3).tolist(), strict=True)), indent=1) + "\n", encoding="utf-8"
    )
    return 0


def instances(row: dict[str, Any], chains: list[list[list[int]]]) -> list[Instance]:
    """The pronouns among an article's speakers whose chain names a person in reach: features of those in reach, and which it is."""
    document = read(row["text"])
    quotes = [
        _Quote([(a, b) for a, b in q["content"]], (q["source"][0][0], q["source"][-1][1]) if q["source"] else None)
        for q in row["attributions"]
    ]
    article = Article.of(document, find_mentions(document, quotes))  # type: ignore[arg-type]
    chain_at = {tuple(span): n for n, chain in enumerate(chains) for span in chain}
    answers = [_person_of(article, chain) for chain in chains]
    found: list[Instance] = []
    speech = Speech()
    for quote in sorted((q for q in quotes if q.speaker), key=lambda q: min(q.parts[0][0], q.speaker[0] if q.speaker else 0)):
        assert quote.speaker
        i, j = token_range(document, *quote.speaker)
        if i >= j:
            continue
        here = article.between(i, j)
        if not here and is_pronoun(document, i, j):
            number = chain_at.get((document.starts[i], document.ends[i]))
            answer = answers[number] if number is not None else None
            word = document.lower[i]
            if word in GENDER and answer is not None:
                content = tuple(token_range(document, a, b) for a, b in quote.parts)
                people, features = candidates(document, i, GENDER[word], article.scene(speech, content))
                fitting = [k for k, p in enumerate(people) if p.gender * GENDER[word] >= -0.2]
                if len(fitting) > 1 and answer in [people[k] for k in fitting]:
                    found.append((features[fitting], [people[k] for k in fitting].index(answer)))
                speech = speech._replace(before_last=speech.last, last=answer, last_at=i, last_was_pronoun=True)
            continue
        said = by_name(article, speech, i, j, here) if here else by_role(article, speech, i, j)
        speech = speech.after(article, said, i)
    return found


def _person_of(article: Article, chain: list[list[int]]) -> Actor | None:
    """The person whose mentions a chain holds most."""
    votes: Counter[int] = Counter()
    people = {id(p): p for p in article.people}
    starts, ends = article.document.starts, article.document.ends
    for start, end in chain:
        k = bisect_left(article.of_people, bisect_left(starts, start), key=lambda m: m[0])
        while k < len(article.of_people) and starts[article.of_people[k][0]] < end:
            first, past, person = article.of_people[k]
            if ends[past - 1] == end or (starts[first] == start and ends[past - 1] <= end):
                votes[id(person)] += 1
            k += 1
    return people[votes.most_common(1)[0][0]] if votes else None


def fit(data: list[Instance], prior: Row) -> Row:
    """Weights of a conditional logit by gradient steps, drawn to the prior."""
    weights = prior.copy()
    for step in range(300):
        slope = -PULL * (weights - prior)
        for rows, right in data:
            scores = rows @ weights
            chance = np.exp(scores - scores.max())
            slope += rows[right] - (chance / chance.sum()) @ rows
        weights += slope * (0.5 / (1 + step / 60)) / max(len(data), 1) * 4
    return weights


def share(data: list[Instance], weights: Row) -> float:
    """How often the right person is chosen."""
    return sum(int((rows @ weights).argmax()) == right for rows, right in data) / max(len(data), 1)


if __name__ == "__main__":
    sys.exit(main())
