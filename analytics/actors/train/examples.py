"""Training examples of speakers: marked articles with their marked quotes and names, and with those that the engine finds."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from analytics.actors.asked import BODY, NAMED, ROLE, Asked, ask
from analytics.actors.clues import FIRM_WORDS, Clues
from analytics.actors.descriptions import HONORIFICS
from analytics.actors.genders import read_genders
from analytics.actors.lexis import Lexis
from analytics.actors.mentions import find_mentions
from analytics.actors.nouns import ORGANISATION, PERSON, noun_kind
from analytics.actors.rows import FoundMention
from analytics.actors.scene import Scene
from analytics.actors.speakers import as_asked, where
from analytics.actors.speech import GROUP, UNNAMED
from analytics.quotes import find_quotes
from analytics.quotes.find import FoundQuote
from analytics.text import Document, read


class Marked(NamedTuple):
    """A quote: character spans of its parts, its speaker and its cue."""

    parts: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    rule: str = ""


class Example(NamedTuple):
    """A training article: its quotes in the order of the text, and the right answers to each (None: unknown).

    ``found``: whether quotes and names are those that the engine finds; ``types``: the marked types of speaker.
    """

    id: str
    outlet: str
    found: bool
    scene: Scene
    clues: Clues
    asked: list[Asked]
    right: list[set[int] | None]
    order: list[int]
    types: Sequence[str | None] = ()


def marked_quotes(row: dict[str, Any]) -> list[Marked]:
    """The gold's attributions as quotes."""
    return [
        Marked(
            [(a, b) for a, b in q["content"]],
            (q["source"][0][0], q["source"][-1][1]) if q["source"] else None,
            (q["cue"][0][0], q["cue"][-1][1]) if q["cue"] else None,
        )
        for q in row["attributions"]
    ]


def marked_mentions(scorer: ModuleType, row: dict[str, Any], names: dict[str, Any]) -> list[FoundMention]:
    """The mentions of the gold's actors in the text."""
    text, actors = row["text"], names["actors"]
    spans = sorted(scorer.mentions(text, actors))
    found: list[FoundMention] = []
    for a, b, k in spans:
        if found and a < found[-1].end:
            continue
        found.append(FoundMention(a, b, text[a:b], actors[k]["name"], actors[k]["type"]))
    return found


def load_scorer(folder: Path, name: str) -> ModuleType:
    """Load a scorer beside the gold; it may import its neighbours. Raises ValueError where it does not exist."""
    path = folder / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ValueError(f"{path} does not exist. Expected the folder of the gold, with its scorers.")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    spec.loader.exec_module(module)
    sys.path.remove(str(folder))
    return module


