"""The words that stand for a speaker: a name among them, a role ("the mayor"), or a pronoun."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from analytics.actors.article import MANY, Answer, Article, Mention, Speech
from analytics.actors.directory import directory
from analytics.actors.lexicon import word_list
from analytics.actors.people import Actor
from analytics.actors.pronouns import GENDER, choose
from analytics.actors.roles import PREPOSITIONS, is_people_noun, is_person_noun, role_score
from analytics.actors.standins import by_pronoun
from analytics.text import Document

_OTHER_PRONOUNS = frozenset("they it who i we which them their its that you these this those my our us me himself herself".split())
_SELVES = frozenset("himself herself also then itself themselves later".split())
_DEFINITE = frozenset("the his her its this that their".split())
_ENDS_PHRASE = frozenset(
    [",", "(", "—", "–", "--", "-", ":", "who", "said", "and", "or", "which", "whose", "when", "while", "is", "was", "has", "had"]
)
_ANY_BODY = frozenset("organisation organization group".split())  # may be called a body of any kind
_OURS = frozenset(("my", "our", "your"))
_SEEN = frozenset("seen obtained reviewed viewed verified read cited quoted".split())
_OPENINGS = frozenset("in on at over after during under before for with from earlier later since".split())


def is_pronoun(document: Document, i: int, j: int) -> bool:
    """Whether the tokens i to j are a pronoun, perhaps with "himself" or "also"."""
    word = document.lower[i]
    if word in ("he", "she", "it", "they", "who", "i", "we") and j - i < 4:
        return True
    if j - i > 2 or (j - i == 2 and document.lower[i + 1] not in _SELVES):
        return False
    return word in GENDER or word in _OTHER_PRONOUNS


def trimmed(document: Document, i: int, j: int) -> tuple[int, int]:
    """The phrase i to j without what a sloppy span takes in: "which" before a name, all that stands before a last "they"."""
    lower = document.lower
    while j - i > 1 and lower[i] in ("which", "whom", "that", "but", "and", "because", "as", "when", ",", "“", '"'):
        i += 1
    if j - i > 1 and lower[j - 1] in ("he", "she", "they", "it"):
        i = j - 1
    if j - i > 3 and lower[i] in ("he", "she", "they", "it"):
        j = i + 1  # "it issued a paper that the union"
    owned = lower[i] in GENDER or any(word in ("'s", "'") for word in lower[i:j])
    if owned and j < len(lower) and lower[j - 1] not in _ENDS_PHRASE and lower[j] in word_list("self-noun"):
        j += 1  # "the mayor's written" before "statement"
    return i, j


def head_of(document: Document, i: int, j: int) -> int:
    """Past the last token of the first noun phrase of i to j: "the mayor of Arn" ends after "mayor"."""
    for k in range(i, j):
        if k > i and (document.lower[k] in _ENDS_PHRASE or document.lower[k] in PREPOSITIONS):
            return k
    return j


def by_name(article: Article, speech: Speech, i: int, j: int, here: Sequence[Mention]) -> Answer:
    """The speaker among the names in the tokens i to j: no possessor, no object, no modifier."""
    document = article.document
    lower = document.lower
    said = document.text[slice(*document.span(i, j))]
    i = _past_opening(document, i, j, here)
    several = _several(document, i, j, here)
    if several:
        return Answer(None, "group", f"several speak: “{said}”")
    people = [m for m in here if m[2].type == "person"]
    head, after_head = here[0], lower[here[0][1]] if here[0][1] < j else ""
    leads = head[2].type != "person" and head[0] - i <= (lower[i] == "the") and after_head in (",", "(")
    if leads and people and people[0][0] - head[1] > 3:  # "Arn Bank, which once bought out Ada Quill" is not Quill
        return _found(article, head[2], head[0], head[1])
    for m in people:
        first, past, person = m
        if _blocked(document, i, first, here):
            continue
        later = any(n[0] > first and not _blocked(document, i, n[0], here) for n in people)
        if _stands_before(document, m, here):
            continue
        follower = lower[past] if past < j else ""
        if follower in ("'s", "'") and past + 1 < j:
            if later:
                continue
            return _possessed(article, speech, i, j, m)
        if (
            follower.isalpha()
            and document.words[past][0].islower()
            and follower not in PREPOSITIONS
            and follower not in _ENDS_PHRASE
        ):
            noun = lower[head_of(document, past, j) - 1]
            if is_person_noun(noun) or is_people_noun(noun) or noun in word_list("body-noun"):
                if later:
                    continue
                return _undescribed(article, speech, i, j, noun)
        return _found(article, person, first, past)
    for link in ("by", "from", "of"):
        for first, past, actor in here:
            if _author(document, i, first, link) and not (past < j and is_person_noun(lower[past])):
                return _found(article, actor, first, past)
    for m in here:
        first, past, body = m
        if body.type == "person" or _blocked(document, i, first, here):
            continue
        follower = lower[past] if past < j else ""
        if follower in ("'s", "'") and past + 1 < j:
            if any(n[0] == past + 1 for n in here):
                continue
            return _possessed(article, speech, i, j, m)
        if (
            not follower[:1].isalpha()
            or follower in PREPOSITIONS
            or follower in _ENDS_PHRASE
            or follower == "'s"
            or follower in word_list("aside")
        ):
            return _found(article, body, first, past)
        end = head_of(document, past, j)
        noun = lower[end - 1]
        if any(w in word_list("self-noun") for w in lower[past:end]) or (
            noun in word_list("body-noun") and not is_people_noun(noun)
        ):
            return _found(article, body, first, past)
        return _undescribed(article, speech, i, j, noun)
    return by_role(article, speech, i, j)


def _past_opening(document: Document, i: int, j: int, here: Sequence[Mention]) -> int:
    """Where the speaker begins in a phrase such as "In her evidence on Friday Ms Quill"."""
    first, past, _ = here[-1]
    if document.lower[i] not in _OPENINGS or past < j - 1 or first == i:
        return i
    k = first - 1
    while k > i and document.lower[k].rstrip(".") in word_list("title"):
        k -= 1
    return i if document.lower[k] in PREPOSITIONS or document.lower[k] in ("the", "a", "an") else k + 1


def _author(document: Document, i: int, first: int, link: str) -> bool:
    """Whether the name at token ``first`` is whose "report" is "by", "from" or "of" it; what it has only seen is not its own."""
    lower = document.lower
    k = first - 1
    while k > i and (lower[k] in ("the", "a") or lower[k].rstrip(".") in word_list("title")):
        k -= 1
    if k <= i or lower[k] != link or lower[k - 1] in _SEEN:
        return False
    return any(w in word_list("self-noun") for w in lower[i:k])


def _stands_before(document: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a name only says whose "spokeswoman" the person named next is."""
    following = next((n for n in here if n[0] >= mention[1] and n[2].type == "person"), None)
    if following is None or following[0] == mention[1]:
        return False
    between = [w.rstrip(".") for w in document.lower[mention[1] : following[0]]]
    role = any(is_person_noun(w) or w in word_list("title") for w in between)
    return role and all(w not in _ENDS_PHRASE and w not in PREPOSITIONS for w in between)


