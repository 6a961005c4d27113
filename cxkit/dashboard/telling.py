"""What the page is told: plain data, with names or without.

Without names there is no row for a learner, no label in what the room is split on (a wall must
not whisper the majority's answer to those who still think), and nothing that a learner wrote:
of findings only the kit's own advice is passed on.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .progress import AWAY, BEGUN, DONE, LOOK, Learner

if TYPE_CHECKING:
    from .board import Board

__all__ = ["room"]

_SHORT = {DONE: "done", LOOK: "look", BEGUN: "begun"}
_MOST = 3  # missed criteria told of one exercise
_RECENT = 30 * 60  # s: where the room is, is where it has saved since


def room(board: Board, *, names: bool, now: float) -> dict[str, Any]:
    """The state of a board.

    Returns:
        when, every learner's count, modules with their exercises, and with `names` the learners.
    """
    learners = list(board.learners.values())
    stuck = board.stuck_now(now)
    told: dict[str, Any] = {
        "title": board.course.title, "when": f"{datetime.fromtimestamp(now):%H:%M:%S}",
        "names": names, "pending": board.pending, "stuckAfter": f"{board.stuck:g}",
        "expected": len(learners),
        "here": sum(one.seat.workbook is not None for one in learners),
        "active": sum((s := one.silent(now)) is not None and s < _RECENT for one in learners),
        "stuck": len(stuck), "focus": _focus(board, now),
        "modules": [
            {"id": m.id, "title": m.title, "paper": bool(m.case),
             "exercises": [_exercise(board, e, names, stuck) for e in m.exercises]}
            for m in board.course.modules
        ],
        "notes": [*board.notes, *_problems(learners)] if names else [],
    }
    if names:
        told["learners"] = [_learner(one, stuck.get(who, 0.0), now)
                            for who, one in board.learners.items()]
    return told


def _focus(board: Board, now: float) -> str:
    """The module in which most have saved last; empty where nobody has yet."""
    home = {e.id: m.id for m in board.course.modules for e in m.exercises}
    recent: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for one in board.learners.values():
        silent = one.silent(now)
        if silent is not None and one.at in home:
            (recent if silent < _RECENT else other)[home[one.at]] += 1
    count = recent or other
    return max(count, key=lambda m: (count[m], m)) if count else ""


def _exercise(board: Board, exercise: Any, names: bool, stuck: dict[str, float]) -> dict[str, Any]:
    name = exercise.id
    seen = [one.seen[name] for one in board.learners.values() if name in one.seen]
    count = Counter(_SHORT[one.state] for one in seen)
    return {
        "id": name, "title": exercise.title, "core": exercise.core, "minutes": exercise.minutes,
        "begun": count["begun"], "look": count["look"], "done": count["done"],
        "stuck": sum(board.learners[who].at == name for who in stuck),
        "agreement": _agreement(board, name, names), "missed": _missed(seen),
    }


def _agreement(board: Board, name: str, names: bool) -> dict[str, Any] | None:
    found = board.agreements.get(name)
    if found is None:
        return None
    told: dict[str, Any] = {
        "share": round(found.share, 3), "learners": found.learners, "items": found.items,
        "kappa": None if found.kappa is None else round(found.kappa, 2), "split": None,
    }
    if found.split:
        text, counts = found.split
        told["split"] = {"text": text, "counts": [[label if names else "", n] for label, n in counts]}
    return told


def _missed(seen: list[Any]) -> list[dict[str, Any]]:
    """The criteria that most have not met, of those who have begun; most first."""
    count: Counter[str] = Counter()
    titles: dict[str, str] = {}
    advice: dict[str, Counter[str]] = {}
    for one in seen:
        for missed in one.missed:
            count[missed.id] += 1
            titles[missed.id] = missed.title
            advice.setdefault(missed.id, Counter())[missed.next] += 1
    marked = sum(one.state != BEGUN for one in seen)
    found = []
    for name, times in count.most_common(_MOST):
        text, alike = advice[name].most_common(1)[0]
        # What only one was told may hold a word of that learner's own.
        found.append({"title": titles[name], "next": text if alike > 1 else "", "n": times, "of": marked})
    return found


def _learner(one: Learner, stuck: float, now: float) -> dict[str, Any]:
    silent = one.silent(now)
    return {
        "id": one.seat.id, "name": one.seat.name, "here": one.seat.workbook is not None,
        "at": one.at, "stuck": int(stuck // 60), "ago": None if silent is None else int(silent // 60),
        "away": silent is not None and silent > AWAY,
        "cells": {name: _SHORT[seen.state] for name, seen in one.seen.items()},
        "broken": sorted(k[0] for k in one.watch.problems) if one.watch else [],
    }


def _problems(learners: list[Learner]) -> list[str]:
    return [
        f"{one.seat.name}: {text}"
        for one in learners if one.watch for text in one.watch.problems.values()
    ]
