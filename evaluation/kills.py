"""Kill runs at random moments and compare what they end with to a run that was not killed.

Each round, a process analyses a folder of articles in small batches, or changes a library made so, and is killed (SIGKILL):
every other time after a random part of the seconds that a whole run takes, which falls anywhere, and every other time right before
a random one of its steps on files of the library (a file opened, renamed, removed, a folder made), which falls where harm would be
done. The library's files are checked after each kill, its rows after every fifth; the round goes on until a process gets to the
end. Rounds go on until there have been as many kills.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

ARTICLES, BATCH = 24, 3
WHAT = ("analyse", "import page", "edit", "set", "remove", "reanalyse", "compact", "repair")
NEW = ("analyse", "import page")  # what begins without a library
EDITS = 8
ALL_RULES = 5  # kills after which the rows are checked as well as the files, which takes ten times as long
DETAILS = (
    b'{"at":"2026-01-01T00:00:00Z","what":"set","where":{"loaded_from":"*.csv"},"values":{"outlet":"Quillon Post","year":2025}}\n'
)


class Survived(NamedTuple):
    """How many kills there were, after how many a batch was there in part or a check failed, how many rounds had the tables of a
    run that was left alone, and the files in which the others differ."""

    kills: int
    harmed: int
    rounds: int
    same: int
    differing: tuple[str, ...] = ()


def survive(folder: Path, kills: int, seed: int, what: str = "analyse") -> Survived:
    """Kill as often as asked, in ``folder``, what analyses or what changes a library."""
    from analytics.library import Library, LibraryError
    from analytics.library.checks import find_file_problems, find_problems

    pile = folder / "pile.csv"
    pile.write_text("id,text\n" + "".join(_row(n) for n in range(ARTICLES)), encoding="utf-8")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analytics.tasks.ingest", "evaluation.warmed"])
    whole, made = folder / "whole", folder / "made"
    if what not in NEW:
        _run(context, "make", pile, made, None)
        if what == "repair":
            _damage(made)
        shutil.copytree(made, whole)
    steps = context.RawValue("q", 0)
    _run(context, what, pile, whole, None, steps)
    longest = _seconds_of_a_run(context, what, pile, made, folder / "timed")  # the first has to start the server of processes
    wanted = tables_of(whole)
    most = steps.value
    rng = random.Random(seed)
    killed = harmed = rounds = same = 0
    differing: set[str] = set()
    allowed = {"name is not linked to an actor"}
    if what == "repair":  # what is being repaired is found until it is
        with Library(made) as held:
            allowed |= {problem.what for problem in find_problems(held)}
    while killed < kills:
        library = folder / f"killed-{rounds}"
        rounds += 1
        if made.exists():
            shutil.copytree(made, library)
        while True:
            steps.value = -rng.randint(1, most) if killed < kills and killed % 2 else 0
            seconds = rng.uniform(0, longest) if killed < kills and not steps.value else None
            if not _run(context, what, pile, library, seconds, steps):
                break
            killed += 1
            try:
                with Library(library) as held:
                    find = find_file_problems if killed % ALL_RULES else find_problems
                    problems = [problem for problem in find(held) if problem.what not in allowed]
            except LibraryError:
                problems = [] if not (library / "batches").is_dir() or not any((library / "batches").iterdir()) else [None]
            harmed += bool(problems)
        found = tables_of(library)
        same += found == wanted
        differing |= {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}
        shutil.rmtree(library)
    return Survived(killed, harmed, rounds, same, tuple(sorted(differing)))


def tables_of(library: Path) -> dict[str, str]:
    """A hash of every file of a library but its lock and the record of runs, which contains the time of each run."""
    files = (path for path in sorted(library.rglob("*")) if path.is_file() and path.name not in {".lock", "runs.jsonl"})
    return {path.relative_to(library).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


Context = multiprocessing.context.ForkServerContext


def _seconds_of_a_run(context: Context, what: str, pile: Path, made: Path, library: Path) -> float:
    if made.exists():
        shutil.copytree(made, library)
    began = time.monotonic()
    _run(context, what, pile, library, None)
    return time.monotonic() - began


def _run(context: Context, what: str, pile: Path, library: Path, seconds: float | None, steps: Any = None) -> bool:
    """Do it in a process of its own, killed after some seconds, or by itself when ``steps``, which counts up its steps on files
    of the library, comes to 0; whether it was."""
    process = context.Process(target=_counted, args=(what, pile, library, steps))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode != 0


def _counted(what: str, pile: Path, library: Path, steps: Any) -> None:
    below = f"{library}{os.sep}"

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(("open", "os.")) and arguments and str(arguments[0]).startswith(below):
            steps.value += 1
            if not steps.value:
                os.kill(os.getpid(), signal.SIGKILL)

    if steps is not None:
        sys.addaudithook(count)
    (_analyse if what in (*NEW, "make") else _change)(what, pile, library)


def _change(what: str, pile: Path, library: Path) -> None:
    from analytics.library import Library
    from analytics.tasks import edit_actors, edit_articles, maintenance

    with Library(library) as held:
        if what == "remove":
            maintenance.remove(held, maintenance.Removal(frozenset(f"a{n}" for n in range(0, ARTICLES, 3)), frozenset()))
        elif what == "reanalyse":
            for _ in maintenance.reanalyse(held):
                pass
        elif what == "set":
            edit_articles.import_edits(held, DETAILS, "details")
        elif what == "edit":
            for number in range(EDITS):
                edit_actors.import_edits(held, _edit(number), "edits.csv")
        elif what == "repair":
            maintenance.repair(held)
        else:
            held.compact(2, whole=True)
            maintenance.relink_if_needed(held)


def _analyse(what: str, pile: Path, library: Path) -> None:
    from analytics.library import Library
    from analytics.library import library as room
    from analytics.tasks.background import Job, steps
    from analytics.tasks.ingest import take_in

    if what == "make":
        room.engine = lambda: "another"  # so that there is something to analyse again
    if what == "import page":
        for _ in steps(Job(str(library), (str(pile),)), threading.Event()):
            pass
        return
    with Library(library, create=True) as held:
        for _ in take_in(held, [pile], size=BATCH):
            pass


def _edit(number: int) -> bytes:
    """An edit as a file that can be imported again and again, at a given time."""
    return (
        "what,actor,type,names,written,outlet,article,to,to_type,at\n"
        f"split,Mara Ode,person,,,,a{number},Ada Quill {number % 3},person,2026-01-01T00:00:{number:02}Z\n"
    ).encode()


def _damage(library: Path) -> None:
    """Truncate a file of every third batch, which repair makes again from the articles."""
    for batch in sorted((library / "batches").iterdir())[::3]:
        path = batch / "quotes.parquet"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _row(number: int) -> str:
    return (
        f'a{number},"The port of Quillon was shut for {number} days. “We will not sail,” said Mara Ode, its master no. {number}."\n'
    )
