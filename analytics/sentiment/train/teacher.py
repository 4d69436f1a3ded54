"""The teacher: MiniLM fitted to the labelled targets, to label many more.

It is far too large and slow to ship; the student learns from its labels.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.sentiment.train.gold import Target
from analytics.sentiment.train.minilm import WIDTH, Base, Encoded, MiniLM

_BATCH, _EPOCHS, _RATE, _SMOOTHING = 32, 4, 1.5e-4, 0.1


class Teacher(nn.Module):
    """MiniLM with a head over the masked target and the mean of the sentence."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.pad = base.pad
        self.body = MiniLM(base)
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * WIDTH, WIDTH), nn.Tanh(), nn.Dropout(0.1), nn.Linear(WIDTH, 3)
        )  # fmt: skip

    def forward(self, encoded: Sequence[Encoded]) -> torch.Tensor:
        """Return the logits of the three classes for each target."""
        longest = max(len(pieces) for pieces, _ in encoded)
        with torch.autocast("cpu", torch.bfloat16):
            h, held = self.body(torch.tensor([pieces + [self.pad] * (longest - len(pieces)) for pieces, _ in encoded]))
            at_target = h[torch.arange(len(encoded)), torch.tensor([place for _, place in encoded])]
            mean = (h * held[..., None]).sum(1) / held.sum(1, keepdim=True)
            logits: torch.Tensor = self.head(torch.cat([at_target, mean], 1).float())
            return logits


def fit(base: Base, targets: Sequence[Target], labels: Sequence[int], *, seed: int, log: Callable[[str], None]) -> Teacher:
    """Fit a teacher to labels; the same seed on the same machine gives the same teacher."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    teacher = Teacher(base)
    encoded = [base.encode(*target) for target in targets]
    matrices = [p for p in teacher.parameters() if p.ndim > 1]
    vectors = [p for p in teacher.parameters() if p.ndim < 2]
    steps = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}], lr=_RATE)
    whole, step = _EPOCHS * math.ceil(len(encoded) / _BATCH), 0
    for epoch in range(_EPOCHS):
        teacher.train()
        losses = []
        for chosen in batches([len(pieces) for pieces, _ in encoded], _BATCH, draw):
            done = step / whole
            for group in steps.param_groups:
                group["lr"] = _RATE * min(done / 0.1, (1 - done) / 0.9)
            logits = teacher([encoded[i] for i in chosen])
            loss = functional.cross_entropy(logits, torch.tensor([labels[i] for i in chosen]), label_smoothing=_SMOOTHING)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            steps.step()
            losses.append(loss.item())
            step += 1
        log(f"teacher, epoch {epoch + 1} of {_EPOCHS}: loss {np.mean(losses):.3f}")
    return teacher


def answer(teacher: Teacher, base: Base, targets: Sequence[Target]) -> np.ndarray[Any, Any]:
    """Return the probabilities of the three classes, one row per target."""
    teacher.eval()
    encoded = [base.encode(*target) for target in targets]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    answers = np.zeros((len(encoded), 3), np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 64):
            chosen = order[at : at + 64]
            answers[chosen] = teacher([encoded[i] for i in chosen]).float().softmax(1).numpy()
    return answers


def batches(lengths: Sequence[int], size: int, draw: random.Random) -> list[list[int]]:
    """Split all rows into random batches of similar length, so that little is padding."""
    order = list(range(len(lengths)))
    draw.shuffle(order)
    found = []
    for at in range(0, len(order), size * 20):
        near = sorted(order[at : at + size * 20], key=lambda i: lengths[i])
        found += [near[k : k + size] for k in range(0, len(near), size)]
    draw.shuffle(found)
    return found
