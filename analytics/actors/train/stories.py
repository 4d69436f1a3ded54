"""Sentences of invented stories about outlets, public bodies and in transcripts, which the marked articles have seldom.

Slots as in `analytics.actors.train.invented`, and {M} an outlet, {B} a body of several words, {Z} its acronym.
"""

from __future__ import annotations

MEDIA = """
“We had no warning,” {P} told {M}.
{P} told the {M} on Monday that the plant in {L} would close.
The {M} reported that {P} had left {L}.
{M} reported on Friday that {G} would be sold.
According to the {M}, the dam broke at noon.
According to {M}, {S} has not been paid since May.
The newspaper {M} said it stood by its story.
The {L} daily {M} was the first to report the sale.
{P}, the editor of {M}, said the paper would appeal.
In an interview with {M}, {P} said no.
{M} said in an editorial that {S} should go.
A survey by {M} found that few had paid.
{P} wrote in the {M} that the law had failed.
The {M} was the first to report it. The paper said it had seen the letter.
The broadcaster {M} cancelled the show, and {G} followed.
A reporter for the {M} asked {P} about the letter.
{M} first published the photographs. {P} had sold them to {M}.
The story, first told by {M}, is not true, {P} said.
""".strip().splitlines()

BODIES = """
The {B} ({Z}) said it would appeal. The {Z} has 40,000 members.
The {B} ({Z}) asked for more money. {P} of the {Z} said the fund was empty.
{P}, head of the {B}, said no.
The head of the {B}, {P}, said it was late.
The head of the {B} {P} said it was late. {S} wants more money.
The {B} asked for more time. It said it had found no fault.
A spokesman for the {B} declined to say more.
Members of the {B} met in {L} on Friday.
The {B} and the {H} have agreed to share the costs.
A report by the {B} blamed {G}.
{P} joined the {B} in 2014.
The {B} said in a statement that it had not been asked.
The {B} was told by {G} to leave the hall in {L}.
""".strip().splitlines()

# What is said in transcripts, without names.
TURNS = """
Did the dam fail?
It did not fail. We opened the gates at noon.
No, I have not seen the letter.
And the vaccine?
It will be here in March, I hope.
I have said so many times. We will not close the schools.
Why not?
Because nobody asked us, and nobody will.
Good evening, and thank you for having me.
That is not what I said.
You voted for it in May.
I did, and I would do it again.
What happens now?
We wait. There is nothing else that we can do.
Let me finish. The road is safe.
""".strip().splitlines()
LABELS = ("Q", "A", "HOST", "OPERATOR", "MODERATOR", "AUDIENCE", "QUESTION", "ANSWER", "Reporter", "Host", "Interviewer")
