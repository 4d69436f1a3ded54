"""The finder's network in torch, of the same shape as `analytics.actors.finder.FinderNetwork`."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.actors import sheet as columns
from analytics.actors.sheet import FinderSheet
from analytics.actors.spans import LABELS

WIDTH = 64
DILATIONS, LATE_DILATIONS = (1, 2, 4), (1, 2)
SIZES = {"word": 20, "suffix": 10, "ending": 6, "shape": 10, "share": 4}
_MASKED = 1 << 21  # numbers of the random mask
HIDDEN_DROP, WORD_DROP, SENSE_DROP, BITS_DROP, SHARE_DROP = 0.15, 0.2, 0.08, 0.12, 0.25


class FinderModel(nn.Module):
    """Word vectors, three convolutions, a pool over all uses of a word, two convolutions, labels."""

    def __init__(self, vocabulary: int, senses: np.ndarray) -> None:
        super().__init__()
        rows = {
            "word": vocabulary + 2,
            "suffix": columns.SUFFIXES,
            "ending": columns.SUFFIXES,
            "shape": columns.SHAPES,
            "share": columns.SHARES,
        }
        for name, size in SIZES.items():
            table = nn.Embedding(rows[name], size)
            nn.init.normal_(table.weight, std=0.1)
            setattr(self, name, table)
        self.bits = nn.Linear(columns.BIT_COUNT, 12, bias=False)
        self.sense = nn.Linear(senses.shape[1], 40, bias=False)
        self.register_buffer("senses", torch.tensor(senses, dtype=torch.float32))
        self.state = nn.Embedding(columns.STATES, 8)
        self.use = nn.Embedding(columns.USES, 8)
        total = sum(SIZES.values()) + 12 + 40 + 8 + 8
        self.first = nn.Linear(3 * total, WIDTH)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.pooled = nn.Linear(2 * WIDTH, WIDTH)
        self.late = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in LATE_DILATIONS)
        self.out = nn.Linear(WIDTH, len(LABELS))
        self.register_buffer("powers", 2 ** torch.arange(columns.BIT_COUNT))
        self.masks = (torch.rand(_MASKED) >= HIDDEN_DROP).float() / (1 - HIDDEN_DROP)

    def forward(self, table: torch.Tensor, read: FinderSheet) -> torch.Tensor:
        """Score the labels (rows of the sheet, LABELS). ``table``: numbers of each row's word (rows, columns.COLUMNS)."""
        parts = [getattr(self, name)(table[:, c]) for name, c in zip(SIZES, _TABLES, strict=True)]
        bits = ((table[:, columns.BITS, None] & self.powers) > 0).float()
        parts += [self.bits(bits), self.sense(self.senses[table[:, columns.SENSE]])]
        parts += [self.state(torch.from_numpy(read.state)), self.use(torch.from_numpy(read.use))]
        x = functional.relu(self.first(_beside(self._drop(torch.cat(parts, 1)), 1)))
        for layer, dilation in zip(self.layers, DILATIONS, strict=True):
            x = x + self._drop(functional.relu(layer(_beside(x, dilation))))
        named = torch.from_numpy(np.flatnonzero(read.group >= 0))
        y = self.mix(x)
        if len(named):
            group = torch.from_numpy(read.group)[named]
            count = int(group.max()) + 1
            rows = x[named]
            wide = group[:, None].expand(-1, WIDTH)
            most = torch.zeros(count, WIDTH).scatter_reduce(0, wide, rows, "amax", include_self=False)
            mean = torch.zeros(count, WIDTH).scatter_reduce(0, wide, rows, "mean", include_self=False)
            y = y.index_add(0, named, self.pooled(torch.cat([mean, most], 1))[group])
        y = self._drop(functional.relu(y))
        for layer, dilation in zip(self.late, LATE_DILATIONS, strict=True):
            y = y + self._drop(functional.relu(layer(_beside(y, dilation))))
        scores: torch.Tensor = self.out(y)
        return scores

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        """Drop a share of the numbers: a stretch of a long random mask, which costs less than new random numbers each time."""
        count = x.numel()
        if not self.training or count > len(self.masks):
            return functional.dropout(x, HIDDEN_DROP, self.training)
        at = random.randrange(len(self.masks) - count + 1)
        return x * self.masks[at : at + count].view_as(x)


_TABLES = (columns.WORD, columns.SUFFIX, columns.ENDING, columns.SHAPE, columns.SHARE)


def forget(table: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Hide some of the known facts about some of an article's words, the same in all their uses."""
    table = table.copy()
    words, inverse = np.unique(table[:, columns.FOLD], return_inverse=True)
    for column, share, empty in (
        (columns.WORD, WORD_DROP, columns.UNKNOWN),
        (columns.SENSE, SENSE_DROP, 0),
        (columns.BITS, BITS_DROP, 0),
        (columns.SHARE, SHARE_DROP, 5),
    ):
        gone = (dice.random(len(words)) < share)[inverse] & (table[:, columns.SHAPE] > 0)
        if column == columns.BITS:
            table[gone, column] &= columns.UPPER
        else:
            table[gone, column] = empty
    return table


def _beside(x: torch.Tensor, dilation: int) -> torch.Tensor:
    """Put the rows ``dilation`` before and after each row beside it."""
    before = functional.pad(x, (0, 0, dilation, 0))[: len(x)]
    after = functional.pad(x, (0, 0, 0, dilation))[dilation:]
    return torch.cat([before, x, after], 1)
