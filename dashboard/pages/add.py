"""Import: name files, folders and addresses, watch them being read, see what was left out and why."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from analytics.loaders import FORMATS
from analytics.loaders.looking import Table, look
from analytics.loaders.web.addresses import is_address
from analytics.tasks.background import Job
from dashboard import column_choice, downloads, importing, opening, page, words

ASKED = "qb-import-asked"
WRONG = "qb-import-wrong"
CLEARED = "qb-import-cleared"  # how often the fields were emptied: their keys hold it
ORDERS = {"As its column tells": None, "3 April: the day first": True, "March 4: the month first": False}

found = opening.find()
isolated = isinstance(found, str) or found.sample
folder = opening.target(found)


class Asked(NamedTuple):
    """An import that waits for an answer: which column is which."""

    job: Job
    inbox: importing.Inbox
    tables: list[Table]


def lines(text: str) -> list[str]:
    """What was typed, a thing a line."""
    return [line.strip().strip('"') for line in text.splitlines() if line.strip()]


def problem(paths: list[str], addresses: list[str]) -> str | None:
    """What is wrong with what was typed, before anything is read."""
    for line in addresses:
        if not is_address(line):
            return f"{line!r} is no address; accepted: an address a line, such as https://news.example/feed.xml"
    for line in paths:
        if is_address(line):
            return f"{line!r} is an address; accepted here: files and folders on this machine, a path a line"
        if not any(mark in line for mark in "*?[") and not Path(line).expanduser().exists():
            return f"{line!r}: no such file or folder; accepted: a path on this machine, such as {Path.home() / 'articles'}"
    return None if paths or addresses else "Nothing was named; accepted: files dropped above, paths, or addresses"


def zones() -> list[str]:
    """All time zones, the library's own first."""
    own = None if isinstance(found, str) or found.sample else found.library.settings.get("zone")
    first = own if isinstance(own, str) and own in importing.places() else "UTC"
    return list(dict.fromkeys([first, "UTC", *importing.places()]))


def form() -> None:
    """The fields, and what was wrong with what they held."""
    count = st.session_state.setdefault(CLEARED, 0)
    with st.form("import", border=False):
        st.file_uploader("Files of articles", accept_multiple_files=True, key=f"uploads-{count}", label_visibility="collapsed")
        left, right = page.pair()
        left.text_area(
            "Files and folders on this machine, a path a line",
            key=f"paths-{count}",
            height=90,
            placeholder=str(Path.home() / "articles"),
        )
        right.text_area(
            "Addresses of pages and feeds, one a line",
            key=f"addresses-{count}",
            height=90,
            placeholder="https://",
            help="These are asked for, one after the other, and the pages that a feed names. Nothing else leaves this machine.",
        )
        left, right = page.pair()
        left.selectbox(
            "Time zone of times that name none", zones(), key=f"zone-{count}",
            help="An outlet's own zone goes before it, where a file zones.csv in the library's folder gives one.",
        )  # fmt: skip
        right.selectbox("A date such as 03/04/2026 is", list(ORDERS), key=f"order-{count}")
        st.form_submit_button("Read these", type="primary", key="read", on_click=send, args=(count,))
    if wrong := st.session_state.pop(WRONG, None):
        page.notice(wrong)


def send(count: int) -> None:
    """Take what is in the fields: columns are asked about where they are unclear, else it begins. Called before the page is drawn,
    where no other event can cut it short."""
    fields = st.session_state
    uploads = fields[f"uploads-{count}"] or []
    paths, addresses = lines(fields[f"paths-{count}"] or ""), lines(fields[f"addresses-{count}"] or "")
    wrong = None if uploads and not paths and not addresses else problem(paths, addresses)
    inbox = importing.Inbox()
    try:
        files = [] if wrong else [*map(str, inbox.put(uploads)), *(str(Path(line).expanduser().absolute()) for line in paths)]
        unclear = [table for table in look(files) if table.unclear]
    except (OSError, ValueError) as error:
        wrong = str(error)
    if wrong:
        fields[WRONG] = wrong
        return
    job = Job(str(folder), (*files, *addresses), fields[f"zone-{count}"], ORDERS[fields[f"order-{count}"]])
    fields[CLEARED] = count + 1
    if unclear:
        fields[ASKED] = Asked(job, inbox, unclear)
    else:
        importing.start(job, inbox)


