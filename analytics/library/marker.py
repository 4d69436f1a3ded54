"""The file quoteboard.json, which marks a folder as a library: its format, the version that made it, the user's settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analytics.files import write_bytes
from analytics.library.batches import all_batches
from analytics.versions import program_version

FORMAT = 1
MARKER = "quoteboard.json"


class LibraryError(ValueError):
    """Raised for a folder that is not a library of this version; the message says what was found and what to do."""


def create(path: Path) -> None:
    """Make a new library. Raises LibraryError for a file, and for a folder that holds anything else."""
    if path.is_file():
        raise LibraryError(f"{path}: this is a file. Expected a new folder, an empty folder or a library.")
    if path.is_dir() and any(map(_is_foreign, path.iterdir())):
        raise LibraryError(f"{path}: this folder holds other files. Expected a new folder, an empty folder or a library.")
    (path / "batches").mkdir(parents=True, exist_ok=True)
    if not (path / MARKER).exists():  # another process may have made it just now
        write(path, {})


def _is_foreign(path: Path) -> bool:
    """Whether a file is not what an interrupted `create` leaves behind."""
    left = path.name == "batches" and path.is_dir() and not any(path.iterdir())
    return not (left or path.name == ".lock" or path.name.startswith(f".{MARKER}-"))


def write(path: Path, settings: dict[str, Any]) -> None:
    """Write the marker of a library with some settings."""
    held = {"format": FORMAT, "made_by": f"quoteboard {program_version()}", "settings": settings}
    write_bytes(path / MARKER, (json.dumps(held, indent=2) + "\n").encode())


def is_lost(path: Path) -> bool:
    """Whether a folder holds batches, but its marker is missing, empty or unreadable: a library that a fault of the disk hit."""
    if not all_batches(path / "batches"):
        return False
    try:
        held = json.loads((path / MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return True
    return not isinstance(held, dict) or "format" not in held


def rebuild(path: Path) -> None:
    """Write a lost marker again, without settings; what is left of the old one is kept beside it as quoteboard.json.damaged."""
    marker = path / MARKER
    if marker.exists():
        marker.replace(marker.with_name(f"{MARKER}.damaged"))
    write(path, {})


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of a library; none where its marker is lost. Raises LibraryError for a folder that is not a library."""
    marker = path / MARKER
    if is_lost(path):
        return {}
    if not marker.exists():
        found = f"this folder has no {MARKER}" if path.is_dir() else "there is no such folder"
        raise LibraryError(f"{path}: {found}. Expected a folder made by quoteboard analyse.")
    try:
        held = json.loads(marker.read_text(encoding="utf-8"))
        found = held["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise LibraryError(f"{marker}: not readable ({error}). Expected the marker of a library of format {FORMAT}.") from error
    if found != FORMAT:
        made = f"this is a library of format {found!r}, made by {held.get('made_by', 'an unknown version')}"
        raise LibraryError(f"{path}: {made}. Expected format {FORMAT}, which quoteboard {program_version()} reads.")
    settings = held.get("settings")
    return settings if isinstance(settings, dict) else {}
