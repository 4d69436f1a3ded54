"""The actors of a library: its names joined to actors, changed by the user's aliases and edits, as tables.

The time depends only on the number of distinct names, not of articles. `analytics.actors.edits` says in which order directory,
edits and aliases win.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analytics.actors.directory import directory
from analytics.actors.edits import GENERAL, Edit
from analytics.actors.rows import Linked
from analytics.tables import frame

MOVED_COLUMNS = ("name", "type", "written", "outlet", "article_id", "to_name", "to_type", "edit")
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_AROUND = ("{}", "the {}", "The {}", "{} government", "the {} government", "The {} government")  # as capitals are written

Key = tuple[str, str]  # (name, type)
Rows = tuple[Key, str | None, str | None, str | None]  # a name where it is written so, in an outlet, in an article


class Known:
    """The actors of a library while edits are made, one after the other. Here an actor is a number, whatever its name.

    ``of`` maps each name to its actor, ``shown`` each actor to its shown name and type; ``fixed`` are the names in aliases.csv;
    ``by`` is the edit that assigned a name; ``outcome`` says, by an edit's number, why it has no effect.
    """

    def __init__(self, joined: pd.DataFrame, aliases: pd.DataFrame | None = None) -> None:
        self.of: dict[Key, int] = {}
        self.shown: list[Key] = []
        self.fixed: set[Key] = set()
        self.by: dict[Key, str] = {}
        self.outcome: dict[int, str] = {}
        keys = list(zip(joined["name"].tolist(), joined["type"].tolist(), strict=True))
        self.counts: dict[Key, int] = dict(zip(keys, joined["count"].tolist(), strict=True))
        self._members: defaultdict[int, dict[Key, None]] = defaultdict(dict)
        self._called: defaultdict[Key, list[int]] = defaultdict(list)
        self._hidden: dict[int, int] = {}
        self._moved: dict[Rows, tuple[int | None, int]] = {}
        self._into: dict[int, int] = {}
        self._policies: dict[str, tuple[str, int]] = {}
        self._by_name: dict[str, list[Key]] = {}
        numbers: dict[Key, int] = {}
        for key, head in zip(keys, zip(joined["head"].tolist(), joined["head_type"].tolist(), strict=True), strict=True):
            if head not in numbers:
                numbers[head] = self._new(head)
            self._give(key, numbers[head])
        if aliases is not None and len(aliases):
            self._obey(aliases)

    def apply(self, edits: Iterable[Edit]) -> Known:
        """Make some edits, in their order; return self."""
        for edit in edits:
            self.outcome[edit.edit] = getattr(self, f"_{edit.what}")(edit) or ""
        return self

    def find(self, name: str | None, kind: str | None) -> int | None:
        """Find the actor that is shown under a name, else the one to which the name belongs; None where there is neither."""
        key = (name or "", kind or "")
        called = [a for a in self._called.get(key, ()) if self.shown[a] == key and self._lives(a)]
        if not called:
            return self.of.get(key)
        own = self.of.get(key)
        return own if own in called else max(called, key=lambda a: (self._weight(a), -a))

    def names_of(self, actor: int) -> list[Key]:
        """The names of an actor."""
        return list(self._members[actor])

    def is_fixed(self, actor: int) -> bool:
        """Whether aliases.csv has a name of the actor."""
        return not self.fixed.isdisjoint(self._members[actor])

    def faces(self) -> dict[Key, Key | None]:
        """The name and type under which each name is shown: its actor's; None where an edit says that it is no actor."""
        return {key: None if actor in self._hidden else self.shown[actor] for key, actor in self.of.items()}

    def moves(self) -> dict[Rows, int]:
        """The rows that edits move by more than their name (written form, outlet or article), and the edits' numbers."""
        return {rows: edit for rows, (_, edit) in self._all_moved().items()}

    def tables(self) -> Linked:
        """The tables actors and names, sorted by name, and the rows that edits move."""
        moved = self._all_moved()
        stand_in = {actor: self._key_of(actor) for actor in {a for a, _ in moved.values() if a is not None}}
        members = {a: list(keys) for a, keys in self._members.items() if keys and a not in self._hidden}
        for actor in stand_in:
            members.setdefault(actor, [])
        weight = {actor: sum(self.counts[key] for key in keys) for actor, keys in members.items()}
        ids = self._ids(members, weight)
        order = sorted(members, key=lambda a: (self.shown[a], ids[a]))
        actors = [(ids[a], *self.shown[a], _forms(self.shown[a][0], members[a])) for a in order]
        belong = {key: ids[actor] for key, actor in self.of.items() if actor not in self._hidden}
        belong |= {key: ids[actor] for actor, key in stand_in.items() if key not in self.of}
        names = [(*key, actor) for key, actor in sorted(belong.items())]
        rows = [
            (*key, written, outlet, article, *(stand_in[actor] if actor is not None else (None, None)), edit)
            for (key, written, outlet, article), (actor, edit) in moved.items()
        ]
        hidden = sorted((key, actor) for key, actor in self.of.items() if actor in self._hidden)
        rows += [(*key, None, None, None, None, None, self._hidden[a]) for key, a in hidden]
        return Linked(
            frame("actors", actors), frame("names", names), pd.DataFrame(rows, columns=list(MOVED_COLUMNS), dtype="object")
        )

    def _rename(self, edit: Edit) -> str | None:
        return self._change(edit, edit.to, None)

    def _type(self, edit: Edit) -> str | None:
        return self._change(edit, None, edit.to_type)

    def _change(self, edit: Edit, name: str | None, kind: str | None) -> str | None:
        actor = self.find(edit.actor, edit.type)
        if actor is None or self.is_fixed(actor):
            return self._refused(edit.actor, actor)
        self.shown[actor] = (name or self.shown[actor][0], kind or self.shown[actor][1])
        self._called[self.shown[actor]].append(actor)
        return None

    def _merge(self, edit: Edit) -> str | None:
        actor = self.find(edit.actor, edit.type)
        if actor is None or self.is_fixed(actor):
            return self._refused(edit.actor, actor)
        target = self._target(edit)
        if target == actor:
            return "they are the same actor already"
        for key in self.names_of(actor):
            self._give(key, target, f"edit {edit.edit}")
        self._into[actor] = target
        self._hidden.pop(actor, None)
        return None

    def _split(self, edit: Edit) -> str | None:
        actor = self.find(edit.actor, edit.type)
        if actor is None:
            return self._refused(edit.actor, actor)
        keys = [key for key in self.names_of(actor) if not edit.names or key[0] in edit.names]
        free = [key for key in keys if key not in self.fixed]
        if not free:
            return f"{edit.actor} has no such name" if not keys else self._refused(edit.actor, actor)
        target = self._target(edit, beside=actor) if edit.to else None
        if edit.by_row:
            for key in free:
                self._moved[key, edit.written, edit.outlet, edit.article] = (target, edit.edit)
            return None
        if target is None:
            target = self._new(free[0])
            self._hidden[target] = edit.edit
        for key in free:
            self._give(key, target, f"edit {edit.edit}")
        return None

    def _alias(self, edit: Edit) -> str | None:
        keys = [key for name in edit.names for key in self._named(name) if edit.type in (None, key[1])]
        free = [key for key in keys if key not in self.fixed]
        if not free:
            return self._refused(edit.names[0], None if not keys else self.of[keys[0]])
        target = self._target(edit)
        for key in free:
            self._give(key, target, f"edit {edit.edit}")
        return None

    def _hide(self, edit: Edit) -> str | None:
        actor = self.find(edit.actor, edit.type)
        if actor is None or self.is_fixed(actor):
            return self._refused(edit.actor, actor)
        self._hidden[actor] = edit.edit
        return None

    def _policy(self, edit: Edit) -> str | None:
        self._policies[edit.actor or ""] = (edit.to or "", edit.edit)
        return None

    def _refused(self, name: str | None, actor: int | None) -> str:
        return f"no name here is {name}" if actor is None else f"aliases.csv has {self.shown[actor][0]} and overrides edits"

    def _target(self, edit: Edit, beside: int | None = None) -> int:
        """The actor to which an edit moves names: the one with that name, or a new one. ``beside`` is the actor that they leave."""
        found = self.find(edit.to, edit.to_type)
        return found if found is not None and found != beside else self._new((edit.to or "", edit.to_type or ""))

    def _new(self, shown: Key) -> int:
        self.shown.append(shown)
        self._called[shown].append(len(self.shown) - 1)
        return len(self.shown) - 1

    def _give(self, key: Key, actor: int, by: str = "") -> None:
        if by:
            self.by[key] = by
        if key in self.of:
            self._members[self.of[key]].pop(key, None)
        self.of[key] = actor
        self._members[actor][key] = None

    def _lives(self, actor: int) -> bool:
        return bool(self._members.get(actor)) or any(actor == a for a, _ in self._moved.values())

    def _weight(self, actor: int) -> int:
        return sum(self.counts[key] for key in self._members[actor])

    def _named(self, name: str) -> list[Key]:
        """The names with this spelling, ignoring case."""
        if not self._by_name:
            for key in self.of:
                self._by_name.setdefault(key[0].casefold(), []).append(key)
        return self._by_name.get(name.casefold(), [])

    def _obey(self, aliases: pd.DataFrame) -> None:
        """Apply the user's aliases.csv: a name, the names that share its actor, and each alias become one actor."""
        targets: dict[Key, int] = {}
        exact: dict[Key, int] = {}
        followed: dict[int, int] = {}
        for name, alias, kind in aliases[["name", "alias", "type"]].itertuples(index=False, name=None):
            if (name, kind) not in targets:
                targets[name, kind] = self._new((name, kind))
            target = targets[name, kind]
            for key in self._named(name):
                if key[1] == kind:
                    followed.setdefault(self.of[key], target)
                    exact.setdefault(key, target)
            for key in self._named(alias):
                exact[key] = target
                if self.shown[self.of[key]] == key:
                    followed[self.of[key]] = target
        for actor, target in followed.items():
            for key in self.names_of(actor):
                self._give(key, target, "aliases.csv")
        for key, target in exact.items():
            self._give(key, target, "aliases.csv")
        self.fixed = set(exact)

    def _all_moved(self) -> dict[Rows, tuple[int | None, int]]:
        """The rows that are moved, and their new actors; an edit of a written form goes before a policy."""
        moved = {rows: (self._end(actor), edit) for rows, (actor, edit) in self._moved.items()}
        if not self._policies:
            return moved
        for entry in directory().entries:
            key = (entry.name, "country")
            for general, words in zip(GENERAL, (entry.capitals, entry.demonyms), strict=True):
                for word in words if key in self.of and key not in self.fixed else ():
                    policy, edit = self._policies.get(word) or self._policies.get(general) or ("government", 0)
                    if policy == "place" and word not in entry.forms:
                        for text in written_so(word):
                            moved.setdefault((key, text, None, None), (None, edit))
        return moved

    def _end(self, actor: int | None) -> int | None:
        """The actor that an actor was merged into, or itself; None for a hidden one."""
        while actor in self._into:
            actor = self._into[actor]
        return None if actor in self._hidden else actor

    def _key_of(self, actor: int) -> Key:
        """A name that belongs to an actor and to no other, under which moved rows are stored."""
        shown = self.shown[actor]
        if self.of.get(shown, actor) == actor:
            return shown
        members = self._members[actor]
        return min(members, key=lambda k: (-self.counts[k], k)) if members else (f"{shown[0]} (by hand)", shown[1])

    def _ids(self, members: dict[int, list[Key]], weight: dict[int, int]) -> dict[int, str]:
        """Make readable unique ids. The most named actor gets the plain one, so that it stays when a namesake is added."""
        ids: dict[int, str] = {}
        used: set[str] = set()
        for actor in sorted(members, key=lambda a: (-weight[a], self.shown[a], min(members[a], default=("", "")))):
            name, kind = self.shown[actor]
            plain = slug = slug_of(name) or kind
            if slug in used:
                plain = slug = f"{plain}-{kind}"
            number = 2
            while slug in used:
                slug = f"{plain}-{number}"
                number += 1
            used.add(slug)
            ids[actor] = slug
        return ids


