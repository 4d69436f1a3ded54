"""Links the names of articles to the actors of a library: a cheap step over the distinct names that can be run again at any time.

Organisations and countries are joined by the directory and by spelling, people by given name and surname ("Donald J. Trump",
"Don Trump" and "Mr. Trump" are one). A surname alone goes to the person of that surname who is most clearly meant in the same
outlet and month, where those columns are given, else in the whole library. The user's own aliases (a CSV of name, alias, type)
override everything, edits included; see `analytics.actors.edits`.
"""

from __future__ import annotations

import csv
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.actors.directory import directory
from analytics.actors.edits import TYPES, Edit
from analytics.actors.known import Key, Known, fold, words_of
from analytics.actors.lexicon import given_names, nicknames, word_list
from analytics.actors.rows import Linked

ALIAS_COLUMNS = ("name", "alias", "type")
JOINED_COLUMNS = ("name", "type", "count", "quotes", "head", "head_type")
CLEAR = 0.8  # a surname alone goes to a person with at least this share of its namesakes' mentions
_LEGAL = frozenset(["inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc"])

Cell = tuple[str, ...]  # (outlet, month), as far as they are known


class _Person(NamedTuple):
    given: str
    middle: str
    surname: str
    suffix: str


def read_aliases(path: str | Path) -> pd.DataFrame:
    """Read a user's aliases: a CSV with the columns name, alias, type (person, organisation or country).

    Raises FileNotFoundError, or ValueError that names file, row and column, what was found and what was expected.
    """
    rows = []
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [c for c in ALIAS_COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                found = ", ".join(reader.fieldnames or ()) or "nothing"
                raise ValueError(
                    f"{path}, row 1: no column {', '.join(missing)}; found {found}; expected {', '.join(ALIAS_COLUMNS)}"
                )
            for row in reader:
                values = {c: (row[c] or "").strip() for c in ALIAS_COLUMNS}
                if not any(values.values()):
                    continue
                for column in ("name", "alias"):
                    if not values[column]:
                        raise ValueError(f"{path}, row {reader.line_num}, column {column}: empty; expected a name")
                if values["type"] not in TYPES:
                    raise ValueError(
                        f"{path}, row {reader.line_num}, column type: found {values['type']!r}; expected {', '.join(TYPES)}"
                    )
                rows.append(tuple(values[c] for c in ALIAS_COLUMNS))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start}); save the file as CSV UTF-8") from None
    except csv.Error as error:
        raise ValueError(f"{path}: no readable CSV ({error}); expected the columns {', '.join(ALIAS_COLUMNS)}") from None
    return pd.DataFrame(rows, columns=list(ALIAS_COLUMNS), dtype="str")


def link_names(names: pd.DataFrame, aliases: pd.DataFrame | None = None, edits: Sequence[Edit] = ()) -> Linked:
    """Link the distinct names of a library to actors.

    ``names`` has the columns name, type and count, and may have outlet and month: a name then has a row for each. Returns the
    tables ``actors`` and ``names``, sorted by name; actor ids are readable, unique, and depend only on the input.

    >>> rows = [("Ada Quill", "person", 7), ("Ada B. Quill", "person", 1), ("Quill", "person", 2)]
    >>> seen = pd.DataFrame(rows, columns=["name", "type", "count"])
    >>> linked = link_names(seen)
    >>> linked.actors.to_dict("records")
    [{'actor': 'ada-quill', 'name': 'Ada Quill', 'type': 'person', 'forms': ['Ada B. Quill', 'Ada Quill', 'Quill']}]
    """
    return Known(join_names(names), aliases).apply(edits).tables()


