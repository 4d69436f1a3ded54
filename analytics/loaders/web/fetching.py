"""One address on the web, asked for politely and with bounds: size, time, redirects, hosts.

The standard library's client, since what matters here is what others hide: the socket goes to the number that was checked, so a
name that changes its mind in between leads nowhere, and a clock cuts it off whatever state the talk is in.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from protego import Protego

from analytics.loaders.web.hosts import Address, NotFetched, addresses_of, read_address
from analytics.versions import program_version

AGENT = "Quoteboard"
_WANTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1"
_CHUNK = 65_536
_ROBOTS_BYTES = 500_000  # what RFC 9309 asks of a reader, at least
_LONGEST_PAUSE = 10.0
_REDIRECTS = {301, 302, 303, 307, 308}


class Limits(NamedTuple):
    """How far a fetch goes: bytes (packed, and unpacked), seconds an address, redirects, seconds between two questions to a host;
    whether hosts of this machine and its network are allowed, and robots.txt is followed."""

    most_bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0
    allow_private: bool = False
    robots: bool = True


class Fetched(NamedTuple):
    """What an address gave: the address after all redirects, its bytes, and their kind and encoding as the host gives them."""

    address: str
    data: bytes
    kind: str
    charset: str | None


class _Answer(NamedTuple):
    """One answer: its status, where it points on, and what came with it."""

    status: int
    reason: str
    location: str | None
    data: bytes
    kind: str
    charset: str | None


class _Clock:
    """The seconds that an address has left, counted while a host is talked to and not while it is left in peace."""

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Count the time within. Raises NotFetched where none is left."""
        self.check()
        began = time.monotonic()
        try:
            yield
        finally:
            self.left -= time.monotonic() - began

    def check(self) -> None:
        """Raises NotFetched where no time is left."""
        if self.left <= 0:
            raise NotFetched(f"no whole answer in {self.seconds:g} seconds. Expected a host that answers in that time")


class Fetcher:
    """Asks hosts, one question at a time: it remembers when each was last asked, and what its robots.txt allows."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}
        self._tls: ssl.SSLContext | None = None

    def fetch(self, text: str) -> Fetched:
        """What an address gives. Raises NotFetched with the reason: each address on the way is checked as the first one is."""
        address = read_address(text)
        clock = _Clock(self.limits.seconds)
        if self.limits.robots:
            self._ask_robots(address, clock)
        answer, last = self._follow(address, clock, self.limits.most_bytes, robots=self.limits.robots)
        if answer.status != 200:
            raise NotFetched(f"the host answers {answer.status} {answer.reason[:40]}".rstrip() + ". Expected 200 OK")
        if not answer.data:
            raise NotFetched("an empty answer. Expected a page or a feed")
        return Fetched(last.text, answer.data, answer.kind, answer.charset)

    def _follow(self, address: Address, clock: _Clock, most: int, *, robots: bool) -> tuple[_Answer, Address]:
        """The answer after all redirects, and the address that gave it."""
        seen = {address.text}
        for _ in range(self.limits.redirects + 1):
            answer = self._get(address, clock, most)
            if answer.status not in _REDIRECTS or not answer.location:
                return answer, address
            try:
                address = read_address(urljoin(address.text, answer.location))
            except (NotFetched, ValueError) as error:
                raise NotFetched(f"redirected to {answer.location[:80]!r}: {error}") from error
            if address.text in seen:
                raise NotFetched("redirected in a circle. Expected an address that leads somewhere")
            seen.add(address.text)
            if robots:
                self._ask_robots(address, clock)
        raise NotFetched(f"more than {self.limits.redirects} redirects. Expected up to {self.limits.redirects}")

    def _ask_robots(self, address: Address, clock: _Clock) -> None:
        """Raises NotFetched where the host's robots.txt forbids the address, or cannot be had (RFC 9309: then nothing is asked)."""
        if address.origin not in self._robots:
            answer, _ = self._follow(read_address(f"{address.origin}/robots.txt"), clock, _ROBOTS_BYTES, robots=False)
            text = answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
            self._robots[address.origin] = None if answer.status >= 500 else Protego.parse(text.removeprefix("\ufeff"))
        known = self._robots[address.origin]
        if known is None:
            raise NotFetched(f"host {address.host} cannot give its robots.txt. Expected a host that does, or has none")
        if not known.can_fetch(f"{address.origin}{address.target}", AGENT):
            raise NotFetched(f"robots.txt of {address.host} forbids it. Expected what a host allows to programs")

    def _get(self, address: Address, clock: _Clock, most: int) -> _Answer:
        """One question to one host."""
        self._wait(address)
        try:
            with clock.running():
                numbers = addresses_of(
                    address.host, address.port, allow_private=self.limits.allow_private, seconds=min(clock.left, 10.0)
                )
                return self._talk(address, numbers, clock.left, most)
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if isinstance(error, NotFetched):
                raise
            clock.check()  # what a cut connection looks like depends on where it was cut
            said = " ".join(str(error).split())[:120] or type(error).__name__
            raise NotFetched(f"host {address.host} gave no whole answer ({said}). Expected one in HTTP") from error
        finally:
            self._asked[address.host] = time.monotonic()

    def _talk(self, address: Address, numbers: list[str], left: float, most: int) -> _Answer:
        connection = _Connection(address, numbers, left, self._context() if address.tls else None)
        cut = threading.Event()
        timer = threading.Timer(left, connection.cut, (cut,))
        timer.daemon = True
        timer.start()
        try:
            connection.request("GET", address.target, headers={
                "User-Agent": f"{AGENT}/{program_version()} (reads single pages for one person, who asked for them)",
                "Accept": _WANTED, "Accept-Language": "en, *;q=0.5", "Accept-Encoding": "gzip", "Connection": "close",
            })  # fmt: skip
            response = connection.getresponse()
            with response:
                data = b"" if response.status in _REDIRECTS else _body(response, most)
            if cut.is_set():
                raise TimeoutError
            return _Answer(
                response.status,
                response.reason or "",
                response.headers.get("Location"),
                data,
                response.headers.get_content_type(),
                response.headers.get_content_charset(),
            )
        finally:
            timer.cancel()
            connection.close()

    def _wait(self, address: Address) -> None:
        """Leave a host in peace for a moment, or for as long as its robots.txt asks."""
        rules = self._robots.get(address.origin)
        asked = float(rules.crawl_delay(AGENT) or 0) if rules and self.limits.robots else 0.0
        last = self._asked.get(address.host)
        if last is not None:
            time.sleep(max(0.0, last + max(self.limits.pause, min(asked, _LONGEST_PAUSE)) - time.monotonic()))

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls


