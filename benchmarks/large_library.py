"""A large invented library whose articles have as many rows as real ones: 47 mentions, 20 quotes and 40 sentences in 800 words.

    python -m benchmarks.large_library FOLDER [--articles 100000]

Nothing is analysed but the sample, once. Articles of the sample are joined to patterns of 800 words, with their rows; since the
sample has more sentences and quotes than real articles, and fewer mentions, some sentences are joined, some quotes left out, and
some words made mentions. Each invented article is a pattern in which every word is replaced by a word of the same length, drawn as
often as the sample has it, and every actor by an invented one whose name has words of the same lengths. So all offsets stay right,
`quoteboard check` finds no problem, and hardly any five words in a row are repeated. Actors are drawn from a long tail (Zipf,
exponent 1.25, up to a million for each pattern of lengths), outlets from another, days from three years; one article in ten is a
reprint with one word in fifty changed. Offsets repeat from article to article as in no real library, so bytes per article are to be
measured on real ones.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.library import Library
from analytics.library.writing import locked, next_place, write_batch
from analytics.loaders import load
from analytics.pipeline import analyse
from analytics.tables import Tables, frame, schema, to_arrow
from analytics.versions import engine

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
BATCH, PATTERNS, OUTLETS, ACTORS, REPRINTS = 10_000, 50, 400, 1_000_000, 0.1
WORDS, MENTIONS, SENTENCES, QUOTES = 780, 46, 40, 20  # of an article, besides a mention and a sentence in its title
_WORD = re.compile(r"[A-Za-z]+")
_JOIN = " … "
_BEGIN = int(datetime(2022, 1, 1, tzinfo=UTC).timestamp())

Letters = npt.NDArray[np.uint8]


Letters = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Pattern(NamedTuple):
    """Articles of the sample joined to one text with its rows, and the words outside mentions as (start, end)."""

    text: str
    rows: dict[str, pd.DataFrame]
    words: list[tuple[int, int]]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_library", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="the library, which is made or completed")
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many (default 100000)")
    parser.add_argument("--unlinked", action="store_true", help="without finding copies and linking names")
    asked = parser.parse_args()
    make(asked.folder, asked.articles, linked=not asked.unlinked)


def make(path: Path, articles: int, *, linked: bool = True) -> None:
    """Make the invented library, or complete it."""
    with Library(path, create=True) as library:
        known = int(library.query("SELECT count(*) AS n FROM articles")["n"][0])
        if known < articles:
            made = patterns()
            for start in range(known, articles, BATCH):
                add(path, made, start, min(start + BATCH, articles))
        if linked and not library.is_linked():
            library.regroup()
            library.relink()


def add(path: Path, made: list[Pattern], start: int, end: int) -> None:
    """Add the articles numbered ``start`` to ``end`` (exclusive) as one batch, without linking; equal numbers give equal rows."""
    tables = rows(made, start, end)
    with locked(path):
        folder = path / "batches"
        write_batch(folder, next_place(folder), hashlib.sha256(f"{start} {end}".encode()), tables, engine())


def patterns() -> list[Pattern]:
    """Analyse the sample, and join its articles to patterns."""
    loaded = load(SAMPLE).articles
    loaded["text"] = [text.translate(_PLAIN).encode("ascii", "replace").decode() for text in loaded["text"]]
    analysed = analyse(loaded)
    random = np.random.default_rng(1)
    return [_pattern(analysed, random.permutation(len(loaded)), random) for _ in range(PATTERNS)]


def _pattern(analysed: Tables, order: Numbers, random: np.random.Generator) -> Pattern:
    """Join articles in an order until there are enough words, and give them as many rows as real articles have."""
    texts: list[str] = []
    kept: dict[str, list[pd.DataFrame]] = {"sentences": [], "quotes": [], "mentions": []}
    at = sentences = quotes = 0
    for row in order:
        if sum(len(text.split()) for text in texts) >= WORDS - 150:
            break
        one, text = analysed.articles["article_id"][row], analysed.articles["text"][row]
        s, q, m = (part[(part["article_id"] == one) & ~part["in_title"]].copy() for part in analysed[1:])
        base = int(s["sentence"].min())
        numbers = {int(n): quotes + k for k, n in enumerate(q["quote"])}
        s["sentence"] += sentences - base
        m["sentence"] += sentences - base
        q["quote"] = list(numbers.values())
        m["quote"] = m["quote"].map(lambda n, numbers=numbers: numbers.get(n, -1), na_action="ignore").astype("Int64")
        for part in (s, q, m):
            for name in (name for name in part if name in ("start", "end") or str(name).endswith(("_start", "_end"))):
                part[name] += at
        q["parts"] = [[[a + at, b + at] for a, b in parts] for parts in q["parts"]]
        for name, part in zip(kept, (s, q, m), strict=True):
            kept[name].append(part)
        texts.append(text)
        at += len(text) + 2
        sentences, quotes = sentences + len(s), quotes + len(q)
    found = {name: pd.concat(parts, ignore_index=True) for name, parts in kept.items()}
    return _filled("\n\n".join(texts), found, random)


def _filled(text: str, found: dict[str, pd.DataFrame], random: np.random.Generator) -> Pattern:
    s, q, m = found["sentences"], found["quotes"], found["mentions"]
    q = q[q["quote"].isin(np.sort(random.permutation(len(q))[:QUOTES]))].copy()
    q["described_as"] = q["spoken_for"] = None
    opens = np.sort(
        np.r_[0, 1 + random.permutation(len(s) - 1)[: SENTENCES - 1]]
    )  # the sentences that are not joined to the one before
    number = np.searchsorted(opens, np.arange(len(s)), side="right")  # 0 is the title
    s = pd.DataFrame({**s.iloc[opens].to_dict("list"), "sentence": range(1, len(opens) + 1), "end": s["end"].groupby(number).max()})
    m["sentence"] = number[m["sentence"]]
    m["quote"] = m["quote"].where(m["quote"].isin(q["quote"]))
    taken = list(zip(m["start"], m["end"], strict=True))
    words = [w.span() for w in _WORD.finditer(text) if not any(a < w.end() and w.start() < b for a, b in taken)]
    long = [n for n, (a, b) in enumerate(words) if b - a >= 5]
    more = sorted(random.permutation(long)[: max(MENTIONS - len(m), 0)])
    added = pd.DataFrame([words[n] for n in more], columns=["start", "end"])
    within = np.searchsorted(s["start"].to_numpy(), added["start"].to_numpy(), side="right")
    reached = s["end"].to_numpy()[np.maximum(within, 1) - 1]
    added = added[(within > 0) & (added["end"].to_numpy() <= reached)]
    within = np.searchsorted(s["start"].to_numpy(), added["start"].to_numpy(), side="right")
    inside = [next((n for n, parts in zip(q["quote"], q["parts"], strict=True) if any(x <= a < y for x, y in parts)), None)
              for a in added["start"]]  # fmt: skip
    shown = [text[a:b].capitalize() for a, b in zip(added["start"], added["end"], strict=True)]
    added = added.assign(article_id="", sentence=within, text=shown, name=shown, type="organisation", tone=0.0, role=None,
                         gender=None, quote=pd.array(inside, "Int64"), in_title=False)  # fmt: skip
    m = pd.concat([m, added[list(m)]], ignore_index=True).sort_values(["sentence", "start"], ignore_index=True)
    title = m.iloc[[0]].assign(
        sentence=0, start=0, end=len(m["name"][0]), text=m["name"][0], quote=pd.array([None], "Int64"), in_title=True
    )
    m = pd.concat([title, m], ignore_index=True)
    heading = s.iloc[[0]].assign(sentence=0, start=0, end=len(_title(m["name"][0])), in_title=True)
    q = q.assign(quote=range(len(q))).astype({"quote": "int64"}) if (m["quote"].isna()).all() else _renumbered(q, m)
    rest = [span for n, span in enumerate(words) if n not in set(more)]
    return Pattern(text, {"sentences": pd.concat([heading, s], ignore_index=True), "quotes": q, "mentions": m}, rest)


def _renumbered(q: pd.DataFrame, m: pd.DataFrame) -> pd.DataFrame:
    """Number the quotes from 0, in the mentions too."""
    numbers = {int(n): k for k, n in enumerate(q["quote"])}
    m["quote"] = m["quote"].map(lambda n: numbers[n], na_action="ignore").astype("Int64")
    return q.assign(quote=range(len(q)))


def _title(name: str) -> str:
    return f"{name} and words over them"


def rows(made: list[Pattern], start: int, end: int) -> dict[str, pa.Table]:
    """Return the tables of the articles numbered ``start`` to ``end`` (exclusive), in a mixed order."""
    random = np.random.default_rng(start)
    counts = np.bincount(random.integers(0, len(made), end - start), minlength=len(made)).tolist()
    vocabulary = _vocabulary(made)
    groups: dict[str, list[pa.Table]] = {"articles": [], "sentences": [], "quotes": [], "mentions": []}
    number = start
    for pattern, count in zip(made, counts, strict=True):
        for name, table in _rows(pattern, number, count, vocabulary, random).items() if count else ():
            groups[name].append(table)
        number += count
    mixed = random.permutation(end - start)
    tables = {name: pa.concat_tables(parts).combine_chunks() for name, parts in groups.items()}
    ids = pd.Index(tables["articles"]["article_id"].to_pylist())
    tables = {name: table.take(_order(table, ids, mixed)) for name, table in tables.items()}
    return {**tables, "skipped": to_arrow(frame("skipped"), "skipped")}


def _order(table: pa.Table, ids: pd.Index, mixed: Numbers) -> pa.Array:
    """Return the places of a table's rows, with the articles in a mixed order and the rows of each together."""
    rank = np.empty(len(mixed), dtype=np.int64)
    rank[mixed] = np.arange(len(mixed))
    return pa.array(np.argsort(rank[ids.get_indexer(table["article_id"].to_pylist())], kind="stable"))


