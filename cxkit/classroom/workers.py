"""Who does the marking: this process, or worker processes beside it.

Each takes jobs and gives outcomes as they come. Workers get a job and give plain data back; each
opens the class once. They are spawned, never forked, so it is the same on every system, and they
end with the process that they work for, however that ends.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Any

from .contents import Twins
from .folder import ClassFolder
from .marker import Job, Marked, Marker, mark_learner
from .outcome import ASIDE

__all__ = ["Engine", "alone", "aside", "chosen", "flowing", "pooled"]

Engine = Callable[[Iterable[Job]], Iterator[tuple[Job, tuple[Marked, ...]]]]
FEW = 8  # learners for whom starting workers costs more than it saves
_AHEAD = 3  # jobs that wait for each worker
_FATAL = (
    "It ended the process that read it, as a rule by taking all memory. "
    "The hand-in is kept as it came; look at it by hand."
)
_class: ClassFolder | None = None  # a worker's own


def chosen(folder: ClassFolder, count: int, workers: int | None) -> Engine:
    """Workers where they help: as many as there are processors, none for a small class.

    Args:
        count: how many learners may have to be marked.
        workers: how many, if somebody has said; 1 is this process alone.
    """
    if workers is None:
        workers = 1 if count < FEW else (os.cpu_count() or 1)
    return alone(folder) if workers <= 1 else pooled(folder, min(workers, max(count, 1)))


def alone(folder: ClassFolder, mark: Marker | None = None, twins: Twins | None = None) -> Engine:
    """This process marks, one learner after the other."""
    def run(jobs: Iterable[Job]) -> Iterator[tuple[Job, tuple[Marked, ...]]]:
        for job in jobs:
            yield job, mark_learner(folder, job, mark, twins)

    return run


def pooled(folder: ClassFolder, workers: int) -> Engine:
    """Worker processes mark; a job that ends its worker is set aside, and the others go on."""
    def run(jobs: Iterable[Job]) -> Iterator[tuple[Job, tuple[Marked, ...]]]:
        waiting = iter(jobs)
        while True:
            pool = _Pool(folder, workers)
            yield from pool.mark(waiting)
            if not pool.lost:
                return
            if not pool.began:  # no worker can be had here: a script without its main guard, say
                yield from alone(folder)([*pool.lost, *waiting])
                return
            for job in pool.lost:  # one of them did it: each gets a worker of its own
                single = _Pool(folder, 1)
                yield from single.mark(iter([job]))
                yield from ((one, aside(one)) for one in single.lost)

    return run


def aside(job: Job) -> tuple[Marked, ...]:
    """The outcome of a job that ends whoever does it."""
    return tuple(Marked(name, ASIDE, _FATAL) for name in job.handins)


def flowing(
    submit: Callable[[Job], Future[Any]], jobs: Iterator[Job], ahead: int
) -> Iterator[tuple[Job, Future[Any]]]:
    """Jobs and their futures as they are done, never more than `ahead` of them under way."""
    running: dict[Future[Any], Job] = {}
    while True:
        for job in islice(jobs, ahead - len(running)):
            running[submit(job)] = job
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


class _Pool:
    """Some workers, until one of them is lost: then all are.

    `lost` has the jobs that came back without an outcome; `began` says whether workers could be
    had at all.
    """

    def __init__(self, folder: ClassFolder, workers: int) -> None:
        self._workers, self.lost, self.began = workers, list[Job](), False
        self._pool = ProcessPoolExecutor(
            workers, get_context("spawn"), _open, (folder.root.resolve(), folder.locked)
        )

    def mark(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, tuple[Marked, ...]]]:
        first = self._pool.submit(_ready)  # before any job: so a pool that breaks tells why
        try:
            for job, future in flowing(self._submit, self._until_lost(jobs), self._workers * _AHEAD):
                try:
                    done = future.result()
                except BrokenProcessPool:
                    self.lost.append(job)
                else:
                    yield job, done
            self.began = first.exception() is None
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, job: Job) -> Future[Any]:
        try:
            return self._pool.submit(_mark, job)
        except BrokenProcessPool as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken

    def _until_lost(self, jobs: Iterator[Job]) -> Iterator[Job]:
        while not self.lost and (job := next(jobs, None)) is not None:
            yield job


def _settle() -> None:
    """Let the garbage collector pass over what stays: a class's cases and texts are looked through
    again and again else, which costs a tenth of the marking."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _open(root: Path, locked: dict[tuple[str, str], tuple[str, str]]) -> None:
    """A worker begins: it opens the class, and ends when whoever started it ends."""
    global _class
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that was interrupted ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _class = ClassFolder(root)
    _class.__dict__["locked"] = locked
    _settle()
    atexit.register(os._exit, 0)  # nothing is left to tidy up, and doing so takes a while


def _ready() -> bool:
    return True


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _mark(job: Job) -> tuple[Marked, ...]:
    assert _class is not None
    return mark_learner(_class, job)
