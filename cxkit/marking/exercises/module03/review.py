"""3.6: review a colleague's map with five prompts. Row 15 of the method.

The case brings a map with one flaw for each prompt; on one's own map two colleagues remark, and
each remark is answered.
"""

from __future__ import annotations

from ....techniques.artefact import tokens
from ....techniques.language import copied, taken
from ....techniques.review import Review, open_remarks
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, listed, met, share_interval

__all__ = ["REVIEW"]

OWN_REVIEWERS = 2


def _found(review: Review, context: Context) -> Measured:
    given = {r.id: r.item for r in review.remarks}
    flaws = context.key["flaws"]
    hits = [q for q, flaw in flaws.items() if given.get(q) == flaw["item"]]
    told = [
        Finding(
            LOOK_AGAIN,
            f"Prompt {q[1:]}: you name {given[q]}; another entry shows this.",
            where=given[q],
            why="Each of the five prompts catches one entry of this map, and no entry twice.",
            next="Put the prompt to every entry in turn, from 1a to 6a.",
        )
        for q in flaws
        if given.get(q) and q not in hits
    ]
    open_ = [q[1:] for q in flaws if not given.get(q)]
    if open_:
        told.append(Finding(LOOK_AGAIN, f"Prompts without an entry: {', '.join(open_)}.",
                            next="Choose the entry that the prompt catches."))  # fmt: skip
    return Measured(
        len(hits) / len(flaws),
        listed(told, "Further prompts to look at: {n}.")
        or met(f"All {len(flaws)} flaws are found where they are."),
        share_interval(len(hits), len(flaws)),
    )


def _said(review: Review, context: Context) -> Measured:
    """Does each remark say what to change, in words of its own?"""
    if context.mine:
        rows = [r for r in review.remarks if not r.blank]
    else:
        given = {r.id: r for r in review.remarks}
        prompts = {p["id"]: p["text"] for p in context.case.colleague_map["prompts"]}
        rows = [given[q] for q in prompts if q in given]
        entries = [i["text"] for box in context.case.colleague_map["boxes"] for i in box["items"]]
        echoed = {q: _echo(r.text, prompts.get(q, ""), entries) for q, r in given.items()}
    wanted = max(OWN_REVIEWERS, len(rows)) if context.mine else len(prompts)
    missing = open_remarks(rows, answered=context.mine)
    seen: set[str] = set()
    told = []
    for n, row in enumerate(rows, start=1):
        words = " ".join(tokens(row.text))
        fault = missing.get(row.id, "")
        if not fault and words in seen:
            fault = "it repeats another remark"
        if not fault and not context.mine:
            fault = echoed[row.id]
        seen.add(words)
        if fault:
            told.append(Finding(LOOK_AGAIN, f"Remark {n}: {fault}.", f"remark {n}",
                                "A colleague can only act on a remark that says where and what.",
                                "Name the entry, say what you see, and what you would write."))  # fmt: skip
    good = len(rows) - len(told)
    if len(rows) < wanted:
        told.append(Finding(LOOK_AGAIN, f"Remarks: {len(rows)}; {wanted} are asked for."))
    who = {" ".join(tokens(r.by)) for r in rows if tokens(r.by)}
    if context.mine and len(who) == 1 and len(rows) >= wanted:
        good -= 1
        told.append(Finding(LOOK_AGAIN, "All remarks are by one colleague.",
                            why="One reader has one blind spot. Two rarely share it.",
                            next="Show the map to somebody from another department."))  # fmt: skip
    return Measured(
        good / wanted,
        listed(told, "Further remarks to look at: {n}.")
        or met(f"All {good} remarks can be acted on."),
    )


def _echo(text: str, prompt: str, entries: list[str]) -> str:
    """What a remark only repeats; empty where it says something of its own."""
    if copied(text, prompt) > 0.5:
        return "it repeats the prompt"
    return "it repeats the entry and asks nothing" if taken(text, entries, 0.8) else ""


REVIEW = Exercise(
    "3.6",
    Review,
    lambda review: any(not r.blank for r in review.remarks),
    (
        Criterion("found", "Each flaw is found where it is", _found, keyed_bounds, 8, keyed=True),
        Criterion("said", "Each remark can be acted on", _said, Bounds(1.0), 4, gate="found"),
    ),
)  # fmt: skip
