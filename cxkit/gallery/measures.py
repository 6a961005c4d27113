"""The pictures of module 07: the line of sight, the tree of figures, the outcome map's later cycle."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..forms.spec import Beside
from ..marking.exercises.module07.branch import joined
from ..marking.exercises.module07.second import first_cycle
from ..marking.exercises.module07.tree import reported
from ..screen import Refused
from ..techniques.artefact import ArtefactError
from ..techniques.measures_tree import MeasureTree, TreeCheck, joints
from ..techniques.outcomes import OutcomeMap
from ..techniques.second_cycle import SecondCycle, joined_map
from ..techniques.sight import Sight, SightLines
from .shown import Shown, artefact

__all__ = ["LIBRARY", "PICTURES", "beside"]

# Millbrook Library, as in the lesson: code, task, test, what it serves or which rule demands it.
_TASKS = """
L1 | Take the reader's request at the desk        | direct     | W1
L2 | Look for the book in the other branches      | enabling   | L1
L3 | Drive the crates between the branches        | enabling   | W1
L4 | Tell the reader that the book is there       | direct     | W2
L5 | Stamp the date into the book                 | direct     | W2
L6 | Keep the reader's address under lock         | regulatory | data law, section 5
L7 | Count returned books by the colour of spine  | none       |
L8 | Read to children on Saturdays                | direct     | W3
"""
_OUTCOMES = {"W1": ("I had the book by the day I needed it.", "G1"),
             "W2": ("I knew when to come, and when to bring it back.", "G1 G2"),
             "W3": ("My child asked for another story.", "G1")}  # fmt: skip
_GOALS = {"G1": "More people of the town use us each year.", "G2": "A loan costs a tenth less to handle.",
          "G3": "We are known beyond the county."}  # fmt: skip


def _library() -> Sight:
    rows = [[cell.strip() for cell in line.split("|")] for line in _TASKS.strip().splitlines()]
    return Sight.read({
        "tasks": [{"code": code, "text": text, "test": test, "rule": to if test == "regulatory" else "",
                   "serves": "" if test == "regulatory" else to} for code, text, test, to in rows],
        "outcomes": [{"code": o, "text": text, "objectives": aims} for o, (text, aims) in _OUTCOMES.items()],
        "objectives": [{"code": b, "text": text} for b, text in _GOALS.items()],
    })  # fmt: skip


LIBRARY = _library()


def _lines(desk: Desk, mine: bool) -> Sight:
    answer = artefact(desk, SightLines, "7.3", mine)
    return answer if mine else joined(answer, desk.case)


def _sight(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing.sight import draw_sight

    return draw_sight(_lines(desk, mine), "Yours" if mine else "", paper=paper)


def _sight_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing.sight import sight_tables

    return sight_tables(_lines(desk, mine))


def _example(desk: Desk, mine: bool) -> Any:
    from ..drawing.sight import draw_sight

    return draw_sight(LIBRARY, "Millbrook Library")


def _example_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing.sight import sight_tables

    return sight_tables(LIBRARY)


def beside(desk: Desk, data: dict[str, Any], mine: bool) -> Beside | None:
    """The lines above the learner's own tasks while they are linked; nothing before the first."""
    from ..drawing.sight import sketch_sight

    try:
        answer = SightLines.read(data)
    except ArtefactError:
        return None
    svg, alt = sketch_sight(answer if mine else joined(answer, desk.case))
    return Beside("tasks", svg, alt) if svg else None


def _tree(desk: Desk, mine: bool) -> MeasureTree:
    """The tree as reported, with what the learner put right; on one's own organisation the tree."""
    answer = artefact(desk, TreeCheck, "7.4", mine)
    if mine:
        return answer
    whole = reported(desk.case)
    if sum(bool(s.adds) for s in answer.sums) < len(joints(whole)):
        raise Refused("Judge all sums of 7.4 first. Then the picture shows what comes out, and what does not.")
    right = {r.id.upper(): r.value for r in answer.repairs if isinstance(r.value, (int, float))}
    return MeasureTree(nodes=[n.model_copy(update={"value": right.get(n.ref, n.value)}) for n in whole.nodes])


def _tree_picture(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing.kpitree import draw_tree

    return draw_tree(_tree(desk, mine), "Yours" if mine else "", paper=paper)


def _tree_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing.kpitree import tree_tables

    return tree_tables(_tree(desk, mine))


def _cycle(desk: Desk, mine: bool) -> OutcomeMap:
    before = first_cycle(desk.case, mine=mine)
    whole = joined_map(before, artefact(desk, SecondCycle, "7.5", mine))
    return whole if mine else _in_words(desk.case, whole)


def _in_words(case: Any, one: OutcomeMap) -> OutcomeMap:
    """A map of the case with words where it holds ids."""
    names = {f["id"]: f["name"] for f in case.smart["figures"]}
    for o in (*case.measures["outcomes"], *case.measures["objectives"]):
        names[o["id"]] = f"{o['text'].rstrip('.')} ({o['id']})"

    def said(row: Any, *fields: str) -> dict[str, str]:
        return {f: names.get(getattr(row, f).upper(), getattr(row, f)) for f in fields}

    journey = {"journey": case.exercises["3.4"]["journey"]}
    about = [a.model_copy(update=journey | said(a, "objective")) for a in one.about]
    stated = [s.model_copy(update=said(s, "measure", "serves")) for s in one.statements]
    return one.model_copy(update={"about": about, "statements": stated})


def _cycle_picture(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing import draw_canvas

    return draw_canvas(_cycle(desk, mine), "Yours" if mine else "", paper=paper)


def _cycle_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import canvas_tables

    return canvas_tables(_cycle(desk, mine))


PICTURES = {
    "sight": Shown("7.3", _sight, _sight_tables, sheet=_sight),
    "loans": Shown("7.3", _example, _example_tables),
    "tree": Shown("7.4", _tree_picture, _tree_tables, sheet=_tree_picture),
    "cycle": Shown("7.5", _cycle_picture, _cycle_tables, sheet=_cycle_picture),
}
