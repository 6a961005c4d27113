"""The class of the hostile: made once, one learner a kind, three honest ones among them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns
from typing import Any

from cxkit.classroom.sample import hand_in, models, sample_paper
from cxkit.classroom.scaffold import new
from cxkit.course import Course

from .sent import Sent, zipped
from .table import HONEST, KINDS, SENDERS

__all__ = ["ROOT", "SECRET", "Room", "honest_alone", "make"]

SECRET = "secret.json"

ROOT = Path(__file__).parents[2]
KEPT = ("00", "02", "09")
# What most of the hostile answer, and the second of the honest: a few of each kind of form.
FEW = {f"answers/{name}.json" for name in ("mine/0.1", "2.1", "2.2", "9.1d", "9.3")}
WATCH = Path(__file__).parent / "watch"
# What a name may be that a learner has typed into a platform.
NAMES = ("<script>window.ran=1</script>", "=cmd|' /C calc'!A0", "\u202eeno emaN", "{{ 7*6 }} #read(\"x\")")


class Room:
    """A made class and the places around it.

    Args:
        place: a folder of its own; the class lies in it, and nothing else may change.
    """

    def __init__(self, place: Path) -> None:
        self.place, self.root = place, place / "class"
        self.nest, self.log = place / "nest", place / "watched.log"
        self.scratch = place / "scratch"  # for temporary files, which must be gone afterwards
        self.scratch.mkdir(parents=True, exist_ok=True)

    def grade(self, root: Path, workers: int) -> dict[str, Any]:
        """Grade in a process of its own, watched, with the class as its current folder."""
        return json.loads(self.watched(root, "-m", "tests.hostile.graded", str(root), str(workers)))

    def watched(self, root: Path, *command: str) -> str:
        """What Python prints, run with these arguments under the watch."""
        done = self._run(root, command)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def tried(self, root: Path, *command: str) -> tuple[int, str]:
        """The same where it may fail: how it ended, and what it said on the way."""
        done = self._run(root, command)
        return done.returncode, done.stderr

    def _run(self, root: Path, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(WATCH), str(ROOT)]), "PYTHONDONTWRITEBYTECODE": "1",
            "CXKIT_WATCH": str(self.log), "CXKIT_WATCH_ROOT": os.path.realpath(root),
            "TMPDIR": str(self.scratch), "TEMP": str(self.scratch), "TMP": str(self.scratch),
            "CXKIT_WATCH_SECRET": str(self.place / SECRET), "CXKIT_HOSTILE_NEST": str(self.nest),
        }
        return subprocess.run([sys.executable, *command], cwd=root, env=env, capture_output=True,
                              text=True, encoding="utf-8", timeout=240)

    def state(self, root: Path) -> dict[str, str]:
        """Every file of the class but the hand-ins -> its digest; what changes by the hour left out."""
        found = {}
        for folder, subfolders, files in os.walk(root):
            if Path(folder) == root:
                subfolders.remove("handins")
            for name in files:
                path = Path(folder, name)
                held = path.read_bytes() if not path.is_symlink() else b"link"
                found[path.relative_to(root).as_posix()] = hashlib.sha256(held).hexdigest()
        return found


def make(place: Path) -> Room:
    """Make the class and let everybody hand in."""
    room = Room(place)
    room.nest.mkdir()
    (place / SECRET).write_text('{"secret": "what only the grader may read"}', encoding="utf-8")
    course = _course(place / "course")
    (place / "roster.csv").write_text(_roster(), encoding="utf-8")
    paper, key = sample_paper(course)
    folder = new(room.root, place / "roster.csv", course, paper=paper, key=key)
    answers = {k: d for k, d in models(course).items() if k[0] in course.exercises}
    for who in HONEST:
        hand_in("expert", who, room.root / "handins", course, folder.release, answers)
    whole = _unzipped(room.root / "handins" / f"{HONEST[0]}.zip")
    files = {name: raw for name, raw in whole.items() if not name.startswith("answers/") or name in FEW}
    (room.root / "handins" / f"{HONEST[1]}.zip").write_bytes(zipped(files))
    for name, kind in KINDS.items():
        kind.build(Sent(SENDERS[name], room.root, room.nest, dict(files), whole))
    return room


def honest_alone(room: Room) -> Path:
    """The same class without the hostile."""
    root = room.place / "alone"
    copytree(room.root, root, ignore=ignore_patterns("handins", "submitted"))
    (root / "handins").mkdir()
    for who in HONEST:
        copy2(room.root / "handins" / f"{who}.zip", root / "handins")
    lines = (root / "roster.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for n, line in enumerate(lines) if n == 0 or "honest" in line]
    (root / "roster.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return root


def _course(target: Path) -> Course:
    """The course in three modules: a class of all ten costs more than it would show here."""
    copytree(ROOT / "course", target, ignore=ignore_patterns("*.webm", "*.npy", "site", "modules"))
    toml = target / "course.toml"
    head, *modules = toml.read_text(encoding="utf-8").split("[[module]]\n")
    kept = [m for m in modules if m.split('"')[1] in KEPT]
    toml.write_text("[[module]]\n".join([head, *kept]), encoding="utf-8")
    return Course(target)


def _roster() -> str:
    """Honest learners first, in the middle and last."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name"])
    ids = list(SENDERS.values())
    ids = [HONEST[0], *ids[:len(ids) // 2], HONEST[1], *ids[len(ids) // 2:], HONEST[2]]
    for n, who in enumerate(ids):
        writer.writerow([who, who if who in HONEST else f"{NAMES[n % len(NAMES)]} {n}"])
    return out.getvalue()


def _unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
