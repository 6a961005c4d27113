"""Feedback as a print: a tagged PDF, the same bytes for the same words.

The words reach Typst as data and never as markup, so nothing that a learner wrote can break it.
Letters come from the fonts of the kit; one that none of them holds, such as an emoji, is
told by its name, since a box would say nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..authoring.typeset import FONTS, PrintError
from ..lettering import families, lettered, silent

__all__ = ["feedback_pdf", "printable"]

_STAMP = 1_767_225_600  # 1 January 2026: a print does not say when it was made
_LONGEST = 30  # letters without a place to break the line
_UNBROKEN = re.compile(rf"[^\s\u200b]{{{_LONGEST}}}(?=[^\s\u200b])")
_NAMED = 3  # letters of a run that are told by name


def feedback_pdf(told: Mapping[str, Any]) -> bytes:
    """The print of a letter: A4, summary first, tagged (PDF/UA).

    Args:
        told: what `cxkit.classroom.letter.letter` gives.

    Raises:
        PrintError: typst is not installed, or refuses.
    """
    try:
        import typst
    except ModuleNotFoundError:
        raise PrintError(
            "Printing needs typst, which is not installed here. Install everything of "
            "requirements.lock, as README.md says for trainers, then run it again."
        ) from None
    text = "\n".join(_texts(told))
    faces, left = lettered(text, machine=False)
    known = set(text) - set("".join(left))
    given = {**_mapped(told, known), "fonts": families(faces)}
    try:
        return typst.compile(
            _template(), format="pdf", pdf_standards="ua-1", timestamp=_STAMP,
            font_paths=[str(FONTS), *sorted({str(face.path.parent) for face in faces})],
            ignore_system_fonts=True,
            sys_inputs={"told": json.dumps(given)},
        )
    except typst.TypstError as error:
        raise PrintError(f"The feedback of {told['name']} cannot be printed: {error.message}.") from None


def printable(text: str, known: frozenset[str] | set[str]) -> str:
    """Text whose letters are all known; the others by name, and long words with places to break."""
    made: list[str] = []
    run: list[str] = []
    for c in (*unicodedata.normalize("NFC", text), ""):
        if c and c not in known and not silent(c):
            run.append(c)
        elif not run or not c or c.isspace() or not silent(c):  # a joiner inside a run goes with it
            made += [f"({_named(run)})"] if run else []
            made.append(c)
            run = []
    return _UNBROKEN.sub(lambda found: f"{found[0]}\u200b", "".join(made))


def _named(run: list[str]) -> str:
    if all(unicodedata.category(c)[0] in "LM" for c in run):
        script = unicodedata.name(run[0], "unknown").split()[0].lower()
        return f"{len(run)} {'letter' if len(run) == 1 else 'letters'} of {script}"
    told = ", ".join(unicodedata.name(c, "").lower() or f"U+{ord(c):04X}" for c in run[:_NAMED])
    return told if len(run) <= _NAMED else f"{told} and {len(run) - _NAMED} more"


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _texts(one)
    elif isinstance(told, str):
        yield unicodedata.normalize("NFC", told)


def _mapped(told: Any, known: frozenset[str] | set[str]) -> Any:
    if isinstance(told, Mapping):
        return {name: _mapped(value, known) for name, value in told.items()}
    if isinstance(told, list):
        return [_mapped(value, known) for value in told]
    return printable(told, known) if isinstance(told, str) else told


@cache
def _template() -> bytes:
    return (Path(__file__).parent / "pages" / "feedback.typ").read_bytes()
