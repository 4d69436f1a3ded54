"""Accuracy of finding wire copies: the sample's reprints as its README lists them, and copies made by edits as editors make them.

    python -m benchmarks.copies [ARTICLES.jsonl ...]

Each article gets two reprints: another headline, a new lead half of the time, one local paragraph half of the time, cut to 45 to
95 percent of its length, one word in eighty changed; added paragraphs come from a quarter of the articles, set aside for that.
Then the same articles without reprints, cut to 150 words and followed by a footer of 150 words that they all share: the footer
alone must not make copies. Figures count pairs.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import time
from pathlib import Path

import pandas as pd

from analytics.library.near_duplicates import find_copies, fingerprints
from analytics.loaders import load

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
FOOTER = (
    "This story is part of our daily report on the life of the town. Readers who wish to add to it may write to the desk at the "
    "address below, and letters of fewer than two hundred words are the likeliest to be printed. We correct what we get wrong, "
    "and say so on the page where it stood. Our reporters pay for their own tickets and their own meals, and own no part of "
    "what they write about. The paper is owned by a trust that has no say in its pages. It is printed on the night before its "
    "date, and sent out by rail and by road from the works in the old corn hall. Advertisements are marked as such. If you "
    "can, take out a subscription: it costs less than a loaf a week, and keeps the lamps lit in this office for another year."
)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="more articles, in any format that Quoteboard reads")
    arguments = parser.parse_args()
    sample = load(SAMPLE).articles
    print(f"{'':32}  articles  pairs  precision  recall  articles/s")
    _row("sample, its listed reprints", sample["loaded_from"].tolist(), sample["text"].tolist(), sample["published"], _listed())
    for name in ["sample", *arguments.files]:
        articles = sample if name == "sample" else load(name).articles
        _measure(Path(name).stem, articles)


def _measure(name: str, articles: pd.DataFrame) -> None:
    """Print the rows of one set of articles: with reprints, then with a common footer. Copies among them are removed first."""
    keep = _without_copies(articles)
    texts = [text for text in keep["text"] if len(text.split()) >= 80]
    donors, texts = texts[::4], [text for n, text in enumerate(texts) if n % 4]
    rng = random.Random(11)
    ids, made, gold = [], [], set()
    for number, text in enumerate(texts):
        copies = [text, *(_reprint(text, rng.choice(donors), rng) for _ in range(2))]
        group = [f"{number}.{n}" for n in range(3)]
        ids += group
        made += copies
        gold |= {frozenset(pair) for pair in itertools.combinations(group, 2)}
    days = pd.Series(pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(range(len(ids)), unit="h"))
    _row(f"{name}, reprinted", ids, made, days, gold)
    briefs = [" ".join(text.split()[:150]) + "\n\n" + FOOTER for text in texts]
    _row(f"{name}, 150 words and a footer", ids[::3], briefs, days[::3].reset_index(drop=True), set())


def _row(name: str, ids: list[str], texts: list[str], published: pd.Series[pd.Timestamp], gold: set[frozenset[str]]) -> None:
    began = time.perf_counter()
    prints = [fingerprints(text) for text in texts]
    found = find_copies(pd.DataFrame({"article_id": ids, "published": published, "prints": prints}))
    took = time.perf_counter() - began
    groups: dict[str, list[str]] = {}
    for article, first in found.itertuples(index=False, name=None):
        groups.setdefault(first, [first]).append(article)
    pairs = {frozenset(pair) for group in groups.values() for pair in itertools.combinations(group, 2)}
    right = len(pairs & gold)
    precision = f"{right / len(pairs):.3f}" if pairs else "-"
    recall = f"{right / len(gold):.3f}" if gold else "-"
    print(f"{name:32}  {len(ids):8,}  {len(pairs):5,}  {precision:>9}  {recall:>6}  {len(ids) / took:10,.0f}")


def _without_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles without those that are copies of others."""
    prints = pd.Series([fingerprints(text) for text in articles["text"]], index=articles.index, dtype="object")
    copies = find_copies(articles.assign(prints=prints))
    return articles[~articles["article_id"].isin(copies["article_id"])]


def _reprint(text: str, other: str, rng: random.Random) -> str:
    paragraphs = [p for p in text.split("\n") if p.strip()]
    foreign = [p for p in other.split("\n") if len(p.split()) > 15] or ["Nothing was added here."]
    body = paragraphs[: max(2, round(len(paragraphs) * rng.uniform(0.45, 0.95)))]
    body[0] = " ".join(rng.sample(body[0].split(), len(body[0].split())))  # another headline, of the same words
    if rng.random() < 0.5 and len(body) > 3:
        body[1] = rng.choice(foreign)
    if rng.random() < 0.5:
        body.insert(rng.randrange(1, len(body) + 1), rng.choice(foreign))
    words = [" ".join(w if rng.random() > 1 / 80 else "x" + w[::-1] for w in p.split()) for p in body]
    return "\n\n".join(words)


def _listed() -> set[frozenset[str]]:
    """Read the pairs that the sample's README lists."""
    section = (SAMPLE / "README.md").read_text(encoding="utf-8").split("## Wire copies")[1].split("\n## ")[0]
    groups: list[list[str]] = []
    for indent, file in re.findall(r"^( *)- `(.+?)`", section, re.M):
        if not indent:
            groups.append([])
        groups[-1].append(f"sample/{file}")
    return {frozenset(pair) for group in groups for pair in itertools.combinations(group, 2)}


if __name__ == "__main__":
    main()
