"""Feedback as plain data: what a page and a print tell a learner, in one order.

It names what was found, what it was worth and what to read next, and never what the key holds.
Everything in it is text, numbers and lists, so that whoever sets it composes no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from unicodedata import category

from ..course import Course
from ..marking import DONE, LOOK_AGAIN
from ..marking import task as rubric
from .findings import number
from .outcome import ExerciseResult, LearnerResult, PartResult
from .reading import places
from .told import Line

__all__ = ["letter", "unpacked"]

Data = dict[str, Any]
_READ = 6  # places on the first page: more is no advice
_ASKED = 4
_CLOSE = 1e-9
# Marks that turn the direction of what follows, and what takes no room and joins nothing.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
# More marks on one letter than any script has: they would be drawn over other lines.
_STACKED = re.compile("([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
                      "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def letter(
    course: Course, result: LearnerResult, foot: tuple[tuple[str, str], ...] = (),
    *, notebook: str = "",
) -> Data:
    """What one learner is told.

    Args:
        course: the class's own.
        foot: what the marks rest on, as (name, value).
        notebook: only this notebook's exercises; all of them if empty.
    """
    result = unpacked(result)
    modules = []
    for module in course.modules:
        shown = [e for e in result.exercises
                 if e.notebook == module.notebook and notebook in ("", e.notebook)]
        if shown:
            cards = [_card(course, e) for e in shown]
            modules.append({"title": f"{module.id} {module.title}", "cards": cards,
                            "points": _points(shown), "state": _state(shown),
                            "done": f"{sum(e.state == DONE for e in shown)} of {len(shown)}"})
    return _clean({
        "name": result.learner.name, "course": course.title,
        "summary": list(_summary(result, notebook)),
        "next": _next(course, result, notebook), "notes": list(result.notes),
        "modules": modules, "foot": [list(row) for row in foot],
    })


def unpacked(result: LearnerResult) -> LearnerResult:
    """The same with its exercises at hand, for whoever looks at them more than once."""
    return replace(result, parts=tuple(p.unpacked for p in result.parts))


def _summary(result: LearnerResult, notebook: str) -> Iterator[str]:
    if not result.marked:
        yield f"{result.status.capitalize()}. {result.why}".strip()
        return
    for part in result.parts:
        shown = [e for e in part.exercises if notebook in ("", e.notebook)]
        name = f"{part.assignment.capitalize()}: " if len(result.parts) > 1 and not notebook else ""
        if shown:
            yield name + _told(shown)
        elif not notebook:
            yield f"{name}{_unmarked(part)}"


def _unmarked(part: PartResult) -> str:
    return f"{part.status}. {part.why}".strip()


def _told(shown: list[ExerciseResult]) -> str:
    text = f"{_points(shown)} points."
    begun = sum(e.started for e in shown)
    text += f" {begun} of {len(shown)} exercises begun."
    waiting = sum(bool(e.waits) for e in shown)
    if waiting:
        text += f" {waiting} {'exercise waits' if waiting == 1 else 'exercises wait'} for a person."
    return text


def _points(shown: list[ExerciseResult]) -> str:
    earned = sum(e.score or 0.0 for e in shown)
    return f"{number(earned)} of {number(sum(e.exercise.points for e in shown))}"


def _state(shown: list[ExerciseResult]) -> str:
    if any(e.waits for e in shown):
        return "waits for a person"
    held = {e.state for e in shown}
    return held.pop() if len(held) == 1 else LOOK_AGAIN


def _next(course: Course, result: LearnerResult, notebook: str) -> list[Data]:
    """Where most points are left, first; each place once."""
    left = sorted(
        (e for e in result.exercises
         if e.started and e.score is not None and notebook in ("", e.notebook)),
        key=lambda e: e.score - e.exercise.points,
    )  # fmt: skip
    found: dict[str, Data] = {}
    for e in left:
        for place in places(course, e):
            why = f"{e.exercise.id} {e.exercise.title}, {number(e.score)} of {e.exercise.points}"
            found.setdefault(place.text, {"where": place.text, "why": []})["why"].append(why)
    return [{**row, "why": "; ".join(row["why"][:3])} for row in list(found.values())[:_READ]]


def _card(course: Course, e: ExerciseResult) -> Data:
    mark = e.mark
    judged = mark is not None and not e.waiting and e.started
    return {
        "title": f"{e.exercise.id} {e.exercise.title}",
        "score": "no score yet" if e.score is None else
                 f"{number(e.score)} of {number(e.exercise.points)} points",
        "state": e.state, "said": list(_said(e)),
        "faults": [_finding(f) for f in mark.faults] if judged and mark else [],
        "criteria": [_criterion(e, r) for r in mark.results] if judged and mark else [],
        "asked": [q.text for q in mark.questions[:_ASKED]] if judged and mark else [],
        "tasks": [_task(e, name) for name in e.exercise.tasks],
        "read": [place.text for place in places(course, e)] if e.started else [],
    }


def _said(e: ExerciseResult) -> Iterator[str]:
    if e.waiting:
        if not e.person:
            yield "This exercise waits for a person; it is not scored as nothing."
        yield e.waiting
    elif not e.started:
        yield "Nothing was filled in."
    if e.person:
        ours = "none" if e.points is None else number(e.points)
        yield f"A person gave this score; the program's was {ours}. {e.waits}".strip()
        if e.person.comment:
            yield f"They wrote: {e.person.comment}"
    if e.note:
        yield e.note


def _criterion(e: ExerciseResult, r: Line) -> Data:
    weights = sum(one.weight for one in e.mark.results) if e.mark else 0
    full = e.exercise.points * r.weight / weights if weights else 0.0
    return {
        "title": r.title, "state": r.state,
        "mark": f"{number(full * r.credit)} of {number(full)} points" if r.weight else "",
        "measure": _measure(r), "findings": [_finding(f) for f in r.findings],
    }


def _measure(r: Line) -> str:
    """The value, and its interval where the line lies inside it or marks hang on it."""
    if not r.weight:
        return ""
    text = f"{r.value:.2f} of 1, asked for {r.threshold:.2f}"
    if r.state == DONE and r.credit < 1 - _CLOSE:
        text += ", worth as much as the criterion that it rests on"
    if r.interval is None or not r.interval[0] < r.interval[1]:
        return text
    low, high = r.interval
    text += f", 95 % interval {low:.2f} to {high:.2f}"
    if low < r.threshold <= high:
        text += "; what was asked for lies inside it, so this could have come out either way"
    return text


def _finding(f: Any) -> Data:
    what = f.what
    if f.where and f.where not in what:
        what = f"{f.where} {what}" if f.where.endswith(("?", "!", ".")) else f"{f.where}: {what}"
    return {"what": what, "why": f.why, "next": f.next}


def _task(e: ExerciseResult, name: str) -> Data:
    """What a person looks at: the level that was given, in the rubric's words, and a comment."""
    told, score = rubric(name), e.judgements.get(name)
    full = told.points
    row: Data = {"title": told.title, "question": told.question, "level": "", "comment": "", "given": False,
                 "said": "waiting for a person" if e.started else "nothing was written"}
    if score is None or score.manual is None:
        return row
    levels: Mapping[float, str] = {float(level.score): level.text for level in told.levels}
    said = f"{number(score.score)} of {full}"
    if score.waits:
        said += "; the answer has changed since, and a person looks again"
    return row | {"said": said, "given": True, "level": levels.get(score.score, ""),
                  "comment": score.comment}


def _clean(told: Any) -> Any:
    """The same without what no reader sees: control characters, marks of direction."""
    if isinstance(told, dict):
        return {name: _clean(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_clean(value) for value in told]
    if not isinstance(told, str):
        return told
    kept = _STACKED.sub(r"\1", _UNSEEN.sub("", told))
    return "".join("\ufffd" if category(c) == "Cs" else " " if category(c) == "Cc" else c for c in kept)
