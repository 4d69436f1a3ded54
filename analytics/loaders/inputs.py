"""Find the files behind inputs: paths, folders, patterns and archives, packed or not."""

from __future__ import annotations

import bz2
import contextlib
import functools
import glob
import gzip
import io
import itertools
import lzma
import os
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

import pyarrow as pa

from analytics.loaders.options import Options
from analytics.tables import Skipped

_UNPACK: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": lambda stream: pa.CompressedInputStream(stream, "zstd"),
}
_BROKEN = (EOFError, OSError, RuntimeError, ValueError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, pa.ArrowException)
PACKED = tuple(_UNPACK)
_FREE_BYTES, _MOST_TIMES = 100_000_000, 200  # news packs 3 to 20 times smaller; what grows more than this is a trap
_FEW_BYTES = 1_000_000  # of a file that is read once and kept for all who ask: how it begins, what it is, what is in it
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # which Windows alone has
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_ARTICLES = re.compile(r"(?i)(readme|licen[cs]e|changelog|contributing|authors|notice)\b.*")
MARKDOWN = {".md", ".markdown"}
_TEXT = {".txt", ".text"}
_EXPECTED = "Expected a file, a folder, or a pattern such as news/*.txt"
_LINKED_FOLDER = "a link to a folder, not followed. Expected the folder itself among the inputs"
_ELSEWHERE = "outside the folders that may be imported here"
_NO_FILE = "a pipe, device or broken link. Expected a regular file or a folder"


class Source(NamedTuple):
    """A file to read: its path (of a file in an archive, its name there), its name in reports (relative to the input), whether it
    was given by name, the archive that holds it, if any, the settings of the load, and its bytes, where they are few and were read
    already."""

    path: str
    label: str
    named: bool
    archive: zipfile.ZipFile | None = None
    options: Options = Options()
    data: bytes | None = None

    @property
    def suffix(self) -> str:
        """The suffix that gives the format: of a.CSV.gz it is .csv."""
        return _suffix(self.label)

    def in_hand(self) -> Source:
        """The same file with its bytes, where they are few: what is hashed is then what is loaded, and the disk is asked once."""
        if not self.archive:
            with contextlib.suppress(OSError):  # its reader says what is wrong
                opened = os.open(self.path, _READ_ONLY)
                try:
                    size = os.fstat(opened).st_size
                    data = os.read(opened, size + 1) if size <= _FEW_BYTES else None
                finally:
                    os.close(opened)
                return self._replace(data=data if data is not None and len(data) == size else None)  # else it grows, or is no file
        return self

    def read(self, most: int) -> bytes:
        """The first bytes of the file, unpacked; OSError as `open` raises it."""
        if self.data is not None and _last_suffix(self.label) not in _UNPACK:
            return self.data[:most]
        with self.open() as stream:
            return stream.read(most)

    def open(self) -> IO[bytes]:
        """The bytes of the file, unpacked; OSError where it cannot be read, or unpacks to far more than texts do."""
        if self.archive:
            member = self.archive.getinfo(self.path)
            try:
                stream: IO[bytes] = self.archive.open(member)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:  # a password, an odd method, a broken entry
                raise OSError(f"in its archive: {error}") from error
            size = member.compress_size
        elif self.data is not None:
            stream, size = io.BytesIO(self.data), len(self.data)
        else:
            path = Path(self.path)
            stream, size = path.open("rb"), path.stat().st_size
        unpack = _UNPACK.get(_last_suffix(self.label))
        if unpack is None and not self.archive:
            return stream
        return io.BufferedReader(_Unpacked(unpack(stream) if unpack else stream, stream, size))


