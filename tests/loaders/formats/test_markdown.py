"""Markdown's marks go, its words stay."""

from pathlib import Path

import pytest

from analytics.loaders import load
from analytics.loaders.formats.markdown import plain_text


@pytest.mark.parametrize(
    "markdown, words",
    [
        ("Port shut\n=========\n\nIt rained\non us.", "Port shut\n\nIt rained on us."),
        ("## Port ##shut", "Port ##shut"),
        ("A ***very*** _wet_ **day**, 2 * 3 * 4, snake_case_name", "A very wet day, 2 * 3 * 4, snake_case_name"),
        ("![Cranes](a.jpg)\n\nSee [the port][1] and <https://quay.example>.", "See the port and https://quay.example."),
        ("- one\n- two\n  more\n\n1. three", "one\ntwo more\nthree".replace("\nthree", "\n\nthree")),
        ("> “It is shut,”\n> she said.", "“It is shut,” she said."),
        ("---\n\n* * *\n\nEnd.", "End."),
        ("[" * 5000 + "*" * 5000 + "_" * 5000, "[" * 5000 + "*" * 5000 + "_" * 5000),
        ("", ""),
    ],
)
def test_markdown_marks_go(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words


def test_markdown_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\noutlet: The Quay\n---\n# Port shut\n\n“It *is* shut,” said [Mara Ode](ode.html).\n", encoding="utf-8"
    )
    article = load(tmp_path).articles.iloc[0]
    assert (article["title"], article["text"], article["outlet"]) == (
        "Port shut",
        "Port shut\n\n“It is shut,” said Mara Ode.",
        "The Quay",
    )
