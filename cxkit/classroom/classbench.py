"""What a class costs: seconds, memory, and milliseconds a learner, as classes grow.

Zips as learners send them, of every notebook and every answer, of all qualities: a hundred
different ones, copied under each learner's name. `cxkit grade` marks them in a process of its own;
its memory is that of the process and its workers together, at its highest. Pages are left out, as
in the comparison with nbgrader. The largest class is measured with `--full` alone.

A learner has some 215 files, so a slow disk is seen. What a new file costs is printed beside: ext4
passes over what was deleted in the last five minutes, one by one, and a file may then take thirty
times as long. So nothing is deleted here before the end.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ..course import Course
from .bench import OURS, environment
from .folder import ClassFolder
from .gradebook import Gradebook
from .roster import Learner, Roster, write_roster
from .sample import hand_in, models, sample_paper
from .scaffold import new

__all__ = ["bench_class", "filled"]

SIZES = (100, 1_000)
LARGE = 10_000
_DIFFERENT = 100
_KINDS = ("good", "fair", "middling", "weak", "poor")
_FILES = 500  # written to see what one costs
_LOOK = 0.1  # seconds between two looks at the memory


def bench_class(full: bool = False, course: Course | None = None) -> dict[str, Any]:
    """Mark classes of several sizes.

    Args:
        full: the largest as well; it takes a quarter of an hour and some 30 GB of disk.

    Returns:
        For each size N: s_N (seconds), ms_N (milliseconds a learner), mb_N (memory at its highest,
        MB), file_us_N (microseconds that a new file took just before), marked_N (how many learners
        the gradebook has); bounds, what was asked for.

    Raises:
        RuntimeError: `cxkit grade` failed; the message ends with what it said.
    """
    course = course or Course.find()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="cxkit-bench-") as place:
        empty = _empty(Path(place), course)
        for size in (*SIZES, LARGE) if full else SIZES:
            root = Path(place, f"class-{size}")
            shutil.copytree(empty, root)
            folder = filled(root, Path(place, "zips"), size)
            cost = _file_cost(root)
            seconds, memory = _measured(root)
            with Gradebook(folder.gradebook) as book:
                marked = len(book.judgements(folder.course.assignment))
            figures |= {f"s_{size}": round(seconds, 1), f"ms_{size}": round(1000 * seconds / size, 1),
                        f"mb_{size}": round(memory), f"file_us_{size}": cost,
                        f"marked_{size}": marked}
    return figures | {"bounds": "1,000 in 60 s and 600 MB on 2 cores"}


def filled(root: Path, zips: Path, size: int) -> ClassFolder:
    """Put `size` learners on a class's roster, and a zip for each into handins/."""
    ids = [f"learner-{number:05}" for number in range(1, size + 1)]
    write_roster(root / "roster.csv", Roster(tuple(Learner(who) for who in ids)))
    made = sorted(zips.iterdir())
    for number, who in enumerate(ids):
        shutil.copy(made[number % len(made)], root / "handins" / f"{who}.zip")
    return ClassFolder(root)


def _empty(place: Path, course: Course) -> Path:
    """A class without learners' work, and beside it the different zips."""
    (place / "roster.csv").write_text("id\nlearner-00001\n", encoding="utf-8")
    paper, key = sample_paper(course)
    folder = new(place / "empty", place / "roster.csv", course, paper=paper, key=key)
    (place / "zips").mkdir()
    answers = models(course)
    for number in range(_DIFFERENT):
        kind = _KINDS[number % len(_KINDS)]
        hand_in(kind, f"made-{number:03}", place / "zips", course, folder.release, answers)
    return place / "empty"


def _file_cost(root: Path) -> int:
    """Microseconds that a new file of a few kB takes on this disk, now."""
    place, raw = root / ".cxkit" / "cost", b"0" * 4096
    place.mkdir(parents=True)
    began = time.perf_counter()
    for number in range(_FILES):
        (place / str(number)).write_bytes(raw)
    return round(1e6 * (time.perf_counter() - began) / _FILES)


def _measured(root: Path) -> tuple[float, float]:
    """Seconds and MB of `cxkit grade` on a class."""
    import psutil

    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        began, highest = time.perf_counter(), 0.0
        process = subprocess.Popen([sys.executable, *OURS], cwd=root, env=environment(root),
                                   stdout=said, stderr=subprocess.STDOUT)
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            highest = max(highest, _memory(watched))
            time.sleep(_LOOK)
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            told = "\n".join(said.read().splitlines()[-15:])
            raise RuntimeError(f"cxkit grade failed:\n{told}")
    return seconds, highest / 1e6


def _memory(process: Any) -> float:
    import psutil

    total = 0.0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:  # it ended while it was looked at
        pass
    return total
