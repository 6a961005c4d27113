"""nbgrader's own autograde, which is formgrader's button, over the hostile: it runs our marking."""

from __future__ import annotations

import re
import shutil

import pytest

from .conftest import rows_of
from .room import Room
from .table import SENDERS

# nbgrader itself reads this file, before it asks us, and says so of the one learner.
UNREADABLE = {SENDERS[name] for name in SENDERS if name.startswith("forged: a time ")}
# What nbgrader does on its own: rights of files, a free port, its home.
ITS_OWN = re.compile(r"os\.chmod|code\.__new__|socket\.bind|\.jupyter")


@pytest.mark.long  # a minute: nbgrader takes its time with each notebook
@pytest.mark.parametrize("assignment", ["modules", "paper"])
def test_the_button_marks_as_we_do_and_runs_nothing(room, first, assignment):
    root = room.place / f"button-{assignment}"
    shutil.copytree(room.root, root, ignore=shutil.ignore_patterns("handins", "earlier"))
    watched = Room(root.parent)
    watched.log = room.place / f"button-{assignment}.log"
    code, told = watched.tried(root, "-m", "nbgrader", "autograde", assignment, "--force")
    failed = set(re.findall(rf"processing assignment '{assignment}' for student '(.+?)'", told))
    assert failed <= UNREADABLE and bool(code) == bool(failed), told[-2000:]
    assert rows_of(root / "gradebook.db") == first.rows
    seen = watched.log.read_text(encoding="utf-8").splitlines()
    assert [line for line in seen if not ITS_OWN.search(line)] == []
