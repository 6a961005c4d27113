"""Module 06, business rules: exercises 6.1 to 6.6."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...marking.exercises.module06.material import (
    EFFECTS,
    HEARD,
    heard_lines,
    known_rules,
    notices,
    paragraphs,
)
from ..spec import Column, Item, Section
from .module06_tables import clinic, shorter
from .parts import Layout, laid_once, options, quiz

__all__ = ["LAYOUTS"]

_RULE = {"rule": "a rule", "no": "no rule"}
_TYPE = {"operational": "operational", "strategic": "strategic", "regulatory": "regulatory"}
_WAY = {"system": "system", "manual": "manual"}
_VERDICT = {"keep": "keep", "change": "change", "retire": "retire"}
_SEEN = {"obvious": "in plain sight", "found": "found"}
_YES = {"yes": "yes", "no": "no"}
_FIELDS = (("type", "{}"), ("way", "{}"), ("owner", "owner {}"), ("origin", "origin: {}"),
           ("year", "since {}"), ("citation", "law: {}"), ("challenged", "last challenged {}"))  # fmt: skip


@laid_once
def _hunt(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    written, said = paragraphs(case), heard_lines(case)
    return [
        Section(
            "manual",
            f"The manual: {len(written)} paragraphs",
            "Is something decided here, always in the same way? A paragraph may be long and hold no "
            "rule, or short and hold one. What you leave open counts as no rule.",
            kind="choices",
            items=tuple(Item(n, p["text"], n, p["page"]) for n, p in written.items()),
            options=options(_RULE),
        ),
        Section(
            "heard",
            f"A Saturday: {len(said)} lines",
            f"From the recording \u201c{case.scripts[HEARD]['title']}\u201d. Mark the line in which a rule "
            "decides something, not those in which people sigh about it.",
            kind="choices",
            items=tuple(Item(i, line["text"], i, line["who"]) for i, line in said.items()),
            options=options(_RULE),
        ),
    ]


def _texts(case: Any) -> tuple[Item, ...]:
    """What may be read beside a rule: the firm's register, then the manual with its old notices."""
    register = tuple(
        Item(id_, rule["text"], f"{id_}, in the register", _known(rule)) for id_, rule in case.rules.items()
    )
    manual = tuple(Item(n, p["text"], f"{n}, in the manual", p["page"]) for n, p in case.manual.items())
    return (*register, *manual)


def _known(rule: Mapping[str, str]) -> str:
    """What the firm's register says of a rule."""
    return "; ".join(words.format(rule[field]) for field, words in _FIELDS if rule[field])


def _named(case: Any, id_: str) -> str:
    where = "" if id_ in case.rules else " (not in the register)"
    return f"{id_}  {known_rules(case)[id_]}{where}"


@laid_once
def _register(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    rules = known_rules(case)
    owners = sorted({r["owner"] for r in case.service_key["rules"].values()})
    return [
        Section(
            "rules",
            f"The {len(rules)} rules of the firm",
            f"{len(case.rules)} stand in its register, the others only in the manual. Open Material "
            "for both.",
            columns=(
                Column("said", "Rule", "label", width="26em"),
                Column("type", "Type", "choice", options(_TYPE), width="9em",
                       help="Regulatory only where a law is named."),
                Column("way", "Kept by", "choice", options(_WAY), width="8em",
                       help="Manual: somebody could break it."),
            ),
            fixed=tuple({"id": id_, "said": _named(case, id_)} for id_ in rules),
            material=_texts(case),
        ),
        Section(
            "old",
            f"{len(EFFECTS)} old rules: where from, and at what cost",
            "Six notices at the end of the manual tell why. Draw \u201ceffects\u201d for the numbers.",
            shape="boxes",
            columns=(
                Column("said", "Rule", "label"),
                Column("origin", "The notice that tells why it was made", "choice", options(
                    {n: f"{n}  {' '.join(text.split()[:7])} \u2026" for n, text in notices(case).items()})),
                Column("year", "Year in which it was made", "number", placeholder="1979"),
                Column("owner", "Who could change it", "choice", options({o: o for o in owners})),
                Column("asked", "To be worked out", "label"),
                Column("amount", "The number", "number", placeholder="12.5",
                       help="In the unit that is asked for; within 5 % is right."),
            ),
            fixed=tuple({"id": id_, "said": _named(case, id_), "asked": f"{a.what} In {a.unit}."}
                        for id_, a in EFFECTS.items()),
            material=_texts(case),
        ),
    ]  # fmt: skip


@laid_once
def _court(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        return _own_register()
    before = case.exercises["6.5"]["rules"]
    return [
        Section(
            "rules",
            f"{len(before)} rules before the court",
            "Keep, change or retire. A control rule is there to stop our own people from erring or "
            "cheating. A law cannot be retired.",
            columns=(
                Column("said", "Rule", "label", width="15em"),
                Column("control", "A control rule?", "choice", options(_YES), width="5.5em"),
                Column("decision", "Verdict", "choice", options(_VERDICT), width="6.5em"),
                Column("reason", "Because", "long", width="22em",
                       help="What was it for, is that still so, and what if it went?"),
            ),
            fixed=tuple({"id": id_, "said": _named(case, id_)} for id_ in before),
            material=_texts(case),
        )
    ]  # fmt: skip


def _own_register() -> list[Section]:
    return [
        Section(
            "rules",
            "Rules of your own",
            "One card a rule. Three will do today. Where nobody can say, write \u201cunknown\u201d: that is "
            "an answer.",
            shape="boxes",
            columns=(
                Column("code", "Code", "text", placeholder="B1"),
                Column("text", "The rule, as one sentence", "long",
                       placeholder="An order above 500 needs a second signature."),
                Column("seen", "In plain sight, or found", "choice", options(_SEEN),
                       help="Found: it stands in a screen, a form or a habit, and on no list."),
                Column("type", "Type", "choice", options(_TYPE)),
                Column("citation", "The law, where it is regulatory", "text"),
                Column("way", "Kept by", "choice", options(_WAY)),
                Column("source", "Where it is written, or who says so", "text"),
                Column("origin", "Why it was made", "long", placeholder="a fraud with paper forms"),
                Column("year", "Year in which it was made", "number", placeholder="2004"),
                Column("owner", "Who could change it", "text", placeholder="head of purchasing"),
                Column("effect", "What it does to the customer", "long", placeholder="two days of waiting",
                       help="A number, if you have one: refused, waited, asked again."),
                Column("challenged", "Year in which it was last challenged", "number",
                       help="Leave it empty if it never was."),
                Column("control", "A control rule?", "choice", options(_YES),
                       help="Is it there to stop our own people from erring?"),
                Column("decision", "Verdict", "choice", options(_VERDICT)),
                Column("reason", "Because", "long", help="A sentence that would convince its owner."),
            ),
            min_rows=3,
            max_rows=40,
            row_name="rule",
        ),
        Section(
            "frame",
            "Today",
            shape="boxes",
            columns=(Column("now", "The year now", "number", placeholder="2026",
                            help="From it the ages of your rules are counted."),),
            fixed=({"id": "frame"},),
        ),
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {
    "6.1": _hunt,
    "6.2": _register,
    "6.3": clinic,
    "6.4": shorter,
    "6.5": _court,
    "6.6": quiz("06"),
}
