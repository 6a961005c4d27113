"""The ways through a process: starts, ends, ways between them, loops, what lies before what.

Rows 26 and 35 of the method. A process is a graph whose nodes are steps and whose arrows say what
may follow. Nothing here knows what a step is; the activity map (`activity`) and whoever asks what
a removal cuts off stand on it.

Conventions: `links` maps a step to the steps that may follow, in the order of the table; a step
named only as a follower is not there. A loop is told by the arrow that closes it. Everything but
the list of ways is worked out in time that grows with the number of arrows, whatever the graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Routes", "Ways"]

_ROOT = object()  # stands before all starts, so that they have one beginning in common


@dataclass(frozen=True)
class Ways:
    """How many ways lead from a start to an end without passing a step twice.

    Args:
        number: of ways.
        exact: False where loops cross so that only "at least" can be said at once.
    """

    number: int
    exact: bool


class Routes:
    """The graph of `links`, and what can be asked of it. Lists keep the order of the table."""

    def __init__(self, links: Mapping[str, Collection[str]]) -> None:
        self.links = {
            step: tuple(dict.fromkeys(f for f in after if f in links))
            for step, after in links.items()
        }
        self._before: dict[str, set[str]] = {}

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """Steps as nodes, arrows as edges."""
        import networkx as nx  # a form that only shows a table must not wait for it

        made = nx.DiGraph()
        made.add_nodes_from(self.links)
        made.add_edges_from((a, b) for a, after in self.links.items() for b in after)
        return made

    @cached_property
    def alone(self) -> list[str]:
        """Steps that no arrow joins to any other; none where there is only one step."""
        joined = {x for a, after in self.links.items() for b in after if a != b for x in (a, b)}
        return [s for s in self.links if s not in joined] if len(self.links) > 1 else []

    @cached_property
    def circles(self) -> list[list[str]]:
        """Circles that nothing leads into: the process begins somewhere in each."""
        import networkx as nx

        order = {step: n for n, step in enumerate(self.links)}
        found = []
        for part in nx.strongly_connected_components(self.graph):
            entered = any(a not in part for b in part for a in self.graph.predecessors(b))
            if len(part) > 1 and not entered:
                found.append(sorted(part, key=order.__getitem__))
        return sorted(found, key=lambda circle: order[circle[0]])

    @cached_property
    def starts(self) -> list[str]:
        """Steps that nothing leads to; of a circle that nothing leads into, its first step, unless
        the circle is all there is."""
        entered = {b for a, after in self.links.items() for b in after if a != b}
        whole = len(self.links)
        first = {circle[0] for circle in self.circles if len(circle) < whole}
        lone = set(self.alone)
        return [s for s in self.links if s in first or (s not in entered and s not in lone)]

    @cached_property
    def ends(self) -> list[str]:
        """Steps that nothing follows."""
        lone = set(self.alone)
        return [s for s, after in self.links.items() if not set(after) - {s} and s not in lone]

    @cached_property
    def reached(self) -> set[str]:
        """Steps that can be reached from a start, the starts with them."""
        return self._spread(self.starts, self.links)

    @cached_property
    def ending(self) -> set[str]:
        """Steps from which an end can be reached, the ends with them."""
        return self._spread(self.ends, self.entering)

    @cached_property
    def closing(self) -> list[tuple[str, str]]:
        """Arrows that close a loop: without them the process runs one way only.

        Found by a walk in depth from the starts in the order of the table, so that an arrow
        closes a loop when it leads back to a step that the walk is still inside of.
        """
        import networkx as nx

        walked = nx.DiGraph()
        walked.add_nodes_from([*self.starts, *self.links])
        walked.add_edges_from((a, b) for a, after in self.links.items() for b in after)
        inside: set[str] = set()
        found = []
        for a, b, kind in nx.dfs_labeled_edges(walked):
            if kind == "forward":
                inside.add(b)
            elif kind == "reverse":
                inside.discard(b)
            elif b in inside:
                found.append((a, b))
        order = {step: n for n, step in enumerate(self.links)}
        return sorted(set(found), key=lambda arrow: (order[arrow[0]], order[arrow[1]]))

    @cached_property
    def onward(self) -> dict[str, tuple[str, ...]]:
        """The arrows that close no loop."""
        closed = set(self.closing)
        return {
            a: tuple(b for b in after if (a, b) not in closed) for a, after in self.links.items()
        }

    @cached_property
    def order(self) -> list[str]:
        """All steps, each after those that lead on to it."""
        import networkx as nx

        rank = {step: n for n, step in enumerate(self.links)}
        one_way = nx.DiGraph()
        one_way.add_nodes_from(self.links)
        one_way.add_edges_from((a, b) for a, after in self.onward.items() for b in after)
        return list(nx.lexicographical_topological_sort(one_way, key=rank.__getitem__))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Step to its column in a picture, from 0: one more than the last step before it."""
        found = dict.fromkeys(self.links, 0)
        for step in self.order:
            for after in self.onward[step]:
                found[after] = max(found[after], found[step] + 1)
        return found

    @cached_property
    def ways(self) -> Ways:
        """How many ways there are, counted and not listed.

        The count is that of the ways without the closing arrows. It is exact where each of these
        leads back to a step that every way to it has passed, as loops people draw do.
        """
        sound = self.reached & self.ending
        count = {step: int(step in self.starts) for step in self.links}
        for step in self.order:
            for after in self.onward[step]:
                count[after] += count[step]
        passed = {step: set(self._passed(step)) for step in sound}
        exact = all(b in passed[a] for a, b in self.closing if a in sound)
        return Ways(sum(count[e] for e in self.ends), exact)

    def listed(self, most: int = 20) -> list[tuple[str, ...]]:
        """The first `most` ways, each from a start to an end, closing arrows left out."""
        return list(islice(self._walk(), most))

    def loops(self, most: int = 20) -> list[tuple[str, ...]]:
        """The first `most` loops, each by its steps in order: the shortest way round."""
        import networkx as nx

        return [tuple(nx.shortest_path(self.graph, b, a)) for a, b in self.closing[:most]]

    def before(self, step: str) -> set[str]:
        """The steps from which `step` can be reached, itself with them; none if it is not there."""
        if step not in self._before:
            first = [step] if step in self.links else []
            self._before[step] = self._spread(first, self.entering)
        return self._before[step]

    def reaches(self, goal: Collection[str], without: Collection[str] = ()) -> bool:
        """Whether some step of `goal` can still be reached once others are gone.

        A removed step takes its arrows with it: whoever removes it says what follows instead by
        drawing a new arrow. Only the starts of the whole map are starts.
        """
        gone = set(without)
        left = {a: tuple(b for b in after if b not in gone) for a, after in self.links.items()}
        return bool(self._spread([s for s in self.starts if s not in gone], left) & set(goal))

    def needed(self, goal: str) -> list[str]:
        """The steps that every way from a start to `goal` passes, itself with them, in the order
        of the way; none where no way leads there."""
        return list(reversed(self._passed(goal))) if goal in self.reached else []

    def _passed(self, step: str) -> list[str]:
        # From the step back to the start: what dominates it.
        found: list[str] = []
        above = self._dominators
        at: object = step if step in above else _ROOT
        while at is not _ROOT:
            found.append(str(at))
            at = above[at]
        return found

    @cached_property
    def _dominators(self) -> Mapping[object, object]:
        import networkx as nx

        rooted = nx.DiGraph()
        rooted.add_edges_from((_ROOT, s) for s in self.starts)
        rooted.add_edges_from((a, b) for a, after in self.links.items() for b in after)
        return nx.immediate_dominators(rooted, _ROOT) if self.starts else {}

    @cached_property
    def entering(self) -> dict[str, list[str]]:
        """Step to the steps that may come before it."""
        found: dict[str, list[str]] = {step: [] for step in self.links}
        for a, after in self.links.items():
            for b in after:
                found[b].append(a)
        return found

    def _spread(self, first: Collection[str], arrows: Mapping[str, Collection[str]]) -> set[str]:
        found, ahead = set(first), list(first)
        while ahead:
            new = [b for b in arrows[ahead.pop()] if b not in found]
            found.update(new)
            ahead += new
        return found

    def _walk(self) -> Iterator[tuple[str, ...]]:
        # Only steps from which an end is still reached, so that no branch is walked in vain.
        back: dict[str, list[str]] = {step: [] for step in self.links}
        for a, after in self.onward.items():
            for b in after:
                back[b].append(a)
        good, ends = self._spread(self.ends, back), set(self.ends)
        ahead = [(s,) for s in reversed(self.starts) if s in good]
        while ahead:
            way = ahead.pop()
            if way[-1] in ends:
                yield way
            ahead += [(*way, b) for b in reversed(self.onward[way[-1]]) if b in good]
