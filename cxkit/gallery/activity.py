"""The pictures of module 05: the activity map, whole and beside its form, and the lesson's own."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..forms.spec import Beside
from ..marking.exercises.module05.service import asked, drawn_map
from ..techniques.activity import ActivityMap
from ..techniques.artefact import ArtefactError
from ..techniques.drawn import Drawn
from .shown import Shown, artefact

__all__ = ["LIBRARY", "PICTURES", "beside"]

# Millbrook Library, as in the lesson: code, performer, lane, what is done, what follows, and where
# the reader is met, how and for what; then the rule.
_STEPS = """
L1 | reader    | customer   | ask for a book    | L2    |         |                       |
L2 | assistant | frontstage | take the request  | L3    | desk    | have the book by Friday | H1
L3 | catalogue | system     | find a copy       | L4 L5 |         |                       |
L4 | clerk     | backstage  | pull the book     | L6    |         |                       |
L5 | buyer     | support    | order the book    | L6    |         |                       |
L6 | driver    | partner    | carry the crate   | L7    |         |                       |
L7 | assistant | frontstage | unpack the crate  | L8    |         |                       |
L8 | catalogue | system     | send a notice     | L9    | message | know when to come     |
L9 | assistant | frontstage | hand the book over |      | desk    | go home with it       | H2
"""
_FIELDS = ("code", "performer", "lane", "step", "next", "channel", "goal", "rule")


def _library() -> ActivityMap:
    rows = [[cell.strip() for cell in line.split("|")] for line in _STEPS.strip().splitlines()]
    steps = [dict(zip(_FIELDS, row, strict=True)) for row in rows]
    return ActivityMap.read(
        {"steps": [{**s, "counterpart": "reader" if s["channel"] else ""} for s in steps]}
    )


LIBRARY = _library()


def _whole(desk: Desk, drawn: Drawn, mine: bool) -> ActivityMap:
    """The map as its author has it; on the case with the part that is given."""
    return drawn if mine else drawn_map(drawn, desk.case)


def _map(desk: Desk, mine: bool) -> ActivityMap:
    return _whole(desk, artefact(desk, Drawn, "5.1", mine), mine)


def _map_picture(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing import draw_map

    return draw_map(_map(desk, mine), "Yours" if mine else "", paper=paper)


def _map_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import map_tables

    return map_tables(_map(desk, mine))


def _library_picture(desk: Desk, mine: bool) -> Any:
    from ..drawing import draw_map

    return draw_map(LIBRARY, "Millbrook Library")


def _library_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import map_tables

    return map_tables(LIBRARY)


def _begun(activity: ActivityMap, theirs: set[str]) -> ActivityMap:
    """The map without what nobody has joined to it yet: that would stand among the beginnings."""
    import networkx as nx

    first = activity.steps[0].ref
    parts = nx.weakly_connected_components(activity.routes.graph)
    kept = {ref for part in parts if first in part or len(part) > 1 and part & theirs for ref in part}
    return ActivityMap(steps=[s for s in activity.steps if s.ref in kept])


def beside(desk: Desk, data: dict[str, Any], mine: bool) -> Beside | None:
    """The map above its rows while it is written; nothing while it cannot be read."""
    from ..drawing import sketch_map

    try:
        activity = _whole(desk, Drawn.read(data), mine)
    except ArtefactError:
        return None
    if not mine:
        activity = _begun(activity, set(asked(desk.case)))
    svg, alt = sketch_map(activity)
    return Beside("steps" if mine else "arrows", svg, alt) if svg else None


PICTURES = {
    "map": Shown("5.1", _map_picture, _map_tables, sheet=_map_picture),
    "library": Shown("5.1", _library_picture, _library_tables),
}
