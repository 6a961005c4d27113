"""A file is put in place whole, or the old one stands and nothing lies beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxkit.atomic import put


@pytest.mark.parametrize("flush", [False, True])
@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [(None, b"new", True), (b"old", b"new", True), (b"same", b"same", False), (None, b"", True),
     (b"", b"", False)],
)  # fmt: skip
def test_a_file_is_written_where_it_changes(
    tmp_path: Path, flush: bool, before: bytes | None, after: bytes, changed: bool
) -> None:
    path = tmp_path / "deep" / "a.json"
    if before is not None:
        path.parent.mkdir()
        path.write_bytes(before)
        os.utime(path, (1, 1))
    assert put(path, after, flush=flush) is changed
    assert path.read_bytes() == after
    assert (path.stat().st_mtime == 1) is not changed
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_cut_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def cut(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, step, cut)
    with pytest.raises(type(error)):
        put(path, b"new", flush=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_may_be_read_as_any_other_is(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"x")
    put(tmp_path / "ours", b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode
