"""The pictures of module 04: figures as people write them."""

from __future__ import annotations

from pathlib import Path

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.gallery.moments import PICTURES


def test_nought_has_no_minus_sign(root: Path, tmp_path: Path) -> None:
    page = PICTURES["ratings"].draw(Desk(Course(root / "course"), tmp_path), False)
    assert "150 customers" in page.text and "-0.0" not in page.text
