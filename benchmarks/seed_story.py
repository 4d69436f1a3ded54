"""A real agency story against its expected answer: who is quoted, how, where, and who is named.

    python -m benchmarks.seed_story STORY.txt

The story's text is not part of this project; the answer (benchmarks/seed_story.json) holds names, kinds and offsets only.
Exit code 1 where anything expected is missing or anything forbidden is there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ANSWER = Path(__file__).with_suffix(".json")


def main(argv: list[str]) -> int:
    """Print one line an expectation; 1 where one fails."""
    if len(argv) != 1:
        print(__doc__)
        return 2

    import pandas as pd

    from analytics import analyse, load

    answer = json.loads(ANSWER.read_text(encoding="utf-8"))
    loaded = load(argv[0])
    article = loaded.articles.iloc[0]
    tables = analyse(loaded.articles)
    quotes = tables.quotes.to_dict("records")
    checks = [
        (f"{field} is {value!r}", pd.isna(article[field]) if value is None else article[field] == value)
        for field, value in answer["article"].items()
    ]
    checks += [(f"article has {answer['characters']} characters", len(article["text"]) == answer["characters"])]
    checks += [(f"{w['kind']} quote at {w['parts']} by {w['name'] or 'an unnamed speaker'}", _found(w, quotes)) for w in answer["quotes"]]
    checks += [(f"no quote within {a}-{b}", not any(a <= x and y <= b for q in quotes for x, y in q["parts"])) for a, b in answer["no_quotes"]]
    mentions = tables.mentions.to_dict("records")
    for name, spans in answer["mentions"].items():
        got = [(m["start"], m["end"]) for m in mentions if m["name"] == name]
        hit = [span for span in spans if any(a < span[1] and span[0] < b for a, b in got)]
        stray = [text for a, b in got if not any(a < y and x < b for x, y in spans) for text in [article["text"][a:b]]]
        checks.append((f"{name}: {len(hit)} of {len(spans)} mentions, {len(stray)} astray {stray or ''}", len(hit) == len(spans) and not stray))
    for line, right in checks:
        print(f"{'yes' if right else 'NO ':3}  {line}")
    missed = sum(not right for _, right in checks)
    print(f"\n{len(checks) - missed} of {len(checks)} as expected; {len(quotes)} quotes and {len(mentions)} mentions found")
    return 1 if missed else 0


def _found(want: dict[str, Any], quotes: list[dict[str, Any]]) -> bool:
    """Whether a quote overlaps the wanted content by half or more, with the wanted name (or none) and speaker type."""
    cells = {i for a, b in want["parts"] for i in range(a, b)}
    for quote in quotes:
        got = {i for a, b in quote["parts"] for i in range(a, b)}
        name = quote["name"] if isinstance(quote["name"], str) else None
        if len(cells & got) / len(cells | got) >= 0.5 and name == want["name"] and quote["kind"] == want["kind"]:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
