"""Proofs of 8.4 and 8.5: what goes from a map, and which claims of a gain stand."""

from __future__ import annotations

from typing import Any

from cxkit.marking.exercises.module05.service import true_map
from cxkit.techniques.keep import items

from .. import crown_truth as k
from .. import truth as t


def _rules(case: Any, *drop: int, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The rules that outlived their reason, without some, and with others."""
    gone = case.exercises["8.4"]["outlived"]
    return (*(r for n, r in enumerate(gone) if n not in drop), *more)


def _alive(case: Any) -> list[str]:
    """Rules of the map that have a reason and no law behind them."""
    key = case.exercises["8.4"]
    return [r for r in items(true_map(case))["green"] if r not in key["outlived"] + key["law"]]


def _third(case: Any) -> dict[str, tuple[str, ...]]:
    """Every third mark of each colour."""
    return {colour: tuple(marks[::3]) for colour, marks in items(true_map(case)).items()}


def _claim(case: Any, verdict: str) -> str:
    """The first claim of which this is true."""
    return next(c for c, v in case.exercises["8.5"]["verdicts"].items() if v == verdict)


def _other(verdicts: dict[str, str], *claims: str) -> dict[str, str]:
    """Another verdict on each of these."""
    return {c: "pass" if verdicts[c] != "pass" else "zero" for c in claims}


def _off(case: Any, number: int) -> dict[str, str]:
    """The first so many claims judged otherwise."""
    verdicts = case.exercises["8.5"]["verdicts"]
    return _other(verdicts, *list(verdicts)[:number])


PROOFS: dict[str, dict[str, dict[str, Any]]] = {
    "8.4": {
        "expert": {
            "the rest kept": lambda c: k.keep(c),
            "one by one": lambda c: k.one_by_one(c),
            "the rest improved, a step inside too": lambda c: k.keep(c, rest="improve", also=("T14",)),
            "a gap bridged": lambda c: k.keep(
                c, red=("T05", "T19", "T21", "T23"), joins=(("T17", "T20"),)),
            "one rule improved": lambda c: k.keep(c, green=_rules(c, 3)),
            "one living rule goes too": lambda c: k.keep(c, green=_rules(c, more=tuple(_alive(c)[:1]))),
        },
        "mutant": {
            "a rule of law goes": lambda c: k.keep(
                c, green=_rules(c, more=tuple(c.exercises["8.4"]["law"][:1]))),
            "the end goes": lambda c: k.keep(c, red=("T21", "T22")),
            "a gap is left": lambda c: k.keep(c, red=("T19", "T21")),
            "a leap over steps that stay": lambda c: k.keep(
                c, red=("T19",), joins=(("T17", "T20"), ("T03", "T20"))),
            "a new arrow to a step that goes": lambda c: k.keep(
                c, red=("T19", "T21"), joins=(("T17", "T20"), ("T20", "T21"))),
            "a moment as a step inside": lambda c: k.keep(c, also=("T15",)),
            "two rules found of four": lambda c: k.keep(c, green=_rules(c, 0, 1)),
            "three living rules go": lambda c: k.keep(c, green=_rules(c, more=tuple(_alive(c)[:3]))),
            "no reasons": lambda c: k.keep(c, said=dict.fromkeys(k.REASONS, "")),
            "one reason for all": lambda c: k.keep(
                c, said=dict.fromkeys(k.REASONS, "It is not needed any more")),
            "the rest open": lambda c: k.keep(c, rest=""),
            "nothing blue goes": lambda c: k.keep(c, blue=()),
            "nothing red goes": lambda c: k.keep(c, red=()),
        },
        "gamer": {
            "everything goes": lambda c: k.everything(c),
            "everything goes, each with words": lambda c: k.keep(c, **items(true_map(c))),
            "everything stays": lambda c: k.keep(c, red=(), blue=(), green=()),
            "every third goes": lambda c: k.keep(c, **_third(c)),
            "the first of each": lambda c: k.keep(
                c, **{colour: (marks[0],) for colour, marks in items(true_map(c)).items()}),
        },
    },
    "8.5": {
        "expert": {
            "all right": lambda c: k.crown(c),
            "one claim otherwise": lambda c: k.crown(c, _off(c, 1)),
            "another otherwise": lambda c: k.crown(c, {_claim(c, "missing"): "periods"}),
            "as people type": lambda c: k.crown(
                c, pounds=f"\u00a3{c.exercises['8.5']['union']:,.0f}",
                share=f"{100 * c.exercises['8.5']['share']:.1f}"),
            "an opinion, by a named expert": lambda c: t.every(k.crown(c), "card", grade="D"),
        },
        "mutant": {
            "four claims otherwise": lambda c: k.crown(c, _off(c, 4)),
            "all pass but one": lambda c: {**k.crown(c), "verdicts": [
                *k.judged(c, "pass")[:-1], {"id": "G9", "choice": "zero"}]},
            "both lists as they stand": lambda c: k.crown(c, pounds=c.exercises["8.5"]["added"]),
            "a share of the plain sum": lambda c: k.crown(
                c, share=c.exercises["8.5"]["added"] / c.crown["handling"]),
            "nothing stands in both": lambda c: k.crown(c, twice="Query sheet"),
            "no sum": lambda c: k.crown(c, pounds=None),
            "a sum in words": lambda c: k.crown(c, pounds="about seventeen thousand"),
            "nobody measures": lambda c: t.every(k.crown(c), "again", owner=""),
            "one day open": lambda c: t.without(k.crown(c), "again", 1),
            "graded A": lambda c: t.every(k.crown(c), "card", grade="A"),
            "no test": lambda c: t.every(k.crown(c), "card", test="Measure it."),
        },
        "gamer": {
            **{f"always {v}": lambda c, v=v: {**k.crown(c), "verdicts": k.judged(c, v)}
               for v in ("pass", "zero", "wrong", "periods", "missing", "twice")},
            "in turn": lambda c: {**k.crown(c), "verdicts": [
                {**row, "choice": ("zero", "pass", "missing")[n % 3]}
                for n, row in enumerate(k.judged(c, "pass"))]},
        },
    },
}  # fmt: skip

UNTOUCHED = {"8.4": k.keep, "8.5": k.crown}
