"""The version of the program, and of the engine: a hash over the code, word lists and weights that an analysis depends on."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("quotes", "actors", "sentiment")
_FILES = ("pipeline.py", "text.py", "nn.py")
_KINDS = {".py", ".csv", ".tsv", ".txt", ".json", ".npz"}
_PACKAGE = Path(__file__).resolve().parent


def program_version() -> str:
    """Return the installed version of this program, "0" in a checkout that is not installed."""
    try:
        return version("quoteboard")
    except PackageNotFoundError:
        return "0"


@functools.cache
def engine() -> str:
    """Return twelve characters that change whenever an analysis may give other rows."""
    digest = hashlib.sha256()
    paths = [_PACKAGE / name for name in _FILES] + [path for package in _PACKAGES for path in (_PACKAGE / package).rglob("*")]
    for path in sorted(paths):
        if path.suffix in _KINDS and "train" not in path.parts and path.name != "build.py":
            data = path.read_bytes()
            data = data if path.suffix == ".npz" else data.replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:12]


def weights() -> dict[str, str]:
    """Map each file of learned weights to its hash."""
    paths = sorted(path for package in _PACKAGES for path in (_PACKAGE / package).glob("*.npz"))
    return {path.relative_to(_PACKAGE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in paths}
