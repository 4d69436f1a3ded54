"""Finds the speaker of passives, quoted agencies and addressed messages, where the words next to the verb are not the speaker."""

from __future__ import annotations

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import OUTSIDE, Marks, reports
from analytics.quotes.stance import dictionary_forms
from analytics.text import Document

# Verbs whose passive subject is spoken to or about.
_LISTENED = frozenset(
    """
    tell warn advise inform ask remind assure urge order instruct notify brief promise accuse criticise criticize praise describe
    call dub hail blame condemn denounce encourage invite persuade convince question challenge commend attack reassure caution
    reprimand rebuke mock thank congratulate label brand portray characterise characterize
    """.split()
)
_BE = frozenset("is are was were be been being am get gets got 's".split())
_HELPERS = frozenset("not never also then later once repeatedly already has have had 'd now still often even just".split())
_PHRASE_ENDS = frozenset(
    "that to whether not as on in at for about after before when during who which with because since while if and-then".split()
)
_LONGEST_AGENT = 14
# "wrote to his rival, Petar Simic: ...": a person after these and "to" is addressed.
_ADDRESSING = frozenset("write say speak shout whisper reply explain announce text".split())
_PRONOUNS = frozenset("he she they it i we you who".split())
_QUOTED = frozenset("quoted quotes quoting quote cited cites citing".split())
_SAYING = frozenset("saying telling adding warning insisting claiming writing stating".split())
_RELATIVES = frozenset(("who", "which", "that"))
_DETERMINERS = frozenset("the a an his her its their our my one some many several few most two three four five six".split())
_BEFORE_NOUNS = frozenset(
    "by to from with among like as on at in against and but or is are was were be if when that while about than because for "
    "into".split()
)


def turn_voice(document: Document, marks: Marks, draft: Draft) -> bool:
    """Correct a draft's speaker in place: the agent of a passive, or none; the person an agency quotes; the writer of a message.
    Return whether the speaker is the agent of a passive, which leaves no doubt about it."""
    if draft.speaker is not None:
        draft.speaker = antecedent(document, marks, draft.speaker)
    if draft.cue is None or marks.state[draft.cue] != OUTSIDE:
        return False
    rule = next((rule for rule in (_quoted_as, _passive, _addressed) if rule(document, marks, draft)), None)
    return rule is _passive and draft.speaker is not None


def antecedent(document: Document, marks: Marks, speaker: Range) -> Range:
    """The antecedent of "who" in "Ivo Marn, who insists"; any other speaker unchanged."""
    words, lower = document.words, document.lower
    first, past = speaker
    if past - first != 1 or lower[first] not in _RELATIVES:
        return speaker
    opening = document.sentences[document.sentence_of[first]][0]
    end = first - 1 if first > opening and words[first - 1] in (",", "—", "–", "-") else first
    begin = end
    while begin > opening and end - begin < _LONGEST_AGENT and marks.state[begin - 1] == OUTSIDE:
        word = lower[begin - 1]
        if (
            not (word[0].isalnum() or word in ("'s", "'"))
            or word in _BEFORE_NOUNS
            or (words[begin - 1][0].islower() and reports(word))
        ):
            break
        begin -= 1
        if word in _DETERMINERS and lower[begin - 1] != "of":
            break
    return (begin, end) if begin < end else speaker


def _quoted_as(document: Document, marks: Marks, draft: Draft) -> bool:
    """Give a quote of another outlet its speaker: Ode in "The agency quoted Ode as saying"."""
    lower, cue = document.lower, draft.cue
    assert cue is not None
    first, end = document.sentences[document.sentence_of[cue]]
    if lower[cue] in _QUOTED:
        begin = cue
        saying = next(
            (i for i in range(cue + 2, min(cue + 16, end)) if lower[i] == "as" and i + 1 < end and lower[i + 1] in _SAYING), None
        )
    elif lower[cue] in _SAYING and cue - first > 2 and lower[cue - 1] == "as":
        saying = cue - 1
        begin = next((i for i in range(cue - 2, max(first, cue - 16), -1) if lower[i] in _QUOTED), first)
    else:
        return False
    if saying is None or lower[begin] not in _QUOTED:
        return False
    if begin > first and _be_before(document, begin, first) is not None:
        return False  # "Ode was quoted as saying": the quoting outlet makes no difference
    found = noun_phrase(document, marks, begin + 1, saying)
    said = [(max(a, saying + 2) if begin < a else a, b) for a, b in draft.parts if b > saying + 2 or a < begin]
    if found is None or not said:
        return False
    draft.speaker, draft.rule, draft.parts = found, "quoted by another outlet; the name beside “quoted” is the speaker", said
    return True


def _be_before(document: Document, cue: int, first: int) -> int | None:
    """The first of the auxiliary verbs before a participle, where one of them is a form of "be"."""
    lower = document.lower
    at, seen = cue, False
    while at > first and (
        lower[at - 1] in _BE or lower[at - 1] in _HELPERS or (lower[at - 1].endswith("ly") and len(lower[at - 1]) > 4)
    ):
        at -= 1
        seen = seen or lower[at] in _BE
    return at if seen else None


