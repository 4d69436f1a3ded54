"""The dashboard over a large invented library in a real browser: the first chart on a warm server, and each page's opening.

    python -m benchmarks.dashboard [--articles 100000] [--library DIR] [--runs 3]

The library is made of rows, not of analysed texts, and kept in the user's cache to be used again. The first chart is set beside
that of a bare Plotly page on the same machine. A page counts as open when its script is at rest and its charts are drawn.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import platformdirs
from playwright.sync_api import Browser, sync_playwright

from analytics.library import Library
from analytics.tables import Tables
from benchmarks.cold_start import BARE, DRAWN, QUIET, ROOT, _wait_for

PAGES = ("", "quotes", "mentions", "tone", "article", "actors", "import", "method")
IDLE = "[data-testid='stApp'][data-test-connection-state='CONNECTED'][data-test-script-state='notRunning']"
BATCH, QUOTES, MENTIONS, SENTENCES, PEOPLE, OUTLETS = 10_000, 3, 10, 6, 2_000, 40
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=100_000, metavar="N", help="articles of the library (default 100000)")
    parser.add_argument("--library", type=Path, metavar="DIR", help="where it is kept (default: the user's cache)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="openings of each page (default 3)")
    asked = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("no Chromium was found; install chromium", file=sys.stderr)
        return 1
    path = asked.library or platformdirs.user_cache_path("quoteboard") / f"benchmark-{asked.articles}"
    make(path, asked.articles)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        taken = {"bare": openings(browser, bare, [], ("",), asked.runs, DRAWN)[""]}
        taken["first"] = openings(browser, ROOT / "app.py", ["--library", str(path)], ("",), asked.runs, DRAWN)[""]
        pages = openings(browser, ROOT / "app.py", ["--library", str(path)], PAGES, asked.runs, None)
        browser.close()
    base, first = (statistics.median(taken[name][1:]) for name in ("bare", "first"))
    print(f"{asked.articles:,} articles; seconds, medians of {asked.runs}")
    print(f"first chart, warm server: {first:.2f}, bare page {base:.2f}, {first / base:.2f}x")
    print(f"{'page at rest':<16}{'first time':>12}{'again':>8}")
    for name, times in pages.items():
        print(f"{name or 'overview':<16}{times[0]:>12.2f}{statistics.median(times[1:]):>8.2f}")
    return 0


def make(path: Path, articles: int) -> None:
    """The invented library, where it is not there with all its rows; ten mentions, three quotes, six sentences an article."""
    with Library(path, create=True) as library:
        known = len(library.known_ids())
        for start in range(known, articles, BATCH):
            library.add(rows(start, min(start + BATCH, articles)))
        if not library.is_linked():
            library.regroup()
            library.relink()


def rows(start: int, end: int) -> Tables:
    """The tables of the articles numbered from ``start`` to before ``end``: the same numbers always give the same rows."""
    random = np.random.default_rng(start)
    count = end - start
    ids = np.array([f"b{n:015x}" for n in range(start, end)])
    people = [_name(n) for n in range(PEOPLE)]
    vocabulary = np.array([a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES])
    texts, starts = [], []
    for words in random.choice(vocabulary, (count, SENTENCES, 20)):
        sentences = [" ".join(line).capitalize() + "." for line in words]
        starts.append(np.cumsum([0] + [len(s) + 1 for s in sentences]))
        texts.append(" ".join(sentences))
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    none = [None] * count
    article = pd.DataFrame(
        {
            "article_id": ids, "title": [t[:40] for t in texts], "text": texts,
            "published": [begin + timedelta(hours=int(h)) for h in random.integers(0, 17_000, count)],
            "outlet": [f"The {_name(n).split()[1]} Post" for n in random.integers(0, OUTLETS, count)],
            "author": none, "url": none, "language": ["en"] * count, "words": [20 * SENTENCES] * count,
            "place": none, "dateline": none, "agency": none, "loaded_from": ["benchmark"] * count, "duplicate_of": none,
        }
    )  # fmt: skip
    bounds = np.array(starts)
    where = np.repeat(np.arange(count), SENTENCES)
    number = np.tile(np.arange(SENTENCES), count)
    sentence = pd.DataFrame(
        {
            "article_id": ids[where], "sentence": number, "start": bounds[where, number],
            "end": bounds[where, number + 1] - 1, "tone": random.uniform(-1, 1, len(where)).round(4),
        }
    )  # fmt: skip
    where, number = np.repeat(np.arange(count), QUOTES), np.tile(np.arange(QUOTES), count)
    a, b = bounds[where, number], bounds[where, number + 1] - 1
    who = [people[int(n) % PEOPLE] for n in random.zipf(1.3, len(where)) % PEOPLE]
    size = len(where)
    quote = pd.DataFrame(
        {
            "article_id": ids[where], "quote": number, "kind": random.choice(["direct", "mixed", "indirect"], size),
            "parts": [[[int(x), int(y)]] for x, y in zip(a, b, strict=True)],
            "text": [texts[w][x:y] for w, x, y in zip(where, a, b, strict=True)],
            "speaker_start": a, "speaker_end": a + 4, "speaker_text": [texts[w][x : x + 4] for w, x in zip(where, a, strict=True)],
            "name": who, "speaker_type": ["person"] * size, "cue_start": a, "cue_end": a + 4,
            "cue": random.choice(["said", "claimed", "denied"], size), "stance": random.choice(["neutral", "doubt"], size),
            "confidence": random.uniform(0.3, 1, size).round(3), "rule": ["benchmark"] * size, "why_name": ["benchmark"] * size,
            "tone": random.uniform(-1, 1, size).round(4), "words": [20] * size,
        }
    )  # fmt: skip
    where, number = np.repeat(np.arange(count), MENTIONS), np.tile(np.arange(MENTIONS), count)
    at = bounds[where, number % SENTENCES] + 5 * (number // SENTENCES)
    size = len(where)
    mention = pd.DataFrame(
        {
            "article_id": ids[where], "sentence": number % SENTENCES, "start": at, "end": at + 4,
            "text": [texts[w][x : x + 4] for w, x in zip(where, at, strict=True)],
            "name": [people[int(n)] for n in random.zipf(1.3, size) % PEOPLE], "type": ["person"] * size,
            "quote": pd.array(np.where(number % SENTENCES < QUOTES, number % SENTENCES, -1), "Int64"),
            "tone": random.uniform(-1, 1, size).round(3),
        }
    )  # fmt: skip
    mention["quote"] = mention["quote"].mask(mention["quote"] < 0)
    return Tables(article, sentence, quote, mention)


def openings(
    browser: Browser, app: Path, arguments: list[str], pages: tuple[str, ...], runs: int, drawn: str | None
) -> dict[str, list[float]]:
    """Seconds that each page takes to open on one server: the first time, then ``runs`` times; until ``drawn``, or at rest."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *flags, "--browser.gatherUsageStats=false", "--", *arguments]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        return {page: [_open(browser, f"http://127.0.0.1:{port}/{page}", drawn) for _ in range(runs + 1)] for page in pages}
    finally:
        server.terminate()
        server.wait()


def _open(browser: Browser, address: str, drawn: str | None) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    if drawn:
        page.wait_for_function(drawn, timeout=180_000, polling="raf")
    else:
        page.wait_for_selector(IDLE, timeout=180_000)
        page.wait_for_function(
            "[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(c => c.querySelector('.main-svg'))",
            timeout=180_000,
        )
    taken = time.perf_counter() - began
    if page.locator("[data-testid=stException]").count():
        raise SystemExit(f"{address}: the page shows an error")
    context.close()
    return taken


def _name(n: int) -> str:
    """An invented name for a number: two words."""
    a, b, c = n % 20, n // 20 % 20, n // 400 % 20
    return f"{(SYLLABLES[a] + SYLLABLES[b]).capitalize()}l {(SYLLABLES[c] + SYLLABLES[(a + b) % 20] + SYLLABLES[b]).capitalize()}n"


if __name__ == "__main__":
    raise SystemExit(main())
