"""nbgrader's gradebook, written in one transaction.

nbgrader's own models take over three seconds to import and open the file nine times a
submission, so the few tables are written as they are, see database.py. A test
holds the rows equal to what nbgrader writes, and a gradebook of another schema is refused.

What a person decided is never touched: manual scores, extra credit and manual comments stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from .database import DatabaseError, connect
from .roster import Learner

__all__ = ["Cell", "Entry", "Gradebook", "GradebookError", "Score"]

SCHEMA = "e43177bfe90b"  # nbgrader 0.9: alembic's revision


class GradebookError(ValueError):
    """The gradebook cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Cell:
    """What is to stand in the gradebook for one graded or task cell.

    Args:
        auto: the program's score; None where it gives none.
        manual: a person has to look, unless one has already.
        comment: told beside the score; None for none.
        fresh: the answer is not the one that a person last saw.
    """

    auto: float | None
    manual: bool = False
    comment: str | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Entry:
    """One learner's submission: (notebook, grade id) -> Cell."""

    learner: Learner
    when: datetime | None
    cells: dict[tuple[str, str], Cell]


@dataclass(frozen=True)
class Score:
    """One cell as the gradebook has it; `score` is nbgrader's: manual before auto, plus extra."""

    auto: float | None
    manual: float | None
    extra: float | None
    full: float
    waits: bool
    comment: str

    @property
    def score(self) -> float:
        base = self.manual if self.manual is not None else self.auto
        return round((base + (self.extra or 0.0)) if base is not None else 0.0, 2)


Scores = dict[str, dict[tuple[str, str], Score]]


