"""Saved pages of invented outlets: title, day and words right, of our loader and of trafilatura alone.

    python -m benchmarks.pages [--all] [--losses]

What is right is defined in `evaluation.pages`. ``--all`` lists every page, not only those with something wrong; ``--losses``
repeats the count without each of the things that real pages often lack.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from evaluation.pages import Found, alone, judge, made, ours, right
from evaluation.press.losses import LOSSES


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="list every page")
    parser.add_argument("--losses", action="store_true", help="count again without what pages may lack (a minute)")
    options = parser.parse_args()
    pages = made()
    readers: dict[str, Callable[[str], Found]] = {"ours": ours, "trafilatura": alone}
    found = {name: [read(page.html) for page in pages] for name, read in readers.items()}
    judged = {name: [judge(page, one) for page, one in zip(pages, found[name], strict=True)] for name in readers}
    print(f"{len(pages)} pages        title   day  words")
    for name, marks in judged.items():
        print(f"{name:16} " + "  ".join(f"{share / len(pages):.3f}" for share in right(marks)))
    if options.losses:
        print("\nwithout                            ours: title, day, words   trafilatura")
        for loss in LOSSES:
            changed = made(loss)
            counts = [right([judge(page, read(page.html)) for page in changed]) for read in readers.values()]
            print(f"{loss:34} {counts[0]!s:25} {counts[1]}")
    for name in readers:
        print(f"\n{name}")
        for page, one, mark in zip(pages, found[name], judged[name], strict=True):
            wrong = [f"title {one.title!r}, not {page.title!r}"] * (not mark.title)
            wrong += [f"day {one.day or 'none'}, not {page.day}"] * (not mark.day)
            wrong += [f"words {mark.overlap:.2f} ({len(one.text.split())} of {len(page.text.split())})"] * (mark.overlap < 0.8)
            if wrong or options.all:
                print(f"  {page.manner}: {'; '.join(wrong) or f'right, words {mark.overlap:.2f}'}")


if __name__ == "__main__":
    main()
