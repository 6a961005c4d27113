"""What can be wrong with a line of sight: tests and links that do not agree, rings.

Rows 47 and 48 of the method. Whether a link is true is for a person to judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from .sight import DIRECT, ENABLING, REGULATORY, Sight, Task, seen

__all__ = ["SightFault", "sight_faults"]


@dataclass(frozen=True)
class SightFault:
    """A row whose test and links do not agree: its code, what is wrong, what to do."""

    ref: str
    what: str
    next: str


def sight_faults(sight: Sight) -> list[SightFault]:
    """Tests without a link, links without a test, links to nowhere, rings (rows 47 and 48)."""
    known = {row.ref for rows in (sight.tasks, sight.outcomes) for row in rows}
    aims = {b.ref for b in sight.objectives}
    found: list[SightFault] = []
    count: dict[str, int] = {}
    for row in (*sight.tasks, *sight.outcomes, *sight.objectives):
        count[row.ref] = count.get(row.ref, 0) + 1
    found += [SightFault(ref, "stands twice", "Give each row a code of its own.")
              for ref, n in count.items() if n > 1]  # fmt: skip
    for task in sight.tasks:
        found += [SightFault(task.ref, *words) for words in _task_faults(task, known)]
    for outcome in sight.outcomes:
        lost = [b for b in outcome.objectives if b.upper() not in aims]
        if lost:
            found.append(SightFault(outcome.ref, f"{', '.join(lost[:3])} is no objective",
                                    "Write the code of an objective."))  # fmt: skip
        elif not outcome.objectives and any(outcome.ref in map(str.upper, t.serves) for t in sight.tasks):
            found.append(SightFault(outcome.ref, "no objective moves when it comes true",
                                    "Name the objective, or ask why it is an outcome of yours."))  # fmt: skip
    ring = seen(sight).cycle
    if ring:
        found.append(SightFault(ring[0], f"{' serves '.join((*ring, ring[0]))}: a ring reaches nobody",
                                "One of them serves a customer. Begin there."))  # fmt: skip
    return found


def _task_faults(task: Task, known: set[str]) -> list[tuple[str, str]]:
    lost = [s for s in task.serves if s.upper() not in known]
    if not task.test:
        return [("has links, and no test", "Choose what it contributes.")] if task.serves or task.rule else []
    if task.test in (DIRECT, ENABLING):
        if lost:
            return [(f"{', '.join(lost[:3])} is not there", "Choose an outcome, or a task that it enables.")]
        if not task.serves:
            return [(f"is {task.test}, and serves nothing that is named", "Which outcome would suffer first?")]
        return []
    if task.test == REGULATORY:
        return [] if task.rule else [("is regulatory, and cites no rule", "Which rule? Where does it stand?")]
    if task.serves or task.rule:
        return [("serves nothing, and has a link", "Take the link away, or choose another test.")]
    return []