def settle(waiting: Asked, chosen: dict[str, dict[str, str]] | None) -> None:
    """Begin what waited for an answer; without one, nothing is read."""
    st.session_state.pop(ASKED, None)
    if chosen is not None:
        importing.start(waiting.job._replace(columns=chosen), waiting.inbox)


def columns(waiting: Asked) -> None:
    """Ask which column is which; then it begins, or nothing is read."""
    chosen = column_choice.ask(waiting.tables)
    with st.container(horizontal=True):
        st.button("Read with these columns", type="primary", key="read-columns", on_click=settle, args=(waiting, chosen))
        st.button("Read nothing", key="read-nothing", on_click=settle, args=(waiting, None))


held = importing.current()
last = held.running.progress if held and Path(held.running.job.library) == folder else None
waiting = st.session_state.get(ASKED)
if waiting and (held is None or held.running.progress.ended):
    sentence = "Say which column is which, and your articles are read."
elif last is None or last.stage == "failed":
    sentence = "Drop your articles here, and every page will show them."
elif not last.ended:
    sentence = "Your articles are being read. Every page can be used meanwhile."
else:
    sentence = importing.said(last)
page.headline("Import", sentence, str(folder), lead="Into the library ")

if isolated and (held is None or held.running.progress.ended):
    page.notice(
        f"What you add goes into a library of your own, in {folder}, which is opened afterwards. "
        "The invented sample stays as it is." if not isinstance(found, str) else f"What you add makes a new library in {folder}."
    )  # fmt: skip
if held and not held.running.progress.ended:
    with page.card("Reading", f"Into {held.running.job.library}. What is read is kept, whatever happens."):
        importing.watch()
elif waiting:
    columns(waiting)
else:
    if held and held.running.progress.stage in ("stopped", "failed"):
        stopped = held.running.progress
        with page.card(
            "An import was stopped" if stopped.stage == "stopped" else "An import could not go on",
            f"{words.plural(stopped.read, 'article')} of about {words.count(stopped.expected)} had been read, and are kept. "
            "Going on reads the same again, and adds what is missing.",
        ):
            if stopped.problem:
                page.notice(stopped.problem)
            with st.container(horizontal=True):
                st.button("Go on", type="primary", key="go-on", on_click=importing.start, args=(held.running.job, held.inbox))
                st.button("Leave it", on_click=importing.forget, key="leave")
    with page.card(
        "Add articles",
        "Files stay on this machine. What is there already is not added twice, and a run that is cut short keeps what it has read.",
    ):
        form()
        if last and last.ended and last.read:
            st.page_link("dashboard/pages/overview.py", label="See them on the overview")

if not isinstance(found, str) and not found.sample:
    with page.card("What was skipped, and why", "Of all imports into this library. The rest of each file was read and kept."):
        skipped = found.library.query("SELECT file, row, reason FROM skipped ORDER BY file, row LIMIT ?", [page.MOST_ROWS])
        if len(skipped):
            total = int(found.library.query("SELECT count(*) AS n FROM skipped")["n"][0])
            page.skipped_table(skipped, total)
            downloads.whole(found.library, "skipped")
        else:
            page.nothing("Nothing was skipped", "Every file and row of every import was taken in.")

with page.card("What can be read", "In files of rows the text is kept as it is; from saved pages the furniture is taken away."):
    page.details([(form.name[0].upper() + form.name[1:], f"{' '.join(form.suffixes)}: {form.holds}") for form in FORMATS])

if not isolated:
    if opening.named() is None:
        st.button("Go back to the invented sample", on_click=opening.open_for_all, args=(None,), type="tertiary")
elif opening.own_folder().joinpath("quoteboard.json").exists():
    st.button("Open your own library", on_click=opening.open_for_all, args=(opening.own_folder(),))
