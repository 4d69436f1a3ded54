"""Addresses: what is asked for, of whom, and what ends a fetch. All hosts here are threads of this process; nothing leaves it."""

import gzip
import ipaddress
import select
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from analytics.loaders import load
from analytics.loaders.options import Options
from analytics.loaders.web.fetching import Fetcher, Limits
from analytics.loaders.web.hosts import NotFetched, read_address, refused
from tests.loaders.pages import ATOM, FEED, MARKED, STORY, TITLE, page
from tests.loaders.web.local_host import Host

LOCAL = Limits(allow_private=True, pause=0, seconds=600)


@pytest.fixture
def host() -> Iterator[Host]:
    one = Host()
    yield one
    one.server.shutdown()
    one.server.server_close()


def fetch(address: str, limits: Limits = LOCAL) -> str:
    """What an address gives, or why it gives nothing."""
    try:
        return Fetcher(limits).fetch(address).data.decode()
    except NotFetched as error:
        return f"NOT: {error}"


def test_addresses_page_feed_and_a_file_of_them(host: Host, tmp_path: Path) -> None:
    port = host.gives("/port", page())
    behind = host.gives("/behind", page(heading="Ferry fares to rise again", story=[p.replace("port", "ferry") for p in STORY]))
    feed = FEED.replace("{story}", MARKED).replace("<title>Ferry</title>", f"<title>Ferry</title><link>{behind}</link>")
    listed = host.gives("/feed.xml", feed, Content_Type="application/rss+xml")
    (tmp_path / "mine.txt").write_text(f"# two and one that is gone\n{port}\n\n{listed}\n{host.url}/gone\n", encoding="utf-8")
    loaded = load(tmp_path / "mine.txt", options=Options(limits=LOCAL))
    assert loaded.articles[["title", "outlet", "loaded_from"]].values.tolist() == [
        [TITLE, host.url[7:], port],
        ["Port & ferry shut", "The Quay", f"{listed}#1"],
        ["Ferry fares to rise again", host.url[7:], behind],
    ]
    assert list(zip(loaded.skipped["file"], loaded.skipped["reason"].str[:40], strict=True)) == [
        (listed, "an entry without text, a summary only. E"),
        (f"{host.url}/gone", "the host answers 404 Not Found. Expected"),
    ]
    assert host.asked == ["/robots.txt", "/port", "/feed.xml", "/behind", "/gone"]
    assert [str(agent).startswith("Quoteboard/") for agent in host.agents] == [True]


def test_addresses_known_ones_are_not_asked_again(host: Host) -> None:
    port = host.gives("/port", page())
    loaded = load(port, options=Options(limits=LOCAL, fetched=frozenset([port])))
    assert (len(loaded.articles), loaded.known, host.asked) == (0, 1, [])


def test_addresses_that_nobody_asked_for_are_not_fetched(host: Host, tmp_path: Path) -> None:
    port = host.gives("/port", page())
    (tmp_path / "list.txt").write_text(f"{port}\n{port}2\n")
    (tmp_path / "feed.xml").write_text(
        ATOM.replace("{story}", f"<a href='{port}'>more</a>").replace("<updated>", f"<link href='{port}'/><updated>")
    )
    (tmp_path / "page.html").write_text(page(f"<link rel='canonical' href='{port}'>"))
    loaded = load(tmp_path, options=Options(limits=LOCAL))
    assert len(loaded.articles) == 1
    assert (
        "2 addresses, not fetched. Expected a file of addresses given by name, not in a folder" in loaded.skipped["reason"].tolist()
    )
    assert host.asked == []


def test_addresses_encoding_is_that_of_the_host(host: Host) -> None:
    told = page(heading="Café de la Gare à Quillon ferme ses portes", lang="").encode("iso-8859-1", "replace")
    address = host.gives("/a", told, Content_Type="text/html; charset=iso-8859-1")
    assert load(address, options=Options(limits=LOCAL)).articles["title"].tolist() == ["Café de la Gare à Quillon ferme ses portes"]


def test_addresses_redirects_are_followed_and_each_is_checked(host: Host) -> None:
    host.gives("/end", "the end")
    first = host.gives("/a", status=301, Location="/b")
    host.gives("/b", status=302, Location=f"{host.url}/end")
    assert fetch(first) == "the end"
    for path, location, said in (
        (
            "/file",
            "file:///etc/hosts",
            "NOT: redirected to 'file:///etc/hosts': an address of 'file'. Expected http and https only",
        ),
        ("/user", "http://a:b@127.0.0.1/", "NOT: redirected to 'http://a:b@127.0.0.1/': an address with a user's name or password"),
        ("/round", "/round", "NOT: redirected in a circle"),
        ("/none", "", "NOT: the host answers 302 Found. Expected 200 OK"),
    ):
        assert fetch(host.gives(path, status=302, Location=location)).startswith(said)
    for n in range(9):
        host.gives(f"/{n}", status=307, Location=f"/{n + 1}")
    assert fetch(host.url + "/0") == "NOT: more than 5 redirects. Expected up to 5"


