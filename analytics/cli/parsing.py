"""Parsing of arguments: the parser, the option ``--library``, and the types of option values."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

NOT_COMMANDS = ("-h", "--help", "--version")


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line; with ``intermixed``, options may be between the inputs of a command."""

    def __init__(self, *arguments: Any, intermixed: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **options})
        self._intermixed = intermixed

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as argparse does, intermixed where asked; argparse has that only for parsers without commands."""
        if not self._intermixed:
            return super().parse_known_args(args, namespace)
        self._intermixed = False  # the method below calls this one
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._intermixed = True

    def error(self, message: str) -> NoReturn:
        """Exit with one line that names the fault and the help, without the usage that argparse repeats."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def add_library(parser: argparse.ArgumentParser, meaning: str = "the library's folder (default: Quoteboard in your home)") -> None:
    """Add the option ``--library`` to a command; `libraries.library_path` knows the default."""
    parser.add_argument("--library", metavar="DIR", help=meaning)


def arrange(arguments: Sequence[str]) -> list[str]:
    """Put ``serve`` where no command is named, and ``--library DIR`` directly after the command, from wherever it was.

    argparse itself would refuse it after the command of a command.

    >>> arrange(["actors", "merge", "A", "B", "--library", "mine"])
    ['actors', '--library', 'mine', 'merge', 'A', 'B']
    >>> arrange(["--library=mine"])
    ['serve', '--library', 'mine']
    """
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in NOT_COMMANDS):
        words.insert(0, "serve")
    library: list[str] = []
    rest: list[str] = []
    at = 1
    while at < len(words) and words[at] != "--":
        name, mark, value = words[at].partition("=")
        if name == "--library" and (mark or at + 1 < len(words)):
            library = ["--library", value if mark else words[at + 1]]
            at += 1 if mark else 2
        else:
            rest.append(words[at])
            at += 1
    return [words[0], *library, *rest, *words[at:]]


def positive(text: str) -> int:
    """Read a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number. Expected a whole number from 1")
    return int(text)


def day(text: str) -> date:
    """Read a day in ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day. Expected a day such as 2026-01-31") from error


def share(text: str) -> float:
    """Read a number from 0 to 1."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share. Expected a number from 0 to 1")
    return found
