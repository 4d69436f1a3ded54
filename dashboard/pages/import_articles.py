"""Import: add files, folders and addresses, watch their progress, and see what was skipped and why."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from analytics import permission
from analytics.library import left_out
from analytics.loaders import FORMATS, SUFFIXES
from analytics.loaders.inputs import Source, find_sources, is_within
from analytics.loaders.looking import Table, look
from analytics.loaders.web.addresses import is_address
from analytics.start import started
from analytics.tasks.background import Job
from dashboard.components import article_details, column_choice, downloads, entry, file_details, import_progress, layout, tables
from dashboard.state import imports, library
from dashboard.state.library import MOST_ROWS, Opened
from dashboard.text import formats

ASKED = "qb-import-asked"
WRONG = "qb-import-wrong"
CLEARED = "qb-import-cleared"  # how often the fields were emptied; part of their keys
ORDERS = {"As the other dates of its column show": None, "3 April: day first": True, "March 4: month first": False}

if not permission.allowed():
    layout.headline("Import", "Only editors can import articles.", "Who may do what", lead="")
    entry.reading()
    st.stop()

found = library.find()
own = found if isinstance(found, Opened) and not found.sample else None
folder = library.target(found)


class PausedImport(NamedTuple):
    """An import that waits for the user to say which column is which; files that need no answer do not wait for it."""

    job: Job
    inbox: imports.Inbox
    tables: list[Table]


def lines(text: str) -> list[str]:
    """Split what was typed into its lines, without quotation marks and empty lines."""
    return [line.strip().strip('"') for line in text.splitlines() if line.strip()]


def problem(paths: list[str], addresses: list[str]) -> str | None:
    """Return what is wrong with what was typed, before anything is read."""
    limits = started().roots
    for line in addresses:
        if not is_address(line):
            return f"{line!r} is not an address. Expected one address per line, such as https://news.example/feed.xml"
    for line in paths:
        if is_address(line):
            return f"{line!r} is an address. Expected files and folders on this machine here, one path per line."
        if limits is not None and not is_within(Path(line).expanduser(), limits):
            return f"{line!r} is outside the folders that may be imported. Expected a path below {' or '.join(limits)}"
        if not any(mark in line for mark in "*?[") and not Path(line).expanduser().exists():
            return f"{line!r}: no such file or folder. Expected a path on this machine, such as {Path.home() / 'articles'}"
    return None if paths or addresses else "Nothing to import. Drop files above, or enter paths or addresses."


def time_zones() -> list[str]:
    """Return all time zones, the library's own first."""
    setting = own.library.settings.get("zone") if own else None
    first = setting if isinstance(setting, str) and setting in imports.time_zones() else "UTC"
    return list(dict.fromkeys([first, "UTC", *imports.time_zones()]))


def form() -> None:
    """Show the fields, and what was wrong with their last values."""
    count = int(st.session_state.setdefault(CLEARED, 0))
    uploads = st.file_uploader(
        "Files of articles", accept_multiple_files=True, key=f"uploads-{count}", label_visibility="collapsed"
    )
    if uploads:
        size = sum(upload.size for upload in uploads) / 1e6
        layout.small(f"{formats.plural(len(uploads), 'file')} ready to import, {size:,.1f} MB.", status=True)
    file_details.ask(imports.names_of(uploads or []), f"details-{count}")
    with st.form("import", border=False):
        left, right = layout.pair()
        if started().roots != ():
            left.text_area(
                "Files and folders on this machine, one path per line",
                key=f"paths-{count}",
                height=90,
                placeholder=str(Path(*(started().roots or (Path.home(),))[:1]) / "articles"),
            )
        right.text_area(
            "Addresses of pages and feeds, one per line",
            key=f"addresses-{count}",
            height=90,
            placeholder="https://",
            help="They are fetched one after the other, with the pages that a feed links to. Nothing else leaves this machine.",
        )
        left, right = layout.pair()
        left.selectbox(
            "Time zone of times without one", time_zones(), key=f"zone-{count}",
            help="A file zones.csv in the library's folder can give each outlet its own time zone, which takes precedence.",
        )  # fmt: skip
        right.selectbox("A date such as 03/04/2026 is", list(ORDERS), key=f"order-{count}")
        st.form_submit_button("Import", type="primary", key="read", on_click=send, args=(count,))
    if wrong := st.session_state.pop(WRONG, None):
        layout.notice(wrong)


