"""The student: the small network that ships, fitted to people's labels and to a teacher's."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analytics.nn import quantise
from analytics.sentiment.network import FAR, HEADS, OTHER, PAD, Encoded
from analytics.sentiment.train.teacher import batches

WIDTH, INNER, HIDDEN, LAYERS = 64, 128, 96, 3
TAUGHT = 24  # of the width, for a teacher's vector of a word
_BATCH, _RATE, _SMOOTHNESS = 128, 2e-3, 0.998
_DROPPED = 0.1  # of the words, at each step, so that no answer depends on a single word


class Lesson(NamedTuple):
    """Targets, the three probabilities to learn for each, and the weight of each."""

    encoded: Sequence[Encoded]
    answers: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]


class Student(nn.Module):
    """The network of ``analytics.sentiment.network`` in torch; ``valences`` are half of VADER's, one per word."""

    def __init__(self, vectors: np.ndarray[Any, Any], valences: Sequence[float]) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors, dtype=torch.float32), freeze=False)
        self.valences = torch.tensor(valences, dtype=torch.float32)
        self.valenced = nn.Parameter(torch.randn(2, WIDTH) * 0.05)
        self.places = nn.Parameter(torch.randn(2 * FAR + 1, WIDTH) * 0.1)
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.distance = nn.Parameter(torch.zeros(LAYERS, HEADS, 2 * FAR + 1))
        self.qkv = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH) for _ in range(LAYERS))
        self.join = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(LAYERS))
        self.inner = nn.ModuleList(nn.Linear(WIDTH, INNER) for _ in range(LAYERS))
        self.outer = nn.ModuleList(nn.Linear(INNER, WIDTH) for _ in range(LAYERS))
        self.first = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.second = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.hidden, self.last = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(HIDDEN, 3)
        self.drop, self.drop_pooled = nn.Dropout(0.1), nn.Dropout(0.2)

    def words(self) -> torch.Tensor:
        """Return one vector per word, with VADER's valence added."""
        signs = torch.stack([self.valences.clamp(min=0), self.valences.clamp(max=0)], 1)
        return self.vectors.weight + signs @ self.valenced

    def forward(self, encoded: Sequence[Encoded]) -> torch.Tensor:
        """Return the logits of the three classes for each target."""
        longest = max(len(numbers) for numbers, _ in encoded)
        x = torch.tensor([numbers + [PAD] * (longest - len(numbers)) for numbers, _ in encoded])
        at = torch.tensor([place for _, place in encoded])
        held = x != PAD
        if self.training:
            x = torch.where((torch.rand(x.shape) < _DROPPED) & (x > OTHER), OTHER, x)
        steps = torch.arange(longest)
        h = functional.embedding(x, self.words()) + self.places[(steps - at[:, None]).clamp(-FAR, FAR) + FAR]
        h = self.drop(h) * held[..., None]
        h = h + functional.relu(self.near(h.transpose(1, 2))).transpose(1, 2)
        apart = (steps[None] - steps[:, None]).clamp(-FAR, FAR) + FAR
        closed = torch.zeros(len(x), 1, 1, longest).masked_fill(~held[:, None, None], -1e4)
        for layer in range(LAYERS):
            parts = self.qkv[layer](self.first[layer](h)).view(len(x), longest, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
            bias = self.distance[layer][:, apart][None] + closed
            taken = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=bias)
            h = h + self.drop(self.join[layer](taken.transpose(1, 2).reshape(h.shape)))
            h = h + self.drop(self.outer[layer](functional.relu(self.inner[layer](self.second[layer](h)))))
        highest = h.masked_fill(~held[..., None], -1e4).max(1).values
        mean = (h * held[..., None]).sum(1) / held.sum(1, keepdim=True)
        pooled = self.drop_pooled(torch.cat([h[torch.arange(len(x)), at], highest, mean], 1))
        return torch.Tensor.float(self.last(self.drop_pooled(functional.relu(self.hidden(pooled)))))


