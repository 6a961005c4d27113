"""Activity maps and outcome maps to draw."""

from __future__ import annotations

from typing import Any

from cxkit.techniques.activity import LANES, ActivityMap
from cxkit.techniques.outcomes import OutcomeMap

LONG = "I want to bring the car back at any hour without looking for somebody. " * 4
NASTY = (
    "Copy the booking",
    "x" * 200,
    "東京を出発するのに。" * 12,
    "שלום, 10 cars to give back today",
    "$10 and $20",
    '<b>bold</b> & "quoted"',
    "e" + "\u0301" * 30,
    "line\nbreak\n\nmore",
    "to the moon \U0001f680",
    "",
    LONG,
)


def make_map(*rows: dict[str, Any]) -> ActivityMap:
    """A map; a row without a code is called S0, S1 and so on."""
    return ActivityMap.read(
        {"steps": [{"id": f"r{n}", "code": f"S{n}", **row} for n, row in enumerate(rows)]}
    )


def chain(steps: int, *, apart: int = 1, lanes: tuple[str, ...] = LANES) -> ActivityMap:
    """So many steps one after the other, performers and lanes changing, with a loop now and then."""
    rows = []
    for n in range(steps):
        follow = [f"S{n + 1}"] + ([f"S{n + 4}"] if n % 5 == 0 else [])
        back = [f"S{n - 3}"] if n % 11 == 10 else []
        rows.append(
            {"lane": lanes[n * 7 // apart % len(lanes)], "performer": ("agent", "clerk", "fitter")[n % 3],
             "step": f"Check paper {n}", "next": follow + back, "touch_minutes": n,
             "rule": f"R{n}" if n % 4 == 0 else "",
             "counterpart": "customer" if n % 6 == 1 else ""}
        )  # fmt: skip
    return make_map(*rows)


def make_outcome(
    text: str = "Being on time for my shift", rows: int = 2, **more: Any
) -> OutcomeMap:
    """An outcome map with so many rows in each box, all of one text."""

    def said(**extra: Any) -> list[dict[str, Any]]:
        return [{"id": f"r{n}", "text": text, "evidence": [f"V{n}"], **extra} for n in range(rows)]

    stated = [
        {"id": f"s{n}", "measure": text, "comparator": "at least", "baseline": 40, "target": 70,
         "unit": "per cent", "source": "event log", "owner": "Service manager", "due": "2027-06-01"}
        for n in range(rows)
    ]  # fmt: skip
    data = {
        "version": 1, "payer": said(), "expectation": said(), "process": said(),
        "impacts": said(sign="+") + said(sign="-"), "statements": stated,
        "line": [{"id": "l", "text": text}], **more,
    }  # fmt: skip
    return OutcomeMap.read(data)
