"""Papers from different secrets are equally hard: for the careful, and for the careless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from cxkit.marking.paper import score

from .answers import STRATEGIES, model
from .conftest import FEW, MANY, opened

SPREAD = 3.0  # points of 100


def _totals(secrets: Sequence[bytes], strategy: Any) -> list[float]:
    found = []
    for secret in secrets:
        shown, key = opened(secret)
        found.append(score(strategy(shown, key), shown, key).total)
    return found


def _counts(secret: bytes) -> dict[str, Any]:
    shown, key = opened(secret)
    tasks = key["tasks"]
    rules = tasks["rules"]["rules"].values()
    return {
        "rules": len(shown["rules"]),
        "types": Counter(rule["type"] for rule in rules),
        "obsolete": sum(rule["obsolete"] for rule in rules),
        "old and obsolete": sum(rule["obsolete"] and rule["year"] <= 2010 for rule in rules),
        "old": sum(rule["year"] <= 2010 for rule in rules),
        "in the register": sum(rule["found"] == "register" for rule in shown["rules"]),
        "faults": {kind: len(items) for kind, items in tasks["rules"]["table"]["faults"].items()},
        "rows": len(shown["tables"][0]["rules"]),
        "kpis": Counter(tasks["measures"]["kpis"]["truth"].values()),
        "activities": len(shown["measures"]["activities"]),
        "orphans": len(tasks["measures"]["orphans"]["truth"]),
        "actions": len(shown["actions"]["actions"]),
        "steps": len(shown["steps"]),
        "letters": Counter(letter["category"] for letter in tasks["needs"]["letters"].values()),
        "kinds": Counter(tasks["needs"]["kinds"]["truth"].values()),
        "typed": len(tasks["moments"]["types"]["truth"]),
        "verbatims": len(shown["verbatims"]),
        "promises": len(shown["promises"]),
        "claims": key["log"]["claims"],
    }


def _told(secrets: Sequence[bytes]) -> None:
    for name, strategy in STRATEGIES.items():
        totals = _totals(secrets, strategy)
        print(f"{name}: {min(totals)} to {max(totals)} over {len(secrets)} papers")
        assert max(totals) - min(totals) <= SPREAD, name


def test_every_paper_has_as_much_in_it_as_every_other() -> None:
    first, *others = [_counts(secret) for secret in FEW]
    assert [other for other in others if other != first] == []


def test_the_counts_are_those_of_the_brief() -> None:
    found = _counts(FEW[0])
    assert (found["rules"], found["obsolete"], found["types"]["regulatory"]) == (14, 4, 3)
    assert found["kpis"] == {"output": 19, "outcome": 3, "disputed": 2}
    assert found["faults"] == {"gaps": 1, "conflicts": 1, "subsumed": 1, "overlaps": 0}
    assert (found["activities"], found["orphans"], found["actions"]) == (20, 4, 9)
    assert (found["verbatims"], found["promises"], found["claims"]) == (90, 5, 400)
    assert set(found["letters"].values()) == set(found["kinds"].values()) == {3}


def test_shares_and_maps_stay_within_bounds() -> None:
    keys = [opened(secret)[1]["tasks"] for secret in FEW]
    assert all(0.4 <= key["breaks"]["share"] <= 0.65 for key in keys)
    assert all(9 <= len(key["breaks"]["moments"]) <= 14 for key in keys)
    assert all(19 <= len(key["breaks"]["break_points"]) <= 24 for key in keys)
    assert all(7 <= key["measures"]["plan"]["best"] <= 14 for key in keys)
    # What can be counted differs from paper to paper, or the last class could tell the next.
    assert len({len(key["breaks"]["break_points"]) for key in keys}) > 1
    assert len({len(key["breaks"]["moments"]) for key in keys}) > 1
    assert len({len(key["breaks"]["rules"]) for key in keys}) > 1


def test_the_model_answer_scores_everything_and_no_answer_nothing() -> None:
    assert set(_totals(FEW, model)) == {100.0}
    assert set(_totals(FEW, lambda shown, key: {})) == {0.0}


def test_a_weak_strategy_scores_alike_on_every_paper() -> None:
    _told(FEW)


def test_what_takes_no_thought_earns_next_to_nothing() -> None:
    assert max(_totals(FEW, STRATEGIES["constant"])) == 0
    assert max(_totals(FEW, STRATEGIES["shallow"])) <= 3
    assert max(_totals(FEW, STRATEGIES["first page"])) <= 7


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_hundred_papers_are_equally_hard() -> None:
    first, *others = [_counts(secret) for secret in MANY]
    assert [other for other in others if other != first] == []
    assert set(_totals(MANY, model)) == {100.0}
    _told(MANY)
