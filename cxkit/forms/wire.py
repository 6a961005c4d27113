"""What goes over the wire between a form and its kernel, and what may come back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from ..workbook import LIMIT, WorkbookError
from .spec import Item, Section

__all__ = ["TooLarge", "carried", "materials", "plain", "recordings"]


class TooLarge(WorkbookError):
    """More than a file of answers can hold: saved, it could not be read again."""


def plain(section: Section) -> dict[str, Any]:
    """A section as values; its material by name, since several sections may share it, its
    recording by id, and what was agreed about that left out."""
    bare = asdict(replace(section, material=(), recording=None, agreed=()))
    recording = section.recording.id if section.recording else ""
    del bare["agreed"]
    return {**bare, "material": _name(section.material), "recording": recording}


def materials(sections: Iterable[Section]) -> dict[str, list[dict[str, str]]]:
    """Name -> texts, each once."""
    return {_name(s.material): [asdict(i) for i in s.material] for s in sections if s.material}


def recordings(sections: Iterable[Section]) -> dict[str, dict[str, Any]]:
    """Id -> what a form knows of a recording, without its sound."""
    return {s.recording.id: s.recording.plain() for s in sections if s.recording}


def carried(rows: list[Any]) -> list[Any]:
    """Rows as a file can hold them: half a character of a broken paste becomes a question mark,
    and what is no number (NaN, Infinity) nothing.

    Raises:
        TooLarge: more than half of what one file of answers may hold.
    """
    content = json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace")
    if len(content) > LIMIT // 2:
        raise TooLarge(
            f"This part would hold {len(content) / 1e6:.1f} MB; at most {LIMIT / 2e6:.1f} MB fit. "
            "Take out what was pasted last."
        )
    return json.loads(content, parse_constant=lambda _: None)


def _name(material: tuple[Item, ...]) -> str:
    return hashlib.sha256(repr(material).encode()).hexdigest()[:8] if material else ""
