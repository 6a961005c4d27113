"""A course of two modules, for tests that build it again and again: `make test` itself holds the
whole course against what is built."""

from __future__ import annotations

from pathlib import Path

KEPT = ("00", "02")


def shorten(home: Path) -> None:
    """Leave modules 00 and 02 in the copy of the course in `home`, and what is built from them."""
    toml = home / "course" / "course.toml"
    head, *modules = toml.read_text(encoding="utf-8").split("[[module]]\n")
    left = [m for m in modules if m.split('"')[1] in KEPT]
    toml.write_text("[[module]]\n".join([head, *left]), encoding="utf-8")
    kinds = ("course/source/0*.md", "course/modules/0*.ipynb", "solutions/0*.ipynb",
             "course/source/models/**/*.json", "solutions/answers/**/*.json")  # fmt: skip
    for path in [p for kind in kinds for p in home.glob(kind)]:
        module = path.name.split("-")[0] if "-" in path.name else f"0{path.name.split('.')[0]}"
        if module not in KEPT:
            path.unlink()
