"""Days as people write them, and times that are no days.

Row 11 of the method: a deadline is a day that comes once; a response time runs anew for every
customer and belongs inside the measure. "30 Sept 2026" is the first, "within two hours" the
second. Days are read in the British order; a month or a year alone means its last day.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

__all__ = ["day", "response_time", "spelt"]

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS = {name[:3]: n for n, name in enumerate(_NAMES, start=1)}
_YEARS = range(2000, 2101)

_LEADING = re.compile(
    r"^(?:(?:by|before|from|until|till|on|in|at|no later than|not later than|latest|the)\s+|"
    r"(?:year[\s-])?(?:end|close)(?:\s+of)?[\s-]+|(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,?\s+)",
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?:[t ]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ]\s?(\d{1,2})[-/. ]\s?(\d{4}|\d{2})")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+)?([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})"
)
_AMERICAN = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_QUARTER = re.compile(r"q([1-4])[\s/-]*(\d{4}|\d{2})|(\d{4})[\s/-]*q([1-4])")

_NUMBER = r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|half|fifteen|twenty|thirty|sixty|ninety)"
_SPAN = re.compile(
    rf"\b{_NUMBER}(?:\s+(?:and\s+)?an?(?:\s+half)?)?[\s-]*(?:working\s+|business\s+|calendar\s+)?"
    r"(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?)\b"
    r"|\bsame[\s-]day\b|\bnext[\s-](?:working\s+)?day\b|\bon the day\b|\bthe same (?:hour|morning|week)\b"
    r"|\bby (?:\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|o'clock)?|noon|five|six|nine)\b(?!\s*[a-z]*\s*\d{4})"
    r"|\bat once\b|\bimmediately\b",
    re.IGNORECASE,
)


def day(text: str) -> date | None:
    """The day that a text names; None where it names none.

    Reads 2026-09-30, 30/9/2026, 30.9.26, 30 Sept 2026, the 30th of September 2026, September 30,
    2026, Sept 2026 and Q3 2026, with or without "by" or "end of" before it; 9/30/2026 too, which no
    British reading fits. A day that is not in the calendar is none.
    """
    plain = " ".join(text.lower().replace("\u2013", "-").split()).rstrip(".")
    while (cut := _LEADING.sub("", plain)) != plain:
        plain = cut
    if m := _ISO.fullmatch(plain):
        return _on(m[1], m[2] or m[4], m[3] or m[5])
    if m := _NUMBERS.fullmatch(plain):
        return _on(m[3], m[2], m[1]) or _on(m[3], m[1], m[2])
    if m := _AMERICAN.fullmatch(plain):
        return _on(m[3], _month(m[1]), m[2])
    if m := _NAMED.fullmatch(plain):
        return _on(m[3], _month(m[2]), m[1])
    if m := _QUARTER.fullmatch(plain):
        return _on(m[2] or m[3], 3 * int(m[1] or m[4]), None)
    if re.fullmatch(r"\d{4}", plain):
        return _on(plain, 12, None)
    return None


def spelt(text: str) -> str:
    """A day in words for a reader, 2026-09-30 as 30 Sep 2026; other texts as they are."""
    found = day(text)
    return f"{found.day} {_NAMES[found.month - 1][:3].title()} {found.year}" if found else text


def response_time(text: str) -> bool:
    """Whether a text names a time that each customer waits: "within two hours", "same day"."""
    return day(text) is None and bool(_SPAN.search(text))


def _month(word: str) -> int | None:
    number = _MONTHS.get(word[:3])
    return number if number and _NAMES[number - 1].startswith(word) else None


def _on(year: str, month: str | int | None, number: str | None) -> date | None:
    y = int(year) + (2000 if len(year) == 2 else 0)
    if month is None or y not in _YEARS or not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(y, int(month))[1]
    n = int(number) if number else last
    return date(y, int(month), n) if 1 <= n <= last else None
