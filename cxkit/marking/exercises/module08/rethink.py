"""8.8: four ways to rethink a process, one idea each. Row 51 of the method.

Ideas of others are put under the way they take; that gates the rest. Each own idea cites what it
starts from, and what it cites must be of the kind that its way works on.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.breaks import breaks
from ....techniques.language import taken
from ....techniques.plan import LEVERS, Rethink
from ....techniques.said import said_enough
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met
from ..module05.service import true_map
from .cards import cards, sorted_cards

__all__ = ["CITES", "EXERCISE", "citable"]

CITES = {  # what each way starts from
    "diagnose": "a moment, a step, a break point or a rule",
    "outcome": "an outcome, a KPI or a figure",
    "boundary": "a voice: what happened before or after us",
    "business": "an objective or a promise",
}


def citable(case: Any) -> dict[str, dict[str, str]]:
    """Way -> what its idea may cite, id -> words."""
    activity = true_map(case)
    taken = {m["id"]: m["description"] for m in case.moments["moments"]}
    taken |= {s["id"]: s["step"] for s in case.steps.values()}
    taken |= {b.id: " to ".join(b.id.split("-")) for b in breaks(activity)}
    taken |= {r["id"]: r["text"] for r in case.rules.values()}
    aims = {o["id"]: o["text"] for o in case.measures["outcomes"]}
    aims |= {k["id"]: k["name"] for k in case.measures["kpis"]}
    aims |= {f["id"]: f["name"] for f in case.smart["figures"]}
    voices = {v["id"]: v["text"] for v in (*case.vignettes.values(), *case.verbatims.values())}
    named = {o["id"]: o["text"] for o in case.measures["objectives"]}
    named |= {p["id"]: p["text"] for p in case.promises.values()}
    return dict(zip(LEVERS, (taken, aims, voices, named), strict=True))


def _ideas(answer: Rethink, context: Context) -> Measured:
    rows = {i.id: i for i in answer.ideas}
    known = {} if context.mine else citable(context.case)
    told, good, seen = [], 0, set[str]()
    for way in LEVERS:
        row = rows.get(way)
        idea = row.idea if row else ""
        cited = [e if context.mine else _id(e, known[way]) for e in row.evidence] if row else []
        strange = [e for e in cited if not context.mine and e not in known[way]]
        words = " ".join(sorted(set(tokens(idea))))
        if not said_enough(idea):
            what = "No idea is written here yet."
        elif not context.mine and _taken(idea, [known[way][e] for e in cited if e in known[way]]):
            what = "It is the text of a card, or of what it starts from."
        elif words in seen:
            what = "This idea stands under another way too."
        elif not cited:
            what = f"It starts from nothing: cite {CITES[way]}."
        elif strange:
            what = f"{', '.join(strange[:3])} is none of these: {CITES[way]}."
        else:
            good, seen = good + 1, seen | {words}
            continue
        seen.add(words)
        told.append(Finding(LOOK_AGAIN, what, LEVERS[way],
                            "An idea that starts from something seen can be talked about.",
                            f"Look under Material for {CITES[way]}."))  # fmt: skip
    return Measured(
        good / len(LEVERS),
        listed(told, "Further ways to look at: {n}.")
        or met("Four ideas, each from something that is there."),
    )


def _taken(idea: str, cited: list[str]) -> bool:
    shown = [*(c["text"] for c in cards("8.8")["card"]), *cited]
    return taken(idea, shown)


def _id(cited: str, known: dict[str, str]) -> str:
    """The id as the case writes it: small letters for moments, capitals for the rest."""
    return next((k for k in (cited, cited.upper(), cited.lower()) if k in known), cited)


EXERCISE = Exercise(
    "8.8",
    Rethink,
    lambda a: any(p.choice for p in a.tests) or any(i.idea or i.evidence for i in a.ideas),
    (
        sorted_cards("8.8", "Ideas are put under the way they take", lambda a: a.tests, 4),
        Criterion("ideas", "One idea a way, from something that is there", _ideas, weight=4,
                  gate="sorted"),
    ),
)  # fmt: skip
