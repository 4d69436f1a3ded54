"""Crawls (WARC) and lists of addresses, with the stories of `exports`."""

import gzip
import json
from html import escape

from tests.loaders.exports import OTHER, SECOND, STORY, TITLE


def warc_record(
    body: bytes, *, kind: str = "response", head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
) -> bytes:
    block = head.encode() + b"\r\n" + body if kind == "response" else body
    fields = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://quay.example/port\r\nWARC-Date: 2024-05-04T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def page(title: str = TITLE, story: list[str] | None = None) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in story or STORY)
    meta = (
        "<meta property='og:site_name' content='The Quay'><meta property='article:published_time' content='2024-05-03T06:30:00Z'>"
    )
    head = f"<!doctype html><html lang='en'><head><title>{title}</title>{meta}</head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def warc(*, packed: bool = False) -> bytes:
    """A crawl: a note of the crawler, a request, two pages (one packed, in chunks), and what is no page."""
    small = gzip.compress(page(SECOND, OTHER))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (small[:100], small[100:])) + b"0\r\n\r\n"
    records = [
        warc_record(b"software: crawler\r\n", kind="warcinfo"),
        warc_record(b"GET /port HTTP/1.1\r\n\r\n", kind="request"),
        warc_record(page()),
        warc_record(
            chunks, head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        ),
        warc_record(b"gone", head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"),
        warc_record(b"\x89PNG", head="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
        warc_record(b"<html><body><p>Short.</p></body></html>"),
    ]
    return b"".join(map(gzip.compress, records)) if packed else b"".join(records)


MEDIA_CLOUD = (
    b"id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    b"a1,2024-05-04 01:00:00,en,quay.example,quay.example,2024-05-03,Port shut,https://quay.example/port\n"
    b'a2,2024-05-04 01:00:00,en,echo.example,echo.example,2024-05-03,"Fares, again",https://echo.example/fares\n'
    b"a3,2024-05-04 01:00:00,en,echo.example,echo.example,2024-05-03,No address,\n"
)


GDELT_LIST = json.dumps(
    {
        "articles": [
            {"url": f"https://quay.example/{n}", "title": "Port shut", "seendate": "20240503T063000Z", "domain": "quay.example"}
            for n in range(3)
        ]
    }
).encode()


GDELT_GRAPH = "".join(
    "\t".join([f"20240503063000-{n}", "20240503063000", "1", "quay.example", f"https://quay.example/{n}", *[""] * 22]) + "\n"
    for n in range(4)
).encode()
