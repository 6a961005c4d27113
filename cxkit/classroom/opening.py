"""What learners of a class may start: modules given out one by one, solutions after them.

What is given out lies in `given/` of the class, ready for a shared folder or a platform; what
happened is noted in `opened.json`. The paper is given without its key, and a paper's solution
only once the class is closed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..atomic import put
from ..course import Course, Module
from .closing import is_closed, still_open
from .folder import ClassError, ClassFolder

__all__ = ["GIVEN", "open_modules", "opened"]

GIVEN = "given"
_NOTED = "opened.json"


def opened(folder: Path | str | ClassFolder) -> dict[str, dict[str, str]]:
    """"modules" and "solutions": id of a module -> when it was opened, ISO 8601 in UTC."""
    root = folder.root if isinstance(folder, ClassFolder) else Path(folder)
    try:
        found = json.loads((root / _NOTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    kept: Any = found if isinstance(found, dict) else {}
    return {what: dict(kept.get(what) or {}) for what in ("modules", "solutions")}


def open_modules(
    folder: Path | str | ClassFolder, modules: Sequence[str] = (), solutions: Sequence[str] = (),
    *, worked: Path | None = None,
) -> dict[str, dict[str, str]]:
    """Give out modules, and the solutions of modules.

    Args:
        modules, solutions: ids such as "02"; "all" means every module but the paper.
        worked: the folder of worked notebooks; by default that of the repository.

    Returns:
        What is open now, as `opened` gives it.

    Raises:
        ClassError: the class is closed (a solution of the paper may then still be given), a
            solution is asked for before its module, or the notebook is not there.
        CourseError: there is no such module.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    course, told = folder.course, opened(folder)
    if modules:
        still_open(folder)
    given = _named(course, modules, told["modules"])
    solved = _named(course, solutions, told["solutions"], paper=is_closed(folder))
    open_now = {*told["modules"], *(m.id for m in given)}
    files: dict[str, Path] = {}
    for module in given:
        files |= _module(folder, module)
    for module in solved:
        files |= _solution(folder, module, open_now, worked or _worked())
    missing = [path.name for path in files.values() if not path.exists()]
    if missing:
        raise ClassError(f"These are not there to be given out: {', '.join(missing)}. Run `cxkit "
                         "build` in the repository, then open the module again.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for what, which in (("modules", given), ("solutions", solved)):
        for module in which:
            told[what].setdefault(module.id, now)
    for name, path in files.items():
        _copy(path, folder.root / GIVEN / name)
    put(folder.root / _NOTED, json.dumps(told, indent=1, sort_keys=True).encode() + b"\n")
    return told


def _named(
    course: Course, ids: Iterable[str], there: dict[str, str], paper: bool = False
) -> list[Module]:
    found: dict[str, Module] = {}
    for name in ids:
        named = [m for m in course.modules if not m.case or paper] if name == "all" else [course.module(name)]
        found |= {m.id: m for m in named}
    return [m for m in course.modules if m.id in found]


def _module(folder: ClassFolder, module: Module) -> dict[str, Path]:
    step = folder.root / "release" / (module.assignment or folder.course.assignment)
    found = {f"modules/{module.notebook}": step / module.notebook}
    if module.case:
        paper = folder.root / "course" / "cases" / module.case
        found[f"cases/{module.case}"] = paper
        if not paper.is_dir():
            raise ClassError(
                "This class has no paper yet, so it cannot be opened. Give it with `cxkit class "
                "paper DIR --paper PAPER`."
            )
    return found


def _solution(folder: ClassFolder, module: Module, open_now: set[str], worked: Path) -> dict[str, Path]:
    if module.id not in open_now:
        raise ClassError(f"Module {module.id} is not open yet. Open it before its solution, or with "
                         f"it: --module {module.id} --solutions {module.id}.")
    if module.case and not is_closed(folder):
        raise ClassError("The solution of the paper is given out once the class is closed.")
    return {f"solutions/{module.notebook}": worked / module.notebook}


def _worked() -> Path:
    return Path(__file__).parents[2] / "solutions"


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        put(target, source.read_bytes())