def _vocabulary(made: list[Pattern]) -> dict[int, Letters]:
    """Return the words of the patterns by length, each as often as it occurs, as rows of letters."""
    words: dict[int, list[bytes]] = {}
    for pattern in made:
        for a, b in pattern.words:
            words.setdefault(b - a, []).append(pattern.text[a:b].lower().encode())
    return {size: np.frombuffer(b"".join(found), dtype=np.uint8).reshape(-1, size) for size, found in words.items()}


def _rows(
    pattern: Pattern, number: int, count: int, vocabulary: dict[int, Letters], random: np.random.Generator
) -> dict[str, pa.Table]:
    text = np.tile(np.frombuffer(pattern.text.encode(), dtype=np.uint8), (count, 1))
    _replace_words(pattern, text, vocabulary, random)
    reprints = int(count * REPRINTS)
    names = _names(pattern, count, reprints, random)
    text[count - reprints :] = text[:reprints]
    _replace_words(pattern, text[count - reprints :], vocabulary, random, part=0.02)
    held = pattern.rows["mentions"]
    for a, shown, name, kind in held[~held["in_title"]][["start", "text", "name", "type"]].itertuples(index=False):
        words = name.split(" ")
        for found in re.finditer(r"\S+", shown):
            if found[0] in words:
                text[:, a + found.start() : a + found.end()] = names[name, kind][words.index(found[0])]
    ids = pa.array([f"b{n:015x}" for n in range(number, number + count)])
    tables = {"articles": _articles(pattern, number, ids, text, names, random)}
    tables["articles"] = tables["articles"].select(schema("articles").names).cast(schema("articles"))
    for table, one in pattern.rows.items():
        repeated = to_arrow(one, table).take(pa.array(np.tile(np.arange(len(one)), count)))
        made: dict[str, pa.Array] = {"article_id": ids.take(pa.array(np.repeat(np.arange(count), len(one))))}
        if table != "sentences":
            kinds = one["type" if table == "mentions" else "speaker_type"]
            made["name"] = _cut([names.get(key) for key in zip(one["name"], kinds, strict=True)], count)
        if table == "mentions":
            heading = names[one["name"][0], one["type"][0]]
            made["text"] = _cut([heading, *([text[:, a:b]] for a, b in zip(one["start"][1:], one["end"][1:], strict=True))], count)
        elif table == "quotes":
            join = np.tile(np.frombuffer(_JOIN.strip().encode(), dtype=np.uint8), (count, 1))
            parts = [[piece for a, b in parts for piece in (join, text[:, a:b])][1:] for parts in one["parts"]]
            made["text"] = _cut(parts, count)
            for name in ("speaker", "cue"):
                places = zip(one[f"{name}_start"], one[f"{name}_end"], strict=True)
                slices = [None if pd.isna(a) else [text[:, int(a) : int(b)]] for a, b in places]
                made["speaker_text" if name == "speaker" else name] = _cut(slices, count)
        tone = pa.array(np.round(random.uniform(-1, 1, len(repeated)), 4))
        made["tone"] = pc.if_else(pc.is_valid(repeated["tone"]), tone, None)
        for name, column in made.items():
            repeated = repeated.set_column(repeated.column_names.index(name), schema(table).field(name), column)
        tables[table] = repeated
    return tables


