"""Edits of actors at work in a library: what one would change, made, taken back, made again, exported and imported.

What the dashboard's Actors page and `quoteboard actors` both do. Rules and file are in `edits`, their effect in `actors.known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.actors.edits import CSV_COLUMNS, GENERAL, Edit, describe, new_ones, problem, read_csv, standing
from analytics.library import Library
from analytics.library.links import EDITS, aliases_of, edits_of, follows, uncollected
from analytics.queries.base import rows_of
from analytics.queries.filters import Filters, find_actors

Key = tuple[str, str]  # (name, type)
Rows = tuple[Key, str | None, str | None, str | None]  # a name where it is written so, in an outlet, in an article


class Effect(NamedTuple):
    """What an edit changes: quotes and mentions that count for somebody else, or under another name, and that in words."""

    quotes: int
    mentions: int
    words: str


def actor_of(library: Library, asked: str) -> Key:
    """Name and type of the one actor that a person means by an id, a name or a form. Raises ValueError for none and for many."""
    found = find_actors(library, asked)
    if len(found) > 1:
        exact = library.query("SELECT actor FROM actors WHERE list_contains($ids, actor) AND (actor = $asked OR name = $asked)",
                              {"ids": list(found), "asked": asked})["actor"].tolist()  # fmt: skip
        found = tuple(exact) if len(exact) == 1 else found
    if len(found) != 1:
        many = (
            f"means {len(found)} actors ({', '.join(found[:6])}); accepted: one of these" if found else "is nobody here; accepted"
        )
        raise ValueError(f"{asked!r} {many}{'' if found else ': an actor by name, form or id'}")
    return reference(library, found[0])


def reference(library: Library, actor: str) -> Key:
    """By which name and type an edit means an actor: what it is called, or where a namesake is called so too, a name of its own."""
    rows = library.query(
        "SELECT name, type, actor FROM actors WHERE (name, type) IN (SELECT (name, type) FROM actors WHERE actor = $actor)"
        " UNION ALL SELECT name, type, '' FROM names WHERE actor = $actor",
        {"actor": actor},
    )
    called = rows[rows["actor"] != ""]
    if called.empty:
        raise ValueError(f"{actor!r} is nobody here; accepted: an actor by name, form or id")
    use = rows[rows["actor"] == ""] if len(called) > 1 and len(called) < len(rows) else called[called["actor"] == actor]
    return str(use["name"].iloc[0]), str(use["type"].iloc[0])


def accepted(library: Library, edit: Edit) -> Edit:
    """The edit, where it is one. Raises ValueError that says what was found and what is accepted."""
    wrong = problem(edit)
    if wrong:
        raise ValueError(f"{edit.what}, {wrong[0]}: {wrong[1]}")
    if edit.what == "rename" and edit.to != edit.actor:
        same = library.query("SELECT 1 FROM actors WHERE name = ? AND type = ?", [edit.to, edit.type])
        if len(same):
            raise ValueError(f"rename, to: there is {edit.to!r} already; accepted: a new name, or merge")
    if edit.what == "policy" and edit.actor not in (*GENERAL, *policies(library)["word"]):
        raise ValueError(f"policy: found {edit.actor!r}; accepted: {', '.join(GENERAL)}, or a capital or demonym of the directory")
    return edit


def preview(library: Library, edit: Edit) -> Effect:
    """What an edit would change, without making it. Raises ValueError where it is none."""
    from analytics.actors.known import Known

    accepted(library, edit)
    joined, aliases, log = library.joined(), aliases_of(library.path), edits_of(library.path)
    edit = edit._replace(edit=max((one.edit for one in log), default=0) + 1)
    with uncollected():
        known = Known(joined, aliases).apply(standing(log))
        old, sent = known.faces(), known.moves()
        after = known.apply([edit])
    why_not, new = after.outcome[edit.edit], after.faces()
    changed = [key for key, face in new.items() if old[key] != face]
    new_sent = after.moves()
    moves = [rows for rows, number in new_sent.items() if number == edit.edit]
    moves += [rows for rows in sent if rows not in new_sent]
    whole: list[Rows] = [(key, None, None, None) for key in changed]
    shown = _count(library, [rows for rows in whole if old[rows[0]] is not None], "")
    more = _count(library, [*moves, *(rows for rows in whole if old[rows[0]] is None)], "_found")
    quotes, mentions = shown[0] + more[0], shown[1] + more[1]
    if not why_not and not changed and not moves:
        why_not = "no such word stands for a country here" if edit.what == "policy" else "it is so already"
    return Effect(quotes, mentions, _in_words(edit, quotes, mentions, why_not))


def make(library: Library, edits: Sequence[Edit]) -> list[Edit]:
    """Make edits, by hand and now; every page, CSV and export follows. Raises ValueError where one is none: then none is made."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stamped = [accepted(library, edit)._replace(at=now) for edit in edits]
    return library.edit(lambda log: stamped)


