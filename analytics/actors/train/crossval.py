"""Cross-validates names and speakers: ``python -m analytics.actors.train.crossval GOLD_DIR --models FOLDER``.

The marked articles are divided into folds, all articles of an outlet in one. For each fold a finder, comparisons of names and the
choice of speakers are trained on the others, and then name the speakers of the fold. The quotes are those of the quote engine as it
ships, which was trained on these articles, so fewer speakers' words are cut wrongly than in others; with ``--marked-quotes`` they
are the marked ones. Prints the measures of GOLD_DIR/score_names.py over all folds, and by the kind of the speaker's words.

FOLDER keeps the models: a later run, say with other rules, trains none that it has. Delete its speakers*.npz to train only those.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import torch

from analytics.actors import ranker
from analytics.actors.asked import KIND_NAMES
from analytics.actors.comparisons import in_order
from analytics.actors.finder import Finder
from analytics.actors.mentions import mentions_of
from analytics.actors.rows import FoundMention, Speaker
from analytics.actors.scene import Scene
from analytics.actors.spans import decode
from analytics.actors.speakers import as_asked, read_cast
from analytics.actors.train import cluster, finder, speakers
from analytics.actors.train.examples import EngineArticle, load_scorer, marked_articles, marked_quotes
from analytics.actors.train.gold import mark
from analytics.actors.train.rows import rows_of
from analytics.quotes import find_quotes
from analytics.text import read

FOLDS = 3
Row = dict[str, Any]


class FoldAnswer(NamedTuple):
    """A marked speaker whose quote was found: the kind of the speaker's words, the marked answer, the given one, whether right."""

    article: EngineArticle
    quote: int
    kind: str
    marked: Row
    given: Speaker
    right: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Train the models that are missing, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True, help="folder that keeps the models of the folds")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--marked-quotes", action="store_true", help="marked quotes instead of found ones")
    parser.add_argument("--wrong", type=Path, help="file for the wrong answers, a line of JSON each")
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    options.models.mkdir(parents=True, exist_ok=True)
    folds = by_outlet([row for row, _ in marked_articles(options.gold, speakers.SETS)], options.folds)
    articles = with_names(options.gold, options.models, folds, marked=options.marked_quotes)
    train_speakers(options.gold, options.models, folds, articles)
    scorer = load_scorer(options.gold, "score_names")
    predicted: dict[str, Row] = {}
    answers: list[FoldAnswer] = []
    for k in range(options.folds):
        learned = ranker.read(options.models / f"speakers{k}.npz")
        for article, fold in zip(articles, folds, strict=True):
            if fold == k:
                cast = read_cast(article.document, article.quotes, article.mentions, learned).speakers
                predicted[article.row["id"]] = as_predicted(article, cast)
                answers += answers_of(scorer, article, cast)
    measures = scorer.score([a.row for a in articles], [a.names for a in articles], predicted)
    lines = [f"{name:32} {value:.3f}" if isinstance(value, float) else f"{name:32} {value}" for name, value in measures.items()]
    sys.stdout.write("\n".join([*lines, "", *by_words(answers)]) + "\n")
    if options.wrong:
        wrong = [as_line(answer) for answer in answers if not answer.right]
        options.wrong.write_text("".join(json.dumps(line) + "\n" for line in wrong), encoding="utf-8")
    return 0


def by_outlet(rows: Sequence[Row], count: int) -> list[int]:
    """Choose a fold for each article, one for all of an outlet; the largest outlets come first, each to the smallest fold."""
    outlets = [str(row.get("outlet") or row.get("publisher") or "") for row in rows]
    sizes, fold = [0] * count, dict[str, int]()
    for outlet, articles in Counter(outlets).most_common():
        fold[outlet] = sizes.index(min(sizes))
        sizes[fold[outlet]] += articles
    return [fold[outlet] for outlet in outlets]


def with_names(folder: Path, models: Path, folds: Sequence[int], *, marked: bool = False) -> list[EngineArticle]:
    """Find the names of each article with the finder and the comparisons that were trained without its fold."""
    rows = list(marked_articles(folder, speakers.SETS))
    documents = [read(row["text"]) for row, _ in rows]
    quotes: list[list[Any]] = [list(marked_quotes(row)) for row, _ in rows] if marked else list(find_quotes(documents))
    found: list[list[FoundMention]] = [[] for _ in rows]
    for k in range(max(folds) + 1):
        kept = [n for n, fold in enumerate(folds) if fold != k]
        path = models / f"finder{k}.npz"
        if not path.exists():
            labelled = [mark(rows[n][0]["text"], rows[n][1]["actors"]) for n in kept]
            np.savez_compressed(path, allow_pickle=False, **finder.train(labelled, folder))
        with np.load(path, allow_pickle=False) as stored:
            names = Finder({name: stored[name] for name in stored.files})
        path = models / f"clusters{k}.json"
        if not path.exists():
            named = [
                cluster.named_article(documents[n], rows[n][1]["actors"], decode(documents[n], *names.score(documents[n])))
                for n in kept
            ]
            path.write_text(json.dumps(cluster.train(named), indent=1) + "\n", encoding="utf-8")
        weights = in_order(json.loads(path.read_text(encoding="utf-8")))
        for n, fold in enumerate(folds):
            if fold == k and documents[n].words:
                spans = decode(documents[n], *names.score(documents[n]))
                found[n] = mentions_of(documents[n], spans, quotes[n], weights)
    return [
        EngineArticle(row, names, document, said, mentions)
        for (row, names), document, said, mentions in zip(rows, documents, quotes, found, strict=True)
    ]