def test_addresses_redirect_into_a_private_network_is_refused(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public host (by name) that leads to this machine: the second address is checked as the first one is."""
    port = int(host.url.rpartition(":")[2])
    names = {"public.example": ["127.0.0.1"], "inner.example": ["192.168.0.7"]}
    monkeypatch.setattr("analytics.loaders.web.hosts._resolved", lambda name, *_: names.get(name, [name]))
    monkeypatch.setattr("analytics.loaders.web.hosts.refused", lambda n: None if str(n) == "127.0.0.1" else refused(n))
    for place in ("http://inner.example/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/"):
        host.gives("/a", status=302, Location=place)
        said = fetch(f"http://public.example:{port}/a", LOCAL._replace(allow_private=False))
        assert said.startswith("NOT: host ") and "Expected public hosts, others only where a setting allows them" in said


def test_addresses_the_number_that_was_checked_is_the_one_that_is_asked(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name service is asked once a connection: an answer that changes in between leads nowhere."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolve(name: str, *_: object) -> list[str]:
        asked.append(name)
        return next(answers)

    monkeypatch.setattr("analytics.loaders.web.hosts._resolved", resolve)
    monkeypatch.setattr(socket, "getaddrinfo", lambda where, *a, **k: real(where, *a, **k) if where == "127.0.0.1" else 1 / 0)
    host.gives("/a", "here")
    assert fetch(f"http://rebinding.example:{host.url.rpartition(':')[2]}/a") == "here"
    assert asked == ["rebinding.example", "rebinding.example"]  # robots.txt, then the page


real = socket.getaddrinfo


@pytest.mark.parametrize(
    "number, kind",
    [
        ("127.0.0.1", "this machine"), ("127.9.9.9", "this machine"), ("::1", "this machine"),
        ("10.1.2.3", "private"), ("172.16.0.1", "private"), ("192.168.1.1", "private"), ("fd00::1", "private"),
        ("fec0::1", "private"), ("169.254.169.254", "link-local"), ("fe80::1", "link-local"), ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"), ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("240.0.0.1", "private"),
        ("255.255.255.255", "private"), ("100.64.0.1", "reserved"), ("192.0.2.1", "private"), ("198.18.0.1", "private"),
        ("::ffff:127.0.0.1", "this machine (as IPv6)"), ("::ffff:10.0.0.1", "private (as IPv6)"),
        ("64:ff9b::a00:1", "private (as IPv6)"), ("192.0.0.192", "reserved"), ("192.88.99.1", "reserved"),
        ("64:ff9b:1::a00:1", "reserved"),
        ("2002:7f00:1::", "this machine (as IPv6)"), ("::7f00:1", "this machine (as IPv6)"),
        ("9.9.9.9", None), ("2620:fe::fe", None), ("::ffff:9.9.9.9", None), ("64:ff9b::909:909", None),
    ],
)  # fmt: skip
def test_addresses_ranges_that_are_refused(number: str, kind: str | None) -> None:
    assert refused(ipaddress.ip_address(number)) == kind


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost:8501/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
     "http://[::ffff:127.0.0.1]/", "http://0/", "http://169.254.169.254/latest/meta-data/"],
)  # fmt: skip
def test_addresses_of_this_machine_are_refused_unless_a_setting_allows_them(address: str) -> None:
    said = fetch(address, Limits())
    assert "Expected public hosts, others only where a setting allows them" in said or "is not known" in said


@pytest.mark.parametrize(
    "address, said",
    [
        ("ftp://quay.example/a", "an address of 'ftp'. Expected http and https only"),
        ("file:///etc/passwd", "an address of 'file'. Expected http and https only"),
        ("gopher://127.0.0.1:70/x", "an address of 'gopher'. Expected http and https only"),
        ("http://ada:secret@quay.example/", "an address with a user's name or password in it. Expected one without"),
        ("http:///path", "an address without a host. "),
        ("http://quay.example:99999/", "no address (Port out of range"),
        ("http://quay.example/a\r\nHost: other", "no address: '\\r' in it. "),
        ("http://[::1", "no address (Invalid IPv6 URL). "),
        ("http://" + "a" * 300 + "/", "an address without a host. "),
        ("http://quay.example/" + "a" * 3000, "an address of 3,020 characters. Expected up to 2,000"),
    ],
)
def test_addresses_that_are_none_say_so(address: str, said: str) -> None:
    with pytest.raises(NotFetched) as error:
        read_address(address)
    assert str(error.value).startswith(said)


def test_addresses_without_an_answer_say_why(host: Host) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert fetch(nobody).startswith("NOT: host 127.0.0.1 gave no whole answer ([Errno")
    assert fetch(host.gives("/empty")) == "NOT: an empty answer. Expected a page or a feed"
    assert fetch(host.gives("/down", status=503)) == "NOT: the host answers 503 Service Unavailable. Expected 200 OK"
    assert fetch(host.gives("/odd", "x", Content_Encoding="br")).startswith("NOT: an answer packed as 'br'. Expected gzip")
    assert fetch(host.gives("/torn", b"not gzip", Content_Encoding="gzip")).startswith("NOT: host 127.0.0.1 gave no whole answer")
    assert fetch(host.gives("/short", "half", Content_Length="999")).startswith("NOT: host 127.0.0.1 gave no whole answer")
    loaded = load(host.gives("/pdf", b"%PDF-1.7", Content_Type="application/pdf"), options=Options(limits=LOCAL))
    assert loaded.skipped["reason"].tolist() == [
        "application/pdf: neither a page nor a feed. Expected HTML, RSS, Atom; save other files"
    ]


def test_addresses_size_is_bounded_packed_and_unpacked(host: Host) -> None:
    small = LOCAL._replace(most_bytes=100_000)
    said = "NOT: more than 100,000 bytes. Expected up to 100,000"
    assert fetch(host.gives("/told", b"x", Content_Length="100001"), small) == said
    assert fetch(host.gives("/bomb", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), small) == said
    assert fetch(host.gives("/fits", gzip.compress(b"x" * 100_000), Content_Encoding="gzip"), small) == "x" * 100_000
    sent = 0

    def never_ends(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"y" * 65_536)
                sent += 65_536
        except OSError:
            pass

    host.answers["/endless"] = never_ends
    assert fetch(host.url + "/endless", small) == said
    assert sent < 20_000_000


@pytest.mark.parametrize("part", ["head", "body", "silence"])
def test_addresses_a_byte_at_a_time_is_cut_off(host: Host, part: str) -> None:
    cut = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        opening = {"head": b"HTTP/1.0 200 OK\r\nX-A: ", "body": b"HTTP/1.0 200 OK\r\n\r\n", "silence": b""}[part]
        try:
            handler.wfile.write(opening)
            while not select.select([handler.connection], [], [], 0.05)[0]:  # what can be read then is the end of the connection
                handler.wfile.write(b"" if part == "silence" else b"z")
        except OSError:
            pass
        cut.set()

    host.answers["/drip"] = drips
    said = fetch(host.url + "/drip", LOCAL._replace(seconds=0.7, robots=False))
    assert said == "NOT: no whole answer in 0.7 seconds. Expected a host that answers in that time"
    assert cut.wait(600)


def test_addresses_robots_txt_is_followed(host: Host) -> None:
    for path in ("/open", "/closed/a", "/to-closed"):
        host.gives(path, "here")
    host.gives("/to-closed", status=302, Location="/closed/a")
    host.gives("/robots.txt", "User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")
    fetcher = Fetcher(LOCAL)
    assert fetcher.fetch(host.url + "/open").data == b"here"
    for path in ("/closed/a", "/to-closed"):
        with pytest.raises(NotFetched, match=r"robots.txt of 127.0.0.1 forbids it. Expected what a host allows to programs"):
            fetcher.fetch(host.url + path)
    assert host.asked == ["/robots.txt", "/open", "/to-closed"]
    host.gives("/robots.txt", "", status=500)
    assert fetch(host.url + "/open").startswith("NOT: host 127.0.0.1 cannot give its robots.txt")
    assert fetch(host.url + "/closed/a", LOCAL._replace(robots=False)) == "here"


def test_addresses_a_host_is_left_in_peace_between_questions(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    host.gives("/a", "here")
    fetcher = Fetcher(LOCAL._replace(pause=3000.0, robots=False))
    for _ in range(3):
        fetcher.fetch(host.url + "/a")
    assert [2000 < seconds <= 3000 for seconds in pauses] == [True, True]


@pytest.mark.parametrize(
    "rules, path, allowed",
    [
        ("Allow: /\nDisallow: /private", "/private/plan", False),
        ("Allow: /\nDisallow: /private", "/port", True),
        ("Disallow: /*.pdf$", "/minutes/may.pdf", False),
        ("Disallow: /*.pdf$", "/minutes/may.pdf?page=2", True),
        ("Disallow: /*/print", "/port/print", False),
        ("Disallow: /*/print", "/print", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b", True),
        ("Disallow: /a\nAllow: /a/b", "/a/c", False),
        ("Disallow:", "/port", True),
    ],
)
def test_addresses_robots_txt_takes_the_longest_rule_and_wildcards(host: Host, rules: str, path: str, allowed: bool) -> None:
    host.gives(path, "here")
    host.gives("/robots.txt", f"User-agent: *\n{rules}\n", Content_Type="text/plain")
    assert (fetch(host.url + path) == "here") is allowed
