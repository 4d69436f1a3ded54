"""The files behind the inputs of a Spark run: paths that every worker sees, and addresses that Spark reads (hdfs://, s3a://)."""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analytics.loaders import SUFFIXES
from analytics.loaders.inputs import Source, find_sources, shown, taken
from analytics.loaders.options import Options
from analytics.loaders.web.addresses import is_address
from analytics.spark.staging import ListedFile
from analytics.tables import Skipped

Listed = ListedFile | Skipped

_FILES, _BYTES = 100, 32_000_000  # of a chunk of small files
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]+:/", re.I)
_HIDDEN = "not read by Spark, since its name or its folder's begins with _. Expected another name"
_FETCHED = ("http://", "https://", "ftp://")


def chunks(inputs: Iterable[str | Path], options: Options, session: Any) -> Iterator[list[Listed]]:
    """Divide the files of the inputs, in their order, into chunks that one task reads each.

    A file that Spark reads by its address is a chunk of its own.
    """
    chunk: list[Listed] = []
    size = 0
    for one in _listed(inputs, options, session):
        alone = isinstance(one, ListedFile) and is_remote(one.path)
        if chunk and (alone or len(chunk) >= _FILES or size >= _BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(one)
        if isinstance(one, ListedFile) and not alone:
            with contextlib.suppress(OSError):  # its reader reports it
                size += Path(one.path).stat().st_size
        if alone:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def is_remote(path: str) -> bool:
    """Whether Spark itself reads a path, by its scheme.

    >>> is_remote("s3a://press/2026/a.jsonl"), is_remote("file:/press/2026/a.jsonl"), is_remote("/press/2026/a.jsonl")
    (True, True, False)
    """
    return _SCHEME.match(path) is not None


def _listed(inputs: Iterable[str | Path], options: Options, session: Any) -> Iterator[Listed]:
    for given in inputs:
        text = str(given)
        if text.lower().startswith(_FETCHED):
            expected = "Expected files; quoteboard analyse without --engine fetches addresses"
            yield Skipped(shown(text), None, f"an address, not fetched by Spark. {expected}")
        elif is_address(text):
            yield from _remote(text, options, session)
        else:
            for source in find_sources([Path(given).absolute()], SUFFIXES, options.within):
                if isinstance(source, Skipped):
                    yield source._replace(file=_as_given(source.file, text))
                elif not options.is_left(source.label):
                    packed = str(source.archive.filename) if source.archive else None
                    member = source.path if source.archive else None
                    yield ListedFile(packed or source.path, source.label, source.named, member)


def _as_given(file: str, given: str) -> str:
    """The name of an input in reports: as it was given, where the whole input is meant."""
    return shown(given) if file == shown(str(Path(given).absolute())) else file


def _remote(address: str, options: Options, session: Any) -> Iterator[Listed]:
    """List the files of an address or a pattern, those of a folder at any depth, by the rules for folders of this machine."""
    jvm = session._jvm
    path = jvm.org.apache.hadoop.fs.Path(address)
    system = path.getFileSystem(session._jsc.hadoopConfiguration())
    matches = system.globStatus(path) or []
    if not len(matches):
        yield Skipped(
            shown(address), None, "no such file or folder. Expected a file, a folder, or a pattern such as s3a://news/*.txt"
        )
    for match in sorted(matches, key=lambda one: str(one.getPath())):
        name = shown(str(match.getPath().getName()))
        if match.isFile():
            yield Skipped(name, None, _HIDDEN) if name.startswith("_") else ListedFile(str(match.getPath()), name, True)
            continue
        inside = in_folder(system, match.getPath(), name)
        found = [one for one in inside if isinstance(one, Skipped) or not options.is_left(one.label)]
        yield from found or [
            Skipped(name, None, f"a folder without articles. Expected files ending in {' '.join(sorted(SUFFIXES))}")
        ]


def in_folder(system: Any, folder: Any, base: str) -> Iterator[Listed]:
    """List the files of a folder at any depth, by name; ``system`` is Hadoop's filesystem, ``base`` the name in reports."""
    start = len(str(folder)) + 1
    found: list[tuple[list[str], str]] = []
    files = system.listFiles(folder, True)
    while files.hasNext():
        path = str(files.next().getPath())
        found.append((path[start:].split("/"), path))
    for parts, path in sorted(found):
        if any(part.startswith((".", "__")) for part in parts):
            continue
        label = f"{base}/{shown('/'.join(parts))}"
        if any(part.startswith("_") for part in parts):
            yield Skipped(label, None, _HIDDEN)
            continue
        if posixpath.splitext(path)[1].lower() == ".zip":
            yield ListedFile(path, label, False)
            continue
        one = taken(Source(path, label, False), SUFFIXES)
        if isinstance(one, Skipped):
            yield one
        elif one is not None:
            yield ListedFile(path, label, False)
