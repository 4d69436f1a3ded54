"""Edits of actors in a library: preview, make, undo, redo, list, export and import them.

The dashboard's Actors page and `quoteboard actors` both use these functions. The rules and the file format are in `actors.edits`,
the effect of an edit in `actors.known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics import permission
from analytics.actors.edits import CSV_COLUMNS, GENERAL, Edit, describe, new_ones, problem, read_csv, standing
from analytics.library import Library
from analytics.library.links import EDITS, aliases_of, edits_of, is_up_to_date
from analytics.queries.base import rows_of
from analytics.queries.conditions import ACTOR, text_of
from analytics.queries.filters import Filters
from analytics.queries.rows import find_actors

Key = tuple[str, str]  # (name, type)
Rows = tuple[Key, str | None, str | None, str | None]  # a name, limited to a written form, an outlet, an article


class Effect(NamedTuple):
    """What an edit changes: how many quotes and mentions move to another actor or name, and the same in words."""

    quotes: int
    mentions: int
    words: str


def actor_of(library: Library, asked: str) -> Key:
    """Return the name and type of the one actor with an id, name or form as asked. Raises ValueError for none and for several."""
    found = find_actors(library, asked)
    if len(found) > 1:
        exact = library.query("SELECT actor FROM actors WHERE list_contains($ids, actor) AND (actor = $asked OR name = $asked)",
                              {"ids": list(found), "asked": asked})["actor"].tolist()  # fmt: skip
        found = tuple(exact) if len(exact) == 1 else found
    if len(found) != 1:
        if found:
            raise ValueError(f"{asked!r} may be any of {len(found)} actors. Expected one of the ids {', '.join(found[:6])}.")
        raise ValueError(_unknown(asked))
    return reference(library, found[0])


def reference(library: Library, actor: str) -> Key:
    """Return the name and type by which an edit refers to an actor: its own, or where another actor has the same, another name."""
    rows = library.query(
        "SELECT name, type, actor FROM actors WHERE (name, type) IN (SELECT (name, type) FROM actors WHERE actor = $actor)"
        " UNION ALL SELECT name, type, '' FROM names WHERE actor = $actor",
        {"actor": actor},
    )
    same_name = rows[rows["actor"] != ""]
    if same_name.empty:
        raise ValueError(_unknown(actor))
    use = rows[rows["actor"] == ""] if 1 < len(same_name) < len(rows) else same_name[same_name["actor"] == actor]
    return str(use["name"].iloc[0]), str(use["type"].iloc[0])


def check(library: Library, edit: Edit) -> Edit:
    """Return the edit if it is valid. Raises ValueError that says what was found and what was expected."""
    wrong = problem(edit)
    if wrong:
        raise ValueError(f"{edit.what}, {wrong[0]}: {wrong[1]}")
    if edit.what == "rename" and edit.to != edit.actor:
        same = library.query("SELECT 1 FROM actors WHERE name = ? AND type = ?", [edit.to, edit.type])
        if len(same):
            raise ValueError(f"rename, to: there is an actor {edit.to!r} already. Expected a new name, or the edit merge.")
    if edit.what == "policy" and edit.actor not in (*GENERAL, *policies(library)["word"]):
        raise ValueError(f"policy: found {edit.actor!r}. Expected {', '.join(GENERAL)}, or a capital or demonym of the directory.")
    return edit


def preview(library: Library, edit: Edit) -> Effect:
    """Return what an edit would change, without making it. Raises ValueError where it is invalid."""
    from analytics.actors.known import Known

    check(library, edit)
    joined, aliases, log = library.joined(), aliases_of(library.path), edits_of(library.path)
    edit = edit._replace(edit=max((one.edit for one in log), default=0) + 1)
    known = Known(joined, aliases).apply(standing(log))
    old, old_moves = known.faces(), known.moves()
    after = known.apply([edit])
    why_not, new = after.outcome[edit.edit], after.faces()
    changed = [key for key, face in new.items() if old[key] != face]
    new_moves = after.moves()
    moves = [rows for rows, number in new_moves.items() if number == edit.edit]
    moves += [rows for rows in old_moves if rows not in new_moves]
    whole: list[Rows] = [(key, None, None, None) for key in changed]
    shown = _count(library, [rows for rows in whole if old[rows[0]] is not None], "")
    more = _count(library, [*moves, *(rows for rows in whole if old[rows[0]] is None)], "_found")
    quotes, mentions = shown[0] + more[0], shown[1] + more[1]
    if not why_not and not changed and not moves:
        why_not = "no country is named by this word here" if edit.what == "policy" else "it is so already"
    return Effect(quotes, mentions, _describe(edit, quotes, mentions, why_not))


def make(library: Library, edits: Sequence[Edit]) -> list[Edit]:
    """Make edits now; all pages, downloads and exports follow. Raises ValueError where one is invalid; then none is made."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stamped = [check(library, edit)._replace(at=now) for edit in edits]
    return library.edit(lambda log: stamped)