def _several(document: Document, i: int, j: int, here: Sequence[Mention]) -> bool:
    """"Ada Quill and Bo Lund": two names joined, with nothing but titles between."""  # fmt: skip
    if len(here) < 2 or here[0][2] is here[1][2] or here[0][2].type != here[1][2].type:
        return False
    between = [w for w in document.lower[here[0][1] : here[1][0]] if w.rstrip(".") not in word_list("title")]
    if between not in (["and"], [",", "and"], ["&"]):
        return False
    before = document.lower[i : here[0][0]]
    return all(w.rstrip(".") in word_list("title") or w in ("the", "both") for w in before) and here[1][1] >= j - 3


def _blocked(document: Document, i: int, first: int, here: Sequence[Mention]) -> bool:
    """Whether a preposition governs the name at token ``first`` within the phrase that begins at i."""
    lower = document.lower
    titled = lower[i].rstrip(".") in word_list("title") and document.words[i][0].isupper()
    if titled and all(document.words[t][0].isupper() or lower[t] in ("of", "the", "for") for t in range(i, first)):
        return False
    named = {t for a, b, _ in here if a != first for t in range(a, b)}
    for k in range(first - 1, i - 1, -1):
        if k in named:
            continue
        if lower[k] == "," and "including" not in lower[i:k]:
            return False
        if lower[k] in PREPOSITIONS or lower[k] == "including":
            return not (k == i and lower[k] in ("by", "to", "from"))
    return False


def _possessed(article: Article, speech: Speech, i: int, j: int, mention: Mention) -> Answer:
    """"Quill's report" is Quill's word; "Quill's mother" is not Quill."""  # fmt: skip
    document = article.document
    first, past, actor = mention
    end = head_of(document, past + 1, j)
    noun = document.lower[end - 1] if end > past + 1 else ""
    put_out = any(w in word_list("self-noun") for w in document.lower[past + 1 : end])
    if put_out and not (is_person_noun(noun) or (noun == "office" and actor.type != "person")):
        return _found(article, actor, first, past)
    person = _by_role_words(article, speech, i, j, past + 1, exclude=actor)
    if person is not None:
        return person
    return _undescribed(article, speech, i, j, noun, exclude=actor)


def _is_plural(noun: str) -> bool:
    return (
        noun.endswith("s")
        and len(noun) > 3
        and not noun.endswith(("ss", "'s"))
        and noun not in word_list("self-noun") | word_list("body-noun")
    )


