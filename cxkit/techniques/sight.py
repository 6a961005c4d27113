"""Line of sight: from each task through an outcome for a customer to an objective of the firm.

Rows 47, 48, 62 and 76 of the method. The sources ask for a clear line from every task to the
objectives, and would stop what contributes to no outcome. Each task, and each project, is put to
the contribution test: *direct* (it makes an outcome come true), *enabling* (it lets another task do
so), *regulatory* (a law or a regulator demands it, and the rule is cited) or *none*.

Conventions: codes are compared in capitals. A task serves outcomes, or other tasks that it enables.
A line is a path from a task through at least one outcome to an objective. What serves nothing is an
orphan: a candidate for stopping, not a verdict. What a cited rule demands is neither on a line nor
an orphan; coverage is the share of all that is on a line or held by a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from .artefact import Artefact, Ids, Row, Text
from .needs import Placed
from .remembered import remembered
from .smart import Amount

__all__ = [
    "DIRECT",
    "ENABLING",
    "NONE",
    "REGULATORY",
    "TESTS",
    "Aim",
    "Outcome",
    "Seen",
    "Sight",
    "SightLines",
    "Task",
    "seen",
]

DIRECT, ENABLING, REGULATORY, NONE = TESTS = ("direct", "enabling", "regulatory", "none")
Contribution = Literal["", "direct", "enabling", "regulatory", "none"]
_SERVES = {"task": ("task", "outcome"), "outcome": ("objective",)}

# ---- what a learner makes -------------------------------------------------------------------


class Coded(Row):
    """Something with a code and words; the row's id serves as its code where none is given."""

    code: Text = ""
    text: Text = ""

    @property
    def ref(self) -> str:
        return (self.code or self.id).upper()


class Task(Coded):
    """One task or project, what it contributes, and to what."""

    kind: Literal["", "task", "project"] = ""
    test: Contribution = ""
    serves: Ids = []  # outcomes, or tasks that it enables
    rule: Text = ""  # what demands it, where the test is regulatory
    link: Text = ""  # one outcome or one rule, where a form asks for one alone
    hours: Amount = None  # a week
    group: Text = ""  # where it is done

    @property
    def blank(self) -> bool:
        return not (self.test or self.serves or self.rule or self.link)


class Outcome(Coded):
    """One outcome for a customer, and the objectives that move when it comes true."""

    objectives: Ids = []


class Aim(Coded):
    """One objective of the organisation."""


class Sight(Artefact):
    """Tasks, outcomes and objectives with the links between them (7.3)."""

    tasks: list[Task] = []
    outcomes: list[Outcome] = []
    objectives: list[Aim] = []

    @cached_property
    def graph(self) -> Any:
        """The links as a `networkx.DiGraph`: codes as nodes, each with its `kind` (task, outcome,
        objective), edges from what serves to what is served. Links to nowhere are left out."""
        import networkx as nx  # a form must not wait for it

        graph: Any = nx.DiGraph()
        for kind, rows in (("objective", self.objectives), ("outcome", self.outcomes), ("task", self.tasks)):
            graph.add_nodes_from((row.ref, {"kind": kind}) for row in rows if row.ref)
        links = [(t.ref, s.upper()) for t in self.tasks if t.test in (DIRECT, ENABLING) for s in t.serves]
        links += [(o.ref, b.upper()) for o in self.outcomes for b in o.objectives]
        graph.add_edges_from(
            (a, b) for a, b in links
            if a in graph and b in graph and graph.nodes[b]["kind"] in _SERVES[graph.nodes[a]["kind"]]
        )  # fmt: skip
        return graph


class Found(Row):
    """What the learner reads off the lines."""

    unserved: Text = ""
    lines: Amount = None
    hours: Amount = None


class Stop(Row):
    """One candidate for stopping: whom to ask first, and what would show that one is wrong."""

    task: Text = ""
    ask: Text = ""
    wrong: Text = ""


class SightLines(Sight):
    """Exercise 7.3: claims of another team judged, one's own links, and what follows from both."""

    claims: list[Placed] = []
    stated: list[Found] = []
    stop: list[Stop] = []


# ---- what can be computed from it -----------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """What can be seen along the lines. All codes are in the order of the rows.

    Args:
        lines: task -> the outcomes that it reaches on a line to an objective.
        ruled: task -> the rule that demands it.
        orphans: tasks that serve nothing: by their own test, or because their links end nowhere.
        open: tasks without a test yet.
        unserved: objectives that no task reaches; `idle` the same of outcomes.
        single: objective or outcome -> the only task that reaches it.
        thin: objective -> the only outcome through which it is reached.
        cycle: tasks that serve each other in a ring; empty where there is none.
        hours: what orphans take a week, as far as it is known.
    """

    lines: Mapping[str, tuple[str, ...]]
    ruled: Mapping[str, str]
    orphans: tuple[str, ...]
    open: tuple[str, ...]
    unserved: tuple[str, ...]
    idle: tuple[str, ...]
    single: Mapping[str, str]
    thin: Mapping[str, str]
    cycle: tuple[str, ...]
    hours: float

    @property
    def tasks(self) -> int:
        return len(self.lines) + len(self.ruled) + len(self.orphans) + len(self.open)

    @property
    def coverage(self) -> float:
        """The share of tasks that are on a line or held by a rule, 0 to 1; 0 for no tasks."""
        return (len(self.lines) + len(self.ruled)) / self.tasks if self.tasks else 0.0


@remembered
def seen(sight: Sight) -> Seen:
    """All that follows from the links."""
    import networkx as nx

    graph = sight.graph
    tasks = {t.ref: t for t in sight.tasks if t.ref}
    live = {o.ref for o in sight.outcomes if o.ref in graph and graph.out_degree(o.ref)}
    reach = {ref: nx.descendants(graph, ref) for ref in tasks}
    order = [o.ref for o in sight.outcomes]
    lines, ruled, orphans, open_ = {}, {}, [], []
    for ref, task in tasks.items():
        met = tuple(o for o in order if o in reach[ref] and o in live)
        if not task.test:
            open_.append(ref)
        elif task.test == REGULATORY and task.rule:
            ruled[ref] = task.rule
        elif met:
            lines[ref] = met
        else:
            orphans.append(ref)
    by: dict[str, list[str]] = {}
    for ref in lines:
        for end in reach[ref]:
            if graph.nodes[end]["kind"] != "task":
                by.setdefault(end, []).append(ref)
    used = {o for met in lines.values() for o in met}
    ends = [*order, *(b.ref for b in sight.objectives)]
    through = {b.ref: [o for o in order if o in used and graph.has_edge(o, b.ref)] for b in sight.objectives}
    numbers = [t.hours for r in orphans if isinstance((t := tasks[r]).hours, (int, float))]
    return Seen(
        lines,
        ruled,
        tuple(orphans),
        tuple(open_),
        tuple(b.ref for b in sight.objectives if b.ref not in by),
        tuple(o for o in order if o not in by),
        {end: by[end][0] for end in ends if len(by.get(end, ())) == 1},
        {b: outcomes[0] for b, outcomes in through.items() if len(outcomes) == 1},
        _ring(graph),
        float(sum(numbers)),
    )


def _ring(graph: Any) -> tuple[str, ...]:
    import networkx as nx

    try:
        return tuple(a for a, _ in nx.find_cycle(graph))
    except nx.NetworkXNoCycle:
        return ()
