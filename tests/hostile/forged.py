"""Work that says it is another's, or already marked; and code that would run if anything ran it."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from typing import Any

from .sent import CODE, Kind, Sent, zipped


class Runs:
    """A pickle that runs a program when it is read."""

    def __reduce__(self) -> Any:
        return exec, (CODE,)


def carrying(files: dict[str, bytes], folder: bool = False):
    """Sound work with these files beside it, as a zip or as a folder."""
    return lambda s: (s.folder if folder else s.zip)(files)


def program(*names: str, folder: bool = True):
    return carrying(dict.fromkeys(names, CODE.encode()), folder)


def manifest(s: Sent) -> None:
    s.zip({"manifest.json": json.dumps({
        "kit": "99", "created": "9999-12-31", "learner": "honest-1", "scores": {"2.1": 1000},
        "files": dict.fromkeys(s.files, "0" * 64) | {"../../gradebook.db": "0" * 64},
    }).encode()})  # fmt: skip


def of_paper(paper: Any):
    """Work whose manifest names another paper."""
    return lambda s: s.zip({"manifest.json": json.dumps({"kit": "1", "paper": paper}).encode()})


def receipts(s: Sent) -> None:
    told = {"honest-1": {"modules": {"filled": True, "when": "x", "answers": {}, "told": {}}}}
    line = b"00000000 " + json.dumps({"who": s.who, "key": "x", "parts": []}).encode() + b"\n"
    s.folder({".cxkit/receipts.json": json.dumps(told).encode(), ".cxkit/journal": line,
              "receipts.json": json.dumps(told).encode()})


def gradebook(s: Sent) -> None:
    path = s.nest.parent / f"{s.who}.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE grade (auto_score)")
    db.execute("INSERT INTO grade VALUES (1000)")
    db.commit()
    db.close()
    s.folder({"gradebook.db": path.read_bytes(), "roster.csv": b"id,name\nx,X\n",
              "feedback/honest-1/modules/x.html": b"<script>window.ran=1</script>"})


def spoilt_paper(files: dict[str, bytes]) -> dict[str, bytes]:
    """The paper's answers with nothing in them."""
    return {name: json.dumps(json.loads(raw) | {"data": {}}).encode()
            for name, raw in files.items() if name.startswith("answers/9.")}


def own_key(s: Sent) -> None:
    """A key by which nothing is right, and a paper of its own, beside blank answers."""
    key = {"schema": 1, "paper": "FORGED", "tasks": {}, "quiz": {}}
    s.zip(spoilt_paper(s.files) | {
        name: json.dumps(key).encode() for name in (
            "paper-key/key.json", "course/paper-key/key.json", "../paper-key/key.json"[3:], "cases/paper/paper.json",
            "brightwater-key/key.json", "course/paper-pinned.json")})


def a_copy(s: Sent) -> None:
    """To the byte what an honest learner handed in."""
    s.raw((s.root / "handins" / "honest-2.zip").read_bytes())


def anothers_inside(s: Sent) -> None:
    """An honest learner's answers in a folder with their id; this learner's own are empty."""
    theirs = {f"honest-1/{name}": raw for name, raw in s.files.items()}
    s.raw(zipped({name: raw for name, raw in s.files.items() if not name.startswith("answers/")}
                 | {"answers/2.1.json": b'{"data": {}, "rev": 1, "saved": ""}', **theirs}))


def two(s: Sent) -> None:
    """An older zip of blank work, and the work."""
    blank = {n: r for n, r in s.files.items() if not n.startswith("answers/")}
    older = s.file.with_name(f"{s.who} (old).zip")
    older.write_bytes(zipped(blank))
    os.utime(older, (1_000_000_000, 1_000_000_000))
    s.zip()


def named_as_two(s: Sent) -> None:
    s.zip().rename(s.file.with_name(f"{s.who} honest-1.zip"))


def stamped(stamp: str):
    return lambda s: s.submission(stamp)


def link_lines(s: Sent) -> None:
    """Code as an answer would carry it: as a pickle, as arrays, as a compiled file."""
    held = pickle.dumps(Runs())
    s.folder({"answers/2.1.pkl": held, "answers/2.1.json.pickle": held, "answers/x.npy": b"\x93NUMPY" + held,
              "model.joblib": held, "answers/.previous/2.1.pkl": held, "__pycache__/cxkit.cpython-311.pyc": held,
              "cxkit.so": b"\x7fELF" + bytes(100)})  # fmt: skip


KINDS = {
    "forged: a manifest with scores and another's id": Kind(manifest),
    "forged: a manifest of another paper": Kind(of_paper("<script>window.ran=1</script>" * 99),
                                                says="It was answered on paper", waits=("9.1d", "9.3")),
    "forged: a manifest that is none": Kind(of_paper({"a": [["x"]] * 99})),
    "forged: a manifest without end": Kind(carrying({"manifest.json": b'{"paper":' * 30_000})),
    "forged: receipts and a journal": Kind(receipts),
    "forged: a gradebook, a roster and feedback": Kind(gradebook),
    "forged: a key and a paper of its own": Kind(own_key, other=True),
    "forged: an honest learner's zip": Kind(a_copy),
    "forged: another's answers inside": Kind(anothers_inside, other=True),
    "forged: two hand-ins": Kind(two, says="An earlier copy"),
    "forged: named as two learners": Kind(named_as_two, "stranger", "The name fits", none=True),
    "forged: a time in the year 9999": Kind(stamped("9999-12-31 23:59:59 -2300"), other=True),
    "forged: a time in the year 1": Kind(stamped("0001-01-01 00:00:00 +2300"), other=True),
    "forged: a time that is none": Kind(stamped("<script>window.ran=1</script>" * 9_000), other=True),
    "code: sitecustomize and usercustomize": Kind(program("sitecustomize.py", "usercustomize.py")),
    "code: a cxkit of its own": Kind(program("cxkit/__init__.py", "cxkit/desk.py", "cxkit.py", "json.py")),
    "code: nbgrader_config and jupyter_config": Kind(program(
        "nbgrader_config.py", "jupyter_config.py", "jupyter_notebook_config.py", ".jupyter/jupyter_config.py")),
    "code: conftest and setup": Kind(program("conftest.py", "setup.py", "test_x.py", "noxfile.py", "Makefile")),
    "code: .pth": Kind(carrying({"evil.pth": f"import os; exec({CODE!r})".encode(), "x.egg-link": b"../../"},
                                folder=True)),
    "code: pickles and compiled files": Kind(link_lines),
    "code: .ipython startup": Kind(program(
        ".ipython/profile_default/startup/00.py", "profile_default/startup/00.py", "ipython_config.py")),
    "code: markers of exercises": Kind(program(
        "answers/2.1.py", "answers/__init__.py", "marking/exercises/module02.py", "02-customers-by-need.py")),
    "code: templates": Kind(carrying({
        "pages/base.html": b"{{ 7*6 }}", "templates/conf.json": b"{}", "nbconvert/templates/lab/index.html.j2":
        b"{% set x = cycler.__init__.__globals__.os.system('touch ran') %}", "learner.html": b"<script></script>"},
        folder=True)),
    "code: in a zip": Kind(program("sitecustomize.py", "cxkit/__init__.py", "__main__.py", folder=False)),
}
