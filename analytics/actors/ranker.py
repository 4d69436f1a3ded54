"""The learned choice of a speaker: every candidate, "unnamed" and "several" get a score; the best is the answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.actors.asked import Asked
from analytics.actors.candidates import Candidate, all_candidates
from analytics.actors.clues import KINDS, Clues, Tables, tables
from analytics.actors.lexis import Lexis
from analytics.actors.pairs import pairs
from analytics.actors.speech import GROUP, UNNAMED, Speech
from analytics.nn import dequantise, softmax

Floats = NDArray[np.float32]
BLOCKS = Tables._fields
Settle = Callable[[Asked, Sequence[Candidate], Speech], Sequence[int]]
SPECIAL = (UNNAMED, GROUP)
STATE = 100  # where the numbers of the features of what was said before begin


class Choice(NamedTuple):
    """An answer, its chance, and the candidate that it is (None for UNNAMED and GROUP).

    ``decisive`` are features of a candidate outside the speaker's words, those first that favoured it most over the next best: the
    feature's number (of the state from STATE on) and its value.
    """

    answer: int
    chance: float
    candidate: Candidate | None
    decisive: Sequence[tuple[int, int]] = ()


class Ranker:
    """The network in numpy; ``arrays`` are as `analytics.actors.train.ranker` exports them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], lexis: Lexis) -> None:
        self.lexis = lexis
        self._w = {name: np.asarray(value, np.float32) for name, value in arrays.items()}
        sizes = tables(lexis.size)
        self._offsets = {name: np.cumsum([0, *getattr(sizes, name)[:-1]]) for name in BLOCKS}
        self._totals = {name: sum(getattr(sizes, name)) for name in BLOCKS}
        self._width = self._w["actor"].shape[1]

    def choose(self, clues: Clues, asked: Sequence[Asked], settle: Settle | None = None) -> list[Choice]:
        """The speaker of each quote, in the order of ``asked``; ``settle`` may forbid candidates that break a rule."""
        if not asked:
            return []
        everyone = all_candidates(clues.scene, asked)
        rows = [pairs(clues, q, candidates) for q, candidates in zip(asked, everyone, strict=True)]
        plain, own = self._quotes(clues, asked)
        hidden = self._pairs(clues, asked, everyone, rows, plain)
        speech = Speech(clues.scene)
        found = []
        at = 0
        for number, (q, candidates) in enumerate(zip(asked, everyone, strict=True)):
            past = at + len(candidates)
            choice = self._choose(speech, q, candidates, rows[number], hidden[at:past], own[number], settle)
            speech.add(q, choice.answer)
            found.append(choice)
            at = past
        return found

    def _sum(self, block: str, rows: Sequence[Sequence[int]]) -> Floats:
        """The sum of the rows that the features of a block select, for each list of features."""
        ids = np.array(rows, np.int64) + self._offsets[block]
        found: Floats = self._w[block][ids].sum(1)
        return found

    def _quotes(self, clues: Clues, asked: Sequence[Asked]) -> tuple[Floats, Floats]:
        """What each quote adds to its candidates, and to "unnamed" and "several"."""
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
        """The first layer of every pair of quote and candidate, without what has been said before."""
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
        """What actors add, and their names for the product with a role's noun."""
        vectors = self.lexis.vectors[[clues.name_noun(actor) for actor in actors]]
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
        own: Floats,
        settle: Settle | None,
    ) -> Choice:
        w, n = self._w, len(candidates)
        states = speech.rows(q, [*(c.actor for c in candidates), *SPECIAL])
        ids = np.array(states, np.int64) + self._offsets["state"]
        total = self._totals["state"]
        special = ids[n:] + q.kind * total
        special[1] += KINDS * total
        extra = np.maximum(own + w["special"][special].sum(1), 0)
        scores = np.empty(n + 2, np.float32)
        pooled = np.zeros(w["hidden.bias"].shape, np.float32)
        if n:
            h = np.maximum(hidden + w["state"][ids[:n] + q.kind * total].sum(1), 0)
            g = np.maximum(h @ w["hidden"] + w["hidden.bias"], 0)
            scores[:n] = g @ w["out"][:, 0] + w["out.bias"]
            pooled = g.max(0)
        x = extra @ w["special_hidden"][: self._width] + pooled @ w["special_hidden"][self._width :] + w["special_hidden.bias"]
        scores[n:] = np.maximum(x, 0) @ w["special_out"][:, 0] + w["special_out.bias"]
        if settle is not None:
            for k in settle(q, candidates, speech):
                scores[k] = -1e9
        best = int(scores.argmax())
        chance = float(softmax(scores)[best])
        if best >= n:
            return Choice(SPECIAL[best - n], chance, None)
        candidate = candidates[best]
        if candidate.inside:
            return Choice(candidate.actor, chance, candidate)
        slope = (w["hidden"] @ (w["out"][:, 0] * (g[best] > 0))) * (h[best] > 0)
        rival = int(np.argsort(-scores[:n], kind="stable")[1]) if n > 1 else None
        decisive = self._decisive(q.kind, slope, features, states, best, rival)
        return Choice(candidate.actor, chance, candidate, decisive)

    def _decisive(
        self,
        kind: int,
        slope: Floats,
        features: Sequence[Sequence[int]],
        states: Sequence[Sequence[int]],
        best: int,
        rival: int | None,
    ) -> list[tuple[int, int]]:
        """Features by how much more they add to the score of the best candidate than to its rival's."""
        gains: list[tuple[float, int, int]] = []
        for block, rows, begin in (("pair", features, 0), ("state", states, STATE)):
            place = self._offsets[block] + kind * self._totals[block]
            gain = self._w[block][place + np.array(rows[best])] @ slope
            if rival is not None:
                gain = gain - self._w[block][place + np.array(rows[rival])] @ slope
            gains += [(-float(g), begin + n, int(rows[best][n])) for n, g in enumerate(gain) if g > 0]
        return [(feature, value) for _, feature, value in sorted(gains)]


@functools.cache
def load() -> Ranker:
    """The weights that come with the library."""
    with as_file(files("analytics.actors").joinpath("speakers.npz")) as path:
        return read(path)


def read(path: Path) -> Ranker:
    """The weights of a file that `analytics.actors.train` wrote."""
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
