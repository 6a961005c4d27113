"""The tasks of the case as 7.3 sees them: half linked by another team, half by the learner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ....techniques.remembered import remembered
from ....techniques.sight import (
    DIRECT,
    ENABLING,
    NONE,
    REGULATORY,
    Aim,
    Outcome,
    Sight,
    SightLines,
    Task,
)
from .texts import texts

__all__ = ["AGREE", "DIFFER", "Claim", "claims", "joined", "open_tasks", "rules_offered", "true_orphans"]

AGREE, DIFFER = "agree", "differ"


@dataclass(frozen=True)
class Claim:
    """What another team says of one task or project.

    Args:
        id: the task's, or that of a project.
        said: what the team has it serve; `other` what it is if they are wrong, `open` the same
            while nobody has judged it.
        words: the second choice in words.
        right: whether the team is right.
        told: why, where the key of the case has no word on it.
    """

    id: str
    text: str
    said: Task
    other: Task
    open: Task
    why: str
    words: str
    right: bool
    told: str = ""


def claims(case: Any) -> tuple[Claim, ...]:
    """The claims of the other team, tasks before projects.

    Raises:
        LookupError: the case has no task with the words of a claim.
    """
    return _claims(case.measures["activities"], case.exercises["7.3"]["activities"])


@remembered
def _claims(activities: Any, truth: Any) -> tuple[Claim, ...]:
    tasks = {a["text"]: a for a in activities}
    found = []
    for row in texts("claims")["claim"]:
        if row["text"] not in tasks:
            raise LookupError(f"Expected a task {row['text']!r:.60} in the case. Correct claims.toml.")
        activity = tasks[row["text"]]
        said, other = _task(activity, row), _task(activity, row.get("other", {"test": NONE}))
        key = truth[activity["id"]]
        held = said.test == key["test"] and (said.serves == key["serves"] or said.test == REGULATORY)
        right = held and said.rule == key["rule"]
        words = row.get("other", {}).get("words", "it serves nothing")
        found.append(Claim(activity["id"], row["text"], said, other, _task(activity, {"test": ""}),
                           row["why"], words, right))  # fmt: skip
    for row in texts("claims")["project"]:
        said, other = _task(row, row, "project"), _task(row, {"test": NONE}, "project")
        found.append(Claim(row["id"], row["text"], said, other, _task(row, {"test": ""}, "project"),
                           row["why"], "it serves nothing", row["true"], row.get("told", "")))  # fmt: skip
    return tuple(found)


def _task(row: Mapping[str, Any], link: Mapping[str, Any], kind: str = "task") -> Task:
    return Task.read(
        {"id": row["id"], "code": row["id"], "text": row["text"], "kind": kind, "test": link["test"],
         "serves": [link["serves"]] if link.get("serves") else [], "rule": link.get("rule", ""),
         "hours": row.get("hours_a_week"), "group": row.get("department", "")}
    )  # fmt: skip


def open_tasks(case: Any) -> list[dict[str, Any]]:
    """The tasks that no other team has linked."""
    return _open(case.measures["activities"])


@remembered
def _open(activities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken = {row["text"] for row in texts("claims")["claim"]}
    return [a for a in activities if a["text"] not in taken]


def rules_offered(case: Any) -> dict[str, str]:
    """The rules that a task may cite: those of the register which name a law, and some others."""
    return {r["id"]: r["text"] for r in case.rules.values() if r["citation"] or r["origin"] or r["year"]}


def joined(answer: SightLines, case: Any) -> Sight:
    """All tasks and projects with the links they have by now; claims not judged yet are open."""
    return _joined(answer, case.measures, case.exercises["7.3"])


@remembered
def _joined(answer: SightLines, measures: Mapping[str, Any], key: Mapping[str, Any]) -> Sight:
    judged = {p.id: p.choice for p in answer.claims}
    rows = {t.id: t for t in answer.tasks}
    told = _claims(measures["activities"], key["activities"])
    tasks = [{AGREE: c.said, DIFFER: c.other}.get(judged.get(c.id, ""), c.open) for c in told]
    for activity in _open(measures["activities"]):
        given = rows.get(activity["id"], Task(id=activity["id"]))
        link = given.link.upper()
        tasks.append(Task(
            id=activity["id"], code=activity["id"], text=activity["text"], kind="task", test=given.test,
            # A link that the test has no room for is a slip for the check to tell.
            serves=[link] if link and (given.test in (DIRECT, ENABLING, NONE) or link[0] != "R") else [],
            rule=link if given.test == REGULATORY and link[:1] == "R" else "",
            hours=activity["hours_a_week"], group=activity["department"],
        ))  # fmt: skip
    ends = _ends(measures, key["outcomes"])
    return Sight(
        tasks=sorted(tasks, key=lambda t: (t.kind == "project", t.ref)),
        outcomes=ends.outcomes,
        objectives=ends.objectives,
    )


@remembered
def _ends(measures: Mapping[str, Any], key: Mapping[str, Any]) -> Sight:
    """What a task may serve in the end: the outcomes and objectives of the case, without a task."""
    return Sight(
        outcomes=[Outcome(id=o["id"], code=o["id"], text=o["text"], objectives=key[o["id"]])
                  for o in measures["outcomes"]],
        objectives=[Aim(id=b["id"], code=b["id"], text=b["text"]) for b in measures["objectives"]],
    )  # fmt: skip


def true_orphans(case: Any) -> set[str]:
    """Tasks and projects that serve nothing."""
    projects = {row["id"] for row in texts("claims")["project"] if not row["true"]}
    return {*case.exercises["7.3"]["orphans"], *projects}
