"""The assessment's result: what the paper alone is worth, area by area, and what a person decides.

Each area holds 20 points: 10 practical, 6 of the quiz, 4 that a person judges (course.toml,
[assessment]). To pass takes 70 % overall, 50 % in each area, and every gate kept; 85 % is a
distinction. Where a measure has an interval, so has the sum: errors are taken as independent, so
their half-widths add as squares. A line that lies inside the interval is for a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, hypot
from typing import Any

from ..classroom.outcome import ExerciseResult, PartResult
from ..classroom.roster import Learner
from ..marking.gates import TITLES, gates
from ..marking.rubric import task

__all__ = ["ABSENT", "DISTINCTION", "NOT_PASSED", "PASSED", "PERSON", "WAITS", "Area", "Assessment", "assess"]

PASSED = "passed"
DISTINCTION = "passed with distinction"
NOT_PASSED = "not passed"
PERSON = "for a person to decide"
WAITS = "waits"
ABSENT = "no paper"
_CLOSE = 1e-9


@dataclass(frozen=True)
class Area:
    """One area: points earned of 20. `human` is None until a person has judged.

    Args:
        below, above: how far the points may be off, by the measures' own intervals.
    """

    name: str
    practical: float
    quiz: float
    human: float | None
    full: float = 20.0
    below: float = 0.0
    above: float = 0.0

    @property
    def points(self) -> float:
        return fsum((self.practical, self.quiz, self.human or 0.0))

    @property
    def percent(self) -> float:
        return 100 * self.points / self.full


@dataclass(frozen=True)
class Assessment:
    """What a paper is worth.

    Args:
        verdict: one of the six words above.
        reasons: why, as sentences: what is missing, which line or gate, what a person decides.
        gates: gate -> kept; None where there was nothing to look at.
        open: what a person may decide, in the words of `cxkit decide`; empty where nothing is open.
    """

    learner: Learner
    verdict: str
    areas: tuple[Area, ...] = ()
    gates: Mapping[str, bool | None] | None = None
    reasons: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """Per cent, 0 to 100, to a hundredth."""
        full = fsum(a.full for a in self.areas)
        return round(100 * fsum(a.points for a in self.areas) / full, 2) if full else 0.0

    @property
    def passed(self) -> bool:
        return self.verdict in (PASSED, DISTINCTION)


def assess(
    learner: Learner, part: PartResult, plan: Mapping[str, Any], lines: Mapping[str, float]
) -> Assessment:
    """The result of one learner's paper.

    Args:
        part: the paper's assignment, with what people decided.
        plan: [assessment] of course.toml: which exercise counts to which area.
        lines: [pass] of course.toml: overall, area and distinction, per cent.
    """
    if not part.marked:
        return Assessment(learner, ABSENT, reasons=(f"The paper was {part.status}. {part.why}".strip(),))
    by_id = {e.exercise.id: e for e in part.exercises}
    areas = tuple(_area(name, plan, by_id) for name in plan["practical"])
    kept = gates({i: e.mark for i, e in by_id.items() if e.mark and not e.waits})
    missing = tuple(_missing(plan, by_id, areas))
    if missing:
        return Assessment(learner, WAITS, areas, kept, missing)
    verdict, reasons, open_ = _judged(areas, kept, lines)
    return Assessment(learner, verdict, areas, kept, tuple(reasons), open_)


def _area(name: str, plan: Mapping[str, Any], by_id: Mapping[str, ExerciseResult]) -> Area:
    worth, here = plan["points"], [by_id[i] for i in plan["practical"][name] if i in by_id]
    full = sum(e.exercise.points for e in here) or 1
    quiz = by_id.get(plan["quiz"])
    scales = [(e, worth["practical"] * e.exercise.points / full) for e in here]
    slack = [(scale * less, scale * more) for e, scale in scales for less, more in _slack(e)]
    if quiz:
        asked = [r for r in (quiz.mark.results if quiz.mark else ()) if r.id == name]
        slack += [(worth["quiz"] * less, worth["quiz"] * more) for less, more in _slack(quiz, asked)]
    return Area(
        name,
        worth["practical"] * fsum(e.score or 0.0 for e in here) / full,
        worth["quiz"] * _quiz(quiz, name),
        _human(plan, name, by_id),
        fsum(worth.values()),
        hypot(*(less for less, _ in slack)),
        hypot(*(more for _, more in slack)),
    )


def _slack(e: ExerciseResult, only: Sequence[Any] | None = None) -> list[tuple[float, float]]:
    """How much less and more of its points an exercise may be worth, criterion by criterion."""
    if e.person or not e.mark:  # a person's score is no estimate
        return []
    results = e.mark.results if only is None else only
    weight = sum(r.weight for r in results) or 1
    return [
        (r.weight * max(0.0, r.credit - min(r.spread)) / weight,
         r.weight * max(0.0, max(r.spread) - r.credit) / weight)
        for r in results if r.spread
    ]  # fmt: skip


def _quiz(quiz: ExerciseResult | None, area: str) -> float:
    """The share of an area's questions; a person's score of the whole quiz counts to all areas."""
    if quiz is None:
        return 0.0
    if quiz.person:
        return (quiz.score or 0.0) / quiz.exercise.points
    results = quiz.mark.results if quiz.mark else ()
    return next((r.credit for r in results if r.id == area), 0.0)


def _human(plan: Mapping[str, Any], area: str, by_id: Mapping[str, ExerciseResult]) -> float | None:
    name = plan["human"][area]
    for e in by_id.values():
        if name in e.exercise.tasks:
            if not e.started:
                return 0.0
            score = e.judgements.get(name)
            if score is None or score.manual is None or score.waits:
                return None
            return plan["points"]["human"] * (score.score or 0.0) / task(name).points
    return None


def _missing(
    plan: Mapping[str, Any], by_id: Mapping[str, ExerciseResult], areas: tuple[Area, ...]
) -> list[str]:
    wanted = [i for ids in plan["practical"].values() for i in ids] + [plan["quiz"]]
    found = [f"{i}: {by_id[i].waits}" for i in wanted if i in by_id and by_id[i].waits]
    found += [f"{i} is not among what was marked." for i in wanted if i not in by_id]
    tasks = [plan["human"][a.name] for a in areas if a.human is None]
    if tasks:
        found.append(f"A person has not judged {', '.join(tasks)} yet.")
    return found


def _judged(
    areas: tuple[Area, ...], kept: Mapping[str, bool | None], lines: Mapping[str, float]
) -> tuple[str, list[str], tuple[str, ...]]:
    full = fsum(a.full for a in areas)
    total = 100 * fsum(a.points for a in areas) / full
    low = total - 100 * hypot(*(a.below for a in areas)) / full
    high = total + 100 * hypot(*(a.above for a in areas)) / full
    failed = [f"{TITLES[g]}: {'no' if ok is False else 'nothing to see'}."
              for g, ok in kept.items() if not ok]  # fmt: skip
    close = []
    checks = [("The whole paper", total, low, high, lines["overall"])]
    checks += [
        (f"The area {a.name}", a.percent, a.percent - 100 * a.below / a.full,
         a.percent + 100 * a.above / a.full, lines["area"]) for a in areas
    ]  # fmt: skip
    for what, value, least, most, line in checks:
        if most < line - _CLOSE:
            failed.append(f"{what} reached {value:.1f} %, and {line:g} % are needed.")
        elif least < line - _CLOSE:
            close.append(
                f"{what} reached {value:.1f} %, somewhere from {least:.1f} to {most:.1f} %; "
                f"the line is {line:g} %."
            )
    far = high >= lines["distinction"] - _CLOSE
    if failed:
        return NOT_PASSED, failed, ()
    if close:
        return PERSON, close, ("not-passed", "passed", *(["distinction"] * far))
    if low >= lines["distinction"] - _CLOSE:
        return DISTINCTION, [], ()
    if far and high > total + _CLOSE:
        return PERSON, [
            f"It is passed. Whether with distinction is for a person: {total:.1f} %, somewhere "
            f"from {low:.1f} to {high:.1f} %; the line is {lines['distinction']:g} %."
        ], ("passed", "distinction")
    return PASSED, [], ()