def marked_articles(folder: Path, sets: Sequence[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Read articles of the gold with their marked speakers and actors."""
    for name in sets:
        lines = (folder / f"{name}_names.jsonl").read_text(encoding="utf-8").splitlines()
        names = {row["id"]: row for row in map(json.loads, lines)}
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in names:
                yield row, names[row["id"]]


class EngineArticle(NamedTuple):
    """A marked article with its marked speakers and actors, and what the engine finds in it."""

    row: dict[str, Any]
    names: dict[str, Any]
    document: Document
    quotes: list[FoundQuote]
    mentions: list[FoundMention]


def engine_articles(folder: Path, sets: Sequence[str]) -> list[EngineArticle]:
    """Read marked articles and find their quotes and names."""
    rows = list(marked_articles(folder, sets))
    documents = [read(row["text"]) for row, _ in rows]
    return [
        EngineArticle(row, names, document, quotes, find_mentions(document, quotes))
        for (row, names), document, quotes in zip(rows, documents, find_quotes(documents), strict=True)
    ]


def examples(folder: Path, articles: Sequence[EngineArticle], lexis: Lexis) -> list[Example]:
    """Make two examples of each article: with the marked quotes and names, and with those that the engine finds."""
    names_scorer, quotes_scorer = load_scorer(folder, "score_names"), load_scorer(folder, "score_quotes")
    found = []
    for row, names, document, quotes, mentions in articles:
        marked = marked_quotes(row)
        key = (row["id"], row.get("outlet") or row.get("publisher") or "")
        own = example(document, marked, marked_mentions(names_scorer, row, names), lexis, *key, found=False)
        found.append(answered(own, names_scorer, names, {n: n for n in range(len(marked))}))
        wanted = [quotes_scorer.words(row["text"], q.parts) for q in marked]
        match = quotes_scorer.match(wanted, [quotes_scorer.words(row["text"], q.parts) for q in quotes], 0.3) if quotes else {}
        engine = example(document, quotes, mentions, lexis, *key, found=True)
        found.append(answered(engine, names_scorer, names, {n: gold for gold, n in match.items()}))
    return found


def example(
    document: Document, quotes: Sequence[Any], mentions: Sequence[FoundMention], lexis: Lexis, key: str, outlet: str, *, found: bool
) -> Example:
    """Make an example of an article's quotes, without answers."""
    scene = Scene.of(document, mentions)
    read_genders(scene)
    clues = Clues(scene, lexis)
    order = sorted(range(len(quotes)), key=lambda n: where(quotes[n]))
    asked = [as_asked(scene, quotes[n]) for n in order]
    return Example(key, outlet, found, scene, clues, asked, [None] * len(asked), order)


def masked(found: Example, rng: random.Random) -> dict[int, Asked]:
    """Replace speakers' names by nouns for them ("the bank" for Arn Bank): the name's last word, or an earlier description. This
    teaches the meaning of roles, of which the articles have few. The keys are numbers of quotes."""
    made: dict[int, Asked] = {}
    for n, (q, right) in enumerate(zip(found.asked, found.right, strict=True)):
        actors = {found.scene.mentions[m].actor for m in q.here}
        if q.kind != NAMED or len(actors) != 1 or right != actors:
            continue
        actor = found.scene.actors[next(iter(actors))]
        if actor.type == "country":
            continue
        wanted = PERSON if actor.type == "person" else ORGANISATION
        nouns = [d.noun for d in actor.descriptions if d.past <= q.i and d.noun not in HONORIFICS]
        if actor.type == "organisation":
            nouns += actor.words
            nouns += ["company", "firm"] if actor.owned & FIRM_WORDS else []
        nouns = [w for w in nouns if noun_kind(w) == wanted]
        if nouns:
            noun = rng.choice(nouns)
            kind = ROLE if actor.type == "person" else BODY
            made[n] = q._replace(kind=kind, noun=noun, here=(), instead=noun, text="the " + noun)
    return made


def cut(found: Example) -> dict[int, Asked]:
    """Cut speakers' words to the description beside the name ("a dairy farmer" of "Ada Quill, a dairy farmer"), as inexact spans
    do; the name beside it is still the speaker. The keys are numbers of quotes."""
    made: dict[int, Asked] = {}
    scene = found.scene
    lower = scene.document.lower
    for n, (q, right) in enumerate(zip(found.asked, found.right, strict=True)):
        actors = {scene.mentions[m].actor for m in q.here}
        if q.kind != NAMED or len(actors) != 1 or right != actors:
            continue
        first, end, _ = scene.mentions[q.here[0]]
        inside = [d for m in q.here for d in scene.described.get(m, []) if q.i <= d.first and d.past <= q.j]
        for d in inside[:1]:
            i, j = (q.i, first - (lower[first - 1] == ",")) if d.first < first else (end + 1, q.j)
            if i < j and not scene.between(i, j):
                made[n] = ask(scene, i, j, q.content, q.cue)
    return made


def answered(found: Example, scorer: ModuleType, names: dict[str, Any], gold_of: dict[int, int]) -> Example:
    """Add the right answers to an example; ``gold_of`` maps a quote to its marked attribution."""
    speakers = {s["i"]: s for s in names["speakers"]}
    right: list[set[int] | None] = []
    types: list[str | None] = []
    for n in found.order:
        speaker = speakers.get(gold_of.get(n, -1))
        types.append(speaker["type"] if speaker else None)
        if speaker is None:
            right.append(None)
        elif speaker["type"] == "group":
            right.append({GROUP})
        elif speaker["type"] not in scorer.NAMED:
            right.append({UNNAMED})
        else:
            own = {a.number for a in found.scene.actors if scorer.right_name(a.name, speaker, names["actors"])}
            right.append(own or {UNNAMED})
    return found._replace(right=right, types=types)
