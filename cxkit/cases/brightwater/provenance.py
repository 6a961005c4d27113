"""The notes that lie in the two folders of a paper: what it is, and where it comes from."""

from __future__ import annotations

from cxkit.cases.brightwater.firm import Firm

__all__ = ["key_note", "paper_note"]

_PAPER = """# {firm}: water in the kitchen

Paper {id}. {firm} is invented, and so are its people, its rules, its law and every word said
about it. Names of towns stand for no place. No public price or rate is used: pounds, hours and
days are estimates, chosen within what is usual for household claims in the United Kingdom.

| file | what it holds |
| --- | --- |
| `paper.json`, `quiz.json` | the five tasks, and thirty questions |
| `letters.json`, `verbatims.json`, `promises.json` | what members write and say, what the firm promises |
| `scripts.json` | two recordings as timed transcripts |
| `steps.json`, `organisation.json` | a claim step by step, and who does it |
| `event-log.csv`, `contacts.csv` | half a year of claims; eight weeks of calls |
| `manual.md`, `rules.json`, `tables.json` | the staff manual, fourteen rules, one decision table |
| `measures.json`, `actions.json`, `finance.json` | KPIs and activities, what could be done, the money |

All of it is generated from one seed, byte for byte the same on every machine. A promise, a rule,
a delay in the log and a complaint about it are one fact seen four ways.
"""

_KEY = """# Key to paper {id}

Keep this folder from learners. It belongs to the paper of {firm} with the same id; marking
refuses any other.

`key.json` holds the truth of each task, worked out by the generator, with two bounds: credit
begins above `trivial`, the best that an answer without thought reaches (a constant, 95 % of 400
random ones, or a rule of thumb such as "whatever is old is obsolete"), and is full from
`threshold` on. `key-recordings.json` holds the events of both recordings and what three synthetic
annotators marked. Of each question `quiz` in `key.json` names the area and the right option.

The same secret makes the same paper and key again. Whoever has the secret has the key; so erase
it when the class is over, or keep it with this folder.

The secret hides which texts, rules and numbers were drawn, and the key cannot be worked back from
the paper. It cannot hide what a text means: the texts come from pools in the public repository of
cxkit, sorted there by what they mean. A learner with that repository at hand during the paper can
look four of the five tasks up, and most of the fifth. So hand out the paper folder alone, and let
the paper be sat without a connection and without cxkit's sources, watched as an examination is.
"""


def paper_note(firm: Firm, id_: str) -> str:
    """PROVENANCE.md of the paper folder."""
    return _PAPER.format(firm=firm.name, id=id_)


def key_note(firm: Firm, id_: str) -> str:
    """README.md of the key folder."""
    return _KEY.format(firm=firm.name, id=id_)
