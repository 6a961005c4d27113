"""8.4: remove, improve or keep, on every red, blue and green mark. Rows 27, 35 and 43 of the method.

That the customer still gets what they came for can be told from the map alone, and so on anybody's
own process. On the case the rules that have outlived their reason are known; they cap the rest,
since removing everything, or nothing, takes no thought. Whether customers would miss a moment is
asked, never marked.
"""

from __future__ import annotations

from ....techniques.activity import ActivityMap
from ....techniques.artefact import ArtefactError, tokens
from ....techniques.drawn import Drawn
from ....techniques.keep import COLOURS, Keep, Redrawn, items, redrawn
from ....techniques.language import copied
from ....techniques.said import said_enough
from ...criterion import Context, Criterion, Measured
from ...exercise import Exercise, Question
from ...finding import DONE, LOOK_AGAIN, Finding
from ...sorting import keyed_bounds, listed, met
from ...together import other_artefact
from ..module05.service import true_map

__all__ = ["EXERCISE", "the_map"]

_REASON = 3  # words
_LEAST_OWN = 5  # marks of one's own
_NAMES = {"red": "moments of truth", "blue": "break points", "green": "rules"}
_ONE = {"red": "moment of truth", "blue": "break point", "green": "rule"}


def the_map(answer: Keep, context: Context) -> ActivityMap:
    """The case's map, or one's own of 5.1; an empty one where there is none to be read."""
    if not context.mine:
        return true_map(context.case)
    try:
        return other_artefact(context.case, "5.1", Drawn, mine=True)
    except ArtefactError:
        return ActivityMap()


def _marks(answer: Keep, context: Context) -> dict[str, list[str]]:
    """Colour -> what is to be decided. Without a map of one's own, what was written down."""
    found = items(the_map(answer, context))
    if context.mine and not any(found.values()):
        for colour in COLOURS:
            codes = (o.code.upper() for o in answer.own if o.colour == colour and tokens(o.code))
            found[colour] = list(dict.fromkeys(codes))
    return found


def _redrawn(answer: Keep, context: Context) -> Redrawn:
    return redrawn(the_map(answer, context), answer)


def _removed(answer: Keep, context: Context) -> dict[str, dict[str, str]]:
    marks = context.once(_marks, answer)
    return {colour: answer.removed(colour, marks[colour]) for colour in COLOURS}


def _reasoned(answer: Keep, context: Context) -> tuple[dict[str, list[str]], list[Finding]]:
    """Colour -> the removals that have a reason of their own, and what to say of the others."""
    given, told = context.once(_removed, answer), []
    rules = {} if context.mine else context.case.service_key["rules"]
    known = {rule: row["text"] for rule, row in rules.items()}
    reasons = [" ".join(tokens(why)) for of in given.values() for why in of.values()]
    good: dict[str, list[str]] = {colour: [] for colour in COLOURS}
    for colour, of in given.items():
        for mark, why in of.items():
            if not said_enough(why, _REASON):
                text = "It goes, and no reason stands beside it yet."
            elif copied(why, known.get(mark, "")) > 0.5:
                text = "What it says stands beside it, and no reason why it can go."
            elif reasons.count(" ".join(tokens(why))) > 2:
                text = "Three or more marks go for this one reason, word for word."
            else:
                good[colour].append(mark)
                continue
            told.append(Finding(LOOK_AGAIN, text, where=mark,
                                why="Whoever lives with the change will ask what it is for.",
                                next="Say in a few words what makes this one needless."))  # fmt: skip
    return good, told


def _outlived(answer: Keep, context: Context) -> Measured:
    truth = set(context.key["outlived"])
    given = set(context.once(_removed, answer)["green"])
    hits = len(truth & given)
    value = 2 * hits / (len(truth) + len(given)) if given else 0.0
    told = [
        Finding(LOOK_AGAIN, "It goes, and by the firm's papers what it was made for still holds.",
                where=rule, why=f"Where it comes from: {context.case.service_key['rules'][rule]['origin']}.",
                next="Improve it, or keep it.")
        for rule in sorted(given - truth)
        if rule in context.case.service_key["rules"]
    ]  # fmt: skip
    if truth - given:
        told.append(Finding(LOOK_AGAIN, f"Rules with no reason left that stay so far: {len(truth - given)}.",
                            why="A rule that outlived its reason makes work, and guards nothing.",
                            next="Ask of each rule: what was it for, and is that still so? The notices in the "
                            "manual help (page 7)."))  # fmt: skip
    return Measured(value, listed(told, "Further rules to look at: {n}.")
                    or met(f"All {len(truth)} rules that outlived their reason go, and no other."))  # fmt: skip


