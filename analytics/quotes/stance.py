"""The stance of a reporting word towards the claim it reports: neutral (said), assertive (insisted), distancing (claimed), ..."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

UNKNOWN = "unknown"

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "said:say says:say told:tell wrote:write written:write spoke:speak spoken:speak thought:think felt:feel knew:know "
        "known:know read:read put:put found:find saw:see seen:see swore:swear sworn:swear held:hold began:begin begun:begin "
        "shot:shoot sang:sing sung:sing foresaw:foresee foreseen:foresee understood:understand forgot:forget forgotten:forget "
        "bet:bet hit:hit spat:spit meant:mean showed:show shown:show spun:spin heard:hear came:come gave:give given:give "
        "took:take taken:take went:go gone:go made:make kept:keep got:get sought:seek was:be were:be is:be are:be been:be "
        "am:be had:have has:have having:have did:do does:do done:do cried:cry lay:lie"
    ).split()
)


@functools.lru_cache(4096)
def stance_of(cue: str) -> str | None:
    """The stance of a cue as written in the text; "unknown" for a cue that the table lacks, None where there is no word.

    >>> [stance_of(cue) for cue in ("said", "has repeatedly denied", "claimed", "According to", "zorbed", "―")]
    ['neutral', 'denying', 'distancing', 'neutral', 'unknown', None]
    """
    words = _WORD.findall(cue.lower())
    if not words:
        return None
    table = stances()
    for word in words:
        for form in dictionary_forms(word):
            if form in table:
                return table[form]
    return UNKNOWN


@functools.cache
def stances() -> dict[str, str]:
    """The table ``stance.tsv``: dictionary form of a cue -> stance."""
    text = files("analytics.quotes").joinpath("stance.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return dict(rows[1:])


@functools.lru_cache(16384)
def dictionary_forms(word: str) -> tuple[str, ...]:
    """The forms that a lower-case English verb form may come from, likeliest first; the word itself is always among them.

    >>> dictionary_forms("denied"), dictionary_forms("admitting"), dictionary_forms("urges")
    (('denied', 'deny', 'denie'), ('admitting', 'admitt', 'admitte', 'admit'), ('urges', 'urge', 'urg'))
    """
    if word in _IRREGULAR:
        return (_IRREGULAR[word], word)
    forms = [word]
    if word.endswith(("ies", "ied")) and len(word) > 4:
        forms += [word[:-3] + "y", word[:-1]]
    elif word.endswith(("ing", "ed")):
        stem = word[:-3] if word.endswith("ing") else word[:-2]
        if len(stem) > 2:
            forms += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.append(word[:-1])
        if word.endswith("es"):
            forms.append(word[:-2])
    return tuple(dict.fromkeys(forms))
