"""The progress of a running import, and its result in words."""

from __future__ import annotations

import streamlit as st

from analytics.tasks.background import Progress
from dashboard.components import layout
from dashboard.state import imports
from dashboard.text import formats

EVERY = 1.0  # seconds between two updates


@st.fragment(run_every=EVERY)
def watch() -> None:
    """Show the progress of the running import, updated every second, with a button that stops it."""
    held = imports.current()
    if held is None or held.running.progress.ended:
        st.rerun()
    else:
        progress = held.running.progress
        st.progress(min(progress.read / max(progress.expected, 1), 1.0), text=running(progress))
        if held.running.stopping:
            layout.notice("Stopping after the current articles. What has been read is kept.")
        else:
            st.button("Stop import", on_click=held.running.stop, key="stop-import")


def running(progress: Progress) -> str:
    """Describe a running import."""
    if progress.stage == "starting" or not progress.read:
        return "Looking for articles"
    if progress.stage == "linking":
        return f"{formats.plural(progress.read, 'article')} read; linking names to actors"
    left = "nearly done" if progress.left is None else f"about {_time(progress.left)} left"
    return f"{formats.plural(progress.read, 'article')} read, {progress.rate:,.0f} per second, {left}"


def result(progress: Progress) -> str:
    """Describe what an import did."""
    parts = [f"{formats.plural(progress.added, 'article').capitalize()} added in {progress.seconds:.1f} seconds"]
    if progress.known:
        parts.append(f"{formats.plural(progress.known, 'article')} {'was' if progress.known == 1 else 'were'} already there")
    reports = [f"{formats.count(progress.skipped)} skipped"] if progress.skipped else []
    reports += [formats.plural(progress.warnings, "warning")] if progress.warnings else []
    if reports:
        parts.append(f"{' and '.join(reports)}, listed below")
    return "; ".join(parts) + "."


def _time(seconds: float) -> str:
    if seconds < 90:
        return formats.plural(max(round(seconds), 1), "second")
    if seconds < 5400:
        return formats.plural(round(seconds / 60), "minute")
    return formats.plural(round(seconds / 3600), "hour")
