"""Import: drop files, watch them being read, see what was left out and why."""

import tempfile
import time
from pathlib import Path

import streamlit as st

from analytics.library import Library, LibraryError
from analytics.loaders import FORMATS
from dashboard import downloads, opening, page, words

REPORT = "qb-import-report"
ROWS = {"CSV", "TSV", "JSON", "JSONL", "Parquet"}  # formats whose files hold many articles

found = opening.find()
isolated = isinstance(found, str) or found.sample
folder = opening.target(found)


def expected(files: list[Path], library: Library) -> int:
    """About how many articles the files hold: one a text file, and by their size in files of rows."""
    many = {suffix for form in FORMATS if form.name in ROWS for suffix in form.suffixes}
    sizes = [f.stat().st_size for f in files if f.suffix.lower() in many]
    mean = library.query("SELECT avg(strlen(text)) AS mean FROM (SELECT text FROM articles LIMIT 500)")["mean"][0]
    return len(files) - len(sizes) + int(sum(sizes) / max(float(mean or 2500) * 1.1, 1))


def run(uploads: list) -> dict[str, float]:
    """Read the files into the library, with a bar that says how fast and how long yet."""
    from analytics.intake import take_in  # brings the engines along, which looking at a library does not need

    bar = st.progress(0.0, text="Reading the files")
    began = time.monotonic()
    done = {"added": 0, "known": 0, "remarks": 0, "seconds": 0.0}
    with tempfile.TemporaryDirectory() as inbox, Library(folder, create=True) as library:
        files = []
        for number, upload in enumerate(uploads):
            path = Path(inbox) / str(number) / Path(upload.name).name
            path.parent.mkdir()
            path.write_bytes(upload.getbuffer())
            files.append(path)
        total = 0
        for step in take_in(library, files, size=25):
            done["added"] += step.added
            done["known"] += step.known
            done["remarks"] += len(step.remarks)
            so_far = done["added"] + done["known"]
            total = max(total or expected(files, library), so_far)
            spent = max(time.monotonic() - began, 0.001)
            rate = so_far / spent
            left = f"about {words.count((total - so_far) / rate + 1)} seconds left" if rate and total > so_far else "nearly done"
            bar.progress(
                min(so_far / max(total, 1), 1.0), text=f"{words.plural(so_far, 'article')} read, {rate:,.0f} a second, {left}"
            )
        bar.progress(1.0, text="Linking names to actors")
    done["seconds"] = time.monotonic() - began
    bar.empty()
    return done


def said(report: dict[str, float]) -> str:
    """What the last import did, in words."""
    parts = [f"{words.plural(int(report['added']), 'article').capitalize()} added in {report['seconds']:.1f} seconds"]
    if report["known"]:
        parts.append(f"{words.plural(int(report['known']), 'article')} {'was' if report['known'] == 1 else 'were'} there already")
    if report["remarks"]:
        parts.append(f"{words.plural(int(report['remarks']), 'remark')}, listed below")
    return "; ".join(parts) + "."


report = st.session_state.get(REPORT)
page.headline(
    "Import",
    said(report) if report else "Drop your articles here, and every page will show them.",
    str(folder),
    lead="Into the library ",
)

if isolated:
    page.notice(
        f"What you add goes into a library of your own, in {folder}, which is opened afterwards. "
        "The invented sample stays as it is." if not isinstance(found, str) else f"What you add makes a new library in {folder}."
    )  # fmt: skip
with page.card(
    "Add articles",
    "Files stay on this machine. What is there already is not added twice, and a run that is cut short keeps what it has read.",
):
    uploads = st.file_uploader("Files of articles", accept_multiple_files=True, key="uploads", label_visibility="collapsed")
    if st.button("Read these files", type="primary", disabled=not uploads, key="read") and uploads:
        try:
            st.session_state[REPORT] = run(uploads)
        except (LibraryError, OSError, ValueError) as error:
            page.notice(str(error))
        else:
            opening.open_for_all(folder)
            st.rerun()
    if report:
        st.page_link("dashboard/pages/overview.py", label="See them on the overview")

with page.card("What can be read", "In files of rows the text is kept as it is; from saved pages the furniture is taken away."):
    page.details([(form.name[0].upper() + form.name[1:], f"{' '.join(form.suffixes)}: {form.holds}") for form in FORMATS])

if not isinstance(found, str) and not found.sample:
    with page.card("What was skipped, and why", "Of all imports into this library. The rest of each file was read and kept."):
        skipped = found.library.query("SELECT file, row, reason FROM skipped ORDER BY file, row LIMIT ?", [page.MOST_ROWS])
        if len(skipped):
            total = int(found.library.query("SELECT count(*) AS n FROM skipped")["n"][0])
            page.skipped_table(skipped, total)
            downloads.whole(found.library, "skipped")
        else:
            page.nothing("Nothing was skipped", "Every file and row of every import was taken in.")
    if opening.named() is None:
        st.button("Go back to the invented sample", on_click=opening.open_for_all, args=(None,), type="tertiary")
elif opening.own_folder().joinpath("quoteboard.json").exists():
    st.button("Open your own library", on_click=opening.open_for_all, args=(opening.own_folder(),))
