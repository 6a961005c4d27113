"""A class certified: the paper's results, a person's decisions, the certificates of who passed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ..atomic import put
from ..classroom.folder import ClassFolder
from ..classroom.grade import grade
from ..classroom.report import safe_cell
from .assessment import DISTINCTION, Assessment, assess
from .badge import badge, belongs, verify
from .badgekey import Key
from .certificate import CRITERIA, CertificateError, Wording, certificate
from .decisions import read_decisions, with_decision

__all__ = ["Written", "certify", "lines", "number_of", "one_of", "paper_of", "sign", "table", "write_table"]


@dataclass(frozen=True)
class Written:
    """What became of one learner's certificate: its file, or why there is none."""

    assessment: Assessment
    path: Path | None = None
    why: str = ""


def paper_of(folder: Path | ClassFolder) -> tuple[ClassFolder, list[Assessment], str]:
    """A class marked, and what its paper is worth for each learner.

    Returns:
        (the class, one assessment a learner in the roster's order, the paper's id).

    Raises:
        CertificateError: the class's course has no paper.
    """
    folder = folder if isinstance(folder, ClassFolder) else ClassFolder(folder)
    course = folder.course
    name = next((a for a in course.assignments if a != course.assignment), "")
    if not course.assessment or not name:
        raise CertificateError("The course of this class has no assessment, so nobody can pass it.")
    decided = read_decisions(folder)
    found = [
        with_decision(assess(one.learner, one[name], course.assessment, course.lines), decided)
        for one in grade(folder)
    ]
    return folder, found, _paper(course.part(name).case)


def one_of(found: Sequence[Assessment], learner: str) -> Assessment:
    """The assessment of a learner on the roster.

    Raises:
        CertificateError: nobody has this id.
    """
    for one in found:
        if one.learner.id == learner:
            return one
    raise CertificateError(f"Nobody on the roster is {learner!r:.40}. Give an id as the roster has it.")


def lines(found: Sequence[Assessment]) -> Iterator[str]:
    """A table for a terminal: one line a learner, then why."""
    wide = max((len(one.learner.name) for one in found), default=0)
    for one in found:
        areas = "  ".join(f"{a.name} {a.percent:3.0f} %" for a in one.areas)
        total = f"{one.total:5.1f} %" if one.areas else "       "
        yield f"{one.learner.name:{wide}}  {total}  {one.verdict}  {areas}".rstrip()
        yield from (f"{'':{wide}}  {reason}" for reason in one.reasons)
    count = Counter(one.verdict for one in found)
    yield ", ".join(f"{n} {verdict}" for verdict, n in count.items())


def table(found: Sequence[Assessment]) -> bytes:
    """The same as CSV, one row a learner."""
    areas = list(dict.fromkeys(a.name for one in found for a in one.areas))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["learner", "name", "verdict", "per cent", *areas, "why"])
    for one in found:
        percent = {a.name: f"{a.percent:.2f}" for a in one.areas}
        row = [one.learner.id, one.learner.name, one.verdict, one.total if one.areas else "",
               *(percent.get(a, "") for a in areas), " ".join(one.reasons)]  # fmt: skip
        writer.writerow([safe_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def write_table(found: Sequence[Assessment], to: Path) -> None:
    """Write the table, whole or not at all. Folders are made."""
    put(to, table(found))


def certify(
    folder: ClassFolder, assessments: Sequence[Assessment], wording: Wording, *, paper: str,
    fonts: Sequence[Path] = (), progress: Callable[[str], None] | None = None,
) -> list[Written]:
    """Write `certificates/<id>.pdf` for each who passed; nobody else gets one.

    A certificate of an earlier run goes where its learner does not pass any more.

    Returns:
        What became of everyone, in the order given.
    """
    made = []
    for found in assessments:
        path = folder.root / "certificates" / f"{found.learner.id}.pdf"
        if not found.passed:
            path.unlink(missing_ok=True)
            made.append(Written(found, why=found.verdict))
            continue
        try:
            raw = certificate(
                found.learner.name, wording, number=number_of(found, paper), paper=paper,
                result="Passed with distinction" if found.verdict == DISTINCTION else "",
                fonts=fonts,
            )
        except CertificateError as error:
            path.unlink(missing_ok=True)
            made.append(Written(found, why=str(error)))
            continue
        put(path, raw)
        made.append(Written(found, path))
        if progress:
            progress(found.learner.id)
    return made


def sign(
    folder: ClassFolder, found: Sequence[Assessment], key: Key, *, issuer: str, address: str,
    title: str, paper: str, when: datetime, until: datetime | None = None,
) -> list[Path]:
    """Write `badges/<id>.jwt` for each who passed.

    A badge that is there stays where it is valid and says of the same certificate the same things.
    """
    made = []
    for one in found:
        path = folder.root / "badges" / f"{one.learner.id}.jwt"
        if not one.passed:
            path.unlink(missing_ok=True)
            continue
        made.append(path)
        who, number = one.learner.email or one.learner.id, number_of(one, paper)
        told = (issuer, address, title, number)
        if path.is_file() and _says(path.read_text("utf-8", "replace"), key, when, who) == told:
            continue
        token = badge(
            key, issuer=issuer, address=address, learner=who, title=title,
            course=folder.course.title, criteria=CRITERIA, number=number, when=when, until=until,
        )
        put(path, token.encode() + b"\n")
    return made


def _says(token: str, key: Key, when: datetime, who: str) -> tuple[str, ...]:
    """Issuer, address, title and number of a badge of this learner; nothing of any other."""
    held = verify(token, key.public, when)
    if not held.good or not belongs(held, who):
        return ()
    issuer, subject = held.credential["issuer"], held.credential["credentialSubject"]
    return (issuer.get("name", ""), issuer.get("id", ""), held.credential["name"],
            subject["achievement"].get("humanCode", ""))  # fmt: skip


def number_of(found: Assessment, paper: str) -> str:
    """A certificate's number: the same for a learner and a paper, and telling of neither."""
    raw = sha256(f"{paper}/{found.learner.id}".encode()).hexdigest()
    return "-".join(re.findall("....", raw[:12].upper()))


def _paper(case: Path) -> str:
    try:
        return str(json.loads((case / "paper.json").read_text(encoding="utf-8"))["paper"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CertificateError(
            f"The class holds no paper that can be read ({error}). Make the class again with "
            "--paper and --paper-key."
        ) from None
