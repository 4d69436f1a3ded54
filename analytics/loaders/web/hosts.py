"""Decide which hosts may be contacted: addresses are parsed strictly, and a host must be on the public internet."""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from typing import NamedTuple
from urllib.parse import quote, urlsplit

EXPECTED = "Expected an address such as https://news.example/story, on a public host"
_MOST_CHARACTERS = 2_000
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"{}^`]")
_SAFE = "/%:=&?~+!$,;'@()*[]|-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPECIAL = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16"))
)
"""Of IANA's registries of special purpose addresses, what the standard library takes for public in some of its versions."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(ValueError):
    """Why an address gave nothing; the message says what was found and what is expected."""


class Address(NamedTuple):
    """An address on the web in its parts: what is asked of which host, and the whole as text."""

    tls: bool
    host: str
    port: int
    target: str
    text: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: the scope of a robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"


def read_address(text: str) -> Address:
    """The parts of an address. Raises NotFetched for what is no http or https address, or holds a name and password.

    >>> read_address("https://Quay.example/port?c=é#top")[1:4]
    ('quay.example', 443, '/port?c=%C3%A9')
    """
    text = text.strip()
    if len(text) > _MOST_CHARACTERS:
        raise NotFetched(f"an address of {len(text):,} characters. Expected up to {_MOST_CHARACTERS:,}")
    if unfit := _UNFIT.search(text):
        raise NotFetched(f"no address: {unfit[0]!r} in it. {EXPECTED}")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        tls = parts.scheme == "https"
        port = parts.port or (443 if tls else 80)
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NotFetched(f"no address ({' '.join(str(error).split())[:80]}). {EXPECTED}") from error
    if parts.scheme not in ("http", "https"):
        raise NotFetched(f"an address of {parts.scheme!r}. Expected http and https only")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("an address with a user's name or password in it. Expected one without")
    if not host or len(host) > 253:
        raise NotFetched(f"an address without a host. {EXPECTED}")
    target = quote(parts.path or "/", safe=_SAFE) + ("?" + quote(parts.query, safe=_SAFE) if parts.query else "")
    return Address(tls, host.lower(), port, target, text.partition("#")[0])


def addresses_of(host: str, port: int, *, allow_private: bool, seconds: float) -> list[str]:
    """The numbers of a host, to connect to and to no others: what is checked here is not asked of the name service again.

    Raises NotFetched where the host has none, or where one of them is of this machine, of its network, or of no network at all
    (unless ``allow_private``): a name that leads to both is a trap.
    """
    found = _resolved(host, port, seconds)
    if not allow_private:
        for one in found:
            if kind := refused(ipaddress.ip_address(one)):
                raise NotFetched(f"host {host} is {one}, {kind}. Expected public hosts, others only where a setting allows them")
    return found


def refused(number: IPAddress) -> str | None:
    """What a number is, where it is not of the public internet; None where it is.

    >>> refused(ipaddress.ip_address("::ffff:10.0.0.1")), refused(ipaddress.ip_address("9.9.9.9"))
    ('private (as IPv6)', None)
    """
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is None and (number in _NAT64 or (int(number) >> 32 == 0 and int(number) > 1)):
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            kind = refused(inner)
            return f"{kind} (as IPv6)" if kind else None
        if number.is_site_local:
            return "private"
    for kind, told in (
        ("this machine", number.is_loopback),
        ("link-local", number.is_link_local),
        ("multicast", number.is_multicast),
        ("unspecified", number.is_unspecified),
        ("private", number.is_private),
        ("reserved", number.is_reserved or not number.is_global or any(number in network for network in _SPECIAL)),
    ):
        if told:
            return kind
    return None


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """All numbers of a host, in the system's order; a name service that does not answer is not waited for."""
    answer: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(where[0]).partition("%")[0] for *_, where in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        told = answer.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise NotFetched(f"host {host}: its name was not resolved in time. {EXPECTED}") from None
    if isinstance(told, Exception) or not told:
        raise NotFetched(f"host {host} is not known. {EXPECTED}")
    return told
