"""Trains the choice of speakers: ``python -m analytics.actors.train.speakers GOLD_DIR``.

GOLD_DIR holds news_train.jsonl and polnear_train.jsonl with their *_names.jsonl, pos_counts.tsv, and the scorers score_names.py and
score_quotes.py.
Train the name finder and the quote engine first. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.actors.clues import tables
from analytics.actors.lexis import Lexis
from analytics.actors.ranker import Ranker
from analytics.actors.train.examples import EngineArticle, Example, engine_articles, examples
from analytics.actors.train.nouns import noun_table
from analytics.actors.train.ranker import export, fit
from analytics.actors.train.rows import Rows, rows_of
from analytics.nn import quantise

SETS = ("news_train", "polnear_train")
PATH = Path(str(files("analytics.actors").joinpath("speakers.npz")))
_OFTEN, _OFTEN_LAST = 15, 8  # least occurrences of a word beside names and in speakers, or at the end of an organisation's name
_TITLES = frozenset("mr mrs ms dr sir sen gov rep lord prof".split())
_COMMON = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LARGE = 64  # tables of at least this many rows are stored as 8-bit numbers


def main(argv: Sequence[str] | None = None) -> int:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(argv)
    found, nouns, vectors = prepared(options.gold, engine_articles(options.gold, SETS))
    lexis = with_words(found, nouns, vectors)
    write(options.out, train(found, lexis, rows_of(found, lexis)), lexis, nouns, vectors)
    sys.stderr.write(f"{len(found) // 2} articles, {sum(len(e.asked) for e in found)} quotes; {options.out.stat().st_size} bytes\n")
    return 0


def prepared(folder: Path, articles: Sequence[EngineArticle]) -> tuple[list[Example], list[str], NDArray[np.int8]]:
    """Make the examples of articles, and the table of nouns with their vectors."""
    nouns, vectors = noun_table(common_nouns(folder))
    return examples(folder, articles, Lexis([], nouns, unit(vectors))), nouns, vectors


def train(found: Sequence[Example], lexis: Lexis, marked: Rows, *, seed: int = 0) -> dict[str, NDArray[Any]]:
    """Train on examples: first with the marked earlier speakers, then also with those that the network chooses itself.

    ``marked`` are the rows of the examples with the marked earlier speakers; those of weight 0 teach nothing.
    """
    sizes = tables(lexis.size)
    first = Ranker(export(fit(marked, sizes, lexis, seed=seed)), lexis)
    given = [[choice.answer for choice in first.choose(e.clues, e.asked)] for e in found]
    chosen = rows_of(found, lexis, given)
    chosen = chosen._replace(weight=np.where(marked.weight > 0, chosen.weight, 0))
    return export(fit(joined(marked, chosen), sizes, lexis, seed=seed + 1))


def joined(one: Rows, other: Rows) -> Rows:
    """Join the rows of both."""
    parts = {name: np.concatenate([a, b]) for name, a, b in zip(Rows._fields, one, other, strict=True)}
    parts["start"] = np.concatenate([one.start, other.start[1:] + one.start[-1]])
    return Rows(**parts)


def common_nouns(folder: Path) -> set[str]:
    """The lower-case words that the table of parts of speech has as common nouns twice or more."""
    counts: Counter[str] = Counter()
    for line in (folder / "pos_counts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        word, tag, count = line.split("\t")
        if tag in ("NN", "NNS"):
            counts[word] += int(count)
    return {w for w, n in counts.items() if n > 1 and len(w) > 2 and _COMMON.fullmatch(w)}


def unit(vectors: NDArray[Any]) -> NDArray[np.float32]:
    """Scale vectors to length 1."""
    plain = vectors.astype(np.float32)
    return np.asarray(plain / np.maximum(np.linalg.norm(plain, axis=1, keepdims=True), 1e-6), np.float32)


def with_words(found: Sequence[Example], nouns: Sequence[str], vectors: NDArray[Any]) -> Lexis:
    """Make a lexicon with the words that are often beside names and in speakers' spans; the examples use it from now on."""
    beside: Counter[str] = Counter()
    written: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for e in found:
        lower, named = e.clues.lower, e.scene.named
        written.update(e.scene.document.words)
        places = [t for m in e.scene.mentions for t in (m.first - 1, m.first - 2, m.past, m.past + 1)]
        places += [t for q in e.asked for t in {q.head, q.head - 1, q.j - 1, q.i - 1, q.j, q.j + 1, q.cue}]
        beside.update(lower[t] for t in places if 0 <= t < len(lower) and not named[t])
        last.update(a.words[-1] for a in e.scene.actors if a.type != "person" and a.words)
    common = {
        w for w, n in beside.items() if n >= _OFTEN and (2 * written[w] >= written[w.capitalize()] or w.rstrip(".") in _TITLES)
    }
    common |= {w for w, n in last.items() if n >= _OFTEN_LAST and written[w]}
    lexis = Lexis(sorted(common), nouns, unit(vectors))
    for e in found:
        e.clues.lexis = lexis
    return lexis


def write(path: Path, arrays: dict[str, NDArray[Any]], lexis: Lexis, nouns: Sequence[str], vectors: NDArray[Any]) -> None:
    """Store the weights, large tables as 8-bit numbers with a scale per column."""
    stored: dict[str, NDArray[Any]] = {"vectors": vectors}
    for name, value in arrays.items():
        if value.ndim == 2 and len(value) >= _LARGE:
            stored[name], stored[f"{name}.scales"] = quantise(value, axis=0)
        else:
            stored[name] = value.astype(np.float32)
    for name, words in (("words", list(lexis.words)), ("nouns", nouns)):
        stored[name] = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez_compressed(path, **stored)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
