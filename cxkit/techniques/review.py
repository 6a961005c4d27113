"""The peer test: a map read by a colleague with five prompts, and what its author answers.

Row 15 of the method: a map is tested with colleagues, and each request for a change is answered.

Conventions: a remark names the entry of the map it is about, so that it can be acted on.
"""

from __future__ import annotations

from collections.abc import Iterable

from .artefact import Artefact, Row, Text, tokens

__all__ = ["Remark", "Review", "open_remarks"]

_SHORTEST = 4  # different words; fewer say no change that could be made


class Remark(Row):
    """What one prompt found: the entry, and what you ask its author to do.

    On one's own map the colleague `by` remarks, and the author's `answer` says what was done.
    """

    item: Text = ""
    text: Text = ""
    by: Text = ""
    answer: Text = ""

    @property
    def blank(self) -> bool:
        return not (self.item or self.text or self.by or self.answer)


class Review(Artefact):
    """Exercise 3.6."""

    remarks: list[Remark] = []


def open_remarks(remarks: Iterable[Remark], *, answered: bool = False) -> dict[str, str]:
    """Row id -> what is missing in a remark; remarks with nothing missing are left out.

    Args:
        answered: whether each remark must carry the author's answer.
    """
    found = {}
    for remark in remarks:
        if not remark.item:
            found[remark.id] = "no entry is named"
        elif len(set(tokens(remark.text))) < _SHORTEST:
            found[remark.id] = "it does not say what to change"
        elif answered and not tokens(remark.by):
            found[remark.id] = "nobody is named who said it"
        elif answered and len(set(tokens(remark.answer))) < 2:
            found[remark.id] = "it is not answered"
    return found
