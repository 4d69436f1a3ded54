"""Chooses a speaker: a network scores every candidate, "unnamed" and "several"; the best is the answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.actors.asked import ROLE, Asked, plain_name
from analytics.actors.candidates import Candidate, all_candidates
from analytics.actors.clues import KINDS, Clues, FeatureSizes, tables
from analytics.actors.lexis import Lexis
from analytics.actors.pairs import pairs
from analytics.actors.speech import GROUP, UNNAMED, Speech
from analytics.nn import dequantise

Floats = NDArray[np.float32]
BLOCKS = FeatureSizes._fields
Forbids = Callable[[Asked, Candidate, Speech], bool]
SPECIAL = (UNNAMED, GROUP)
_NEVER = -1e9
_DOUBT = 0.5  # added to the scores of "unnamed" and "several" for roles: by cross-validation, one name less for one wrong name less
_TOGETHER = 64  # quotes whose features are summed together, to limit memory
STATE = 100  # the first number of the features of earlier speakers


class Choice(NamedTuple):
    """An answer, and the candidate that it is (None for UNNAMED and GROUP).

    ``decisive`` are features of a candidate outside the speaker's words, first those that favoured it most over the next best: the
    feature's number (from STATE on those of earlier speakers) and its value.
    """

    answer: int
    candidate: Candidate | None
    decisive: Sequence[tuple[int, int]] = ()


class Ranker:
    """The network in numpy; ``arrays`` as `analytics.actors.train.ranker` exports them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], lexis: Lexis) -> None:
        self.lexis = lexis
        self._w = {name: np.asarray(value, np.float32) for name, value in arrays.items()}
        sizes = tables(lexis.size)
        self._offsets = {name: np.cumsum([0, *getattr(sizes, name)[:-1]]) for name in BLOCKS}
        self._totals = {name: sum(getattr(sizes, name)) for name in BLOCKS}
        self._width = self._w["actor"].shape[1]
        self._special = len(self._w["state"])
        self._w["said"] = np.concatenate([self._w["state"], self._w.pop("special")])
        self._w["own"], self._w["pooled"] = np.split(self._w.pop("special_hidden"), [self._width])

    def choose(self, clues: Clues, asked: Sequence[Asked], forbids: Forbids | None = None) -> list[Choice]:
        """Choose the speaker of each quote, in the order of ``asked``; ``forbids`` says which candidates cannot be the speaker."""
        everyone = all_candidates(clues.scene, asked)
        speech = Speech(clues.scene)
        found: list[Choice] = []
        for begin in range(0, len(asked), _TOGETHER):
            part = slice(begin, begin + _TOGETHER)
            found += self._choose_some(clues, asked[part], everyone[part], speech, forbids)
        return found

    def _choose_some(
        self,
        clues: Clues,
        asked: Sequence[Asked],
        everyone: Sequence[Sequence[Candidate]],
        speech: Speech,
        forbids: Forbids | None,
    ) -> list[Choice]:
        alone = [plain_name(clues.scene, q) for q in asked]
        open_to = [n for n, (q, mention) in enumerate(zip(asked, alone, strict=True)) if mention is None and not q.asks]
        some, groups = [asked[n] for n in open_to], [everyone[n] for n in open_to]
        rows = [pairs(clues, q, candidates) for q, candidates in zip(some, groups, strict=True)]
        hidden = self._hidden(clues, some, groups, rows) if some else np.zeros((0, self._width), np.float32)
        found = []
        at = number = 0
        for q, mention in zip(asked, alone, strict=True):
            if mention is not None:
                actor = clues.scene.mentions[mention].actor
                choice = Choice(actor, Candidate(actor, mention, True))
            elif q.asks:
                choice = Choice(UNNAMED, None)
            else:
                end = at + len(groups[number]) + 2
                choice = self._choose(speech, q, groups[number], rows[number], hidden[at:end], forbids)
                at, number = end, number + 1
            speech.add(q, choice.answer)
            found.append(choice)
        return found

    def _hidden(
        self,
        clues: Clues,
        asked: Sequence[Asked],
        everyone: Sequence[Sequence[Candidate]],
        rows: Sequence[Sequence[Sequence[int]]],
    ) -> Floats:
        """The first layer without earlier speakers: the candidates of each quote, then "unnamed" and "several"."""
        plain, own = self._quotes(clues, asked)
        counts = np.array([len(group) for group in everyone])
        ends = np.cumsum(counts + 2)
        found = np.empty((int(ends[-1]), self._width), np.float32)
        candidate = np.ones(len(found), bool)
        for k in (2, 1):
            found[ends - k] = own
            candidate[ends - k] = False
        found[candidate] = self._pairs(clues, asked, everyone, rows, plain)
        return found

    def _sum(self, block: str, rows: Sequence[Sequence[int]]) -> Floats:
        """The sum of the rows that the features of a block select, for each list of features."""
        ids = np.array(rows, np.int64) + self._offsets[block]
        found: Floats = self._w[block][ids].sum(1)
        return found

    def _quotes(self, clues: Clues, asked: Sequence[Asked]) -> tuple[Floats, Floats]:
        """The part of the first layer that each quote adds to its candidates, and to "unnamed" and "several"."""
        total = self._sum("quote", [clues.quote(q) for q in asked])
        vectors = self.lexis.vectors[[self.lexis.noun(q.noun) if q.noun else 0 for q in asked]]
        total += vectors @ self._w["noun"]
        return total[:, : self._width] + self._w["bias"], total[:, self._width :]

    def _pairs(
        self,
        clues: Clues,
        asked: Sequence[Asked],
        candidates: Sequence[Sequence[Candidate]],
        features: Sequence[Sequence[Sequence[int]]],
        plain: Floats,
    ) -> Floats:
        """The first layer of every pair of quote and candidate, without earlier speakers."""
        flat = [c for group in candidates for c in group]
        if not flat:
            return np.zeros((0, self._width), np.float32)
        of = np.repeat(np.arange(len(asked)), [len(group) for group in candidates])
        kinds = np.array([q.kind for q in asked])[of]
        h = plain[of]
        rows = np.array([row for group in features for row in group], np.int64)
        rows += self._offsets["pair"]
        rows += (kinds * self._totals["pair"])[:, None]
        h += self._w["pair"][rows].sum(1)
        actors = sorted({c.actor for c in flat})
        place = {actor: n for n, actor in enumerate(actors)}
        table, names = self._actors(clues, actors)
        mine = np.array([place[c.actor] for c in flat])
        h += table[mine]
        nouns = self.lexis.vectors[[self.lexis.noun(q.noun) if q.noun else 0 for q in asked]] @ self._w["left"]
        h += (nouns[of] * names[mine]) @ self._w["both"]
        out = [n for n, c in enumerate(flat) if not c.inside]
        if out:
            numbers, back = np.unique([flat[n].mention for n in out], return_inverse=True)
            h[out] += self._sum("mention", [clues.mention(int(m)) for m in numbers])[back]
        within = [n for n, c in enumerate(flat) if c.inside]
        if within:
            h[within] += self._sum("inside", [clues.inside(asked[int(of[n])], flat[n].mention) for n in within])
        return h

    def _actors(self, clues: Clues, actors: Sequence[int]) -> tuple[Floats, Floats]:
        """The part of the first layer that actors add, and their names for the product with a role's noun."""
        vectors = np.stack([clues.name_vector(actor) for actor in actors])
        known: Floats = self._sum("actor", [clues.actor(a) for a in actors])
        known += vectors @ self._w["name"]
        return known, vectors @ self._w["right"]

    def _choose(
        self,
        speech: Speech,
        q: Asked,
        candidates: Sequence[Candidate],
        features: Sequence[Sequence[int]],
        hidden: Floats,
        forbids: Forbids | None,
    ) -> Choice:
        w, n = self._w, len(candidates)
        states = speech.rows(q, [*(c.actor for c in candidates), *SPECIAL])
        ids = np.array(states, np.int64)
        ids += self._offsets["state"] + q.kind * self._totals["state"]
        ids[n] += self._special
        ids[n + 1] += self._special + KINDS * self._totals["state"]
        h = w["said"][ids].sum(1)
        h += hidden
        np.maximum(h, 0, out=h)
        g = np.maximum(h[:n] @ w["hidden"] + w["hidden.bias"], 0)
        scores = np.empty(n + 2, np.float32)
        scores[:n] = g @ w["out"][:, 0] + w["out.bias"]
        pooled = g.max(0) @ w["pooled"] if n else 0
        special = np.maximum(h[n:] @ w["own"] + pooled + w["special_hidden.bias"], 0)
        scores[n:] = special @ w["special_out"][:, 0] + w["special_out.bias"]
        if q.kind == ROLE:
            scores[n:] += _DOUBT
        best = int(scores.argmax())
        while best < n and forbids is not None and forbids(q, candidates[best], speech):
            scores[best] = _NEVER
            best = int(scores.argmax())
        if best >= n:
            return Choice(SPECIAL[best - n], None)
        candidate = candidates[best]
        if candidate.inside:
            return Choice(candidate.actor, candidate)
        slope = (w["hidden"] @ (w["out"][:, 0] * (g[best] > 0))) * (h[best] > 0)
        rival = int(np.argsort(-scores[:n], kind="stable")[1]) if n > 1 else None
        return Choice(candidate.actor, candidate, self._decisive(q.kind, slope, features, states, best, rival))

    def _decisive(
        self,
        kind: int,
        slope: Floats,
        features: Sequence[Sequence[int]],
        states: Sequence[Sequence[int]],
        best: int,
        rival: int | None,
    ) -> list[tuple[int, int]]:
        """The features that add more to the score of the best candidate than to its rival's, most first."""
        gains: list[Floats] = []
        values: list[int] = []
        numbers: list[int] = []
        for block, rows, begin in (("pair", features, 0), ("state", states, STATE)):
            place = self._offsets[block] + kind * self._totals[block]
            gain = self._w[block][place + np.array(rows[best])] @ slope
            if rival is not None:
                gain = gain - self._w[block][place + np.array(rows[rival])] @ slope
            gains.append(gain)
            values += rows[best]
            numbers += range(begin, begin + len(gain))
        gained = np.concatenate(gains)
        order = np.argsort(-gained, kind="stable")[: np.count_nonzero(gained > 0)]
        return [(numbers[n], values[n]) for n in order.tolist()]


@functools.cache
def load() -> Ranker:
    """Load the weights that come with the package."""
    with as_file(files("analytics.actors").joinpath("speakers.npz")) as path:
        return read(path)


def read(path: Path) -> Ranker:
    """Read the weights from a file that `analytics.actors.train` wrote."""
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    words, nouns = (stored.pop(name).tobytes().decode().split("\n") for name in ("words", "nouns"))
    arrays = {
        name: dequantise(value, stored[name + ".scales"]) if name + ".scales" in stored else value
        for name, value in stored.items()
        if not name.endswith(".scales")
    }
    vectors = arrays.pop("vectors")
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return Ranker(arrays, Lexis(words, nouns, vectors.astype(np.float32)))
