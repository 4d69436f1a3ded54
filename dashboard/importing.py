"""The import of this server: one at a time, found again by every window, with its progress, its end, and how to go on with it."""

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
from dashboard import opening, page, words

EVERY = 1.0  # seconds between two looks at a running import


class Inbox:
    """A folder for files that a browser sent; it is gone when nobody needs it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="quoteboard-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def put(self, uploads: Sequence[Any]) -> list[Path]:
        """Keep files under names of their own: reports call a file by its name, and two may have the same."""
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
    """An import, and the folder that its files are in."""

    running: Import
    inbox: Inbox


def start(job: Job, inbox: Inbox) -> None:
    """Begin an import, or go on with one, unless one is running; its library is opened for all windows when it has ended."""
    held = current()
    if held is None or held.running.progress.ended:
        _place()["held"] = Held(Import(job, functools.partial(_ended, opening.opener(Path(job.library)))), inbox)


def current() -> Held | None:
    """The import that is running, or the last one."""
    held: Held | None = _place().get("held")
    return held


def forget() -> None:
    """Let the last import go, with the files that were sent for it."""
    _place().pop("held", None)


@functools.cache
def places() -> tuple[str, ...]:
    """Time zones by the names of places."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


@st.fragment(run_every=EVERY)
def watch() -> None:
    """How far the import is, each second anew, with a button that stops it."""
    held = current()
    if held is None or held.running.progress.ended:
        st.rerun()
    else:
        progress = held.running.progress
        st.progress(min(progress.read / max(progress.expected, 1), 1.0), text=told(progress))
        if held.running.stopping:
            page.notice("Stopping after the articles at hand. What has been read is kept.")
        else:
            st.button("Stop", on_click=held.running.stop, key="stop-import")


def told(progress: Progress) -> str:
    """A running import in words."""
    if progress.stage == "starting" or not progress.read:
        return "Looking through what there is"
    if progress.stage == "linking":
        return f"{words.plural(progress.read, 'article')} read; linking names to actors"
    left = "nearly done" if progress.left is None else f"about {_time(progress.left)} left"
    return f"{words.plural(progress.read, 'article')} read, {progress.rate:,.0f} a second, {left}"


def said(progress: Progress) -> str:
    """What an import did, in words."""
    parts = [f"{words.plural(progress.added, 'article').capitalize()} added in {progress.seconds:.1f} seconds"]
    if progress.known:
        parts.append(f"{words.plural(progress.known, 'article')} {'was' if progress.known == 1 else 'were'} there already")
    if progress.warnings:
        parts.append(f"{words.plural(progress.warnings, 'warning')}, listed below")
    return "; ".join(parts) + "."


def _ended(open_library: Callable[[], None], progress: Progress) -> None:
    if progress.read or progress.stage != "failed":
        open_library()


def _time(seconds: float) -> str:
    if seconds < 90:
        return words.plural(max(round(seconds), 1), "second")
    if seconds < 5400:
        return words.plural(round(seconds / 60), "minute")
    return words.plural(round(seconds / 3600), "hour")


@st.cache_resource(show_spinner=False)
def _place() -> dict[str, Any]:
    return {}
