"""More than one machine: the same pure function over Dask, one writer here.

The machines need the kit, of this very version, and nothing else: they are sent the class's own
course once, and each hand-in as bytes, and give plain data back. A machine that is lost costs
nothing: its learners are marked by another, and whoever is marked twice is written once.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from .digest import of_kit
from .folder import ClassError, ClassFolder
from .marker import Job, Marked, mark_learner
from .tree import below
from .workers import Engine, aside, flowing

__all__ = ["ClusterError", "on"]

_AHEAD = 4  # jobs that wait for each thread of the cluster
_LARGEST = 200_000_000  # bytes of one file that are sent
_PATIENCE = 15  # seconds until a scheduler has answered
_TIMES = 3  # that a job may end the machine that has it

Files = dict[str, bytes | dict[str, bytes]]  # path -> a file, or a folder's files by name


class ClusterError(ClassError):
    """The cluster cannot be used; the message says what to do."""


def on(address: str) -> Callable[[ClassFolder], Engine]:
    """Marking on the cluster whose scheduler is at `address`; see `grade`, its `engine`.

    Raises:
        ClusterError: nothing answers there, no worker is with it, or one has another kit.
    """
    def engine(folder: ClassFolder) -> Engine:
        def run(jobs: Iterable[Job]) -> Iterator[tuple[Job, tuple[Marked, ...]]]:
            with _client(address) as client:
                yield from _marked(client, folder, iter(jobs))

        return run

    return engine


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError(f"A cluster needs {error.name}, which is not installed. "
                           'Install that part: pip install "cxkit[cluster]".') from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {address} ({error!s:.120}). Start one with "
                           "`dask scheduler`, and `dask worker ADDRESS` on each machine.") from None
    kits = client.run(of_kit)
    others = sorted({kit for kit in kits.values() if kit != of_kit()})
    if kits and not others:
        return client
    client.close()
    raise ClusterError(
        f"Workers at {address} have the kit {', '.join(others)}, here it is {of_kit()}. "
        "Install the same on each." if others else
        f"No worker is with the scheduler at {address}. Start `dask worker {address}`."
    )


def _marked(
    client: Any, folder: ClassFolder, jobs: Iterator[Job]
) -> Iterator[tuple[Job, tuple[Marked, ...]]]:
    from distributed.scheduler import KilledWorker

    office = client.scatter(_office(folder), broadcast=True)
    pool = client.get_executor(pure=False, retries=_TIMES)
    ahead = _AHEAD * max(1, sum(client.nthreads().values()))
    for job, future in flowing(lambda one: pool.submit(_mark, office, one, _files(one)), jobs, ahead):
        try:
            found = future.result()
        except KilledWorker:
            found = aside(job)
        yield job, found or mark_learner(folder, job)  # what is no plain file is told of here


def _files(job: Job) -> Files | None:
    """The bytes of a job's hand-ins; None where not all of it is plain files of a sane size."""
    found: Files = {}
    for handin in job.handins.values():
        for path in handin.loose or (handin.path,):
            inside = [path, *below(path)] if path.is_dir() else [path]
            plain = [p for p in inside if p.is_file() and p.stat().st_size <= _LARGEST]
            if any(p.is_symlink() or not (p.is_dir() or p in plain) for p in inside):
                return None
            found[str(path)] = path.read_bytes() if path.is_file() else {
                p.relative_to(path).as_posix(): p.read_bytes() for p in plain}
    return found


def _office(folder: ClassFolder) -> bytes:
    """What a class is marked by, as a zip; its gradebook and its people's names stay here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("course", "release"):
            for one in below(folder.root / name):
                packed.write(one, one.relative_to(folder.root).as_posix())
        for name in ("nbgrader_config.py", "roster.csv", "gradebook.db"):
            packed.writestr(name, b"")
        locked = [[*key, *held] for key, held in folder.locked.items()]
        packed.writestr("locked.json", json.dumps(locked))
    return out.getvalue()


@lru_cache(maxsize=2)
def _opened(office: bytes) -> ClassFolder:
    """A worker's copy of the class; gone with the worker."""
    place = tempfile.TemporaryDirectory(prefix="cxkit-")
    with zipfile.ZipFile(io.BytesIO(office)) as packed:
        packed.extractall(place.name)
    folder = ClassFolder(place.name)
    rows = json.loads((folder.root / "locked.json").read_text(encoding="utf-8"))
    folder.__dict__ |= {"locked": {(b, g): (t, c) for b, g, t, c in rows}, "kept": place}
    return folder


def _mark(office: bytes, job: Job, files: Files | None) -> tuple[Marked, ...] | None:
    """On the worker: lay the hand-ins down and mark them."""
    if files is None:
        return None
    with tempfile.TemporaryDirectory(prefix="cxkit-") as place:
        there: dict[Path, Path] = {}
        for number, (path, held) in enumerate(files.items()):
            there[Path(path)] = target = Path(place, str(number), Path(path).name)
            for name, raw in held.items() if isinstance(held, dict) else [("", held)]:
                one = target / name if name else target
                one.parent.mkdir(parents=True, exist_ok=True)
                one.write_bytes(raw)
        return mark_learner(_opened(office), replace(job, handins={
            name: replace(held, path=there[held.path], loose=tuple(there[p] for p in held.loose))
            for name, held in job.handins.items()}))
