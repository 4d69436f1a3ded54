"""The network that ranks the candidates for a speaker, in torch, and its training."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from analytics.actors.clues import KINDS, FeatureSizes
from analytics.actors.lexis import Lexis
from analytics.actors.train.rows import Rows

Array = NDArray[Any]


def offsets(sizes: Sequence[int]) -> Array:
    return np.cumsum([0, *sizes[:-1]])


def bags(ids: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """The sums of the rows that the last axis of ``ids`` selects."""
    found = functional.embedding_bag(ids.reshape(-1, ids.shape[-1]), weight, mode="sum")
    return found.reshape(*ids.shape[:-1], -1)


class Net(nn.Module):
    def __init__(
        self, sizes: FeatureSizes, lexis: Lexis, width: int = 48, inner: int = 24, bilinear: int = 8, drop: float = 0.35
    ) -> None:
        super().__init__()
        self.sizes = sizes
        axes = lexis.vectors.shape[1]
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(lexis.vectors), freeze=True)

        def table(n: int, w: int, spread: float = 0.05) -> nn.Embedding:
            e = nn.Embedding(n, w)
            nn.init.normal_(e.weight, std=spread)
            return e

        self.quote = table(sum(sizes.quote), 2 * width)
        self.mention = table(sum(sizes.mention), width)
        self.inside = table(sum(sizes.inside), width)
        self.actor = table(sum(sizes.actor), width)
        self.pair = table(sum(sizes.pair), width)
        self.pair_kind = table(sum(sizes.pair) * KINDS, width, 0.0)
        self.state = table(sum(sizes.state), width)
        self.state_kind = table(sum(sizes.state) * KINDS, width, 0.0)
        self.special = table(2 * sum(sizes.state) * KINDS, width)
        self.noun = nn.Linear(axes, 2 * width, bias=False)
        self.name = nn.Linear(axes, width, bias=False)
        self.left, self.right = nn.Linear(axes, bilinear, bias=False), nn.Linear(axes, bilinear, bias=False)
        self.both = nn.Linear(bilinear, width, bias=False)
        self.bias = nn.Parameter(torch.zeros(width))
        self.hidden, self.out = nn.Linear(width, inner), nn.Linear(inner, 1)
        self.special_hidden, self.special_out = nn.Linear(width + inner, inner), nn.Linear(inner, 1)
        self.drop = nn.Dropout(drop)
        self.width = width
        for name in ("quote", "mention", "inside", "actor", "pair", "state"):
            self.register_buffer(f"{name}_offsets", torch.tensor(offsets(getattr(sizes, name))))

    def sums(self, name: str, ids: torch.Tensor) -> torch.Tensor:
        return bags(ids + getattr(self, f"{name}_offsets"), getattr(self, name).weight)

    def by_kind(self, name: str, ids: torch.Tensor, kind: torch.Tensor) -> torch.Tensor:
        """The sums of the rows that all kinds of span share and of those of each candidate's kind."""
        total = sum(getattr(self.sizes, name))
        both = getattr(self, f"{name}_kind").weight.view(KINDS, total, -1) + getattr(self, name).weight
        return bags(ids + getattr(self, f"{name}_offsets") + kind[:, None] * total, both.view(KINDS * total, -1))

    def forward(self, b: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Score candidates (quotes, most), -inf for missing ones, and the special answers (quotes, 2)."""
        q = self.sums("quote", b["quote"])
        vec = self.vectors(b["noun"])
        q = q + self.noun(vec)
        plain, own = q[:, : self.width], q[:, self.width :]
        kind = b["kind"]
        of = b["of"]
        h = plain[of] + self.bias + self.sums("actor", b["actor"])
        w = b["within"][:, None]
        h = h + self.sums("mention", b["mention"]) * (1 - w) + self.sums("inside", b["inside"]) * w
        h = h + self.by_kind("pair", b["pair"], kind[of]) + self.by_kind("state", b["state"], kind[of])
        name = b["name"]
        h = h + self.name(name) + self.both(self.left(vec)[of] * self.right(name))
        h = self.drop(functional.relu(h))
        g = functional.relu(self.hidden(h))
        score = self.out(self.drop(g))[:, 0]
        slot = b["slot"]
        n, most = len(kind), int(b["most"])
        scores = torch.full((n, most), -1e9)
        scores = scores.index_put((of, slot), score)
        pooled = torch.zeros((n, most, g.shape[1])).index_put((of, slot), g).amax(1)
        x = b["special"] + self.state_offsets  # (n, 2, F)
        total = sum(self.sizes.state)
        which = torch.arange(2)[None, :, None]
        x = bags(x + (which * KINDS + kind[:, None, None]) * total, self.special.weight)
        hs = self.drop(functional.relu(own[:, None, :] + x))
        hs = torch.cat([hs, pooled[:, None, :].expand(-1, 2, -1)], 2)
        special = self.special_out(functional.relu(self.special_hidden(hs)))[:, :, 0]
        return scores, special


def batch(
    rows: Rows, chosen: Array, rng: np.random.Generator | None = None, blank: Sequence[tuple[str, Sequence[int], float]] = ()
) -> dict[str, torch.Tensor]:
    counts = rows.start[chosen + 1] - rows.start[chosen]
    pairs = np.concatenate([np.arange(rows.start[k], rows.start[k + 1]) for k in chosen]) if len(chosen) else np.zeros(0, int)
    of = np.repeat(np.arange(len(chosen)), counts)
    slot = np.concatenate([np.arange(c) for c in counts]) if len(chosen) else np.zeros(0, int)
    out = {
        "quote": rows.quote[chosen],
        "kind": rows.kind[chosen],
        "noun": rows.noun[chosen],
        "actor": rows.actor[pairs],
        "mention": rows.mention[pairs],
        "inside": rows.inside[pairs],
        "within": rows.within[pairs].astype(np.float32),
        "pair": rows.pair[pairs],
        "state": rows.state[pairs],
        "name": rows.name[pairs],
        "special": rows.special[chosen],
        "of": of,
        "slot": slot,
    }
    if rng is not None:
        for key, columns, share in blank:
            values = out[key].copy()
            for c in columns:
                hide = rng.random(len(values)) < share
                values[:, c] = np.where(hide & (values[:, c] > 5), 4, values[:, c])
            out[key] = values
        unread = (rng.random(len(chosen)) < UNDESCRIBED)[of]
        out["pair"] = out["pair"].copy()
        for c in DESCRIBED:
            out["pair"][unread, c] = 0
        out["noun"] = np.where(rng.random(len(chosen)) < 0.05, 0, out["noun"])
    found = {k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in out.items()}
    found["most"] = torch.tensor(max(int(counts.max()) if len(counts) else 1, 1))
    right = np.zeros((len(chosen), int(found["most"])), bool)
    right[of, slot] = rows.right[pairs]
    found["right"] = torch.from_numpy(np.concatenate([right, rows.right_special[chosen]], 1))
    found["weight"] = torch.from_numpy(rows.weight[chosen].astype(np.float32))
    return found


SMOOTH = 0.99
UNDESCRIBED = 0.15  # share of quotes whose candidates' descriptions are not read, so that their places in the text count as well
DESCRIBED = (5, 16)  # features of pairs: the speaker's noun and words beside the candidate's names
BLANK = (
    ("quote", (2, 3, 4, 5, 6, 7, 8), 0.1),
    ("mention", (0, 1, 2, 3), 0.1),
    ("inside", (0, 1, 2, 3, 4), 0.1),
    ("actor", (3,), 0.1),
)


def fit(
    rows: Rows,
    sizes: FeatureSizes,
    lexis: Lexis,
    *,
    seed: int = 0,
    epochs: int = 9,
    rate: float = 1.5e-3,
    size: int = 256,
    decay: float = 1.0,
    **shape: Any,
) -> Net:
    """Train a network; its weights are the running mean of those of the last steps, which differs less from seed to seed."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    net = Net(sizes, lexis, **shape)
    known = np.flatnonzero(rows.weight > 0)
    steps = epochs * (len(known) // size + 1)
    best = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay, fused=True)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, rate, total_steps=steps + 1, pct_start=0.1)
    mean = copy.deepcopy(net)
    for _ in range(epochs):
        net.train()
        order = rng.permutation(known)
        for at in range(0, len(order), size):
            b = batch(rows, order[at : at + size], rng, BLANK)
            scores = torch.cat(net(b), 1)
            logp = scores.log_softmax(1)
            hit = torch.logsumexp(torch.where(b["right"], logp, torch.tensor(-1e9)), 1)
            loss = -(hit * b["weight"]).sum() / b["weight"].sum()
            best.zero_grad()
            loss.backward()
            best.step()
            plan.step()
            _follow(mean, net)
    mean.eval()
    return mean


def _follow(mean: Net, net: Net) -> None:
    """Update the running mean of the weights."""
    with torch.no_grad():
        for kept, now in zip(mean.parameters(), net.parameters(), strict=True):
            kept.lerp_(now, 1 - SMOOTH)


def export(net: Net) -> dict[str, Array]:
    """Export the weights for `analytics.actors.ranker`: those that all kinds of span share are added to those of each kind."""
    w = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    found = {name: w[f"{name}.weight"] for name in ("quote", "mention", "inside", "actor", "special")}
    for name in ("pair", "state"):
        found[name] = w[f"{name}_kind.weight"] + np.tile(w[f"{name}.weight"], (KINDS, 1))
    for name in ("noun", "name", "left", "right", "both", "hidden", "out", "special_hidden", "special_out"):
        found[name] = w[f"{name}.weight"].T.copy()
    for name in ("hidden", "out", "special_hidden", "special_out"):
        found[f"{name}.bias"] = w[f"{name}.bias"]
    return found | {"bias": w["bias"]}