def join_names(names: pd.DataFrame) -> pd.DataFrame:
    """Do the first half of `link_names`, which no alias or edit changes: each distinct name and the name that it is joined to.

    Columns: name, type, count, quotes (of the count, where ``names`` has that column), head and head_type, sorted by name.
    """
    missing = [c for c in ("name", "type", "count") if c not in names.columns]
    if missing:
        raise ValueError(f"names: no column {', '.join(missing)}; expected name, type, count")
    counts: Counter[Key] = Counter()
    quotes: Counter[Key] = Counter()
    cells: dict[Key, Counter[Cell]] = {}
    where = [c for c in ("outlet", "month") if c in names.columns]
    places: Iterable[Cell] = names[where].astype("str").itertuples(index=False, name=None) if where else itertools.repeat(())
    said = names["quotes"].tolist() if "quotes" in names.columns else itertools.repeat(0)
    for name, kind, count, quoted, cell in zip(
        names["name"].tolist(), names["type"].tolist(), names["count"].tolist(), said, places, strict=False
    ):
        if isinstance(name, str) and name and isinstance(kind, str):
            counts[name, kind] += int(count)
            quotes[name, kind] += int(quoted)
            if kind == "person" and where:
                cells.setdefault((name, kind), Counter())[cell] += int(count)
    return _joined(counts, quotes, lambda keys: {key: cells[key] for key in keys if key in cells})


def join_totals(totals: pd.DataFrame, cells_of: Callable[[list[str]], pd.DataFrame]) -> pd.DataFrame:
    """Do the same as `join_names` from the total of each name, with the same result: of a large library that is far less to read.

    ``totals`` has the columns name, type, count and quotes. ``cells_of`` returns, for some names of people, the rows that
    `join_names` takes (columns name, count, outlet, month), in the same order; it is asked for surnames that several people have.
    """
    keys = list(zip(totals["name"].tolist(), totals["type"].tolist(), strict=True))
    counts, quotes = (Counter(dict(zip(keys, totals[name].tolist(), strict=True))) for name in ("count", "quotes"))

    def cells(of: Sequence[Key]) -> dict[Key, Counter[Cell]]:
        found: dict[Key, Counter[Cell]] = {}
        rows = cells_of([name for name, _ in of])
        for name, count, *cell in rows[["name", "count", "outlet", "month"]].itertuples(index=False, name=None):
            found.setdefault((name, "person"), Counter())[tuple(cell)] += int(count)
        return found

    return _joined(counts, quotes, cells)


def _joined(
    counts: Counter[Key], quotes: Counter[Key], cells_of: Callable[[Sequence[Key]], dict[Key, Counter[Cell]]]
) -> pd.DataFrame:
    heads = _join_people([k for k in counts if k[1] == "person"], counts, cells_of)
    heads |= _join_bodies([k for k in counts if k[1] != "person"], counts)
    rows = [(*key, counts[key], quotes[key], *head) for key, head in sorted(heads.items())]
    columns = list(zip(*rows, strict=True)) or [()] * 6
    texts = {n: pd.Series(list(columns[i]), dtype="str") for n, i in (("name", 0), ("type", 1), ("head", 4), ("head_type", 5))}
    numbers = {n: pd.Series(list(columns[i]), dtype="int64") for n, i in (("count", 2), ("quotes", 3))}
    return pd.DataFrame(texts | numbers)[list(JOINED_COLUMNS)]


def _person(name: str) -> _Person:
    words = [w.strip(".") for w in words_of(name)]
    titles, suffixes = word_list("title"), word_list("suffix")
    suffix = ""
    while len(words) > 1 and words[-1].lower() in suffixes:
        suffix = words.pop().lower().rstrip(".")
    while len(words) > 1 and words[0].lower() in titles:
        del words[0]
    folded = [fold(w) for w in words]
    if len(folded) < 2:
        return _Person("", "", folded[-1] if folded else "", suffix)
    given = folded[0]
    return _Person(nicknames().get(given, given), " ".join(folded[1:-1]), folded[-1], suffix)


def _untitled(name: str, person: _Person, known: set[tuple[str, str]]) -> _Person:
    """Remove the words before a name that the library also has without them, whatever they mean ("Cllr Ada Quill")."""
    if not person.middle or any(word in given_names() for word in words_of(name)[:1]):
        return person
    middle = person.middle.split(" ")
    for n, word in enumerate(middle):
        given = nicknames().get(word, word)
        if (given, person.surname) in known:
            return person._replace(given=given, middle=" ".join(middle[n + 1 :]))
    return person


