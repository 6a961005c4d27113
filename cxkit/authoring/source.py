"""A lesson's text as a list of pieces.

A lesson is MyST Markdown, one file a module. Conventions:

- A `+++` line begins a new Markdown cell; `+++ {"tags": ["trainer"]}` one for the trainer's guide
  alone, `+++ {"tags": ["worked"]}` one for the worked notebook alone.
- A code cell holds one verb line, such as `cx.edit("2.3")`.
- A code cell tagged `mark` holds `points("2.3")` and stands for the graded cell of the exercise
  and its rubric tasks.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

__all__ = ["Call", "Kind", "Piece", "SourceError", "headings", "read", "reads"]

Kind = Literal["text", "verb", "mark", "worked", "trainer"]
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_FENCE = re.compile(r"\s*(```|~~~)")
_EXAMPLE = 'Expected one line such as cx.edit("2.3")'


class SourceError(ValueError):
    """A lesson that cannot be read: every fault at once, each a sentence with file and line.

    Args:
        faults: the sentences.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Call:
    """A verb line, taken apart: `cx.edit("2.3", mine=True)`."""

    verb: str
    args: tuple[Any, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def subject(self) -> str:
        """What the verb is about, such as "2.3" or "grid"; empty where it names nothing."""
        return str(self.args[0]) if self.args else ""

    @property
    def mine(self) -> bool:
        return bool(dict(self.options).get("mine"))


@dataclass(frozen=True)
class Piece:
    """One cell as written.

    Args:
        kind: who sees it, and what it becomes.
        text: the source; for a verb or a mark the one line.
        line: where it begins in the file, from 1.
        heading: the text of the last heading before it or in it; empty before the first.
        call: the verb line, for the kinds "verb" and "mark".
    """

    kind: Kind
    text: str
    line: int
    heading: str = ""
    call: Call | None = None


def read(path: Path) -> list[Piece]:
    """The pieces of a lesson file, in order.

    Raises:
        SourceError: the file cannot be read, or a cell holds something that is not a verb line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            [f"{path.name} cannot be read: {error}. Expected the lesson as UTF-8 text."]
        ) from None
    return reads(text, path.name)


def reads(text: str, name: str) -> list[Piece]:
    """The pieces of a lesson's text; `name` stands in front of each fault.

    Raises:
        SourceError: as for `read`.
    """
    from jupytext.myst import MystMetadataParsingError, myst_to_notebook
    from nbformat import ValidationError

    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except (ValueError, ValidationError, MystMetadataParsingError) as error:
        told = str(error).partition("\n")[0]
        raise SourceError(
            [f"{name}: {told}. Check the block at the top, the +++ lines and the ``` lines."]
        ) from None
    pieces: list[Piece] = []
    faults: list[str] = []
    heading = ""
    for cell, start in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        tags = cell.metadata.get("tags", [])
        line = _first_line(text, start, cell.source)
        call = None
        if cell.cell_type == "code":
            kind: Kind = "mark" if "mark" in tags else "verb"
            try:
                call = _mark(cell.source) if kind == "mark" else _verb(cell.source)
            except ValueError as error:
                faults.append(f"{name}:{line}: {error}")
        else:
            kind = next((k for k in ("trainer", "worked") if k in tags), "text")
            strange = set(tags) - {"trainer", "worked"}
            if strange:
                faults.append(
                    f"{name}:{line}: the tag {min(strange)!r} is unknown. "
                    "Expected trainer, worked or none."
                )
            found = headings(cell.source)
            heading = found[0][2] if found and kind == "text" else heading
        pieces.append(Piece(kind, cell.source, line, heading, call))
        if kind == "text" and (found := headings(cell.source)):
            heading = found[-1][2]
    if faults:
        raise SourceError(faults)
    return pieces


def headings(markdown: str) -> list[tuple[int, int, str]]:
    """(line within the text from 0, level 1-6, title) of each heading outside fenced blocks."""
    found, fenced = [], False
    for number, line in enumerate(markdown.splitlines()):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _HEADING.fullmatch(line)):
            found.append((number, len(match[1]), match[2]))
    return found


def _first_line(text: str, start: int, source: str) -> int:
    """The line of the first word of a cell: the map points at the fence or the +++ line."""
    first = source.split("\n", 1)[0]
    for number, line in enumerate(text.splitlines()[start:], start=start + 1):
        if line == first:
            return number
    return start + 1


def _verb(line: str) -> Call:
    call = _parse(line)
    function = call.func
    if not (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "cx"
    ):
        raise ValueError(f"{_EXAMPLE}, found {line!r:.60}.")
    return _call(function.attr, call, line)


def _mark(line: str) -> Call:
    call = _parse(line)
    if not (isinstance(call.func, ast.Name) and call.func.id == "points" and call.args):
        raise ValueError(f'Expected points("2.3") in a cell tagged mark, found {line!r:.60}.')
    return _call("points", call, line)


def _parse(line: str) -> ast.Call:
    try:
        body = ast.parse(line.strip(), mode="eval").body
    except SyntaxError:
        body = None
    if not isinstance(body, ast.Call):
        raise ValueError(f"{_EXAMPLE}, found {line!r:.60}.")
    return body


def _call(verb: str, call: ast.Call, line: str) -> Call:
    try:
        args = tuple(ast.literal_eval(a) for a in call.args)
        options = tuple((k.arg or "", ast.literal_eval(k.value)) for k in call.keywords)
    except ValueError:
        raise ValueError(f"{_EXAMPLE} with plain values, found {line!r:.60}.") from None
    return Call(verb, args, options)
