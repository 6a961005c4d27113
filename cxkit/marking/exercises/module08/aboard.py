"""8.9: everybody aboard, and a voice that answers. Rows 58, 63, 65 and 80 of the method.

Each department of the map gets an owner who stands in it or heads what it belongs to; that gates the
rest. Levels follow from who reports to whom, turns of the menu from the recordings.
"""

from __future__ import annotations

from typing import Any

from ....techniques.artefact import tokens
from ....techniques.language import copied
from ....techniques.plan import LEVELS, Aboard, first_voice, levels
from ....techniques.said import said_enough
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval

__all__ = ["CALLS", "EXERCISE", "critical", "departments", "owners", "turns"]

CALLS = ("rv1", "rv2", "rv4")  # the recordings that begin with the voice menu


def departments(case: Any) -> dict[str, str]:
    """Department of the map -> its unit in the org chart, in the order of the chart."""
    return {u["department"]: u["id"] for u in case.org_chart["units"] if u["department"]}


def owners(case: Any) -> dict[str, set[str]]:
    """Department -> the roles that can own it: people in its unit, and who heads the unit above it.
    The head of the whole firm owns the whole; a website and another firm own nothing."""
    chart = case.org_chart
    above = {u["id"]: u["part_of"] for u in chart["units"]}
    level = levels(chart["roles"])
    found = {}
    for name, unit in departments(case).items():
        near = {unit, above[unit]}
        found[name] = {
            r["id"] for r in chart["roles"]
            if r["unit"] in near and level[r["id"]] not in ("", "top") and r["performer"] != "web"
            and (r["unit"] == unit or level[r["id"]] == "head")
        }  # fmt: skip
    return found


def critical(case: Any) -> dict[str, str]:
    """The critical moments of 4.5 with what happens there."""
    told = {m["id"]: m["description"] for m in case.moments["moments"]}
    return {m: told[m] for m in case.exercises["4.5"]["top"]}


def turns(case: Any) -> dict[str, int]:
    """Recording -> how often the menu speaks before a person does."""
    return {r: first_voice(case.scripts[r]["lines"], case.scripts[r]["voices"]) for r in CALLS}


def _owned(answer: Aboard, context: Context) -> Measured:
    if context.mine:
        return _own_owned(answer)
    given = {n.id: n.role for n in answer.owners}
    truth = owners(context.case)
    titles = {r["id"]: r["title"] for r in context.case.org_chart["roles"]}
    wrong = [d for d, accepted in truth.items() if given.get(d, "") not in accepted]
    told = [
        Finding(LOOK_AGAIN, f"{titles.get(given[d], given[d]).capitalize()}, you say.", where=d,
                why="An owner can change what is done there tomorrow.",
                next="Who works in it, or heads what it is part of? Look at the org chart.")
        for d in wrong if given.get(d)
    ]  # fmt: skip
    right = len(truth) - len(wrong)
    if wrong and not told:
        told = [Finding(LOOK_AGAIN, f"{len(wrong)} of {len(truth)} departments have no owner.")]
    return Measured(
        right / len(truth),
        listed(told, "Further departments to look at: {n}.")
        or met(f"All {len(truth)} departments have an owner."),
        share_interval(right, len(truth)),
    )


def _owned_bounds(context: Context) -> Bounds:
    """One slip; and the best that one role for all reaches."""
    if context.mine:
        return Bounds(1.0)
    truth = owners(context.case)
    best = max(sum(r in roles for roles in truth.values()) for r in set().union(*truth.values()))
    return Bounds((len(truth) - 1) / len(truth), best / len(truth))


def _own_owned(answer: Aboard) -> Measured:
    rows = [n for n in answer.owners if tokens(n.unit)]
    bare = [n.unit for n in rows if not tokens(n.role)]
    if len(rows) < 2:
        return Measured(0.0, (Finding(LOOK_AGAIN, f"Departments so far: {len(rows)}.",
                                      next="Write down each that touches the process."),))  # fmt: skip
    told = (
        [Finding(LOOK_AGAIN, "Nobody answers for it.", where=", ".join(bare[:4]))] if bare else []
    )
    return Measured(
        1 - len(bare) / len(rows), tuple(told) or met(f"All {len(rows)} have an owner.")
    )


