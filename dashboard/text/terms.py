"""One-line explanations of terms with a hidden rule; the method page explains them in full."""

TERMS = {
    "tone": "VADER's compound score of the words themselves, from -1 (harsh) to +1 (warm). It measures wording, not opinion.",
    "tone toward": "An estimate, learned from US political news, of how a sentence treats the actor it names, from -1 (badly) to "
    "+1 (well). One label in three is wrong: read it over many mentions.",
    "share of voice": "A speaker's part of all quoted words under the same filters.",
    "confidence": "The estimated probability that this is a quote and that its speaker is right, from 0 to 1.",
    "wire copies": "The same agency story published by several outlets. Once: only the first article of a story counts. "
    "Once per outlet: an outlet's own reprint does not count.",
    "quoted words": "Words inside quotes: direct, mixed or indirect.",
    "speaker": "The person, organisation or country that is quoted. A quote by an unidentified speaker counts in every total, "
    "but under no speaker.",
    "per 1,000 words": "Mentions per 1,000 words of the selected articles, so that long and short outlets compare.",
    "stance": "What the reporting verb does to the claim: neutral (said), assertive (insisted), distancing (claimed) and so on.",
    "strength": "Strong quotes, the default view: direct, mixed and indirect speech with a confidence of at least 0.50. An "
    "attitude (welcomed, hopes) is the outlet's word for what the speaker thinks; a fragment is three unmarked words or fewer.",
}
