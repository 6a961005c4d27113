"""A class of sixteen, made, handed in for, and marked: what `make demo` shows."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from ..atomic import put
from ..course import Course
from .folder import ClassFolder
from .office import grade_class, show
from .sample import hand_in, models
from .scaffold import new

__all__ = ["CLASS", "demo"]

_OURS = ".cxkit-demo"
# id, name, kind of hand-in. The people are invented.
CLASS = (
    ("adeyemi-01", "Adeyemi;Folake", "expert"),
    ("bauer-02", "Bauer;J\u00fcrgen", "expert, a folder"),
    ("castro-03", "Castro;In\u00eas", "expert, from a platform"),
    ("dube-04", "Dube;Thandi", "good"),
    ("eriksen-05", "Eriksen;S\u00f8ren", "fair"),
    ("farah-06", "Farah;Hodan", "middling"),
    ("gunduz-07", "G\u00fcnd\u00fcz;Elif", "weak"),
    ("haddad-08", "Haddad;Karim", "half done, one file cut off"),
    ("ito-09", "\u4f0a\u85e4;\u7f8e\u54b2", "blank"),
    ("jansen-10", "Jansen;Pieter", "notebooks only"),
    ("kowalska-11", "Kowalska;\u0141ucja", "one answer of 50 MB"),
    ("lefevre-12", "Lef\u00e8vre;No\u00e9mie", "one answer of a wrong type"),
    ("mcbride-13", "McBride;Aoife", "cells doubled and deleted"),
    ("novak-14", "Nov\u00e1k;Jakub", "zip cut off"),
    ("okoro-15", "Okoro;Chidi", "zip that reaches outside"),
    ("petrov-16", "\u041f\u0435\u0442\u0440\u043e\u0432;\u0418\u0432\u0430\u043d",
     "nothing of the course"),
)


def demo(root: Path | str, course: Course | None = None) -> str:
    """Make the class in `root`, hand in for it, mark it and print the table.

    A class that an earlier demonstration made there is replaced; anything else is refused.

    Returns:
        The last line: how many are accounted for, in what time, and where the report lies.

    Raises:
        ClassError: `root` holds something else.
    """
    began = time.perf_counter()
    root, course = Path(root), course or Course.find()
    if (root / _OURS).is_file():
        shutil.rmtree(root)
    roster = "".join(f"{who};{name}\n" for who, name, _ in CLASS)
    beside = root.parent / f".{root.name}-roster.csv"
    put(beside, f"\ufeffstudent id;last name;first name\n{roster}".encode())
    try:
        folder = new(root, beside, course)
    finally:
        beside.unlink(missing_ok=True)
    put(root / _OURS, b"Made by `cxkit demo`; replaced by the next.\n")
    _hand_in(folder, course)
    results = grade_class(root, quiet=True)
    show(results)
    seconds = time.perf_counter() - began
    return f"demo: {results.summary} in {seconds:.0f} s; report: {folder.report}"


def _hand_in(folder: ClassFolder, course: Course) -> None:
    answers = models(course)
    for who, _, kind in CLASS:
        hand_in(kind, who, folder.root / "handins", course, folder.release, answers)
