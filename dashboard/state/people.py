"""Who may sign in: the file of ``--sign-in``, which lists readers and editors and how their provider is asked.

```toml
editors = ["mara.ode@quorl.example"]
readers = ["quorl.example"]               # a domain: everyone with an address there

[auth]                                    # OpenID Connect, as Streamlit's st.login reads it
redirect_uri = "https://quotes.example/oauth2callback"
cookie_secret = "a long random text"
client_id = "quoteboard"
client_secret = "from the provider"
server_metadata_url = "https://login.example/.well-known/openid-configuration"
```
"""

from __future__ import annotations

import functools
import time
import tomllib
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

LONGEST = 12 * 3600  # seconds after which a sign-in counts no more, so that a stolen cookie does not either
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32  # characters


class Role(IntEnum):
    """What a session may do: nothing, read, or also change."""

    STRANGER = 0
    READER = 1
    EDITOR = 2


class People(NamedTuple):
    """The lists of a file, addresses and domains in lower case; whether the provider's addresses count without proof; and the
    settings for Streamlit's st.login."""

    editors: frozenset[str]
    readers: frozenset[str]
    unproven: bool
    auth: dict[str, Any]


def read(path: Path) -> People:
    """Read the file. Raises ValueError, or OSError where it cannot be opened; the message says what was found and expected."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}. Expected TOML with editors, readers and [auth].") from error
    lists = {name: held.get(name, []) for name in ("editors", "readers")}
    for name, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise ValueError(f"{path}, {name}: found {values!r}. Expected a list of e-mail addresses and domains.")
    if not any(lists.values()):
        raise ValueError(f"{path}: lists no one. Expected addresses or domains in editors or readers.")
    auth = held.get("auth")
    missing = [name for name in _NEEDED if not isinstance(auth, dict) or not isinstance(auth.get(name), str) or not auth[name]]
    if missing:
        raise ValueError(f"{path}, [auth]: no {', '.join(missing)}. Expected the settings of your OpenID Connect provider.")
    assert isinstance(auth, dict)
    if len(auth["cookie_secret"]) < _SHORTEST_SECRET:
        raise ValueError(f"{path}, cookie_secret: shorter than {_SHORTEST_SECRET} characters. Expected a long random text.")
    editors, readers = (frozenset(value.strip().lower().removeprefix("@") for value in lists[name]) for name in lists)
    return People(editors, readers, held.get("unproven_addresses") is True, auth)


def rights(user: Mapping[str, Any], path: Path | None) -> Role:
    """Return what a user of `st.user` may do by the file as it is now.

    An address counts only where the provider says that it is the user's (``email_verified``), unless the file contains
    ``unproven_addresses = true``, and for twelve hours after the sign-in.
    """
    if path is None or user.get("is_logged_in") is not True:
        return Role.STRANGER
    try:
        listed = _read(path, path.stat().st_mtime_ns)
    except (ValueError, OSError):
        return Role.STRANGER  # as long as the file is being edited
    issued, address = user.get("iat"), user.get("email")
    if not isinstance(issued, int | float) or not time.time() - LONGEST < issued < time.time() + 300:
        return Role.STRANGER
    if not isinstance(address, str) or address.count("@") != 1 or not (user.get("email_verified") is True or listed.unproven):
        return Role.STRANGER
    known = {address.lower(), address.lower().partition("@")[2]}
    return Role.EDITOR if known & listed.editors else Role.READER if known & listed.readers else Role.STRANGER


@functools.lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> People:
    return read(path)
