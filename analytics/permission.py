"""Whether this process may change libraries at this moment: a server decides by who is asking, other programs always may.

Every function that writes into a library asks here first, so that a page that forgets to hide a button changes nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

REFUSED = "This window may only read. Nothing was changed."
_own_work: ContextVar[bool] = ContextVar("own_work", default=False)


class NotAllowedError(ValueError):
    """Raised where a visitor without the right to it would change a library or read a path."""


class _Decision:
    """Who decides; without a server, everything is allowed."""

    may: Callable[[], bool] | None = None


def decide_by(may: Callable[[], bool] | None) -> None:
    """Let a server decide: ``may`` returns whether whoever is asking in this thread may change libraries. None: everyone may."""
    _Decision.may = may


def allowed() -> bool:
    """Return whether libraries may be changed here and now."""
    return _Decision.may is None or _own_work.get() or _Decision.may()


def ask() -> None:
    """Raise NotAllowedError unless libraries may be changed here and now."""
    if not allowed():
        raise NotAllowedError(REFUSED)


@contextlib.contextmanager
def own_work() -> Iterator[None]:
    """Allow what the program does for itself, such as analysing its sample, whoever is asking."""
    token = _own_work.set(True)
    try:
        yield
    finally:
        _own_work.reset(token)
