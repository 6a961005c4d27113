"""A class made: nbgrader's course folder with its settings, its notebooks and its gradebook."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from ..atomic import put
from ..course import Course
from .database import is_postgres
from .folder import DATABASE, HALF, ClassError, ClassFolder
from .gradebook import Gradebook
from .paper import pin_paper
from .roster import read_roster, write_roster

__all__ = ["new"]

_CONFIG = '''\
"""nbgrader's settings for this class, written by `cxkit class new`."""
import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821
_here = Path(__file__).resolve().parent
# nbgrader calls `alembic` by its bare name when it makes a database.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.root = str(_here)
_database = _here / "database.txt"
c.CourseDirectory.db_url = (
    _database.read_text(encoding="utf-8").strip() if _database.exists()
    else "sqlite:///" + (_here / "gradebook.db").as_posix()
)

c.OverwriteCells.add_missing_cells = True
c.ExecutePreprocessor.timeout = 30
c.ExecutePreprocessor.shutdown_kernel = "immediate"
# The Autograde button marks from the answers: nothing of a learner's is run.
c.Autograde.sanitize_preprocessors = [
    "cxkit.classroom.hooks.Mend",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "cxkit.classroom.hooks.MarkFromData",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# By default nbgrader shows hidden tests and mark schemes in its feedback.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
'''
_HANDINS = """\
Put here what learners sent, as it came: one zip or one folder each.

- `ID.zip` or a folder `ID`, where ID is the id on the roster;
- or a name that holds the id as a whole word, as a download from a learning platform has it,
  such as `ana-01_1234_handin.zip` or, where only a notebook came,
  `ana-01_02-customers-by-need.ipynb`.

Then run `cxkit grade` on the class folder. Nothing in this folder is ever changed or unpacked.
A name that fits nobody, or two people, is reported and not guessed.
"""


def new(
    root: Path | str, roster: Path | str, course: Course, *, paper: Path | None = None,
    key: Path | None = None, database: str = "", sources: Any = None,
) -> ClassFolder:
    """Make a class: an nbgrader course folder with its gradebook filled.

    A run that was cut off is completed by the next.

    Args:
        root: a folder that is empty or not there yet.
        roster: a CSV file, see `read_roster`.
        course: the course that is taught; its key is pinned.
        paper, key: the paper that is sat and its key, see `pin_paper`; without them the paper's
            exercises wait for a person.
        database: the address of a PostgreSQL for the gradebook, as SQLAlchemy writes it; a file in
            the class if not given.
        sources: (course, module) -> the instructor's notebook; by default that of the build.

    Raises:
        RosterError: the roster has faults; nothing was made.
        ClassError: the folder is in use, nbgrader refused, or paper and key do not fit.
    """
    root = Path(root)
    learners = read_roster(roster)
    if root.is_dir() and any(root.iterdir()) and not (root / HALF).exists():
        raise ClassError(
            f"{root} holds files already. Give a folder that is empty or not there yet."
        )
    if root.exists() and not root.is_dir():
        raise ClassError(f"{root} is a file. Give a folder that is empty or not there yet.")
    try:
        (root / "handins").mkdir(parents=True, exist_ok=True)
        put(root / HALF, b"This class is not finished. Run `cxkit class new` again.\n")
        _pin(course, root / "course")
        pin_paper(root / "course", paper, key)
        course_id = "".join(c if c.isalnum() else "-" for c in root.resolve().name.lower())
        course_id = course_id.strip("-") or "class"
        if database:
            put(root / DATABASE, _address(database).encode() + b"\n")
        put(root / "nbgrader_config.py", _CONFIG.format(course_id=course_id).encode())
        put(root / "handins" / "README.md", _HANDINS.encode())
        _fill(root, course, course_id, database, sources or _built)
        write_roster(root / "roster.csv", learners)
        with Gradebook(_address(database) if database else root / "gradebook.db") as book:
            book.enrol(learners)
    except OSError as error:
        raise ClassError(
            f"The class could not be written in {root}: {error.strerror or error}. "
            "Check that the folder may be written and the disk has room, then run it again."
        ) from None
    (root / HALF).unlink()
    made = ClassFolder(root)
    made.__dict__["roster"] = learners  # its notes are told once, from the trainer's own file
    return made


def _pin(course: Course, target: Path) -> None:
    """Copy what marks rest on. Lessons, sound and the trainer's folder stay out."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy2(course.root / "course.toml", target / "course.toml")
    silent = shutil.ignore_patterns("*.webm", "*.npy")  # marks are held against times, not sound
    for name in ("cases", "quiz", "recordings"):
        if (course.root / name).is_dir():
            shutil.copytree(course.root / name, target / name, ignore=silent, dirs_exist_ok=True)


def _built(course: Course, module: Any) -> Any:
    from ..authoring.build import instructor

    return instructor(course, module)


def _address(database: str) -> str:
    """As nbgrader's SQLAlchemy wants it: with the driver's name."""
    scheme, _, rest = database.partition("://")
    if not is_postgres(database) or not rest:
        raise ClassError(
            f"Expected the address of a PostgreSQL, such as postgresql://ann@host/course, found "
            f"{scheme!r:.40}."
        )
    return f"postgresql+pg8000://{rest}"


def _fill(root: Path, course: Course, course_id: str, database: str, sources: Any) -> None:
    """Write source/ and let nbgrader make release/ and the gradebook from it, in this process."""
    try:
        import nbformat
        from nbgrader.apps import NbGraderAPI
        from traitlets.config import Config
    except ModuleNotFoundError as error:
        raise ClassError(
            f"A class needs {error.name}, which is not installed. "
            'Install the grader\'s part: pip install "cxkit[grader]".'
        ) from None
    for name in course.assignments:
        for module in course.part(name).modules:
            notebook = sources(course, module)
            put(root / "source" / name / module.notebook, nbformat.writes(notebook).encode() + b"\n")
    config = Config()
    config.CourseDirectory.root = str(root.resolve())
    config.CourseDirectory.course_id = course_id
    file = f"sqlite:///{(root / 'gradebook.db').resolve().as_posix()}"
    config.CourseDirectory.db_url = _address(database) if database else file
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    try:
        api = NbGraderAPI(config=config)
        results = [api.generate_assignment(name, force=True) for name in course.assignments]
    finally:
        os.environ["PATH"] = path
    for result in results:
        if not result["success"]:
            detail = (result.get("error") or result.get("log") or "").strip().splitlines()
            raise ClassError("nbgrader could not make the assignment: "
                             + (detail[-1] if detail else "no reason given"))
