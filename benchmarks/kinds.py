"""Well-known companies in business stories, and people behind titles: is a firm an organisation, is a title no part of a name?

    python -m benchmarks.kinds [--errors]

A company counts where all its mentions in a story are of one organisation; a title counts where the article names one person, by
the right full name.
"""

from __future__ import annotations

import sys

from evaluation.kinds import STORIES, behind_titles, is_left_off, is_organisation, read_words


def main(arguments: list[str]) -> None:
    """Print both shares, with ``--errors`` each case that is wrong."""
    firms = read_words("companies.txt")
    titles = read_words("titles.txt")
    wrong_firms = [(firm, story) for firm in firms for story in range(len(STORIES)) if not is_organisation(firm, STORIES[story])]
    wrong_titles = [title for title, name, sentence in behind_titles(titles) if not is_left_off(title, name, sentence)]
    asked = len(firms) * len(STORIES)
    print(f"companies typed organisation   {100 * (asked - len(wrong_firms)) / asked:5.1f} of 100 (mean of {len(STORIES)} stories)")
    for number in range(len(STORIES)):
        print(
            f"  story {number + 1}                      {len(firms) - sum(s == number for _, s in wrong_firms):5} of {len(firms)}"
        )
    print(f"names without their title      {len(titles) - len(wrong_titles):5} of {len(titles)}")
    if "--errors" in arguments:
        print("companies:", ", ".join(f"{firm} ({story + 1})" for firm, story in wrong_firms))
        print("titles:", ", ".join(wrong_titles))


if __name__ == "__main__":
    main(sys.argv[1:])
