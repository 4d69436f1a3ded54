"""The weights that ship, and what it takes to run them."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import numpy as np

from analytics.quotes import weights
from analytics.quotes.features import LONGEST_PIECE, cut, lay_out
from analytics.quotes.marks import read_marks
from analytics.text import read


def test_weights_are_small_and_plain() -> None:
    data = files("analytics.quotes").joinpath("weights.npz").read_bytes()
    assert len(data) <= 5_000_000
    assert weights.load() is weights.load()


def test_weights_need_numpy_alone() -> None:
    code = (
        "import sys; from analytics.quotes import find_quotes; from analytics.text import read; "
        "find_quotes([read('“No,” said Ode.')]); "
        "print(sorted(m for m in ('torch', 'sklearn', 'lightgbm', 'scipy', 'streamlit') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_features_long_articles_are_cut_into_pieces_without_a_gap() -> None:
    for text in ("word " * 20_000, "One two three. " * 9_000, ("One two three. " * 40 + "\n\n") * 200, "short", ""):
        document = read(text)
        pieces = cut(document)
        assert [first for first, _ in pieces] == [0, *(past for _, past in pieces)][: len(pieces)]
        assert not pieces or pieces[-1][1] == len(document.words)
        assert all(0 < past - first <= LONGEST_PIECE for first, past in pieces)


def test_features_windows_stay_in_their_article() -> None:
    documents = [read("“We won,” Ode said.\n\n“Twice.” And again."), read("“No,” Marn said. “Never.”")]
    sheet = lay_out(documents, [read_marks(d) for d in documents], weights.load().network.lexicon)
    for piece in sheet.pieces:
        rows = np.arange(piece.base, piece.base + piece.past - piece.first)
        assert (sheet.low[sheet.sentence[rows]] >= rows[0]).all()
        assert (sheet.high[sheet.sentence[rows]] <= rows[-1] + 1).all()
