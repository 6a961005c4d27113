"""The pictures of module 06: rules by age, what they cost, decision tables, the half-year without.

The timeline shows what the firm's register and the learner's own answers give. Once 6.2 is done it
shows all that can be known, since nothing is given away then.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..desk import Desk
from ..forms.spec import Beside
from ..marking.exercises.module06.clinic import TABLES
from ..marking.exercises.module06.material import decision_table, effect, register_rule
from ..screen import Page, Refused
from ..techniques.rules import Rule, RuleRegister
from .shown import Shown, artefact

__all__ = ["PICTURES", "beside", "known"]

Rows = list[tuple[Any, ...]]
_TYPED = ("type", "way")
_TRACED = ("year", "owner")
_TRUE = ("type", "way", "origin", "year", "owner", "challenged", "citation")


# ---- rules by age ---------------------------------------------------------------------------


def known(desk: Desk) -> tuple[list[Rule], bool]:
    """Every rule as far as it is known: the register, what the learner found, and once 6.2 is done
    the truth. Second: whether that is so."""
    case = desk.case
    answer = artefact(desk, RuleRegister, "6.2", False)
    done = desk.mark("6.2").state == "done"
    truth = case.service_key["rules"]
    sorted_ = {r.id: r for r in answer.rules}
    traced = {r.id: r for r in answer.old}
    said = {r.id: r for r in artefact(desk, RuleRegister, "6.5", False).rules}
    found = []
    for id_, true in truth.items():
        row = register_rule(case, id_).model_dump() | {"id": id_, "text": true["text"]}
        for rows, fields in ((sorted_, _TYPED), (traced, _TRACED)):
            row |= {f: v for f in fields if (v := getattr(rows.get(id_), f, None))}
        if done:
            row |= {f: true[f] or None if f in ("year", "challenged") else true[f] for f in _TRUE}
        if id_ in said:
            row["decision"] = said[id_].decision
        found.append(Rule.model_validate(row))
    return found, done


def _timeline(desk: Desk, mine: bool) -> Any:
    from ..drawing.ruleline import draw_rules

    if mine:
        own = artefact(desk, RuleRegister, "6.5", True)
        return draw_rules(own.rules, own.now or date.today().year, "Rules of your own")
    rules, done = known(desk)
    whose = "Rowan & Vale, synthetic: " + (
        "its register, the manual, and what owners said when asked" if done else
        "its register and what you have found so far")  # fmt: skip
    return draw_rules(rules, int(desk.case.branch["last_day"][:4]), whose)


# ---- what they cost -------------------------------------------------------------------------

_EFFECTS = ("rule", "what the log holds", "how many", "all together")


def _effect_rows(desk: Desk) -> Rows:
    """Sums alone: what is divided by what is the learner's part."""
    case = desk.case
    of = {r: effect(case, r) for r in ("R02", "R03", "R05", "R07", "R13")}
    sheets = [e for e in case.event_log if e["activity"] == "Sign sheets"]
    from ..techniques.rules_effect import lasted

    three = lasted(case.event_log, "Sign sheets")
    return [
        ("R02", "one-way hires granted", f"{of['R02'].of - of['R02'].count:,}", ""),
        ("R02", "one-way hires refused", f"{of['R02'].count:,}", ""),
        ("R03", "courtesy cars lent", f"{of['R03'].of - of['R03'].count:,}", ""),
        ("R03", "courtesy cars refused", f"{of['R03'].count:,}", ""),
        ("R05", "hires; from the return to the release of the deposit", f"{of['R05'].of:,}",
         f"{of['R05'].minutes / 1440:,.0f} days"),
        ("R07", "cars paid for and kept; from the refusal to the hand-over", f"{of['R07'].count:,}",
         f"{of['R07'].minutes / 60:,.0f} hours"),
        ("R09", "visits; signing three copies of a sheet", f"{len(sheets):,}", f"{three.minutes:,} minutes"),
        ("R13", "estimates above the limit; from ready to signed", f"{of['R13'].count:,}",
         f"{of['R13'].minutes / 60:,.0f} hours"),
    ]  # fmt: skip


def _effects(desk: Desk, mine: bool) -> Page:
    visits = len({e["case"] for e in desk.case.event_log})
    page = Page().table(f"Half a year of one branch: {visits:,} visits, {len(desk.case.rentals)} hires",
                        _EFFECTS, _effect_rows(desk))  # fmt: skip
    return page.line("The divisions are yours. Of three copies, one would be needed in any case. "
                     "Synthetic data.", quiet=True)  # fmt: skip


