"""The files that link a library's names to actors: counted once per set of articles, linked again after each edit of the user.

Names are counted, and joined by the directory and by spelling, after articles were added (``joined.parquet``). An edit starts from
that file: its cost depends on the number of distinct names, not on the number of articles, and it reads no article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, get_type_hints

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.actors.edits import Edit, read_log, standing
from analytics.files import metadata, write_tables
from analytics.tables import to_arrow, to_pandas

EDITS, ALIASES, JOINED = "edits.jsonl", "aliases.csv", "joined"
LINKS = ("actors", "names", "moved")
MADE_FROM, MADE_BY, EDITED_BY = b"made of", b"made by", b"said by hand"
"""Keys in the metadata of these files: hashes of the batches, the program version, a hash of the user's aliases and edits. Their
values are as earlier versions wrote them."""
_TEXT, _NUMBER = pa.string(), pa.int64()
_JOINED = pa.schema(
    [pa.field(n, t, False) for n, t in (("name", _TEXT), ("type", _TEXT), ("count", _NUMBER), ("quotes", _NUMBER),
                                        ("head", _TEXT), ("head_type", _TEXT))]
)  # fmt: skip
MOVED = pa.schema(
    [
        pa.field(n, _TEXT, n not in ("name", "type"))
        for n in ("name", "type", "written", "outlet", "article_id", "to_name", "to_type")
    ]
    + [pa.field("edit", _NUMBER, False)]
)
_COUNT_NAMES = """
WITH found AS (
    SELECT article_id, name, speaker_type AS type, 1 AS quoted FROM quotes_found
    UNION ALL SELECT article_id, name, type, 0 FROM mentions_found
)
SELECT name, type, count(*) AS count, sum(quoted)::BIGINT AS quotes,
    coalesce(outlet, '') AS outlet, coalesce(strftime(published, '%Y-%m'), '') AS month
FROM found JOIN articles USING (article_id)
WHERE name IS NOT NULL AND type IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""
_EACH = """
    SELECT name AS number, {cell} count(*) AS n, 0 AS quoted FROM counted_mentions {only} GROUP BY ALL
    UNION ALL SELECT name, {cell} count(*), count(*) FROM counted_quotes {only} GROUP BY ALL
"""
_TOTALS = f"""
SELECT n.name, n.type, sum(e.n)::BIGINT AS count, sum(quoted)::BIGINT AS quotes
FROM ({_EACH.format(cell="", only="")}) AS e JOIN counted_names AS n USING (number) GROUP BY ALL ORDER BY ALL
"""
_OF_PEOPLE = "WHERE name IN (SELECT number FROM counted_names WHERE type = 'person' AND name IN (SELECT unnest($names)))"
_CELLS = f"""
SELECT n.name, sum(e.n)::BIGINT AS count, sum(quoted)::BIGINT AS quotes, coalesce(o.name, '') AS outlet,
    coalesce(strftime(e.month, '%Y-%m'), '') AS month
FROM ({_EACH.format(cell="outlet, date_trunc('month', day) AS month,", only=_OF_PEOPLE)}) AS e
JOIN counted_names AS n USING (number) LEFT JOIN counted_outlets AS o USING (outlet) GROUP BY ALL ORDER BY ALL
"""