class _Connection(http.client.HTTPConnection):
    """A connection to the numbers of a host that were checked; the certificate must be the host's by name."""

    def __init__(self, address: Address, numbers: list[str], seconds: float, context: ssl.SSLContext | None) -> None:
        super().__init__(address.host, address.port, timeout=seconds)
        self.default_port = 443 if context else 80
        self._numbers, self._context = numbers, context
        self._over = False
        self._talking: socket.socket | None = None  # http.client forgets its own as soon as the head of the answer is read

    def connect(self) -> None:
        """To the first number that answers."""
        for n, number in enumerate(self._numbers):
            try:
                self.sock = self._talking = socket.create_connection((number, self.port), self.timeout)
                break
            except OSError:
                if n == len(self._numbers) - 1 or self._over:
                    raise
        if self._context:
            tls = self._context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._talking = tls
            tls.do_handshake()

    def cut(self, told: threading.Event) -> None:
        """End it from another thread, whatever it waits for."""
        told.set()
        self._over = True
        if self._talking is not None:  # else it is not connected yet, and its own timeout ends that
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._talking, socket.SHUT_RDWR)  # a TLS socket's own forgets that it was one


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    """The whole body, unpacked, with bounds on both. Raises NotFetched beyond them."""
    too_many = NotFetched(f"more than {most:,} bytes. Expected up to {most:,}")
    if response.length is not None and response.length > most:
        raise too_many
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise NotFetched(f"an answer packed as {packing[:20]!r}. Expected gzip, deflate, or not packed")
    unpack = None if packing == "identity" else zlib.decompressobj(47)
    got, held, size = 0, [], 0
    while data := response.read(_CHUNK):
        got += len(data)
        piece = unpack.decompress(data, most + 1 - size) if unpack else data
        held.append(piece)
        size += len(piece)
        if got > most or size > most or (unpack and unpack.unconsumed_tail):
            raise too_many
    if response.length:  # what was announced and has not come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(held)
