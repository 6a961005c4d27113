"""Generated hand-ins: expert, middling, blank and broken in the ways that really occur.

Expert answers are the course's model answers; middling ones are those, worsened by rule with a
fixed seed. Used by the demonstration, the benchmark and the tests.
"""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..course import Course
from ..workbook import Answer, sealed
from .preflight import NotebookDict
from .sampletimes import sample_times

__all__ = ["KINDS", "Files", "hand_in", "models", "sample_paper", "worsened"]

Files = dict[str, bytes]
SAVED = "2026-03-02T15:04:00+00:00"


@dataclass(frozen=True)
class Given:
    """What learners were given: the notebooks, and how many minutes are planned for an exercise."""

    release: dict[str, NotebookDict]
    planned: dict[str, int]


def sample_paper(course: Course) -> tuple[Path, Path] | tuple[None, None]:
    """The sample paper and its key; None for a course without an assessment."""
    if len(course.assignments) == 1:
        return None, None
    return course.root / "cases" / "brightwater", course.root / "trainer" / "brightwater-key"


def models(course: Course) -> dict[tuple[str, bool], dict[str, Any]]:
    """The model answers of `course/source/models`: (exercise, mine) -> sections."""
    folder = course.root / "source" / "models"
    return {
        (path.stem, mine): json.loads(path.read_text(encoding="utf-8"))
        for mine in (False, True)
        for path in sorted((folder / ("mine" if mine else "")).glob("*.json"))
    }


def worsened(data: dict[str, Any], seed: str, share: float) -> dict[str, Any]:
    """An answer with about `share` of its rows wrong, blank or gone; the same for a seed."""
    draw = random.Random(seed)
    result = copy.deepcopy(data)
    for rows in result.values():
        choices = sorted({row["choice"] for row in rows if row.get("choice")})
        for row in rows:
            if draw.random() >= share:
                continue
            if len(choices) > 1 and row.get("choice"):
                row["choice"] = draw.choice([c for c in choices if c != row["choice"]])
            elif "cells" in row:
                for key, cell in row["cells"].items():
                    if isinstance(cell, dict):
                        cell["strength"] = draw.randint(0, 3)
                    elif draw.random() < 0.5:
                        row["cells"][key] = ""
            else:
                words = [k for k, v in row.items() if isinstance(v, str) and k != "id"]
                if words:
                    row[draw.choice(words)] = ""
    return result


def hand_in(
    kind: str, learner: str, folder: Path, course: Course, release: dict[str, NotebookDict],
    answers: dict[tuple[str, bool], dict[str, Any]] | None = None,
) -> Path:
    """Write one learner's hand-in into `folder`.

    Args:
        kind: one of `KINDS`.
        release: the notebooks that were given out.
        answers: the model answers; read from the course if not given.

    Returns:
        The zip or folder that was written.
    """
    data = models(course) if answers is None else answers
    planned = {e.id: e.minutes for e in course.exercises.values()}
    return KINDS[kind](learner, folder, data, Given(release, planned))


def _files(
    who: str, data: dict[tuple[str, bool], dict[str, Any]], given: Given,
    model: dict[tuple[str, bool], dict[str, Any]] | None = None,
) -> Files:
    """Args:
    model: the answers of which `data` is a worse copy; what is still alike was done once.
    """
    files = {name: _dump(notebook) for name, notebook in given.release.items()}
    for key, sections in data.items():
        whole = model is None or sections == model[key]
        began, done = sample_times(who, key[0], given.planned.get(key[0], 0), whole)
        files[_place(*key)] = sealed(replace(_answer(*key, sections), began=began, done=done))
    return files


def _place(exercise: str, mine: bool) -> str:
    return f"answers/{'mine/' if mine else ''}{exercise}.json"


def _answer(exercise: str, mine: bool, sections: dict[str, Any], rev: int = 12) -> Answer:
    return Answer(exercise, mine, sections, rev, SAVED)


