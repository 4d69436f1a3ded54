"""The network in torch, for training; `analytics.quotes.network` computes the same in numpy."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from analytics.quotes import lexicon as lx
from analytics.quotes.decode import LABELS
from analytics.quotes.features import MOOD_BITS, PAD, TABLES

# The inputs that flag how an article is marked, and the layers whose biases they become afterwards (see `folded`).
_FLAGS = {"first": "first", "cue": "cue.0", "anchor": "anchor", "valid": "valid.0"}


class Shape(NamedTuple):
    """Sizes of a network: ``vocabulary`` word rows, ``word`` numbers each, ``width`` of the encoder, ``head`` of the windows;
    ``senses``: the vectors of words (words, numbers), row 0 for those without one, which stay as they are."""

    vocabulary: int
    senses: np.ndarray[Any, Any]
    word: int = 32
    width: int = 128
    head: int = 96
    encoder: tuple[int, ...] = (1, 2, 4)
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    input_dropout: float = 0.3
    head_dropout: float = 0.2
    hide_word: float = 0.08
    hide_name: float = 0.5
    hide_form: float = 0.2  # the word itself but not its vector, as with words that training never saw


def shifted(x: Tensor, by: int) -> Tensor:
    """Put the rows ``by`` before and after each row beside it."""
    empty = x.new_zeros(by, x.shape[1])
    return torch.cat([torch.cat([empty, x[:-by]]), x, torch.cat([x[by:], empty])], 1)


class Dropout(nn.Module):
    """Dropout with masks from random bytes, several times as fast as torch's own on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._below = round(share * 256)
        self._random = np.random.Generator(np.random.SFC64(1))

    def forward(self, x: Tensor) -> Tensor:
        """Set a share of the input's numbers to zero and raise the others; change nothing outside training."""
        if not self.training or not self._below:
            return x
        drawn = torch.from_numpy(np.frombuffer(bytearray(self._random.bytes(x.numel())), np.uint8)).view(x.shape)
        return x * ((drawn >= self._below).float() * (256 / (256 - self._below)))


class QuoteModel(nn.Module):
    """Encoder of the article, cue scores of every token, labels of the windows of candidate cues.

    Articles marked by other rules are distinguished while training by a flag, "guided", whose vectors become part of the biases
    afterwards (see `folded`).
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width, head = shape.width, shape.head
        sizes = {"word": (shape.vocabulary, shape.word), "suffix": (lx.AFFIXES, 24), "prefix": (lx.AFFIXES, 16)}
        sizes |= {"tag": (lx.TAG_SLOTS, 16), "shape": (lx.SHAPES, 8), "state": (4, 8), "bound": (16, 8)}
        self.inputs = nn.ModuleDict({name: nn.Embedding(*size) for name, size in sizes.items()})
        for table in self.inputs.values():
            nn.init.normal_(table.weight, 0, 0.3)
        self.inputs["sense"] = nn.Embedding.from_pretrained(torch.from_numpy(shape.senses), freeze=True)
        total = sum(size for _, size in sizes.values()) + shape.senses.shape[1]
        self.first = nn.Linear(3 * total, width)
        self.encoder = nn.ModuleList(nn.Linear(3 * width, width) for _ in shape.encoder[1:])
        self.cue = nn.Sequential(nn.Linear(width, 48), nn.ReLU(), nn.Linear(48, 1))
        nn.init.constant_(self.cue[2].bias, -3.0)
        self.token, self.anchor, self.gate = nn.Linear(width, head), nn.Linear(width, head), nn.Linear(width, head)
        self.tables = nn.ModuleList(nn.Embedding(n, head) for n in TABLES)
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.1)
        self.layers = nn.ModuleList(nn.Linear(3 * head, head) for _ in shape.dilations)
        self.out = nn.Linear(head, LABELS)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.valid = nn.Sequential(nn.Linear(2 * head, 48), nn.ReLU(), nn.Linear(48, 2))
        self.moods = nn.Embedding(1 << MOOD_BITS, head)
        nn.init.normal_(self.moods.weight, 0, 0.1)
        flags = {"first": width, "cue": 48, "anchor": head, "valid": 48}
        self.guided = nn.ParameterDict({name: nn.Parameter(torch.zeros(flags[name])) for name in _FLAGS})
        self.drop_in, self.drop_head = Dropout(shape.input_dropout), Dropout(shape.head_dropout)

    def encode(self, columns: Tensor, state: Tensor, bound: Tensor, guided: Tensor) -> tuple[Tensor, Tensor]:
        """Encode tokens (rows, width) and score cues (rows); ``guided`` (rows) is 1 in articles that were marked by the guide."""
        word, suffix, prefix, sense = (columns[n] for n in (lx.WORD, lx.SUFFIX, lx.PREFIX, lx.SENSE))
        real = (word > 0).float().unsqueeze(1)
        if self.training:
            names = columns[lx.PROPER] == 1
            hidden = (torch.rand(word.shape) < self.shape.hide_word) | (names & (torch.rand(word.shape) < self.shape.hide_name))
            word = torch.where(hidden & (word > 0), torch.ones_like(word), word)
            sense = torch.where(hidden, torch.zeros_like(sense), sense)
            formless = (torch.rand(word.shape) < self.shape.hide_form) & (sense > 0)
            word = torch.where(formless, torch.ones_like(word), word)
            more = hidden & (torch.rand(word.shape) < 0.7)
            suffix, prefix = (
                torch.where(more, torch.zeros_like(suffix), suffix),
                torch.where(more, torch.zeros_like(prefix), prefix),
            )
        seen = {
            "word": word,
            "suffix": suffix,
            "prefix": prefix,
            "tag": columns[lx.TAG],
            "shape": columns[lx.SHAPE],
            "state": state,
            "bound": bound,
            "sense": sense,
        }
        x = self.drop_in(torch.cat([self.inputs[name](index) for name, index in seen.items()], 1) * real)
        x = torch.relu(self.first(shifted(x, self.shape.encoder[0])) + guided[:, None] * self.guided["first"]) * real
        for layer, dilation in zip(self.encoder, self.shape.encoder[1:], strict=True):
            x = x + torch.relu(layer(shifted(self.drop_head(x), dilation))) * real
        x = self.drop_in(x)
        return x, self.cue[2](torch.relu(self.cue[0](x) + guided[:, None] * self.guided["cue"])).squeeze(1)

    def read_windows(
        self,
        tokens: Tensor,
        guided: Tensor,
        cues: Tensor,
        offsets: Tensor,
        rows: Tensor,
        owner: Tensor,
        features: Tensor,
        moods: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Score the labels of the windows' tokens (tokens, LABELS), and each cue as a true one and one of speech (windows, 2)."""
        at_cue = tokens[cues]
        own = guided[cues, None]
        anchor = self.anchor(at_cue) + self.moods(moods) + own * self.guided["anchor"]
        x = self.token(tokens)[rows] * (1 + torch.tanh(self.gate(at_cue)))[owner] + anchor[owner]
        for table, index in zip(self.tables, features, strict=True):
            x = x + table(index)
        x = self.drop_head(torch.relu(x))
        spread = torch.arange(len(rows)) + owner * PAD
        length = len(rows) + len(cues) * PAD
        y = x.new_zeros(length, x.shape[1]).index_copy(0, spread, x)
        real = x.new_zeros(length, 1).index_fill(0, spread, 1.0)
        for layer, dilation in zip(self.layers, self.shape.dilations, strict=True):
            y = y + torch.relu(layer(shifted(self.drop_head(y), dilation))) * real
        y = y[spread]
        at = offsets[:-1] + (cues - rows[offsets[:-1]])
        mean = y.new_zeros(len(cues), y.shape[1]).index_add(0, owner, y) / (offsets[1:] - offsets[:-1]).unsqueeze(1)
        valid = self.valid[0](self.drop_head(torch.cat([y[at], mean], 1))) + own * self.guided["valid"]
        return self.out(y), self.valid[2](torch.relu(valid))

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """The weights by name."""
        return {name: value.detach().numpy().copy() for name, value in self.state_dict().items()}