def settle(library: Library) -> None:
    """Link names by the edits and aliases as they are now, where that has not been done: somebody was stopped, or wrote a file."""
    if not follows(library.path):
        library.edit(lambda log: [])


def take_back(library: Library, numbers: Sequence[int] = ()) -> list[Edit]:
    """Undo edits by their numbers, the last that stands where none is given. Raises ValueError for one that does not stand."""
    return _turn(library, "undo", numbers)


def make_again(library: Library, numbers: Sequence[int] = ()) -> list[Edit]:
    """Redo edits that were undone, the last such where no number is given. Raises ValueError for one that was not undone."""
    return _turn(library, "redo", numbers)


def history(library: Library) -> pd.DataFrame:
    """Every edit, the newest first. Columns: edit (its number), at, what (in words), by, stands, note (why it has no effect)."""
    from analytics.actors.known import Known

    log = edits_of(library.path)
    stand = standing(log)
    numbers = {edit.edit for edit in stand}
    outcome: dict[int, str] = {}
    if stand:
        with uncollected():
            outcome = Known(library.joined(), aliases_of(library.path)).apply(stand).outcome
    rows = [(e.edit, e.at, describe(e), e.by, e.edit in numbers, outcome.get(e.edit, "")) for e in reversed(log) if e.of is None]
    columns = ("edit", "at", "what", "by", "stands", "note")
    return pd.DataFrame(rows, columns=list(columns)).astype({"edit": "int64", "stands": "bool"})


def export_edits(library: Library) -> pd.DataFrame:
    """The edits that stand, in their order, as a table that `import_edits` reads. Columns: `CSV_COLUMNS`, at, by."""
    columns = (*CSV_COLUMNS, "at", "by")
    stand = standing(edits_of(library.path))
    rows = [[list(v) if isinstance(v := getattr(edit, name), tuple) else v for name in columns] for edit in stand]
    return pd.DataFrame(rows, columns=list(columns), dtype="object")


def import_edits(library: Library, data: bytes, source: str) -> list[Edit]:
    """Make the edits of a CSV that do not stand yet; gives them. Raises ValueError for a row that is none: then none is made."""
    given = read_csv(data, source)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return library.edit(lambda log: [edit._replace(at=edit.at or now) for edit in new_ones(given, log)])


def policies(library: Library) -> pd.DataFrame:
    """What capitals and demonyms mean, those found most often first.

    Columns: word, kind (capitals or demonyms), country, policy, edit (missing: as shipped), mentions (found in the texts as the
    country, whatever the policy).
    """
    from analytics.actors.directory import directory
    from analytics.actors.known import written_so

    found = library.query("SELECT name, text, count(*) AS n FROM mentions_found WHERE type = 'country' GROUP BY ALL")
    often = {(name, text): int(n) for name, text, n in found.itertuples(index=False, name=None)}
    said = {e.actor: e for e in standing(edits_of(library.path)) if e.what == "policy"}
    rows = []
    for entry in directory().entries:
        for kind, words in zip(GENERAL, (entry.capitals, entry.demonyms), strict=True):
            for word in words:
                if word not in entry.forms:
                    edit = said.get(word) or said.get(kind)
                    count = sum(often.get((entry.name, text), 0) for text in written_so(word))
                    policy = edit.to if edit else "government"
                    rows.append((word, kind, entry.name, policy, edit.edit if edit else None, count))
    table = pd.DataFrame(rows, columns=["word", "kind", "country", "policy", "edit", "mentions"]).astype({"edit": "Int64"})
    return table.sort_values(["mentions", "word"], ascending=[False, True], ignore_index=True)


def names_and_sources(library: Library, filters: Filters, actor: str) -> pd.DataFrame:
    """The names that stand for an actor, as articles settle them, in the whole library whatever the filters.

    Columns: name, type, quotes, mentions, source (in words), most often named first.
    """
    from analytics.actors.directory import directory
    from analytics.actors.known import Known

    joined, aliases, edits = library.joined(), aliases_of(library.path), standing(edits_of(library.path))
    by: dict[Key, str] = {}
    if edits or aliases is not None:
        with uncollected():
            by = Known(joined, aliases).apply(edits).by
    own = library.query("SELECT name, type FROM names WHERE actor = ? ORDER BY ALL", [actor])
    rows = joined.merge(own, on=["name", "type"])

    def source(name: str, kind: str, head: str) -> str:
        if (name, kind) in by:
            return f"set by {by[name, kind]}"
        entry = directory().names.get(name.removeprefix("The ").removeprefix("the "))
        if entry is not None and entry.type == kind:
            return f"the directory: {entry.name}"
        return "found in articles" if head == name else f"found in articles, joined to {head} by its spelling"

    found = [source(n, k, h) for n, k, h in zip(rows["name"], rows["type"], rows["head"], strict=True)]
    table = pd.DataFrame({"name": rows["name"], "type": rows["type"], "quotes": rows["quotes"],
                          "mentions": rows["count"] - rows["quotes"], "source": pd.Series(found, dtype="str")})  # fmt: skip
    return table.sort_values(["mentions", "quotes", "name"], ascending=[False, False, True], ignore_index=True)