def train_speakers(folder: Path, models: Path, folds: Sequence[int], articles: Sequence[EngineArticle]) -> None:
    """Train the choice of speakers without each fold, where it is missing. The table of words is made of all articles."""
    missing = [k for k in range(max(folds) + 1) if not (models / f"speakers{k}.npz").exists()]
    if not missing:
        return
    found, nouns, vectors = speakers.prepared(folder, articles)
    lexis = speakers.with_words(found, nouns, vectors)
    rows = rows_of(found, lexis)
    for k in missing:
        held = [2 * n + part for n, fold in enumerate(folds) if fold == k for part in (0, 1)]
        kept = rows._replace(weight=np.where(np.isin(rows.owner, held), 0, rows.weight))
        speakers.write(models / f"speakers{k}.npz", speakers.train(found, lexis, kept), lexis, nouns, vectors)


def as_predicted(article: EngineArticle, cast: Sequence[Speaker]) -> Row:
    """An article's answers as the scorer wants them."""
    quotes = [
        {"content": [list(part) for part in q.parts], "name": s.name, "gender": s.gender, "role": s.role}
        for q, s in zip(article.quotes, cast, strict=True)
    ]
    mentions = [{"start": m.start, "end": m.end, "actor": (m.name, m.type)} for m in article.mentions]
    return {"id": article.row["id"], "quotes": quotes, "mentions": mentions}


def answers_of(scorer: ModuleType, article: EngineArticle, cast: Sequence[Speaker]) -> Iterator[FoldAnswer]:
    """The answers to the marked speakers whose quotes were found; groups are left out, as the scorer does."""
    text, scene = article.row["text"], Scene.of(article.document, article.mentions)
    marked = [scorer.words(text, a["content"]) for a in article.row["attributions"]]
    match = scorer.match(marked, [scorer.words(text, [list(part) for part in q.parts]) for q in article.quotes], 0.3)
    for speaker in article.names["speakers"]:
        number = match.get(speaker["i"])
        if number is None or speaker["type"] == "group":
            continue
        given = cast[number]
        named = speaker["type"] in scorer.NAMED
        right = scorer.right_name(given.name, speaker, article.names["actors"]) if named else given.name is None
        yield FoldAnswer(article, number, KIND_NAMES[as_asked(scene, article.quotes[number]).kind], speaker, given, bool(right))


def by_words(answers: Sequence[FoldAnswer]) -> list[str]:
    """Lines of a table by kind of the speaker's words: named speakers, right names, precision; unnamed ones, how many stay so."""
    lines = [f"{'speaker’s words':24} {'named':>6} {'right':>6} {'precision':>9} {'unnamed':>7} {'right':>6}"]
    kinds = Counter(a.kind for a in answers)
    for kind, group in [("all", answers), *((k, [a for a in answers if a.kind == k]) for k, _ in kinds.most_common())]:
        named = [a for a in group if a.marked["type"] != "unnamed"]
        silent = [a for a in group if a.marked["type"] == "unnamed"]
        right, given = sum(a.right for a in named), sum(a.given.name is not None for a in group)
        shares = (right / max(len(named), 1), right / max(given, 1), sum(a.right for a in silent) / max(len(silent), 1))
        lines.append(f"{kind:24} {len(named):6} {shares[0]:6.3f} {shares[1]:9.3f} {len(silent):7} {shares[2]:6.3f}")
    return lines


def as_line(answer: FoldAnswer) -> Row:
    """A wrong answer with the text around it."""
    article, quote = answer.article, answer.article.quotes[answer.quote]
    text, marked = article.row["text"], article.row["attributions"][answer.marked["i"]]
    begin = min(start for start, _ in [*quote.parts, *([quote.speaker] if quote.speaker else [])])
    return {
        "id": article.row["id"],
        "words": answer.kind,
        "type": answer.marked["type"],
        "wanted": answer.marked["name"],
        "given": answer.given.name,
        "why": answer.given.why,
        "speaker": text[slice(*quote.speaker)] if quote.speaker else "",
        "marked speaker": text[marked["source"][0][0] : marked["source"][-1][1]] if marked["source"] else "",
        "found": sorted({m.name for m in article.mentions}),
        "before": text[max(begin - 700, 0) : begin],
        "from": text[begin : begin + 300],
    }


if __name__ == "__main__":
    sys.exit(main())