def _reach(answer: Keep, context: Context) -> Measured:
    made = context.once(_redrawn, answer)
    goals = [] if context.mine else context.key["goal"]
    if not made.before.rows:
        text = "There is no map of your own yet, so nothing can be followed on it."
        return Measured(
            0.0, (Finding(LOOK_AGAIN, text, next="Draw your map in 5.1 first, with mine=True."),)
        )
    told = [
        Finding(LOOK_AGAIN, "One of its steps is not on the map any more, or never was.",
                where=f"{a} to {b}", next="Name two steps that stay.")
        for a, b in made.unknown
    ] + [
        Finding(LOOK_AGAIN, "This new arrow leaps over steps that stay.", where=f"{a} to {b}",
                why="A short cut past a step is not a removal: either the step is needed or it goes.",
                next="Join the steps on either side of a gap.")
        for a, b in made.leaping
    ]  # fmt: skip
    told += [
        Finding(LOOK_AGAIN, "The customer is met there, so it is no step inside.", where=step,
                next="Decide it among the moments, the red ones.")
        for step in made.met
    ]  # fmt: skip
    if not made.reaches(goals):
        cut = made.cutting(goals)
        where = ", ".join(cut[:6]) or ", ".join(sorted(made.steps)[:6])
        told.insert(0, Finding(
            LOOK_AGAIN, "The customer no longer gets what they came for: no way leads to the end.",
            where=where, why="Every way went through here. The outcome has to stay reachable.",
            next="Say under \u201cNew arrows\u201d what follows instead, or keep one of these."))  # fmt: skip
        return Measured(0.0, listed(told, "Further arrows to look at: {n}."))
    if not any(made.gone.values()):
        text = "Nothing is removed yet, so nothing can be cut off."
        return Measured(
            0.0, (Finding(LOOK_AGAIN, text, next="First ask what could go; improve what is left."),)
        )
    if told:
        return Measured(0.5, listed(told, "Further arrows to look at: {n}."))
    counts = "; ".join(f"{_NAMES[c]} {a} to {b}" for c, (a, b) in made.counts.items())
    return Measured(1.0, (Finding(DONE, f"The customer still gets there. {counts.capitalize()}.",
                                  why="Draw \u201cremoved\u201d for the map before and after."),))  # fmt: skip


def _decided(answer: Keep, context: Context) -> Measured:
    marks = context.once(_marks, answer)
    total = sum(map(len, marks.values()))
    decided = {c: answer.decided(c, marks[c]) for c in COLOURS}
    # A hand-off of a step that goes is settled with it.
    gone = context.once(_redrawn, answer).steps
    open_ = {
        c: [m for m in marks[c] if m not in decided[c] and not gone & set(m.split("-"))]
        for c in COLOURS
    }
    left = sum(map(len, open_.values()))
    if context.mine and total < _LEAST_OWN:
        text = f"Marks decided so far: {total - left}; at least {_LEAST_OWN} are asked for."
        return Measured(
            (total - left) / _LEAST_OWN,
            (Finding(LOOK_AGAIN, text, next="Add some of your map's."),),
        )
    told = [
        Finding(LOOK_AGAIN, f"{len(of)} of {len(marks[c])} {_NAMES[c]} have no decision yet.",
                where=", ".join(of[:6]), next="Decide them, or settle the rest in one go below.")
        for c, of in open_.items() if of
    ]  # fmt: skip
    return Measured(1 - left / total, tuple(told) or met(f"All {total} marks have a decision."))


def _gone(answer: Keep, context: Context) -> Measured:
    good, _ = context.once(_reasoned, answer)
    marks = context.once(_marks, answer)
    asked = [c for c in COLOURS if marks[c]] or list(COLOURS)
    bare = [c for c in asked if not good[c]]
    told = [
        Finding(LOOK_AGAIN, f"Of the {_NAMES[c]} nothing goes yet, for a reason that is given.",
                why="The order is the sources': first what can go, then what can be better.",
                next="Which of them would the customer, or the next performer, miss least?")
        for c in bare
    ]  # fmt: skip
    said = ", ".join(f"{len(good[c])} {(_ONE if len(good[c]) == 1 else _NAMES)[c]}" for c in asked)
    return Measured(1 - len(bare) / len(asked), tuple(told) or met(f"These go: {said}."))


