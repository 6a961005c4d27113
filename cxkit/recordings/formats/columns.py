"""Which column of a table holds what, and in which unit its times are.

What the caller says wins, then what a header says, then what the values look like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..events import EventsError
from ..labels import plain
from .found import Found

__all__ = ["Columns", "FIELDS", "UNITS", "columns", "is_header"]

FIELDS = ("start", "end", "duration", "kind", "label", "note", "by", "id")
UNITS = ("s", "ms", "min", "frames")

# Headers as `labels.plain` makes them, units taken out.
_HEADERS = {
    "start": "start|start time|time start|begin|begin time|from|onset|in|time in|tmin|xmin|time|"
    "timestamp|timecode|time code|time offset|when|playhead",
    "end": "end|end time|time end|stop|stop time|to|offset|out|time out|tmax|xmax|finish|until",
    "duration": "duration|length|dur",
    "kind": "kind",
    "label": "label|labels|tier|tier name|code|codes|behavior|behaviour|category|event|event type|"
    "type|tag|class|marker|colour|color|name",
    "note": "note|notes|comment|comments|text|description|remark|remarks|value|annotation|"
    "utterance|transcript|transcription|what",
    "by": "by|annotator|coder|rater|observer|author|user|marked by|speaker|subject|participant",
    "id": "id|event id|annotation id|no|nr|number",
}
_NAMES = {name: what for what, text in _HEADERS.items() for name in text.split("|")}
_UNIT_WORDS = {
    "s": "s sec secs second seconds",
    "ms": "ms msec msecs millisecond milliseconds millis",
    "min": "min mins minute minutes",
    "frames": "f frame frames",
}
_WORDS = {word: unit for unit, text in _UNIT_WORDS.items() for word in text.split()}
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")  # BeginTime
_WHOLE_SECONDS = 36_000  # beyond ten hours, whole numbers are rather milliseconds


@dataclass
class Columns:
    """Where each field stands, and the unit of each time field ("" where still open).

    Args:
        first: the number of the first row of values.
    """

    at: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    first: int = 0


def columns(
    rows: Sequence[Sequence[Any]], mapping: Mapping[str, Any], found: Found, header: int = 0
) -> Columns:
    """The columns of a table whose headers stand in row `header`, or that has none.

    Raises:
        EventsError: a column is asked for that is not there, or none holds start times.
    """
    heads = [str(cell if cell is not None else "").strip() for cell in rows[header]]
    result = Columns(first=header + 1)
    if not mapping and not any(_meaning(head)[0] for head in heads) and any(map(_timelike, heads)):
        result = Columns(_by_look(rows[header : header + 200]), {}, header)
        found.told.append(f"No headers; columns read as {', '.join(result.at)}.")
    else:
        for place, head in enumerate(heads):
            what, unit = _meaning(head)
            if what and what not in result.at:
                result.at[what], result.units[what] = place, unit
    _asked(heads, mapping, result)
    if "start" not in result.at:
        shown = ", ".join(repr(h[:30]) for h in heads[:10] if h) or "none"
        raise EventsError(
            [f"No column of start times among {shown}. Say which: mapping={{'start': 'Begin', "
             "'end': 'End', 'label': 'Code', 'unit': 's'}."]
        )  # fmt: skip
    start = result.at["start"]
    if isinstance(mapping.get("start"), int) and start < len(heads) and _number(heads[start]):
        result.first = header  # asked by number, and the first row is one of values
    _guessed(rows, result, found)
    return result


def is_header(cells: Sequence[str]) -> bool:
    """Whether one of the cells names start times."""
    return any(_meaning(cell)[0] == "start" for cell in cells)


def _meaning(head: str) -> tuple[str, str]:
    """The field that a header names, and its unit: "Begin Time - msec" -> start, ms."""
    words = plain(_HUMPS.sub(" ", head.replace("_", " "))).split()
    if words[-4:] in (["hh", "mm", "ss", "ms"], ["hh", "mm", "ss", "ff"]):
        return _NAMES.get(" ".join(words[:-4]), ""), "s"
    if words[-2:] == ["ss", "msec"]:
        return _NAMES.get(" ".join(words[:-2]), ""), "s"
    if what := _NAMES.get(" ".join(words)):
        return what, ""
    units = [_WORDS[w] for w in words if w in _WORDS]
    rest = " ".join(w for w in words if w not in _WORDS)
    alone = "start" if not rest and max(map(len, words), default=0) > 1 else ""
    what = _NAMES.get(rest, alone)
    return (what, units[-1]) if units and what in ("start", "end", "duration") else ("", "")


def _asked(heads: list[str], mapping: Mapping[str, Any], result: Columns) -> None:
    """What the caller says: a field -> a header or a column's number from 1, and "unit"."""
    faults = []
    known = {plain(head): place for place, head in reversed(list(enumerate(heads)))}
    for what, wanted in mapping.items():
        if what in ("fps", "sheet", "observation", "task"):
            continue
        if what == "unit":
            if wanted not in UNITS:
                faults.append(f"mapping, unit: expected {', '.join(UNITS)}, found {str(wanted)[:40]!r}.")
            else:
                result.units = dict.fromkeys(("start", "end", "duration"), str(wanted))
        elif what not in FIELDS:
            faults.append(
                f"mapping: expected {', '.join((*FIELDS, 'unit', 'fps'))}, found {str(what)[:40]!r}."
            )
        elif isinstance(wanted, int) and not isinstance(wanted, bool) and 1 <= wanted <= len(heads):
            result.at[what] = wanted - 1
        elif isinstance(wanted, str) and plain(wanted) in known:
            result.at[what] = known[plain(wanted)]
        else:
            shown = ", ".join(repr(h[:30]) for h in heads[:10])
            faults.append(f"mapping, {what}: expected a column among {shown}; found {str(wanted)[:40]!r}.")
    if faults:
        raise EventsError(faults)
    if "unit" not in mapping:
        for what in set(mapping) & {"start", "end", "duration"}:
            result.units[what] = _meaning(f"start {heads[result.at[what]]}")[1] or (
                _meaning(heads[result.at[what]])[1]
            )


