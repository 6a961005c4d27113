"""The pictures of module 06: what is known when, sums and not divisions, tables that read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxkit.course import Course
from cxkit.decisions import read_tables
from cxkit.desk import Desk
from cxkit.drawing.sheet import write_xlsx
from cxkit.gallery.rules import PICTURES, beside, known
from cxkit.marking.exercises.module06.material import answers
from cxkit.screen import Refused
from cxkit.techniques.tables import Table
from tests.marking import rule_truth as m


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    return Desk(Course(root / "course"), tmp_path)


def _save(desk: Desk, exercise: str, data: dict[str, Any]) -> None:
    desk.workbook.write(exercise, data, 0)


def test_before_the_work_only_the_register_is_known(desk: Desk) -> None:
    rules, done = known(desk)
    assert not done and len(rules) == len(desk.case.service_key["rules"])
    shown = {r.id: r.made for r in rules if r.made is not None}
    assert shown == {i: int(r["year"]) for i, r in desk.case.rules.items() if r["year"]}


def test_what_was_found_is_shown_and_the_truth_only_when_done(desk: Desk) -> None:
    half = m.register(desk.case)
    half["rules"] = []
    _save(desk, "6.2", half)
    rules, done = known(desk)
    truth = desk.case.service_key["rules"]
    assert not done
    assert all(r.made == truth[r.id]["year"] for r in rules if truth[r.id]["obsolete"])
    assert any(r.made is None for r in rules)


def test_when_done_all_ages_are_known(desk: Desk) -> None:
    _save(desk, "6.2", m.register(desk.case))
    _save(desk, "6.5", m.court(desk.case))
    rules, done = known(desk)
    truth = desk.case.service_key["rules"]
    assert done and all(r.made == truth[r.id]["year"] for r in rules)
    assert {r.id for r in rules if r.looked_at is None} == {i for i, t in truth.items() if t["obsolete"]}
    assert sum(r.decision == "retire" for r in rules) == 4
    assert PICTURES["rules"].draw(desk, False).title.startswith("6 of 18 rules")


def test_the_effects_lead_to_the_answers_and_do_not_say_them(desk: Desk) -> None:
    rows: dict[str, list[list[float]]] = {}
    for rule, _, many, long_ in PICTURES["effects"].tables(desk, False)[0].rows:
        found = [float(str(v).split()[0].replace(",", "")) for v in (many, long_) if v]
        rows.setdefault(rule, []).append(found)
    text = PICTURES["effects"].draw(desk, False).text
    for rule, sums in rows.items():
        if len(sums) == 2:  # granted, refused
            said = 100 * sums[1][0] / (sums[0][0] + sums[1][0])
        else:
            said = sums[0][1] / sums[0][0] * (2 / 3 if rule == "R09" else 1)
        right = answers(desk.case, rule)
        assert any(abs(said - a) <= 0.005 * a for a in right), rule
        assert not any(f"{a:.1f}" in text.split() for a in right), rule


def test_exported_tables_read_back(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", PICTURES["tables"].tables(desk, False))
    assert read_tables(path) == [Table.read(t) for t in desk.case.tables.values()]


def test_the_half_year_without_a_rule_needs_a_verdict_and_no_law(desk: Desk) -> None:
    with pytest.raises(Refused, match="Retire a rule"):
        PICTURES["what-if"].draw(desk, False)
    law = [i for i in desk.case.exercises["6.5"]["rules"]
           if desk.case.service_key["rules"][i]["type"] == "regulatory"]  # fmt: skip
    _save(desk, "6.5", m.court(desk.case, **dict.fromkeys(law, "retire")))
    text = PICTURES["what-if"].draw(desk, False).text
    assert "R07" in text and not any(i in text.splitlines()[0] for i in law)


def test_ones_own_rules_are_drawn_from_ones_own_year(desk: Desk) -> None:
    desk.workbook.write("6.5", m.own_register(), 0, mine=True)
    assert PICTURES["rules"].draw(desk, True).title.endswith("B1 for 25 years")


def test_the_tables_stand_above_the_cases_and_nowhere_else(desk: Desk) -> None:
    shown = beside(desk, {}, False)
    assert shown is not None and shown.section == "first" and "<svg" in shown.svg
    for table in desk.case.tables.values():
        for rule in table["rules"]:
            assert f"{rule['id']}: {', '.join(rule['when'])}, then {rule['then'][0]}" in shown.alt
    assert beside(desk, {}, True) is None
