"""How a dashboard is started: its library, who may do what, and which folders may be imported, from its command line."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

LOOPBACK = ("127.0.0.1", "localhost", "::1")
READ_ONLY, OPEN, SIGN_IN, KEY = "read-only", "open", "sign-in", "key"


class Start(NamedTuple):
    """The command line of the dashboard.

    ``access`` is who may change libraries: with ``READ_ONLY`` no one, with ``OPEN`` everyone, with ``SIGN_IN`` whom the file
    ``people`` lists as editors, with ``KEY`` who opens the address that the program prints when it starts. ``roots`` are the
    folders below which paths may be imported; None allows any path.
    """

    library: Path | None = None
    access: str = KEY
    people: Path | None = None
    roots: tuple[str, ...] | None = None
    host: str = "127.0.0.1"
    port: int = 8501
    names: tuple[str, ...] = ()
    browser: bool = False
    log: bool = False

    @property
    def shared(self) -> bool:
        """Whether other machines can reach it, directly or through a proxy that uses one of its names."""
        return self.host not in LOOPBACK or bool(self.names)


def started() -> Start:
    """Return how this process was started."""
    return parsed(tuple(sys.argv[1:]))


def add_access(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who may do what; `quoteboard serve` has them too."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--read-only", action="store_true", help="show the library; imports, edits and marks are refused")
    who.add_argument(
        "--sign-in", metavar="FILE", help="readers and editors sign in by OpenID Connect; FILE lists them (see the guide)"
    )
    who.add_argument("--open", action="store_true", help="everyone who reaches this address may import and edit")
    parser.add_argument(
        "--import-root", action="append", metavar="DIR", help="allow imports of paths below this folder; may be repeated (default: "
        "any path on your own machine, none where other machines reach the dashboard)",
    )  # fmt: skip
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument(
        "--name", action="append", metavar="NAME", help="a name under which browsers reach it, such as quotes.example behind a "
        "proxy; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--log-json", action="store_true", help="log one JSON object per line: what happened, without any article's text"
    )


@functools.lru_cache(maxsize=8)
def parsed(words: Sequence[str]) -> Start:
    """Return what the words of a command line say; unknown words are ignored."""
    parser = argparse.ArgumentParser(prog="app.py", allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--browser", action="store_true")
    add_access(parser)
    given, _ = parser.parse_known_args(words)
    access = READ_ONLY if given.read_only else OPEN if given.open else SIGN_IN if given.sign_in else KEY
    start = Start(
        given.library, access, Path(given.sign_in) if given.sign_in else None, None, given.host, given.port,
        tuple(given.name or ()), given.browser, given.log_json,
    )  # fmt: skip
    roots = None if given.import_root is None else tuple(given.import_root)
    return start._replace(roots=roots if roots is not None or (access == KEY and not start.shared) else ())