def _guessed(rows: Sequence[Sequence[Any]], result: Columns, found: Found) -> None:
    """Units that nothing says: one column's for the others, else by the look of the values."""
    times = [what for what in ("start", "end", "duration") if what in result.at]
    said = next((result.units[what] for what in times if result.units.get(what)), "")
    if not said:
        cells = [
            row[result.at[what]]
            for what in times
            for row in rows[result.first : result.first + 1000]
            if len(row) > result.at[what]
        ]
        values = [v for v in map(_number, cells) if v]
        numbers = [float(v.replace(",", ".")) for v in values]
        whole = all(number.is_integer() for number in numbers)
        said = "ms" if whole and max(numbers, default=0) > _WHOLE_SECONDS else "s"
        if numbers and whole:
            found.told.append(
                f"No unit is named; times are read as {'milliseconds' if said == 'ms' else 'seconds'}. "
                "If that is wrong: mapping={'unit': 's'}, 'ms', 'min' or 'frames'."
            )
    for what in times:
        result.units[what] = result.units.get(what) or said


def _by_look(rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    """The columns of a table without headers: the first two of times, the second never the
    smaller, are start and end; a third that is their difference is the duration; the first text
    is the label, the last the note. ELAN exports such tables."""
    wide = min(len(row) for row in rows)
    times = [c for c in range(wide) if all(_timelike(str(row[c] or "").strip()) for row in rows)]
    texts = [c for c in range(wide) if c not in times and any(str(row[c] or "").strip() for row in rows)]
    at = dict(zip(("start", "end"), times, strict=False))
    if "end" in at and any(_value(row[times[1]]) < _value(row[times[0]]) for row in rows):
        del at["end"]
        at |= {"duration": times[1]}
    if texts:
        at["label"] = texts[0]
    if len(texts) > 1:
        at["note"] = texts[-1]
    return at


def _timelike(text: str) -> bool:
    digits = text.replace(":", "").replace(".", "", 1)
    return bool(_number(text) or (":" in text and digits.isdigit() and digits.isascii()))


def _value(cell: Any) -> float:
    """A time as a number that sorts like it; the unit does not matter."""
    total = 0.0
    for part in str(cell).strip().replace(",", ".").split(":"):
        total = total * 60 + float(part or 0)
    return total


def _number(cell: Any) -> str:
    """A cell's number as text, "" where it is none."""
    text = str(cell if cell is not None and not isinstance(cell, bool) else "").strip()
    bare = text.lstrip("+-").replace(",", ".")
    return text if bare.replace(".", "", 1).isdigit() and len(bare) < 20 and bare.isascii() else ""
