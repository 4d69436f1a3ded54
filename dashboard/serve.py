"""Runs the dashboard's server: Streamlit with our options, and one line with the address when it answers."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "app.py"
OPTIONS = (
    "--server.fileWatcherType=none",
    "--server.showEmailPrompt=false",  # or Streamlit asks for an e-mail address at its first start
    "--logger.hideWelcomeMessage=true",  # our own line says it, when the server answers
    "--logger.level=warning",
    # A page on another host that DNS makes out to be this machine must not read what the dashboard shows. As flags: they count
    # more than a configuration file or the environment, in which a list is refused.
    "--server.allowedHosts=127.0.0.1",
    "--server.allowedHosts=localhost",
)
_PAUSE, _PATIENCE = 0.1, 120.0  # seconds between two questions whether the server answers, and until nothing more is asked


def main() -> None:
    """Run Streamlit with the options of the command line, ``--server.port`` among them; what follows ``--`` is for app.py."""
    from streamlit.web import cli

    port = next(word.partition("=")[2] for word in sys.argv if word.startswith("--server.port="))
    threading.Thread(target=_announce, args=(f"http://127.0.0.1:{port}",), name="announce", daemon=True).start()
    cli.main(["run", str(APP), *OPTIONS, *sys.argv[1:]], prog_name="streamlit")


def _announce(address: str) -> None:
    """Print the address as soon as the server answers."""
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        time.sleep(_PAUSE)
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
            sys.stdout.write(f"Quoteboard is ready: {address} (Ctrl+C ends it)\n")
            sys.stdout.flush()
            return
