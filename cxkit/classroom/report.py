"""The report of a class: one page, one page a learner, and every mark as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..atomic import put
from .findings import number
from .folder import ClassFolder
from .outcome import ABSENT, ASIDE, ClassResult, ExerciseResult, LearnerResult
from .page import learner_page, render, task_rows

__all__ = ["COLUMNS", "safe_cell", "write_report"]

COLUMNS = ("learner", "name", "assignment", "status", "exercise", "criterion", "title", "state", "value", "low",
           "high", "threshold", "credit", "weight", "points", "of", "note")
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide forms too
_LOOKS = {"done": "done", "look again": "look", "not started": "none",
          "waits for a person": "wait", "scored by a person": "done"}


def write_report(folder: ClassFolder, results: ClassResult) -> Path:
    """Write `report/index.html`, a page for each learner and `report/marks.csv`.

    Returns:
        The path of the class's page.
    """
    report = folder.report.parent
    pages = {one.learner.id: f"learners/{place:03}.html"
             for place, one in enumerate(results, start=1) if one.marked or one.why}
    for one in results:
        if one.learner.id in pages:
            put(report / pages[one.learner.id], learner_page(
                folder.course, one, back="../index.html"
            ))
    put(report / "marks.csv", _csv(results))
    put(folder.report, _index(folder, results, pages))
    return folder.report


def safe_cell(value: object) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    text = " ".join(text.replace("\x00", "").split())
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _csv(results: ClassResult) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in results:
        for row in _rows(one):
            writer.writerow([safe_cell(row.get(column)) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig", "replace")  # Excel reads UTF-8 only with its mark


def _rows(one: LearnerResult) -> Iterator[dict[str, Any]]:
    who = {"learner": one.learner.id, "name": one.learner.name}
    for part in one.parts:
        who |= {"assignment": part.assignment, "status": part.status}
        if not part.marked:
            yield {**who, "note": part.why}
        yield from _found(who, part.exercises)


def _found(who: dict[str, Any], exercises: Sequence[ExerciseResult]) -> Iterator[dict[str, Any]]:
    for e in exercises:
        base = {**who, "exercise": e.exercise.id}
        yield {**base, "title": e.exercise.title, "state": e.state,
               "points": _points(e.score), "of": e.exercise.points, "note": e.waits or e.note}
        for r in e.mark.results if e.mark else ():
            low, high = r.interval or (None, None)
            yield {**base, "criterion": r.id, "title": r.title, "state": r.state,
                   "value": _figure(r.value), "low": _figure(low), "high": _figure(high),
                   "threshold": _figure(r.threshold), "credit": _figure(r.credit),
                   "weight": r.weight, "note": " ".join(f.what for f in r.findings)}
        for task in task_rows(e):
            yield {**base, "criterion": task["id"], "title": task["title"], "state": task["said"],
                   "points": _points(task["points"]), "of": task["full"], "note": task["comment"]}


def _points(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}"


def _index(folder: ClassFolder, results: ClassResult, pages: dict[str, str]) -> bytes:
    seen = {r.learner.id: r.exercises for r in results}  # each look unpacks them
    judging = sum(s.waits for held in seen.values() for e in held for s in e.judgements.values())
    aside = [{"name": r.learner.name, "id": r.learner.id, "why": r.why}
             for r in results if r.status == ASIDE]
    waiting = [
        {"name": r.learner.name, "id": r.learner.id, "exercise": e.exercise.id, "why": e.waits}
        for r in results for e in seen[r.learner.id] if e.waits
    ]
    absent = ", ".join(r.learner.name for r in results if r.status == ABSENT)
    return render(
        "report.html", title=f"{folder.course.title}: the class", course=folder.course.title,
        summary=results.summary, aside=aside, strangers=results.strangers, waiting=waiting,
        absent=absent, judging=judging,
        parts=[_part(folder, results, name, pages) for name in folder.parts],
        criteria=_criteria(seen),
    )


def _part(
    folder: ClassFolder, results: ClassResult, name: str, pages: dict[str, str]
) -> dict[str, Any]:
    """The table of one assignment."""
    exercises = list(folder.parts[name].exercises.values())
    return {"title": name.capitalize(), "exercises": exercises,
            "full": sum(e.points for e in exercises),
            "learners": [_line(r, name, len(exercises), pages) for r in results]}


def _line(
    one: LearnerResult, name: str, count: int, pages: dict[str, str]
) -> dict[str, Any]:
    part = one[name]
    blank = [{"points": "", "state": "", "look": ""}] * count
    cells = [{"points": number(e.score), "state": e.state, "look": _LOOKS[e.state]}
             for e in part.exercises]
    return {"name": one.learner.name, "id": one.learner.id, "status": part.status,
            "page": pages.get(one.learner.id, ""), "cells": cells or blank,
            "sum": number(part.points) if part.marked else ""}


def _criteria(seen: Mapping[str, Sequence[ExerciseResult]]) -> list[dict[str, Any]]:
    """One row a criterion: how many met it, the mean credit, the finding met most often."""
    found: dict[tuple[str, str], list[tuple[ExerciseResult, Any]]] = {}
    for held in seen.values():
        for e in held:
            for r in e.mark.results if e.mark and not e.waiting else ():
                found.setdefault((e.exercise.id, r.id), []).append((e, r))
    rows = []
    for (exercise, _), pairs in found.items():
        met = [r for _, r in pairs if r.state == "done"]
        said = Counter(
            text for _, r in pairs if r.state != "done"
            for text in {f.next or f.what: None for f in r.findings}  # once a learner
        )
        common, times = said.most_common(1)[0] if said else ("", 0)
        rows.append({
            "exercise": exercise, "title": pairs[0][1].title, "done": len(met),
            "count": len(pairs), "credit": f"{sum(r.credit for _, r in pairs) / len(pairs):.2f}",
            "finding": f"{common} ({times})" if common else "",
        })
    return rows
