"""Decision tables as DMN 1.3 XML; 1.1, 1.2, 1.4 and 1.5 are read as well.

One `decision` a table, its columns `input` and `output` clauses, its cells S-FEEL. What DMN has no
word for stands in attributes of our own namespace, which other tools pass over: that a number is
whole, and ids as people give them. Read are tables of unary tests and literals only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..techniques.artefact import ArtefactError
from ..techniques.tablecell import plain
from ..techniques.tables import Table
from . import feel
from .error import DecisionsError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["NAME", "read", "write"]

NAME = "DMN (.dmn)"
_SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_OURS = "urn:cxkit:dmn"
_KNOWN = re.compile(r"\{https?://www\.omg\.org/spec/DMN/[^}]*\}(.+)")
_POLICIES = {"UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "COLLECT": "C"}
_WORDS = {v: k for k, v in _POLICIES.items()}
_TYPES = {"number": "number", "integer": "whole", "long": "whole", "double": "number",
          "string": "choice", "boolean": "boolean", "date": "date"}  # fmt: skip
_REFS = {"number": "number", "whole": "number", "choice": "string", "boolean": "boolean", "date": "date"}


def read(data: bytes) -> list[Table]:
    """Every decision table of a file, in its order.

    Raises:
        DecisionsError: no DMN, no table in it, or faults, each with decision, rule and column.
    """
    root = _parsed(data)
    if _tag(root) != "definitions":
        raise DecisionsError([f"Expected DMN's <definitions>, found <{root.tag[:60]}>."])
    found, faults = [], list[str]()
    for decision in (e for e in root.iter() if _tag(e) == "decision"):
        for element in _children(decision, "decisionTable"):
            reading = _Reading(decision, element)
            try:
                found.append(reading.table())
            except DecisionsError as error:
                faults += error.faults
    if not found and not faults:
        faults = ["The file holds no decision table."]
    if faults:
        raise DecisionsError(faults)
    return found


def write(tables: Sequence[Table]) -> bytes:
    """All tables in one file; the same tables make the same bytes."""
    from xml.etree import ElementTree as tree

    tree.register_namespace("", _SPACE)
    tree.register_namespace("cx", _OURS)
    root = tree.Element(f"{{{_SPACE}}}definitions", {"name": "Decision tables", "namespace": _OURS,
                                                    "id": "definitions"})  # fmt: skip

    def under(parent: Element, tag: str, text: str = "", **given: str) -> Element:
        element = tree.SubElement(parent, f"{{{_SPACE}}}{tag}", given)
        if text:
            tree.SubElement(element, f"{{{_SPACE}}}text").text = text
        return element

    for t, table in enumerate(tables, 1):
        decision = under(root, "decision", id=f"decision_{t}", name=table.name)
        decision.set(f"{{{_OURS}}}id", table.id)
        made = under(decision, "decisionTable", id=f"table_{t}", hitPolicy=_WORDS[table.policy])
        for n, column in enumerate(table.data()["inputs"], 1):
            kind = column["type"]
            clause = under(made, "input", id=f"input_{t}_{n}", label=column["name"])
            under(clause, "inputExpression", column["name"], id=f"expression_{t}_{n}", typeRef=_REFS[kind])
            if kind == "whole":
                clause.set(f"{{{_OURS}}}type", "whole")
            if allowed := _allowed(column):
                under(clause, "inputValues", allowed, id=f"values_{t}_{n}")
        for n, output in enumerate(table.outputs, 1):
            clause = under(made, "output", id=f"output_{t}_{n}", name=output.name, typeRef="string")
            if output.values:
                ranked = ", ".join(feel.to_literal(v, "string") for v in output.values)
                under(clause, "outputValues", ranked, id=f"ranks_{t}_{n}")
        for n, rule in enumerate(table.rules, 1):
            row = under(made, "rule", id=f"rule_{t}_{n}")
            row.set(f"{{{_OURS}}}id", rule.id)
            for cell, column in zip(rule.when, table.inputs, strict=True):
                under(row, "inputEntry", feel.to_tests(cell, column.kind))
            for text in rule.then:
                under(row, "outputEntry", feel.to_literal(text, "string"))
    tree.indent(root)
    body = tree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _allowed(column: Mapping[str, Any]) -> str:
    if column["type"] == "choice":
        return ", ".join(feel.to_literal(v, "string") for v in column.get("values", ()))
    low, high = (_bound(column.get(key), column["type"]) for key in ("from", "to"))
    if low and high:
        return f"[{low}..{high}]"
    return f">={low}" if low else f"<={high}" if high else ""


def _bound(value: Any, kind: str) -> str:
    return "" if value is None else f'date("{value}")' if kind == "date" else str(value)


class _Reading:
    """One decision table of a file."""

    def __init__(self, decision: Element, element: Element) -> None:
        self.element, self.faults = element, list[str]()
        self.name = decision.get("name") or ""
        self.id = decision.get(f"{{{_OURS}}}id", decision.get("id") or "")
        self.head = f"Decision {(self.name or self.id)[:40]!r}"
        self.rules = _children(element, "rule")
        self.ids = [r.get(f"{{{_OURS}}}id", r.get("id") or str(n)) for n, r in enumerate(self.rules, 1)]
        self.inputs = [self.input(n, e) for n, e in enumerate(_children(element, "input"), 1)]
        self.outputs = [self.output(n, e) for n, e in enumerate(_children(element, "output"), 1)]

    def table(self) -> Table:
        policy = self.element.get("hitPolicy", "UNIQUE")
        if policy not in _POLICIES:
            self.tell("", f"expected a hit policy among {', '.join(_POLICIES)}; found {policy[:40]!r}")
        if aggregation := self.element.get("aggregation"):
            self.tell("", f"unsupported: results are collected, not added up ({aggregation[:20]})")
        rules = []
        for n, rule in enumerate(self.rules):
            when, then = (_children(rule, tag) for tag in ("inputEntry", "outputEntry"))
            told = len(self.faults)
            cells = [self.entry(n, e, column) for e, column in zip(when, self.inputs, strict=False)]
            results = [self.entry(n, e, column) for e, column in zip(then, self.outputs, strict=False)]
            for got, columns, what in ((when, self.inputs, "input"), (then, self.outputs, "output")):
                if len(got) != len(columns):
                    self.tell(f"rule {self.ids[n]}", f"expected {len(columns)} {what} entries, found {len(got)}")
            if told == len(self.faults):
                rules.append({"id": self.ids[n], "when": cells, "then": results})
        inputs = [{k: v for k, v in i.items() if v is not None} for i in self.inputs]
        data = {"id": self.id, "name": self.name, "hit_policy": _POLICIES.get(policy, "U"),
                "inputs": inputs, "outputs": self.outputs, "rules": rules}  # fmt: skip

        def place(part: str, row: int, column: int) -> str:
            columns = [*inputs, *self.outputs]
            if part == "rule":
                named = f", {columns[column]['name']}" if column >= 0 else ""
                return f"{self.head}, rule {rules[row]['id'][:20]}{named}"
            return f"{self.head}, {part} {column + 1}" if column >= 0 else self.head

        try:
            found = Table.read(data, place)
        except ArtefactError as error:
            raise DecisionsError([*self.faults, *error.faults]) from None
        if self.faults:
            raise DecisionsError(self.faults)
        return found

    def tell(self, where: str, text: Any) -> None:
        self.faults.append(f"{self.head}{', ' * bool(where)}{where}: {text}.")

    def input(self, n: int, clause: Element) -> dict[str, Any]:
        expression = next(iter(_children(clause, "inputExpression")), None)
        name = clause.get("label") or (_text(expression) if expression is not None else "")
        ref = (expression.get("typeRef") or "" if expression is not None else "").split(":")[-1]
        kind = clause.get(f"{{{_OURS}}}type") or _TYPES.get(ref, "")
        found: dict[str, Any] = {"name": name.strip(), "type": kind}
        if not kind:
            self.tell(f"input {n}", f"unsupported type: expected {', '.join(_TYPES)}; found {ref[:40]!r}")
            found["type"] = "choice"
            return found
        allowed = "".join(_text(e) for e in _children(clause, "inputValues")).strip()
        try:
            if allowed and kind == "choice":
                found["values"] = feel.names(allowed)
            elif allowed and kind != "boolean":
                span = feel.bounds(allowed, kind)  # type: ignore[arg-type]
                for key, bound in (("from", span.low), ("to", span.high)):
                    found[key] = None if bound is None else plain(bound, kind)  # type: ignore[arg-type]
        except ValueError as error:
            self.tell(f"input {n}", error)
        return found

    def output(self, n: int, clause: Element) -> dict[str, Any]:
        found: dict[str, Any] = {"name": clause.get("name") or clause.get("label") or self.name}
        ranked = "".join(_text(e) for e in _children(clause, "outputValues")).strip()
        try:
            if ranked:
                found["values"] = feel.names(ranked)
        except ValueError as error:
            self.tell(f"output {n}", error)
        return found

    def entry(self, rule: int, element: Element, column: Mapping[str, Any]) -> str:
        try:
            if "type" in column:
                return feel.from_tests(_text(element), column["type"])
            return feel.from_literal(_text(element))
        except ValueError as error:
            self.tell(f"rule {self.ids[rule]}, {column['name']}", error)
            return ""


def _parsed(data: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(data)
    except DefusedXmlException:
        raise DecisionsError(["The XML defines entities of its own; it is not opened."]) from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise DecisionsError([f"The XML is damaged: {str(error)[:120]}."]) from None


def _tag(element: Element) -> str:
    found = _KNOWN.fullmatch(element.tag) if isinstance(element.tag, str) else None
    return found[1] if found else ""


def _children(element: Element, tag: str) -> list[Element]:
    return [e for e in element if _tag(e) == tag]


def _text(element: Element) -> str:
    return "".join(e.text or "" for e in _children(element, "text"))