def _undescribed(article: Article, speech: Speech, i: int, j: int, noun: str, exclude: Actor | None = None) -> Answer:
    """A speaker described by somebody else's name: known by the role, or unnamed under the description."""
    document = article.document
    said = document.text[slice(*document.span(i, j))]
    if is_people_noun(noun) or _is_plural(noun):
        return Answer(None, "group", f"several, unnamed: “{said}”")
    if document.lower[i] not in word_list("indefinite") and exclude is None:
        person = _by_role_words(article, speech, i, j, i)
        if person is not None:
            return person
    return Answer(None, "unnamed", f"unnamed: “{said}”", is_person=is_person_noun(noun))


def by_role(article: Article, speech: Speech, i: int, j: int) -> Answer:
    """Who "the mayor", "his lawyer", "the ministry" or "the report" is."""
    document = article.document
    lower = document.lower
    said = document.text[slice(*document.span(i, j))]
    end = head_of(document, i, j)
    noun = lower[end - 1]
    opening = lower[i]
    indefinite = opening in word_list("indefinite") or opening[0].isdigit()
    lowered = document.words[end - 1][0].islower()
    if "year-old" in lower[i:j] and opening in ("the", "a"):
        noun = "year-old"
    if noun != "justices" and (is_people_noun(noun) or (lowered and _is_plural(noun))):
        return Answer(None, "group", f"several, unnamed: “{said}”")
    fresh = opening in ("a", "an") or (article.author_of(noun, i) is None and opening not in GENDER and opening not in _OURS)
    author = article.author_after(noun, j) if fresh else None
    if author is not None:
        return Answer(author, author.type, f"the {noun} of {author.name}, spoken of right after")
    if indefinite or opening in _OURS:
        return Answer(None, "unnamed", f"unnamed: “{said}”", is_person=is_person_noun(noun))
    owner = next((k for k in range(i, end) if lower[k] in ("'s", "'")), None)
    if owner is not None and noun in word_list("self-noun"):
        answer = by_role(article, speech, i, owner)
        if answer.actor is not None:
            return answer
    if opening in GENDER and noun in word_list("self-noun"):
        return by_pronoun(article, speech, i, ())
    found = _by_role_words(article, speech, i, j, i)
    if found is not None:
        return found
    if is_person_noun(noun):
        return Answer(None, "unnamed", f"unnamed: “{said}”", is_person=True)
    return Answer(None, "unnamed", f"nobody is named so: “{said}”")


def _by_role_words(article: Article, speech: Speech, i: int, j: int, begin: int, exclude: Actor | None = None) -> Answer | None:
    """Whom the role that begins at token ``begin`` of the phrase i to j fits."""
    document = article.document
    lower = document.lower
    end = head_of(document, begin, j)
    if end <= begin:
        return None
    noun = "year-old" if "year-old" in lower[begin:j] else lower[end - 1]
    definite = lower[i] in _DEFINITE or "'s" in lower[i:end]
    if not definite and not document.words[i][0].isupper() and not is_person_noun(noun):
        return None
    others = {w for w in lower[begin:j] if w.isalpha() and w not in PREPOSITIONS} - {
        noun,
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "and",
    }
    if noun != "justices" and (is_person_noun(noun) or noun == "year-old"):
        return _person_in_role(article, speech, i, j, noun, others, exclude)
    if noun in word_list("body-noun") and definite:
        country = next((e for w in document.words[i:end] if (e := directory().demonyms.get(w))), None)
        if country is not None:
            for body in article.bodies:
                if body.name == country.name and noun in ("government", "military", "army", "authorities"):
                    return Answer(body, body.type, f"“{document.text[slice(*document.span(i, j))]}”: {body.name}")
        return _body_in_role(article, speech, i, j, noun)
    people = [e for w in document.words[i:end] if (e := directory().demonyms.get(w))]
    if people and noun in word_list("self-noun") and lower[i] == "the":  # "the Norwegian statement"
        land = next((body for body in article.bodies if body.name == people[0].name), None)
        if land is not None:
            return Answer(land, land.type, f"“{document.text[slice(*document.span(i, j))]}”: {land.name}")
    author = article.author_of(noun, i) if definite else None
    if author is not None and author is not exclude:
        return Answer(author, author.type, f"the {noun} of {author.name}, spoken of before")
    said_last = speech.last_body
    if said_last is not None and noun in word_list("self-noun") and definite and end - begin < 3:
        if document.paragraph_of[i] - document.paragraph_of[speech.last_body_at] > 6:
            return None
        return Answer(said_last, said_last.type, f"the {noun} spoken of last: {said_last.name}'s")
    return None


