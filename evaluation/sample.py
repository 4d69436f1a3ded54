"""Score the analysis of the invented sample articles against their gold: quotes, speakers' names, mentions.

Two contents agree where the intersection of their words over the union is .3 or more (found) or .8 or more (bounded). A name
is right where it is the gold's, case and apostrophes aside; naming an unnamed speaker is an error. A mention is found where it
overlaps a form of the gold's actor; it has the right actor where the article's name for it is the gold's or one of its forms.
Fifteen of the articles are reprints of five others.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "sample.jsonl"
SAMPLE = ROOT / "data" / "sample"
Span = tuple[int, int]


def measure() -> tuple[dict[str, float], list[str]]:
    """The measures (name to share, 0 to 1) and one line per error."""
    from analytics import analyse, load

    loaded = load(SAMPLE)
    tables = analyse(loaded.articles)
    by_file = {row["loaded_from"]: row for row in loaded.articles.to_dict("records")}
    quotes, mentions = (
        {key: group.to_dict("records") for key, group in table.groupby("article_id")} for table in (tables.quotes, tables.mentions)
    )
    n: Counter[str] = Counter()
    errors: list[str] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = next(row for file, row in by_file.items() if file.endswith(gold["file"]))
        key, text = article["article_id"], article["text"]
        wrong = _score_quotes(gold["quotes"], quotes.get(key, []), text, n)
        wrong += _score_mentions(gold["actors"], mentions.get(key, []), text, n)
        errors += [f"{gold['file']}: {line}" for line in wrong]
    return {
        "found@0.3 F1": _f1(n["found"], n["predicted"], n["asked"]),
        "found@0.8 F1": _f1(n["bounded"], n["predicted"], n["asked"]),
        "attributed F1": _f1(n["attributed"], n["predicted"], n["asked"]),
        "named recall": n["named right"] / n["named"],
        "name accuracy": n["named right"] / n["named found"],
        "name precision": n["named right"] / n["given"],
        "mention F1": _f1(n["mention hits"], n["mentions predicted"], n["mentions"], n["mentions hit"]),
        "mention F1, right actor": _f1(n["actor hits"], n["mentions predicted"], n["mentions"], n["actors hit"]),
    }, errors


def _score_quotes(gold: list[dict[str, Any]], found: list[dict[str, Any]], text: str, n: Counter[str]) -> list[str]:
    wanted = [_locate(text, quote["parts"]) for quote in gold]
    pairs = sorted(
        ((_overlap(text, spans, q["parts"]), i, j) for i, spans in enumerate(wanted) for j, q in enumerate(found)), reverse=True
    )
    match: dict[int, tuple[int, float]] = {}
    for share, i, j in pairs:
        if share >= 0.3 and i not in match and j not in {k for k, _ in match.values()}:
            match[i] = (j, share)
    n["asked"] += len(gold)
    n["predicted"] += len(found)
    wrong = []
    for i, quote in enumerate(gold):
        n["named"] += quote["name"] is not None
        if i not in match:
            wrong.append(f"missed: {quote['parts'][0][:70]!r} ({quote['cue']})")
            continue
        j, share = match[i]
        got = found[j]
        name = got["name"] if isinstance(got["name"], str) else None
        right = quote["name"] is not None and _same(name, quote["name"])
        n["found"] += 1
        n["bounded"] += share >= 0.8
        speaker = got["speaker_text"] if isinstance(got["speaker_text"], str) else None
        n["attributed"] += share >= 0.8 and (right or _shares_word(speaker, quote["speaker"]))
        n["named found"] += quote["name"] is not None
        n["named right"] += right
        n["given"] += name is not None and quote["type"] != "group"
        if not right and (quote["name"] or name) and quote["type"] != "group":
            wrong.append(f"named {name!r}, not {quote['name']!r} ({quote['speaker']!r}; {got['why_name']})")
    return wrong


def _score_mentions(actors: list[dict[str, Any]], found: list[dict[str, Any]], text: str, n: Counter[str]) -> list[str]:
    wanted = [(span, actor) for actor in actors for span in _forms(text, actor["forms"])]
    hit: set[int] = set()
    right: set[int] = set()
    wrong = []
    n["mentions"] += len(wanted)
    n["mentions predicted"] += len(found)
    for mention in found:
        over = [i for i, ((a, b), _) in enumerate(wanted) if a < mention["end"] and mention["start"] < b]
        of = [i for i in over if any(_same(mention["name"], name) for name in (wanted[i][1]["name"], *wanted[i][1]["forms"]))]
        n["mention hits"] += bool(over)
        n["actor hits"] += bool(of)
        hit.update(over)
        right.update(of)
        if not of:
            what = f"is {wanted[over[0]][1]['name']!r}" if over else "is no actor"
            wrong.append(f"mention {mention['text']!r} as {mention['name']!r} ({mention['type']}) {what}")
    n["mentions hit"] += len(hit)
    n["actors hit"] += len(right)
    return wrong + [f"mention missed: {text[slice(*wanted[i][0])]!r}" for i in range(len(wanted)) if i not in hit]


def _locate(text: str, parts: list[str]) -> list[Span]:
    """Where the parts stand, in order, each after the one before."""
    spans: list[Span] = []
    for part in parts:
        start = text.find(part, spans[-1][1] if spans else 0)
        spans.append((start, start + len(part)))
    return spans


def _forms(text: str, forms: list[str]) -> list[Span]:
    taken: list[Span] = []
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if not any(match.start() < b and a < match.end() for a, b in taken):
                taken.append(match.span())
    return taken


def _words(text: str, spans: Iterable[Iterable[int]]) -> set[int]:
    return {a + m.start() for a, b in spans for m in re.finditer(r"\w+(?:['’]\w+)*", text[a:b])}


def _overlap(text: str, one: Iterable[Iterable[int]], other: Iterable[Iterable[int]]) -> float:
    a, b = _words(text, one), _words(text, other)
    return len(a & b) / len(a | b) if a & b else 0.0


def _plain(name: str) -> str:
    return name.replace("’", "'").casefold().removeprefix("the ").strip()


def _same(one: str | None, other: str | None) -> bool:
    """The same name, or one the initials of the other (NATO)."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return _plain(one) == _plain(other) or (short.isupper() and len(short) > 1 and short == initials)


def _shares_word(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(set(_plain(one).split()) & set(_plain(other).split()))


def _f1(hits: int, predicted: int, asked: int, recalled: int | None = None) -> float:
    precision, recall = hits / max(predicted, 1), (hits if recalled is None else recalled) / max(asked, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
