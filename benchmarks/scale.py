"""How a library of many articles answers: the question behind each chart, opening it, adding to it, memory and bytes.

    python -m benchmarks.scale LIBRARY [--runs 3] [--only open questions search add bytes]

LIBRARY is made by `python -m benchmarks.large_library`; a part that adds articles leaves them there. Seconds are of CPU (all
threads), since other programs may run beside it, and after the stroke of wall time; each is the median of ``--runs`` after one that
is not counted. Filters differ by a day from run to run, so that no kept answer is measured; without filters only sources keep any.

- open: the views and the counted tables, from nothing (the file of counted tables deleted), and again from their file.
- questions: without filters, and with three: an outlet, a year, and quotes of at least .5 confidence or the most named actor.
- search: articles by a word, a phrase, two words close to each other.
- add: 100 articles, as an import ends: rows written, copies found, names linked, counted tables brought up to date.
- bytes: of each table per article, over the gzipped text.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from analytics.library import Library
from analytics.library.counted_files import FOLDER
from analytics.queries import base, compare, counts, one_actor, pairs, sources, tone
from analytics.queries.filters import Filters
from analytics.queries.missing import missing
from analytics.queries.near import named_with
from analytics.queries.rows import select
from benchmarks import large_library

PARTS = ("open", "questions", "search", "add", "bytes")
Question = Callable[[Library, Filters], object]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("library", type=Path, help="the library")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each question (default 3)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help="some of the parts")
    asked = parser.parse_args()
    if "open" in asked.only:
        shutil.rmtree(asked.library / FOLDER, ignore_errors=True)
        print(f"open, from nothing       {_taken(lambda: _open(asked.library))}", flush=True)
        print(f"open, from its file      {_taken(lambda: _open(asked.library))}", flush=True)
    with Library(asked.library) as library:
        base.reach(library, Filters())
        if "questions" in asked.only:
            _ask(library, asked.runs)
        if "search" in asked.only:
            for words in ("committee", '"the committee"', "committee NEAR/5 mayor"):
                taken = _taken(lambda words=words: counts.totals(library, Filters(words=words)))  # type: ignore[misc]
                print(f"search {words:<30} {taken}", flush=True)
        if "add" in asked.only:
            _add(library)
        if "bytes" in asked.only:
            _bytes(library)
    print(f"peak memory of this program: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _open(path: Path) -> None:
    with Library(path) as library:
        counts.totals(library, Filters())


def _questions(library: Library) -> dict[str, Question]:
    """Return the questions behind the charts of all pages."""
    period = base.period_for(*base.reach(library, Filters()))
    top = tuple(counts.named(library, Filters(), 8)["actor"])
    said = tuple(counts.speakers(library, Filters(), 8)["actor"])
    one = top[0]
    return {
        "totals": counts.totals,
        "missing": missing,
        "coverage": lambda lib, f: counts.coverage(lib, f, period),
        "speakers": counts.speakers,
        "named": counts.named,
        "said over time": lambda lib, f: counts.said_over_time(lib, f, said, period),
        "named over time": lambda lib, f: counts.named_over_time(lib, f, top, period),
        "named by outlet": lambda lib, f: counts.named_by_outlet(lib, f, top[:1]),
        "headlines of quotes": lambda lib, f: counts.examples(lib, f, "quotes", "actor", said),
        "headlines of mentions": lambda lib, f: counts.examples(lib, f, "mentions", "actor", top),
        "stances": counts.stances,
        "in headlines": counts.in_headlines,
        "actors": counts.actors,
        "actor types": counts.actor_types,
        "quoted about": pairs.about,
        "named together": pairs.together,
        "named with one": lambda lib, f: named_with(lib, f, one),
        "tone, overall": tone.overall_tone,
        "tone over time": lambda lib, f: tone.tone_over_time(lib, f, period),
        "tone by outlet": tone.sentence_tone_by_outlet,
        "tone of speakers": lambda lib, f: tone.quote_tone_by(lib, f, "actor"),
        "tone by and about": lambda lib, f: tone.said_by_and_about(lib, f, top),
        "tone toward actors": lambda lib, f: tone.toward_actors(lib, f, top),
        "tone toward, by outlet": lambda lib, f: tone.toward_by_outlet(lib, f, top),
        "tone toward, over time": lambda lib, f: tone.toward_over_time(lib, f, top, period),
        "sources by gender": lambda lib, f: sources.sources(lib, f, "gender"),
        "sources by role": lambda lib, f: sources.sources(lib, f, "role"),
        "one actor by outlet": lambda lib, f: one_actor.quoted_by_outlet(lib, f, said[0]),
        "quoted with one": lambda lib, f: one_actor.quoted_with(lib, f, said[0]),
        "compare two": lambda lib, f: compare.measures(lib, {a: f._replace(actors=(a,), role="speaker") for a in said[:2]}),
        "rows of quotes": lambda lib, f: select(lib, "quotes", f, limit=500),
        "rows of mentions": lambda lib, f: select(lib, "mentions", f, limit=500),
        "rows of articles": lambda lib, f: select(lib, "articles", f, limit=500),
    }


def _ask(library: Library, runs: int) -> None:
    outlet = str(library.query("SELECT outlet FROM articles GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")["outlet"][0])
    since, until = base.reach(library, Filters())
    year = date((since or date(2024, 1, 1)).year + 1, 1, 1)
    narrow = [Filters(outlets=(outlet,), since=year + timedelta(run), until=until, min_confidence=0.5) for run in range(runs + 1)]
    print(f"{'question':<24}{'no filter':>20}{'three filters':>20}    (CPU / wall seconds)")
    for name, ask in _questions(library).items():
        taken = [_median(ask, library, filters) for filters in ([Filters()] * (runs + 1), narrow)]
        print(f"{name:<24}{taken[0]:>20}{taken[1]:>20}", flush=True)


def _median(ask: Question, library: Library, filters: Sequence[Filters]) -> str:
    taken = [_clocks(lambda one=one: ask(library, one)) for one in filters][1:]  # type: ignore[misc]
    return "{:.3f} / {:.3f}".format(*(statistics.median(column) for column in zip(*taken, strict=True)))


def _taken(work: Callable[[], object]) -> str:
    return "{:.2f} / {:.2f}".format(*_clocks(work))


def _clocks(work: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU and wall seconds that work takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _add(library: Library) -> None:
    known = int(library.query("SELECT count(*) AS n FROM articles")["n"][0])
    made = large_library.patterns()
    steps: Sequence[tuple[str, Callable[[], object]]] = (
        ("rows", lambda: large_library.add(library.path, made, known, known + 100)),
        ("copies", library.regroup),
        ("links", library.relink),
        ("counted tables", lambda: counts.totals(library, Filters())),
    )
    for name, work in steps:
        print(f"add 100, {name:<16}{_taken(work)}", flush=True)


def _bytes(library: Library) -> None:
    articles = int(library.query("SELECT count(*) AS n FROM articles")["n"][0])
    some = library.query("SELECT text FROM articles USING SAMPLE 1000 ROWS (reservoir, 1)")["text"]
    text = sum(len(gzip.compress(one.encode())) for one in some) / len(some)
    files = [file for batch in library.batches() for file in batch.glob("*.parquet")]
    sizes = {name: sum(f.stat().st_size for f in files if f.stem == name) for name in sorted({f.stem for f in files})}
    sizes["links and copies"] = sum(f.stat().st_size for f in library.path.glob("*.parquet"))
    sizes["counted tables"] = sum(f.stat().st_size for f in (library.path / FOLDER).glob("*.duckdb"))
    print(f"gzipped text: {text:.0f} bytes per article")
    for name, size in {**sizes, "all": sum(sizes.values())}.items():
        print(f"{name:<20}{size / articles:>8.0f} bytes per article{size / articles / text:>8.2f}x", flush=True)


if __name__ == "__main__":
    main()
