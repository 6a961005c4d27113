"""What is claimed to be gained: verdicts, savings together, measuring again; on the case and at home.

Rows 49 and 50 of the method; exercise 8.5. The gate itself is in `crown`, sums in `crownsavings`.

Conventions: amounts as people type them; what is no number stays as typed, so that a check can say
so. A share of 24 % is 0.24.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .artefact import Artefact, Row, Text, tokens
from .crown import Change, Verdict, gate
from .crownsavings import Saving
from .demand import Stated
from .said import shown, words

__all__ = ["DAYS", "Again", "Card", "Claims", "Figure", "Line", "Sum", "changes", "no_number"]

DAYS = ("30", "60", "90")


def _number(value: Any) -> Any:
    """An amount as people type it: £1,200.50, +3 and −8.85 are numbers."""
    if value is None or isinstance(value, (int, float)) and not isinstance(value, bool):
        return value if value is None or math.isfinite(value) else str(value)
    if not isinstance(value, str):
        return f"{value!r:.20}"
    plain = value.strip().replace("\u2212", "-").replace("\u2013", "-").replace("\u00a3", "")
    try:
        number = float("".join(plain.split()).replace(",", ""))
    except ValueError:
        return value.strip() or None
    return number if math.isfinite(number) else value.strip()


Number = Annotated[float | str | None, BeforeValidator(_number)]


class Judged(Row):
    """One claim and what becomes of it at the gate."""

    choice: Text = ""


class Sum(Stated):
    """Two lists of savings together: what stands in both, pounds, share of the handling cost."""

    twice: Text = ""
    pounds: Number = None


class Again(Row):
    """Measuring again on a day: what, by whom, against which figures."""

    what: Text = ""
    owner: Text = ""
    against: Text = ""

    @property
    def missing(self) -> list[str]:
        """The fields that say nothing yet, or what another has said. A number may be a baseline."""
        said = {"what": words(self.what), "owner": words(self.owner), "against": shown(self.against)}
        fields = list(said)
        return [f for n, f in enumerate(fields) if not said[f] or said[f] in [said[x] for x in fields[:n]]]


class Card(Row):
    """A claim of the sources: its grade of evidence, A to E, and what would test it."""

    grade: Literal["", "A", "B", "C", "D", "E"] = ""
    test: Text = ""


class Figure(Row):
    """One measure in one period of one's own, before and after, with an interval of the change."""

    measure: Literal["", "cost", "revenue", "service"] = ""
    period: Text = ""
    before: Number = None
    after: Number = None
    low: Number = None
    high: Number = None

    @property
    def blank(self) -> bool:
        return not (self.measure or tokens(self.period)) and self.numbers == (None,) * 4

    @property
    def numbers(self) -> tuple[float | str | None, ...]:
        return self.before, self.after, self.low, self.high

    @property
    def whole(self) -> bool:
        """Whether it says all that the gate asks for."""
        said = self.measure and tokens(self.period)
        return bool(said) and all(isinstance(n, (int, float)) for n in self.numbers)


class Line(Row):
    """One saving of one's own: which project counts it, what is no longer done, pounds."""

    project: Text = ""
    item: Text = ""
    pounds: Number = None

    @property
    def whole(self) -> bool:
        return bool(tokens(self.project) and tokens(self.item)) and isinstance(
            self.pounds, (int, float)
        )

    @property
    def saving(self) -> Saving:
        """It as a line of a list; only where it is whole."""
        return Saving(self.project.casefold(), self.item, float(self.pounds or 0))


class Claims(Artefact):
    """Exercise 8.5; `figures`, `lines` and `verdict` are for one's own organisation."""

    verdicts: list[Judged] = []
    sums: list[Sum] = []
    again: list[Again] = []
    card: list[Card] = []
    figures: list[Figure] = []
    lines: list[Line] = []
    verdict: list[Judged] = []

    @property
    def chosen(self) -> dict[str, str]:
        """Claim -> verdict, where there is one."""
        return {j.id: j.choice for j in self.verdicts if j.choice}

    @property
    def sum(self) -> Sum:
        """The sums; of several rows the first."""
        return next(iter(self.sums), Sum())

    def gate(self) -> Verdict:
        """The verdict on one's own figures.

        Raises:
            ArtefactError: an interval that does not hold its difference.
        """
        return gate(changes(self.figures))


def changes(figures: list[Figure]) -> list[Change]:
    """The figures that are whole, as the gate reads them. Periods are the same in any case."""
    return [
        Change(f.measure, " ".join(f.period.casefold().split()), *map(float, f.numbers))  # type: ignore[arg-type]
        for f in figures
        if f.whole
    ]


def no_number(number: float | str | None) -> bool:
    """Whether a field holds no number: nothing, or words."""
    return not isinstance(number, (int, float))
