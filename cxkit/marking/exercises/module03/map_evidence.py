"""3.4: what the entries of boxes 1 to 4 rest on. Rows 10 and 2.1 of the method."""

from __future__ import annotations

from ....techniques.language import copied
from ....techniques.outcomes import OutcomeMap, Said
from ...criterion import Context, Measured
from ...finding import LOOK_AGAIN, Finding
from ...sorting import listed, met, share_interval

__all__ = ["NAMES", "cited", "expected", "said", "there"]

NAMES = {"payer": "box 1", "expectation": "box 2", "process": "box 3", "impacts": "box 4"}
_MOST = 8  # ids of an entry: nobody looks up more
_OURS = ("box 1", "box 4")  # written by the map's maker; a customer may be quoted in 2 and 3
_PEOPLE = ("box 1", "box 3")  # a promise tells neither who pays nor what somebody is doing


def _again(what: str, where: str, why: str, next_step: str) -> Finding:
    return Finding(LOOK_AGAIN, what, where, why, next_step)


def said(one: OutcomeMap) -> list[tuple[str, Said]]:
    """The entries of boxes 1 to 4 that say something, with the name of their box."""
    return [
        (box, row) for section, box in NAMES.items() for row in getattr(one, section) if row.text
    ]


def cited(one: OutcomeMap, context: Context) -> Measured:
    """Entries that cite something which is about this journey."""
    rows = said(one)
    faults = [fault for box, row in rows if (fault := _uncited(box, row, context))]
    if not rows:
        return Measured(0.0, (Finding(LOOK_AGAIN, "Nothing is written in boxes 1 to 4 yet."),))
    good = len(rows) - len(faults)
    return Measured(
        good / len(rows),
        listed(faults, "Further entries to look at: {n}.")
        or met(f"All {len(rows)} entries rest on evidence."),
        share_interval(good, len(rows)),
    )


def _uncited(box: str, row: Said, context: Context) -> Finding | None:
    ids = [e.upper() for e in row.evidence]
    head = f"\u201c{row.text:.90}\u201d"
    if not ids:
        return _again(f"{head} cites nothing.", box,
                      "An entry that rests on nothing is what we think, not what they say.",
                      "Name the letter, call or person that shows it." if context.mine
                      else "Cite who shows it, such as V05 or Q062.")  # fmt: skip
    if context.mine:
        return None
    about = [e for e in ids if e in context.key["voices"]]
    if len(set(ids)) > _MOST:
        return _again(f"{head} cites {len(set(ids))} ids.", box, "Nobody looks up so many.",
                      f"Keep those that show it best, {_MOST} at most.")  # fmt: skip
    if not about:
        return _again(f"{head}: {', '.join(ids[:3])} tells of something else.", box,
                      "This map is about a workshop visit.",
                      "Cite somebody who had a car in the workshop.")  # fmt: skip
    if box in _PEOPLE and all(e in context.case.promises for e in about):
        return _again(f"{head} cites only a promise.", box,
                      "A promise is the firm speaking. Here somebody lives, pays and sets off.",
                      "Cite a person, such as V03 or Q017.")  # fmt: skip
    if box in _OURS and any(copied(row.text, _text(e, context)) > 0.8 for e in about):
        return _again(f"{head} is copied from {', '.join(about[:3])}.", box,
                      "The text is there already. The map says what you make of it.",
                      "Say in your own words who it is, or what we did.")  # fmt: skip
    return None


def _text(id_: str, context: Context) -> str:
    case = context.case
    found = case.vignettes.get(id_) or case.verbatims.get(id_) or case.promises.get(id_)
    return found["text"] if found else ""


def there(one: OutcomeMap, context: Context) -> Measured:
    """Every id can be looked up. Left out on one's own organisation: nobody else knows the codes."""
    case = context.case
    known = {*case.vignettes, *case.verbatims, *case.promises}
    wrong = [(box, e) for box, row in said(one) for e in row.evidence if e.upper() not in known]
    if not wrong:
        return Measured(1.0, met("Every id you cite is in the material."))
    faults = [_again(f"{e:.40} is not in the material.", box, "An id that does not exist cannot be looked up.",
                     "Correct the id, or leave it out.") for box, e in wrong]  # fmt: skip
    return Measured(0.0, listed(faults, "Further unknown ids: {n}."))


def expected(one: OutcomeMap, context: Context) -> Measured:
    """Does box 2 rest on somebody who tells what they expected, or on a promise?"""
    tell = set(context.key["expected"])
    if any(e.upper() in tell for row in one.expectation if row.text for e in row.evidence[:_MOST]):
        return Measured(1.0, met("Box 2 rests on an expectation or a promise."))
    promises = ", ".join(sorted(tell & set(context.case.promises)))
    return Measured(
        0.0,
        (
            _again("Box 2 cites nobody who tells what they expected, and no promise.", "box 2",
                   "A need, a wish and a judgement are not yet an expectation.",
                   f"Search the material for \u201cthought\u201d, or read a promise: {promises}."),
        ),
    )  # fmt: skip