def folded(arrays: dict[str, np.ndarray[Any, Any]], guided: float) -> dict[str, np.ndarray[Any, Any]]:
    """The float16 weights for `analytics.quotes.network` of a network with its flag at ``guided``: from 0, the marking of the older
    articles, to 1, the guide's."""
    named = dict(arrays)
    for flag, layer in _FLAGS.items():
        named[f"{layer}.bias"] = named[f"{layer}.bias"] + np.float32(guided) * named.pop(f"guided.{flag}")
    return {name: value.astype(np.float16) for name, value in named.items()}


class ChainLoss(torch.autograd.Function):
    """Negative log-likelihood of labels under the linear chain, summed over windows and divided by their number."""

    @staticmethod
    def forward(
        ctx: Any, scores: Tensor, transitions: Tensor, labels: np.ndarray[Any, Any], step: Any, window: Any, lengths: Any
    ) -> Tensor:
        emitted, moves = scores.detach().numpy(), transitions.detach().numpy()
        block = np.zeros((int(lengths.max()), len(lengths), LABELS), np.float32)
        block[step, window] = emitted
        log_total, single, pairs = _expectations(block, lengths, moves)
        same = window[1:] == window[:-1]
        at = np.arange(len(emitted))
        gold = emitted[at, labels].sum() + moves[labels[:-1][same], labels[1:][same]].sum()
        gradient = single[step, window]
        gradient[at, labels] -= 1
        np.subtract.at(pairs, (labels[:-1][same], labels[1:][same]), 1.0)
        n = len(lengths)
        ctx.scores = torch.from_numpy((gradient / n).astype(np.float32))
        ctx.transitions = torch.from_numpy((pairs / n).astype(np.float32))
        return torch.tensor((log_total - gold) / n, dtype=torch.float32)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Any, ...]:
        return ctx.scores * grad, ctx.transitions * grad, None, None, None, None


def _expectations(block: Any, lengths: Any, moves: Any) -> tuple[float, Any, Any]:
    """The log of the sum over all labellings, expected labels and expected moves of a padded block (steps, windows, LABELS)."""
    steps, windows, _ = block.shape
    top = block.max(2, keepdims=True)
    weights, move = np.exp(block - top), np.exp(moves)
    forward, backward, scale = np.empty_like(weights), np.ones_like(weights), np.ones((steps, windows, 1), np.float32)
    active = np.arange(steps)[:, None] < lengths[None]
    for t in range(steps):
        now = weights[t] if t == 0 else (forward[t - 1] @ move) * weights[t]
        scale[t] = now.sum(1, keepdims=True)
        forward[t] = now / scale[t]
    for t in range(steps - 2, -1, -1):
        now = (weights[t + 1] * backward[t + 1] / scale[t + 1]) @ move.T
        backward[t] = np.where(active[t + 1][:, None], now, 1.0)
    single = forward * backward
    single = single / single.sum(2, keepdims=True) * active[..., None]
    before = (forward[:-1] * active[1:][..., None]).reshape(-1, LABELS)
    after = (weights[1:] * backward[1:] / scale[1:]).reshape(-1, LABELS)
    log_total = float(((np.log(scale) + top)[..., 0] * active).sum())
    return log_total, single, (before.T @ after) * move
