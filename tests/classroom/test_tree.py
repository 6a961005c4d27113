"""What lies below a folder is found, and goes, however deep it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxkit.classroom.tree import below, remove


def _nest(folder: Path, deep: int, name: str = "d") -> None:
    """Folders in folders, without a path that grows; a file at the end."""
    here = Path.cwd()
    folder.mkdir(exist_ok=True)
    os.chdir(folder)
    try:
        for _ in range(deep):
            os.mkdir(name)
            os.chdir(name)
        Path("end.json").write_text("{}", encoding="utf-8")
    finally:
        os.chdir(here)


def test_files_and_links_are_found_in_order_and_no_link_is_followed(tmp_path):
    top, other = tmp_path / "top", tmp_path / "other"
    (top / "b" / "c").mkdir(parents=True)
    other.mkdir()
    (other / "secret").write_text("x", encoding="utf-8")
    for name in ("b/c/2", "b/1", "a"):
        (top / name).write_text(name, encoding="utf-8")
    (top / "to-other").symlink_to(other)
    assert [p.relative_to(top).as_posix() for p in below(top)] == ["a", "b/1", "b/c/2", "to-other"]
    assert below(top / "a") == below(tmp_path / "nothing") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no path that long")
@pytest.mark.parametrize(("deep", "name", "found"), [
    (1, "d", 1), (700, "d", 1), (1500, "d", 1), (5_000, "d", 0), (1_200, "n" * 200, 0),
])  # fmt: skip
def test_however_deep_it_is_it_goes(tmp_path, deep, name, found):
    top, other = tmp_path / "top", tmp_path / "other"
    other.mkdir()
    (other / "kept").write_text("x", encoding="utf-8")
    _nest(top, deep, name)
    (top / "to-other").symlink_to(other)
    assert len(below(top)) == found + 1  # the link as well
    remove(top)
    assert not top.exists() and (other / "kept").exists()