def first_vectors(plain: np.ndarray[Any, Any], taught: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the principal components of MiniLM's vectors of words (most of the width) and of a teacher's (the rest)."""
    plain_part = _components(plain, WIDTH - TAUGHT)
    taught_part = _components(taught, TAUGHT)
    taught_part /= np.sqrt(
        taught_part.std(0)
    )  # two components have most of the variance of a teacher's vectors; this gives the others weight
    return np.concatenate([0.3 * plain_part / plain_part.std(), 0.3 * taught_part / taught_part.std()], 1).astype(np.float32)


def _components(vectors: np.ndarray[Any, Any], number: int) -> np.ndarray[Any, Any]:
    centred = vectors - vectors.mean(0)
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    reduced: np.ndarray[Any, Any] = centred @ components[:number].T
    return reduced


def fit(student: Student, lesson: Lesson, *, epochs: int, seed: int, log: Callable[[int, float, Student], None]) -> Student:
    """Fit the student, and return the running mean of its weights, which averages out the noise of the last steps."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    answers, weights = torch.tensor(lesson.answers), torch.tensor(lesson.weights)
    vectors = [student.vectors.weight]
    rest = [weight for name, weight in student.named_parameters() if name != "vectors.weight"]
    steps = torch.optim.AdamW(
        [{"params": rest, "weight_decay": 0.01, "share": 1.0}, {"params": vectors, "weight_decay": 0.0, "share": 0.5}], lr=_RATE
    )
    smooth: Student = copy.deepcopy(student)
    smooth.eval()
    whole, step = epochs * math.ceil(len(lesson.encoded) / _BATCH), 0
    for epoch in range(epochs):
        student.train()
        losses = []
        for chosen in batches([len(numbers) for numbers, _ in lesson.encoded], _BATCH, draw):
            for group in steps.param_groups:
                group["lr"] = _RATE * group["share"] * min(20 * step / whole, (1 - step / whole) / 0.95)
            logs = student([lesson.encoded[i] for i in chosen]).log_softmax(1)
            loss = -((answers[chosen] * logs).sum(1) * weights[chosen]).sum() / weights[chosen].sum()
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            steps.step()
            step += 1
            losses.append(loss.item())
            keep = min(_SMOOTHNESS, step / (step + 10))
            with torch.no_grad():
                for kept, new in zip(smooth.parameters(), student.parameters(), strict=True):
                    kept.lerp_(new, 1 - keep)
        log(epoch + 1, float(np.mean(losses)), smooth)
    return smooth


def write(student: Student, words: Sequence[str], file: Path) -> None:
    """Write the file that ``network.read`` reads: vectors in 8 bits with a scale per word, all else in half precision."""
    if any("\n" in word for word in words) or len(set(words)) != len(words):
        raise ValueError("a word occurs twice or contains a line feed. Expected a vocabulary of distinct words.")
    with torch.no_grad():
        vectors = student.words().numpy()
    values, scales = quantise(vectors, axis=1)
    parts: dict[str, np.ndarray[Any, Any]] = {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "scales": scales[:, 0],
        "vectors": values,
        "places": _half(student.places),
        "near": _half(student.near.weight.permute(2, 1, 0).reshape(3 * WIDTH, WIDTH)),
        "near_bias": _half(student.near.bias),
        "layers": np.array(LAYERS),
        "hidden": _half(student.hidden.weight.T),
        "hidden_bias": _half(student.hidden.bias),
        "last": _half(student.last.weight.T),
        "last_bias": _half(student.last.bias),
    }
    for n in range(LAYERS):
        fields = {
            "scale": student.first[n].weight,
            "shift": student.first[n].bias,
            "qkv": student.qkv[n].weight.T,
            "qkv_bias": student.qkv[n].bias,
            "distance": student.distance[n],
            "join": student.join[n].weight.T,
            "join_bias": student.join[n].bias,
            "inner_scale": student.second[n].weight,
            "inner_shift": student.second[n].bias,
            "inner": student.inner[n].weight.T,
            "inner_bias": student.inner[n].bias,
            "outer": student.outer[n].weight.T,
            "outer_bias": student.outer[n].bias,
        }
        parts |= {f"layer{n}.{name}": _half(weight) for name, weight in fields.items()}
    np.savez_compressed(file, **parts)  # type: ignore[arg-type]  # numpy's own annotation takes no dict of arrays


def _half(weight: Any) -> np.ndarray[Any, Any]:
    return np.asarray(weight.detach().numpy(), dtype=np.float16)
