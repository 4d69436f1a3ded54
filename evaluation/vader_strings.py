"""Make random strings that provoke VADER's rules."""

import random
from collections.abc import Iterator

from vaderSentiment import vaderSentiment as upstream

PLAIN = "the a man went House US U.S. ’tis Σας ΟΔΟΣ İx K ß ﬃ 1.2 - -- … \x1c \u2028 \u200d \ud800".split(" ")
OPENING = ['"', "(", "'", "“", "!!", "?", "#", "¿"]
CLOSING = ['"', ")", "'", "”", "!!", "?", ".", ",", "...", "n't", "'s", "’t"]
SPACES = [" "] * 6 + ["\n", "  ", "", "\t", "\xa0", "\u3000"]
PARTICLES = "but no or nor least at very so this without doubt never kind of sort THIS But BUT Kind".split()


def strings(seed: int, number: int) -> Iterator[str]:
    """So many strings, the same for the same seed: lexicon words, modifiers, idioms, emoji, capitals and punctuation."""
    draw = random.Random(seed)
    analyser = upstream.SentimentIntensityAnalyzer()
    lexicon, emoji = sorted(analyser.lexicon), sorted(analyser.emojis)
    phrases = [*upstream.SPECIAL_CASES, *upstream.SENTIMENT_LADEN_IDIOMS, *upstream.BOOSTER_DICT]
    modifiers = [*PARTICLES, *upstream.NEGATE, *phrases, *(word for phrase in phrases for word in phrase.split())]
    for _ in range(number):
        few = draw.sample(lexicon, 3)  # words that come back, as "but" changes the first of equal valences
        pieces = []
        for _ in range(draw.choice([0, 1, 2, 3, 5, 8, 13, 30])):
            pool = draw.choices([few, lexicon, modifiers, emoji, PLAIN], [20, 20, 40, 5, 15])[0]
            word = draw.choice(pool)
            change = draw.random()
            word = word.upper() if change < 0.15 else word.title() if change < 0.25 else word
            word = draw.choice(OPENING) + word if draw.random() < 0.15 else word
            word = word + draw.choice(CLOSING) if draw.random() < 0.25 else word
            pieces += [word, draw.choice(SPACES)]
        yield "".join(pieces)
