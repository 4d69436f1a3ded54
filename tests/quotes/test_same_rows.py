"""The same article gives the same quotes in any batch, in any order, and in several threads at once."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analytics.quotes import FoundQuote, find_quotes
from analytics.text import Document, read

TEXTS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent.parent / "gold" / "quotes_wikinews.jsonl").read_text(encoding="utf-8").splitlines()
]


def in_batches(documents: list[Document], size: int) -> list[list[FoundQuote]]:
    return [quotes for at in range(0, len(documents), size) for quotes in find_quotes(documents[at : at + size])]


def test_quotes_are_the_same_in_any_batch_and_order() -> None:
    documents = [read(text) for text in TEXTS]
    together = find_quotes(documents)
    for seed, size in enumerate((1, 3, 7)):
        order = list(range(len(documents)))
        random.Random(seed).shuffle(order)
        found = in_batches([documents[n] for n in order], size)
        assert [found[order.index(n)] for n in range(len(documents))] == together


def test_quotes_of_an_article_are_the_same_beside_its_own_parts() -> None:
    document = read(TEXTS[0])
    halves = [read(TEXTS[0][: len(TEXTS[0]) // 2]), read(TEXTS[0][len(TEXTS[0]) // 2 :])]
    assert find_quotes([halves[0], document, halves[1]])[1] == find_quotes([document])[0]


def test_quotes_may_be_found_in_several_threads_at_once() -> None:
    documents = [read(text) for text in TEXTS]
    alone = in_batches(documents, 4)
    batches = [documents[at : at + 4] for at in range(0, len(documents), 4)] * 3
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(find_quotes, batches))
    assert [quotes for batch in found for quotes in batch] == alone * 3
