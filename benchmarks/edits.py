"""Time from an edit of an actor to linked names, with many distinct names, and the time of a query with and without edits.

    python -m benchmarks.edits [--names N] [--articles N]

The library is invented, in a temporary folder: each article names ten actors. An edit reads no article, so its time should depend
on the number of names only: compare two numbers of articles.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

EACH = 10  # mentions per article


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=300_000)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()

    from analytics.actors.edits import Edit
    from analytics.library import Library
    from analytics.queries import counts
    from analytics.queries.filters import Filters
    from analytics.tasks import edit_actors

    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library", create=True) as library:
        for at in range(0, options.articles, 20_000):
            library.add(_rows(at, min(at + 20_000, options.articles), options.names))
        say("count, join and link the names", library.relink)
        names = len(library.joined())
        say("a query (all totals)", lambda: counts.totals(library, Filters()))
        merge = Edit(0, "", "hand", "merge", _name(1), "person", to=_name(2), to_type="person")
        hide = Edit(0, "", "hand", "hide", _name(3), "person")
        move = Edit(0, "", "hand", "split", _name(4), "person", outlet="Outlet 1", to=_name(5), to_type="person")
        say("preview a merge", lambda: edit_actors.preview(library, merge))
        say("merge two actors", lambda: edit_actors.make(library, [merge]))
        say("undo it", lambda: edit_actors.undo(library))
        say("hide an actor", lambda: edit_actors.make(library, [hide]))
        say("move an outlet's name to another actor", lambda: edit_actors.make(library, [move]))
        say("a query (all totals), after these edits", lambda: counts.totals(library, Filters()))
        print(f"{names:,} distinct names, {options.articles:,} articles, {options.articles * EACH:,} mentions")


def say(what: str, work: Callable[[], Any]) -> None:
    """Run some work once, and print its wall time and processor time."""
    begin, busy = time.perf_counter(), time.process_time()
    work()
    print(f"{what:42} {time.perf_counter() - begin:6.2f} s, {time.process_time() - busy:6.2f} s of processor", flush=True)


def _name(number: int) -> str:
    return f"Given{number % 907} Name{number}"


def _rows(first: int, end: int, names: int) -> Any:
    from analytics.tables import Article, Mention, Sentence, Tables, frame

    when = pd.Timestamp("2026-01-01", tz="UTC")
    articles, sentences, found = [], [], []
    for number in range(first, end):
        key, text = f"a{number}", ""
        for at in range(EACH):
            name = _name((number * EACH + at) % names)
            found.append(Mention(key, 0, len(text), len(text) + len(name), name, name, "person", None, None))
            text += f"{name} "
        day = when + pd.Timedelta(days=number % 365)
        outlet = f"Outlet {number % 40}"
        articles.append(Article(key, None, text, day, outlet, None, None, "en", 2 * EACH, None, None, None, "invented", None))
        sentences.append(Sentence(key, 0, 0, len(text), 0.0))
    return Tables(frame("articles", articles), frame("sentences", sentences), frame("quotes"), frame("mentions", found))


if __name__ == "__main__":
    main()
