from __future__ import annotations

import re

import pytest

from cxkit.classroom.demo import demo
from cxkit.classroom.folder import ClassError

LAST = re.compile(r"demo: 16 of 16 accounted for \(13 marked, 3 set aside\) in \d+ s; report: (.+)")


def test_sixteen_are_accounted_for(tmp_path, course, capsys):
    last = demo(tmp_path / "demo-class", course)
    match = LAST.fullmatch(last)
    assert match, last
    assert (tmp_path / "demo-class" / "report" / "index.html").samefile(match[1])
    table = capsys.readouterr().out
    assert table.count("set aside") == 3
    assert [p.name for p in tmp_path.iterdir()] == ["demo-class"]


def test_another_folder_is_never_replaced(tmp_path, course):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ClassError, match="holds files already"):
        demo(tmp_path / "mine", course)
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "x"
