"""3.4: what a map makes one ask. Questions, never faults and never marks."""

from __future__ import annotations

import re

from ....techniques.due import response_time
from ....techniques.insiders import inside, mentions
from ....techniques.language import Match
from ....techniques.outcomes import OutcomeMap
from ....techniques.weasels import weasel_words
from ...criterion import Context
from ...exercise import Question

__all__ = ["missable", "questions"]

_THIRD = re.compile(r"\bcustomers?\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our|ours|i'[a-z]+|we'[a-z]+)\b", re.IGNORECASE)


def questions(one: OutcomeMap, context: Context) -> list[Question]:
    """Names from inside in boxes 1 and 3, box 2 in the firm's voice, weasel words in boxes 4 to 6,
    a waiting time as a due date."""
    case = context.case
    found = []
    for section, names, text in (
        ("payer", case.internal_roles, "\u201c{}\u201d is a role in a firm. Who pays in the end?"),
        (
            "process",
            case.process_words,
            "\u201c{}\u201d is a name of ours. What would a customer call it?",
        ),
    ):
        for row in getattr(one, section):
            told = [n for n in (inside(row.text, names), *mentions(row.text, names)) if n]
            found += [Question(section, row.id, "text", text.format(told[0]))] if told else []
    found += [
        Question(
            "expectation", row.id, "text", "Could a customer say this? Try it with \u201cI\u201d."
        )
        for row in one.expectation
        if row.text and not _own_voice(row.text)
    ]
    for section, column in (("impacts", "text"), ("statements", "measure"), ("line", "text")):
        for row in getattr(one, section):
            words = weasel_words(getattr(row, column))
            found += [Question(section, row.id, column, missable(words[0]))] if words else []
    found += [
        Question(
            "statements",
            s.id,
            "due",
            "That runs anew for each customer. On which day shall it hold?",
        )
        for s in one.statements
        if s.due and response_time(s.due)
    ]
    return found


def _own_voice(text: str) -> bool:
    """Whether somebody speaks for themselves: nobody calls themselves a customer."""
    return bool(_FIRST.search(text.replace("\u2019", "'"))) and not _THIRD.search(text)


def missable(word: Match) -> str:
    """The question that a weasel word raises, with the word before it."""
    return f"\u201c{word.word}\u201d: {word.question[0].lower()}{word.question[1:]}"