def _person_in_role(
    article: Article, speech: Speech, i: int, j: int, noun: str, others: set[str], exclude: Actor | None
) -> Answer | None:
    document = article.document
    said = document.text[slice(*document.span(i, j))]
    gender = 1.0 if noun in word_list("honorific") or (noun.endswith("man") and noun != "woman") else 0.0
    gender = (
        -1.0 if noun in word_list("honorific-woman") or noun.endswith(("woman", "wife", "mother", "daughter", "sister")) else gender
    )
    ranked: list[tuple[float, int, Actor]] = []
    for number, person in enumerate(article.called_like(noun)):
        if person is exclude or not person.mentions or person.mentions[0][0] >= i or person.gender * gender < -0.2:
            continue
        score = role_score(noun, others, person, article.roles_for(person), i)
        if score < (2.5 if document.lower[i] in GENDER else 1.5):
            continue
        away = document.sentence_of[i] - document.sentence_of[person.last_before(i)]
        score += 0.3 * math.log1p(len(person.mentions)) + 0.5 * (person is speech.last) - 0.02 * min(away, 50)
        ranked.append((score, -number, person))
    if ranked:
        ranked.sort(reverse=True)
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05:
            return Answer(None, "unnamed", f"no name could be settled for “{said}”: {ranked[0][2].name} or {ranked[1][2].name}")
        return Answer(ranked[0][2], "person", f"“{said}”: {ranked[0][2].name} is called so in this article")
    if exclude is not None or document.lower[i] in GENDER:
        named = [
            p
            for p in article.called_like(noun)
            if p is not exclude and any(r.noun == noun for r in article.roles_for(p)) and p.gender * gender >= -0.2
        ]
        if len(named) == 1 and noun not in ("son", "daughter", "brother", "sister", "friend", "aide", "spokesman", "spokeswoman"):
            return Answer(named[0], "person", f"“{said}”: {named[0].name} is called so in this article")
    if document.lower[i] == "the" and j - i <= 5 and noun in word_list("generic"):
        choice = choose(document, i, gender, article.scene(speech, ()))
        if choice.person is not None and choice.person is not exclude and choice.chance >= 0.55:
            return Answer(choice.person, "person", f"“{said}”: {choice.person.name}, the person spoken of")
    return None


def _body_in_role(article: Article, speech: Speech, i: int, j: int, noun: str) -> Answer | None:
    document = article.document
    ranked: list[tuple[float, int, Actor]] = []
    past = bisect_left(article.mentions, i, key=lambda m: m[0])
    lands = {w for w in document.words[i:j] if w in directory().demonyms or w in directory().names}
    near = {id(m[2]): m[2] for m in article.mentions[max(0, past - 300) : past] if m[2].type != "person"}
    for number, body in enumerate(near.values()):
        if body.type == "country" and noun not in ("government", "administration", "military", "army"):
            continue
        own = [w.lower() for w in body.words]
        if noun in word_list("firm") and any(w in word_list("public") for w in own):
            continue
        if noun == "union" and any(w in ("workers", "teachers", "nurses", "drivers", "miners", "dockers") for w in own):
            own.append("union")
        strange = noun in word_list("exact") and noun not in own and not (noun == "justices" and "court" in own)
        if strange and (body.name in directory().names or any(w in word_list("body") and w not in _ANY_BODY for w in own)):
            continue  # a body of another kind
        if noun == "office" and strange:
            continue  # "the mayor's office" is no other body's
        score = (
            -0.7 * strange + 3.0 * (noun in own or (noun == "justices" and "court" in own)) + 0.4 * math.log1p(len(body.mentions))
        )
        away = document.sentence_of[i] - document.sentence_of[body.last_before(i)]
        score += 4.0 * (body.words[0] in lands)  # "Norway's military" is rather the Norway Defence Force than a general's office
        score += 1.0 * (body is speech.last) - 0.25 * min(away, 8) + (body.type == "country")
        ranked.append((score, -number, body))
    if not ranked or max(ranked)[0] < -0.3:
        return None
    body = max(ranked)[2]
    return Answer(body, body.type, f"“{document.text[slice(*document.span(i, j))]}”: {body.name}, the {noun} spoken of")


def _found(article: Article, actor: Actor, first: int, past: int) -> Answer:
    """An actor by a name that stands in the phrase itself."""
    document = article.document
    text = document.text[slice(*document.span(first, past))]
    if text == actor.name:
        return Answer(actor, actor.type, f"named: {text}")
    full = next((m for m in actor.mentions[:MANY] if document.text[slice(*document.span(*m))] == actor.name), None)
    if full is None:
        return Answer(actor, actor.type, f"“{text}” stands for {actor.name}")
    kind = "the surname of " if actor.type == "person" and past - first == 1 and actor.words[-1] == text else "short for "
    return Answer(actor, actor.type, f"{kind}{actor.name}, named in paragraph {document.paragraph_of[full[0]] + 1}")
