"""Runs the dashboard's server: Streamlit with our options behind our guard, and one line with the address when it answers."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import socket
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from analytics import start
from analytics.start import KEY, LOOPBACK, Start
from dashboard import memory
from dashboard.state import access, people

APP = Path(__file__).resolve().parents[1] / "app.py"
OPTIONS: dict[str, Any] = {
    "server.fileWatcherType": "none",
    "server.headless": True,  # our own line opens the browser
    "server.showEmailPrompt": False,  # or Streamlit asks for an e-mail address at its first start
    "logger.hideWelcomeMessage": True,  # it may ask a server elsewhere; our own line says it, when the server answers
    "logger.level": "warning",
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
}
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - only where the user asks for it, with what visitors may do
_PAUSE, _PATIENCE = 0.1, 120.0  # seconds between two questions whether the server answers, and until nothing more is asked
_SWEEP = 10.0  # seconds between two looks at the uploads of windows that are closed


def main() -> None:
    """Run the server with the options of the command line, which `analytics.start` describes."""
    memory.few_arenas()  # before any other thread begins
    import streamlit as st

    options = start.started()
    served = st.App(APP, **guarded(options))
    sys.argv[0] = str(APP)  # beside which Streamlit looks for its settings
    served.run(
        config={
            **OPTIONS,
            "server.address": options.host,
            "server.port": options.port,
            # As flags: they count more than a configuration file or the environment.
            "server.allowedHosts": hosts(options),
        }
    )


def guarded(options: Start) -> dict[str, Any]:
    """Return what makes a `streamlit.App` pass all requests through the guard, announce itself and log as the options say.

    Raises SystemExit with one line where other machines could reach it unsaid, or where signing in would fail.
    """
    from starlette.middleware import Middleware

    from dashboard import compression, first_page, guard, log

    try:
        listed = people.read(options.people) if options.people else None
    except (ValueError, OSError) as error:
        sys.exit(f"quoteboard serve: {error}")
    if options.shared and options.access == KEY:
        sys.exit("quoteboard serve: other machines could reach this dashboard. Expected --read-only, --sign-in FILE or --open.")
    if listed and not importlib.util.find_spec("authlib"):
        sys.exit("quoteboard serve: signing in needs Authlib. Install it: pip install 'quoteboard[signin]'")
    if options.log:
        log.to_json()
    return {
        "middleware": [
            Middleware(guard.Guard, hosts=hosts(options)),
            Middleware(compression.Compressed),
            Middleware(first_page.FirstPage),
        ],
        "lifespan": _running,
        "on_script_error": _noted,
        "secrets": {"auth": listed.auth} if listed else None,
    }


def options_of_streamlit() -> Start:
    """Return the options of a dashboard that `streamlit run` starts, whose address is among Streamlit's own.

    Raises SystemExit with one line where that is another address than one of this machine alone.
    """
    from streamlit import config

    memory.few_arenas()
    options, address = start.started(), config.get_option("server.address")
    if address not in LOOPBACK or options.host not in LOOPBACK:
        where = address or "all addresses"
        sys.exit(
            f"streamlit run: other machines could reach this dashboard at {where}. Expected 127.0.0.1, or quoteboard serve --host."
        )
    return options._replace(host=address)


def hosts(options: Start) -> list[str]:
    """Return the names that a Host header may contain.

    A page on another host that DNS makes out to be this machine must not read what the dashboard shows. Where the server listens on
    all addresses, these are the machine's own name and address, and what ``--name`` adds.
    """
    found = [*LOOPBACK[:2], *options.names]
    if options.host in EVERY_ADDRESS:
        found += [socket.gethostname(), *_own_address()]
    elif options.host not in found:
        found.append(options.host)
    return list(dict.fromkeys(found))


def _own_address() -> list[str]:
    """Return the address of this machine in its network. A UDP socket is connected for it, which sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return [str(probe.getsockname()[0])]
    return []


@asynccontextmanager
async def _running(app: Any) -> AsyncIterator[None]:
    """Announce the server, whose port is its own by now, and free the uploads of closed windows as long as it runs."""
    from streamlit import config

    from dashboard.guard import Sweeper

    options = start.started()._replace(host=config.get_option("server.address"), port=int(config.get_option("server.port")))
    threading.Thread(target=_announce, args=(options,), name="announce", daemon=True).start()

    async def forever() -> None:
        sweeper = Sweeper()
        while True:
            await asyncio.sleep(_SWEEP)
            sweeper.sweep()

    task = asyncio.create_task(forever())
    try:
        yield
    finally:
        task.cancel()


def _noted(problem: Exception) -> None:
    from dashboard import log

    log.error(problem)


def _announce(options: Start) -> None:
    """Print the address as soon as the server answers, and open it in a browser where that is wanted."""
    host = "127.0.0.1" if options.host in EVERY_ADDRESS else options.host
    own = f"http://{f'[{host}]' if ':' in host else host}:{options.port}"
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        time.sleep(_PAUSE)
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{own}/_stcore/health", timeout=5).close()  # noqa: S310 - our own address
            break
    else:
        return
    address = f"{own}/#key={access.key()}" if options.access == KEY else own
    if options.access == KEY:
        sys.stdout.write(f"To import and to edit, open {address}\n")
    sys.stdout.write(f"Quoteboard is ready: {own} (Ctrl+C ends it)\n")
    sys.stdout.flush()
    if options.browser:
        webbrowser.open(_page_that_opens(address) if options.access == KEY else address)


def _page_that_opens(address: str) -> str:
    """Write a page that leads to an address, readable by this user only, and return its own address.

    The address of the key must not be an argument of the browser's command, which every user of the machine can list. The page is
    removed when the key is used. Browsers in a snap read no hidden folder, nor the system's temporary one.
    """
    folder = Path.home() if Path("/snap").is_dir() else None
    handle, name = tempfile.mkstemp(".html", "quoteboard-", folder)
    with os.fdopen(handle, "w", encoding="utf-8") as page:
        page.write(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}"><title>Quoteboard</title>'
        )
    access.when_used(lambda: Path(name).unlink(missing_ok=True))
    return Path(name).as_uri()
