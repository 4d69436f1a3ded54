"""The command ``quoteboard serve``, which is also ``quoteboard`` alone: the dashboard in a browser."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from analytics.cli.libraries import Failure, default_library, open_library
from analytics.cli.parsing import add_library, positive
from analytics.processes import python_command
from analytics.start import LOOPBACK, add_access

SHARED = (
    "other machines could reach this dashboard. Say what they may do: --read-only, --sign-in FILE, or --open, which lets everyone "
    "import and edit"
)
_FIRST_PORT, _PORTS = 8501, 100


def add_to(commands: Any) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "serve",
        help="open the dashboard (also without any command)",
        description="Open the dashboard in a browser. It answers this machine only, unless --host or --name says otherwise.",
    )
    add_library(
        parser, "the library to show (default: Quoteboard in your home, where it exists, else the sample of invented articles)"
    )
    parser.add_argument("--port", type=positive, metavar="N", help="the port (default: 8501, or the next that is free)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    add_access(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Start the dashboard; on POSIX it takes the place of this process, so that whatever stops the command stops the dashboard."""
    shared = arguments.host not in LOOPBACK or arguments.name
    if shared and not (arguments.read_only or arguments.sign_in or arguments.open):
        raise Failure(SHARED)
    for folder in arguments.import_root or ():
        if not Path(folder).is_dir():
            raise Failure(f"--import-root {folder}: no such folder. Expected a folder whose files editors may import")
    port = _free_port(arguments.host, arguments.port)
    path = arguments.library or _own_library()
    if path:
        with open_library(path) as library:
            path = str(library.path)  # of a library in object storage, the folder that mirrors it
    else:
        _make_sample()
    command = [
        *python_command("dashboard.serve"),
        *("--port", str(port), "--host", arguments.host),
        *(["--library", path] if path else []),
        *([] if arguments.no_browser or shared else ["--browser"]),
        *(word for name in arguments.name or () for word in ("--name", name)),
        *(["--read-only"] if arguments.read_only else ["--open"] if arguments.open else []),
        *(["--sign-in", str(Path(arguments.sign_in).absolute())] if arguments.sign_in else []),
        *(word for root in arguments.import_root or () for word in ("--import-root", str(Path(root).resolve()))),
        *(["--log-json"] if arguments.log_json else []),
    ]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own Python, with our own words
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _free_port(host: str, asked: int | None) -> int:
    """The port that is asked for, or the first from 8501 on that nobody listens on."""
    for port in [asked] if asked else range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            if os.name == "posix":  # on Windows this would share a port that is in use
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError, OverflowError):
                tried.bind((host, port))
                return port
    if asked:
        raise Failure(f"port {asked} cannot be used: another program listens on it, or it is not open to you. Try another --port")
    raise Failure(f"no port from {_FIRST_PORT} to {_FIRST_PORT + _PORTS - 1} is free. Name another with --port")


def _own_library() -> str | None:
    """The user's default library, if there is one."""
    path = default_library()
    return str(path) if (path / "quoteboard.json").exists() else None


def _make_sample() -> None:
    """Analyse the sample before the browser opens."""
    from analytics.tasks.sample import is_ready, sample_library

    if not is_ready():
        print("Analysing the sample articles (once, some seconds) ...", flush=True)
    try:
        sample_library()
    except OSError as error:
        raise Failure(str(error)) from error
