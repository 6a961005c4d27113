"""The files of the service process: log, hires, rules, manual, tables, and their key.

They stand apart from the files of `documents` and draw from streams of their own, so that
nothing here can move an id or a byte there.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.files import json_bytes, text_bytes
from cxkit.cases.rowan_vale import calendar, money, simulation
from cxkit.cases.rowan_vale.activity_map import (
    action_truth,
    failure_truth,
    make_actions,
    make_failures,
    make_steps,
    reduction,
)
from cxkit.cases.rowan_vale.contacts import contact_table, contact_truth, make_contacts
from cxkit.cases.rowan_vale.crowned import crown_truth, keep_truth, make_crown
from cxkit.cases.rowan_vale.event_log import effects, log_table, log_truth
from cxkit.cases.rowan_vale.manual import DEBATED, make_manual, manual_page
from cxkit.cases.rowan_vale.measures import make_finance, make_measures, measure_truth
from cxkit.cases.rowan_vale.process import BRANCH, PERFORMERS, STEPS, breaks, rules
from cxkit.cases.rowan_vale.register import COURT, make_register, rule_truth, trivial_types
from cxkit.cases.rowan_vale.rentals import hire_effects, hires, rental_table
from cxkit.cases.rowan_vale.simulation import simulate
from cxkit.cases.rowan_vale.tables import make_tables, simplification, table_truth
from cxkit.cases.rowan_vale.world import World

__all__ = ["make_branch", "make_service_key", "service_files"]

SYNTHETIC = "Synthetic: the firm, its people and its figures are invented."


def make_service_key(world: World) -> dict[str, Any]:
    """The truth about the service process, as `key-service.json` holds it."""
    run, made, manual = simulate(world.seed), hires(world.seed), make_manual(world)
    found = effects(run) | hire_effects(made)
    plan = action_truth(world, run)
    obsolete = [rule.id for rule in rules().values() if rule.obsolete]
    return {
        "schema": 1,
        "case": "rowan-vale",
        "note": SYNTHETIC + " Every answer is worked out by the generator; see PROVENANCE.md.",
        "log": log_truth(run),
        "rules": rule_truth(manual, found),
        "exercises": {
            "5.2": _counts(),
            "5.4": failure_truth(world),
            "5.5": plan,
            "5.6": contact_truth(make_contacts(world, run, made)),
            "6.1": {
                "paragraphs": {p.number: p.rule for p in manual if p.rule},
                "debated": list(DEBATED),
            },
            "6.2": {"effects": found, "threshold": 0.6, "trivial": trivial_types(world)},
            "6.3": table_truth(),
            "6.4": simplification(world),
            "6.5": {"rules": list(COURT)},
            **measure_truth(world, run),
            "8.4": keep_truth(world),
            "8.5": reduction(run, simulate(world.seed, obsolete), plan["needless"])
            | crown_truth(world),
        },
    }


def service_files(world: World, key: dict[str, Any]) -> dict[str, bytes]:
    """File name to bytes; `key` is what `make_service_key` gave."""
    run, made, manual = simulate(world.seed), hires(world.seed), make_manual(world)
    contacts = make_contacts(world, run, made)
    return {
        "actions.json": json_bytes(make_actions(world, run)),
        "branch.json": json_bytes(make_branch()),
        "contacts.csv": text_bytes(contact_table(world, contacts)),
        "crown.json": json_bytes(make_crown(world)),
        "event-log.csv": text_bytes(log_table(run)),
        "failures.json": json_bytes(make_failures(world, run)),
        "finance.json": json_bytes(make_finance(run)),
        "key-service.json": json_bytes(key),
        "manual.md": text_bytes(manual_page(manual)),
        "measures.json": json_bytes(make_measures(world, run, made)),
        "rentals.csv": text_bytes(rental_table(made)),
        "rules.json": json_bytes(make_register()),
        "steps.json": json_bytes(make_steps(world, run)),
        "tables.json": json_bytes(make_tables(world)),
    }


def make_branch() -> dict[str, Any]:
    """The branch as data: who works there and when, rates in pence, the days of the log.

    Hours are minutes after midnight, first Monday to Friday, then Saturday.
    """
    return {
        "note": SYNTHETIC,
        "branch": BRANCH,
        "first_day": calendar.clock(0)[:10],
        "last_day": calendar.clock((calendar.DAYS - 1) * calendar.DAY)[:10],
        "holidays": [calendar.clock(d * calendar.DAY)[:10] for d in sorted(calendar.HOLIDAYS)],
        "performers": {
            role: {
                "lane": p.lane,
                "department": p.department,
                "kind": p.kind,
                "number": p.number,
                "pence_a_minute": p.pence,
                "hours": [list(map(list, part)) for part in calendar.HOURS.get(role, ())],
            }
            for role, p in PERFORMERS.items()
        },
        "pence": {
            "courtesy car a night": simulation.LOAN_NIGHT,
            "taxi": simulation.TAXI,
            "yard a night": money.YARD_NIGHT,
            "a returning customer's year": simulation.RETURN,
        },
        "returns": {str(stars): share for stars, share in money.RETURNS.items()},
    }


def _counts() -> dict[str, Any]:
    return {
        "moments": [step.id for step in STEPS if step.counterpart],
        "break_points": breaks(),
        "rules": sorted({step.rule for step in STEPS if step.rule}),
    }
