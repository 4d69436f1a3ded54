"""Libraries in object storage, such as s3://bucket/press: a folder of this machine that mirrors one, file by file.

Every part of Quoteboard works on the folder. Before a change, whoever makes it takes the lock of the storage (`lease`) and fetches
what others have changed; after it, new batches are stored, then the single files, and then what is gone is removed. Batches never
change once they are written, so each travels once. Readers need no lock: they see a batch when all of its files are there.

```
cache folder/quoteboard/mirrors/<hash>/
    quoteboard-mirror.json   the address, and for each single file its version in storage, and its time and size here
    library/                 the mirror
```
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs
from filelock import FileLock, Timeout

from analytics.files import SUMS, temporary, write_bytes
from analytics.library.batches import place_of
from analytics.library.damage import FILES
from analytics.library.lease import Lease
from analytics.library.marker import LibraryError

STATE = "quoteboard-mirror.json"
_FOLDER = "library"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]+://.+", re.I)
_SINGLE = {".json", ".jsonl", ".csv", ".parquet"}  # the files beside the batches
_OF_BATCH = (*(f"{name}.parquet" for name in FILES), SUMS)
_REFRESH_EVERY = 60.0  # seconds between looks for what other machines have added


class _Stored(NamedTuple):
    """What storage holds: the whole batches, with the names of their files, and the single files with their versions."""

    batches: dict[str, set[str]]
    single: dict[str, str]


def is_remote(path: str | Path) -> bool:
    """Whether a library is named by an address.

    >>> is_remote("s3://press/2026"), is_remote("/home/ada/Quoteboard")
    (True, False)
    """
    return isinstance(path, str) and _ADDRESS.fullmatch(path) is not None


def folder_of(address: str) -> Path:
    """Return the folder that mirrors a library in storage, made where it does not exist."""
    address = address.rstrip("/")
    home = Path(platformdirs.user_cache_dir("quoteboard", appauthor=False)) / "mirrors"
    folder = home / hashlib.sha256(address.encode()).hexdigest()[:16] / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder.parent / STATE).exists():
        write_bytes(folder.parent / STATE, json.dumps({"address": address, "known": {}}).encode())
    return folder


def mirror_of(folder: Path) -> Mirror | None:
    """Return the mirror that a library's folder is; None for any other folder."""
    if folder.name != _FOLDER or not (folder.parent / STATE).exists():
        return None
    key = folder.absolute()
    with _opening:
        if key not in _open:
            _open[key] = Mirror(key)
        return _open[key]


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Change a library's folder: where it mirrors one in storage, fetch before and store after, with the storage locked."""
    mirror = mirror_of(folder)
    if mirror is None:
        yield
    else:
        with mirror.changing():
            yield


