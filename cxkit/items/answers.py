"""The answers of a class as they were handed in, and what can be read from them without marking.

They are read from submitted/, where `cxkit grade` put them. What a learner chose among given
answers is a choice; the times and the number of saves stand in each file, see `times`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..classroom.folder import ClassFolder
from ..course import Exercise
from ..forms.layouts import layout
from ..forms.spec import Section, at, offered
from ..workbook import Answer, Workbook

__all__ = ["Asked", "Choices", "Key", "Slot", "asked_of", "choices_in", "material_of", "read_answers"]

Key = tuple[str, bool]      # (exercise, on the learner's own organisation)
Slot = tuple[str, str, str, str]  # exercise, section, row, column
Choices = dict[Slot, str]


@dataclass(frozen=True)
class Asked:
    """One question with given answers, the same for every learner.

    Args:
        slot: where its answer stands.
        options: value -> label, in the order shown.
        right: the values that are right, where the course says so; empty where it does not.
    """

    slot: Slot
    text: str
    options: Mapping[str, str]
    right: frozenset[str] = frozenset()


def read_answers(folder: ClassFolder, assignment: str, learner: str) -> dict[Key, Answer]:
    """Every answer of a learner that can be read; files that cannot are passed over."""
    found: dict[Key, Answer] = {}
    book = Workbook(folder.step("submitted", learner, assignment))
    if not book.answers.is_dir():
        return found
    known = folder.parts[assignment].exercises
    for mine in (False, True):
        for name in book.saved(mine=mine):
            if name in known:
                answer = book.read(name, mine=mine)
                if not answer.problem:
                    found[name, mine] = answer
    return found


def asked_of(exercise: Exercise, case: Any) -> tuple[Asked, ...]:
    """The questions of an exercise whose answers are given: choices, and tables of fixed rows.

    Nothing for an exercise on the learner's own organisation, or without its case: there the
    questions differ from one learner to the next.
    """
    if exercise.mine:
        return ()
    try:
        sections = layout(exercise.id, {}, case, mine=False)
    except Exception:  # no form, or a paper that is not in this class
        return ()
    right = _right(case)
    return tuple(a for s in sections for a in _asked(exercise.id, s, right))


def _asked(exercise: str, section: Section, right: Mapping[str, frozenset[str]]) -> Iterator[Asked]:
    if section.kind == "choices":
        for item in section.items:
            options = {o.value: o.label for o in offered(section, item)}
            text = item.text if not item.title else f"{item.title}: {item.text}"
            slot = (exercise, section.key, item.id, "choice")
            yield Asked(slot, text, options, right.get(item.id, frozenset()) & options.keys())
    elif section.kind == "table" and section.fixed:
        for column in section.columns:
            if column.kind != "choice":
                continue
            for row in section.fixed:
                label = next((str(at(row, c.key) or "") for c in section.columns
                              if c.kind == "label"), "")  # fmt: skip
                yield Asked((exercise, section.key, str(row.get("id")), column.key),
                            f"{column.title}: {label}" if label else column.title,
                            {o.value: o.label for o in column.options})


def _right(case: Any) -> dict[str, frozenset[str]]:
    """Quiz item -> the options that are right, from the modules' quizzes."""
    found = {}
    for quiz in getattr(case, "quiz", {}).values():
        for item in quiz.get("items", ()):
            found[item["id"]] = frozenset(o["id"] for o in item["options"] if o.get("right"))
    return found


def choices_in(answer: Answer) -> Choices:
    """Everything in an answer that is one short value under a row's id: slot -> value.

    Whatever was put into a file passes: only rows that are objects with a text as id count.
    """
    found: Choices = {}
    for section, rows in answer.data.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                for column, value in _flat(row):
                    found[answer.exercise, str(section), row["id"], column] = value
    return found


def _flat(row: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        name = f"{head}{key}"
        if isinstance(value, str) and name != "id":
            yield name, value
        elif isinstance(value, dict) and not head:
            yield from _flat(value, f"{key}/")


def material_of(exercise: Exercise, case: Any) -> str:
    """Every text that an exercise's form shows: whoever quotes it has copied from nobody."""
    try:
        sections = layout(exercise.id, {}, case, mine=exercise.mine)
    except Exception:
        return ""
    shown = [i.text for s in sections for i in (*s.items, *s.material)]
    shown += [str(v) for s in sections for row in s.fixed for v in row.values()]
    return "\n".join(shown)
