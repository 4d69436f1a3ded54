"""The version of the program, and of the engine: a hash over the code, word lists and weights that an analysis depends on."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

VERSION = "0.1.0"
"""The version of the program; pyproject.toml reads it here."""

_PACKAGES = ("quotes", "actors", "sentiment")
_FILES = ("pipeline.py", "text.py", "titles.py", "nn.py")
_KINDS = {".py", ".csv", ".tsv", ".txt", ".json", ".npz"}
_PACKAGE = Path(__file__).resolve().parent


def program_version() -> str:
    """Return the version of this program."""
    return VERSION


@functools.cache
def engine() -> str:
    """Return twelve characters that change whenever an analysis may give other rows."""
    digest = hashlib.sha256()
    own = __name__.rpartition(".")[0].encode()  # a wheel has these modules in another package, and is the same engine
    paths = [_PACKAGE / name for name in _FILES] + [path for package in _PACKAGES for path in (_PACKAGE / package).rglob("*")]
    for path in sorted(paths):
        if path.suffix in _KINDS and "train" not in path.parts and path.name != "build.py":
            data = path.read_bytes()
            data = data if path.suffix == ".npz" else data.replace(b"\r\n", b"\n").replace(own, b"analytics")
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:12]


def weights() -> dict[str, str]:
    """Map each file of learned weights to its hash."""
    paths = sorted(path for package in _PACKAGES for path in (_PACKAGE / package).glob("*.npz"))
    return {path.relative_to(_PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in paths}
