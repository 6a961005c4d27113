"""A notebook looked over before it is kept: sound, repaired, rebuilt from the release, missing.

Marks rest on the answers, so a broken notebook costs nobody a point. It is mended for those who
open it: formgrader, feedback, and nbgrader's own autograde, which stops a whole batch at one
duplicated cell. A notebook here is the plain JSON object, since nbformat takes a second to load.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .nbtext import notebook_bytes

__all__ = ["Checked", "NotebookDict", "Preflight", "check_notebook", "graded", "source_of"]

NotebookDict = dict[str, Any]

CELLS = 2_000
_TOLD = 12  # notes in a sentence
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FLAGS = ("grade", "grade_id", "locked", "points", "schema_version", "solution", "task", "checksum")


@dataclass(frozen=True)
class Checked:
    """Args:
    notebook: fit for nbgrader, without outputs: what a learner's cell printed proves nothing.
    state: "sound", "repaired", "rebuilt" or "missing".
    notes: what was found, as phrases such as "a cell stood twice".
    """

    name: str
    notebook: NotebookDict
    state: str
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was done and why; empty for a sound notebook."""
        why = "; ".join(self.notes[:_TOLD])
        if len(self.notes) > _TOLD:
            why += f"; and {len(self.notes) - _TOLD} more"
        return {
            "sound": "",
            "repaired": f"{self.name} was repaired: {why}.",
            "rebuilt": f"{self.name} was rebuilt from the release: {why}.",
            "missing": f"{self.name} was not handed in; the release stands in for it.",
        }[self.state]


class Preflight:
    """Holds notebooks of one name against the release: `cxkit grade` keeps one a notebook.

    Most notebooks come back as they were given out but for outputs; those are known at a glance,
    and one object stands for them all. Whoever is given it must not change it.
    """

    def __init__(self, name: str, release: NotebookDict) -> None:
        self.name, self.release = name, release
        self._given = json.loads(json.dumps(release))
        self._given["cells"] = [_cell(c, n) for n, c in enumerate(self._given["cells"], start=1)]
        self.given = check_notebook(name, json.dumps(release).encode(), release).notebook

    @cached_property
    def given_bytes(self) -> bytes:
        """`given` as a file."""
        return notebook_bytes(self.given)

    def check(self, raw: bytes | str | None) -> Checked:
        """As `check_notebook` does."""
        if isinstance(raw, bytes):
            try:
                if self._as_given(_parse(raw)):
                    return Checked(self.name, self.given, "sound")
            except ValueError:
                pass  # told below, as for every other damage
        return check_notebook(self.name, raw, self.release)

    def _as_given(self, found: NotebookDict) -> bool:
        ours, theirs = self._given["cells"], found["cells"]
        return len(ours) == len(theirs) and all(
            one["cell_type"] == other["cell_type"] and one["source"] == other["source"]
            and one.get("id") == other.get("id")
            and one["metadata"].get("nbgrader") == other["metadata"].get("nbgrader")
            for one, other in zip(ours, theirs, strict=True)
        )


def check_notebook(name: str, raw: bytes | str | None, release: NotebookDict) -> Checked:
    """Hold a hand-in's notebook against the release.

    Args:
        raw: its bytes; a phrase saying why they were not read; None where it is missing.
        release: the class's own notebook of this name.
    """
    if raw is None:
        return Checked(name, copy.deepcopy(release), "missing")
    if isinstance(raw, str):
        return Checked(name, copy.deepcopy(release), "rebuilt", (raw,))
    try:
        found = _parse(raw)
    except ValueError as error:
        return Checked(name, copy.deepcopy(release), "rebuilt", (str(error),))
    notes = list(_repair(found, release))
    wanted = [cell["metadata"]["nbgrader"]["grade_id"] for cell in graded(release)]
    order = [cell["metadata"]["nbgrader"]["grade_id"] for cell in graded(found)]
    if order != wanted:
        return Checked(
            name, copy.deepcopy(release), "rebuilt",
            (*notes, "the marked cells stood in another order"),
        )
    return Checked(name, found, "repaired" if notes else "sound", tuple(notes))


def graded(notebook: NotebookDict) -> Iterator[dict[str, Any]]:
    """The cells that nbgrader knows, in order."""
    for cell in notebook["cells"]:
        if "grade_id" in cell["metadata"].get("nbgrader", {}):
            yield cell


