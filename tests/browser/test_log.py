"""The log of a server: JSON lines that say what happened, without a word of an article, whatever articles and pages do."""

import json
import subprocess
import sys
import time
from pathlib import Path

from evaluation.sessions import Session
from tests.browser.conftest import FAR, ROOT, serving

SECRET = "Quorlvex"  # a word of every title, text, name, outlet and damaged row
TEXT = f"“{SECRET} shall not be logged %s %(x)s {{}}”, said Mara {SECRET} on Monday.\n" * 3
NOISY = f"""
import logging, sys, threading, warnings
sys.argv = ["app.py", "--log-json"]
from dashboard import log
log.to_json()
logging.getLogger("noisy").warning("could not read %s", "{SECRET}")
logging.getLogger("noisy").warning(f"put together: " + "{SECRET}")
warnings.warn("{SECRET} is markup")
def fail():
    raise ValueError("{SECRET}")
try:
    fail()
except ValueError as error:
    log.error(error)
    logging.getLogger("noisy").exception("failed on %s", "{SECRET}")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
"""


def lines_of(log: str) -> list[dict[str, object]]:
    """The lines of a log; every line must be JSON."""
    return [json.loads(line) for line in log.splitlines()]


def test_log_of_imports_searches_and_damaged_files_has_no_text_of_articles(tmp_path: Path) -> None:
    press = tmp_path / "press"
    press.mkdir()
    rows = [{"title": f"{SECRET} speaks", "text": TEXT, "outlet": f"{SECRET} Post", "date": day} for day in ("2026-03-01", SECRET)]
    (press / "a.jsonl").write_text("\n".join([*map(json.dumps, rows), f'{{"title": "{SECRET}", "text": ']))
    (press / "b.html").write_text(f"<html><title>{SECRET}</title><article><p>{TEXT}</p><script>{SECRET}</article>")
    (press / "c.csv").write_bytes(f'title,text\n"{SECRET},{TEXT}\n\x00\xff'.encode("latin-1", "replace"))
    library = tmp_path / "library"
    with serving(library, tmp_path, "--log-json", "--import-root", str(press)) as server, Session(server.url) as session:
        session.run()
        session.run("import")
        typed = {session.widgets["Files and folders on this machine, one path per line"]: str(press)}
        session.run("import", click=session.widgets["Import"], **typed)
        until = time.monotonic() + FAR
        while '"import ended"' not in server.log.read_text():
            assert time.monotonic() < until, server.log.read_text()
            time.sleep(0.05)
        session.run("quotes")
        assert SECRET in "".join(session.texts)
        session.run("quotes", **{session.widgets["Search"]: SECRET})
        for broken in library.glob("batches/*/quotes.parquet"):
            broken.write_bytes(SECRET.encode())
        for page in ("", "quotes", "article"):
            session.run(page)
    found = lines_of("\n".join(line for line in server.log.read_text().splitlines() if not line.startswith("Quoteboard is ready")))
    events = {line["event"]: line for line in found}
    assert {"import started", "import ended"} <= set(events)
    assert events["import ended"]["stage"] == "done"
    assert SECRET.lower() not in server.log.read_text().lower()


def test_log_of_other_libraries_warnings_and_threads_has_no_message_that_may_quote() -> None:
    done = subprocess.run([sys.executable, "-c", NOISY], cwd=ROOT, capture_output=True, text=True, timeout=FAR, check=True)
    found = lines_of(done.stderr)
    assert [line["event"] for line in found] == ["message", "message", "message", "error", "error", "error"]
    assert found[0]["text"] == "could not read %s"
    assert [line["kind"] for line in found[3:]] == ["ValueError"] * 3
    assert SECRET not in done.stderr + done.stdout
