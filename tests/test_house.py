"""The house: which room may call which, and what every file of it has."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1] / "cxkit"
FILES = sorted(HOME.rglob("*.py"))
LONGEST = 300  # lines

# room -> the rooms it may import. A room stands below whoever imports it: no arrow comes back.
ALLOWED = {
    "answer": "",
    "atomic": "",
    "version": "",
    "techniques": "",
    "course": "",
    "workbook": "answer atomic",
    "recordings": "atomic drawing techniques",
    "cases": "atomic recordings techniques",
    "drawing": "atomic techniques",
    "decisions": "atomic drawing techniques",
    "marking": "recordings techniques",
    "forms": "marking recordings techniques workbook",
    "screen": "cases course marking workbook",
    "desk": "cases course forms marking workbook",
    "authoring": "atomic course forms marking workbook",
    "handin": "atomic desk version workbook",
    "pack": "course desk drawing forms marking screen techniques workbook",
    "gallery": "cases decisions desk drawing forms marking pack recordings screen techniques workbook",
    "lesson": "desk forms gallery handin marking pack screen workbook",
    "lettering": "authoring",
    "classroom": "atomic authoring cases course desk forms handin lettering marking screen version workbook",
    "judging": "atomic cases classroom drawing forms marking workbook",
    "items": "atomic classroom course drawing forms marking workbook",
    "certificates": "atomic authoring classroom lettering marking",
    "demonstration": "atomic certificates classroom course judging",
    "dashboard": "cases classroom course desk forms marking techniques workbook",
    "bench": "cases classroom course dashboard drawing forms marking recordings techniques workbook",
    "verbs": "gallery lesson screen version",
    "commands": "authoring bench cases certificates classroom course dashboard decisions demonstration desk items judging recordings",
    "cli": "commands version",
    "__main__": "cli",
}


def _room(module: str) -> str:
    """cxkit.marking.mark -> marking; the package itself is the verbs."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "verbs"


def _imports(path: Path) -> set[str]:
    """The modules of the kit that a file names, at its top or in a function."""
    package = path.relative_to(HOME.parent).parts[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*parts, *(node.module or "").split(".")]).rstrip(".")
            found |= {f"{base}.{a.name}" for a in node.names} if base == "cxkit" else {base}
    return {m for m in found if m.split(".")[0] == "cxkit"}


def _arrows() -> dict[str, set[str]]:
    found = defaultdict(set)
    for path in FILES:
        parts = path.relative_to(HOME.parent).with_suffix("").parts
        room = _room(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        found[room] |= {_room(m) for m in _imports(path)} - {room}
    return dict(found)


def test_every_room_calls_only_the_rooms_below_it() -> None:
    allowed = {room: set(names.split()) for room, names in ALLOWED.items()}
    astray = {r: sorted(n - allowed.get(r, set())) for r, n in _arrows().items()}
    assert {r: n for r, n in astray.items() if n} == {}


def test_the_table_itself_has_no_circle() -> None:
    left = {room: set(names.split()) for room, names in ALLOWED.items()}
    while left:
        ground = {room for room, names in left.items() if not names & left.keys()}
        assert ground, f"a circle among {sorted(left)}"
        left = {room: names for room, names in left.items() if room not in ground}


def test_the_table_names_the_rooms_that_there_are() -> None:
    rooms = {p.stem for p in HOME.glob("*.py")} | {p.parent.name for p in HOME.glob("*/__init__.py")}
    assert rooms - {"__init__", HOME.name} | {"verbs"} == ALLOWED.keys()


def test_a_technique_knows_no_file_no_form_and_no_mark() -> None:
    for path in (HOME / "techniques").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "open(" not in text and "pathlib" not in text, path.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOME).as_posix())
def test_a_file_is_named_explained_and_no_longer_than_a_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST
    assert not {"utils", "util", "helpers", "common", "misc"} & {path.stem, path.parent.name}
    if not tree.body or path.name == "__main__.py":
        return
    assert ast.get_docstring(tree), "a module begins by saying what it is"
    defines = any(isinstance(n, ast.FunctionDef | ast.ClassDef | ast.ImportFrom) for n in tree.body)
    if not defines:
        return
    assert "from __future__ import annotations" in text or path.name == "__init__.py"
    names = _all(tree)
    assert names is not None, "a public module names what is public"
    known = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    known |= {t.id for n in tree.body if isinstance(n, ast.Assign | ast.AnnAssign)
              for t in ast.walk(n) if isinstance(t, ast.Name)}  # fmt: skip
    known |= {(a.asname or a.name) for n in tree.body if isinstance(n, ast.ImportFrom) for a in n.names}
    assert set(names) <= known, "what __all__ promises is there"
    assert not [n for n in names if n.startswith("_")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(HOME).as_posix())
def test_a_public_function_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set(_all(tree) or ())
    silent = [n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)
              and n.name in names and not ast.get_docstring(n)
              and not (isinstance(n, ast.ClassDef) and n.bases)]  # fmt: skip
    assert silent == []


def _all(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if isinstance(target, ast.Name) and target.id == "__all__" and node.value:
                return list(ast.literal_eval(node.value))
    return None