def _forms(shown: str, members: list[Key]) -> list[str]:
    if len(members) == 1 and members[0][0] == shown:
        return [shown]
    return sorted({*(key[0] for key in members), shown})


@functools.lru_cache(1 << 16)
def fold(word: str) -> str:
    """Lower case without accents, apostrophes and points.

    >>> fold("O’Néill")
    'oneill'
    """
    if word.isascii():
        return word.lower().replace("'", "").replace(".", "")
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in flat if not unicodedata.combining(c)).replace("’", "").replace("'", "").replace(".", "")


def written_so(word: str) -> list[str]:
    """The forms in which a capital or demonym is written where it means a government.

    >>> written_so("Moscow")[:2]
    ['Moscow', 'the Moscow']
    """
    return [around.format(word) for around in _AROUND]


def words_of(name: str) -> list[str]:
    """The words of a name, with the apostrophes, points and hyphens inside them."""
    return _WORD.findall(name)


def slug_of(name: str) -> str:
    """Make an id of a name.

    >>> slug_of("Ada B. Quill")
    'ada-b-quill'
    """
    plain = name.lower().split()
    if all(word.isalnum() and word.isascii() for word in plain):  # most names, in half the time
        return "-".join(plain)
    return "-".join(fold(w) for w in words_of(name))
