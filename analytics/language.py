"""The language of a text, guessed from its script and its small words: enough to leave out what the quote engine cannot read."""

from __future__ import annotations

import re
from collections import Counter

# A guess needs so many words (or letters of a script without spaces); what comes after the first stretch changes nothing.
_WORDS, _LETTERS, _STRETCH = 12, 24, 4_000
# A language is named where at least this share of the words are its small words; running text has a third or more.
_SHARE = 0.12

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL_WORDS = {
    "en": "the of and to in a is that for it on was with as he be at by his they are from have this not but had were which "
    "said she an or has their will been who its would we what there her him about if can when out than you i more "
    "after no up my do could into them also",
    "fr": "le la les de des du et à au aux un une en dans que qui est pour pas sur par avec il elle ce cette sont plus se "
    "son sa ses mais ont été a nous vous leur comme ne d'une qu'il c'est",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "es": "el la los las de del y en que a un una por con para se no es al lo como más su sus pero fue ha este esta entre "
    "cuando muy sin sobre también hasta hay desde dijo según son está",
    "it": "il lo la i gli le di del della dei delle e in che un una per con non si è da al alla nel nella sono come più ma "
    "anche ha dal suo sua questo questa ci dopo stato essere hanno",
    "pt": "o a os as de do da dos das e em que um uma para com não se por no na nos nas ao mais como mas foi é são pelo "
    "pela seu sua ou também já há até disse segundo",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij maar dan nog uit naar hij ze wordt "
    "door over werd heeft hebben deze die worden",
    "sv": "och att det i en som på är av för med den till inte har de ett om var men sig så vi från kan när nu han hon "
    "eller efter också",
    "da": "og at det i en som på er af for med den til ikke har de et om var men sig så vi fra kan når nu han hun eller "
    "efter også blev",
    "pl": "i w na z do się nie że to jest o jak za po od przez dla są był ale oraz tym który która przy co jego być może",
    "tr": "ve bir bu da de için ile çok daha olarak olan ne gibi ama en kadar sonra var her o mi değil ise ya diye",
    "id": "yang dan di dari untuk dengan ini itu tidak dalam pada akan adalah ke juga oleh telah ada mereka saya bahwa "
    "karena sebagai",
    "ro": "și în de la cu pe a nu o un că din pentru este care mai au fost prin sunt se ca al sau dar ale",
    "cs": "a v na se je že s z do o to ve k pro by jsou jako za ale po i si už který jeho byl od také",
    "hu": "a az és hogy nem is egy ez volt van meg de csak már még el ki be mint vagy szerint után",
    "fi": "ja on ei että se hän oli ovat mutta kun myös joka tai niin kuin ole sen mukaan",
    "sw": "na ya wa kwa ni katika la za kuwa huo hiyo cha alisema hii baada kama watu",
    "af": "die en van in is het dat nie te om op vir met wat sy hy was aan ook as by daar deur na",
}  # fmt: skip
_OWNERS: dict[str, list[str]] = {}
for _language, _line in _SMALL_WORDS.items():
    for _word in _line.split():
        _OWNERS.setdefault(_word, []).append(_language)

# Script of a language, as ranges of code points; the first that fits more than half of the letters is taken.
_SCRIPTS = (
    ("ja", ((0x3040, 0x30FF),)),
    ("ko", ((0xAC00, 0xD7A3), (0x1100, 0x11FF))),
    ("zh", ((0x4E00, 0x9FFF), (0x3400, 0x4DBF))),
    ("ru", ((0x0400, 0x052F),)),
    ("ar", ((0x0600, 0x06FF), (0x0750, 0x077F))),
    ("he", ((0x0590, 0x05FF),)),
    ("el", ((0x0370, 0x03FF), (0x1F00, 0x1FFF))),
    ("hi", ((0x0900, 0x097F),)),
    ("bn", ((0x0980, 0x09FF),)),
    ("ta", ((0x0B80, 0x0BFF),)),
    ("th", ((0x0E00, 0x0E7F),)),
    ("am", ((0x1200, 0x137F),)),
    ("ka", ((0x10A0, 0x10FF),)),
    ("hy", ((0x0530, 0x058F),)),
)


def language(text: str) -> str | None:
    """The language of a text as a two-letter code (ISO 639-1), None where it is too short or like none of those known.

    Small words of English and seventeen other languages, scripts of fourteen more.

    >>> language("The mayor said on Monday that the bridge would be closed for the winter, and that nobody had asked her.")
    'en'
    >>> language("Le maire a dit lundi que le pont serait fermé pour l’hiver et que personne ne lui avait posé la question.")
    'fr'
    >>> language("Мэр сообщил, что мост закроют на зиму, и никто его об этом не спросил."), language("Bridge shut")
    ('ru', None)
    """
    stretch = text[:_STRETCH]
    script = _script(stretch)
    if script:
        return script
    words = [word.replace("’", "'") for word in _WORD.findall(stretch.lower())]
    if len(words) < _WORDS:
        return None
    hits: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for owner in _OWNERS.get(word, ()):
            hits[owner] += times
    if not hits:
        return None
    # English first among equals: a tie is no reason to leave an article out.
    best = max(hits, key=lambda owner: (hits[owner], owner == "en"))
    return best if hits[best] >= _SHARE * len(words) else None


def _script(text: str) -> str | None:
    letters = Counter(ord(c) for c in text if c.isalpha())
    total = letters.total()
    if total < _LETTERS:
        return None
    foreign = sum(n for code, n in letters.items() if code > 0x02FF and not 0x1E00 <= code <= 0x1EFF)
    if foreign * 2 < total:
        return None
    shares = {name: sum(n for code, n in letters.items() if any(a <= code <= b for a, b in ranges)) for name, ranges in _SCRIPTS}
    # Japanese is written with Chinese characters too, but never without kana.
    if shares["ja"] * 10 > total:
        return "ja"
    name = max(shares, key=lambda key: shares[key])
    if shares[name] * 2 < total:
        return None
    if name == "ru" and any(letters[ord(c)] for c in "іїєґ"):
        return "uk"
    if name == "ar" and letters[ord("گ")] + letters[ord("چ")] + letters[ord("پ")] > total // 100:
        return "fa"
    return name
