"""What a reader found in a file, and how a file's times become whole milliseconds."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from ..events import LONGEST

__all__ = ["Found", "Mark", "UnitError", "named", "milliseconds"]

# A time as people write it: 1:02:03.4, 02:03,4, 63.4 or 63; Excel writes a decimal comma too.
_CLOCK = re.compile(r"(-?)(?:(\d{1,4}):)?(\d{1,6}):(\d{1,2})(?:[.,](\d{1,9}))?")
_NUMBER = re.compile(r"[+-]?(\d{1,320})?(?:[.,](\d{1,40}))?(?:[eE][+-]?\d{1,4})?")
_FAR = 10 * LONGEST  # so far off that the exact figure says nothing


class UnitError(ValueError):
    """A time that cannot be read; its text says what was expected and what came."""


@dataclass
class Mark:
    """One mark of a file, before anything is known of what its label means.

    Args:
        place: where it stands in the file, for messages.
    """

    place: str
    start: int
    end: int
    label: str = ""
    note: str = ""
    by: str = ""
    id: str = ""


@dataclass
class Found:
    """What a file holds.

    Args:
        duration: of the recording in milliseconds, where the file says.
        told: worth saying, though nothing was refused.
        faults: what cannot be read; any of them refuses the file.
    """

    marks: list[Mark] = field(default_factory=list)
    duration: int | None = None
    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def time(
        self, value: Any, place: str, unit: str = "s", fps: float | None = None
    ) -> int | None:
        """`value` in milliseconds; None where it is no time, and then a fault is noted."""
        try:
            return milliseconds(value, unit, fps)
        except UnitError as error:
            self.faults.append(f"{place}: {error}")
            return None

    def add(self, place: str, start: int | None, end: int | None, **more: str) -> None:
        """Add a mark, unless one of its times could not be read, which is noted already."""
        if start is not None and end is not None:
            self.marks.append(Mark(place, start, end, **more))


def milliseconds(value: Any, unit: str = "s", fps: float | None = None) -> int:
    """A time in whole milliseconds, rounded half to even.

    Args:
        value: a number, or text: a number with a point or a comma, or h:mm:ss.fff.
        unit: of a bare number: "s", "ms", "min" or "frames"; a text with colons needs none.
        fps: frames in a second, for "frames".

    Raises:
        UnitError: `value` is no time. A time that is too long is left for `events` to tell.
    """
    if isinstance(value, bool) or value is None or value == "":
        raise UnitError(f"expected a time, found {_came(value)}.")
    if isinstance(value, str):
        text = value.strip()
        if clock := _CLOCK.fullmatch(text):
            return _of_clock(clock, text)
        number = _NUMBER.fullmatch(text)
        if not number or not (number[1] or number[2]):
            raise UnitError(f"expected a time, found {_came(value)}.")
        value = float(text.replace(",", "."))
    if not isinstance(value, (int, float)):
        raise UnitError(f"expected a time, found {_came(value)}.")
    if isinstance(value, int) and abs(value) > _FAR:
        return _FAR if value > 0 else -_FAR
    if not math.isfinite(value):
        if isinstance(value, float) and math.isinf(value):
            raise UnitError("expected a time, found a number beyond all measure.")
        raise UnitError(f"expected a time, found {_came(value)}.")
    factor = _factor(unit, fps)
    return round(max(min(value * factor, _FAR), -_FAR))


def named(kind: str, label: str) -> str:
    """What a file calls an event: its kind, its label, or both, which `labels` takes apart."""
    if not kind or not label:
        return kind or label
    return f"{kind} · {label}"


def _of_clock(clock: re.Match[str], text: str) -> int:
    sign, hours, minutes, seconds, part = clock.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        raise UnitError(f"expected h:mm:ss with at most 59 minutes and seconds, found {text!r}.")
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    ms = whole * 1000 + round(int((part or "0").ljust(9, "0")) / 1_000_000)
    return max(min(-ms if sign else ms, _FAR), -_FAR)


def _factor(unit: str, fps: float | None) -> float:
    if unit == "frames":
        if not fps or not math.isfinite(fps) or not 0 < fps <= 10_000:
            raise UnitError(
                "times are in frames, and nothing says how many make a second; "
                "pass mapping={'fps': 25} with the right figure."
            )
        return 1000 / fps
    return {"s": 1000.0, "ms": 1.0, "min": 60_000.0}[unit]


def _came(value: Any) -> str:
    return "nothing" if value is None or value == "" else repr(value)[:40]
