"""What is stated, as it lies on disk: statements, claims, a report, a colleague's map, word lists.

The material of modules 01 and 03. Files are read on first use, and only what is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from cxkit.cases.reading import damaged

__all__ = ["StatedFiles"]

Item = dict[str, Any]

_KEY_SCHEMA = 1


class StatedFiles:
    """The part of a case that has to do with what is said and written. Stands in `Case` beside
    `ServiceFiles`, whose `_list` and `_named` read for it. Each attribute raises `CaseError` when
    its file is missing, damaged or of another shape."""

    folder: Path
    _list: Callable[[str, tuple[str, ...]], dict[str, Item]]
    _named: Callable[[str, tuple[str, ...]], Item]

    @cached_property
    def statements(self) -> dict[str, Item]:
        """What people say in firms, by id (`U01`): id, text, who."""
        return self._list("statements.json", ("id", "text", "who"))

    @cached_property
    def story(self) -> Item:
        """Ten steps in a mixed order: title, note, steps (id `Y01`, text)."""
        return self._named("story.json", ("title", "note", "steps"))

    @cached_property
    def claims(self) -> Item:
        """Claims of the sources (id `C01`, source, place, text, figure), with sources, the grades
        A to E, a critique to read, and the ids to grade."""
        fields = ("sources", "grades", "critique", "claims", "to_grade")
        return self._named("claims.json", fields)

    @cached_property
    def definitions(self) -> Item:
        """Six definitions (id `F1`, text), authors (id, text) and attributes (id, text)."""
        return self._named("definitions.json", ("definitions", "authors", "attributes"))

    @cached_property
    def report(self) -> Item:
        """Management's report: paragraphs (id `r01`, text), `rewrite` (one id), lists to count by."""
        return self._named("report.json", ("title", "paragraphs", "rewrite", "lists"))

    @cached_property
    def boxes(self) -> Item:
        """The six questions of the outcome map, and answers (id `E01`, text, put: a box)."""
        return self._named("boxes.json", ("journey", "boxes", "answers"))

    @cached_property
    def weasels(self) -> dict[str, Item]:
        """Sentences to look for weasel words in, by id (`W01`): id, text."""
        return self._list("weasels.json", ("id", "text"))

    @cached_property
    def smart(self) -> Item:
        """Statements to repair (id `G1`, text, outcome, two times), figures (id `L1`, name, value,
        unit, source, how) and the ids of the KPIs that may serve as well."""
        return self._named("smart.json", ("fields", "statements", "figures", "kpis"))

    @cached_property
    def colleague_map(self) -> Item:
        """A colleague's outcome map: boxes (id, question, items with evidence), five prompts."""
        return self._named("colleague-map.json", ("journey", "author", "boxes", "prompts"))

    @cached_property
    def internal_roles(self) -> Item:
        """Who is not a customer: `general` and `case`; `alone` counts only as a whole answer."""
        return self._named("internal-roles.json", ("general", "case", "alone"))

    @cached_property
    def process_words(self) -> Item:
        """What only the firm calls it: `general` and `case`; `alone` only as a whole answer."""
        return self._named("process-words.json", ("general", "case", "alone"))

    @cached_property
    def stated_key(self) -> Item:
        """The truth about all of these. See PROVENANCE.md in the folder."""
        key = self._named("key-stated.json", ("schema", "case", "exercises"))
        if key["schema"] != _KEY_SCHEMA:
            path = self.folder / "key-stated.json"
            raise damaged(path, f"schema {_KEY_SCHEMA}", f"schema {key['schema']!r}", "the top")
        return key
