"""VADER's scores are vaderSentiment's own, whatever the text."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as upstream

from analytics.sentiment import Score, score, score_news, valenced_words
from analytics.sentiment.vader import Vader, strip
from evaluation.vader_strings import strings
from tests.growth import assert_linear

STOCK = upstream.SentimentIntensityAnalyzer()

TEXTS = [
    "",
    " \n\t ",
    "The committee met.",
    "A great success.",
    "A GREAT success!",
    "A GREAT SUCCESS!!!!!!",
    "Not a good plan, nor a bad one???",
    "He had no good reason, no real hope or joy.",
    "no",
    "No good",
    "It was kind of good. A kind of hope. Most kind.",
    "Kind Of good",
    "just enough good, sort of great, sort-of great",
    "That was the bomb, a bad ass, the kiss of death, to die for, yeah right, a beating heart at a bus stop.",
    "The talks were at least good, the least good, very least good; least good",
    "It was good, good and good, but bad, bad and good.",
    "But good but bad BUT good",
    "never so good, never this good, so bad, this bad: so very bad",
    "without doubt good, without a doubt good, without any doubt good",
    "He didn't win. He DIDN'T win, he cant lose; it isn’t lost.",
    ":) :-( :D (: ) ;) <3 !! ?",
    "😀",
    "good😀bad 💔💔 ❤️ 👩‍👩‍👧 ©®",
    "😀😀 but 😡",
    "’“”… —— naïve Σσς ΜΕΓΑΣ. İyi ﬁne",
    "\x1cgood\x85bad\xa0great\u3000",
    "\ud800 good",
    "A VERY good man and a very GOOD man, VERY GOOD",
    "not good, not very good, very not good, hardly ever good, rarely hopeful, nothing good, less bad and not less bad",
    "VERY bad, NOT bad, NO good; it isN'T good, couldn't be worse, uh-uh good",
    "most hopeful hope, less hope, LESS hope, extremely AWFUL",
    "<b>good</b> =1+1 http://good.example/bad good-bad 'good'",
]


def stock(text: str) -> Score:
    return Score(**STOCK.polarity_scores(text))


def test_vader_lexicon_is_the_one_that_scores_were_given_with() -> None:
    """A release of vaderSentiment that changes a word changes users' charts: that must be seen, and said in the changelog."""
    known = [STOCK.lexicon, STOCK.emojis, upstream.BOOSTER_DICT, sorted(upstream.NEGATE), upstream.SPECIAL_CASES]
    known += [upstream.C_INCR, upstream.N_SCALAR]
    found = hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
    assert found == "d3444b67a8e18bc27193af3e54911b8cf3ff96c12aa3e2b211398baae08eba00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A great success.", (0.0, 0.114, 0.886, 0.8316)),
        ("The talks were not a GREAT success!", (0.588, 0.412, 0.0, -0.7979)),
        ("Hope was lost, but no good men were so very sad this time.", (0.471, 0.434, 0.094, -0.8323)),
        ("It was the kiss of death; never so bad, at least.", (0.543, 0.457, 0.0, -0.8588)),
        ("😀 but kind of awful???", (0.464, 0.373, 0.163, -0.6404)),
    ],
)
def test_vader_scores_stay_what_they_were(text: str, expected: tuple[float, ...]) -> None:
    assert tuple(score(text)) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_vader_scores_are_upstream_s(text: str) -> None:
    assert score(text) == stock(text)


def test_vader_scores_provoking_strings_as_upstream_does() -> None:
    texts = list(strings(seed=1, number=3000))
    assert [score(text) for text in texts] == [stock(text) for text in texts]


@given(st.text(max_size=200))
def test_vader_scores_any_text_as_upstream_does(text: str) -> None:
    assert score(text) == stock(text)


@given(st.lists(st.sampled_from([*"good bad hope no not but BAD never so this kind of least the shit :) , . !".split(), "😀"])))
def test_vader_scores_any_words_as_upstream_does(words: list[str]) -> None:
    text = " ".join(words)
    assert score(text) == stock(text)


@pytest.mark.parametrize(
    "words", ["good bad not very so this", "win but lose win hope", "plain words here", "GOOD !", "GOOD BAD", "😀"]
)
def test_vader_takes_time_linear_in_the_text(words: str) -> None:
    assert_linear(lambda n: f"{words} " * n, score, 2_000)


def test_vader_scores_a_long_sentence_as_upstream_does() -> None:
    text = "Hope was lost, but no good men were so very sad this time. " * 60
    assert score(text) == stock(text)


@pytest.mark.parametrize("text", [t for t in TEXTS if t])
def test_vader_valenced_words_make_the_compound(text: str) -> None:
    words = valenced_words(text)
    total = float(sum(word.valence for word in words))
    emphasis = STOCK._punctuation_emphasis(text)
    total += emphasis if total > 0 else -emphasis if total < 0 else 0.0
    assert round(upstream.normalize(total), 4) == score(text).compound
    assert all(0 <= word.start < word.end <= len(text) for word in words)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The committee met.", []),
        # vaderSentiment strips straight quotation marks only: a word that touches a curly one has no valence
        ("“Awful,” he said, (happily).", [("happily", 2.6)]),
        ("It was not good, but it was great.", [("good", -0.703), ("great", 4.65)]),
        ("Won 😀 ", [("Won", 2.7), ("😀", 1.5)]),
    ],
)
def test_vader_valenced_words_stand_where_they_say(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert [(sentence[a:b], round(v, 4)) for a, b, v in valenced_words(sentence)] == expected


@pytest.mark.parametrize("text", TEXTS)
def test_vader_news_variant_is_upstream_with_a_smaller_lexicon(text: str) -> None:
    analyser = upstream.SentimentIntensityAnalyzer()
    without = frozenset({"good", "kind", "no"})
    analyser.lexicon = {word: valence for word, valence in analyser.lexicon.items() if word not in without}
    assert Vader(without).score(text) == Score(**analyser.polarity_scores(text))


def test_vader_news_variant_leaves_out_words_of_the_lexicon_only() -> None:
    from analytics.sentiment.vader import NEWS

    words = [line.split(",")[0] for line in NEWS.read_text(encoding="utf-8").splitlines()[1:]]
    assert words == sorted(words, key=lambda word: words.index(word)) and len(set(words)) == len(words)
    assert [word for word in words if word not in STOCK.lexicon] == []
    assert all(score_news(word).compound == 0.0 for word in words)


def test_vader_remembers_a_bounded_number_of_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.sentiment.vader._TABLE_LIMIT", 10)
    vader = Vader()
    text = " ".join(f"word{i} good" for i in range(50))
    assert vader.score(text) == stock(text)
    assert len(vader) <= 10
    assert vader.score("x" * 1000 + " good") == stock("x" * 1000 + " good")
    assert max(map(len, vader)) <= 100


@pytest.mark.parametrize(("token", "stripped"), [("(good),", "good"), (":)", ":)"), ("“good”", "“good”"), ("ok!", "ok!"), ("", "")])
def test_vader_strips_tokens_as_upstream_does(token: str, stripped: str) -> None:
    assert strip(token) == stripped == upstream.SentiText._strip_punc_if_word(token)
