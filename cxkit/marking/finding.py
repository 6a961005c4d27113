"""What a check says to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["DONE", "LOOK_AGAIN", "NOT_STARTED", "Finding", "State"]

_LONGEST = 500  # characters of a learner's text that a finding repeats

State = Literal["not started", "look again", "done"]
NOT_STARTED: State = "not started"
LOOK_AGAIN: State = "look again"
DONE: State = "done"


@dataclass(frozen=True)
class Finding:
    """One thing that was found, in the order in which a person asks.

    Args:
        state: what it means for the criterion.
        what: what was found, with its number.
        where: the row, card or id; empty where it is the whole.
        why: why it matters.
        next: what to do now.
    """

    state: State
    what: str
    where: str = ""
    why: str = ""
    next: str = ""

    def __post_init__(self) -> None:
        for field in ("what", "where"):
            text = getattr(self, field)
            if len(text) > _LONGEST:
                object.__setattr__(self, field, f"{text[: _LONGEST - 1]}\u2026")