def _passive(document: Document, marks: Marks, draft: Draft) -> bool:
    """Give a passive its agent: doctors in "Ode was told by doctors that", no speaker in "Ode was warned that"."""
    lower, cue, speaker = document.lower, draft.cue, draft.speaker
    assert cue is not None
    if not any(form in _LISTENED for form in dictionary_forms(lower[cue])) or lower[cue].endswith("ing"):
        return False
    first, end = document.sentences[document.sentence_of[cue]]
    group = _be_before(document, cue, first)
    agent = _agent(document, marks, draft, cue, end)
    if group is None and not (agent and agent[0] == cue + 2):
        return False
    if speaker is not None and group is not None and speaker[0] > cue and agent is None:
        return False
    if agent is not None:
        if any(a > cue and lower[a] in ("that", "to", "whether") for a, _ in draft.parts):
            draft.parts = [part for part in draft.parts if part[0] > cue]  # the passive's subject is not said
        draft.speaker, draft.rule = agent, "a passive verb with “by”: its agent is the speaker"
        return True
    if speaker is not None and group is not None and speaker[1] <= group and not _broken(document, speaker[1], group):
        draft.speaker, draft.rule = None, "a passive verb: no speaker is named"
        return True
    return False


def _broken(document: Document, first: int, end: int) -> bool:
    """Whether there is more than an aside between a subject and its verb."""
    return end - first > 12


def _agent(document: Document, marks: Marks, draft: Draft, cue: int, end: int) -> Range | None:
    """The noun phrase after "by", which follows the verb or the words said."""
    places = [cue + 1, *(b for _, b in draft.parts if cue < b < end)]
    for place in places:
        for i in range(place, min(place + 5, end - 1)):
            if document.lower[i] == "by":
                return noun_phrase(document, marks, i + 1, end)
            if marks.state[i] != OUTSIDE or document.lower[i] in ("that", "to", "whether", ",", ".", "as"):
                break
    return None


def noun_phrase(document: Document, marks: Marks, first: int, past: int) -> Range | None:
    """The noun phrase from ``first`` on, with a name after a comma."""
    words, lower = document.words, document.lower
    end = first
    while (
        end < min(past, first + _LONGEST_AGENT) and marks.state[end] == OUTSIDE and (words[end][0].isalnum() or words[end] in "'’&")
    ):
        if lower[end] in _PHRASE_ENDS:
            break
        end += 1
    if end == first or lower[first].endswith("ing"):
        return None
    if end + 1 < past and words[end] == "," and words[end + 1][0].isupper() and marks.state[end + 1] == OUTSIDE:
        name = end + 1
        while name < past and words[name][0].isupper() and words[name][0].isalpha():
            name += 1
        if name >= past or words[name] in (",", ".", ":"):
            return first, name
    return first, end


def _addressed(document: Document, marks: Marks, draft: Draft) -> bool:
    """Give an addressed message its writer: Ode in "Ode wrote to his rival, Petar Simic: ..." and in "Ode told the mayor"."""
    cue, speaker, lower = draft.cue, draft.speaker, document.lower
    assert cue is not None
    if speaker is not None and lower[cue] == ":" and speaker[1] <= cue:
        cue = _verb_before(document, marks, speaker[0], cue)
    if speaker is None or speaker[0] <= cue:
        return False
    forms = dictionary_forms(lower[cue])
    told = "tell" in forms and (speaker[0] <= cue + 2 or lower[draft.cue or 0] == ":")
    addressed = lower[cue + 1 : cue + 2] == ["to"] and any(form in _ADDRESSING for form in forms)
    first = document.sentences[document.sentence_of[cue]][0]
    if not (told or addressed) or any(marks.state[i] != OUTSIDE for i in range(cue, speaker[0])):
        return False
    subject = _subject(document, marks, first, cue)
    if subject is None:
        return False
    draft.speaker, draft.rule = subject, "the subject of the reporting verb; its addressee is no speaker"
    return True


def _verb_before(document: Document, marks: Marks, speaker: int, colon: int) -> int:
    """The verb of "Ode wrote to her brother, Wim Ode: ..." where the colon was taken for the reporting word; else the colon."""
    lower = document.lower
    for i in range(speaker - 1, max(document.sentences[document.sentence_of[colon]][0], speaker - 8), -1):
        if marks.state[i] != OUTSIDE:
            break
        forms = dictionary_forms(lower[i])
        if "tell" in forms or (lower[i + 1] == "to" and any(form in _ADDRESSING for form in forms)):
            return i
    return colon


def _subject(document: Document, marks: Marks, first: int, cue: int) -> Range | None:
    """The nearest pronoun or name before a verb, in its clause."""
    words, lower = document.words, document.lower
    for i in range(cue - 1, max(first, cue - 10) - 1, -1):
        if marks.state[i] != OUTSIDE or lower[i] in (";", ":"):
            return None
        if lower[i] in _PRONOUNS:
            return i, i + 1
        if words[i][0].isupper() and words[i][0].isalpha():
            begin = i
            while begin > first and (words[begin - 1][0].isupper() and words[begin - 1][0].isalpha()):
                begin -= 1
            return begin, i + 1
    return None