def _articles(
    pattern: Pattern,
    number: int,
    ids: pa.Array,
    text: Letters,
    names: dict[tuple[str, str], list[Letters]],
    random: np.random.Generator,
) -> pa.Table:
    count = len(ids)
    first = pattern.rows["mentions"].iloc[0]
    heading = _cut([names[first["name"], first["type"]]], count)
    titles = [name + _title("") for name in heading.to_pylist()]
    minutes = random.integers(0, 3 * 365 * 24 * 60, count)
    outlets = [f"The {_name(np.array([n]), 7).tobytes().decode()} Post" for n in (random.zipf(1.3, count) - 1) % OUTLETS]
    none = pa.nulls(count, pa.string())
    columns = {
        "article_id": ids, "title": pa.array(titles), "text": _cut([[text]], count),
        "published": pa.array((_BEGIN + minutes * 60) * 1_000_000, pa.timestamp("us", tz="UTC")), "outlet": pa.array(outlets),
        "language": pa.array(["en"] * count), "words": pa.array([len(pattern.text.split())] * count),
        "loaded_from": pa.array([f"invented.jsonl#{n}" for n in range(number, number + count)]),
    }  # fmt: skip
    return pa.table({name: columns.get(name, none) for name in schema("articles").names})


def _replace_words(
    pattern: Pattern, text: Letters, vocabulary: dict[int, Letters], random: np.random.Generator, part: float = 1.0
) -> None:
    """Replace the words outside mentions, or a part of them, by words of the same length; capitals stay."""
    for a, b in pattern.words:
        if part < 1 and random.random() > part:
            continue
        words = vocabulary[b - a]
        text[:, a:b] = words[random.integers(0, len(words), len(text))]
        if pattern.text[a].isupper():
            text[:, a] -= 32


