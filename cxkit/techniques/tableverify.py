"""What is wrong with a decision table: proven by a case that shows it, or proven to be nothing.

Row 42 of the method, exercise 6.3. The kinds, each asked where the hit policy makes it a fault:

    gaps         U A P F C  regions of cases that no rule covers (boxes that touch are one region)
    conflicts    U A        two rules share a case and differ in their results
    overlaps     U          two rules share a case, agree, and neither lies within the other
    subsumed     U A P F    one rule lies within another, agrees, and can go: nothing changes
    duplicates   U A P F C  two rules cover the same cases with the same results
    unreachable  U A P F C  a rule that never decides: no case is within the bounds or, under P
                            and F, rules that win against it cover all its cases together
    mergeable    U A P F C  rules that one rule can stand for (a hint, not a fault)

A pair is told once, as the first that fits of conflict, duplicate, subsumed, overlap; under P and
F a duplicate is not told as unreachable too, and a subsumed rule is one that wins against the
other, with none between them that says otherwise.

All is worked out on the pieces of `tablegrid`: pairs by comparing boxes, which is always settled;
gaps and unreachable rules by `tablecover`, which may run out of steps and then says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from .tablecover import Budget, Cover
from .tablegrid import Box, Grid, bits
from .tablemerge import merges
from .tableregions import regions
from .tables import Table

__all__ = ["HINTS", "KINDS_OF", "TOLD", "Finding", "Report", "Verdict", "verify"]

Kind = Literal["gaps", "conflicts", "overlaps", "subsumed", "duplicates", "unreachable", "mergeable"]
State = Literal["none", "found", "not settled within budget"]

KINDS_OF: dict[str, tuple[Kind, ...]] = {
    "U": ("gaps", "conflicts", "overlaps", "subsumed", "duplicates", "unreachable", "mergeable"),
    "A": ("gaps", "conflicts", "subsumed", "duplicates", "unreachable", "mergeable"),
    "P": ("gaps", "subsumed", "duplicates", "unreachable", "mergeable"),
    "F": ("gaps", "subsumed", "duplicates", "unreachable", "mergeable"),
    "C": ("gaps", "duplicates", "unreachable", "mergeable"),
}
HINTS: tuple[Kind, ...] = ("mergeable",)
TOLD = 200  # findings of a kind that are written out; `count` counts them all
_PARTS = 400  # uncovered boxes gathered before they are joined to regions


@dataclass(frozen=True)
class Finding:
    """One fault.

    Args:
        rules: ids of the rules concerned, in the order of the table; of a subsumed or unreachable
            rule, that rule first, then those that cover it; none for a gap.
        case: a case that shows it, input name -> value; None where no case can (a rule that
            nothing reaches because its cells lie outside the bounds).
        where: the box it is about, input name -> cell.
        text: a sentence for a person.
    """

    kind: Kind
    rules: tuple[str, ...]
    case: dict[str, Any] | None
    where: dict[str, str]
    text: str


@dataclass(frozen=True)
class Verdict:
    """The answer to one kind.

    Args:
        state: `none` and `found` are proven; the third is an open question.
        count: how many there are; at least so many if `exact` is False.
        findings: the first `TOLD` of them.
        proof: what makes the answer certain, or why it is not.
    """

    kind: Kind
    state: State
    count: int
    findings: tuple[Finding, ...]
    proof: str
    exact: bool = True


@dataclass(frozen=True)
class Report:
    """All verdicts on one table, and the steps they took."""

    table: Table
    verdicts: dict[Kind, Verdict] = field(default_factory=dict)
    steps: int = 0

    @property
    def sound(self) -> bool:
        """Whether it is proven that nothing is wrong; hints are no faults."""
        return all(v.state == "none" for k, v in self.verdicts.items() if k not in HINTS)

    @property
    def findings(self) -> list[Finding]:
        """The faults, then the hints, as far as they are written out."""
        return [f for v in self.verdicts.values() for f in v.findings]

    def pairs(self, kind: Kind) -> list[tuple[str, ...]]:
        """The rules concerned in each finding of a kind."""
        return [f.rules for f in self.verdicts[kind].findings] if kind in self.verdicts else []


def verify(table: Table, budget: Budget | None = None) -> Report:
    """Everything that is wrong with a table.

    Args:
        budget: steps for what may take long; by default 100,000, some seconds at most.
    """
    return _Work(table, budget or Budget()).report()


class _Work:
    """One verification. Rules are numbered in the order in which they win."""

    def __init__(self, table: Table, budget: Budget) -> None:
        from . import tabletold

        rules = list(table.rules)
        self.ranked = table.policy in "PF"
        if table.policy == "P":
            rules.sort(key=lambda r: table.rank(r.then))
        self.table, self.rules, self.budget = table, rules, budget
        self.grid = Grid(table.inputs, rules)
        self.cover = Cover(self.grid)
        self.place = {r.id: n for n, r in enumerate(table.rules)}
        self.told = tabletold
        said: dict[tuple[str, ...], int] = {}
        for n, rule in enumerate(rules):
            said[rule.then] = said.get(rule.then, 0) | 1 << n
        self.agree = [said[r.then] for r in rules]

    def report(self) -> Report:
        pairs = self.pairs()
        found: dict[Kind, Verdict] = {}
        for kind in KINDS_OF[self.table.policy]:
            if kind in ("gaps", "unreachable"):
                found[kind] = getattr(self, kind)()
            elif kind == "mergeable":
                found[kind] = self.mergeable()
            else:
                found[kind] = self.paired(kind, *pairs[kind])
        return Report(self.table, found, self.budget.spent)

    # ---- gaps ----

    def gaps(self) -> Verdict:
        whole, grid = self.grid.whole, self.grid
        got = self.cover.uncovered(whole, grid.everyone, self.budget, _PARTS)
        joined = regions(grid, got.boxes)
        findings = tuple(
            Finding("gaps", (), grid.case(part[0]), grid.cells(part[0]), self.told.gap(grid, part))
            for part in joined[:TOLD]
        )
        proof = self.told.gap_proof(grid, got, self.budget)
        state: State = "found" if got.boxes else "none" if got.complete else "not settled within budget"
        # Regions that are not all known may yet turn out to be one.
        count = len(joined) if got.complete else min(1, len(joined))
        return Verdict("gaps", state, count, findings, proof, got.complete)

    # ---- pairs ----

    def pairs(self) -> dict[str, tuple[int, list[tuple[int, int]]]]:
        """Pairs of rules by kind: how many, and the first `TOLD` of them."""
        grid = self.grid
        alike: dict[Box, int] = defaultdict(int)
        for n, box in enumerate(grid.boxes):
            alike[box] |= 1 << n
        count: Counter[str] = Counter()
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        agreeing: list[tuple[int, int]] = []
        for one, box in enumerate(grid.boxes):
            if grid.empty >> one & 1:
                continue
            met, same, equal, later = grid.meeting(box), self.agree[one], alike[box], -1 << (one + 1)
            within = grid.holding(box) & same & ~equal
            if self.ranked:
                disagree = met & ~same & later
                within &= later & ((disagree & -disagree) - 1)
            sets = {
                "conflicts": met & later & ~same,
                "duplicates": equal & same & later,
                "subsumed": within,
            }
            for kind, others in sets.items():
                count[kind] += others.bit_count()
                room = max(0, TOLD - len(found[kind]))
                found[kind] += [(one, other) for other in islice(bits(others), room)]
            agreeing.append((one, met & same & ~equal & later))
        met_at_all = sum(others.bit_count() for _, others in agreeing)
        count["overlaps"] = met_at_all - count["subsumed"]
        if not self.ranked:
            apart = (
                (one, other) for one, others in agreeing for other in bits(others)
                if not self._nested(one, other)
            )  # fmt: skip
            found["overlaps"] = list(islice(apart, min(TOLD, count["overlaps"])))
        return {k: (count[k], found[k]) for k in ("conflicts", "overlaps", "subsumed", "duplicates")}

    def _nested(self, one: int, other: int) -> bool:
        grid = self.grid
        return bool(grid.holding(grid.boxes[one]) >> other & 1
                    or grid.holding(grid.boxes[other]) >> one & 1)  # fmt: skip

    def paired(self, kind: Kind, count: int, pairs: list[tuple[int, int]]) -> Verdict:
        grid, findings = self.grid, []
        for one, other in pairs:
            shared = tuple(a & b for a, b in zip(grid.boxes[one], grid.boxes[other], strict=True))
            case, where = grid.case(shared), grid.cells(shared)
            a, b = self.rules[one], self.rules[other]
            if kind != "subsumed" and self.place[a.id] > self.place[b.id]:
                a, b = b, a
            text = self.told.pair(kind, a, b, case, self.table)
            findings.append(Finding(kind, (a.id, b.id), case, where, text))
        proof = self.told.pair_proof(kind, len(self.rules), count)
        return Verdict(kind, "found" if count else "none", count, tuple(findings), proof)

    # ---- rules that never decide ----

    def unreachable(self) -> Verdict:
        findings, unsettled, count = [], 0, 0
        for n, hiding in self._hidden():
            if hiding is None:
                unsettled += 1
                continue
            count += 1
            if count <= TOLD:
                findings.append(self._unreached(n, hiding))
        proof = self.told.reach_proof(self.ranked, count, unsettled, len(self.rules), self.budget)
        state: State = "found" if count else "not settled within budget" if unsettled else "none"
        return Verdict("unreachable", state, count, tuple(findings), proof, not unsettled)

    def _hidden(self) -> Iterator[tuple[int, int | None]]:
        """Rules that never decide, and those that cover them; None where that stays open."""
        for n, box in enumerate(self.grid.boxes):
            if self.grid.empty >> n & 1:
                yield n, 0
                continue
            before = self.grid.meeting(box) & ((1 << n) - 1) if self.ranked else 0
            if not before or self._doubled(n, before):
                continue
            alone = self.grid.holding(box) & before
            if alone:
                yield n, alone & -alone
                continue
            got = self.cover.uncovered(box, before, self.budget)
            if not got.boxes:
                yield n, before if got.complete else None

    def _doubled(self, n: int, before: int) -> bool:
        same = before & self.agree[n] & self.grid.holding(self.grid.boxes[n])
        return any(self.grid.boxes[other] == self.grid.boxes[n] for other in bits(same))

    def _unreached(self, n: int, hiding: int) -> Finding:
        rule, grid = self.rules[n], self.grid
        others = sorted((self.rules[o].id for o in bits(hiding)), key=self.place.__getitem__)
        case = grid.case(grid.boxes[n]) if hiding else None
        where = {i.name: c.text for i, c in zip(self.table.inputs, rule.when, strict=True)}
        text = self.told.unreached(rule, others, case, self.table)
        return Finding("unreachable", (rule.id, *others), case, where, text)

    # ---- hints ----

    def mergeable(self) -> Verdict:
        groups = merges(self.grid, self.agree, self.table.policy)
        findings = []
        for group in groups[:TOLD]:
            rules = [self.rules[n] for n in group.rules]
            case, where = self.grid.case(self.grid.boxes[group.rules[0]]), self.grid.cells(group.box)
            ids = tuple(sorted((r.id for r in rules), key=self.place.__getitem__))
            column = self.table.inputs[group.axis].name
            text = self.told.merging(ids, column, where[column], rules[0].then)
            findings.append(Finding("mergeable", ids, case, where, text))
        proof = self.told.merge_proof(len(groups))
        return Verdict("mergeable", "found" if groups else "none", len(groups), tuple(findings), proof)
