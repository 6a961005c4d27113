"""The pictures of module 04: marks against what was agreed, ratings, the dashboard."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from ..desk import Desk
from ..screen import Page, Refused
from ..techniques.annotation import Annotation, Mark
from .shown import Shown, artefact

__all__ = ["PICTURES", "halves"]

FEWEST = 10  # marks of recording 2 before what was agreed is shown


# ---- what was heard -------------------------------------------------------------------------


def _events(marks: list[Mark], duration: int) -> tuple[Any, ...]:
    from ..recordings.events import Events, EventsError

    rows = [{"id": m.id, "kind": m.kind, "start": m.start, "end": m.end} for m in marks if m.whole]
    rows = [r | {"end": r["start"] if r["end"] is None else r["end"]} for r in rows]
    try:
        return Events.check(rows, duration).events
    except EventsError as error:
        raise Refused(str(error)) from None


def _alone(desk: Desk) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    """The recording heard alone, what was agreed, and the learner's marks; refused before there
    are enough of them, since it shows the answer."""
    from ..recordings.gold import read_gold

    built = desk.case.recordings[desk.case.exercises["4.2"]["alone"]]
    mine = _events(artefact(desk, Annotation, "4.2", False).alone, built["duration"])
    if len(mine) < FEWEST:
        raise Refused(
            f"Mark recording 2 in 4.2 first: this shows what was agreed. So far {len(mine)} marks, "
            f"{FEWEST} are enough."
        )
    return built, read_gold(built["agreed"]), mine


def _matched(desk: Desk) -> tuple[Any, Any]:
    from ..recordings.matching import match

    built, gold, mine = _alone(desk)
    tolerance = desk.case.exercises["4.2"]["tolerance"]
    return built, match(gold, mine, tolerance, remove_offset=True)


def _differences(desk: Desk, mine: bool) -> Any:
    from ..drawing.marked import Compared, draw_differences
    from ..recordings.differences import differences, offset_note
    from ..recordings.scores import macro, tallies

    built, found = _matched(desk)
    rows = [
        Compared(
            pair.gold.start if pair.gold else None,
            pair.given.start if pair.given else None,
            pair.gold.kind if pair.gold else "",
            pair.given.kind if pair.given else "",
            pair.outcome,
            told.text.partition(" ")[2],
        )
        for pair, told in zip(found.pairs, differences(found), strict=True)
    ]
    counts = tallies(found)
    hits = sum(t.hits for t in counts.values())
    there = hits + sum(t.missed for t in counts.values())
    title = f"You found {hits} of {there} agreed events; F over the three kinds is {macro(counts):.2f}"
    return draw_differences(rows, built["duration"], title, built["title"], offset_note(found))


def _disagreement(desk: Desk, mine: bool) -> Any:
    from ..drawing.marked import Shared, draw_disagreement
    from ..recordings.agreement import alpha, where
    from ..recordings.events import Event
    from ..recordings.matching import match

    built, gold, own = _alone(desk)
    tolerance = desk.case.exercises["4.2"]["tolerance"]
    others = [*desk.case.annotators(built["id"]).values(), built["partner"]["events"]]
    tables = [own, *(tuple(Event(e["id"], e["kind"], e["start"], e["end"]) for e in rows)
                     for rows in others)]  # fmt: skip
    found = [match(gold, rows, tolerance, remove_offset=True) for rows in tables]
    rows = [Shared(w.gold.start, w.gold.kind, w.gold.what, w.kinds, w.split) for w in where(found)]
    divided = sum(r.split >= 0.5 for r in rows)
    title = (
        f"{divided} of {len(rows)} events divide the {len(tables)} who marked them; alpha is "
        f"{alpha(found, 'category'):.2f} where not marking counts as an answer"
    )
    kicker = f"{built['title']}: you, three synthetic annotators and {built['partner']['by']}"
    return draw_disagreement(rows, len(tables), title, kicker)


# ---- what was rated -------------------------------------------------------------------------

_HEADER = (
    "moment",
    "importance they state (1-5)",
    "right first time",
    "emotion (-2 to 2)",
    "overall rating (1-10) when it went better than usual",
    "and when worse",
)


def halves(rows: list[dict[str, Any]], moment: str) -> tuple[float, float]:
    """Mean overall rating of the customers for whom a moment went better than it usually does,
    and of the others."""
    of = [r for r in rows if r["moment"] == moment]
    usual = fmean(r["expectation"] for r in of)
    better = [r["overall"] for r in of if r["expectation"] > usual]
    worse = [r["overall"] for r in of if r["expectation"] <= usual]
    return fmean(better), fmean(worse)


def _ratings(desk: Desk, mine: bool) -> Page:
    case = desk.case
    rows = []
    for name, *figures in _rating_rows(case):
        stated, encounter, emotion, better, worse = figures
        rows.append((name, f"{stated:.1f}", f"{encounter:.0%}", f"{round(emotion, 1) + 0:+.1f}", f"{better:.2f}",
                     f"{worse:.2f}"))  # fmt: skip
    people = len({r["customer"] for r in case.moment_ratings})
    page = Page().table(f"{people} customers rate twelve moments of a service visit", _HEADER, rows)
    return page.line(
        "Better than usual: perceived minus expected above this moment's own mean. Synthetic data.",
        quiet=True,
    )


def _rating_rows(case: Any) -> Any:
    for m in case.moments["moments"]:
        of = [r for r in case.moment_ratings if r["moment"] == m["id"]]
        means = (fmean(r[name] for r in of) for name in ("importance", "encounter", "emotion"))
        yield (f"{m['id']} {m['description']}", *means, *halves(case.moment_ratings, m["id"]))


def _rating_tables(desk: Desk, mine: bool) -> Any:
    from ..drawing import Table

    rows = [(name, *(round(f, 2) for f in figures)) for name, *figures in _rating_rows(desk.case)]
    return [Table("Ratings", _HEADER, tuple(rows))]


def _names(case: Any) -> dict[str, str]:
    return {m["id"]: m["description"] for m in case.moments["moments"]}


def _critical(desk: Desk, mine: bool) -> Any:
    from ..drawing.rated import draw_critical
    from ..techniques.drivers import importance, stability

    if desk.mark("4.5").state != "done":
        raise Refused("Choose your five in 4.5 first, and check them: this shows the answer.")
    rows = desk.case.moment_ratings
    ranks = stability(rows, 5, "expectation", "correlation", draws=500)
    return draw_critical(_names(desk.case), ranks, importance(rows), 5, "150 customers, synthetic")


def _standing(desk: Desk, mine: bool) -> Any:
    from ..drawing.rated import draw_standing
    from ..techniques.drivers import standing

    if desk.mark("4.6").state == "not started":
        raise Refused("Sort the twelve moments in 4.6 first: this shows the answer.")
    return draw_standing(_names(desk.case), standing(desk.case.moment_ratings),
                         "150 customers, synthetic")  # fmt: skip


def _dashboard(desk: Desk, mine: bool) -> Any:
    from ..drawing.tiles import draw_dashboard
    from ..techniques.dashboard import dashboard
    from ..techniques.moments import Register

    if mine:
        return draw_dashboard(dashboard(artefact(desk, Register, "4.4", True)), "Yours")
    case = desk.case
    firm = {
        "moments": [{**m, "code": m["id"], "promise": m["promise"]} for m in case.moments["moments"]],
        "actors": [{**a, "id": a["name"]} for a in case.moments["actors"]],
    }
    measures = dashboard(
        Register.read(firm), case.moment_ratings, _log(case), case.moment_estimates
    )
    return draw_dashboard(measures, "Rowan & Vale's own register of the service visit, synthetic")


def _log(case: Any) -> Any:
    return (
        {"case": e["case"], "performer": e["performer"], "start": e["start"],
         "customer_contact": e["customer_contact"]}
        for e in case.event_log
    )  # fmt: skip


def _tables_of(draw: Any) -> Any:
    """The tables of a picture, for a spreadsheet."""
    return lambda desk, mine: list(draw(desk, mine).tables)


PICTURES = {
    "differences": Shown("4.2", _differences, _tables_of(_differences)),
    "disagreement": Shown("4.2", _disagreement, _tables_of(_disagreement)),
    "ratings": Shown("4.5", _ratings, _rating_tables, page=True),
    "moments": Shown("4.5", _critical, _tables_of(_critical)),
    "levels": Shown("4.6", _standing, _tables_of(_standing)),
    "dashboard": Shown("4.6", _dashboard, _tables_of(_dashboard)),
}
