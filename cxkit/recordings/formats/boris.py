"""BORIS, .boris: a project's observations, as JSON (formats 4 to 7).

A state is two events of one behaviour, subject and modifier; the first starts it, the next
stops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..events import EventsError
from .found import Found
from .json_text import loaded

__all__ = ["CARRIES", "NAME", "paired", "read", "sniff"]

NAME = "BORIS project (.boris)"
CARRIES = ""  # read only: BORIS wants an ethogram and media that we do not have
_Step = tuple[str, str, str, str, int, bool, str]  # place, behaviour, subject, more, ms, state, note


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    text = head.lstrip()
    return text[:1] == b"{" and (b'"behaviors_conf"' in text or b'"project_format_version"' in text)


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """One observation's events: the behaviour is the label, the modifiers and the comment the
    note, the subject `by` where there is one.

    Args:
        mapping: {"observation": its name}, where the project holds several.

    Raises:
        EventsError: no JSON, no observations, or several and none chosen.
    """
    found = Found()
    project = loaded(data)
    observations = project.get("observations") if isinstance(project, dict) else None
    if not isinstance(observations, dict):
        raise EventsError(["Expected a BORIS project with observations, found none."])
    name, observation = _chosen(observations, (mapping or {}).get("observation"), found)
    if observation is None:
        return found
    states = _states(project)
    offset = found.time(observation.get("time offset") or 0, "time offset") or 0
    if offset:
        found.told.append(f"All times are moved by {offset} ms, as the observation's offset says.")
    found.duration = _length(observation, offset)
    steps: list[_Step] = []
    for number, row in enumerate(observation.get("events") or [], 1):
        place = f"Observation {name!r}, event {number}"
        if not isinstance(row, list) or len(row) < 3:
            found.faults.append(f"{place}: expected time, subject and behaviour, found {str(row)[:40]}.")
            continue
        at = found.time(row[0], place)
        if at is None:
            continue
        subject, behaviour, modifiers, comment = (
            str(cell or "").strip() for cell in (*row[1:5], "", "")[:4]
        )
        modifiers = "" if modifiers == "None" else modifiers
        state = states.get(behaviour, False)
        steps.append((place, behaviour, subject, modifiers, at + offset, state, comment))
    if unknown := sorted({s[1] for s in steps} - states.keys()):
        found.told.append(
            f"Behaviours that the project does not define, read as points: {', '.join(unknown[:8])}."
        )
    paired(found, steps)
    return found


def paired(found: Found, steps: Iterable[_Step]) -> None:
    """Add points, and states from their starts and stops; a state that nothing stops is kept as
    a point where it starts, and told."""
    open_: dict[tuple[str, str, str], _Step] = {}
    for step in sorted(steps, key=lambda s: s[4]):
        place, behaviour, subject, modifiers, at, state, comment = step
        key = (behaviour, subject, modifiers)
        if not state:
            _mark(found, step, at)
        elif key not in open_:
            open_[key] = step
        else:
            begun = open_.pop(key)
            notes = "; ".join(dict.fromkeys(t for t in (begun[6], comment) if t))
            _mark(found, (*begun[:6], notes), at)
    for step in open_.values():
        found.told.append(f"{step[0]}: {step[1]!r} starts and never stops; kept as a point.")
        _mark(found, step, step[4])


def _mark(found: Found, step: _Step, end: int) -> None:
    place, behaviour, subject, modifiers, start, _, comment = step
    note = "; ".join(text for text in (modifiers, comment) if text)
    found.add(place, start, end, label=behaviour, note=note, by=subject)


def _chosen(
    observations: dict[str, Any], wanted: Any, found: Found
) -> tuple[str, dict[str, Any] | None]:
    usable = {n: o for n, o in observations.items() if isinstance(o, dict)}
    if wanted is None and len(usable) == 1:
        wanted = next(iter(usable))
    if isinstance(wanted, str) and wanted in usable:
        return wanted, usable[wanted]
    if not usable:
        found.told.append("The project holds no observation.")
        return "", None
    names = ", ".join(repr(n[:40]) for n in list(usable)[:8]) + (", ..." if len(usable) > 8 else "")
    raise EventsError(
        [f"The project holds {len(usable)} observations: {names}. "
         "Say which: mapping={'observation': name}."]
    )  # fmt: skip


def _states(project: dict[str, Any]) -> dict[str, bool]:
    """Behaviour -> whether it is a state."""
    conf = project.get("behaviors_conf")
    rows = conf.values() if isinstance(conf, dict) else []
    return {
        str(row.get("code", "")).strip(): "state" in str(row.get("type", "")).lower()
        for row in rows
        if isinstance(row, dict)
    }


def _length(observation: dict[str, Any], offset: int) -> int | None:
    """The length of the first player's media, one after the other, where all are known."""
    files = observation.get("file")
    info = observation.get("media_info")
    lengths = info.get("length") if isinstance(info, dict) else None
    if not isinstance(files, dict) or not isinstance(lengths, dict) or offset:
        return None
    played = files.get("1") or []
    if not played or not all(isinstance(lengths.get(f), (int, float)) for f in played):
        return None
    total = Found()
    return total.time(sum(lengths[f] for f in played), "length")
