"""The picture of module 03: the outcome map of 3.4, with the line that was kept in 3.5."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..techniques.outcomes import Line, OutcomeMap
from .shown import Shown, artefact

__all__ = ["PICTURES", "shown_map"]


def shown_map(desk: Desk, mine: bool) -> OutcomeMap:
    """The map as it is shown: in box 6 stands the line that was kept in 3.5, where there is one;
    the case names its journey, and figures and outcomes have their words."""
    from ..techniques.oneliner import OneLiner

    one = artefact(desk, OutcomeMap, "3.4", mine)
    kept = artefact(desk, OneLiner, "3.5", mine).kept
    changes: dict[str, Any] = {"line": [Line(id="line", text=kept)]} if kept else {}
    if not mine:
        case = desk.case
        names = {f["id"]: f["name"] for f in case.smart["figures"]}
        for o in (*case.measures["outcomes"], *case.measures["objectives"]):
            names[o["id"]] = f"{o['text'].rstrip('.')} ({o['id']})"
        journey = case.exercises["3.4"]["journey"]
        changes["about"] = [
            a.model_copy(
                update={"journey": journey, "objective": names.get(a.objective, a.objective)}
            )
            for a in one.about
        ]
        changes["statements"] = [
            s.model_copy(update={f: names.get(getattr(s, f).upper(), getattr(s, f))
                                 for f in ("measure", "serves")})
            for s in one.statements
        ]  # fmt: skip
    return one.model_copy(update=changes)


def _picture(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing import draw_canvas

    return draw_canvas(shown_map(desk, mine), "Yours" if mine else "", paper=paper)


def _tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import canvas_tables

    return canvas_tables(shown_map(desk, mine))


PICTURES = {"outcomes": Shown("3.4", _picture, _tables, sheet=_picture)}