class Mirror:
    """A folder that mirrors a library in storage; one per process and folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = ""
        self._read_state()
        self._files, self._root = _filesystem(self.address)
        self._lock = folder.parent / ".lock"
        self._using = threading.RLock()
        self._depth = 0
        self._next = 0.0

    def fetch(self, timeout: float = 0) -> None:
        """Fetch what others have changed, unless another process of this machine changes the mirror for longer than ``timeout``
        seconds; negative, it waits for it.

        Raises LibraryError where the storage cannot be reached.
        """
        self._next = time.monotonic() + _REFRESH_EVERY
        with contextlib.suppress(Timeout), self._using, FileLock(self._lock, timeout=timeout), self._speaking():
            self._read_state()  # another process of this machine may have fetched
            self._fetch(self._stored())

    def refresh(self) -> None:
        """Fetch in the background, at most once a minute; where the storage cannot be reached, the mirror stays as it is."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _REFRESH_EVERY

        def fetch() -> None:
            with contextlib.suppress(LibraryError):
                self.fetch()

        threading.Thread(target=fetch, daemon=True).start()

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock of the storage, with the mirror up to date, and store what was changed, also where the work failed."""
        with self._using:
            if self._depth:
                yield
                return
            self._depth += 1
            try:
                with FileLock(self._lock), self._leased() as lease:
                    with self._speaking():
                        self._read_state()
                        self._fetch(self._stored())
                    try:
                        yield
                    finally:
                        with self._speaking():
                            lease.check()
                            self._store()
            finally:
                self._depth -= 1

    @contextlib.contextmanager
    def _leased(self) -> Iterator[Lease]:
        lease = Lease(self._files, self._root)
        with self._speaking():
            lease.take()
        try:
            yield lease
        finally:
            with self._speaking():
                lease.give_up()

    def _read_state(self) -> None:
        held = json.loads((self._folder.parent / STATE).read_text(encoding="utf-8"))
        self.address = str(held["address"])
        self._known: dict[str, list[str | int]] = held["known"]

    def _fetch(self, stored: _Stored) -> None:
        batches = self._folder / "batches"
        batches.mkdir(exist_ok=True)
        for name, files in stored.batches.items():
            if not (batches / name).exists():
                part = temporary(batches / name)
                part.mkdir()
                self._files.get([f"{self._root}/batches/{name}/{file}" for file in files], [str(part / file) for file in files])
                part.rename(batches / name)
        here = self._stamps()
        for name, version in stored.single.items():
            if name not in here or self._known.get(name) != [version, *here[name]]:  # or a killed process changed it here alone
                write_bytes(self._folder / name, self._files.cat_file(f"{self._root}/{name}"))
        for name in here.keys() - stored.single.keys():
            (self._folder / name).unlink()
        for name in self._local_batches() - stored.batches.keys():
            shutil.rmtree(batches / name, ignore_errors=True)
        self._remember(stored.single)

    def _store(self) -> None:
        stored, local = self._stored(), self._local_batches()
        for name in sorted(local - stored.batches.keys()):
            paths = [str(self._folder / "batches" / name / file) for file in _OF_BATCH]
            self._files.put(paths, [f"{self._root}/batches/{name}/{file}" for file in _OF_BATCH])
        now = self._stamps()
        for name in sorted(now):
            if self._known.get(name) != [stored.single.get(name), *now[name]]:
                self._files.pipe_file(f"{self._root}/{name}", (self._folder / name).read_bytes())
        gone = [f"{self._root}/{name}" for name in stored.single.keys() - now.keys()]
        gone += [f"{self._root}/batches/{name}/{file}" for name in stored.batches.keys() - local for file in stored.batches[name]]
        for path in gone:
            self._files.rm_file(path)
        self._remember(self._stored().single)

    def _stored(self) -> _Stored:
        self._files.invalidate_cache()
        found: dict[str, dict[str, Any]] = self._files.find(self._root, detail=True)
        batches: dict[str, set[str]] = {}
        single: dict[str, str] = {}
        for path, about in found.items():
            parts = path[len(self._root) :].strip("/").split("/")
            if len(parts) == 1 and _is_single(parts[0]):
                single[parts[0]] = str(about.get("ETag") or about.get("etag") or f"{about.get('mtime')} {about.get('size')}")
            elif len(parts) == 3 and parts[0] == "batches" and place_of(Path(parts[1])) and parts[2] in _OF_BATCH:
                batches.setdefault(parts[1], set()).add(parts[2])
        whole = {name: files for name, files in batches.items() if files == set(_OF_BATCH)}
        return _Stored(whole, single)

    def _local_batches(self) -> set[str]:
        folder = self._folder / "batches"
        return {path.name for path in folder.iterdir() if place_of(path)} if folder.is_dir() else set()

    def _stamps(self) -> dict[str, tuple[int, int]]:
        found = {path.name: path.stat() for path in self._folder.iterdir() if path.is_file() and _is_single(path.name)}
        return {name: (stat.st_mtime_ns, stat.st_size) for name, stat in found.items()}

    def _remember(self, versions: dict[str, str]) -> None:
        here = self._stamps()
        known: dict[str, list[str | int]] = {name: [version, *here[name]] for name, version in versions.items() if name in here}
        if known != self._known:
            self._known = known
            write_bytes(self._folder.parent / STATE, json.dumps({"address": self.address, "known": known}).encode())

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn errors of the storage into one line."""
        try:
            yield
        except LibraryError:
            raise
        except Exception as error:
            if not _is_of_storage(error):
                raise
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            raise LibraryError(f"{self.address}: the storage cannot be used ({reason}).") from error


_open: dict[Path, Mirror] = {}
_opening = threading.Lock()


def _is_single(name: str) -> bool:
    return Path(name).suffix in _SINGLE


def _is_of_storage(error: Exception) -> bool:
    """Whether an error comes from the storage's library, and not from the work on the mirror."""
    return isinstance(error, OSError) or type(error).__module__.split(".")[0] in {
        "botocore",
        "aiobotocore",
        "aiohttp",
        "s3fs",
        "fsspec",
    }


def _filesystem(address: str) -> tuple[Any, str]:
    """Return the filesystem of an address and the path in it. Raises LibraryError where the package for it is missing."""
    try:
        from fsspec.core import url_to_fs

        files, root = url_to_fs(address, use_listings_cache=False, skip_instance_cache=True)
    except (ImportError, ValueError) as error:
        needs = "Run: pip install 'quoteboard[s3]'" if address.lower().startswith("s3://") else "Expected s3://BUCKET/FOLDER"
        raise LibraryError(f"{address}: no package for this storage is installed ({error}). {needs}") from error
    return files, str(root).rstrip("/")
