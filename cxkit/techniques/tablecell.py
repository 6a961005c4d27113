"""One cell of a decision table: what it says, whether a value holds, and its one spelling.

Row 42 of the method; the notation is that of DMN 1.3's simple expression language (S-FEEL).
A cell is `-` (any value) or tests with commas between, one of which has to hold:

    8   <8   <=8   >8   >=8   [8..16]   (8..16]   8, 9, >20   not(8)
    weekday   "a, b"   weekday, Saturday   not(Saturday)
    2026-03-01   >=2026-03-01   [2026-03-01..2026-04-01)   true   false

Conventions: numbers are exact fractions, so that .1 is a tenth; dates count in days
(`date.toordinal`); a choice is its text, a boolean `true` or `false`. `]8..16]` is read as
`(8..16]`, and each cell has one spelling, in which it is written back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

__all__ = ["ANY", "KINDS", "Cell", "Kind", "Span", "Value", "join", "parse", "plain", "show", "spell", "value_of"]

Kind = Literal["number", "whole", "date", "choice", "boolean"]
Value = Fraction | int | str

ANY = "-"
KINDS: tuple[Kind, ...] = ("number", "whole", "date", "choice", "boolean")
_LONGEST = 1000  # characters of a cell
_NUMBER = re.compile(r"[-+]?(?:\d{1,20}(?:\.\d{1,15})?|\.\d{1,15})")
_DATE = re.compile(r'(?:date\(\s*"(\d{4}-\d\d-\d\d)"\s*\)|(\d{4}-\d\d-\d\d))')
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_INTERVAL = re.compile(r"([\[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])\[])")
_SIGN = re.compile(r"(<=|>=|<|>|=)\s*(.+)")
_PART = re.compile(r'\s*((?:"(?:[^"\\]|\\.)*"|[^,"])*)(,|$)')
_YES = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_EXPECTED = {
    "number": "a number such as 8 or 2.5",
    "whole": "a whole number such as 8",
    "date": "a date such as 2026-03-01",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Span:
    """A stretch of a line; None is no bound on that side, `open_*` that the bound is outside."""

    low: Fraction | int | None = None
    high: Fraction | int | None = None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Fraction | int) -> bool:
        """Whether the value lies within."""
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        below = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return above and below

    def days(self) -> tuple[Fraction | int | None, Fraction | int | None]:
        """The first and the last of the whole numbers (or days) within."""
        low = None if self.low is None else self.low + self.open_low
        return low, None if self.high is None else self.high - self.open_high


@dataclass(frozen=True)
class Cell:
    """A cell that could be read: spans on a line, or names of a choice; none of either is `-`."""

    text: str
    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    negated: bool = False

    @property
    def any(self) -> bool:
        return not self.spans and not self.names

    def holds(self, value: Value) -> bool:
        """Whether the cell covers the value."""
        if self.any:
            return True
        inside = value in self.names or (
            not isinstance(value, str) and any(s.holds(value) for s in self.spans)
        )
        return inside != self.negated


def parse(text: str, kind: Kind, values: Sequence[str] = ()) -> Cell:
    """The cell that a text says.

    Args:
        values: of a choice, those there are; empty if that is open.

    Raises:
        ValueError: what was expected and what came, as the second half of a sentence.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError(f"expected at most {_LONGEST} characters, found {len(text)}")
    if not text:
        raise ValueError("expected a test, or - for any value; found nothing")
    if text == ANY:
        return Cell(ANY)
    if kind == "choice" and text in values:
        return Cell(join([text]), names=(text,))
    inner = re.fullmatch(r"not\s*\((.*)\)", text, re.DOTALL)
    if kind in ("number", "whole") and _THOUSANDS.search(text):
        raise ValueError(
            f"a comma parts two tests: write 1500 for a thousand and a half, or 1, 500 for two "
            f"numbers; found {text[:40]!r}"
        )
    parts = _parts(inner[1] if inner else text)
    if kind in ("choice", "boolean"):
        names = tuple(dict.fromkeys(_name(part, kind, values) for part in parts))
        return Cell(_negate(join(names), inner), names=names, negated=bool(inner))
    spans = tuple(_span(part, kind) for part in parts)
    return Cell(_negate(spell(spans, kind), inner), spans, negated=bool(inner))


