"""How well quotes were found in the invented gold of ``tests/gold/quotes.jsonl``, item by item and form by form.

Two contents agree by the intersection over union of their words: at .3 a quote is found, at .8 its boundaries are right as
well. It is attributed when the boundaries are right and the speaker's words overlap, or when nobody speaks and none was named.
Kinds and cues are for the reader, and not judged.

    python -m tests.quotes.scoring                    the table of forms, and what is wrong with each failing item
    python -m tests.quotes.scoring --refresh          write tests/gold/quotes_known_failures.txt anew

A gold line is ``{"id", "form", "text", "quotes": [{"kind", "parts", "speaker", "cue"}], "note"}``. A span is the substring
itself, or ``{"text", "nth"}`` (from 1) where it stands in the text more than once. A quote with ``"optional": true`` is neither
asked for nor counted against who finds it (the words of a mark that never closes; speech inside another's speech).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

GOLD = Path(__file__).resolve().parent.parent / "gold" / "quotes.jsonl"
KNOWN_FAILURES = GOLD.with_name("quotes_known_failures.txt")
KINDS = ("direct", "mixed", "indirect")
FOUND, BOUNDED = 0.3, 0.8
FAULTS = ("missed ", "boundaries of ", "speaker of ", "too many: ")

Span = tuple[int, int]


class Expected(NamedTuple):
    """A quote of the gold: ``parts`` are its spans in reading order, ``speaker`` is None where nobody is named."""

    kind: str
    parts: list[Span]
    speaker: Span | None
    cue: Span | None
    optional: bool


class Item(NamedTuple):
    """A text of the gold with the quotes that a reader finds in it."""

    id: str
    form: str
    text: str
    quotes: list[Expected]
    note: str | None


class JudgedQuote(NamedTuple):
    """A quote that the engine found, as far as it is judged."""

    parts: list[Span]
    speaker: Span | None


class Verdict(NamedTuple):
    """What became of an item: how many quotes were asked for, predicted, found, bounded and attributed, and what is wrong."""

    item: Item
    asked: int
    predicted: int
    found: int
    bounded: int
    attributed: int
    faults: list[str]


class ScoreRow(NamedTuple):
    """A line of the table: F1 at .3, at .8, and attributed (None where the form asks for no quote); ``exact`` is the share
    of items with every quote bounded and attributed, and none too many."""

    items: int
    asked: int
    predicted: int
    found: float | None
    bounded: float | None
    attributed: float | None
    exact: float


def load(path: Path = GOLD) -> list[Item]:
    """The items of a gold file; ValueError names the file, the line and what does not stand in the text."""
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        try:
            quotes = [_expected(row["text"], q) for q in row["quotes"]]
        except ValueError as error:
            raise ValueError(f"{path}, line {number}, {row['id']}: {error}") from error
        items.append(Item(row["id"], row["form"], row["text"], quotes, row.get("note")))
    return items


def _expected(text: str, quote: dict[str, Any]) -> Expected:
    if quote["kind"] not in KINDS:
        raise ValueError(f"kind {quote['kind']!r} is none of {', '.join(KINDS)}")
    speaker, cue = quote["speaker"], quote["cue"]
    return Expected(
        quote["kind"],
        [locate(text, part) for part in quote["parts"]],
        locate(text, speaker) if speaker else None,
        locate(text, cue) if cue else None,
        quote.get("optional", False),
    )


def locate(text: str, wanted: str | dict[str, Any]) -> Span:
    """Where a substring stands; ValueError where it is not there, or there twice and no ``nth`` tells which.

    >>> locate("so he said so", "he"), locate("so he said so", {"text": "so", "nth": 2})
    ((3, 5), (11, 13))
    """
    part, nth = (wanted, None) if isinstance(wanted, str) else (wanted["text"], wanted["nth"])
    places = [m.start() for m in re.finditer(f"(?={re.escape(part)})", text)]
    if not places or (nth is None and len(places) > 1) or (nth is not None and not 1 <= nth <= len(places)):
        raise ValueError(f"{part!r} stands {len(places)} times in the text, nth is {nth}")
    start = places[(nth or 1) - 1]
    return start, start + len(part)


def words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The offsets of the words that begin in the spans; a word keeps its inner apostrophes.

    >>> sorted(words("It’s ours", [(0, 9)]))
    [0, 5]
    """
    return frozenset(a + m.start() for a, b in spans for m in re.finditer(r"\w+(?:['’]\w+)*", text[a:b]))


def judge(item: Item, found: Sequence[JudgedQuote]) -> Verdict:
    """Compare what was found in an item with its gold.

    >>> gold = Item("x", "direct", "“We won,” she said.", [Expected("direct", [(0, 9)], (10, 13), (14, 18), False)], None)
    >>> judge(gold, [JudgedQuote([(0, 9)], (10, 13))])[1:]
    (1, 1, 1, 1, 1, [])
    >>> judge(gold, [JudgedQuote([(0, 9)], None)]).faults
    ['speaker of “We won,” is nobody, not she']
    """
    text = item.text
    asked = [(q, words(text, q.parts)) for q in item.quotes if not q.optional]
    optional = [words(text, q.parts) for q in item.quotes if q.optional]
    predicted = [(f, words(text, f.parts)) for f in found]
    loose = _pairs([w for _, w in asked], [w for _, w in predicted], FOUND)
    tight = _pairs([w for _, w in asked], [w for _, w in predicted], BOUNDED)
    # A prediction that answers nothing is forgiven where most of its words are optional ones.
    forgiven = {
        j for j, (_, w) in enumerate(predicted) if j not in loose.values() and any(2 * len(w & o) >= len(w) for o in optional)
    } | {j for j, (_, w) in enumerate(predicted) if not w}
    faults, attributed = [], 0
    for i, (quote, _) in enumerate(asked):
        name = _shown(text, quote.parts)
        if i not in tight:
            near = f", at best {_shown(text, predicted[loose[i]][0].parts)}" if i in loose else ""
            faults.append(f"boundaries of {name}{near}" if near else f"missed {name}")
        pair = tight.get(i, loose.get(i))
        if pair is None:
            continue
        speaker = predicted[pair][0].speaker
        if _same_speaker(text, quote.speaker, speaker):
            attributed += i in tight
        else:
            named, right = (_shown(text, [s] if s else []) for s in (speaker, quote.speaker))
            faults.append(f"speaker of {name} is {named}, not {right}")
    answered = forgiven.union(loose.values(), tight.values())
    faults += [f"too many: {_shown(text, f.parts)}" for j, (f, _) in enumerate(predicted) if j not in answered]
    return Verdict(item, len(asked), len(predicted) - len(forgiven), len(loose), len(tight), attributed, faults)