def written(library: Library, filters: Filters, actor: str, limit: int = 200) -> pd.DataFrame:
    """How an actor is written in texts, most often first. Columns: text, mentions, articles, example (a sentence of the newest)."""
    rows, params = rows_of(library, "mentions", filters._replace(actors=()))
    return library.count(
        'SELECT f.text, f.mentions, f.articles, substring(a.text, s.start + 1, s."end" - s.start) AS example FROM'
        " (SELECT text, count(*) AS mentions, count(DISTINCT article) AS articles,"
        "  arg_min({'article_id': article_id, 'sentence': m.sentence}, (article, m.sentence)) AS at"
        f"  FROM ({rows}) AS r JOIN (SELECT article, article_id FROM counted_articles) USING (article)"
        '  JOIN mentions AS m USING (article_id, start, "end")'
        f" WHERE actor = ? GROUP BY text ORDER BY mentions DESC, text LIMIT {int(limit)}) AS f"
        " JOIN articles AS a ON a.article_id = f.at.article_id"
        " JOIN sentences AS s ON s.article_id = f.at.article_id AND s.sentence = f.at.sentence ORDER BY mentions DESC, f.text",
        [*params, actor],
    )


def _turn(library: Library, what: str, numbers: Sequence[int]) -> list[Edit]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = library.path / EDITS

    def turned(log: list[Edit]) -> list[Edit]:
        stand = {edit.edit for edit in standing(log)}
        fit = [e.edit for e in log if e.of is None and (e.edit in stand) == (what == "undo")]
        if what == "redo":  # the last that was taken back, not the last that was made
            fit.sort(key=lambda number: max(e.edit for e in log if e.of == number))
        wrong = [str(n) for n in numbers if n not in fit]
        if wrong or not fit:
            found = f"no edit {', '.join(wrong)}" if wrong else "no edit"
            raise ValueError(f"{source}: {found} to {what}; accepted: {_listed(fit) or 'none as it is now'}")
        return [Edit(0, now, "hand", what, of=number) for number in (numbers or fit[-1:])]

    return library.edit(turned)


def _listed(numbers: Iterable[int]) -> str:
    every = [str(n) for n in numbers]
    return ", ".join(every if len(every) <= 12 else [*every[:4], "...", *every[-4:]])


def _count(library: Library, given: Sequence[Rows], found: str) -> tuple[int, int]:
    """How many quotes and mentions are rows of some names, as they are shown now or as ``found`` before any edit."""
    columns = [list(values) for values in zip(*((*key, *limits) for key, *limits in given), strict=True)] or [[]] * 5
    names = ("name", "type", "written", "outlet", "article_id")
    asked = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
    counts = []
    for table, number, kind, text in (("quotes", "quote", "speaker_type", "speaker_text"), ("mentions", "start", "type", "text")):
        counted = library.query(
            f"WITH k AS (SELECT {asked}) SELECT count(*) AS n FROM (SELECT DISTINCT t.article_id, t.{number}"
            f" FROM {table}{found} AS t JOIN articles AS a USING (article_id) JOIN k ON k.name = t.name AND k.type = t.{kind}"
            f" WHERE (k.written IS NULL OR k.written = t.{text}) AND (k.outlet IS NULL OR k.outlet = a.outlet)"
            " AND (k.article_id IS NULL OR k.article_id = t.article_id))",
            columns,
        )
        counts.append(int(counted["n"][0]))
    return counts[0], counts[1]


def _in_words(edit: Edit, quotes: int, mentions: int, why_not: str) -> str:
    if why_not:
        return f"Nothing changes as it is now: {why_not}."
    both = f"{_number(quotes, 'quote')} and {_number(mentions, 'mention')}"
    if edit.what == "policy" and edit.to == "government":
        return f"{both} will count for their country again."
    if edit.what in ("hide", "policy") or (edit.what == "split" and not edit.to):
        return f"{_number(mentions, 'mention')} will not count any more, and {_number(quotes, 'quote')} will have no named speaker."
    if edit.what == "type":
        return f"{both} will count as those of a{'n' if edit.to_type == 'organisation' else ''} {edit.to_type}."
    return f"{both} {'will be shown under the name' if edit.what == 'rename' else 'move to'} {edit.to}."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def read_file(path: str | Path) -> bytes:
    """The bytes of a CSV of edits. Raises ValueError that says why it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}; accepted: a CSV of edits") from error
