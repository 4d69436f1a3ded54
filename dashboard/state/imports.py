"""The import that this server runs: one at a time, shared by all windows, with its files."""

from __future__ import annotations

import functools
import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from zoneinfo import available_timezones

import streamlit as st

from analytics.tasks.background import Import, Job, Progress
from dashboard.state import library


class Inbox:
    """A folder for uploaded files; it is deleted when no import needs it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="quoteboard-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def put(self, uploads: Sequence[Any]) -> list[Path]:
        """Save files under distinct names: reports identify a file by its name, and two uploads may share one."""
        placed: list[Path] = []
        for number, upload in enumerate(uploads):
            name = PurePath(upload.name.replace("\\", "/")).name or "file"
            same = sum(one.name == name for one in placed)
            name = f"{PurePath(name).stem} ({same + 1}){PurePath(name).suffix}" if same else name
            path = self.path / str(number) / name
            path.parent.mkdir()
            path.write_bytes(upload.getbuffer())
            placed.append(path)
        return placed


class Held(NamedTuple):
    """An import and the folder of its files."""

    running: Import
    inbox: Inbox


def start(job: Job, inbox: Inbox) -> None:
    """Start or resume an import, unless one is running; its library is opened for all windows when it ends."""
    held = current()
    if held is None or held.running.progress.ended:
        library.follow()
        _place()["held"] = Held(Import(job, functools.partial(_ended, library.opener(Path(job.library)))), inbox)


def current() -> Held | None:
    """Return the running import, or the last one."""
    held: Held | None = _place().get("held")
    return held


def forget() -> None:
    """Drop the last import and its uploaded files."""
    _place().pop("held", None)


@functools.cache
def time_zones() -> tuple[str, ...]:
    """Return the time zones that are named after places."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


def _ended(open_library: Callable[[], None], progress: Progress) -> None:
    if progress.read or progress.stage != "failed":
        open_library()


@st.cache_resource(show_spinner=False)
def _place() -> dict[str, Any]:
    return {}
