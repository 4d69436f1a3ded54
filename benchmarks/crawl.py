"""A crawl of news pages as CC-NEWS keeps them, of any size, and the memory and speed with which it is read.

    python -m benchmarks.crawl ARTICLES [--megabytes 1000] [--keep FILE]

ARTICLES is anything that is read; its articles, each time with other numbers in them, are what the pages hold, within menus,
scripts, styles and links as pages have them (about 100 KB a page, unpacked). The WARC is packed, a record a member, with the
requests and the odd responses between the pages that crawls have. Peak memory is that of a process that does nothing but
read the file, batch by batch, as `quoteboard analyse` does.
"""

from __future__ import annotations

import argparse
import gzip
import html
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analytics.loaders import load, load_batches

_LINKS = 120
_SCRIPT = 24_000  # bytes of what does not pack well: settings, keys, pictures written out


class Reading(NamedTuple):
    """What reading a file took: articles, warnings, seconds, and the peak of memory in MB."""

    articles: int
    warnings: int
    seconds: float
    peak: float


def main() -> None:
    """Write the WARC, read it in a process of its own, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--megabytes", type=float, default=1000)
    parser.add_argument("--keep", type=Path, help="where to write the WARC, and leave it (default: a temporary file)")
    parser.add_argument("--read", action="store_true", help="only read ARTICLES, a WARC, in this process")
    options = parser.parse_args()
    if options.read:
        print(*read(Path(options.articles)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "crawl.warc.gz"
        began = time.monotonic()
        pages = write(path, options.articles, options.megabytes)
        size = path.stat().st_size / 1e6
        print(f"{path.name}: {size:,.0f} MB, {pages:,} pages, written in {time.monotonic() - began:,.0f} s", flush=True)
        command = [sys.executable, "-m", "benchmarks.crawl", str(path), "--read"]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        found = Reading(int(told[0]), int(told[1]), float(told[2]), float(told[3]))
        print(f"{found.articles:,} articles and {found.warnings:,} warnings in {found.seconds:,.0f} s")
        print(f"{found.articles / found.seconds:,.0f} articles/s, {size / found.seconds:,.1f} MB/s packed")
        print(f"peak memory {found.peak:,.0f} MB")


def write(path: Path, articles: str, megabytes: float) -> int:
    """Write a WARC of at least so many megabytes; return the number of its pages."""
    texts = load(articles).articles[["title", "text"]].fillna("Without a headline").values.tolist()
    rng = random.Random(7)
    pages = written = 0
    with path.open("wb") as file:
        written += file.write(gzip.compress(_record("warcinfo", "", b"software: benchmarks.crawl\r\n"), 1))
        while written < megabytes * 1e6:
            title, text = texts[pages % len(texts)]
            pages += 1
            address = f"https://outlet{pages % 40}.example/news/{pages}"
            for record in _visit(address, _page(f"{title} ({pages})", text, pages, rng), pages):
                written += file.write(gzip.compress(record, 1))
    return pages


def _visit(address: str, page: bytes, number: int) -> Iterator[bytes]:
    """The records of a visit: a request, its response, and now and then one that holds no page."""
    yield _record("request", address, b"GET / HTTP/1.1\r\nHost: outlet.example\r\n\r\n")
    yield _record("response", address, b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page)
    if number % 10 == 0:
        yield _record("response", f"{address}/gone", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone</p>")


def _record(kind: str, address: str, block: bytes) -> bytes:
    fields = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-05-04T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
    return f"{fields}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def _page(title: str, text: str, number: int, rng: random.Random) -> bytes:
    body = "".join(f"<p class='story-text'>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
    links = "".join(
        f"<li class='menu-item level-{n % 3}'><a href='/section/{n}/{number}'>Section {n}</a></li>" for n in range(_LINKS)
    )
    cards = "".join(
        f"<div class='card'><img src='/i/{rng.getrandbits(64):x}.jpg' alt=''><h3>Card {n}</h3></div>" for n in range(40)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{html.escape(title)}</title>"
        f"<meta property='article:published_time' content='2026-05-{number % 27 + 1:02d}T06:30:00Z'>"
        f"<style>{'.card{margin:0 auto;padding:4px} ' * 600}</style>"
        f"<script>var settings = '{rng.randbytes(_SCRIPT // 2).hex()}';</script>"
        f"</head><body><nav><ul>{links}</ul></nav><main><article><h1>{html.escape(title)}</h1>{body}"
        f"<p>Edition {number}.</p></article></main><aside>{cards}</aside>"
        f"<script>{'window.queue.push(function () { return true; });' * 500}</script></body></html>"
    ).encode()


def read(path: Path) -> Reading:
    """Read a file batch by batch, keeping nothing."""
    began = time.monotonic()
    articles = warnings = 0
    for loaded in load_batches([path], 200):
        articles += len(loaded.articles)
        warnings += len(loaded.skipped)
    return Reading(articles, warnings, time.monotonic() - began, _peak())


def _peak() -> float:
    """The most memory that this process has held, in MB; where the system does not tell, 0."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


if __name__ == "__main__":
    main()
