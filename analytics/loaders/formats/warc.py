"""WARC, plain or packed: the pages that a crawl kept, one at a time, each read as a saved page is."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, NamedTuple

import pyarrow as pa

from analytics.loaders.html.page import read_page
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_BYTES = 10_000_000  # of a page
_MOST_HEAD, _MOST_FIELDS = 64_000, 500
_MOST_WARNINGS = 1_000  # on single pages; what comes after is counted
_CHUNK = 1_000_000
_CODECS = {"br": "brotli", "zstd": "zstd"}
_EXPECTED = "Expected responses of status 200 with a page of HTML"
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


class Broken(ValueError):
    """Bytes that are no WARC, or no longer one."""


class WarcRecord(NamedTuple):
    """A record's fields, names in lower case, and its first bytes; of a record that is no response, none."""

    fields: dict[str, str]
    data: bytes


class WarcPage(NamedTuple):
    """The bytes of a page; or what a record holds instead."""

    page: bytes
    other: str | None


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of the pages in a WARC, by the number of their record; what is no page is counted, at the end."""
    passed: Counter[str] = Counter()
    warnings = number = 0
    broken: str | None = None
    with source.open() as stream:
        records = _records(stream)
        while True:
            try:
                record = next(records, None)
            except (Broken, OSError) as error:
                broken = str(error)
                break
            if record is None:
                break
            number += 1
            page, other = _page(record)
            if other:
                passed[other] += 1
                continue
            url = record.fields.get("warc-target-uri", "").strip("<>") or None
            for item in read_page(page, source.label, url=url):
                if isinstance(item, Article):
                    yield item._replace(loaded_from=f"{source.label}#{number}")
                elif warnings < _MOST_WARNINGS:
                    warnings += 1
                    yield Skipped(source.label, number, f"{(url or 'no address')[:200]}: {item.reason}")
                else:
                    passed[f"pages, {item.reason.split('. Expected')[0][:60]}"] += 1
    if broken is not None:
        yield Skipped(source.label, number + 1, f"no WARC from here on: {broken[:120]}. {_EXPECTED}")
    if passed:
        counts = ", ".join(f"{count:,} {what}" for what, count in passed.most_common(12))
        yield Skipped(source.label, None, f"{sum(passed.values()):,} records skipped ({counts}). {_EXPECTED}")
    if not number and broken is None:
        yield Skipped(source.label, None, f"an empty file. {_EXPECTED}")


def _records(stream: IO[bytes]) -> Iterator[WarcRecord]:
    """The records of a WARC (ISO 28500), in order, in the memory of one. Raises Broken at the first invalid one."""
    while line := stream.readline(_MOST_HEAD):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise Broken(f"{line[:20]!r} where a record should begin")
        fields = _fields(stream)
        told = fields.get("content-length", "")
        if not told.isdecimal() or len(told) > 15:
            raise Broken(f"a record whose length is {told[:20]!r}")
        length = int(told)
        wanted = min(length, _MOST_BYTES + _MOST_HEAD) if fields.get("warc-type") == "response" else 0
        data = stream.read(wanted)
        left = length - len(data)
        while left > 0:
            passed = len(stream.read(min(left, _CHUNK)))
            if not passed:
                raise Broken("the file ends within a record")
            left -= passed
        yield WarcRecord(fields, data)


def _fields(stream: IO[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(_MOST_FIELDS):
        line = stream.readline(_MOST_HEAD)
        if not line.strip():
            return fields
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    raise Broken(f"a record with more than {_MOST_FIELDS} fields")


def _page(record: WarcRecord) -> WarcPage:
    """The page in a record, unpacked."""
    kind = record.fields.get("warc-type", "")
    if kind != "response":
        return WarcPage(b"", f"of type {kind[:20] or 'unknown'}")
    mark = b"\r\n\r\n" if b"\r\n\r\n" in record.data[:_MOST_HEAD] else b"\n\n"
    head, _, body = record.data.partition(mark)
    status = _STATUS.match(head)
    if status is None or status[1] != b"200":
        return WarcPage(b"", f"responses of status {status[1].decode()}" if status else "responses that are not HTTP")
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").split("\n")[1:]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip().lower())
    kind = fields.get("content-type", "").split(";")[0].strip()
    if kind not in {"text/html", "application/xhtml+xml"}:
        return WarcPage(b"", f"responses of type {kind[:40] or 'unknown'}")
    if fields.get("transfer-encoding") == "chunked":
        body = _dechunked(body)
    packed = fields.get("content-encoding", "identity")
    if packed in {"gzip", "x-gzip", "deflate"}:
        body = _unpacked(body)
    elif packed in _CODECS and pa.Codec.is_available(_CODECS[packed]):
        body = _streamed(body, _CODECS[packed])
    elif packed not in {"identity", ""}:
        return WarcPage(b"", f"pages packed as {packed[:20]}, which is not read here")
    return WarcPage(b"", f"pages of more than {_MOST_BYTES:,} bytes") if len(body) > _MOST_BYTES else WarcPage(body, None)


def _dechunked(body: bytes) -> bytes:
    """A body whose chunks follow their lengths; as it is where it has none: many crawlers have put it together already."""
    parts: list[bytes] = []
    at = 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
    return b"".join(parts) or body


def _unpacked(body: bytes) -> bytes:
    """A packed body, up to a bound; as it is where it is not packed, whatever its head says."""
    for bits in (47, -15):
        try:
            return zlib.decompressobj(bits).decompress(body, _MOST_BYTES + 1)
        except zlib.error:
            continue
    return body


def _streamed(body: bytes, codec: str) -> bytes:
    """As `_unpacked`, for packings that pyarrow knows; of a body that breaks off, the whole pieces before the break."""
    parts: list[bytes] = []
    size = 0
    with contextlib.suppress(OSError, pa.ArrowException), pa.CompressedInputStream(pa.BufferReader(body), codec) as stream:
        while size <= _MOST_BYTES and (part := stream.read(min(_CHUNK, _MOST_BYTES + 1 - size))):
            parts.append(part)
            size += len(part)
    return b"".join(parts) if parts and b"<" in parts[0] else body


_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
