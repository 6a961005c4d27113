"""The live dashboard over a room of 30: from the first look to one in which nothing has changed."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..classroom.sample import models, worsened
from ..course import Course
from ..dashboard import Board
from ..workbook import Answer, sealed

__all__ = ["bench_dashboard"]

_BOUND = 1.0  # s


def bench_dashboard(learners: int = 30, runs: int = 10) -> dict[str, Any]:
    """Refresh a room in which everybody has saved every exercise of the course.

    Returns:
        first_s (the longest of the refreshes that read a room from nothing; each ends after its
        share of marking, so that the page is never still), all_read_s (until nothing waits),
        warm_s (median refresh, nothing changed), one_save_s (every learner has saved one exercise
        of the same module since), bound_s, learners, files.
    """
    course = Course.find()
    with tempfile.TemporaryDirectory(prefix="cxkit-room-") as place:
        files = _room(Path(place), course, learners)
        board = Board(place, course)
        first = _until_read(board)
        warm = [_refresh(board) for _ in range(runs)]
        saves = []
        for run in range(runs):
            _save_again(files, f"2.{1 + run % 5}", run)
            saves.append(sum(_until_read(board)))
    return {
        "first_s": round(max(first), 2), "all_read_s": round(sum(first), 2),
        "warm_s": round(statistics.median(warm), 3),
        "one_save_s": round(statistics.median(saves), 2), "bound_s": _BOUND,
        "learners": learners, "files": len(files),
    }


def _refresh(board: Board) -> float:
    began = time.perf_counter()
    board.state(names=True)
    return time.perf_counter() - began


def _until_read(board: Board) -> list[float]:
    times = [_refresh(board)]
    while board.pending:
        times.append(_refresh(board))
    return times


def _room(root: Path, course: Course, learners: int) -> dict[Path, tuple[str, bool, dict]]:
    files = {}
    for number in range(learners):
        for (exercise, mine), data in models(course).items():
            worse = worsened(data, f"{number}{exercise}", (0, 0.05, 0.1, 0.2, 0.4)[number % 5])
            path = root / f"learner-{number:02}" / "answers" / ("mine" if mine else "") / f"{exercise}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            files[path] = exercise, mine, worse
            _save(path, files[path], 1)
    return files


def _save_again(files: dict[Path, tuple[str, bool, dict]], exercise: str, run: int) -> None:
    """Every learner changes one exercise."""
    for path, held in files.items():
        if held[0] == exercise and not held[1]:
            _save(path, (exercise, False, worsened(held[2], f"{path.parts[-3]}{run}", 0.1)), run + 2)


def _save(path: Path, held: tuple[str, bool, dict], rev: int) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    path.write_bytes(sealed(Answer(held[0], held[1], held[2], rev, now)))