def _levels(answer: Aboard, context: Context) -> Measured:
    """One ambassador a level; on the case the level must be the role's own."""
    given = {n.id: n for n in answer.ambassadors}
    truth = {} if context.mine else levels(context.case.org_chart["roles"])
    told = []
    for key, words in LEVELS.items():
        row = given.get(key)
        if row is None or not tokens(row.role):
            what = "Nobody is named."
        elif not context.mine and truth.get(row.role) != key:
            what = "The role stands on another level."
        elif not said_enough(row.note):
            what = "What they will be good at is open."
        else:
            continue
        told.append(Finding(LOOK_AGAIN, what, words,
                            "A plan known at one level stops at the next.",
                            "Who reports to whom? Then: what do they need to learn?"))  # fmt: skip
    return Measured(1 - len(told) / len(LEVELS), listed(told, "Further levels to look at: {n}.")
                    or met("Every level has somebody who speaks for customers."))  # fmt: skip


def _able(answer: Aboard, context: Context) -> Measured:
    rows = {n.id: n.note for n in answer.able}
    if context.mine:
        notes = [n for n in rows.values() if said_enough(n)]
        good = min(1.0, len(notes) / 2)
        text = f"Moments with a note: {len(notes)}; two are asked for."
        return Measured(
            good, (Finding(LOOK_AGAIN, text),) if good < 1 else met("The notes are there.")
        )
    told_of = critical(context.case)
    seen = [" ".join(sorted(set(tokens(rows.get(m, ""))))) for m in told_of]
    open_ = [m for m, text in told_of.items() if not said_enough(rows.get(m, ""))
             or copied(rows[m], text) > 0.5]  # fmt: skip
    open_ += [m for n, m in enumerate(told_of) if m not in open_ and seen[n] in seen[:n]]
    told = [Finding(LOOK_AGAIN, "What must be at hand there is open, or said before.",
                    where=", ".join(open_), why="A promise is kept by whoever stands there.",
                    next="What must they know, be allowed, and see on the screen?")] if open_ else []  # fmt: skip
    return Measured(1 - len(open_) / len(told_of), tuple(told)
                    or met(f"All {len(told_of)} critical moments have a note."))  # fmt: skip


def _heard(answer: Aboard, context: Context) -> Measured:
    """Turns of the menu before a person, today and then."""
    truth = turns(context.case)
    given = {n.id: n.number for n in answer.voices}
    wrong = [r for r, n in truth.items() if given.get(r) != n]
    after = given.get("after")
    told = [Finding(LOOK_AGAIN, "No number, or not the one of its first lines.", where=", ".join(wrong),
                    next="Count how often the menu speaks before somebody with a name does.")] if wrong else []  # fmt: skip
    fewer = isinstance(after, (int, float)) and 0 <= after < min(truth.values())
    if not fewer:
        told.append(Finding(LOOK_AGAIN, "Afterwards it is no shorter than the shortest today.",
                            where="After the change", next="Below what number would nobody mind?"))  # fmt: skip
    how = next((n.note for n in answer.instead), "")
    if not said_enough(how):
        told.append(Finding(LOOK_AGAIN, "What takes the menu's place is open.", where="Instead"))
    return Measured(1 - (len(wrong) + (not fewer) + (not said_enough(how))) / (len(truth) + 2),
                    listed(told, "Further things to mend: {n}.")
                    or met(f"From {min(truth.values())} to {max(truth.values())} turns down to {after:g}."))  # fmt: skip


EXERCISE = Exercise(
    "8.9",
    Aboard,
    lambda a: any(n.role or n.unit or n.note for n in (*a.owners, *a.ambassadors, *a.able, *a.instead))
    or any(v.number is not None for v in a.voices),
    (
        Criterion("owned", "Every department has an owner who can act", _owned, _owned_bounds, 4),
        Criterion("levels", "Every level has an ambassador", _levels, weight=3, gate="owned"),
        Criterion("able", "What must be at hand is written for each critical moment", _able, weight=3,
                  gate="owned"),
        Criterion("heard", "The way to a person is counted, and gets shorter", _heard, weight=2,
                  gate="owned", keyed=True),
    ),
)  # fmt: skip