def relink_if_needed(library: Library) -> None:
    """Link names by the current edits and aliases, where a program was stopped before that or a file was edited by hand.

    A visitor who may only read sees the last links.
    """
    if permission.allowed() and not is_up_to_date(library.path):
        library.edit(lambda log: [])


def undo(library: Library, numbers: Sequence[int] = ()) -> list[Edit]:
    """Undo edits by their numbers, by default the last one. Raises ValueError for one that is undone already."""
    return _undo_or_redo(library, "undo", numbers)


def redo(library: Library, numbers: Sequence[int] = ()) -> list[Edit]:
    """Redo edits that were undone, by default the one undone last. Raises ValueError for one that is not undone."""
    return _undo_or_redo(library, "redo", numbers)


def history(library: Library) -> pd.DataFrame:
    """List all edits, newest first. Columns: edit (number), at, what (in words), by, stands (not undone), note (why no effect)."""
    from analytics.actors.known import Known

    log = edits_of(library.path)
    current = standing(log)
    numbers = {edit.edit for edit in current}
    outcome: dict[int, str] = {}
    if current:
        outcome = Known(library.joined(), aliases_of(library.path)).apply(current).outcome
    rows = [(e.edit, e.at, describe(e), e.by, e.edit in numbers, outcome.get(e.edit, "")) for e in reversed(log) if e.of is None]
    columns = ("edit", "at", "what", "by", "stands", "note")
    return pd.DataFrame(rows, columns=list(columns)).astype({"edit": "int64", "stands": "bool"})


def export_edits(library: Library) -> pd.DataFrame:
    """Return the edits that are not undone, in order, as a table that `import_edits` reads. Columns: `CSV_COLUMNS`, at, by."""
    columns = (*CSV_COLUMNS, "at", "by")
    current = standing(edits_of(library.path))
    rows = [[list(v) if isinstance(v := getattr(edit, name), tuple) else v for name in columns] for edit in current]
    return pd.DataFrame(rows, columns=list(columns), dtype="object")


def import_edits(library: Library, data: bytes, source: str) -> list[Edit]:
    """Make the edits of a CSV file that are not made yet, and return them. Raises ValueError for an invalid row, and makes none."""
    try:
        given = read_csv(data, source)
    except RecursionError:
        raise ValueError(f"{source}: a list of names is nested too deeply. Expected lists of texts.") from None
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return library.edit(lambda log: [edit._replace(at=edit.at or now) for edit in new_ones(given, log)])


def policies(library: Library) -> pd.DataFrame:
    """List what capitals and demonyms mean, those found most often first.

    Columns: word, kind (capitals or demonyms), country, policy, edit (missing: the default), mentions (of the country by this word,
    under any policy).
    """
    from analytics.actors.directory import directory
    from analytics.actors.known import written_so

    found = library.query("SELECT name, text, count(*) AS n FROM mentions_found WHERE type = 'country' GROUP BY ALL")
    counts = {(name, text): int(n) for name, text, n in found.itertuples(index=False, name=None)}
    policy_of = {e.actor: e for e in standing(edits_of(library.path)) if e.what == "policy"}
    rows = []
    for entry in directory().entries:
        for kind, words in zip(GENERAL, (entry.capitals, entry.demonyms), strict=True):
            for word in words:
                if word not in entry.forms:
                    edit = policy_of.get(word) or policy_of.get(kind)
                    count = sum(counts.get((entry.name, text), 0) for text in written_so(word))
                    policy = edit.to if edit else "government"
                    rows.append((word, kind, entry.name, policy, edit.edit if edit else None, count))
    table = pd.DataFrame(rows, columns=["word", "kind", "country", "policy", "edit", "mentions"]).astype({"edit": "Int64"})
    return table.sort_values(["mentions", "word"], ascending=[False, True], ignore_index=True)


