"""What is wrong with a file of decision tables: every fault at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["DecisionsError"]

_TOLD = 10


class DecisionsError(ValueError):
    """A file that holds no decision table that can be read, or cannot be written.

    Args:
        faults: sentences that name the place, what was expected and what came.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        rest = len(self.faults) - _TOLD
        super().__init__(
            " ".join(self.faults[:_TOLD] + [f"{rest} more faults follow."] * (rest > 0))
        )