class _Unpacked(io.RawIOBase):
    """An unpacked stream that ends in an OSError where it is broken, or grows beyond what texts do."""

    def __init__(self, unpacked: Any, packed: IO[bytes], size: int) -> None:
        self._unpacked, self._packed = unpacked, packed
        self._left = max(_FREE_BYTES, _MOST_TIMES * size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # a little at a time: text before a break is returned, text requested in the same call as the break is lost
            data: bytes = self._unpacked.read(min(len(buffer), io.DEFAULT_BUFFER_SIZE))
        except _BROKEN as error:
            raise OSError(f"broken where it is packed: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise OSError("unpacks to far more than texts do")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()


def shown(name: str) -> str:
    """A name as reports may print it: what steers a terminal or turns a line round, and halves of characters, become U+FFFD.

    >>> shown("port\\x1b[2J.txt"), shown("Łódź.txt")
    ('port�[2J.txt', 'Łódź.txt')
    """
    return name if name.isprintable() else _STEERING.sub("\ufffd", name)


def is_within(path: Path, folders: Sequence[str]) -> bool:
    """Whether a path, with all links resolved, is one of some folders or below one of them.

    >>> is_within(Path("/press/2026/a.txt"), ["/press"]), is_within(Path("/press/../etc/passwd"), ["/press"])
    (True, False)
    """
    try:
        real = path.resolve()
        return any(real.is_relative_to(Path(folder).resolve()) for folder in folders)
    except (OSError, ValueError, RuntimeError):  # a circle of links, or a name that no file can have
        return False


def find_sources(
    inputs: Iterable[str | Path], suffixes: frozenset[str], within: Sequence[str] | None = None
) -> Iterator[Source | Skipped]:
    """Yield the files behind the inputs in the order given: those of a folder sorted by name, those of an archive in its order.

    A folder gives its files of the known ``suffixes`` at any depth; hidden files, and papers that go with data (README,
    LICENSE), are skipped; any other file is reported. ``within`` limits what is read to some folders: whatever is elsewhere,
    also by a link, is reported and not opened, whether it exists or not.
    """
    for given in inputs:
        path = Path(given)
        if within is not None and not _may_be_within(path, within):
            yield Skipped(shown(str(given)), None, _ELSEWHERE)
        elif _is(path, Path.is_dir):
            yield from _in_folder(path, suffixes, within)
        elif _is(path, Path.is_file):
            yield from _file(path, shown(path.name), suffixes)
        elif _is(path, Path.exists):
            yield Skipped(shown(str(given)), None, _NO_FILE)
        elif matches := _matching(str(given)):
            for match in map(Path, matches):
                if within is not None and not is_within(match, within):
                    yield Skipped(shown(str(match)), None, _ELSEWHERE)
                elif match.is_dir():
                    yield from _in_folder(match, suffixes, within)
                elif match.is_file():
                    yield from _file(match, shown(match.name), suffixes)
                else:
                    yield Skipped(shown(str(match)), None, _NO_FILE)
        else:
            yield Skipped(shown(str(given)), None, f"no such file or folder. {_EXPECTED}")


def _file(path: Path, label: str, suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    """A file given by name, or what is in it."""
    if path.suffix.lower() == ".zip":
        yield from in_archive(path, label, suffixes)
    else:
        yield Source(str(path), label, True)


def _may_be_within(path: Path, folders: Sequence[str]) -> bool:
    """Whether a path is within the folders, or is a pattern whose fixed beginning is, and that leads nowhere above it."""
    fixed = list(itertools.takewhile(lambda part: not glob.has_magic(part), path.parts))
    if not is_within(Path(*fixed), folders) or ".." in path.parts[len(fixed) :]:
        return False
    return not _is(path, Path.exists) or is_within(path, folders)  # a file may be named like a pattern


def _in_folder(folder: Path, suffixes: frozenset[str], within: Sequence[str] | None) -> Iterator[Source | Skipped]:
    found = False
    base = shown(folder.resolve().name)
    for path, inside, problem in _files(str(folder)):
        if problem:
            found = True
            yield Skipped(f"{base}/{shown(inside)}".rstrip("/"), None, problem)
            continue
        if within is not None and not is_within(Path(path), within):
            found = True
            yield Skipped(f"{base}/{shown(inside)}", None, _ELSEWHERE)
            continue
        source = Source(path, f"{base}/{shown(inside)}", False)
        if posixpath.splitext(inside)[1].lower() == ".zip":
            found = True
            yield from in_archive(Path(path), source.label, suffixes)
        elif (file := taken(source, suffixes)) is not None:
            found = True
            yield file
    if not found:
        yield Skipped(base, None, f"a folder without articles. Expected files ending in {' '.join(sorted(suffixes))}")


def _files(folder: str) -> Iterator[tuple[str, str, str]]:
    """The files of a folder at any depth, except hidden ones: path, path within the folder, and a problem ("" for none).

    Links to folders are not followed, so that a circle of links cannot trap the walk. Pipes and devices are never opened:
    reading one could wait forever.
    """
    try:
        waiting = _entries(folder, "")
    except OSError as error:
        yield folder, "", f"cannot be read ({error.strerror or error})"
        return
    while waiting:
        entry, inside = waiting.pop()
        try:
            if entry.is_dir(follow_symlinks=False):
                waiting += _entries(entry.path, f"{inside}/")
            elif entry.is_file():
                yield entry.path, inside, ""
            else:
                yield entry.path, inside, _LINKED_FOLDER if entry.is_dir() else _NO_FILE
        except OSError as error:
            yield entry.path, inside, f"cannot be read ({error.strerror or error})"


def _entries(folder: str, inside: str) -> list[tuple[os.DirEntry[str], str]]:
    """The entries of a folder, the last name first, except hidden ones. Raises OSError where the folder may not be read."""
    with os.scandir(folder) as found:
        shown = [entry for entry in found if not entry.name.startswith((".", "__"))]
    shown.sort(key=lambda entry: os.path.normcase(entry.name), reverse=True)
    return [(entry, inside + entry.name) for entry in shown]


def in_archive(path: Path, label: str, suffixes: frozenset[str]) -> Iterator[Source | Skipped]:
    """What is in a zip; nothing of it is ever written to the disk, so its names can lead nowhere."""
    found = False
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                parts = PurePosixPath(name).parts
                if name.endswith("/") or any(part.startswith((".", "__")) and part != ".." for part in parts):
                    continue
                source = Source(name, f"{label}/{shown(name)}", False, archive)
                found = True
                if source.suffix == ".zip":
                    yield Skipped(source.label, None, "an archive within an archive. Expected files in one archive")
                elif (file := taken(source, suffixes)) is not None:
                    yield file
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Skipped(label, None, f"a broken archive ({error}). Expected a zip of files")
        return
    if not found:
        yield Skipped(label, None, "an archive without files. Expected a zip of files")


def taken(source: Source, suffixes: frozenset[str]) -> Source | Skipped | None:
    """Return a file of a folder or archive, a report on it, or None if it is skipped."""
    suffix = source.suffix
    if _NOT_ARTICLES.fullmatch(posixpath.basename(source.label)) and suffix not in suffixes - MARKDOWN - _TEXT:
        return None
    if suffix in MARKDOWN and not _has_front_matter(source):
        return None
    if suffix in suffixes:
        return source
    return Skipped(source.label, None, f"{suffix or 'no ending'} is no format read here. Expected {' '.join(sorted(suffixes))}")


@functools.lru_cache(maxsize=64)  # a file is asked a dozen times
def _last_suffix(label: str) -> str:
    return posixpath.splitext(label.lower())[1]


@functools.lru_cache(maxsize=64)
def _suffix(label: str) -> str:
    name, ending = posixpath.splitext(label.lower())
    ending = posixpath.splitext(name)[1] if ending in _UNPACK else ending
    return "" if ending == "." else ending


def _is(path: Path, asked: Callable[[Path], bool]) -> bool:
    """What a path is; a name that no file can have is nothing."""
    try:
        return asked(path)
    except (OSError, ValueError):
        return False


def _matching(pattern: str) -> list[str]:
    """The paths that fit a pattern; none where it holds what no file name can."""
    return [] if "\0" in pattern else sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern


def _has_front_matter(source: Source) -> bool:
    try:
        with source.open() as stream:
            return stream.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return True  # let its reader say what is wrong
