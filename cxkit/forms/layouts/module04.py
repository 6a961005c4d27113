"""Module 04, moments of truth and recordings: exercises 4.1 to 4.7."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...marking.exercises.module04.between import NOTHING, Difference, between
from ...marking.exercises.module04.heard import said
from ...marking.exercises.module04.places import cast_of, places
from ...marking.together import of_case
from ...recordings.events import NAMES, clock
from ...techniques.drivers import standing
from ...techniques.moments import METHODS, NOT_PROMISED, TYPES
from ..spec import Column, Item, Option, Section
from ..timeline.recording import Recording
from .parts import Layout, laid_once, options, quiz, rows_of

__all__ = ["LAYOUTS"]


@laid_once
def _types(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "labels",
            "24 interactions",
            "Who or what begins, and whom or what does it meet? The first word is who begins.",
            kind="choices",
            items=tuple(Item(i["id"], i["text"]) for i in case.interactions.values()),
            options=options({t: t for t in TYPES}),
        )
    ]


def _annotation(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    if mine:
        return [
            Section(
                "own",
                "A recording of your own",
                "Choose a file, or drop one here. It stays in this browser; only its name, its "
                "length and your marks are saved.",
                kind="timeline",
            )
        ]
    key = case.exercises["4.2"]
    return [
        Section(
            name,
            f"Recording {n}: {case.recordings[key[name]]['title']}",
            intro,
            kind="timeline",
            recording=Recording.read(case.shelf, key[name]),
            agreed=tuple(case.recordings[key[name]]["agreed"]["events"]),
        )
        for n, name, intro in (
            (1, "guided", "With help: the first 75 seconds. The lesson says what happens there."),
            (2, "alone", "Alone: all of it. M is red, B is blue, R is green."),
        )
    ]


def _settled(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    found = between(case)
    if found is None or not found.all:
        told = "Mark recording 2 in 4.2 first. Then run this cell again."
        return [Section("first", "Your marks and a partner's", told,
                        columns=(Column("told", "", "label"),),
                        fixed=({"id": "told", "told": "Nothing to compare yet."},))]  # fmt: skip
    kinds = {**NAMES, NOTHING: "Nothing to mark"}
    built = case.recordings[found.recording]
    rest = len(found.all) - len(found.asked)
    more = f" {rest} more are left for another day." if rest else ""
    return [
        Section(
            "labels",
            f"{len(found.asked)} places that you and {found.by} marked differently",
            f"You agree on {found.same} places. Listen to each of these once more, in 4.2, and "
            f"decide what stands.{more}",
            kind="choices",
            items=tuple(_place(d, found.by, built) for d in found.asked),
            options=options(kinds),
            why="Your reason (asked for at four of them)",
        )
    ]


def _place(difference: Difference, by: str, built: Any) -> Item:
    mine = NAMES[difference.mine.kind] if difference.mine else "nothing"
    theirs = NAMES[difference.theirs.kind] if difference.theirs else "nothing"
    words = said(built, difference.at)
    return Item(difference.id, f"You: {mine}. {by}: {theirs}.", clock(difference.at)[:5], words)


_WORDS = (
    Column("description", "What happens", "text", placeholder="asks how far the car is",
           help="Who does what, in a few words."),
    Column("method", "Method of interaction", "choice", options({m: m for m in METHODS}),
           help="By which way they meet."),
    Column("expectation", "Expectation", "long", help="What they count on here, in their words."),
)  # fmt: skip
_LATER = (
    Column("work", "Work it causes (optional)", "text", help="Module 05 goes on from here."),
    Column("failure", "What goes wrong here (optional)", "text", help="Leave it where nothing does."),
)


def _register(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    kind = Column("type", "Type", "choice", options({t: t for t in TYPES}),
                  help="Who or what begins comes first.")  # fmt: skip
    if mine:
        named = [str(a["name"]).strip() for a in rows_of(data, "actors") if a.get("name")]
        sides = options({n: n for n in dict.fromkeys(["customer", *named])})
        return [
            Section(
                "actors",
                "Whom and what they meet",
                "People, systems and products of your process. The customer is known already.",
                columns=(
                    Column("name", "Name", "text", placeholder="front desk"),
                    Column("kind", "It is a", "choice",
                           options({k: k for k in ("person", "system", "product")})),
                    Column("side", "On the side of", "choice",
                           options({s: s for s in ("organisation", "partner", "customer")})),
                ),
                min_rows=3,
                max_rows=20,
                row_name="actor",
            ),
            _moments((
                _WORDS[0],
                Column("by", "Who turns", "choice", sides, help="Name them above first."),
                Column("to", "to whom or what", "choice", sides, help="One side is the customer."),
                kind, *_WORDS[1:],
                Column("owner", "Owner (optional)", "text", help="Leave it open if nobody is."),
                *_LATER,
            ), "Six moments of your own process", "In the order in which a customer meets them."),
        ]  # fmt: skip
    cast = _cast(case)
    return [
        _moments((
            _where(case),
            _WORDS[0],
            Column("by", "Who turns", "choice", cast, help="Who or what begins."),
            Column("to", "to whom or what", "choice", cast, help="Whom or what it meets."),
            kind, *_WORDS[1:],
            Column("promise", "Promise behind it (optional)", "choice", _promises(case),
                   help="What the firm advertised, if it did."),
            *_LATER,
        ), "Six moments of recording 2", "Choose six that the customer would tell at home."),
    ]  # fmt: skip


@of_case
def _cast(case: Any) -> tuple[Option, ...]:
    return options({name: name for name in ("customer", *sorted(set(cast_of(case)) - {"customer"}))})


@of_case
def _promises(case: Any) -> tuple[Option, ...]:
    return options({NOT_PROMISED: NOT_PROMISED}
                   | {p["id"]: f"{p['id']} {p['text']}" for p in case.promises.values()})  # fmt: skip


def _moments(columns: tuple[Column, ...], title: str, intro: str) -> Section:
    return Section("moments", title, intro, shape="boxes", columns=columns, min_rows=6,
                   max_rows=30, row_name="moment")  # fmt: skip


def _where(case: Any) -> Column:
    """The learner's own red marks to choose from; without any, a time to type."""
    built = case.recordings[case.exercises["4.2"]["alone"]]
    own = [p for p in places(case) if p.own]
    if not own:
        return Column("at", "Where", "text", placeholder="1:17",
                      help="The time of a red mark. With marks in 4.2 you could choose here.")  # fmt: skip
    shown = {p.id: f"{clock(p.at)[:5]}  {said(built, p.at)[:60]}" for p in own}
    return Column("at", "Where", "choice", options(shown), help="One of your own red marks.")