def _names(pattern: Pattern, count: int, reprints: int, random: np.random.Generator) -> dict[tuple[str, str], list[Letters]]:
    """Draw an actor for each actor of the pattern in each article, and return the words of its name; reprints have the same."""
    q, m = pattern.rows["quotes"], pattern.rows["mentions"]
    found = dict.fromkeys([*zip(m["name"], m["type"], strict=True), *zip(q["name"], q["speaker_type"], strict=True)])
    names = {}
    for name, kind in found:
        if isinstance(name, str):
            which = (random.zipf(1.25, count) - 1) % ACTORS
            which[count - reprints :] = which[:reprints]
            names[name, kind] = [_name(which + 7 * place, len(word)) for place, word in enumerate(name.split(" "))]
    return names


def _name(which: Numbers, size: int) -> Letters:
    """Return invented words of a size, one per number, as rows of letters: consonants and vowels in turn."""
    mixed = (which.astype(np.uint64) + np.uint64(size)) * np.uint64(0x9E3779B97F4A7C15)
    letters = np.empty((len(which), size), dtype=np.uint8)
    for place in range(size):
        mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
        of = np.frombuffer((b"bdfghklmnprstvwz", b"aeiou")[place % 2], dtype=np.uint8)
        letters[:, place] = of[(mixed >> np.uint64(33)) % np.uint64(len(of))]
    letters[:, 0] -= 32
    return letters


def _cut(slots: list[list[Letters] | None], count: int) -> pa.Array:
    """Return the texts of some slots in each article, article by article; the words of a slot have a space between them."""
    space = np.full((count, 1), 32, dtype=np.uint8)
    pieces, sizes = [], []
    for words in slots:
        spaced = [one for word in words or () for one in (space, word)][1:]
        pieces += spaced
        sizes.append(sum(one.shape[1] for one in spaced))
    data = np.ascontiguousarray(np.hstack(pieces)) if pieces else np.empty((count, 0), dtype=np.uint8)
    ends = np.cumsum(np.tile(sizes, count), dtype=np.int32)
    offsets = pa.py_buffer(np.r_[np.int32(0), ends].astype(np.int32).tobytes())
    texts = pa.StringArray.from_buffers(len(ends), offsets, pa.py_buffer(data.tobytes()))
    return pc.if_else(pa.array(np.tile([words is not None for words in slots], count)), texts, None)


if __name__ == "__main__":
    main()
