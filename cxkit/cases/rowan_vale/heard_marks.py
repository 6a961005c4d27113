"""What three people marked in each recording: synthetic annotators, and a partner's file.

An annotator presses a key a moment after an event has begun, each with a delay of their own. All
three agree on most events; where the script calls an event optional only one of them marks it,
and where it names another kind one of them chose that. So the key is their adjudication: two with
one kind make an event, one alone an optional one. Method rows 24 and 64, traps.md "Recordings".
"""

from __future__ import annotations

from typing import Any

from cxkit.cases.case import CaseError
from cxkit.cases.rowan_vale.documents import authored
from cxkit.cases.rowan_vale.scripts import Heard
from cxkit.cases.rowan_vale.world import World
from cxkit.cases.stream import Stream

__all__ = ["ANNOTATORS", "make_marks", "make_partner", "partner_truth"]

# Who marks, and how long after the onset on the whole, in ms.
ANNOTATORS = {"A": 480, "B": 780, "C": 1100}

_SPREAD = 150
_GRAIN = 20
_MISSED = 0.12
_EARLY = 0.03
# The partner of 4.3: her delay, and the longer one where she is late, yet within 2 s.
_PARTNER, _LATE = 900, (1500, 1900)

Mark = dict[str, Any]


def make_marks(world: World, heard: Heard) -> dict[str, list[Mark]]:
    """Annotator to marks, each a kind, a line and ms after the line's start."""
    chance = world.stream(f"annotators {heard.id}")
    made: dict[str, list[Mark]] = {who: [] for who in ANNOTATORS}
    for event in heard.events:
        kinds = _kinds(event, chance)
        for who, median in ANNOTATORS.items():
            shift = _shift(median, chance)
            if kind := kinds.get(who):
                made[who].append({"kind": kind, "line": event["from"], "shift": shift})
    return made


def _kinds(event: dict[str, Any], chance: Stream) -> dict[str, str]:
    order = chance.shuffled(list(ANNOTATORS))
    missed = chance.unit() < _MISSED
    if event["optional"]:
        return {order[0]: event["kind"]}
    if event["also"]:
        return dict.fromkeys(order[1:], event["kind"]) | {order[0]: event["also"][0]}
    return dict.fromkeys(order[1:] if missed else order, event["kind"])


def _shift(median: int, chance: Stream) -> int:
    early = chance.unit() < _EARLY
    shift = round(median + _SPREAD * chance.bell())
    return (-abs(shift - median) if early else shift) // _GRAIN * _GRAIN


def make_partner(world: World, heard: Heard) -> dict[str, Any]:
    """The file of the partner in 4.3, in the form of an annotator's marks."""
    chance, odd = world.stream(f"partner {heard.id}"), _odd(heard)
    found: dict[str, Mark] = {}
    for event in heard.events:
        late, shift = chance.between(*_LATE), _shift(_PARTNER, chance)
        if event["what"] not in odd["missed"]:
            kind = odd["wrong"].get(event["what"], event["kind"])
            shift = late // _GRAIN * _GRAIN if event["what"] in odd["late"] else shift
            found[event["from"]] = {"kind": kind, "line": event["from"], "shift": shift}
    for line, kind in odd["extra"].items():
        found[line] = {"kind": kind, "line": line, "shift": _shift(_PARTNER, chance)}
    return {
        "note": "Synthetic: an invented partner, who marked the recording alone.",
        "recording": heard.id,
        "by": odd["name"],
        "marks": [found[line] for line in sorted(found)],
    }


def partner_truth(heard: Heard) -> dict[str, Any]:
    """Where the partner's file differs from the key: ids of events, and lines of extra marks."""
    odd, ids = _odd(heard), {event["what"]: event["id"] for event in heard.events}
    needed = {event["what"] for event in heard.events if not event["optional"]}
    return {
        "missed": sorted(ids[what] for what in odd["missed"] if what in needed),
        "left_out": sorted(ids[what] for what in odd["missed"] if what not in needed),
        "wrong": {ids[what]: kind for what, kind in odd["wrong"].items()},
        "late": sorted(ids[what] for what in odd["late"]),
        "extra": odd["extra"],
    }


def _odd(heard: Heard) -> dict[str, Any]:
    """What is odd about the partner's marks; `extra` by line."""
    told = authored("recordings/partner")
    known = {event["what"] for event in heard.events}
    lines = {
        start: next((n["id"] for n in heard.script["lines"] if n["text"].startswith(start)), "")
        for start in told["extra"]
    }
    strangers = [w for w in (*told["missed"], *told["wrong"], *told["late"]) if w not in known]
    strangers += [start for start, line in lines.items() if not line]
    if strangers:
        raise CaseError(
            f"partner.toml: {strangers[0]!r} is no event and no line of {heard.id}. "
            "Copy its words from the script."
        )
    return told | {"extra": {lines[start]: kind for start, kind in told["extra"].items()}}
