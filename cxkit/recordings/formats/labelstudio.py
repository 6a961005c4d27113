"""Label Studio, .json: tasks with regions in time; seconds for audio, frames for video."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..events import Event, EventsError
from .encoding import printable
from .found import Found, named
from .json_text import loaded

__all__ = ["CARRIES", "NAME", "read", "sniff", "write"]

NAME = "Label Studio (.json)"
CARRIES = "everything; ids that stand for one annotator's region"
_KEYS = (b'"annotations"', b'"completions"', b'"from_name"', b'"annotation_id"', b'"labels"')


def sniff(head: bytes, name: str) -> bool:
    """Whether the first bytes are of this format."""
    text = head.lstrip()
    return text[:1] in (b"[", b"{") and any(key in text for key in _KEYS)


def read(data: bytes, mapping: Mapping[str, Any] | None = None) -> Found:
    """The regions of one task, of all its annotators.

    Args:
        mapping: {"task": its id}, where several tasks have regions; {"fps": 25} for frames.

    Raises:
        EventsError: no JSON, or several tasks and none chosen.
    """
    found, mapping = Found(), mapping or {}
    tasks = loaded(data)
    tasks = [t for t in (tasks if isinstance(tasks, list) else [tasks]) if isinstance(t, dict)]
    for task in _chosen(tasks, mapping.get("task")):
        for who, regions in _annotations(task, found):
            _regions(who, regions, mapping.get("fps"), found)
    return found


def write(events: tuple[Event, ...], duration: int | None = None) -> bytes:
    """One task that Label Studio imports, an annotation for each annotator."""
    import json

    by: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        common: dict[str, Any] = {"id": printable(event.id), "to_name": "audio"}
        if duration is not None:
            common["original_length"] = duration / 1000
        span = {"start": event.start / 1000, "end": event.end / 1000, "channel": 0}
        names = [printable(named(event.kind, event.label))]
        rows = by.setdefault(event.by, [])
        rows.append(
            common | {"from_name": "label", "type": "labels", "value": span | {"labels": names}}
        )
        if event.note:
            value = span | {"text": [printable(event.note)]}
            rows.append(common | {"from_name": "note", "type": "textarea", "value": value})
    annotations = [
        {"result": rows} | ({"completed_by": {"email": printable(who)}} if who else {})
        for who, rows in by.items()
    ]
    tasks = [{"id": 1, "data": {"audio": ""}, "annotations": annotations}]
    return json.dumps(tasks, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8") + b"\n"


def _chosen(tasks: list[dict[str, Any]], wanted: Any) -> list[dict[str, Any]]:
    if wanted is not None:
        tasks = [t for t in tasks if str(t.get("id")) == str(wanted)]
        if not tasks:
            raise EventsError([f"mapping, task: no task has the id {str(wanted)[:40]!r}."])
    marked = [t for t in tasks if any(rows for _, rows in _annotations(t, Found()))]
    if len(marked) > 1:
        names = ", ".join(str(t.get("id", "?"))[:20] for t in marked[:8])
        raise EventsError(
            [f"The file holds {len(marked)} tasks with regions: {names}. "
             "Say which: mapping={'task': id}."]
        )  # fmt: skip
    return marked


def _annotations(task: dict[str, Any], found: Found) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Annotator and regions, from a full export, an old one, or a short one (JSON-MIN)."""
    given = task.get("annotations", task.get("completions"))
    if isinstance(given, list):
        for one in given:
            if not isinstance(one, dict):
                continue
            if one.get("was_cancelled"):
                found.told.append("An annotation that was cancelled is left out.")
                continue
            rows = [r for r in one.get("result") or [] if isinstance(r, dict)]
            yield _who(one.get("completed_by")), rows
        return
    if isinstance(task.get("result"), list):
        yield _who(task.get("completed_by")), [r for r in task["result"] if isinstance(r, dict)]
        return
    for value in task.values():
        if isinstance(value, list) and value and all(isinstance(r, dict) for r in value):
            timed = [r for r in value if "start" in r or "ranges" in r]
            yield _who(task.get("annotator")), [{"value": r, "type": "labels"} for r in timed]


def _regions(who: str, rows: list[dict[str, Any]], fps: Any, found: Found) -> None:
    notes = _notes(rows)
    counts: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        value = row.get("value")
        kind = str(row.get("type", ""))
        if not isinstance(value, dict) or kind in ("textarea", "choices", "rating", "number"):
            continue
        name = str(row.get("id") or "")
        place = f"Region {number} ({name})" if name else f"Region {number}"
        if isinstance(value.get("text"), str) or "startOffset" in value or "x" in value:
            found.faults.append(f"{place}: marks a place in a text or picture, not a time.")
            continue
        rate = fps or value.get("framerate")
        if spans := list(_spans(value, kind)):
            counts[name] = counts.get(name, 0) + 1
            single = len(spans) == 1 and counts[name] == 1
            labels = value.get(kind) or value.get("labels") or value.get("timelinelabels") or [""]
            labels = labels if isinstance(labels, list) else [labels]
            if len(labels) * len(spans) > 1:
                single = False
            for first, last, unit in spans:
                start = found.time(first, f"{place}, start", unit, rate)
                end = found.time(last, f"{place}, end", unit, rate)
                for label in labels:
                    found.add(
                        place, start, end, label=str(label), note=notes.get(name, ""), by=who,
                        id=name if single else "",
                    )  # fmt: skip
        if isinstance(length := row.get("original_length"), (int, float)) and length > 0:
            found.duration = found.time(length, f"{place}, original_length")


def _spans(value: dict[str, Any], kind: str) -> Iterator[tuple[Any, Any, str]]:
    """Start, end and unit. A video's first frame is 1, and its last frame belongs to the range."""
    for one in value.get("ranges") or []:
        if isinstance(one, dict) and isinstance(one.get("start"), (int, float)):
            yield max(one["start"] - 1, 0), one.get("end"), "frames"
    if "start" in value or "end" in value:
        yield value.get("start"), value.get("end"), "s"


def _notes(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Region id -> what was written about it."""
    notes: dict[str, str] = {}
    for row in rows:
        value = row.get("value")
        if not isinstance(value, dict) or row.get("type") not in ("textarea", "choices"):
            continue
        said = value.get("text") or value.get("choices") or []
        said = [said] if isinstance(said, str) else said
        name = str(row.get("id") or "")
        text = "; ".join(str(s) for s in said if isinstance(s, (str, int, float)))
        notes[name] = "; ".join(t for t in (notes.get(name, ""), text) if t)
    return notes


def _who(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("email") or value.get("id")
    return "" if value is None else str(value)