@laid_once
def _critical(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    return [
        Section(
            "moments",
            "Twelve moments of a service visit",
            "Which five decide how the whole visit is rated? Draw \u201cratings\u201d for the figures.",
            columns=(
                Column("what", "Moment", "label", width="18em"),
                Column("critical", "One of the five", "choice", (Option("yes", "yes"),)),
            ),
            fixed=tuple(
                {"id": m["id"], "what": f"{m['id']}  {m['description']}"}
                for m in case.moments["moments"]
            ),
        )
    ]


LEVELS = {"above": "Above", "met": "Met", "below": "Below"}


@laid_once
def _levels(data: Mapping[str, Any], case: Any, mine: bool) -> list[Section]:
    moments = {m["id"]: m for m in case.moments["moments"]}
    found = standing(case.moment_ratings)
    return [
        Section(
            "labels",
            "Twelve moments against what was expected",
            "Perceived minus expected, from -4 to 4. Above: all of the interval is above 0. "
            "Below: all of it is below. Met: it holds 0.",
            kind="choices",
            items=tuple(
                Item(i, f"{m['description']}. Mean {found[i].mean:+.2f}, 95 % interval "
                     f"{found[i].low:+.2f} to {found[i].high:+.2f}.")
                for i, m in moments.items()
            ),
            options=options(LEVELS),
        ),
        Section(
            "redesign",
            "One \u201cbelow\u201d, made anew",
            "Choose one that is below, and say what will be done instead.",
            shape="boxes",
            columns=(
                Column("moment", "The moment", "choice",
                       options({i: f"{i} {m['description']}" for i, m in moments.items()}),
                       help="One that you put below."),
                Column("expected", "What they count on", "long", help="In the customer's words."),
                Column("change", "What happens instead", "long",
                       help="What somebody does, from next month on."),
                Column("stop", "What you stop doing", "long", help="Nothing new fits in otherwise."),
                Column("owner", "Who sees to it", "text", help="One role, not a department."),
                Column("measure", "How you would notice", "text",
                       help="What a customer does, or no longer does."),
            ),
            fixed=({"id": "redesign"},),
        ),
    ]  # fmt: skip


LAYOUTS: dict[str, Layout] = {
    "4.1": _types,
    "4.2": _annotation,
    "4.3": _settled,
    "4.4": _register,
    "4.5": _critical,
    "4.6": _levels,
    "4.7": quiz("04"),
}
