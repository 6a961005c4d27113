"""4.2: mark one recording with help and one alone. Row 24 of the method."""

from __future__ import annotations

from functools import partial

from ....recordings.differences import differences, offset_note
from ....recordings.events import NAMES
from ....recordings.matching import Matching
from ....recordings.scores import Tally, intervals, tallies
from ....techniques.annotation import Annotation
from ....techniques.remembered import remembered
from ...criterion import Bounds, Context, Criterion, Measured
from ...exercise import Exercise
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import listed, met
from .heard import Unheard, held

__all__ = ["ANNOTATION", "OPENING"]

OPENING = 74_000  # ms of the guided recording that are asked for: the next event begins then
FEWEST = 8  # marks of an own recording
WHY = {
    "MOT": "Each red mark is a place where the firm is judged. One that is missed is not managed.",
    "BP": "Each blue mark is work that the customer pays for and never sees.",
    "BR": "Each green mark is a decision that somebody once took, and could take again.",
}
NEXT = "Go there with the list of lines, hear ten seconds once more, then change or leave it."
# Each kind is a criterion, and all three lie in the same marks.
_tallies, _lines = remembered(tallies), remembered(differences)
_intervals = remembered(partial(intervals, draws=500))


def _told(error: Unheard) -> Measured:
    found = Finding(
        LOOK_AGAIN,
        str(error),
        why="Marks that lie outside the recording cannot be compared with it.",
        next="Open the form and move or delete the mark.",
    )
    return Measured(0.0, (found,))


def _opening(annotation: Annotation, context: Context) -> Measured:
    try:
        found = held(context, annotation.guided, context.key["guided"]).within(0, OPENING)
    except Unheard as error:
        return _told(error)
    counts = tallies(found).values()
    whole = Tally(*(sum(getattr(t, n) for t in counts) for n in ("hits", "extra", "missed")))
    there = whole.hits + whole.missed
    told = f"{whole.hits} of {there} found, {whole.extra} too many."
    if whole.f >= _OPENING.threshold:
        return Measured(whole.f, met(told))
    return Measured(
        whole.f,
        (
            Finding(
                LOOK_AGAIN,
                told,
                where="The first 75 seconds of recording 1",
                why="It is practice and carries no marks. It is worth a second hearing all the same.",
                next="The lesson lists what happens there, with a reason for each.",
            ),
        ),
    )


def _kind(kind: str):
    def measure(annotation: Annotation, context: Context) -> Measured:
        try:
            found = held(context, annotation.alone, context.key["alone"])
        except Unheard as error:
            return _told(error)
        count = _tallies(found)[kind]
        told = (
            f"{count.hits} of {count.hits + count.missed} found, {count.extra} too many "
            f"(F {count.f:.2f})."
        )
        rest = _differing(found, kind)
        first = Finding(DONE if not rest else LOOK_AGAIN, told, why=WHY[kind] if rest else "")
        return Measured(
            count.f,
            (first, *listed(rest, "Further differences: {n}. Draw \u201cdifferences\u201d for all."),
             *_pace(found, kind)),
            _interval(found, kind, count.f),
        )  # fmt: skip

    return measure


def _interval(found: Matching, kind: str, value: float) -> tuple[float, float]:
    """The bootstrap's, widened to the value where few events lie to one side of it."""
    low, high = _intervals(found).get(kind, (value, value))
    return min(low, value), max(high, value)


def _differing(found: Matching, kind: str) -> list[Finding]:
    """The differences that touch a kind, in order of time."""
    rows = []
    for pair, line in zip(found.pairs, _lines(found), strict=True):
        kinds = {one.kind for one in (pair.gold, pair.given) if one}
        if pair.outcome in ("missed", "extra", "wrong kind") and kind in kinds:
            rows.append(Finding(LOOK_AGAIN, line.text, next=NEXT if not rows else ""))
    return rows


def _pace(found: Matching, kind: str) -> tuple[Finding, ...]:
    note = offset_note(found) if kind == "MOT" else ""
    return (Finding(DONE, note, why="It is your reaction time, and costs nothing."),) if note else ()


def _bounds(kind: str):
    def bounds(context: Context) -> Bounds:
        floor = context.case.recordings[context.key["alone"]]["agreed"]["floor"]
        return Bounds(context.key["threshold"][kind], floor[kind])

    return bounds


def _whole(annotation: Annotation, context: Context) -> Measured:
    """Finished marks, and on an own recording enough of them to look at."""
    marks = annotation.mine if context.mine else annotation.alone
    open_ = [m for m in marks if not m.whole]
    kinds = {m.kind for m in marks if m.whole}
    if not marks:
        told = "No marks yet." if context.mine else "No marks of recording 2 yet."
    elif open_:
        told = f"Marks without a kind or a time: {len(open_)}."
    elif context.mine and len(marks) < FEWEST:
        told = f"Marks so far: {len(marks)}. {FEWEST} are enough to begin with."
    elif context.mine and len(kinds) < 2:
        told = f"All marks are of one kind, {NAMES[min(kinds)]}."
    else:
        return Measured(1.0, met(f"{len(marks)} marks, each with a kind and a time."))
    return Measured(
        0.0,
        (
            Finding(
                LOOK_AGAIN,
                told,
                why="A picture of the experience needs all three: what they meet, what happens "
                "behind it, and who decided so.",
                next="Listen on, and press M, B or R where something happens.",
            ),
        ),
    )


def _by_kind(kind: str, weight: int) -> Criterion:
    title = f"{_PLURAL[kind]} are found"
    return Criterion(kind.lower(), title, _kind(kind), _bounds(kind), weight, keyed=True)


_PLURAL = {"MOT": "Moments of Truth", "BP": "Break Points", "BR": "Business Rules"}
_OPENING = Bounds(0.5)
ANNOTATION = Exercise(
    "4.2",
    Annotation,
    lambda a: any(m.kind or m.start is not None or m.note for m in a.marks),
    (
        Criterion("opening", "The guided opening is marked", _opening, _OPENING, keyed=True),
        _by_kind("MOT", 8),
        _by_kind("BP", 5),
        _by_kind("BR", 5),
        Criterion("whole", "Every mark is finished", _whole, weight=2, gate="mot"),
    ),
)  # fmt: skip
