"""The pictures of 8.4 and 8.5: the map before and after, claims at the gate, a portfolio."""

from __future__ import annotations

from typing import Any

from ..desk import Desk
from ..forms.spec import Beside
from ..marking.criterion import Context
from ..marking.exercises.module08.crown import VERDICTS
from ..marking.exercises.module08.keep import the_map
from ..screen import Refused
from ..techniques.artefact import ArtefactError
from ..techniques.crown import Change
from ..techniques.crownclaims import Claims, changes
from ..techniques.keep import COLOURS, Keep, Redrawn, items, redrawn
from .shown import Shown, artefact

__all__ = ["PICTURES", "beside"]

_OWN_UNITS = {"cost": "yours", "revenue": "yours", "service": "yours"}


# ---- claims at the gate ---------------------------------------------------------------------


def _claims(desk: Desk, told: dict[str, str]) -> list[Any]:
    from ..drawing.crown import Claimed

    return [
        Claimed(
            f"{c['id']}  {c['who']}",
            c["text"],
            tuple(Change(**f) for f in c["figures"]),
            VERDICTS.get(told.get(c["id"], ""), ""),
            told.get(c["id"]) == "pass",
        )
        for c in desk.case.crown["claims"]
    ]


def _gains(desk: Desk, mine: bool) -> Any:
    """The claims as they are made: no verdict is told."""
    from ..drawing.crown import draw_crown

    if mine:
        return _own(desk, judged=False)
    case = desk.case
    title = f"{len(case.crown['claims'])} claims of a gain: where does 0 stand in each interval?"
    return draw_crown(_claims(desk, {}), case.crown["measures"], title, "Rowan & Vale, synthetic",
                      case.crown["how"], judged=False)  # fmt: skip


def _crown(desk: Desk, mine: bool) -> Any:
    from ..drawing.crown import draw_crown

    if mine:
        return _own(desk, judged=True)
    case = desk.case
    truth = case.exercises["8.5"]["verdicts"]
    open_ = [c for c in truth if c not in artefact(desk, Claims, "8.5", False).chosen]
    if open_:
        raise Refused(
            f"Give your verdict on every claim of 8.5 first: this shows ours. Still open: {', '.join(open_)}."
        )
    passed = sum(v == "pass" for v in truth.values())
    title = (
        f"{passed} of {len(truth)} claims pass the gate: cost, revenue and service, in both periods"
    )
    return draw_crown(_claims(desk, truth), case.crown["measures"], title, "Rowan & Vale, synthetic",
                      case.crown["how"])  # fmt: skip


def _own(desk: Desk, judged: bool) -> Any:
    from ..drawing.crown import Claimed, draw_crown

    answer = artefact(desk, Claims, "8.5", True)
    try:
        found = answer.gate()
    except ArtefactError as error:
        raise Refused(str(error)) from None
    said = VERDICTS[found.first or "pass"]
    title = f"Your redesign at the gate: {said}" if judged else "Your figures, before and after"
    one = Claimed("Yours", "", tuple(changes(answer.figures)), said, found.passed)
    return draw_crown([one], _OWN_UNITS, title, "Yours", "Intervals as you gave them.", judged)


# ---- the map before and after ---------------------------------------------------------------


def _made(desk: Desk, answer: Keep, mine: bool) -> Redrawn:
    return redrawn(the_map(answer, Context(desk.case, {}, mine)), answer)


def _improved(answer: Keep, made: Redrawn) -> set[str]:
    """The marks that are to be made better."""
    marks = items(made.before)
    return {
        mark
        for colour in COLOURS
        for mark, d in answer.decided(colour, marks[colour]).items()
        if d.choice == "improve"
    }


def _redrawn(desk: Desk, mine: bool) -> tuple[Keep, Redrawn]:
    answer = artefact(desk, Keep, "8.4", mine)
    made = _made(desk, answer, mine)
    if not made.before.rows:
        raise Refused(
            "There is no map of your own yet. Draw it in 5.1 with mine=True, then again here."
        )
    return answer, made


def _removed(desk: Desk, mine: bool, paper: str = "A4") -> Any:
    from ..drawing.beforeafter import draw_before_after

    answer, made = _redrawn(desk, mine)
    marks = items(made.before)
    why = {m: w for c in COLOURS for m, w in answer.removed(c, marks[c]).items()}
    return draw_before_after(
        made, _improved(answer, made), why, "Yours" if mine else "", paper=paper
    )


def beside(desk: Desk, data: dict[str, Any], mine: bool) -> Beside | None:
    """The map above the new arrows, with what goes hatched; nothing before something goes."""
    from ..drawing.beforeafter import sketch_before_after

    try:
        answer = Keep.read(data)
    except ArtefactError:
        return None
    made = _made(desk, answer, mine)
    if not made.steps and not any(made.gone.values()):
        return None
    svg, alt = sketch_before_after(made, _improved(answer, made))
    return Beside("joins", svg, alt) if svg else None


# ---- the portfolio --------------------------------------------------------------------------


def _portfolio(desk: Desk, mine: bool) -> Any:
    from ..drawing.crownportfolio import draw_portfolio
    from ..techniques.breakplan import Catalogue, Plan, own_catalogue
    from ..techniques.portfolio import Offer, rank

    if mine:
        plan = artefact(desk, Plan, "5.5", True)
        try:
            catalogue = own_catalogue(plan)
        except ArtefactError as error:
            raise Refused(str(error)) from None
        worth = dict.fromkeys((b for a in catalogue.actions for b in a.breaks), 1)
        names = {a.item: a.text for a in plan.actions}
        said = "break points removed"
    else:
        catalogue = Catalogue.read(desk.case.actions)
        worth = {b["id"]: b["times"] for b in desk.case.actions["break_points"]}
        names = {a["id"]: a["text"] for a in desk.case.actions["actions"]}
        said = "hand-offs that go, in half a year"
    offers = [
        Offer(
            a.id,
            float(sum(worth.get(b, 0) for b in a.breaks)),
            float(a.cost or 0),
            float(a.days or 0),
        )
        for a in catalogue.fit
    ]
    if len(offers) < 2:
        raise Refused(
            "A portfolio needs two actions with cost and days. Write them in 5.5 with mine=True."
        )
    return draw_portfolio(
        names, offers, rank(offers), said, "Yours" if mine else "Rowan & Vale, synthetic"
    )


def _tables_of(draw: Any) -> Any:
    """The tables of a picture, for a spreadsheet."""
    return lambda desk, mine: list(draw(desk, mine).tables)


PICTURES = {
    "gains": Shown("8.5", _gains, _tables_of(_gains)),
    "crown": Shown("8.5", _crown, _tables_of(_crown)),
    "removed": Shown("8.4", _removed, _tables_of(_removed), sheet=_removed),
    "portfolio": Shown("8.4", _portfolio, _tables_of(_portfolio)),
}