def value_of(text: str, kind: Kind) -> Value:
    """One value of a kind, as typed.

    Raises:
        ValueError: as of `parse`.
    """
    text = text.strip()
    if kind == "choice":
        return _unquoted(text)
    if kind == "boolean" and text.lower() in _YES:
        return _YES[text.lower()]
    if kind == "date" and (found := _DATE.fullmatch(text)):
        try:
            return date.fromisoformat(found[1] or found[2]).toordinal()
        except ValueError:
            raise ValueError(f"there is no day {text[:40]}") from None
    if kind in ("number", "whole") and _NUMBER.fullmatch(text):
        number = Fraction(text)
        if kind == "number":
            return number
        if number.denominator == 1:
            return int(number)
    raise ValueError(f"expected {_EXPECTED[kind]}, found {text[:40]!r}")


def show(value: Value, kind: Kind) -> str:
    """A value as a person writes it; `value_of` reads it back."""
    if isinstance(value, str):
        return value
    if kind == "date":
        return date.fromordinal(int(value)).isoformat()
    if Fraction(value).denominator == 1:
        return str(int(value))
    places = 1
    while (Fraction(value) * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return f"{'-' * (value < 0)}{digits[:-places]}.{digits[-places:]}"


def plain(value: Value, kind: Kind) -> str | int | float:
    """A value as JSON holds it: a number as a number, unless that would round it."""
    text = show(value, kind)
    if kind not in ("number", "whole"):
        return text
    if "." not in text:
        return int(text)
    near = float(text)
    return near if Fraction(repr(near)) == value else text


def spell(spans: Sequence[Span], kind: Kind) -> str:
    """The one spelling of stretches of a line."""
    return ", ".join(_spelt(span, kind) for span in spans)


def join(names: Sequence[str]) -> str:
    """Names with commas between; one that could be mistaken stands in quotation marks."""
    return ", ".join(_quoted(n) if _doubtful(n) else n for n in names)


def _doubtful(name: str) -> bool:
    plain = name.strip() == name and not set(name) & set('",()[]?') and name not in ("", ANY)
    return not plain or name[0] in "<>="


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def _negate(text: str, inner: re.Match[str] | None) -> str:
    return f"not({text})" if inner else text


def _parts(text: str) -> list[str]:
    found, at = [], 0
    while True:
        part = _PART.match(text, at)
        if part is None:
            raise ValueError(f"expected a closing quotation mark, found {text[at : at + 40]!r}")
        if not part[1].strip():
            raise ValueError(f"expected a test on both sides of each comma, found {text[:40]!r}")
        found.append(part[1].strip())
        if not part[2]:
            return found
        at = part.end()


def _name(part: str, kind: Kind, values: Sequence[str]) -> str:
    if kind == "boolean":
        return str(value_of(part, kind))
    name = _unquoted(part)
    if values and name not in values:
        raise ValueError(f"expected one of {join(values)[:200]}; found {name[:40]!r}")
    if not values and part != _quoted(name) and (_SIGN.match(part) or set(part) & set("()[]?")):
        raise ValueError(f"expected a name, in quotation marks if it is one; found {part[:40]!r}")
    return name


def _span(part: str, kind: Kind) -> Span:
    if between := _INTERVAL.fullmatch(part):
        low, high = value_of(between[2], kind), value_of(between[3], kind)
        assert not isinstance(low, str) and not isinstance(high, str)
        if low > high:
            raise ValueError(f"the interval is reversed: write the lower bound first; found {part[:60]!r}")
        span = Span(low, high, between[1] != "[", between[4] != "]")
        first, last = span.days() if kind != "number" else (span.low, span.high)
        if first is not None and last is not None and (
            first > last or (low == high and (span.open_low or span.open_high))
        ):
            raise ValueError(f"nothing lies in the interval {part[:60]!r}")
        return span
    if part[0] in "[]()" or ".." in part:
        raise ValueError(f"expected an interval such as [8..16] or (8..16], found {part[:40]!r}")
    sign, rest = _SIGN.fullmatch(part).groups() if _SIGN.fullmatch(part) else ("=", part)
    if re.match(r"[^\w\s.\"+-]", rest) or rest[:1] in ("=", "!"):
        raise ValueError(f"expected one of < <= > >=, found the operator in {part[:40]!r}")
    at = value_of(rest, kind)
    assert not isinstance(at, str)
    if sign == "=":
        return Span(at, at)
    return Span(None, at, open_high=sign == "<") if "<" in sign else Span(at, None, sign == ">")


def _spelt(span: Span, kind: Kind) -> str:
    if span.low is None and span.high is None:
        return ANY
    if span.low is None:
        assert span.high is not None
        return f"<{'=' * (not span.open_high)}{show(span.high, kind)}"
    if span.high is None:
        return f">{'=' * (not span.open_low)}{show(span.low, kind)}"
    if span.low == span.high:
        return show(span.low, kind)
    low, high = show(span.low, kind), show(span.high, kind)
    return f"{'(' if span.open_low else '['}{low}..{high}{')' if span.open_high else ']'}"
