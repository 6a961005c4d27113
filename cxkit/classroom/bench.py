"""`nbgrader autograde` beside `cxkit grade`, on the same submissions, as processes.

Both begin from a fresh copy of one class of thirty, with the same collected submissions of all
notebooks and an empty gradebook, and end with gradebook and autograded notebooks written. Feedback
and report pages are outside both timings. nbgrader runs with its own preprocessors, cold kernels
and immediate shutdown. It takes some ten minutes for the class, so a few learners are measured,
all their notebooks, and the rest is reckoned from them: its start-up counted once, the rest by the
learner. `--full` measures everybody.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from ..course import Course
from .folder import ClassFolder
from .gradebook import Gradebook
from .handin import stamp
from .sample import hand_in, models, sample_paper
from .scaffold import new

__all__ = ["OURS", "bench_grade", "class_of", "differences", "environment", "run_nbgrader",
           "without_hooks"]

_ASKED = 200  # times as fast
_SAMPLE = 3  # learners that nbgrader marks: an expert, a fair one and a weak one
_KINDS = ("expert, a folder", "good", "fair", "middling", "weak", "blank")
_AUTOGRADE = re.compile(r"^c\.Autograde\.\w+ = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def bench_grade(
    full: bool = False, *, learners: int = 30, runs: int = 3, course: Course | None = None
) -> dict[str, Any]:
    """Time both on a class of `learners`.

    Args:
        full: let nbgrader mark everybody, and not a sample.
        runs: how often `cxkit grade` marks the class; the median counts.

    Returns:
        ratio (peer_s by ours_s), scores_equal, peer_s and ours_s (seconds for the class),
        ours_one_s (of ours for a class of one: what is loaded before anything is marked),
        peer_measured (learners that nbgrader marked), peer_measured_s, runs, learners, notebooks
        (in all), said: how the figures came about, and differences: sentences, empty where every
        score of every learner that both marked is the same.

    Raises:
        RuntimeError: one of the two failed; the message ends with what it said.
    """
    course = course or Course.find()
    kit: list[float] = []
    with tempfile.TemporaryDirectory(prefix="cxkit-bench-") as place:
        # Nothing is deleted before the end: a disk may be slow for minutes after it.
        made, theirs = Path(place, "class"), Path(place, "peer")
        folder = class_of(made, course, learners)
        for run in range(runs):
            ours = Path(place, f"ours-{run}")
            shutil.copytree(made, ours)
            kit.append(_timed(ours, OURS))
        shutil.copytree(made, theirs)
        without_hooks(theirs)
        chosen = set(folder.roster.ids if full else folder.roster.ids[:: 2][:_SAMPLE])
        _leave(theirs, chosen)
        measured, count = run_nbgrader(theirs), len(course.assignments)
        start = 0.0 if full else count * _timed(theirs, ["-m", "nbgrader", "--version"])
        unequal = differences(theirs, ours, chosen)
        alone = Path(place, "ours-alone")
        shutil.copytree(made, alone)
        _leave(alone, folder.roster.ids[:1])
        one_s = _timed(alone, OURS)
    peer_s = start + (measured - start) * learners / len(chosen)
    said = (f"nbgrader marked {len(chosen)} of {learners} learners in {measured:.0f} s"
            + ("" if full else ", the rest reckoned from them"))
    if peer_s < _ASKED * median(kit):
        said += (f"; under {_ASKED}: {one_s:.1f} s of ours pass for a class of one, as Python, the "
                 "libraries and the case are loaded, and each worker loads them too")
    return {
        "ratio": round(peer_s / median(kit), 1), "scores_equal": not unequal,
        "peer_s": round(peer_s, 2), "ours_s": round(median(kit), 2), "ours_one_s": round(one_s, 2),
        "peer_measured": len(chosen), "peer_measured_s": round(measured, 2), "runs": runs,
        "learners": learners, "notebooks": learners * len(course.modules), "said": said,
        "differences": unequal,
    }


def _leave(root: Path, learners: Collection[str]) -> None:
    """Take everybody else's submissions out of a class."""
    (root / "apart").mkdir()
    for place in (root / "submitted").iterdir():
        if place.name not in learners:
            place.rename(root / "apart" / place.name)


def class_of(root: Path, course: Course, learners: int) -> ClassFolder:
    """A class whose submissions nbgrader has collected already: sound ones, of every quality."""
    beside = root.parent / f"{root.name}.csv"
    ids = [f"learner-{number:04}" for number in range(1, learners + 1)]
    beside.write_text("id\n" + "\n".join(ids) + "\n", encoding="utf-8")
    paper, key = sample_paper(course)
    folder = new(root, beside, course, paper=paper, key=key)
    answers = models(course)
    for number, who in enumerate(ids):
        kind = _KINDS[number % len(_KINDS)]
        handins = root.parent / f"{root.name}-handins"
        handins.mkdir(exist_ok=True)
        files = hand_in(kind, who, handins, course, folder.release, answers)
        if not files.is_dir():
            shutil.unpack_archive(files, handins / f"{who}-unpacked")
            files = handins / f"{who}-unpacked"
        for name, part in folder.parts.items():
            submitted = folder.step("submitted", who, name)
            shutil.copytree(files / "answers", submitted / "answers", dirs_exist_ok=True) \
                if (files / "answers").is_dir() else submitted.mkdir(parents=True)
            for module in part.modules:
                shutil.copy(files / module.notebook, submitted / module.notebook)
            (submitted / "timestamp.txt").write_text(stamp(datetime.now(UTC)), encoding="utf-8")
    return folder


def without_hooks(root: Path) -> None:
    """Give a class's nbgrader its own preprocessors back: it then runs what learners sent."""
    config = root / "nbgrader_config.py"
    config.write_text(_AUTOGRADE.sub("", config.read_text(encoding="utf-8")), encoding="utf-8")


def run_nbgrader(root: Path, *options: str) -> float:
    """`nbgrader autograde` on every submission of a class; the seconds it took."""
    return sum(_timed(root, ["-m", "nbgrader", "autograde", name, *options])
               for name in ClassFolder(root).parts)


def differences(one: Path, other: Path, learners: Collection[str] = ()) -> list[str]:
    """Every score that differs between two classes' gradebooks, as sentences.

    Args:
        learners: look at these alone; at all if empty.
    """
    books = []
    for root in (one, other):
        folder = ClassFolder(root)
        with Gradebook(folder.gradebook) as book:
            books.append({
                (who, *key): s.score for name in folder.parts
                for who, held in book.scores(name).items() if who in learners or not learners
                for key, s in held.items()
            })
    left, right = books
    return [
        f"{' '.join(key)}: {left.get(key, 'none')} and {right.get(key, 'none')}"
        for key in sorted(left.keys() | right.keys()) if left.get(key) != right.get(key)
    ]


OURS = ["-c", "from cxkit.cli import main; main(['grade', '.', '--no-pages'])"]


def environment(root: Path) -> dict[str, str]:
    """Where a process finds this kit, and nothing of whoever measures."""
    found = {k: v for k, v in os.environ.items()
                   if k not in ("CXKIT_COURSE", "CXKIT_HEADLESS", "NBGRADER_EXECUTION")}
    found["PYTHONPATH"] = os.pathsep.join(
        p for p in (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")) if p
    )
    found["IPYTHONDIR"] = str(root / ".ipython")
    return found


def _timed(root: Path, arguments: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment(root), capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise RuntimeError(f"{' '.join(arguments[:3])} failed:\n{told}")
    return seconds
