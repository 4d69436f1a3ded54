"""The sample: invented articles that ship with the program, analysed on first use and kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from pathlib import Path

import platformdirs

from analytics import permission
from analytics.library import FORMAT, Library
from analytics.loaders import load
from analytics.pipeline import analyse
from analytics.versions import program_version

FOLDER = Path(__file__).resolve().parents[2] / "data" / "sample"
ALIASES = FOLDER.parent / "aliases.csv"


def sample_library() -> Path:
    """Return the library of the analysed sample, which is made on first use; two processes may make it at once.

    Raises FileNotFoundError where the sample articles are not installed.
    """
    if not FOLDER.is_dir():
        raise FileNotFoundError(f"{FOLDER}: no sample articles. Expected the folder data/sample beside the package.")
    ready = _ready()
    cache = ready.parent
    if is_ready():
        return ready
    cache.mkdir(parents=True, exist_ok=True)
    part = cache / f".sample-{uuid.uuid4().hex}"
    loaded = load(FOLDER)
    with permission.own_work(), Library(part, create=True) as library:
        library.add(analyse(loaded.articles), loaded.skipped)
        library.regroup()
        shutil.copyfile(ALIASES, part / "aliases.csv")  # the directory of countries has no invented one
        library.relink()
    if ready.exists() and not is_ready():  # the cache was cleaned in part
        ready.rename(cache / f".gone-{uuid.uuid4().hex}")
    try:
        part.rename(ready)
    except OSError:  # another process was first
        if not is_ready():
            raise
    for leftover in (part, *cache.glob(".gone-*")):
        shutil.rmtree(leftover, ignore_errors=True)
    return ready


def is_ready() -> bool:
    """Return whether the sample is analysed already, by this version."""
    return (_ready() / "quoteboard.json").exists()


def _ready() -> Path:
    """The folder of the analysed sample, also before it is made."""
    return Path(platformdirs.user_cache_dir("quoteboard", appauthor=False)) / f"sample-{_stamp()}"


def _stamp() -> str:
    """Return a hash of the articles, the library format, and the code and lexicons that analyse them."""
    digest = hashlib.sha256(f"{FORMAT} {program_version()}".encode())
    package = Path(__file__).resolve().parents[1]
    for folder, patterns in (
        (FOLDER, ("*",)),
        (ALIASES.parent, (ALIASES.name,)),
        (package, ("*.py", "*.csv", "*.tsv", "*.txt", "*.json", "*.npz")),
    ):
        for path in sorted(p for pattern in patterns for p in folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                stat = path.stat()
                digest.update(f"{path.relative_to(folder).as_posix()} {stat.st_size} {stat.st_mtime_ns}{os.linesep}".encode())
    return digest.hexdigest()[:12]
