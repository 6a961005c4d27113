"""Two decision tables in DMN's shape, with faults put in on purpose.

The tables are whole before the faults go in: each fault is one row taken out, or one row put
beside those that cover the ground already. So what is wrong is known without looking for it;
`cases.audit` looks for it all the same. Method row 42, exercises 6.3 and 6.4.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.world import World

__all__ = ["make_tables", "simplification", "table_truth"]

_HOURS = {"name": "booked hours", "type": "number", "from": 0, "to": 40}
_DAY = {"name": "day", "type": "choice", "values": ["weekday", "Saturday"]}
_CUSTOMER = {"name": "customer", "type": "choice", "values": ["private", "trade"]}
_AGE = {"name": "age of driver", "type": "whole", "from": 21, "to": 80}
_VEHICLE = {"name": "vehicle", "type": "choice", "values": ["car", "van", "minibus"]}
_CARD = {"name": "card", "type": "choice", "values": ["credit", "debit"]}


def make_tables(world: World) -> list[dict[str, Any]]:
    """The two tables: `D1` courtesy car, `D2` deposit. `-` in a cell means any value."""
    base = int(world.prices["deposit"])
    low, middle, high = (f"£{base + more}" for more in (0, 50, 100))
    courtesy = [
        ("C1", "<=8", "-", "private", "no car"),
        ("C2", "(8..16]", "weekday", "private", "small car"),
        ("C3", ">16", "weekday", "private", "car of the same class"),
        ("C4", ">8", "Saturday", "private", "small car"),
        ("C5", "<=2", "weekday", "private", "no car"),
        ("C6", "<=4", "-", "trade", "no car"),
        ("C7", "(4..8]", "Saturday", "trade", "no car"),
        ("C8", ">8", "weekday", "trade", "van"),
        ("C9", "(12..16]", "weekday", "private", "car of the same class"),
    ]
    deposit = [
        ("E1", "<25", "car", "-", high),
        ("E2", ">=25", "car", "credit", low),
        ("E3", ">=25", "car", "debit", middle),
        ("E4", "-", "van", "credit", middle),
        ("E5", ">=25", "van", "debit", high),
        ("E6", "<30", "minibus", "-", high),
        ("E7", ">=25", "minibus", "-", high),
    ]
    return [
        _table("D1", "Courtesy car", [_HOURS, _DAY, _CUSTOMER], "courtesy car", courtesy),
        _table("D2", "Deposit on a hire", [_AGE, _VEHICLE, _CARD], "deposit", deposit),
    ]


def _table(
    id_: str, name: str, inputs: list[dict[str, Any]], output: str, rows: list[tuple[str, ...]]
) -> dict[str, Any]:
    return {
        "id": id_,
        "name": name,
        "hit_policy": "U",
        "inputs": inputs,
        "outputs": [{"name": output}],
        "rules": [{"id": r, "when": list(when), "then": [then]} for r, *when, then in rows],
    }


def table_truth() -> dict[str, dict[str, Any]]:
    """The faults by table: kind, rows concerned, and a witness: a case that shows it."""
    return {
        "D1": {
            "gaps": [
                {"rows": [], "witness": {"booked hours": 7, "day": "weekday", "customer": "trade"}},
                {
                    "rows": [],
                    "witness": {"booked hours": 9, "day": "Saturday", "customer": "trade"},
                },
            ],
            "conflicts": [
                {
                    "rows": ["C2", "C9"],
                    "witness": {"booked hours": 14, "day": "weekday", "customer": "private"},
                }
            ],
            "subsumed": [
                {
                    "rows": ["C1", "C5"],
                    "witness": {"booked hours": 1, "day": "weekday", "customer": "private"},
                }
            ],
            "overlaps": [],
        },
        "D2": {
            "gaps": [
                {"rows": [], "witness": {"age of driver": 23, "vehicle": "van", "card": "debit"}}
            ],
            "conflicts": [],
            "subsumed": [],
            "overlaps": [
                {
                    "rows": ["E6", "E7"],
                    "witness": {"age of driver": 27, "vehicle": "minibus", "card": "credit"},
                }
            ],
        },
    }


def simplification(world: World) -> dict[str, Any]:
    """Exercise 6.4: `D2` with its gap closed and nothing else changed.

    `minimal` is the least number of rows of a table without overlaps that says the same. It is
    known because no two of the six cases in `apart` can share a row: a row that held both would
    also hold a case with another result.
    """
    base = int(world.prices["deposit"])
    low, middle, high = (f"£{base + more}" for more in (0, 50, 100))
    names = [column["name"] for column in (_AGE, _VEHICLE, _CARD)]
    apart = [
        ((22, "car", "credit"), high),
        ((40, "van", "debit"), high),
        ((40, "minibus", "credit"), high),
        ((30, "car", "debit"), middle),
        ((30, "van", "credit"), middle),
        ((30, "car", "credit"), low),
    ]
    return {
        "table": "D2",
        "changes": [
            {"when": {"vehicle": "van", "card": "debit", "age of driver": "<25"}, "then": high}
        ],
        "minimal": len(apart),
        "apart": [{"case": dict(zip(names, case, strict=True)), "then": t} for case, t in apart],
    }