class Counting(Protocol):
    """What counting names needs of a library's database."""

    def query(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a query on the views."""

    def count(self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a query on the views and the counted tables."""

    def is_large(self) -> bool:
        """Whether counted tables are kept on the disk."""

    def has_moves(self) -> bool:
        """Whether edits move rows."""


def edits_of(folder: Path) -> list[Edit]:
    """Read all lines of a library's edits, in their order. Raises ValueError that names file and row of a line it cannot read."""
    path = folder / EDITS
    if not path.exists():
        return []
    data = path.read_bytes()
    _check_types(data, path)
    return read_log(data, str(path))


def aliases_of(folder: Path) -> pd.DataFrame | None:
    """Read the user's own aliases, None where there are none. Raises ValueError that names file, row and column."""
    from analytics.actors import read_aliases

    path = folder / ALIASES
    return read_aliases(path) if path.exists() else None


def joined_of(folder: Path, version: str) -> pd.DataFrame | None:
    """Read the distinct names and what they were joined to; None where this version of the program has not counted them."""
    path = folder / f"{JOINED}.parquet"
    if (metadata(path) or {}).get(MADE_BY) != version.encode():
        return None
    try:
        return to_pandas(pq.read_table(path, partitioning=None))
    except (pa.ArrowException, OSError):  # damaged: it is counted again
        return None


def join(folder: Path, batches: bytes, version: str, database: Counting, *, keep: bool = True) -> pd.DataFrame:
    """Count the names of all articles, join them, and write the result, unless ``keep`` is False, with a hash of the ``batches``
    that it was made from.

    The counted tables of a large library have numbers for names, so its names are counted there, unless edits move rows.
    """
    from analytics.actors.link import join_names, join_totals

    if database.is_large() and not database.has_moves():
        joined = join_totals(database.count(_TOTALS), lambda names: database.count(_CELLS, {"names": names}))
    else:
        joined = join_names(database.query(_COUNT_NAMES))
    if not keep:
        return joined
    table = pa.Table.from_pandas(joined, schema=_JOINED, preserve_index=False)
    write_tables({folder / f"{JOINED}.parquet": table.replace_schema_metadata({MADE_FROM: batches, MADE_BY: version.encode()})})
    return joined


def link(folder: Path, joined: pd.DataFrame) -> None:
    """Link the joined names to actors by the user's aliases and current edits, and write the result.

    Raises ValueError where an alias or an edit is invalid; nothing is written then.
    """
    from analytics.actors.known import Known

    marks = {MADE_FROM: (metadata(folder / f"{JOINED}.parquet") or {}).get(MADE_FROM, b""), EDITED_BY: _hash_of_edits(folder)}
    linked = Known(joined, aliases_of(folder)).apply(standing(edits_of(folder))).tables()
    tables = {name: to_arrow(getattr(linked, name), name) for name in ("actors", "names")}
    tables["moved"] = pa.Table.from_pandas(linked.moved, schema=MOVED, preserve_index=False)
    write_tables({folder / f"{name}.parquet": table.replace_schema_metadata(marks) for name, table in tables.items()})


def is_up_to_date(folder: Path) -> bool:
    """Whether names are linked by the aliases and edits as they are now."""
    edited = _hash_of_edits(folder)
    return all((metadata(folder / f"{name}.parquet") or {}).get(EDITED_BY) == edited for name in LINKS)


def kinds_of_moves(path: Path) -> list[tuple[str, ...]]:
    """List the sets of columns (written, outlet, article_id) by which edits move rows, the most specific first."""
    if metadata(path) is None:
        return []
    limits: Sequence[str] = ("article_id", "outlet", "written")
    table = pq.read_table(path, columns=list(limits), partitioning=None)
    found = {tuple(n for n in limits if row[n] is not None) for row in table.to_pylist()}
    order = [("article_id", "written"), ("article_id",), ("outlet", "written"), ("outlet",), ("written",), ()]
    return [kind for kind in order if kind in found]


def _hash_of_edits(folder: Path) -> bytes:
    held = [path.read_bytes() if path.exists() else b"" for path in (folder / ALIASES, folder / EDITS)]
    return hashlib.sha256(b"\n".join(held)).hexdigest()[:16].encode()


def _check_types(data: bytes, path: Path) -> None:
    """Raise ValueError for the first line whose JSON is nested too deeply or has a value of the wrong type."""
    for row, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        try:
            held = json.loads(line) if line.strip() else {}
        except RecursionError:
            raise ValueError(f"{path}, row {row}: nested too deeply. Expected one edit, a JSON object of texts.") from None
        except ValueError:
            continue  # read_log names what is wrong with it
        for name, value in held.items() if isinstance(held, dict) else ():
            expected, fits = _EXPECTED.get(name, ("", lambda _: True))
            if not fits(value):
                raise ValueError(f"{path}, row {row}, column {name}: found {str(value)[:60]!r}. Expected {expected}.")


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


_EXPECTED: dict[str, tuple[str, Callable[[object], bool]]] = {
    **dict.fromkeys((name for name in get_type_hints(Edit) if name not in ("edit", "names", "of")), ("a text", _is_text)),
    "names": ("a list of texts", lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value)),
    "of": ("the number of an edit", lambda value: value is None or (isinstance(value, int) and not isinstance(value, bool))),
}
