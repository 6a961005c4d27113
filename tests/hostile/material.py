"""Everything else that an office makes of a graded class, for people to open.

    python -m tests.hostile.material CLASS ID...   prints for those learners, too
"""

from __future__ import annotations

import sys
from pathlib import Path

from cxkit.classroom.exportsfile import write_marks
from cxkit.classroom.feedback import write_whole
from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.status import status, table
from cxkit.items.page import write_items
from cxkit.judging.sheet import export


def made(root: Path, printed: list[str]) -> None:
    folder = ClassFolder(root)
    write_whole(folder, pdf=True, only=printed)
    write_items(folder, grade(folder, workers=1), classes=2)
    for form in ("csv", "moodle", "canvas"):
        write_marks(folder, form, root / "report" / f"{form}-marks.csv")
    for ending in ("csv", "xlsx"):
        export(folder, root / "report" / f"judging.{ending}", "anna", tasks=["2.2"])
    (root / "report" / "status.csv").write_bytes(table(status(folder)))


if __name__ == "__main__":
    made(Path(sys.argv[1]), sys.argv[2:])
