"""The lexicon that a network is trained with: frequent words, tags of forms, speech verbs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from analytics.quotes import lexicon as lx
from analytics.quotes.stance import stances
from analytics.quotes.train.gold import GoldArticle

# Classes of the stance table whose verbs are acts of speech.
_SPEECH = frozenset(
    "neutral announcing assertive distancing conceding denying asking demanding promising warning predicting criticising praising "
    "suggesting manner clarifying".split()
)


def read_tags(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read the most frequent tag of each form, and of each ending of rare forms, from a table of word, tag, count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, tag, count = line.split("\t")
        counts[word][tag] += int(count)
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tags in counts.items():
        if tags.total() <= 3:
            endings[word[-3:]].update(tags)
    best = {word: tags.most_common(1)[0][0] for word, tags in counts.items()}
    return best, {end: tags.most_common(1)[0][0] for end, tags in endings.items()}


def vocabulary(articles: Sequence[GoldArticle], tags: dict[str, str], *, least: int = 4, names: bool = True) -> list[str]:
    """The lower-case words that occur ``least`` times or more; without ``names``, none that is mostly written as a name."""
    counts = Counter(word for a in articles for word in a.document.lower)
    as_name: Counter[str] = Counter()
    for a in articles:
        as_name.update(low for low, word in zip(a.document.lower, a.document.words, strict=True) if tags.get(word, "")[:3] == "NNP")
    return sorted(w for w, n in counts.items() if n >= least and (names or as_name[w] * 2 < n))


def speech_stems() -> list[str]:
    """The stems of the verbs of speech in the stance table."""
    return sorted({lx.stem(cue) for cue, stance in stances().items() if stance in _SPEECH})
