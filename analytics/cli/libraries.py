"""The library that a command works on, and how a command fails."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.library import Library


class Failure(Exception):
    """Ends a command; its text is the one line that the user reads."""


def default_library() -> Path:
    """Return the library of a user who names none: the folder Quoteboard in the home folder, as in the dashboard."""
    return Path.home() / "Quoteboard"


def library_path(arguments: argparse.Namespace) -> str:
    """Return the folder after ``--library``, or the default one."""
    return str(arguments.library or default_library())


def open_library(path: str | Path, *, create: bool = False) -> Library:
    """Open a library. Raises Failure where the folder does not hold one."""
    from analytics.library import Library, LibraryError

    try:
        return Library(path, create=create)
    except (LibraryError, OSError) as error:
        raise Failure(str(error)) from error
