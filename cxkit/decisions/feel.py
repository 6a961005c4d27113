"""Cells in DMN's expression language, as far as S-FEEL's unary tests go, and back.

Numbers, booleans, quoted texts, `date("...")`, comparisons, intervals, lists and `not(...)`. All
else of FEEL (names, functions, arithmetic, `?`, times and durations) is refused by name.
"""

from __future__ import annotations

import json
import re

from ..techniques.tablecell import ANY, Cell, Kind, Span, join, parse, show, spell, value_of

__all__ = ["bounds", "from_literal", "from_tests", "names", "to_literal", "to_tests"]

_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_TEXTS = re.compile(r'\s*"(?:[^"\\]|\\.)*"\s*(?:,\s*"(?:[^"\\]|\\.)*"\s*)*')
_DATES = re.compile(r'(?<!date\()(?<!")\d{4}-\d\d-\d\d')


def to_tests(cell: Cell, kind: Kind) -> str:
    """A cell as S-FEEL unary tests."""
    if cell.any:
        return ANY
    if kind == "choice":
        text = ", ".join(json.dumps(n, ensure_ascii=False) for n in cell.names)
    elif kind == "boolean":
        text = ", ".join(cell.names)
    else:
        text = spell(cell.spans, kind)
        if kind == "date":
            text = re.sub(r"\d{4}-\d\d-\d\d", lambda m: f'date("{m[0]}")', text)
    return f"not({text})" if cell.negated else text


def from_tests(text: str, kind: Kind) -> str:
    """The cell that S-FEEL unary tests say; what they mean is for `Table.read` to check.

    Raises:
        ValueError: FEEL that no cell can say, as the second half of a sentence.
    """
    text = text.strip()
    if text in ("", ANY):
        return ANY  # DMN: an empty test is any value
    found = _NOT.fullmatch(text)
    inner = found[1].strip() if found else text
    if kind == "choice":
        if not _TEXTS.fullmatch(inner):
            raise _unsupported(text, 'texts in quotation marks, such as "van", "car"')
        inner = join([_unescaped(m[1]) for m in _TEXT.finditer(inner)])
    elif kind == "boolean" and inner not in ("true", "false", "true, false", "false, true"):
        raise _unsupported(text, "true or false")
    elif kind == "date" and _DATES.search(inner):
        raise _unsupported(text, 'dates such as date("2026-03-01")')
    try:
        if kind != "choice":
            parse(inner, kind)
    except ValueError as error:
        if "reversed" in str(error) or "nothing lies" in str(error):
            raise
        raise _unsupported(text, f"a {kind}, a comparison, an interval or a list of them") from None
    return f"not({inner})" if found else inner


def to_literal(text: str, typed: str) -> str:
    """A result as a FEEL literal of an output's type."""
    return json.dumps(text, ensure_ascii=False) if typed == "string" else text


def from_literal(text: str) -> str:
    """A FEEL literal as a result: a text without its marks, a number or date as it stands.

    Raises:
        ValueError: no literal, as the second half of a sentence.
    """
    text = text.strip()
    if found := _TEXT.fullmatch(text):
        return _unescaped(found[1])
    for kind in ("number", "boolean", "date"):
        try:
            return show(value_of(text, kind), kind)  # type: ignore[arg-type]
        except ValueError:
            continue
    raise _unsupported(text, 'a literal: a number, true, false, date("...") or a text in quotation marks')


def bounds(text: str, kind: Kind) -> Span:
    """Allowed values of a number or a date: one interval with both ends in it, or half of one.

    Raises:
        ValueError: as the second half of a sentence.
    """
    spans = parse(text, kind).spans
    if len(spans) != 1 or spans[0].open_low or spans[0].open_high:
        raise ValueError(f"expected bounds such as [0..40], found {text[:40]!r}")
    return spans[0]


def names(text: str) -> list[str]:
    """Allowed values of a choice.

    Raises:
        ValueError: as the second half of a sentence.
    """
    if not _TEXTS.fullmatch(text):
        raise _unsupported(text, 'texts in quotation marks, such as "van", "car"')
    return [_unescaped(m[1]) for m in _TEXT.finditer(text)]


def _unescaped(text: str) -> str:
    try:
        return json.loads(f'"{text}"', strict=False)
    except ValueError:
        return text.replace('\\"', '"').replace("\\\\", "\\")


def _unsupported(text: str, expected: str) -> ValueError:
    return ValueError(f"unsupported FEEL: expected {expected}; found {text[:60]!r}")
