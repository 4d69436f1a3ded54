"""Articles of a few rows each, by their numbers."""

from analytics.library import Library
from analytics.tables import Article, Mention, Quote, Sentence, Tables, frame

TEXT = "Port shut.\n\n“We won 😀,” Ada Quill said."


def article(number: int) -> Article:
    return Article(
        f"a{number}", "Port shut", TEXT, None, "The Quay", None, None, "en", 8, None, None, None, f"rows.csv#{number}", None
    )


def tables(*numbers: int) -> Tables:
    articles = [article(n) for n in numbers]
    ids = [a.article_id for a in articles]
    at = TEXT.index("“")
    said = TEXT.index("said")
    return Tables(
        frame("articles", articles),
        frame("sentences", [s for i in ids for s in (Sentence(i, 0, 0, 10, 0.0), Sentence(i, 1, at, len(TEXT), 0.5))]),
        frame(
            "quotes",
            [
                Quote(i, 0, "direct", [[at, at + 11]], "“We won 😀,”", at + 12, at + 21, "Ada Quill", "Ada Quill", "person", said,
                      said + 4, "said", "neutral", 0.9, "after", "named", 0.5, 2)
                for i in ids
            ],
        ),
        frame("mentions", [Mention(i, 1, at + 12, at + 21, "Ada Quill", "Ada Quill", "person", None, None) for i in ids]),
    )  # fmt: skip


def count(library: Library, table: str) -> int:
    return int(library.query(f"SELECT count(*) AS n FROM {table}")["n"][0])
