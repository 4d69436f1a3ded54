"""Accuracy on the invented sample articles, against their gold: quotes, speakers' names, mentions.

    python -m benchmarks.sample [--errors]

What is right is defined in `evaluation.sample`. ``--errors`` lists what went wrong.
"""

from __future__ import annotations

import sys

from evaluation.sample import measure


def main(argv: list[str]) -> None:
    """Print the table, and with ``--errors`` what is wrong."""
    measures, errors = measure()
    if "--errors" in argv:
        print("\n".join(errors), end="\n\n")
    for name, value in measures.items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
