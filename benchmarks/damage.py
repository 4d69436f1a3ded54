"""Libraries with a damaged file: whether they open, answer from the rest, name what is lost, and are repaired completely.

    python -m benchmarks.damage [--tries N] [--seed N]

Each try copies a small library of several batches and damages one of its files at random: truncates it, empties it, overwrites
part of it with random bytes, or removes it. The library must open and answer queries, and list the damage; then, in turn, `repair`
or a new analysis of the same input must bring back the same tables. Exit code 1 where a try fails.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ARTICLES, BATCH = 24, 6
WAYS = ("truncated", "emptied", "random bytes", "missing")
TABLES = ("articles", "sentences", "quotes", "mentions", "skipped", "actors", "names")
Rows = dict[str, list[tuple[str, ...]]]


class Try(NamedTuple):
    """One try: the file, what happened to it, and whether the library opened, answered, named the loss, and was repaired."""

    file: str
    way: str
    opened: bool
    answered: bool
    named: bool
    repaired: bool

    @property
    def passed(self) -> bool:
        """Whether everything went well."""
        return self.opened and self.answered and self.named and self.repaired


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.damage", description="Damage libraries and repair them.")
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tries = damage(Path(folder), chosen.tries, chosen.seed)
    for one in tries:
        if not one.passed:
            print(one)
    for name in ("opened", "answered", "named", "repaired", "passed"):
        print(f"{name:10} {sum(getattr(one, name) for one in tries)} of {len(tries)}")
    return 0 if all(one.passed for one in tries) else 1


def damage(folder: Path, tries: int, seed: int) -> list[Try]:
    """Damage a library in ``folder`` so many times, and return what happened each time."""
    rng = random.Random(seed)
    pile, whole = folder / "pile", folder / "whole"
    pile.mkdir()
    for part in range(ARTICLES // BATCH):
        lines = "".join(_row(n) for n in range(part * BATCH, (part + 1) * BATCH))
        (pile / f"{part}.csv").write_text(f"id,text\n{lines}", encoding="utf-8")
    analyse(pile, whole)
    wanted = rows_of(whole)
    files = sorted(p.relative_to(whole) for p in whole.rglob("*") if p.is_file() and p.name not in (".lock", "runs.jsonl"))
    found = []
    for number in range(tries):
        library = folder / "library"
        shutil.rmtree(library, ignore_errors=True)
        shutil.copytree(whole, library)
        found.append(_try(library, rng.choice(files), rng.choice(WAYS), rng, pile, wanted, by_repair=number % 2 == 0))
    return found


def analyse(pile: Path, library: Path) -> None:
    """Analyse the input into a library of several batches."""
    from analytics.library import Library
    from analytics.tasks.ingest import take_in

    with Library(library, create=True) as held:
        for _ in take_in(held, [pile], size=BATCH):
            pass


def rows_of(library: Path) -> Rows:
    """Return all rows of all tables, sorted."""
    from analytics.library import Library

    with Library(library) as held:
        return {
            name: [tuple(map(str, row)) for row in held.query(f"SELECT * FROM {name} ORDER BY ALL").to_numpy()] for name in TABLES
        }


def _try(library: Path, file: Path, way: str, rng: random.Random, pile: Path, wanted: Rows, *, by_repair: bool) -> Try:
    from analytics.library import Library
    from analytics.library.checks import find_problems
    from analytics.tasks.maintenance import repair

    _spoil(library / file, way, rng)
    opened = answered = named = repaired = False
    try:
        with Library(library) as held:
            opened = True
            for name in TABLES:
                held.query(f"SELECT * FROM {name}")
            held.count("SELECT count(*) FROM counted_quotes")
            answered = True
            named = bool(list(find_problems(held))) or file.name not in NAMED
            if by_repair:
                os.chdir(pile.parent)  # inputs are recorded as they were named
                repair(held)
        if not by_repair:
            analyse(pile, library)
        with Library(library) as held:
            repaired = not list(find_problems(held)) and rows_of(library) == wanted
    except Exception as error:  # noqa: BLE001 - whatever it is, the try has failed
        print(f"{file}, {way}: {type(error).__name__}: {error}", file=sys.stderr)
    return Try(file.as_posix(), way, opened, answered, named, repaired)


NAMED = tuple(f"{name}.parquet" for name in ("articles", "sentences", "quotes", "mentions", "skipped"))
"""The files whose damage loses rows; the others are made again without a loss."""


def _spoil(path: Path, way: str, rng: random.Random) -> None:
    data = path.read_bytes()
    if way == "missing":
        path.unlink()
    elif way == "emptied":
        path.write_bytes(b"")
    elif way == "truncated":
        path.write_bytes(data[: rng.randrange(len(data))])
    else:
        at = rng.randrange(len(data))
        noise = rng.randbytes(rng.randint(1, max(len(data) // 4, 1)))
        path.write_bytes((data[:at] + noise + data[at + len(noise) :])[: len(data)])


def _row(number: int) -> str:
    return f'a{number},"The port of Quillon shut for {number} days. “We will not sail,” said Mara Ode, its master no. {number}."\n'


if __name__ == "__main__":
    sys.exit(main())