def _join_people(
    keys: Iterable[Key], counts: Counter[Key], cells_of: Callable[[Sequence[Key]], dict[Key, Counter[Cell]]]
) -> dict[Key, Key]:
    """Map each person's name to the main name of its actor."""
    groups: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    initials: list[tuple[_Person, Key]] = []
    alone: dict[str, list[Key]] = defaultdict(list)
    people = {key: _person(key[0]) for key in keys}
    known = {(p.given, p.surname) for p in people.values() if p.given and not p.middle}
    for key, whole in people.items():
        person = _untitled(key[0], whole, known)
        if not person.given:
            alone[person.surname or key[0]].append(key)
        elif len(person.given) == 1:
            initials.append((person, key))
        else:
            groups[person.given, person.surname, "jr" if person.suffix == "jr" else ""].append(key)
    by_initial: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for group in groups:
        by_initial[group[0][0], group[1]].append(group)
    for person, key in initials:
        fits = by_initial[person.given, person.surname]
        groups[fits[0] if len(fits) == 1 else (person.given, person.surname, person.suffix)].append(key)
    heads: dict[Key, Key] = {}
    namesakes: dict[str, list[Key]] = defaultdict(list)
    for (_, surname, _), members in groups.items():
        head = min(members, key=lambda k: (-counts[k], len(k[0]), k[0]))
        heads.update(dict.fromkeys(members, head))
        namesakes[surname].append(head)
    contested = {surname for surname in alone if len(namesakes.get(surname, ())) > 1}
    people_meant = {head for surname in contested for head in namesakes[surname]}
    cells = cells_of(
        [key for key, head in heads.items() if head in people_meant] + [key for one in contested for key in alone[one]]
    )
    totals: Counter[Key] = Counter()
    for key, head in heads.items():
        totals[head] += counts[key]
        if head != key and key in cells:
            cells.setdefault(head, Counter()).update(cells[key])
    for surname, members in alone.items():
        meant = _meant(members, namesakes.get(surname, []), cells, counts, totals)
        head = meant or min(members, key=lambda k: (-counts[k], len(k[0]), k[0]))
        heads.update(dict.fromkeys(members, head))
    return heads


def _meant(
    surname: list[Key], people: list[Key], cells: dict[Key, Counter[Cell]], counts: Counter[Key], totals: Counter[Key]
) -> Key | None:
    """The person that a surname alone means: the vote of the outlets and months in which it occurs, if it is clear."""
    if not people:
        return None
    votes = dict.fromkeys(people, 0.0)
    everywhere = {p: totals[p] for p in people}
    nowhere: Counter[Cell] = Counter()
    for key in surname:
        for cell, count in cells.get(key, Counter({(): counts[key]})).items():
            here = {p: cells.get(p, nowhere)[cell] for p in people if cell in cells.get(p, nowhere)} or everywhere
            total = sum(here.values()) or 1
            for person, n in here.items():
                votes[person] += count * n / total
    best, most = max(votes.items(), key=lambda v: (v[1], v[0]))
    return best if most >= CLEAR * sum(votes.values()) else None


def _join_bodies(keys: Iterable[Key], counts: Counter[Key]) -> dict[Key, Key]:
    """Map each organisation's or country's name to the main name of its actor."""
    groups: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in keys:
        name, kind = key
        plain = name.removeprefix("The ").removeprefix("the ")
        entry = directory().names.get(plain)
        if entry is not None and entry.type == kind:
            groups[entry.name, kind].append(key)
        else:
            words = [fold(w) for w in words_of(plain)]
            while len(words) > 1 and words[-1] in _LEGAL:
                words.pop()
            groups[" ".join(words).replace("organisation", "organization") or name, kind].append(key)
    heads: dict[Key, Key] = {}
    for (joined, kind), members in groups.items():
        head = min(members, key=lambda k: (-counts[k], len(k[0]), k[0]))
        heads.update(dict.fromkeys(members, (joined, kind) if joined in directory().names else head))
    return heads
