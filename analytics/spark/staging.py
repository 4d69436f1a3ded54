"""Reading on executors: files become pieces of articles in the staging folder, and a short account of each item for the driver.

```
staging/
    pieces/000012-000003/   items 600 to 799 of chunk 12: articles and skipped, with the number of each item
    batches/000007-0badcafe/  unit 7, analysed: see `units`
```
A task that is tried twice writes the same folder, and the first one stays.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pyarrow as pa

from analytics.files import write_folder
from analytics.library.runs import SeenFile, look_at, name_in_record
from analytics.loaders import SUFFIXES
from analytics.loaders.batches import items_of, many_in, measured, not_fetched, number, part_of
from analytics.loaders.inputs import Source, in_archive, taken
from analytics.loaders.options import Options
from analytics.loaders.web.addresses import addresses_in
from analytics.tables import Article, Skipped, frame, to_arrow

PIECE = 200  # items
SKIPPED, ARTICLE, LIKE_MANY = 0, 1, 2  # kinds of items; the last is an article whose text looks like many
AT, MANY = "at", "many"  # columns of pieces: an item's number in its chunk, the warning of one that looks like many


class ListedFile(NamedTuple):
    """A file to read: its path or address, its name in reports, whether it was given by name, and its place within a zip."""

    path: str
    label: str
    named: bool
    member: str | None = None


class Staged(NamedTuple):
    """What the driver needs to know of a chunk: for each item its kind (uint8) and, of an article, the `number` of its id and of
    its text (int64); and JSON with the format of each file and the files' hashes."""

    chunk: int
    kinds: bytes
    ids: bytes
    contents: bytes
    about: str


def as_json(listed: Sequence[ListedFile | Skipped]) -> str:
    """Write a chunk of files and reports as one line.

    >>> from_json(as_json([ListedFile("/press/a.txt", "a.txt", True), Skipped("b", None, "no such file")]))
    [ListedFile(path='/press/a.txt', label='a.txt', named=True, member=None), Skipped(file='b', row=None, reason='no such file')]
    """
    return json.dumps([[type(one).__name__, *one] for one in listed])


def from_json(line: str) -> list[ListedFile | Skipped]:
    """Read what `as_json` wrote."""
    return [ListedFile(*rest) if kind == ListedFile.__name__ else Skipped(*rest) for kind, *rest in json.loads(line)]


def stage(folder: Path, chunk: int, listed: Iterable[ListedFile | Skipped], options: Options, data: bytes | None = None) -> Staged:
    """Read the files of a chunk and write their items as pieces; ``data`` are the bytes of its only file, where Spark read it."""
    kinds, ids, contents = bytearray(), array("q"), array("q")
    formats: dict[str, str] = {}
    files: dict[str, SeenFile] = {}
    waiting: list[tuple[Article | Skipped, str]] = []
    for item, form in _items(listed, options, formats, files, data):
        waiting.append((item, form))
        if isinstance(item, Skipped):
            kinds.append(SKIPPED)
            ids.append(0)
            contents.append(0)
        else:
            kinds.append(LIKE_MANY if many_in(item, form) else ARTICLE)
            ids.append(number(item.article_id))
            contents.append(number(item.text))
        if len(waiting) == PIECE:
            _write_piece(folder, chunk, len(kinds) - len(waiting), waiting)
            waiting = []
    if waiting:
        _write_piece(folder, chunk, len(kinds) - len(waiting), waiting)
    about = json.dumps({"formats": formats, "files": list(files.values())})
    return Staged(chunk, bytes(kinds), ids.tobytes(), contents.tobytes(), about)


def piece(folder: Path, chunk: int, item: int) -> Path:
    """Return the folder of the piece that contains an item of a chunk.

    >>> piece(Path("staging"), 12, 650).as_posix()
    'staging/pieces/000012-000003'
    """
    return folder / "pieces" / f"{chunk:06d}-{item // PIECE:06d}"


def write_once(path: Path, tables: dict[str, pa.Table]) -> None:
    """Write a folder of tables, unless another try of the same task has written it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not path.exists():
            write_folder(path, tables)
    except OSError:
        if not path.exists():
            raise


def _items(
    listed: Iterable[ListedFile | Skipped],
    options: Options,
    formats: dict[str, str],
    files: dict[str, SeenFile],
    data: bytes | None,
) -> Iterator[tuple[Article | Skipped, str]]:
    """Read files: each item with its format; notes the format and the hash of each file."""
    for one in listed:
        if isinstance(one, Skipped):
            yield one, ""
            continue
        with contextlib.ExitStack() as stack:
            for source in _sources(one, data, stack):
                if isinstance(source, Skipped):
                    yield source, ""
                    continue
                source = source.in_hand()
                name = name_in_record(source)
                if name not in files and (seen := look_at(source)):
                    files[name] = seen
                addresses = addresses_in(source)
                if addresses is not None:
                    expected = "Expected files of articles; quoteboard analyse without --engine fetches addresses"
                    named = Skipped(source.label, None, f"{len(addresses):,} addresses, not fetched by Spark. {expected}")
                    yield named if source.named else not_fetched(source.label, len(addresses)), ""
                    continue
                part = part_of(source, options, PIECE)
                formats[part.label] = part.form
                for item in items_of(part, options):
                    if item is not None:
                        yield item, part.form


def _sources(listed: ListedFile, data: bytes | None, stack: contextlib.ExitStack) -> Iterator[Source | Skipped]:
    path = Path(listed.path)
    if data is not None:
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quoteboard-"))) / path.name
        path.write_bytes(data)
    if listed.member is not None:
        try:
            yield Source(listed.member, listed.label, False, stack.enter_context(ZipFile(path)))
        except OSError as error:
            yield Skipped(
                listed.label, None, f"cannot be read ({error.strerror or error}). Expected a file that every worker reads"
            )
    elif path.suffix.lower() == ".zip":
        yield from in_archive(path, listed.label, SUFFIXES)
    elif data is None or listed.named:
        yield Source(str(path), listed.label, listed.named)
    elif (file := taken(Source(str(path), listed.label, False), SUFFIXES)) is not None:
        yield file


def _write_piece(folder: Path, chunk: int, first: int, items: list[tuple[Article | Skipped, str]]) -> None:
    articles = [(first + n, item, many_in(item, form)) for n, (item, form) in enumerate(items) if isinstance(item, Article)]
    skipped = [(first + n, item) for n, (item, _) in enumerate(items) if isinstance(item, Skipped)]
    tables = {
        "articles": _numbered(to_arrow(frame("articles", measured([one for _, one, _ in articles])), "articles"), articles),
        "skipped": _numbered(to_arrow(frame("skipped", [one for _, one in skipped]), "skipped"), skipped),
    }
    tables["articles"] = tables["articles"].append_column(MANY, pa.array([many for *_, many in articles], pa.string()))
    write_once(piece(folder, chunk, first), tables)


def _numbered(table: pa.Table, rows: Sequence[Any]) -> pa.Table:
    return table.append_column(AT, pa.array([at for at, *_ in rows], pa.int64()))
