"""Words that nobody said, and sentences that look like them and are quotes: the whole engine reads each of them."""

from __future__ import annotations

import re

import pytest

from analytics.quotes import FoundQuote, find_quotes
from analytics.text import read

# Nobody said this. Where another wants, hopes or fears it, that is theirs, and may be found: the second column names them.
UNSAID: list[tuple[str, str | None]] = [
    ("Nobody said that the bridge was safe.", None),
    ("No club has said it wants the striker.", None),
    ("Not one senator claimed the count was wrong.", None),
    ("None of the witnesses said the driver had slowed.", None),
    ("Neither side said when the talks would resume.", None),
    ("No one told the tenants that the lift had failed.", None),
    ("Hardly anyone said the tax was fair.", None),
    ("Not a single doctor warned that the ward would close.", None),
    ("Mara Ode might say that the harbour is full.", None),
    ("Mara Ode could say that the harbour is full.", None),
    ("Mara Ode may tell the panel that the harbour is full.", None),
    ("Mara Ode should say that she is sorry for the delay.", None),
    ("Mara Ode could have said that the money was gone.", None),
    ("Mara Ode might have told them that the money was gone.", None),
    ("A braver mayor would say that the money is gone.", None),
    ("Mara Ode will say on Thursday that the harbour is full.", None),
    ("Mara Ode will announce on Friday that the mill is to close.", None),
    ("She might say: “The harbour is full and the money is gone.”", None),
    ("If Mara Ode says that the harbour is full, the boats will turn back.", None),
    ("Unless the mayor admits that the money is gone, the union will strike.", None),
    ("If the mayor said that she was sorry, the dockers would go home.", None),
    ("Should Mara Ode say that the harbour is full, prices will rise.", None),
    ("Were the mayor to say that she was sorry, the dockers would go home.", None),
    ("Had the mayor said that the bridge was cracked, nobody would have crossed.", None),
    ("The boats will wait whether Mara Ode says that the harbour is full or not.", None),
    ("Ivo Marn stopped short of saying that the vote was stolen.", None),
    ("Ivo Marn left without saying that he accepted the result.", None),
    ("Ivo Marn refrained from saying that the count was wrong.", None),
    ("Ivo Marn avoided saying that the count was wrong.", None),
    ("Instead of saying that the count was wrong, Ivo Marn went home.", None),
    ("Ivo Marn spoke of the weather rather than saying that he had lost.", None),
    ("Ivo Marn declined to say whether the money was gone.", None),
    ("Ivo Marn refused to say that the money was gone.", None),
    ("Ivo Marn failed to say that the money was gone.", None),
    ("Ivo Marn has yet to say that the money is gone.", None),
    ("Ivo Marn forgot to mention that the money was gone.", None),
    ("Ivo Marn was reluctant to say that the money was gone.", None),
    ("The dockers want Ivo Marn to say that he is sorry for the strike.", "The dockers"),
    ("The dockers want Ivo Marn to say “I am sorry” in public.", None),
    ("The union asked the chairman to say that the plant would stay open.", "The union"),
    ("The court ordered the paper to say that the story was wrong.", "The court"),
    ("The chairman is expected to say that the plant will stay open.", None),
    ("The chairman is likely to tell the board that the plant will stay open.", None),
    ("The union hopes the chairman will say that the plant is safe.", "The union"),
    ("Traders fear that the governor will say that rates must rise.", "Traders"),
    ("It is not true that Mara Ode said the boats should burn.", None),
    ("There is no evidence that Mara Ode said the boats should burn.", None),
    ("It is false that Mara Ode said the boats should burn.", None),
    ("A video falsely claims that Mara Ode said the boats should burn.", None),
    ("A forged clip claims that Mara Ode said “burn the boats”. She did not.", None),
    ("A forged letter in which Mara Ode says that the boats should burn is going round.", None),
    ("The fake post claims Mara Ode said the boats should burn.", None),
    ("In the play, the captain says that the sea owes him a boat.", None),
    ("In the novel, the widow tells the priest that she has sold the mill.", None),
    ("Did Mara Ode say that the harbour was full?", None),
    ("Has anyone said that the harbour is full?", None),
    ("Who said that the harbour was full?", None),
    ("Mara Ode did not say that the harbour was full.", None),
    ("Mara Ode never said that the harbour was full.", None),
    ("Mara Ode has not confirmed that the mill will close.", None),
    ("Mara Ode would not say whether the mill will close.", None),
    ("Mara Ode said nothing about the mill.", None),
    ("Mara Ode has said little since May about the mill.", None),
    ("He read “A Dictionary of Rain” on the ferry.", None),
]

SAID = [
    ("Mara Ode said that she would not sign the treaty.", "that she would not sign the treaty"),
    ("Mara Ode denied that the mill had been sold.", "that the mill had been sold"),
    ("She has never said so, Mara Ode insisted.", "She has never said so"),
    ("Mara Ode said nobody had asked her about the mill.", "nobody had asked her about the mill"),
    ("“Nobody has said he is going,” Ivo Marn said.", "“Nobody has said he is going,”"),
    ("Mara Ode said she might sell the mill in spring.", "she might sell the mill in spring"),
    ("If elected, Ivo Marn said, he would shut the port.", "If elected he would shut the port"),
    ("Mara Ode said that if the rain went on the bridge would fall.", "that if the rain went on the bridge would fall"),
    ("Ivo Marn went on to say that the port would close.", "that the port would close"),
    ("Mara Ode would later say that the mill had been unsafe.", "that the mill had been unsafe"),
    ("No 10 said that the talks had gone well.", "that the talks had gone well"),
    ("Mara Ode told the union that it was not true that the mill was sold.", "that it was not true that the mill was sold"),
    ("Ivo Marn did not hesitate to say that the plan was bad.", "that the plan was bad"),
    ("Mara Ode warned that the false alarm had cost a day.", "that the false alarm had cost a day"),
    ("Asked whether the mill was safe, Mara Ode said it had been checked twice.", "it had been checked twice"),
    ("“Did you say that?” the judge asked.", "“Did you say that?”"),
    ("Ivo Marn used the speech to say that the port was closing.", "that the port was closing"),
    ("Mara Ode said only that she would start on Monday.", "that she would start on Monday"),
]


def quotes_of(text: str) -> list[FoundQuote]:
    return find_quotes([read(text)])[0]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize(("text", "other"), UNSAID)
def test_mood_words_that_nobody_said_are_no_quote(text: str, other: str | None) -> None:
    speakers = [text[slice(*q.speaker)] if q.speaker else None for q in quotes_of(text)]
    assert [s for s in speakers if s != other] == [] if other else speakers == []


@pytest.mark.parametrize(("text", "said"), SAID)
def test_mood_look_alikes_are_quotes(text: str, said: str) -> None:
    wanted = words(said)
    found = [words(" ".join(text[a:b] for a, b in quote.parts)) for quote in quotes_of(text)]
    assert any(len(wanted & got) >= 0.8 * len(wanted | got) for got in found)