def _pairs(gold: list[frozenset[int]], predicted: list[frozenset[int]], floor: float) -> dict[int, int]:
    """Pairs one to one, best overlap first: number in gold -> number in predicted."""
    overlaps = [(len(g & p) / len(g | p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if g & p]
    found: dict[int, int] = {}
    taken = set()
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap >= floor and -i not in found and -j not in taken:
            found[-i] = -j
            taken.add(-j)
    return found


def _same_speaker(text: str, gold: Span | None, predicted: Span | None) -> bool:
    if gold is None or predicted is None:
        return gold is predicted
    return bool(words(text, [gold]) & words(text, [predicted]))


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[a:b].replace("\n", " ") for a, b in spans) if spans else "nobody"


def tally(verdicts: Sequence[Verdict]) -> dict[str, ScoreRow]:
    """One row a form, in the gold's order, and one named ``all``."""
    forms = dict.fromkeys(v.item.form for v in verdicts)
    return {form: _row([v for v in verdicts if v.item.form == form]) for form in forms} | {"all": _row(verdicts)}


def _row(verdicts: Sequence[Verdict]) -> ScoreRow:
    asked, predicted = sum(v.asked for v in verdicts), sum(v.predicted for v in verdicts)

    def f1(hits: int) -> float | None:
        return 2 * hits / (asked + predicted) if asked else None

    found, bounded, attributed = (f1(sum(getattr(v, field) for v in verdicts)) for field in ("found", "bounded", "attributed"))
    exact = sum(not v.faults for v in verdicts) / len(verdicts)
    return ScoreRow(len(verdicts), asked, predicted, found, bounded, attributed, exact)


def table(rows: dict[str, ScoreRow]) -> str:
    """The rows as text, one form a line."""
    lines = [f"{'form':13}{'items':>6}{'asked':>7}{'predicted':>11}{'found@.3':>10}{'found@.8':>10}{'attributed':>12}{'exact':>7}"]
    for form, row in rows.items():
        scores = ["-" if s is None else f"{s:.3f}" for s in row[3:]]
        lines.append(
            f"{form:13}{row.items:>6}{row.asked:>7}{row.predicted:>11}{scores[0]:>10}{scores[1]:>10}{scores[2]:>12}{scores[3]:>7}"
        )
    return "\n".join(lines)


def known_failures(path: Path = KNOWN_FAILURES) -> dict[str, str]:
    """The items that are known to fail, and why: ``id: reason`` a line, ``#`` opens a remark."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return {name: reason.strip() for name, _, reason in (line.partition(":") for line in lines)}


def run_engine(texts: Sequence[str]) -> list[list[JudgedQuote]]:
    """What this project's engine finds in each text, all read together."""
    # Imported here, so that the gold and the scorer can be used without the engine.
    from analytics.quotes import find_quotes
    from analytics.text import read

    found = find_quotes([read(text) for text in texts])
    return [
        [JudgedQuote([(a, b) for a, b in q.parts], (q.speaker[0], q.speaker[1]) if q.speaker else None) for q in quotes]
        for quotes in found
    ]


def judge_all(items: Sequence[Item], engine: Callable[[Sequence[str]], list[list[JudgedQuote]]] = run_engine) -> list[Verdict]:
    """A verdict an item."""
    return [judge(item, quotes) for item, quotes in zip(items, engine([item.text for item in items]), strict=True)]


def refresh(failing: Sequence[Verdict], path: Path = KNOWN_FAILURES) -> None:
    """Write the known failures anew: remarks and reasons given by hand stay, other reasons say what was found this time."""
    reasons = {name: reason for name, reason in known_failures(path).items() if not reason.startswith(FAULTS)}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for v in failing:
        more = f" (and {len(v.faults) - 1} more)" if len(v.faults) > 1 else ""
        lines.append(f"{v.item.id}: {reasons.get(v.item.id) or v.faults[0] + more}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Print the table and the failures; ``--refresh`` writes the known failures as well. 2 for an argument it does not know."""
    if list(arguments) not in ([], ["--refresh"]):
        sys.stderr.write(f"found {' '.join(arguments)}; accepted is --refresh, or nothing\n")
        return 2
    verdicts = judge_all(load())
    failing = [v for v in verdicts if v.faults]
    for v in failing:
        sys.stdout.write(f"{v.item.id}: {'; '.join(v.faults)}\n")
    sys.stdout.write(f"\n{table(tally(verdicts))}\n{len(failing)} of {len(verdicts)} items fail\n")
    if arguments:
        refresh(failing)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