def send(count: int) -> None:
    """Take the values of the fields; ask about unclear columns, else start. It is a callback, so that no rerun cuts it short."""
    permission.ask()
    fields = st.session_state
    uploads = fields[f"uploads-{count}"] or []
    paths, addresses = lines(fields.get(f"paths-{count}") or ""), lines(fields[f"addresses-{count}"] or "")
    wrong = None if uploads and not paths and not addresses else problem(paths, addresses)
    inbox = imports.Inbox()
    files: list[str] = []
    unclear: list[Table] = []
    given: dict[str, dict[str, Any]] = {}
    try:
        if not wrong:
            given = file_details.answers(imports.names_of(uploads), fields.get(f"details-{count}"))
            files = [*map(str, inbox.put(uploads)), *(str(Path(line).expanduser().absolute()) for line in paths)]
        unclear = [table for table in look(files, imports.roots(inbox)) if table.unclear]
    except (OSError, ValueError) as error:
        wrong = str(error)
    if wrong:
        fields[WRONG] = wrong
        return
    job = Job(str(folder), (*files, *addresses), fields[f"zone-{count}"], ORDERS[fields[f"order-{count}"]], given=given)
    fields[CLEARED] = count + 1
    waiting = tuple(label for table in unclear for label in table.labels)
    if unclear:
        fields[ASKED] = PausedImport(job._replace(inputs=tuple(files), only=waiting), inbox, unclear)
    if not unclear or addresses or has_more(files, waiting, imports.roots(inbox)):
        imports.start(job._replace(without=waiting), inbox)


def has_more(files: Sequence[str], waiting: Collection[str], within: Sequence[str] | None) -> bool:
    """Whether some files are no tables that wait for an answer."""
    return any(not isinstance(source, Source) or source.label not in waiting for source in find_sources(files, SUFFIXES, within))


def answer(waiting: PausedImport, chosen: dict[str, dict[str, str]] | None) -> None:
    """Start the import that waited for the columns, or cancel it."""
    st.session_state.pop(ASKED, None)
    if chosen is not None:
        imports.start(waiting.job._replace(columns=chosen), waiting.inbox)


def columns(waiting: PausedImport) -> None:
    """Ask which column is which."""
    chosen = column_choice.ask(waiting.tables)
    with st.container(horizontal=True):
        st.button("Import with these columns", type="primary", key="read-columns", on_click=answer, args=(waiting, chosen))
        st.button("Cancel import", key="read-nothing", on_click=answer, args=(waiting, None))


held = imports.current()
last = held.total if held and Path(held.running.job.library) == folder else None
waiting: PausedImport | None = st.session_state.get(ASKED)
if waiting:
    sentence = "Say which column is which; the other files do not wait for it."
elif last is None or last.stage == "failed":
    sentence = "Drop your articles here, and every page will show them."
elif not last.ended:
    sentence = "Your articles are being imported. Every page can be used meanwhile."
else:
    sentence = import_progress.result(last)
layout.headline("Import", sentence, str(folder), lead="Into the library ")

if own is None and (held is None or held.running.progress.ended):
    layout.notice(
        f"Your articles go into a new library of your own, in {folder}, which is opened afterwards. The sample does not change."
        if isinstance(found, Opened)
        else f"Your articles go into a new library in {folder}."
    )
if held and not held.running.progress.ended:
    with layout.card("Importing", f"Into {held.running.job.library}. Articles that have been read are kept, whatever happens."):
        import_progress.watch()
if waiting:
    columns(waiting)
elif not held or held.running.progress.ended:
    if held and held.running.progress.stage in ("stopped", "failed"):
        stopped = held.running.progress
        with layout.card(
            "The import was stopped" if stopped.stage == "stopped" else "The import failed",
            f"{formats.plural(stopped.read, 'article')} of about {formats.count(stopped.expected)} had been read and are kept. "
            "Resume to add the rest.",
        ):
            if stopped.problem:
                layout.notice(stopped.problem)
            with st.container(horizontal=True):
                st.button("Resume import", type="primary", key="go-on", on_click=imports.start, args=(held.running.job, held.inbox))
                st.button("Dismiss", on_click=imports.forget, key="leave")
    with layout.card(
        "Add articles",
        "Files stay on this machine. Articles that are already there are not added twice.",
    ):
        form()
        if last and last.ended and last.read:
            st.page_link("dashboard/pages/overview.py", label="Show them on the Overview page")

if own:
    lost, warned = left_out.count_reports(own.library)
    with layout.card("Skipped files and rows", "In all imports into this library. The rest of each file was read and kept."):
        if lost:
            tables.skipped(left_out.reports(own.library, left_out=True, limit=MOST_ROWS), lost)
        else:
            layout.nothing("Nothing was skipped", "Every file and row of every import was read.")
        if lost or warned:
            downloads.whole(own.library, "skipped")
    if warned:
        with layout.card(
            "Read with a warning", "These articles are in the library; something about them was doubtful or was repaired."
        ):
            tables.skipped(left_out.reports(own.library, left_out=False, limit=MOST_ROWS), warned)
    article_details.card(own.library)

with layout.card(
    "Formats", "Text in tables and JSON is kept as it is; menus, advertisements and other boilerplate are removed from saved pages."
):
    layout.details([(form.name[0].upper() + form.name[1:], f"{' '.join(form.suffixes)}: {form.holds}") for form in FORMATS])

if own:
    if library.named() is None:
        st.button("Open the invented sample", on_click=library.open_here, args=(None,), type="tertiary")
elif library.own_folder().joinpath("quoteboard.json").exists():
    st.button("Open your own library", on_click=library.open_here, args=(library.own_folder(),))