def _effect_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    log, hires = desk.case.event_log, desk.case.rentals
    return [
        Table("Effects", _EFFECTS, tuple(_effect_rows(desk))),
        *(Table(name, tuple(rows[0]), tuple(tuple(r.values()) for r in rows))
          for name, rows in (("All events", log), ("All hires", hires))),
    ]  # fmt: skip


# ---- decision tables ------------------------------------------------------------------------


def _tables(desk: Desk, mine: bool) -> Page:
    page = Page()
    for name in TABLES.values():
        table = decision_table(desk.case, name)
        header = ("row", *(i.name for i in table.inputs), *(o.name for o in table.outputs))
        rows = [(r.id, *(c.text for c in r.when), *r.then) for r in table.rules]
        page.table(f"{name}: {table.name}. Hit policy {table.policy}: one row for each case", header, rows)
    return page.line("(8..16] is more than 8 and up to 16. A dash is any value.", quiet=True)


def _decision_tables(desk: Desk, mine: bool) -> Any:
    """Laid out so that `cxkit tables check` reads the workbook back."""
    from ..decisions.layout import to_cells
    from ..drawing import Table

    found = []
    for name in TABLES.values():
        head, *rows = to_cells(decision_table(desk.case, name))
        wide = max(map(len, (head, *rows)))
        found.append(Table(name, (*head, *[""] * (wide - len(head))), tuple(map(tuple, rows))))
    return found


def beside(desk: Desk, data: dict[str, Any], mine: bool) -> Beside | None:
    """The two tables above the cases of 6.3; one's own table stands in its form."""
    if mine:
        return None
    from ..drawing.ruletable import sketch_tables

    svg, alt = sketch_tables([decision_table(desk.case, name) for name in TABLES.values()])
    return Beside(next(iter(TABLES)), svg, alt)


# ---- the half-year without them -------------------------------------------------------------

_WITHOUT = ("measure, a visit", "as it was", "without them", "difference", "95 % interval")
_MEASURES = {
    "elapsed_hours": ("hours from desk to desk", 1), "waiting_days": ("days of waiting in them", 2),
    "contacts": ("contacts", 2), "cost": ("handling cost, \u00a3", 2),
    "revenue": ("revenue of the next year, \u00a3", 2), "rating": ("rating, 1 to 5", 2),
}  # fmt: skip


def _gone(desk: Desk) -> list[str]:
    """The rules that the learner retires, laws apart."""
    truth = desk.case.service_key["rules"]
    gone = [r.id for r in artefact(desk, RuleRegister, "6.5", False).rules if r.decision == "retire"]
    left = [id_ for id_ in gone if id_ in truth and truth[id_]["type"] != "regulatory"]
    if not left:
        raise Refused("Retire a rule in 6.5 first: this shows the half-year without it. No law counts.")
    return left


def _without_rows(desk: Desk) -> tuple[list[str], Rows]:
    from ..cases import what_if

    gone = _gone(desk)
    found = what_if(desk.case, gone, draws=400)["measures"]
    rows = []
    for name, (words, places) in _MEASURES.items():
        m = found[name]
        rows.append((words, *(f"{m[k]:.{places}f}" for k in ("before", "after")),
                     f"{m['difference']:+.{places}f}",
                     f"{m['low']:+.{places}f} to {m['high']:+.{places}f}"))  # fmt: skip
    return gone, rows


def _without(desk: Desk, mine: bool) -> Page:
    gone, rows = _without_rows(desk)
    page = Page().table(f"The half-year without {', '.join(gone)}: the same customers, the same luck",
                        _WITHOUT, rows)  # fmt: skip
    return page.line(
        "Simulated from the model that made the case, so it shows what the case was built to hold. "
        "Hires are not in it. An interval that holds 0 settles nothing.", quiet=True)  # fmt: skip


def _without_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    return [Table("Without", _WITHOUT, tuple(_without_rows(desk)[1]))]


PICTURES = {
    "rules": Shown("6.2", _timeline, lambda desk, mine: list(_timeline(desk, mine).tables)),
    "effects": Shown("6.2", _effects, _effect_tables, page=True),
    "tables": Shown("6.3", _tables, _decision_tables, page=True),
    "what-if": Shown("6.5", _without, _without_tables, page=True),
}