def source_of(cell: dict[str, Any]) -> str:
    """A cell's text, which a file may hold as one string or as lines."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else source


def _parse(raw: bytes) -> NotebookDict:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except RecursionError:
        raise ValueError("it nests too deeply to be a notebook") from None
    except ValueError:
        raise ValueError("it is not complete JSON" if raw.strip() else "it is empty") from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or found.get("nbformat") != 4:
        raise ValueError("it is not a notebook of format 4")
    if len(cells) > CELLS:
        raise ValueError(f"it holds {len(cells)} cells, at most {CELLS}")
    clean = [_cell(cell, place) for place, cell in enumerate(cells, start=1)]
    minor = found.get("nbformat_minor")
    return {
        "cells": clean,
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": minor if isinstance(minor, int) and 0 <= minor <= 5 else 5,
    }


def _cell(cell: Any, place: int) -> dict[str, Any]:
    """A cell with the fields of the format and no others, or ValueError."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise ValueError(f"cell {place} is of no known type")
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    metadata = cell.get("metadata", {})
    if not isinstance(source, str) or not isinstance(metadata, dict):
        raise ValueError(f"cell {place} holds no text")
    clean = {"cell_type": cell["cell_type"], "metadata": metadata, "source": source}
    if isinstance(cell.get("id"), str):
        clean["id"] = cell["id"]
    if not isinstance(metadata.get("nbgrader", {}), dict):
        metadata["nbgrader"] = {}
    if cell["cell_type"] == "code":
        clean["outputs"], clean["execution_count"] = [], None
    return clean


def _repair(found: NotebookDict, release: NotebookDict) -> Iterator[str]:
    """Mend `found` in place; say what was mended."""
    found["metadata"] = copy.deepcopy(release["metadata"])
    found["nbformat_minor"] = release["nbformat_minor"]
    wanted = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in graded(release)}
    yield from _strip(found, wanted)
    _adopt(found, wanted)
    there = {c["metadata"]["nbgrader"]["grade_id"]: c for c in graded(found)}
    for name, cell in there.items():
        yield from _restore(cell, wanted[name], name)
    yield from _add(found, release, set(there))
    yield from _identify(found, release)


def _strip(found: NotebookDict, wanted: dict[str, Any]) -> Iterator[str]:
    """Take nbgrader's metadata from second copies and from cells that the release lacks."""
    seen: set[str] = set()
    for cell in found["cells"]:
        held = cell["metadata"].get("nbgrader")
        if held is None:
            continue
        name = held.get("grade_id")
        if isinstance(name, str) and name in wanted and name not in seen:
            seen.add(name)
            continue
        del cell["metadata"]["nbgrader"]
        if isinstance(name, str) and name in seen:
            yield f"the cell {name} stood twice"
        elif name is not None:
            yield f"a cell claimed to be marked as {name!r:.40}"


def _adopt(found: NotebookDict, wanted: dict[str, Any]) -> None:
    """Give a cell whose metadata was stripped its own back: known by its id or its text."""
    missing = set(wanted) - {c["metadata"]["nbgrader"]["grade_id"] for c in graded(found)}
    for name in [n for n in wanted if n in missing]:
        for cell in found["cells"]:
            if "nbgrader" in cell["metadata"]:
                continue
            if cell.get("id") == wanted[name].get("id") or cell["source"] == source_of(wanted[name]):
                cell["metadata"]["nbgrader"] = {"grade_id": name}
                break


def _restore(cell: dict[str, Any], wanted: dict[str, Any], name: str) -> Iterator[str]:
    held, right = cell["metadata"]["nbgrader"], wanted["metadata"]["nbgrader"]
    if cell["cell_type"] != wanted["cell_type"]:
        yield f"the cell {name} had become {cell['cell_type']}"
    if set(held) == {"grade_id"}:
        yield f"the cell {name} had lost its metadata"
    elif any(held.get(flag) != right.get(flag) for flag in _FLAGS):
        changed = [flag for flag in _FLAGS if held.get(flag) != right.get(flag)]
        yield f"the cell {name} had other settings ({', '.join(changed)})"
    if cell["source"] != source_of(wanted):
        yield f"the text of the cell {name} had been changed"
    cell.clear()
    cell.update(copy.deepcopy(wanted), source=source_of(wanted))


def _add(found: NotebookDict, release: NotebookDict, there: set[str]) -> Iterator[str]:
    """Put a deleted cell back: after the release's cell before it that is still there."""
    for place, cell in enumerate(release["cells"]):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name is None or name in there:
            continue
        yield f"the cell {name} had been deleted"
        before = [c.get("id") for c in release["cells"][:place]]
        spots = [i for i, c in enumerate(found["cells"]) if c.get("id") in before]
        found["cells"].insert(max(spots, default=-1) + 1, copy.deepcopy(cell))


def _identify(found: NotebookDict, release: NotebookDict) -> Iterator[str]:
    """Cell ids are unique from format 4.5 on: nbgrader stops at a second one."""
    ours = {cell.get("id"): cell for cell in graded(release)}
    plain = {cell.get("id"): cell["metadata"] for cell in release["cells"]}
    seen: set[str] = set()
    count = 0
    for cell in [*graded(found), *found["cells"]]:
        name = cell.get("id", "")
        marked = "nbgrader" in cell["metadata"]
        if marked and name in seen:
            continue
        if not marked:
            cell["metadata"] = copy.deepcopy(plain.get(name, {})) if name not in ours else {}
        if not _ID.fullmatch(name) or (not marked and (name in seen or name in ours)):
            count += 1
            if name in seen:
                yield "a cell stood twice"
            while f"own-{count}" in seen:
                count += 1
            cell["id"] = f"own-{count}"
        seen.add(cell["id"])