def _why(answer: Keep, context: Context) -> Measured:
    good, told = context.once(_reasoned, answer)
    sound = sum(map(len, good.values()))
    total = sound + len(told)
    if not total:
        return Measured(0.0, (Finding(LOOK_AGAIN, "Nothing is removed yet."),))
    return Measured(sound / total, listed(told, "Further reasons to write: {n}.")
                    or met(f"Each of the {total} removals has its reason."))  # fmt: skip


def _law(answer: Keep, context: Context) -> Measured:
    gone = context.once(_removed, answer)["green"]
    if context.mine:
        law = [o.code.upper() for o in answer.own if o.law and o.colour == "green"]
    else:
        law = context.key["law"]
    lost = context.once(_redrawn, answer).lost(law)
    told = [
        Finding(LOOK_AGAIN, "A law asks for it, and no decision of ours can remove it.", where=rule,
                why="A redesign that breaks the law ends on its first day.",
                next="Keep it, or improve how you fulfil it.")
        for rule in law if rule in gone
    ] + [
        Finding(LOOK_AGAIN, f"A law asks for {rule}, and every step where it is kept goes.",
                where=", ".join(steps), next="Keep the step, or improve it.")
        for rule, steps in lost.items() if rule not in gone
    ]  # fmt: skip
    nothing = not any(context.once(_removed, answer).values())
    if nothing:
        told.append(Finding(LOOK_AGAIN, "Nothing is removed yet."))
    return Measured(float(not told), tuple(told) or met("What the law asks for stays."))


def _questions(answer: Keep, context: Context) -> list[Question]:
    made = context.once(_redrawn, answer)
    found = [
        Question("own" if context.mine else "green", "" if context.mine else rule, "choice",
                 f"{rule} goes and {', '.join(steps)} stays. What is done there without it?")
        for rule, steps in made.bare.items() if steps
    ][:3]  # fmt: skip
    if context.mine:
        return found
    return [*_missed(made, context), *_below(answer, made, context), *found]


def _missed(made: Redrawn, context: Context) -> list[Question]:
    """Moments that customers rated above what they expected, and that would go."""
    levels = context.case.exercises.get("4.6", {}).get("levels", {})
    told = []
    for moment in context.case.moments["moments"]:
        if levels.get(moment["id"]) == "above" and moment["step"] in made.steps:
            text = (
                f"Customers rate \u201c{moment['description']}\u201d above what they expect. Would "
                "they miss it?"
            )
            first = next((m for m in made.gone["red"] if moment["step"] == m), moment["step"])
            told.append(Question("red", first, "choice", text))
    return told


def _below(answer: Keep, made: Redrawn, context: Context) -> list[Question]:
    """Moments that customers rated below what they expected, and that stay as they are."""
    levels = context.case.exercises.get("4.6", {}).get("levels", {})
    decided = answer.decided("red", items(made.before)["red"])
    told: dict[str, Question] = {}
    for moment in context.case.moments["moments"]:
        step = moment["step"]
        if (
            levels.get(moment["id"]) == "below"
            and step in decided
            and decided[step].choice == "keep"
        ):
            text = f"Customers rate \u201c{moment['description']}\u201d below what they expect. Keep it as it is?"
            told.setdefault(step, Question("red", step, "choice", text))
    return list(told.values())[:2]


EXERCISE = Exercise(
    "8.4",
    Keep,
    lambda a: any(d.choice or d.why for d in (*a.red, *a.blue, *a.green, *a.own))
    or any(r.choice for r in a.rest) or bool(a.arrows)
    or any(x.steps for x in a.also) or any(o.code for o in a.own),
    (
        Criterion("outlived", "Rules whose reason is gone go, and others stay", _outlived,
                  keyed_bounds, 6, keyed=True),
        Criterion("reach", "The customer still gets what they came for", _reach, weight=6,
                  gate="outlived"),
        Criterion("law", "What the law asks for stays", _law, weight=2, gate="outlived"),
        Criterion("gone", "Something goes of each colour", _gone, weight=2, gate="outlived"),
        Criterion("why", "Each removal has a reason", _why, weight=3, gate="outlived"),
        Criterion("decided", "Every mark has a decision", _decided, weight=3, gate="outlived"),
    ),
    _questions,
)  # fmt: skip
