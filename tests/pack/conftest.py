from __future__ import annotations

from pathlib import Path

import pytest

from cxkit.course import Course
from cxkit.desk import Desk
from cxkit.pack import pack_bytes

from .workbooks import Pack


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Desk:
    """A learner who has answered nothing yet."""
    return Desk(Course(root / "course"), tmp_path)


@pytest.fixture(scope="session")
def blank(root: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A pack before anything was written."""
    return pack_bytes(Desk(Course(root / "course"), tmp_path_factory.mktemp("blank")))


@pytest.fixture
def pack(desk: Desk, blank: bytes) -> Pack:
    return Pack(desk, blank)
