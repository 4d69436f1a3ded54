"""Learn the name finder's weights: ``python -m analytics.actors.train.finder GOLD_DIR``.

GOLD_DIR holds polnear_train.jsonl, polnear_train_silver.jsonl (automatic, noisy name tags) and pos_counts.tsv. The tags
are mended where an article contradicts itself, and most articles are learned from three times: as they are, and with
their people, places and nationalities exchanged for others of the lexicons, so that what is learned is where names stand
and not whose they are. Three runs with other names are averaged. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from analytics.actors.directory import directory
from analytics.actors.features import BITS, TEMPLATES, Ints, Words, feature_rows, new_words, read_facts, segments
from analytics.actors.finder import LABELS, PATH
from analytics.actors.lexicon import genders, places, surnames, word_list
from analytics.text import Document, read

KIND = {"PERSON": "P", "ORGANIZATION": "G", "LOCATION": "L", "MISC": "M"}
RUNS = 3
DECAY = 4e-4
COPIES, EPOCHS, BATCH, RATE, DROP = 2, 3, 256, 0.004, 0.4
Example = tuple[Document, list[str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Train and write the weights beside this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=PATH)
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    common = read_common(options.gold / "pos_counts.tsv")
    marked = list(read_examples(options.gold))
    random.Random(1).shuffle(marked)
    held, kept = marked[:40], marked[40:]
    random_names = Names()
    table = new_words(common)
    held_data = [segment for example in held for segment in encode(example, table)]
    learned = []
    # The mean of linear models is their vote: what one set of exchanged names taught by chance weighs less.
    for seed in range(RUNS):
        random.seed(seed)
        torch.manual_seed(seed)
        examples = kept + [exchange(document, labels, random_names) for document, labels in kept for _ in range(COPIES)]
        learned.append(fit([segment for example in examples for segment in encode(example, table)], held_data))
    weights, moves = (np.mean([one[k] for one in learned], axis=0) for k in (0, 1))
    store(options.out, weights, moves, common)
    return 0


def read_common(path: Path) -> dict[str, int]:
    """How often a lower-cased word is a proper noun, 0 (never) to 4 (always), for words seen twice or more."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, tag, count = line.split("\t")
        counts[word.lower()][tag.startswith("NNP")] += int(count)
    return {w: 4 * name // (name + other) for w, (other, name) in counts.items() if name + other > 1 and w[0].isalpha()}


def read_examples(folder: Path) -> Iterator[Example]:
    """Articles with a label for each token, mended."""
    texts = {r["id"]: r["text"] for r in map(json.loads, (folder / "polnear_train.jsonl").read_text("utf-8").splitlines())}
    for line in (folder / "polnear_train_silver.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        document = read(texts[row["id"]])
        kinds = [""] * len(document.words)
        spans = iter(sorted(row["entities"]))
        span = next(spans, None)
        for i, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
            while span and span[1] <= start:
                span = next(spans, None)
            if span and span[0] < end and start < span[1]:
                kinds[i] = KIND.get(span[2], "")
        yield document, as_labels(document, mend(document, kinds))


def mend(document: Document, kinds: list[str]) -> list[str]:
    """Make an article's tags agree: surnames of its people, countries, known bodies, and most for each lone word."""
    words, lower = document.words, document.lower
    kinds = [
        k if lower[i] not in ("'s", "'", "the", ".", ",") or (k == "G" and lower[i] == ",") else "" for i, k in enumerate(kinds)
    ]
    kinds = [k if k != "P" or lower[i].rstrip(".") not in HONORIFICS else "" for i, k in enumerate(kinds)]
    people = {words[j - 1] for i, j, kind in runs_of(kinds) if kind == "P" and j - i > 1}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j, kind in runs_of(kinds):
        if j - i == 1:
            votes[words[i]][kind] += 1
    covered = {i for i, j, _ in runs_of(kinds) if j - i > 1 for i in range(i, j)}
    for i, word in enumerate(words):
        if i in covered or not word[0].isupper():
            continue
        if word in people and not (kinds[i] == "" and lower[i] in word_list("not-name")):
            kinds[i] = "P"
        elif word in directory().names and directory().names[word].type == "country":
            kinds[i] = "L"
        elif word in votes:
            best, n = votes[word].most_common(1)[0]
            if kinds[i] and n > 1:
                kinds[i] = best
    for i, word in enumerate(words):
        for form, entry in directory().forms.get(word, ()):
            if tuple(words[i : i + len(form)]) == form and entry.type == "organisation":
                inside = (i and kinds[i - 1] and kinds[i] == kinds[i - 1]) or kinds[i + len(form) : i + len(form) + 1] == ["G"]
                if not inside:
                    kinds[i : i + len(form)] = ["G"] * len(form)
                break
    return kinds


HONORIFICS = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt president senator governor secretary".split())


def runs_of(kinds: list[str]) -> Iterator[tuple[int, int, str]]:
    """Runs of one kind, as (first, past, kind)."""
    i = 0
    while i < len(kinds):
        j = i + 1
        while j < len(kinds) and kinds[j] == kinds[i]:
            j += 1
        if kinds[i]:
            yield i, j, kinds[i]
        i = j


def as_labels(document: Document, kinds: list[str]) -> list[str]:
    """Kinds to begin and inside labels; a name never crosses the end of a sentence."""
    begins = {a for a, _ in document.sentences}
    return ["O" if not k else ("B" if i in begins or kinds[i - 1] != k else "I") + k for i, k in enumerate(kinds)]


class Names:
    """Names to put in the place of others: two thirds from the lexicons, a third made of their syllables."""

    def __init__(self) -> None:
        self.given = {g: sorted(n for n, s in genders().items() if (s > 0) == g) for g in (True, False)}
        self.surnames = sorted(surnames())
        self.places = sorted(places())
        self.countries = [e.name for e in directory().entries if e.type == "country"]
        self.demonyms = sorted(directory().demonyms)

    def surname(self) -> list[str]:
        dice = random.random()
        name = random.choice(self.surnames)
        if dice < 0.33:
            other = random.choice(self.surnames).lower()
            name = name[: random.randint(2, 4)] + other[len(other) // 2 :]
        if dice > 0.97:
            return [random.choice(["al-", "Al-", "el-"]) + name]
        if dice > 0.94:
            return [*random.choice([["van"], ["de"], ["von"], ["van", "der"], ["bin"], ["Al"], ["De"], ["Abu"]]), name]
        if dice > 0.90:
            return [name + "-" + random.choice(self.surnames)]
        if dice > 0.86:
            return [random.choice(self.surnames), name]
        return [name]

    def first(self, like: str) -> str:
        gender = genders().get(like, random.choice((1.0, -1.0))) > 0
        if random.random() < 0.2:
            return random.choice(self.given[gender])[:2] + random.choice(self.given[gender])[1:]
        if random.random() < 0.05:
            return random.choice(self.given[gender]) + "-" + random.choice(self.given[gender])
        return random.choice(self.given[gender])


def exchange(document: Document, labels: list[str], names: Names) -> Example:
    """The article with most of its people, half of its places and nationalities exchanged, each the same way throughout."""
    swap: dict[str, list[str]] = {}
    words: list[str] = []
    out: list[str] = []
    sentences: list[tuple[int, int]] = []
    spans = {i: (j, kind) for i, j, kind in runs_of([label[1:] if label != "O" else "" for label in labels])}
    for a, b in document.sentences:
        begin = len(words)
        i = a
        while i < b:
            past, kind = spans.get(i, (i + 1, ""))
            past = min(past, b)
            tokens = document.words[i:past]
            if kind == "P":
                tokens = _exchange_person(tokens, swap, names)
            elif kind == "L" and past - i <= 3:
                key = " ".join(tokens)
                if key not in swap:
                    change = random.random() < 0.5
                    country = key in directory().names
                    swap[key] = random.choice(names.countries if country else names.places).split(" ") if change else tokens
                tokens = swap[key]
            elif len(tokens) == 1 and tokens[0] in directory().demonyms:
                if tokens[0] not in swap:
                    swap[tokens[0]] = [random.choice(names.demonyms)] if random.random() < 0.5 else tokens
                tokens = swap[tokens[0]]
            words += tokens
            out += labels[i:past] if not kind else ["B" + kind] + ["I" + kind] * (len(tokens) - 1)
            i = past
        sentences.append((begin, len(words)))
    lower = [w.lower().replace("’", "'") for w in words]
    sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    return Document("", words, lower, [], [], sentences, [], sentence_of, []), out


def _exchange_person(tokens: list[str], swap: dict[str, list[str]], names: Names) -> list[str]:
    found: list[str] = []
    for position, word in enumerate(tokens):
        key = word.lower()
        if key.rstrip(".") in word_list("suffix") or (len(word) == 2 and word[1] == ".") or not word[0].isupper():
            found.append(word)
            continue
        if key not in swap:
            change = random.random() < 0.85
            is_given = position < len(tokens) - 1
            swap[key] = ([names.first(word)] if is_given else names.surname()) if change else [word]
        new = swap[key]
        found += [w.upper() for w in new] if word.isupper() and len(word) > 3 else new
    return found


def encode(example: Example, table: Words) -> list[tuple[Ints, Ints]]:
    """Feature rows and labels of each segment; segments without a name are thinned."""
    document, labels = example
    runs = segments(document)
    if not runs:
        return []
    rows = feature_rows(document, read_facts(document), runs, table)
    index = {label: n for n, label in enumerate(LABELS)}
    found, position = [], 0
    for first, past in runs:
        size = past - first
        gold = [index[x] for x in labels[first:past]]
        for i in range(size):  # a run may begin inside a name that a quotation mark cut
            if gold[i] and gold[i] % 2 == 0 and (i == 0 or gold[i - 1] not in (gold[i], gold[i] - 1)):
                gold[i] -= 1
        found.append((rows[position : position + size], np.array(gold)))
        position += size
    return found


class Crf(nn.Module):
    """Sums of hashed feature weights, and transitions."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(1 << BITS, len(LABELS), mode="sum")
        nn.init.zeros_(self.table.weight)
        self.moves = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))
        forbidden = torch.zeros(len(LABELS) + 1, len(LABELS))
        for to, label in enumerate(LABELS):
            if label[0] == "I":
                forbidden[:, to] = -20.0
                forbidden[[to, to - 1], to] = 0.0
        self.register_buffer("forbidden", forbidden)

    def forward(self, rows: torch.Tensor, drop: float) -> torch.Tensor:
        size, length, width = rows.shape
        keep = (torch.rand(size * length, width) >= drop).float() / (1 - drop)
        scores: torch.Tensor = self.table(rows.view(-1, width), per_sample_weights=keep)
        return scores.view(size, length, -1)

    def loss(self, scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        moves = self.moves + self.forbidden
        each = torch.arange(len(gold))
        total = scores[:, 0] + moves[-1]
        right = total[each, gold[:, 0]]
        for step in range(1, gold.shape[1]):
            live = mask[:, step]
            longer = torch.logsumexp(total[:, :, None] + moves[None, :-1], 1) + scores[:, step]
            total = torch.where(live[:, None], longer, total)
            gain = moves[gold[:, step - 1], gold[:, step]] + scores[each, step, gold[:, step]]
            right = right + torch.where(live, gain, torch.zeros_like(gain))
        return (torch.logsumexp(total, 1) - right).sum()


def batches(data: list[tuple[Ints, Ints]]) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Padded batches of segments of like length, in random order."""
    order = sorted(range(len(data)), key=lambda i: (len(data[i][1]), random.random()))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    random.shuffle(groups)
    for group in groups:
        length = max(len(data[i][1]) for i in group)
        rows = np.zeros((len(group), length, len(TEMPLATES)), np.int64)
        gold = np.zeros((len(group), length), np.int64)
        mask = np.zeros((len(group), length), bool)
        for n, i in enumerate(group):
            size = len(data[i][1])
            rows[n, :size], gold[n, :size], mask[n, :size] = data[i][0], data[i][1], True
        yield torch.from_numpy(rows), torch.from_numpy(gold), torch.from_numpy(mask)


def fit(data: list[tuple[Ints, Ints]], held: list[tuple[Ints, Ints]]) -> tuple[np.ndarray, np.ndarray]:
    """Learn by Adam with dropped features; the held articles only report."""
    model = Crf()
    steps = EPOCHS * (len(data) // BATCH + 1)
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for epoch in range(EPOCHS):
        total = 0.0
        for rows, gold, mask in batches(data):
            optimiser.zero_grad()
            loss = model.loss(model(rows, DROP), gold, mask)
            loss = loss + DECAY * model.table.weight.square().sum()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        sys.stderr.write(f"epoch {epoch + 1}: loss {total / len(data):.3f} {report(model, held)}\n")
    return model.table.weight.detach().numpy(), (model.moves + model.forbidden).detach().numpy()


def report(model: Crf, held: Iterable[tuple[Ints, Ints]]) -> str:
    """F1 of exact names on held articles, by kind."""
    from analytics.actors.finder import best_labels

    counts: Counter[str] = Counter()
    moves = (model.moves + model.forbidden).detach().numpy()
    weights = model.table.weight.detach().numpy()
    for rows, gold in held:
        found = best_labels(weights[rows].sum(1), [len(gold)], moves)
        spans = [set(_spans(x)) for x in (gold, found)]
        for kind in "PGLM":
            a, b = ({s for s in x if s[2] == kind} for x in spans)
            counts.update({kind + "g": len(a), kind + "p": len(b), kind + "r": len(a & b)})
    return " ".join(f"{k} {2 * counts[k + 'r'] / max(1, counts[k + 'g'] + counts[k + 'p']):.3f}" for k in "PGLM")


def _spans(labels: Ints) -> Iterator[tuple[int, int, str]]:
    names = [LABELS[x] for x in labels] + ["O"]
    begin = -1
    for i, name in enumerate(names):
        if begin >= 0 and name[0] != "I":
            yield begin, i, names[begin][1]
            begin = -1
        if name[0] == "B":
            begin = i


def store(path: Path, weights: np.ndarray, moves: np.ndarray, common: dict[str, int]) -> None:
    """Weights as eight-bit numbers, without the rows that say nothing."""
    rows = np.flatnonzero(np.abs(weights).max(1) > 0.05)
    scale = np.float32(np.abs(weights).max() / 127)
    values = np.round(weights[rows] / scale).astype(np.int8)
    words = sorted(common)
    shares = np.array([common[w] for w in words], np.int8)
    np.savez_compressed(
        path, rows=rows.astype(np.int32), values=values, scale=scale, moves=moves, common=np.array(words), share=shares
    )


if __name__ == "__main__":
    sys.exit(main())
