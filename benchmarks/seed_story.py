"""Check the analysis of a real agency story against the expected quotes, speakers and mentions.

    python -m benchmarks.seed_story STORY.txt

The story's text is not part of this project; the answer (benchmarks/seed_story.json) contains names, kinds and offsets only.
Exit code 1 where something expected is missing or something forbidden is found.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ANSWER = Path(__file__).with_suffix(".json")


def main(argv: list[str]) -> int:
    """Print one line per expectation; return 1 where one fails."""
    if len(argv) != 1:
        print(__doc__)
        return 2

    import pandas as pd

    from analytics import analyse, load

    answer = json.loads(ANSWER.read_text(encoding="utf-8"))
    loaded = load(argv[0])
    article = loaded.articles.iloc[0]
    tables = analyse(loaded.articles)
    quotes, mentions = tables.quotes.to_dict("records"), tables.mentions.to_dict("records")
    checks = [
        (f"{field} is {value!r}", pd.isna(article[field]) if value is None else article[field] == value)
        for field, value in answer["article"].items()
    ]
    checks.append((f"the article has {answer['characters']} characters", len(article["text"]) == answer["characters"]))
    checks += [(_line(want), _found(want, quotes)) for want in answer["quotes"]]
    inside = [part for quote in quotes for part in quote["parts"]]
    checks += [(f"no quote within {a}-{b}", not any(a <= x and y <= b for x, y in inside)) for a, b in answer["no_quotes"]]
    for name, spans in answer["mentions"].items():
        got = [(m["start"], m["end"]) for m in mentions if m["name"] == name]
        hit = [(x, y) for x, y in spans if any(a < y and x < b for a, b in got)]
        stray = [article["text"][a:b] for a, b in got if not any(a < y and x < b for x, y in spans)]
        line = f"{name}: {len(hit)} of {len(spans)} mentions, {len(stray)} wrong {stray or ''}"
        checks.append((line, len(hit) == len(spans) and not stray))
    for line, right in checks:
        print(f"{'yes' if right else 'NO ':3}  {line}")
    missed = sum(not right for _, right in checks)
    print(f"\n{len(checks) - missed} of {len(checks)} as expected; {len(quotes)} quotes and {len(mentions)} mentions found")
    return 1 if missed else 0


def _line(want: dict[str, Any]) -> str:
    return f"{want['kind']} quote at {want['parts']} by {want['name'] or 'an unnamed speaker'}"


def _found(want: dict[str, Any], quotes: list[dict[str, Any]]) -> bool:
    """Whether a quote has at least half of its characters in common with the expected one, and its kind and name (or none)."""
    cells = {i for a, b in want["parts"] for i in range(a, b)}
    for quote in quotes:
        got = {i for a, b in quote["parts"] for i in range(a, b)}
        name = quote["name"] if isinstance(quote["name"], str) else None
        if len(cells & got) / len(cells | got) >= 0.5 and name == want["name"] and quote["kind"] == want["kind"]:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
