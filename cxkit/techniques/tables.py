"""Decision tables: inputs, rules, results, and what a table says of a case.

Row 42 of the method, exercises 6.3 and 6.4; the shape is that of DMN 1.3. A rule (a row) covers a
case if each of its cells does; `tablecell` says what a cell can hold. The hit policy says what
follows where several rules cover one case:

    U unique    only one may                  A any       their results must be the same
    F first     the first in the table        P priority  the one whose result ranks first
    C collect   all of them

Conventions: the inputs' bounds are the world: a number from `low` to `high`, both included and
either None for none; a choice among `values`, or, if there are none, the names in the rows and
one other. Results are texts. `tableverify` says what is wrong with a table that can be read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from .artefact import ArtefactError
from .tablecell import ANY, KINDS, Cell, Kind, Value, parse, plain, show, value_of

__all__ = ["MOST_INPUTS", "MOST_RULES", "POLICIES", "Input", "Output", "Rule", "Table", "at_rule"]

Policy = Literal["U", "A", "P", "F", "C"]
Place = Callable[[str, int, int], str]  # part of the table, row and column from 0 -> where it is

POLICIES = {"U": "unique", "A": "any", "P": "priority", "F": "first", "C": "collect"}
MOST_RULES, MOST_INPUTS = 5000, 64
_MOST_VALUES = 500
_TOLD = 20  # faults told; a table with a hundred has one cause


@dataclass(frozen=True)
class Input:
    """One input: a column of conditions."""

    name: str
    kind: Kind
    low: Fraction | int | None = None
    high: Fraction | int | None = None
    values: tuple[str, ...] = ()

    def value(self, given: Any) -> Value:
        """A value of a case, as JSON or a person gives it.

        Raises:
            ValueError: it is none of this kind, or outside the bounds.
        """
        try:
            if isinstance(given, float) and math.isfinite(given):
                given = show(Fraction(repr(given)), "number")
            text = str(given)
            found = value_of(text.lower() if isinstance(given, bool) else text, self.kind)
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}.") from None
        if isinstance(found, str):
            inside = not self.values or found in self.values
        else:
            inside = (self.low is None or found >= self.low) and (self.high is None or found <= self.high)
        if not inside:
            raise ValueError(f"{self.name}: {show(found, self.kind)[:40]} is outside the table's bounds.")
        return found


@dataclass(frozen=True)
class Output:
    """One column of results; `values` rank them, the first first, as policy P needs."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One row: when all its cells cover a case, then its results."""

    id: str
    when: tuple[Cell, ...]
    then: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table that could be read."""

    id: str
    name: str
    policy: Policy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any], place: Place | None = None) -> Table:
        """The table in `data`: id, name, hit_policy, inputs (name, type and from, to or values),
        outputs (name, values) and rules (id, when, then), all cells texts.

        Args:
            place: says where a part stands in the file it is from: ("rule" or "input" or
                "output" or "table", row, column) -> such as "Sheet1!C7".

        Raises:
            ArtefactError: every fault, each with its place.
        """
        reading = _Reading(data, place or at_rule(data))
        table = reading.table()
        if reading.faults:
            more = len(reading.faults) - _TOLD
            raise ArtefactError(reading.faults[:_TOLD] + [f"{more} more faults follow."] * (more > 0))
        return table

    def data(self) -> dict[str, Any]:
        """The table as plain data; `read` takes it back."""
        return {
            "id": self.id,
            "name": self.name,
            "hit_policy": self.policy,
            "inputs": [_input_data(i) for i in self.inputs],
            "outputs": [
                {"name": o.name} | ({"values": list(o.values)} if o.values else {})
                for o in self.outputs
            ],
            "rules": [
                {"id": r.id, "when": [c.text for c in r.when], "then": list(r.then)}
                for r in self.rules
            ],
        }

    def hits(self, case: Mapping[str, Any]) -> list[Rule]:
        """The rules that cover a case (input name -> value), in the order of the table.

        Raises:
            ValueError: the case lacks an input or lies outside the bounds.
        """
        if missing := [i.name for i in self.inputs if i.name not in case]:
            raise ValueError(f"The case lacks {', '.join(missing)}.")
        values = [i.value(case[i.name]) for i in self.inputs]
        return [r for r in self.rules if all(c.holds(v) for c, v in zip(r.when, values, strict=True))]

    def outcome(self, case: Mapping[str, Any]) -> list[tuple[str, ...]]:
        """The results for a case: under U and A each that a rule gives, once; under F and P one;
        under C as often as there are rules. Sorted, but for F and P; empty where no rule covers."""
        met = [r.then for r in self.hits(case)]
        if self.policy == "C":
            return sorted(met)
        if self.policy in "FP":
            return [min(met, key=self.rank)] if met and self.policy == "P" else met[:1]
        return sorted(set(met))

    def rank(self, then: Sequence[str]) -> tuple[int, ...]:
        """The rank of results under policy P, the smallest first."""
        pairs = zip(self.outputs, then, strict=True)
        return tuple(o.values.index(t) if t in o.values else len(o.values) for o, t in pairs)

    def with_rules(self, rules: Sequence[Rule]) -> Table:
        """The same table with other rows."""
        return replace(self, rules=tuple(rules))


def at_rule(data: Mapping[str, Any]) -> Place:
    """Places in a table that is from no file: the rule's id and the column's name."""

    def place(part: str, row: int, column: int) -> str:
        if part == "rule":
            rules, inputs = data.get("rules") or [], data.get("inputs") or []
            columns = [*inputs, *(data.get("outputs") or [])]
            name = rules[row].get("id") if isinstance(rules[row], Mapping) else ""
            head = f"Rule {str(name or row + 1)[:20]}"
            known = 0 <= column < len(columns) and isinstance(columns[column], Mapping)
            return f"{head}, {str(columns[column].get('name'))[:40]}" if known else head
        return {"input": f"Input {column + 1}", "output": f"Output {column + 1}"}.get(part, "The table")

    return place


def _input_data(column: Input) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.kind}
    for key, bound in (("from", column.low), ("to", column.high)):
        if bound is not None:
            found[key] = plain(bound, column.kind)
    return found | ({"values": list(column.values)} if column.values and column.kind == "choice" else {})


class _Reading:
    """Reads one table and gathers what is wrong with it."""

    def __init__(self, data: Mapping[str, Any], place: Place) -> None:
        self.data, self.place, self.faults = data, place, list[str]()

    def tell(self, text: Any, part: str = "table", row: int = -1, column: int = -1) -> None:
        self.faults.append(f"{self.place(part, row, column)}: {text}.")

    def table(self) -> Table:
        policy = self.data.get("hit_policy", "U")
        if policy not in POLICIES:
            known = ", ".join(f"{k} ({v})" for k, v in POLICIES.items())
            self.tell(f"expected a hit policy among {known}; found {policy!r:.40}", "policy")
            policy = "U"
        inputs = [self.input(n, i) for n, i in enumerate(self.listed("inputs"))]
        outputs = [self.output(n, o) for n, o in enumerate(self.listed("outputs"))]
        for part, columns in (("input", inputs), ("output", outputs)):
            if not columns:
                self.tell(f"expected at least one {part}, found none: a column is missing")
        names = [c.name for c in (*inputs, *outputs)]
        for n, name in enumerate(names):
            part, at = ("input", n) if n < len(inputs) else ("output", n - len(inputs))
            if name in names[:n]:
                self.tell(f"expected a name of its own, found {name!r:.40} twice", part, -1, at)
        if policy == "P" and not all(o.values for o in outputs):
            self.tell("under hit policy P every output lists its values, the first to win first", "policy")
        if len(inputs) > MOST_INPUTS:
            self.tell(f"expected at most {MOST_INPUTS} inputs, found {len(inputs)}")
        rows = self.listed("rules")
        if len(rows) > MOST_RULES:
            self.tell(f"expected at most {MOST_RULES} rules, found {len(rows)}")
        rules = [self.rule(n, row, inputs, outputs) for n, row in enumerate(rows[:MOST_RULES])]
        taken: dict[str, int] = {}
        for n, rule in enumerate(rules):
            if rule.id in taken:
                first = self.place("rule", taken[rule.id], -1)
                self.tell(f"expected an id of its own, found {rule.id!r:.20} here and at {first}", "rule", n)
            taken.setdefault(rule.id, n)
        id_, name = (str(self.data.get(key) or "") for key in ("id", "name"))
        return Table(id_, name, policy, tuple(inputs), tuple(outputs), tuple(rules))

    def listed(self, key: str) -> list[Any]:
        found = self.data.get(key) or []
        if not isinstance(found, Sequence) or isinstance(found, str):
            self.tell(f"expected a list of {key}, found {found!r:.40}")
            return []
        bad = [n for n, one in enumerate(found) if not isinstance(one, Mapping)]
        for n in bad:
            self.tell(f"{key}, number {n + 1}: expected a group of fields, found {found[n]!r:.40}")
        return [] if bad else list(found)

    def name(self, given: Mapping[str, Any], part: str, at: int) -> str:
        name = str(given.get("name") or "").strip()
        if not name:
            self.tell("expected a name, found nothing", part, -1, at)
        return name

    def values(self, given: Mapping[str, Any], part: str, at: int) -> tuple[str, ...]:
        found = given.get("values") or []
        if isinstance(found, str) or not isinstance(found, Sequence) or len(found) > _MOST_VALUES:
            self.tell(f"expected a list of at most {_MOST_VALUES} values, found {found!r:.40}", part, -1, at)
            return ()
        values = tuple(str(v).strip() for v in found)
        if len(set(values)) < len(values) or "" in values:
            self.tell("expected values that differ, and none of them blank", part, -1, at)
        return values

    def input(self, n: int, given: Mapping[str, Any]) -> Input:
        name, kind = self.name(given, "input", n), given.get("type")
        if kind not in KINDS:
            self.tell(f"expected a type among {', '.join(KINDS)}; found {kind!r:.40}", "input", -1, n)
            return Input(name, "choice")
        if kind == "boolean":
            return Input(name, kind, values=("true", "false"))
        if kind == "choice":
            return Input(name, kind, values=self.values(given, "input", n))
        bounds: list[Any] = []
        for key in ("from", "to"):
            try:
                bounds.append(None if given.get(key) in (None, "") else value_of(str(given[key]), kind))
            except ValueError as error:
                self.tell(f"{key}: {error}", "input", -1, n)
                bounds.append(None)
        if None not in bounds and bounds[0] > bounds[1]:
            self.tell("the bounds are reversed: write the lower one first", "input", -1, n)
        return Input(name, kind, *bounds)

    def output(self, n: int, given: Mapping[str, Any]) -> Output:
        return Output(self.name(given, "output", n), self.values(given, "output", n))

    def rule(
        self, n: int, row: Mapping[str, Any], inputs: Sequence[Input], outputs: Sequence[Output]
    ) -> Rule:
        when, then = ([str(c) for c in row.get(key) or []] for key in ("when", "then"))
        for cells, columns, what in ((when, inputs, "conditions"), (then, outputs, "results")):
            if len(cells) != len(columns):
                self.tell(f"expected {len(columns)} {what}, found {len(cells)}", "rule", n)
        cells = []
        for at, (text, column) in enumerate(zip(when, inputs, strict=False)):
            try:
                cells.append(parse(text, column.kind, column.values))
            except ValueError as error:
                self.tell(error, "rule", n, at)
                cells.append(Cell(ANY))
        results = tuple(t.strip() for t in then)
        for at, (text, output) in enumerate(zip(results, outputs, strict=False), len(inputs)):
            if not text:
                self.tell("expected a result, found nothing", "rule", n, at)
            elif output.values and text not in output.values:
                self.tell(f"expected one of {', '.join(output.values)[:200]}; found {text[:40]!r}", "rule", n, at)
        return Rule(str(row.get("id") or n + 1).strip(), tuple(cells), results)
