"""The rule register as the firm keeps it, and what is true about every rule.

The register holds the obvious rules only, with fields empty that nobody can fill any more.
Method rows 40-44, exercises 6.1, 6.2 and 6.5.
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.manual import Paragraph
from cxkit.cases.rowan_vale.process import Rule, rules
from cxkit.cases.rowan_vale.world import World
from cxkit.techniques.agreement import kappa

__all__ = ["COURT", "make_register", "rule_truth", "trivial_types"]

# The eight rules that come before the court in 6.5: four that should go, two by law, two sound.
COURT = ("R02", "R03", "R05", "R06", "R07", "R08", "R16", "R18")

_FIELDS = ("type", "way", "owner", "origin", "year", "citation", "challenged")


def make_register() -> list[dict[str, Any]]:
    """One item an obvious rule; a field the firm does not know is an empty text."""
    return [_shown(rule) for rule in rules().values() if rule.seen == "obvious"]


def _shown(rule: Rule) -> dict[str, Any]:
    item: dict[str, Any] = {"id": rule.id, "text": rule.text}
    for name in _FIELDS:
        known = getattr(rule, name) if name not in rule.hidden else ""
        item[name] = str(known or "")
    return item


def rule_truth(manual: list[Paragraph], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Every rule by id: what is true of it, where the manual states it, what it costs.

    Args:
        manual: the paragraphs.
        found: the effects by rule, as `event_log.effects` and `rentals.hire_effects` give them.
    """
    return {
        rule.id: {
            "text": rule.text,
            "type": rule.type,
            "way": rule.way,
            "seen": rule.seen,
            "owner": rule.owner,
            "origin": rule.origin,
            "year": rule.year,
            "challenged": rule.challenged,
            "citation": rule.citation,
            "obsolete": rule.obsolete,
            "gone": rule.gone,
            "decision": "retire" if rule.obsolete else "keep",
            "paragraphs": [p.number for p in manual if p.rule == rule.id],
            "effect": found.get(rule.id),
        }
        for rule in rules().values()
    }


def trivial_types(world: World) -> dict[str, float]:
    """By axis of 6.2, the kappa that an answer without thought reaches over all rules."""
    made = {}
    for axis in ("type", "way", "seen"):
        truth = [getattr(rule, axis) for rule in rules().values()]
        labels = sorted(set(truth))
        made[axis] = trivial_labels(truth, labels, kappa, world.stream(f"trivial 6.2 {axis}"))
    return made