def names_and_sources(library: Library, filters: Filters, actor: str) -> pd.DataFrame:
    """List the full names of articles that belong to an actor, in the whole library whatever the filters.

    Columns: name, type, quotes, mentions, source (in words), most mentions first.
    """
    from analytics.actors.directory import directory
    from analytics.actors.known import Known

    joined, aliases, edits = library.joined(), aliases_of(library.path), standing(edits_of(library.path))
    by: dict[Key, str] = {}
    if edits or aliases is not None:
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
    """List how texts write an actor, most often first. Columns: text, mentions, articles, example (a sentence of the newest)."""
    rows, params = rows_of(library, "mentions", filters._replace(actors=()))
    return library.count(
        "SELECT f.text, f.mentions, f.articles,"
        f' substring({text_of("s")}, s.start + 1, s."end" - s.start) AS example FROM'
        " (SELECT text, count(*) AS mentions, count(DISTINCT article) AS articles,"
        "  arg_min({'article_id': article_id, 'sentence': m.sentence}, (newest, m.sentence)) AS at"
        f"  FROM ({rows}) AS r JOIN (SELECT article, article_id, newest FROM counted_articles) USING (article)"
        '  JOIN mentions AS m USING (article_id, sentence, start, "end")'
        f" WHERE actor IN {ACTOR} GROUP BY text ORDER BY mentions DESC, text LIMIT {int(limit)}) AS f"
        " JOIN articles AS a ON a.article_id = f.at.article_id"
        " JOIN sentences AS s ON s.article_id = f.at.article_id AND s.sentence = f.at.sentence ORDER BY mentions DESC, f.text",
        [*params, actor],
    )


def _undo_or_redo(library: Library, what: str, numbers: Sequence[int]) -> list[Edit]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    source = library.path / EDITS

    def change(log: list[Edit]) -> list[Edit]:
        current = {edit.edit for edit in standing(log)}
        possible = [e.edit for e in log if e.of is None and (e.edit in current) == (what == "undo")]
        if what == "redo":  # the last one is the one undone last, not the one made last
            possible.sort(key=lambda number: max(e.edit for e in log if e.of == number))
        wrong = [str(n) for n in numbers if n not in possible]
        if wrong or not possible:
            found = f"no edit {', '.join(wrong)}" if wrong else "no edit"
            expected = f"Expected {_listed(possible)}." if possible else f"There is nothing to {what}."
            raise ValueError(f"{source}: {found} to {what}. {expected}")
        return [Edit(0, now, "hand", what, of=number) for number in (numbers or possible[-1:])]

    return library.edit(change)


def _listed(numbers: Iterable[int]) -> str:
    every = [str(n) for n in numbers]
    return ", ".join(every if len(every) <= 12 else [*every[:4], "...", *every[-4:]])


def _count(library: Library, given: Sequence[Rows], found: str) -> tuple[int, int]:
    """Count the quotes and mentions of some names, in the tables as shown, or with ``found`` "_found" as before any edit."""
    columns = [list(values) for values in zip(*((*key, *limits) for key, *limits in given), strict=True)] or [[]] * 5
    names = ("name", "type", "written", "outlet", "article_id")
    asked = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
    counts = []
    kinds = (("quotes", "quote", "speaker_type", "speaker_text"), ("mentions", "sentence, t.start", "type", "text"))
    for table, number, kind, text in kinds:
        counted = library.query(
            f"WITH k AS (SELECT {asked}) SELECT count(*) AS n FROM (SELECT DISTINCT t.article_id, t.{number}"
            f" FROM {table}{found} AS t JOIN articles AS a USING (article_id) JOIN k ON k.name = t.name AND k.type = t.{kind}"
            f" WHERE (k.written IS NULL OR k.written = t.{text}) AND (k.outlet IS NULL OR k.outlet = a.outlet)"
            " AND (k.article_id IS NULL OR k.article_id = t.article_id))",
            columns,
        )
        counts.append(int(counted["n"][0]))
    return counts[0], counts[1]


def _describe(edit: Edit, quotes: int, mentions: int, why_not: str) -> str:
    if why_not:
        return f"Nothing would change: {why_not}."
    both = f"{_number(quotes, 'quote')} and {_number(mentions, 'mention')}"
    if edit.what == "policy" and edit.to == "government":
        return f"{both} will count for their country again."
    if edit.what in ("hide", "policy") or (edit.what == "split" and not edit.to):
        return f"{_number(mentions, 'mention')} will no longer count, and {_number(quotes, 'quote')} will have no named speaker."
    if edit.what == "type":
        return f"{both} will count as of a{'n' if edit.to_type == 'organisation' else ''} {edit.to_type}."
    return f"{both} {'will be shown under the name' if edit.what == 'rename' else 'move to'} {edit.to}."


def _unknown(asked: str) -> str:
    return f"{asked!r}: there is no such actor. Expected the name, form or id of an actor."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def read_file(path: str | Path) -> bytes:
    """Read a CSV file of edits. Raises ValueError that says why it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}. Expected a CSV file of edits.") from error
