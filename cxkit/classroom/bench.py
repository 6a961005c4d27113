"""`nbgrader autograde` beside `cxkit grade`, on the same submissions, as processes.

Both begin each run from a fresh copy of one class, with the same collected submissions and an
empty gradebook, and end with gradebook and autograded notebooks written. They run by turns, as
often as each other, and the median counts. Feedback and report pages are outside both timings.
nbgrader runs with its own preprocessors, cold kernels and immediate shutdown.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from ..course import Course
from .folder import ClassFolder
from .gradebook import Gradebook
from .handin import stamp
from .sample import hand_in, models
from .scaffold import new

__all__ = ["bench_grade", "class_of", "differences", "run_nbgrader", "without_hooks"]

_KINDS = ("expert, a folder", "good", "fair", "middling", "weak", "blank")
_AUTOGRADE = re.compile(r"^c\.Autograde\.\w+ = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def bench_grade(learners: int = 6, runs: int = 3, course: Course | None = None) -> dict[str, Any]:
    """Time both on a class of `learners`, `runs` times each.

    Returns:
        ratio (peer_s by ours_s), scores_equal, peer_s, ours_s (median seconds of a run), runs,
        learners, notebooks (in all), and differences: sentences, empty where every score of
        every run is the same.

    Raises:
        RuntimeError: one of the two failed; the message ends with what it said.
    """
    course = course or Course.find()
    peer: list[float] = []
    kit: list[float] = []
    unequal: list[str] = []
    with tempfile.TemporaryDirectory(prefix="cxkit-bench-") as place:
        made, theirs, ours = (Path(place, name) for name in ("class", "peer", "ours"))
        class_of(made, course, learners)
        for _ in range(runs):
            for root in (theirs, ours):
                shutil.rmtree(root, ignore_errors=True)
                shutil.copytree(made, root)
            without_hooks(theirs)
            peer.append(run_nbgrader(theirs))
            kit.append(_timed(ours, _OURS))
            unequal += differences(theirs, ours)
    peer_s, ours_s = median(peer), median(kit)
    return {
        "ratio": round(peer_s / ours_s, 1), "scores_equal": not unequal,
        "peer_s": round(peer_s, 2), "ours_s": round(ours_s, 2), "runs": runs,
        "learners": learners, "notebooks": learners * len(course.modules),
        "differences": unequal,
    }


def class_of(root: Path, course: Course, learners: int) -> ClassFolder:
    """A class whose submissions nbgrader has collected already: sound ones, of every quality."""
    beside = root.parent / f"{root.name}.csv"
    ids = [f"learner-{number:04}" for number in range(1, learners + 1)]
    beside.write_text("id\n" + "\n".join(ids) + "\n", encoding="utf-8")
    folder = new(root, beside, course)
    answers = models(course)
    for number, who in enumerate(ids):
        kind = _KINDS[number % len(_KINDS)]
        made = hand_in(kind, who, root / "handins", course, folder.release, answers)
        submitted = folder.step("submitted", who)
        if made.is_dir():
            shutil.copytree(made, submitted)
            shutil.rmtree(made)
        else:
            shutil.unpack_archive(made, submitted)
            made.unlink()
        (submitted / "timestamp.txt").write_text(stamp(datetime.now(UTC)), encoding="utf-8")
    return folder


def without_hooks(root: Path) -> None:
    """Give a class's nbgrader its own preprocessors back: it then runs what learners sent."""
    config = root / "nbgrader_config.py"
    config.write_text(_AUTOGRADE.sub("", config.read_text(encoding="utf-8")), encoding="utf-8")


def run_nbgrader(root: Path, *options: str) -> float:
    """`nbgrader autograde` on every submission of a class; the seconds it took."""
    return _timed(root, ["-m", "nbgrader", "autograde", ClassFolder(root).course.assignment,
                         *options])


def differences(one: Path, other: Path) -> list[str]:
    """Every score that differs between two classes' gradebooks, as sentences."""
    books = []
    for root in (one, other):
        folder = ClassFolder(root)
        with Gradebook(folder.gradebook) as book:
            scores = book.scores(folder.course.assignment)
        books.append({(who, *key): s.score for who, held in scores.items()
                      for key, s in held.items()})
    left, right = books
    return [
        f"{' '.join(key)}: {left.get(key, 'none')} and {right.get(key, 'none')}"
        for key in sorted(left.keys() | right.keys()) if left.get(key) != right.get(key)
    ]


_OURS = ["-c", "from cxkit.cli import main; main(['grade', '.', '--no-pages'])"]


def _timed(root: Path, arguments: list[str]) -> float:
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("CXKIT_COURSE", "CXKIT_HEADLESS", "NBGRADER_EXECUTION")}
    environment["PYTHONPATH"] = os.pathsep.join(
        p for p in (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")) if p
    )
    environment["IPYTHONDIR"] = str(root / ".ipython")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise RuntimeError(f"{' '.join(arguments[:3])} failed:\n{told}")
    return seconds
