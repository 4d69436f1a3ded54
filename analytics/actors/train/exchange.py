"""Exchanges the people, organisations, countries and titles of an article for others, each the same way throughout.

From such articles the network learns the surroundings of names, not the names. The new names come from the lexicons, from their
syllables, and for companies from everything that companies are named after: people, acronyms, common words, made-up words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from analytics.actors.directory import directory
from analytics.actors.lexicon import places, word_list
from analytics.actors.sheet import listed_forms
from analytics.actors.train.gold import NO_ACTOR, LabelledArticle, spans_of
from analytics.actors.train.names import AFTER_NAMES, Names
from analytics.text import Document


def exchange(example: LabelledArticle, names: Names) -> LabelledArticle:
    """Exchange most names of an article."""
    document, labels, weight = example
    swap: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    words: list[str] = []
    out: list[str] = []
    sentences: list[tuple[int, int]] = []
    spans = {first: (end, kind) for first, end, kind in spans_of(labels)}
    for a, b in document.sentences:
        begin = len(words)
        i = a
        while i < b:
            end, kind = spans.get(i, (i + 1, ""))
            tokens = document.words[i:end]
            before: list[str] = []
            after: list[str] = []
            if kind == "P":
                before, after = _around(document, i, end, b, names)
                tokens = _person(tokens, swap, names)
            elif kind == "G":
                tokens = _organisation(tokens, swap, names)
            elif kind in ("C", "L"):
                tokens = _place(tokens, kind, whole, names)
            elif tokens[0] in directory().demonyms:
                tokens = _people(tokens[0], whole, names)
            elif labels[i] == NO_ACTOR and (length := _length_of_place(document, i, labels)):
                end = i + length
                tokens = _place(document.words[i:end], "L", whole, names)
            words += [*before, *tokens, *after]
            out += ["O"] * len(before)
            if kind:
                out += ["B" + kind] + ["I" + kind] * (len(tokens) - 1)
            else:
                out += labels[i : i + 1] * len(tokens)
            out += ["O"] * len(after)
            i = end
        sentences.append((begin, len(words)))
    return LabelledArticle(_document(document, words, sentences), out, weight)


def _document(old: Document, words: list[str], sentences: list[tuple[int, int]]) -> Document:
    lower = [w.lower().replace("’", "'") for w in words]
    sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    paragraph = [old.paragraph_of[a] for a, _ in old.sentences]
    return Document("", words, lower, [], [], sentences, [], sentence_of, [paragraph[n] for n in sentence_of])


def _around(document: Document, first: int, past: int, end: int, names: Names) -> tuple[list[str], list[str]]:
    """Sometimes add a title before a person, or an honour after."""
    before: list[str] = []
    after: list[str] = []
    plain = first == 0 or not document.words[first - 1][0].isupper()
    if plain and random.random() < 0.12 and document.lower[first - 1 : first] != ["."]:
        before = names.title()
    if past - first > 1 and random.random() < 0.04 and past < end and not document.words[past][0].isupper():
        after = [*([","] if random.random() < 0.3 else []), random.choice(AFTER_NAMES)]
    return before, after


def _person(tokens: list[str], swap: dict[str, list[str]], names: Names) -> list[str]:
    found: list[str] = []
    for position, word in enumerate(tokens):
        key = word.lower()
        if key.rstrip(".") in word_list("suffix") or (len(word) == 2 and word[1] == ".") or not word[0].isupper():
            found.append(word)
            continue
        if key not in swap:
            change = random.random() < 0.85
            is_given = position < len(tokens) - 1
            swap[key] = ([names.first(word)] if is_given else names.surname()) if change else [word]
        new = swap[key]
        found += [w.upper() for w in new] if word.isupper() and len(word) > 3 else new
    return found


def _organisation(tokens: list[str], swap: dict[str, list[str]], names: Names) -> list[str]:
    """Exchange the words of an organisation, except those for its kind ("Bank", "University of")."""
    found: list[str] = []
    for word in tokens:
        key = "G" + word.lower()
        proper = word[0].isupper() and word.isalpha()
        telling = word.lower() in word_list("body") or word.lower() in word_list("nobody") or word in directory().demonyms
        if not proper or (len(tokens) > 1 and (telling or word.lower() in names.common)):
            found.append(word)
            continue
        if key not in swap:
            if random.random() < 0.4:
                swap[key] = [word]
            elif word.isupper() and len(word) < 6:
                swap[key] = ["".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in word)] if len(word) > 1 else [word]
            elif len(tokens) > 1:
                swap[key] = random.choice(names.surnames if random.random() < 0.7 else names.places).split(" ")
            else:
                swap[key] = names.company()
        found += swap[key]
    return found


def _place(tokens: list[str], kind: str, whole: dict[str, list[str]], names: Names) -> list[str]:
    key = " ".join(tokens)
    if key not in whole:
        entry = directory().names.get(key)
        whole[key] = tokens
        if entry is not None and random.random() < 0.4:
            name, people = names.country() if random.random() < 0.4 else (random.choice(names.countries), "")
            whole[key] = name.split(" ")
            for demonym in entry.demonyms if people else ():
                whole[demonym] = [people + "s" * demonym.endswith("s")]
        elif entry is None and kind == "L" and random.random() < 0.6:
            whole[key] = names.place()
    return whole[key]


def _people(word: str, whole: dict[str, list[str]], names: Names) -> list[str]:
    if word not in whole:
        whole[word] = [random.choice(names.demonyms)] if random.random() < 0.3 else [word]
    return whole[word]


def _length_of_place(document: Document, first: int, labels: Sequence[str]) -> int:
    """Count the tokens of a listed place that begins at a token and is part of no actor's name."""
    word = document.words[first]
    if first and document.words[first - 1][0].isupper() and document.sentence_of[first - 1] == document.sentence_of[first]:
        return 0
    longest = next((len(f) for f, k in listed_forms().get(word, ()) if tuple(document.words[first : first + len(f)]) == f), 0)
    length = longest or int(word in places())
    after = document.words[first + length : first + length + 1]
    apart = not after or not after[0][0].isupper() or document.sentence_of[first + length] != document.sentence_of[first]
    return length if apart and length and all(label == NO_ACTOR for label in labels[first : first + length]) else 0
