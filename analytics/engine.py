"""Which engine this is: a hash over the code, the word lists and the weights that make an analysis what it is."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_ROOMS = ("quotes", "actors", "sentiment")
_FILES = ("pipeline.py", "text.py")
_KINDS = {".py", ".csv", ".tsv", ".txt", ".json", ".npz"}
_PACKAGE = Path(__file__).resolve().parent


@functools.cache
def engine() -> str:
    """Twelve characters that change whenever an analysis might: two engines of one name give the same rows."""
    digest = hashlib.sha256()
    paths = [_PACKAGE / name for name in _FILES] + [path for room in _ROOMS for path in (_PACKAGE / room).rglob("*")]
    for path in sorted(paths):
        if path.suffix in _KINDS and "train" not in path.parts and path.name != "build.py":
            data = path.read_bytes()
            data = data if path.suffix == ".npz" else data.replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:12]


def weights() -> dict[str, str]:
    """The learned weights: file -> hash."""
    paths = sorted(path for room in _ROOMS for path in (_PACKAGE / room).glob("*.npz"))
    return {path.relative_to(_PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in paths}
