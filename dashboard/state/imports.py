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

from analytics import permission
from analytics.start import started
from analytics.tasks.background import Import, Job, Progress
from dashboard import log
from dashboard.state import library

MINE = "qb-import"  # session key of the library and the end of the import that was started in this window


class Inbox:
    """A folder for uploaded files; it is deleted when no import needs it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="quoteboard-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def put(self, uploads: Sequence[Any]) -> list[Path]:
        """Save files under distinct names: reports identify a file by its name, and two uploads may share one."""
        placed: list[Path] = []
        for number, (upload, name) in enumerate(zip(uploads, names_of(uploads), strict=True)):
            path = self.path / str(number) / name
            path.parent.mkdir()
            path.write_bytes(upload.getbuffer())
            placed.append(path)
        return placed


def names_of(uploads: Sequence[Any]) -> list[str]:
    """Return the names of uploaded files as reports give them."""
    given = [PurePath(upload.name.replace("\\", "/")).name or "file" for upload in uploads]
    names: list[str] = []
    for number, name in enumerate(given):
        same = given[:number].count(name)
        names.append(f"{PurePath(name).stem} ({same + 1}){PurePath(name).suffix}" if same else name)
    return names


class Held(NamedTuple):
    """An import, the folder of its files, and what its part that did not wait for the columns of tables counted before."""

    running: Import
    inbox: Inbox
    earlier: Progress

    @property
    def total(self) -> Progress:
        """The progress of the import with that of its earlier part."""
        return self.running.progress.with_counts_of(self.earlier)


def start(job: Job, inbox: Inbox) -> None:
    """Start or resume an import, or have it follow the running one; its library is opened in this window when it ends.

    Paths are limited to the folders of ``--import-root`` where these are named or other machines reach the server. Raises
    NotAllowedError for a reader.
    """
    permission.ask()
    held = current()
    job = job._replace(within=roots(inbox))
    ended: list[Progress] = []
    st.session_state[MINE] = (Path(job.library), ended)
    if held is None or held.running.progress.ended:
        _begin(_place(), job, inbox, ended.append)
    else:
        _place().setdefault("waiting", []).append((job, inbox, ended.append))


def waiting() -> int:
    """Return how many imports follow the running one."""
    return len(_place().get("waiting", ()))


def roots(inbox: Inbox) -> tuple[str, ...] | None:
    """Return the folders that files of an import may be in; None where any may be named."""
    named = started().roots
    return None if named is None else (*named, str(inbox.path))


def open_when_ended() -> None:
    """Open in this window the library of the import that was started in it, once that has ended."""
    path, ended = st.session_state.get(MINE, (None, []))
    if path is None or not ended:
        return
    del st.session_state[MINE]
    if (ended[0].read or ended[0].stage != "failed") and permission.allowed():
        library.open_here(path)


def _begin(place: dict[str, Any], job: Job, inbox: Inbox, done: Callable[[Progress], None], ended: Progress | None = None) -> None:
    """Begin an import; ``ended`` is the progress of the last one where that ends just now."""
    log.note("import started", inputs=len(job.inputs))
    last: Held | None = place.get("held")
    earlier = Progress()
    if last is not None and last.inbox is inbox and job.only:
        resumed = last.running.job == job
        earlier = last.earlier if resumed else (ended or last.running.progress).with_counts_of(last.earlier)
    place["held"] = Held(Import(job, functools.partial(_ended, place, done)), inbox, earlier)


def current() -> Held | None:
    """Return the running import, or the last one."""
    held: Held | None = _place().get("held")
    return held


def forget() -> None:
    """Drop the last import and its uploaded files. Raises NotAllowedError for a reader."""
    permission.ask()
    _place().pop("held", None)


@functools.cache
def time_zones() -> tuple[str, ...]:
    """Return the time zones that are named after places."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


def _ended(place: dict[str, Any], done: Callable[[Progress], None], progress: Progress) -> None:
    log.note("import ended", stage=progress.stage, added=progress.added, known=progress.known, warnings=progress.warnings)
    done(progress)
    if place.get("waiting"):
        with permission.own_work():  # its right was asked for when it was sent
            job, inbox, next_done = place["waiting"].pop(0)
            _begin(place, job, inbox, next_done, ended=progress)


@st.cache_resource(show_spinner=False)
def _place() -> dict[str, Any]:
    return {}
