"""A class of thirty from roster to certificates, in one run: what `make demo` shows.

The people are invented, their answers are the model answers worsened by rule, and the two markers
are a rule with a seed: synthetic, all of it. The first sixteen hand in every way that really
occurs, the broken ones too; the others make it a class.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .atomic import put
from .certificates.badgekey import new_key
from .certificates.certificate import Wording
from .certificates.certifying import certify, paper_of, sign
from .classroom.office import grade_class, show
from .classroom.sample import hand_in, models, sample_paper
from .classroom.scaffold import new
from .course import Course
from .judging import Judging, merge

__all__ = ["CLASS", "MARKERS", "demo"]

_OURS = ".cxkit-demo"
_MORE = ("Silva;Beatriz", "Olsen;Nils", "Mbeki;Sipho", "Rossi;Giulia", "Schmidt;Lena",
         "Dubois;Claire", "Tanaka;Ken", "Walsh;Niamh", "Costa;Rui", "Berg;Ida", "Khan;Amina",
         "Horvat;Luka", "Santos;Diego", "Moreau;Alix")  # fmt: skip
_KINDS = ("expert", "expert", "good", "expert", "good", "fair", "expert", "good", "middling",
          "expert", "good", "expert", "fair", "expert")  # fmt: skip
# id, name, kind of hand-in. The people are invented.
_SIXTEEN = (
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
CLASS = _SIXTEEN + tuple(
    (f"{name.split(';')[0].lower()}-{number}", name, kind)
    for number, (name, kind) in enumerate(zip(_MORE, _KINDS, strict=True), start=17)
)
MARKERS = ("anna", "ben")


def demo(root: Path | str, course: Course | None = None) -> str:
    """Make the class in `root`, hand in for it, mark it, judge it and certify.

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
    with _step("class made"):
        folder = _made(root, course)
    with _step("hand-ins written"):
        answers = models(course)
        for who, _, kind in CLASS:
            hand_in(kind, who, root / "handins", course, folder.release, answers)
    with _step("marked"):
        results = grade_class(root, quiet=True, pages=False)
    shares = {one.learner.id: one["paper"].points / (one["paper"].full or 1) for one in results}
    with _step("judged by two markers, merged"):
        for marker in MARKERS:
            _judge(Judging(root, marker), shares)
        merged = merge(root, both=True)
    with _step("feedback and report written"):
        results = grade_class(root, quiet=True)
    with _step("certificates and badges written"):
        room, found, paper = paper_of(folder)
        written = certify(room, found, Wording("A synthetic class", "22 November 2026"), paper=paper)
        badges = sign(
            room, found, new_key(root / "trainer.pem"), issuer="A synthetic class",
            address="https://example.org", title="Certificate of assessment", paper=paper,
            when=datetime.now(UTC).replace(microsecond=0),
        )  # fmt: skip
    show(results)
    count = sum(one.path is not None for one in written)
    print(merged.summary)
    print(f"{count} certificates and {len(badges)} badges; the class and its markers are synthetic")
    seconds = time.perf_counter() - began
    return f"demo: {results.summary} in {seconds:.0f} s; report: {folder.report}"


def _made(root: Path, course: Course) -> Any:
    roster = "".join(f"{who};{name}\n" for who, name, _ in CLASS)
    beside = root.parent / f".{root.name}-roster.csv"
    put(beside, f"\ufeffstudent id;last name;first name\n{roster}".encode())
    try:
        paper, key = sample_paper(course)
        folder = new(root, beside, course, paper=paper, key=key)
    finally:
        beside.unlink(missing_ok=True)
    put(root / _OURS, b"Made by `cxkit demo`; replaced by the next.\n")
    return folder


def _judge(judging: Judging, shares: dict[str, float]) -> None:
    """A marker of the paper by rule: a level near what the program found, or one beside it."""
    for task, place in judging.desk.places.items():
        if place.assignment != "paper":
            continue
        for code, ticket in judging.tickets(task).items():
            draw = random.Random(f"{judging.marker}/{task}/{ticket.work.learner}")
            level = round(3 * shares.get(ticket.work.learner, 0)) + draw.choice((-1, 0, 0, 0, 0, 1))
            judging.judge(task, code, min(3, max(0, level)), "")


@contextmanager
def _step(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{time.perf_counter() - began:5.1f} s  {what}", flush=True)
