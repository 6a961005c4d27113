"""3.4: are today's values those of the case's own tables? Row 11 of the method."""

from __future__ import annotations

from ....techniques.outcomes import OutcomeMap
from ....techniques.smart import same_unit
from ...criterion import Context, Measured
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met

__all__ = ["CLOSE", "figures_right"]

_WANTED = 3
CLOSE = 0.5  # rounded to whole numbers


def figures_right(one: OutcomeMap, context: Context) -> Measured:
    """Statements whose measure, today's value, unit, source and side agree with the data; of two
    on one measure the second counts for nothing."""
    figures = context.key["figures"]
    rows = [s for s in one.statements if not s.blank]
    right, faults = set(), []
    for n, s in enumerate(rows, start=1):
        key, value = figures.get(s.measure.upper()), s.baseline
        step = "Each figure in the material names its value, unit and file."
        if not s.measure:
            fault = "nothing is measured"
        elif not key:
            fault = "its measure is not taken in workshop visits"
            step = "Choose a figure that is counted from the event log."
        elif not isinstance(value, (int, float)):
            fault = "today's value is open"
        elif abs(value - key["baseline"]) > CLOSE:
            fault = f"today's value is not {value:g}"
        elif not same_unit(s.unit, key["unit"]):
            fault = f"\u201c{s.unit}\u201d is not the unit of it" if s.unit else "the unit is open"
        elif s.source.lower() != key["source"].lower():
            fault = "the figure is read from another file"
        elif s.comparator != key["comparator"]:
            fault = f"\u201c{s.comparator}\u201d would be reached by getting worse"
            step = "Which side is better for the customer?"
            fault = fault if s.comparator else "the side of the target is open"
        else:
            right.add(s.measure.upper())
            continue
        faults.append(Finding(LOOK_AGAIN, f"Statement {n}: {fault}.", "box 5",
                              "A target means something only beside a true value of today.", step))  # fmt: skip
    wanted = max(_WANTED, len(rows))
    if len(right) < _WANTED and not faults:
        faults = [Finding(LOOK_AGAIN, f"{len(right)} different measures; {_WANTED} are asked for.",
                          "box 5", next="Measure another side of the outcome.")]  # fmt: skip
    return Measured(
        len(right) / wanted,
        listed(faults, "Further statements to look at: {n}.")
        or met(f"All {len(right)} agree with the data."),
    )
