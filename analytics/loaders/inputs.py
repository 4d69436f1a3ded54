"""What the user points at, file by file: paths, folders and patterns."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analytics.tables import Skipped

_NOT_ARTICLES = re.compile(r"(?i)(readme|licen[cs]e|changelog|contributing|authors|notice)\b.*")
_MARKDOWN = {".md", ".markdown"}


class Source(NamedTuple):
    """A file to read: where it is, what reports call it (relative to what the user gave), and whether it was given by name."""

    path: Path
    label: str
    named: bool


def find_sources(inputs: Iterable[str | Path], suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    """The files behind the inputs, in the order given, a folder's own in the order of their names.

    A folder gives its files of the known ``suffixes`` at any depth; hidden files, and papers that go with data (README,
    LICENSE), are passed over; any other file is reported.
    """
    for given in inputs:
        path = Path(given)
        if _is(path, Path.is_dir):
            yield from _in_folder(path, suffixes)
        elif _is(path, Path.is_file):
            yield Source(path, path.name, True)
        elif _is(path, Path.exists):
            yield Skipped(
                str(given), None, "neither a file nor a folder; accepted: a file, a folder, or a pattern such as news/*.txt"
            )
        elif matches := _matching(str(given)):
            for match in map(Path, matches):
                if match.is_dir():
                    yield from _in_folder(match, suffixes)
                else:
                    yield Source(match, match.name, True)
        else:
            yield Skipped(str(given), None, "no such file or folder; accepted: a file, a folder, or a pattern such as news/*.txt")


def _is(path: Path, asked: Callable[[Path], bool]) -> bool:
    """What a path is; a name that no file can have is nothing."""
    try:
        return asked(path)
    except (OSError, ValueError):
        return False


def _matching(pattern: str) -> list[str]:
    """The paths that fit a pattern; none where it holds what no file name can."""
    return [] if "\0" in pattern else sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern


def _in_folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    found = False
    base = folder.resolve().name
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith((".", "__")) for part in inside.parts) or not path.is_file():
            continue
        label = f"{base}/{inside.as_posix()}"
        suffix = path.suffix.lower()
        if _NOT_ARTICLES.fullmatch(path.name) and suffix not in suffixes - _MARKDOWN - {".txt", ".text"}:
            continue
        if suffix in _MARKDOWN and not _has_front_matter(path):
            continue
        found = True
        if suffix in suffixes:
            yield Source(path, label, False)
        else:
            yield Skipped(label, None, f"{suffix or 'no ending'} is no format read here; accepted: {' '.join(sorted(suffixes))}")
    if not found:
        yield Skipped(base, None, f"a folder without articles; accepted: files ending in {' '.join(sorted(suffixes))}")


def _has_front_matter(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