def _dump(notebook: NotebookDict) -> bytes:
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _zipped(files: Files, prefix: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(prefix + name, raw)
    return out.getvalue()


def _zip(folder: Path, name: str, files: Files, prefix: str = "") -> Path:
    path = folder / f"{name}.zip"
    path.write_bytes(_zipped(files, prefix))
    return path


def _expert(who: str, folder: Path, data: Any, given: Any) -> Path:
    return _zip(folder, who, _files(who, data, given))


def _expert_folder(who: str, folder: Path, data: Any, given: Any) -> Path:
    for name, raw in _files(who, data, given).items():
        path = folder / who / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder / who


def _expert_platform(who: str, folder: Path, data: Any, given: Any) -> Path:
    return _zip(folder, f"{who}_20411_assignsubmission_file_handin", _files(who, data, given),
                "handin/")


def _middling(share: float) -> Callable[..., Path]:
    def write(who: str, folder: Path, data: Any, given: Any) -> Path:
        worse = {key: worsened(d, f"{who}{key}", share) for key, d in data.items()}
        return _zip(folder, who, _files(who, worse, given, data))

    return write


def _half_done(who: str, folder: Path, data: Any, given: Any) -> Path:
    """Core work only; the last save of one file was cut off, the revision before it is there."""
    kept = {k: worsened(d, f"{who}{k}", 0.25) for k, d in data.items() if k[0] < "2.4"}
    files = _files(who, kept, given, data)
    files["answers/.previous/2.3.json"] = files["answers/2.3.json"]
    files["answers/2.3.json"] = files["answers/2.3.json"][:900]
    return _zip(folder, who, files)


def _blank(who: str, folder: Path, data: Any, given: Any) -> Path:
    return _zip(folder, who, _files(who, {}, given))


def _twins_only(who: str, folder: Path, data: Any, given: Any) -> Path:
    """Only the notebooks, with the static copies that the forms leave in them."""
    from ..forms.twin import MIME

    place = folder / who
    place.mkdir(parents=True, exist_ok=True)
    for name, notebook in given.release.items():
        notebook = copy.deepcopy(notebook)
        for cell in notebook["cells"]:
            for (exercise, mine), sections in data.items():
                source = "".join(cell["source"])
                asked = f'cx.edit("{exercise}"' in source
                only = (exercise, not mine) not in data  # some are always on the learner's own
                if asked and (only or mine == ("mine=True" in source)):
                    held = json.loads(sealed(_answer(exercise, mine, sections)))
                    cell["outputs"] = [{
                        "output_type": "display_data", "metadata": {},
                        "data": {MIME: held, "text/plain": f"Exercise {exercise}"},
                    }]
        (place / name).write_bytes(_dump(notebook))
    return place


def _huge(who: str, folder: Path, data: Any, given: Any) -> Path:
    worse = {key: worsened(d, f"{who}{key}", 0.15) for key, d in data.items()}
    files = _files(who, worse, given, data)
    files["answers/2.5.json"] = b" " * 50_000_000
    return _zip(folder, who, files)


def _wrong_type(who: str, folder: Path, data: Any, given: Any) -> Path:
    files = _files(who, data, given)
    files["answers/2.2.json"] = sealed(_answer("2.2", False, {"pairs": "done on paper"}))
    return _zip(folder, who, files)


def _mangled(who: str, folder: Path, data: Any, given: Any) -> Path:
    """Cells doubled, deleted, retyped, and a score set by hand."""
    worse = {key: worsened(d, f"{who}{key}", 0.1) for key, d in data.items()}
    files = _files(who, worse, given, data)
    for number, (name, notebook) in enumerate(given.release.items()):
        notebook = copy.deepcopy(notebook)
        marks = [i for i, c in enumerate(notebook["cells"]) if "nbgrader" in c["metadata"]]
        first, last = marks[0], marks[-1]
        notebook["cells"][first]["metadata"]["nbgrader"]["points"] = 1000
        if number == 0:
            notebook["cells"].insert(first, copy.deepcopy(notebook["cells"][first]))
        else:
            del notebook["cells"][last]
        files[name] = _dump(notebook)
    return _zip(folder, who, files)


def _truncated(who: str, folder: Path, data: Any, given: Any) -> Path:
    path = _zip(folder, who, _files(who, data, given))
    path.write_bytes(path.read_bytes()[:4_000])
    return path


def _outside(who: str, folder: Path, data: Any, given: Any) -> Path:
    return _zip(folder, who, {**_files(who, data, given), "../../gradebook.db": b"mine"})


def _letter(who: str, folder: Path, data: Any, given: Any) -> Path:
    return _zip(folder, who, {"letter.docx": b"I could not open the course on the train."})


KINDS: dict[str, Callable[..., Path]] = {
    "expert": _expert,
    "expert, a folder": _expert_folder,
    "expert, from a platform": _expert_platform,
    "good": _middling(0.08),
    "fair": _middling(0.18),
    "middling": _middling(0.3),
    "weak": _middling(0.5),
    "poor": _middling(0.8),
    "half done, one file cut off": _half_done,
    "blank": _blank,
    "notebooks only": _twins_only,
    "one answer of 50 MB": _huge,
    "one answer of a wrong type": _wrong_type,
    "cells doubled and deleted": _mangled,
    "zip cut off": _truncated,
    "zip that reaches outside": _outside,
    "nothing of the course": _letter,
}
