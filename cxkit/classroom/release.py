"""The learner's bundle: everything to take the course with, and nothing else.

What goes in is named here, file by file and folder by folder; so what is not named stays out:
lessons' sources, solutions, the trainer's folder, tests, anybody's answers.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..atomic import put
from ..course import Course

__all__ = ["NAME", "ReleaseError", "bundle", "release"]

NAME = "outside-in"
_DATED = (2026, 1, 1, 0, 0, 0)  # one date for every file: the same bundle is the same bytes
# Whoever holds the pools that a paper is drawn from can look most of its answers up; and a paper is
# handed out when it is sat, not before.
_LEAVE = {"__pycache__", ".ipynb_checkpoints", "answers", "exports", "brightwater", "certificates",
          "lettering", "paper"}  # fmt: skip
_README = """\
# {title}

You need Python 3.11 or later. Open a terminal in this folder and type three lines, once.

Windows:

    py -m venv .venv
    .venv\\Scripts\\python -m pip install --require-hashes -r requirements.lock
    .venv\\Scripts\\python start.py

macOS and Linux:

    python3 -m venv .venv
    .venv/bin/python -m pip install --require-hashes -r requirements.lock
    .venv/bin/python start.py

The second line needs the internet and a few minutes; after that nothing does. The third line
opens the course, today and on every later day: begin with `00-start-here`.

Your answers are saved as you type, in `course/modules/answers`, and stay on your machine.
`cx.ready()` in the last cells writes `course/modules/exports/handin.zip`: that is what you send.
"""
_START = '''\
"""Opens the course in JupyterLab. Run it with the Python of .venv, as README.md says."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETTINGS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"

if sys.prefix == sys.base_prefix:
    sys.exit("Run this with the Python of .venv: see the three lines in README.md.")
if not SETTINGS.exists():
    SETTINGS.parent.mkdir(parents=True, exist_ok=True)
    SETTINGS.write_text((HERE / "overrides.json").read_text(encoding="utf-8"), encoding="utf-8")
# The kit lies in this folder and is not installed, so that a new bundle is only a new folder.
path = os.pathsep.join(p for p in (str(HERE), os.environ.get("PYTHONPATH")) if p)
lab = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={HERE / 'course' / 'modules'}",
       *sys.argv[1:]]
try:
    sys.exit(subprocess.call(lab, env={**os.environ, "PYTHONPATH": path}))
except KeyboardInterrupt:
    pass
'''


class ReleaseError(ValueError):
    """The bundle cannot be made; the message says what is missing."""


def release(course: Course, target: Path | str) -> Path:
    """Write the bundle as a folder and as a zip.

    Args:
        target: the folder for both; `outside-in/` and `outside-in.zip` appear in it.

    Returns:
        The zip, which is what learners are given.

    Raises:
        ReleaseError: a part of the bundle is missing, or the folder cannot be written.
    """
    target = Path(target)
    files = bundle(course)
    try:
        for name, raw in files.items():
            put(target / NAME / name, raw)
        archive, half = target / f"{NAME}.zip", target / f".{NAME}.zip.tmp"
        with zipfile.ZipFile(half, "w") as out:
            for name, raw in sorted(files.items()):
                info = zipfile.ZipInfo(f"{NAME}/{name}", _DATED)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
                out.writestr(info, raw)
        half.replace(archive)
    except OSError as error:
        raise ReleaseError(
            f"The bundle could not be written in {target}: {error.strerror or error}."
        ) from None
    return archive


def bundle(course: Course) -> dict[str, bytes]:
    """What a learner gets, path in the bundle -> bytes.

    Raises:
        ReleaseError: a notebook is not built yet, or the kit's own files are not there.
    """
    home = Path(__file__).parents[2]
    wanted = (course.root / "requirements.lock", course.root / "lab" / "overrides.json")
    missing = [path.name for path in wanted if not path.exists()]
    missing += [m.notebook for m in course.modules if not (course.notebooks / m.notebook).is_file()]
    if missing:
        raise ReleaseError(
            f"The bundle lacks {', '.join(missing)}. Run `cxkit build`, and make the bundle from "
            "the repository."
        )
    files = {
        "README.md": _README.format(title=course.title).encode(),
        "start.py": _START.encode(),
        "overrides.json": (course.root / "lab" / "overrides.json").read_bytes(),
        "requirements.lock": (course.root / "requirements.lock").read_bytes(),
        "course/course.toml": (course.root / "course.toml").read_bytes(),
    }
    for module in course.modules:
        files[f"course/modules/{module.notebook}"] = (course.notebooks / module.notebook).read_bytes()
    for folder, name in ((course.root / "cases", "course/cases"),
                         (course.root / "quiz", "course/quiz"), (home / "cxkit", "cxkit")):
        files |= {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
                  for path in _below(folder)}
    files |= {f"course/recordings/{path.name}": path.read_bytes() for path in _heard(course)}
    for name in ("LICENSE.md", "LICENSE"):
        for place, shown in ((course.root / name, f"course/{name}"), (home / name, name)):
            if place.is_file():
                files[shown] = place.read_bytes()
    return files


def _heard(course: Course) -> Iterator[Path]:
    """The recordings of the course's case, with what is said of them. The storyboard is for the
    trainer's screen; the rest belongs to the paper, or to the building of sound."""
    from ..cases import load

    ours = load(course.case).scripts
    missing = [f"{n}.webm" for n in ours if not (course.root / "recordings" / f"{n}.webm").is_file()]
    if missing:
        raise ReleaseError(
            f"The bundle lacks {', '.join(missing)}. Run `cxkit recordings build`, and make the "
            "bundle from the repository."
        )
    for path in _below(course.root / "recordings"):
        named = path.suffix == ".md" or path.name.partition(".")[0] in ours
        if named and ".storyboard" not in path.name:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not _LEAVE.intersection(inside) and not any(
            part.startswith(".") for part in inside
        ) and path.suffix != ".pyc":
            yield path