class Gradebook:
    """An open gradebook; a context manager, one transaction from enter to exit.

    Args:
        place: the SQLite file, or the address of a PostgreSQL.

    Raises:
        GradebookError: it is damaged, locked, or of another nbgrader.
    """

    def __init__(self, place: Path | str) -> None:
        self._place = place
        self._name = place.name if isinstance(place, Path) else "The gradebook's database"
        if isinstance(place, Path) and not place.is_file():
            raise GradebookError(f"There is no gradebook at {place}. Make the class again.")

    def __enter__(self) -> Self:
        try:
            self._db = connect(self._place)
        except DatabaseError as error:
            raise self._closed(error) from None
        try:
            version = self._db.execute("SELECT version_num FROM alembic_version").fetchone()
        except Exception as error:  # each driver has a family of its own
            self._db.end(False)
            raise self._closed(error) from None
        if not version or version[0] != SCHEMA:
            self._db.end(False)
            raise GradebookError(
                f"{self._name} is of another nbgrader (schema {version and version[0]}; "
                f"this kit writes {SCHEMA}). Use the nbgrader of requirements.lock."
            )
        return self

    def _closed(self, error: Exception) -> GradebookError:
        return GradebookError(
            f"{self._name} cannot be opened: {error}. Close other programs that use it, "
            "or restore it from a copy."
        )

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._db.end(kind is None)

    def enrol(self, learners: Iterable[Learner]) -> None:
        """Put the roster into the gradebook; nobody is ever removed."""
        self._db.executemany(
            "INSERT INTO student (id, first_name, last_name, email) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name, "
            "last_name = excluded.last_name, email = excluded.email",
            [(x.id, x.first, x.last, x.email) for x in learners],
        )

    def cells(self, assignment: str) -> dict[tuple[str, str], float]:
        """(notebook, grade id) -> points at most, for every graded and task cell."""
        return {key: full for key, (_, _, full, _) in self._structure(assignment).items()}

    def locked(self, assignment: str) -> dict[tuple[str, str], tuple[str, str]]:
        """(notebook, grade id) -> (text, checksum) of the source's cells."""
        return {
            (book, name): (source, checksum)
            for book, name, source, checksum in self._db.execute(
                "SELECT n.name, s.name, s.source, s.checksum FROM source_cell s "
                "JOIN notebook n ON n.id = s.notebook_id WHERE n.assignment_id = ?",
                (self._assignment(assignment),),
            )
        }

    def record(self, assignment: str, entries: Iterable[Entry]) -> None:
        """Write scores and comments; what a person decided stays.

        Raises:
            GradebookError: the assignment is not in it, or an entry lacks one of its cells.
        """
        entries = list(entries)
        structure = self._structure(assignment)
        notebooks = self._notebooks(assignment)
        submissions, books, grades, comments = self._present(
            assignment, [entry.learner.id for entry in entries])
        assigned = self._assignment(assignment)
        new: dict[str, list[tuple]] = {"submission": [], "book": [], "grade": [], "comment": []}
        changed: dict[str, list[tuple]] = {"submission": [], "grade": [], "comment": []}
        for entry in entries:
            who, when = entry.learner.id, self._db.time(entry.when)
            if set(entry.cells) != set(structure):
                raise GradebookError(f"The cells of {who} are not those of the assignment.")
            if who not in submissions:
                submissions[who] = (uuid4().hex, when)
                new["submission"].append((submissions[who][0], assigned, who, when))
            elif submissions[who][1] != when:
                changed["submission"].append((when, submissions[who][0]))
            for book in notebooks:
                if (who, book) not in books:
                    books[who, book] = uuid4().hex
                    new["book"].append((books[who, book], submissions[who][0], book, False))
            for key, cell in entry.cells.items():
                book, cell_id, _, _ = structure[key]
                self._grade(books[who, book], cell_id, cell, grades, new, changed)
                self._comment(books[who, book], cell_id, cell, comments, new, changed)
        run = self._db.executemany
        run("INSERT INTO submitted_assignment (id, assignment_id, student_id, timestamp) "
            "VALUES (?, ?, ?, ?)", new["submission"])
        run("UPDATE submitted_assignment SET timestamp = ? WHERE id = ?", changed["submission"])
        run("INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged) "
            "VALUES (?, ?, ?, ?)", new["book"])
        run("INSERT INTO grade (id, notebook_id, cell_id, auto_score, needs_manual_grade) "
            "VALUES (?, ?, ?, ?, ?)", new["grade"])
        run("UPDATE grade SET auto_score = ?, needs_manual_grade = ? WHERE id = ?",
            changed["grade"])
        run("INSERT INTO comment (id, notebook_id, cell_id, auto_comment) VALUES (?, ?, ?, ?)",
            new["comment"])
        run("UPDATE comment SET auto_comment = ? WHERE id = ?", changed["comment"])

    def scores(self, assignment: str) -> Scores:
        """learner -> (notebook, grade id) -> Score, for every submission."""
        return self._scores(assignment, "")

    def judgements(self, assignment: str) -> Scores:
        """The same for the tasks alone, and for the cells where a person put a score."""
        return self._scores(assignment, " AND (b.type = 'TaskCell' OR g.manual_score IS NOT NULL "
                                        "OR g.extra_credit IS NOT NULL)")

    def _scores(self, assignment: str, only: str) -> Scores:
        found: Scores = {}
        places = {(book, cell): (key, full)
                  for key, (book, cell, full, _) in self._structure(assignment).items()}
        for who, book, cell, auto, manual, extra, waits, said in self._db.execute(
            "SELECT a.student_id, n.notebook_id, g.cell_id, g.auto_score, g.manual_score, "
            "g.extra_credit, g.needs_manual_grade, c.manual_comment FROM grade g "
            "JOIN base_cell b ON b.id = g.cell_id "
            "JOIN submitted_notebook n ON n.id = g.notebook_id "
            "JOIN submitted_assignment a ON a.id = n.assignment_id "
            "LEFT JOIN comment c ON c.notebook_id = n.id AND c.cell_id = g.cell_id "
            f"WHERE a.assignment_id = ?{only}", (self._assignment(assignment),)
        ):
            key, full = places[book, cell]
            found.setdefault(who, {})[key] = Score(
                auto, manual, extra, full, bool(waits), said or ""
            )
        return found

    def _grade(self, book: str, cell_id: str, cell: Cell, grades: dict, new: dict,
               changed: dict) -> None:
        held = grades.get((book, cell_id))
        if held is None:
            new["grade"].append((uuid4().hex, book, cell_id, cell.auto, cell.manual))
            return
        grade_id, auto, manual, waits = held
        needs = cell.manual
        if manual is not None:  # a person decided; ask again only if what they saw has changed
            needs = bool(waits) or cell.fresh or auto != cell.auto
        if (auto, bool(waits)) != (cell.auto, needs):
            changed["grade"].append((cell.auto, needs, grade_id))

    def _comment(self, book: str, cell_id: str, cell: Cell, comments: dict, new: dict,
                 changed: dict) -> None:
        held = comments.get((book, cell_id))
        if held is None:
            new["comment"].append((uuid4().hex, book, cell_id, cell.comment))
        elif held[1] != cell.comment:
            changed["comment"].append((cell.comment, held[0]))

    def _assignment(self, name: str) -> str:
        row = self._db.execute("SELECT id FROM assignment WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise GradebookError(
                f"{self._name} holds no assignment {name!r}. Make the class again."
            )
        return row[0]

    def _notebooks(self, assignment: str) -> list[str]:
        return [row[0] for row in self._db.execute(
            "SELECT id FROM notebook WHERE assignment_id = ?", (self._assignment(assignment),))]

    def _structure(self, assignment: str) -> dict[tuple[str, str], tuple[str, str, float, str]]:
        return {
            (name, cell): (book, cell_id, full, kind)
            for name, book, cell, cell_id, full, kind in self._db.execute(
                "SELECT n.name, n.id, b.name, b.id, COALESCE(g.max_score, t.max_score), b.type "
                "FROM notebook n JOIN base_cell b ON b.notebook_id = n.id "
                "LEFT JOIN grade_cells g ON g.id = b.id LEFT JOIN task_cells t ON t.id = b.id "
                "WHERE n.assignment_id = ? AND b.type IN ('GradeCell', 'TaskCell')",
                (self._assignment(assignment),),
            )
        }

    def _present(self, assignment: str, learners: list[str]) -> tuple[dict, dict, dict, dict]:
        """What the gradebook has of these learners."""
        key = (self._assignment(assignment), *learners)
        run = self._db.execute
        which = f"a.assignment_id = ? AND a.student_id IN ({', '.join('?' * len(learners))})"
        among = ("JOIN submitted_notebook n ON n.id = x.notebook_id "
                 f"JOIN submitted_assignment a ON a.id = n.assignment_id WHERE {which}")
        return (
            {who: (i, when) for who, i, when in run(
                "SELECT a.student_id, a.id, a.timestamp FROM submitted_assignment a "
                f"WHERE {which}", key)},
            {(who, book): i for who, book, i in run(
                "SELECT a.student_id, n.notebook_id, n.id FROM submitted_notebook n "
                f"JOIN submitted_assignment a ON a.id = n.assignment_id WHERE {which}", key)},
            {(book, cell): rest for book, cell, *rest in run(
                "SELECT x.notebook_id, x.cell_id, x.id, x.auto_score, x.manual_score, "
                f"x.needs_manual_grade FROM grade x {among}", key)},
            {(book, cell): (i, said) for book, cell, i, said in run(
                f"SELECT x.notebook_id, x.cell_id, x.id, x.auto_comment FROM comment x {among}",
                key)},
        )

