"""The roster: who is in the class, read from a CSV file as people really save them.

A roster names the learners once; everything later (folders, gradebook, report) goes by its
ids. So a roster with a fault is refused as a whole, with every fault told at once, while
harmless repairs (a space trimmed) are made and told as notes.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Learner", "Roster", "RosterError", "read_roster", "write_roster"]

LIMIT = 2_000_000  # bytes; 10,000 learners are about 600 kB
_ENCODINGS = (("utf-16", (b"\xff\xfe", b"\xfe\xff")), ("utf-8-sig", (b"\xef\xbb\xbf",)))
_HEADERS = {
    "id": "id, learner, learner id, student, student id, student number, user, user name, "
          "username, login, number, participant, participant id, matriculation number",
    "name": "name, full name, display name, learner name, student name, participant name",
    "first": "first name, firstname, given name, given names, forename",
    "last": "last name, lastname, surname, family name",
    "email": "email, e mail, mail, email address, e mail address",
}
_FIELD = {word.strip(): field for field, words in _HEADERS.items() for word in words.split(",")}
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_GLOB = re.compile(r"[\[\]{}!+,;%]")  # nbgrader reads these in a folder's name as a pattern


class RosterError(ValueError):
    """The roster cannot be used. `faults` holds one sentence each, all of them at once."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        listed = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(
            f"{path.name} cannot be used as a roster; {count}:\n{listed}\n"
            "Mend the file and run the command again. Nothing was made."
        )


@dataclass(frozen=True)
class Learner:
    """One learner. `id` is fit as a folder's name; the rest may be empty."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip() or self.id


@dataclass(frozen=True)
class Roster:
    """The class in the roster's order; `notes` are sentences about repairs that were made."""

    learners: tuple[Learner, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Learner]:
        return iter(self.learners)

    def __len__(self) -> int:
        return len(self.learners)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(learner.id for learner in self.learners)


def read_roster(path: Path | str) -> Roster:
    """Read a roster in UTF-8, UTF-16 or cp1252, parted by comma, semicolon or tab.

    The first line names the columns, in any order: an id (or "student id", "username", ...),
    and perhaps name, or first and last name, and email. Other columns are left alone.

    Raises:
        RosterError: with every fault found, each with its line number.
    """
    path = Path(path)
    text = _text(path)
    rows = list(_rows(path, text))
    if not rows:
        raise RosterError(path, ["The file is empty; expected a line of column names."])
    line, header = rows[0]
    fields = _fields(header)
    if "id" not in fields:
        came = ", ".join(cell.strip() for cell in header if cell.strip()) or "nothing"
        raise RosterError(path, [
            f"Line {line}: expected a column called id (or learner, student id, username), "
            f"found {came:.120}."
        ])
    twice = {f for f in fields if f and fields.count(f) > 1}
    if twice:
        raise RosterError(path, [f"Line {line}: two columns for {f}." for f in sorted(twice)])
    return _learners(path, fields, rows[1:])


def write_roster(path: Path, roster: Roster) -> None:
    """Write the roster as the class keeps it: UTF-8, commas, columns id, first, last, email."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "first name", "last name", "email"])
    writer.writerows([x.id, x.first, x.last, x.email] for x in roster)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LIMIT:
            raise RosterError(path, [f"It holds more than {LIMIT // 1_000_000} MB."])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise RosterError(path, [f"There is no file at {path}."]) from None
    except OSError as error:
        raise RosterError(path, [f"It cannot be opened: {error.strerror or error}."]) from None
    if raw[:4] == b"PK\x03\x04":
        raise RosterError(path, ["It is a spreadsheet; save the sheet as CSV (UTF-8) first."])
    try:
        for encoding, marks in _ENCODINGS:
            if raw.startswith(marks):
                return raw.decode(encoding)
        if raw[1:2] == b"\x00":
            return raw.decode("utf-16-le")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError as error:
            raise RosterError(path, [
                f"It is neither UTF-8, UTF-16 nor Windows text (byte {error.start}). "
                "Save it as CSV UTF-8."
            ]) from None


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    text = unicodedata.normalize("NFC", text).lstrip("\ufeff")
    lines = text.splitlines()
    if lines and re.fullmatch(r"sep=.", lines[0].strip(), re.IGNORECASE):
        text = "\n" + "\n".join(lines[1:])  # Excel's own first line; the numbers stay true
    first = next((line for line in text.splitlines() if line.strip()), "")
    # The one that shows an id, and then the most columns: "id<tab>name, as you like it".
    delimiter = max(";,\t", key=lambda c: ("id" in _fields(first.split(c)), first.count(c)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for row in reader:
            if any("\n" in cell or "\r" in cell for cell in row):
                raise csv.Error
            before = reader.line_num
            if any(cell.strip() for cell in row):
                yield before, row
    except csv.Error:
        raise RosterError(path, [
            f"Line {before + 1}: a quotation mark is opened and not closed in this line. "
            "Close it, or take it out."
        ]) from None


def _learners(path: Path, fields: list[str], rows: list[tuple[int, list[str]]]) -> Roster:
    faults: list[str] = []
    notes: list[str] = []
    seen: dict[str, tuple[int, str]] = {}
    learners = []
    for line, row in rows:
        if len(row) > len(fields) and any(cell.strip() for cell in row[len(fields):]):
            faults.append(
                f"Line {line}: expected {len(fields)} columns, found {len(row)}. "
                "Put quotes round a value that holds the separator."
            )
            continue
        raw = {field: cell for field, cell in zip(fields, row, strict=False) if field}
        found = {field: " ".join(cell.split()) for field, cell in raw.items()}
        name = found.get("id", "")
        if name != raw.get("id", ""):
            notes.append(f"Line {line}: spaces around the id {name!r} were removed.")
        fault = _unfit(name)
        if fault:
            faults.append(f"Line {line}: {fault}")
            continue
        same = "".join(name.split()).casefold()
        if same in seen:
            before, spelling = seen[same]
            how = "" if spelling == name else f" (there spelled {spelling!r})"
            faults.append(f"Line {line}: the id {name!r} stands already in line {before}{how}.")
            continue
        seen[same] = (line, name)
        learners.append(_learner(name, found))
    if not rows:
        faults.append("There are column names and no learner below them.")
    if faults:
        raise RosterError(path, faults)
    return Roster(tuple(learners), tuple(notes))


def _learner(name: str, found: dict[str, str]) -> Learner:
    first, last = found.get("first", ""), found.get("last", "")
    whole = found.get("name", "")
    if whole and not (first or last):
        if whole.count(",") == 1:  # "Lima, Ana"
            last, first = (part.strip() for part in whole.split(","))
        else:
            first, _, last = whole.rpartition(" ")
            first, last = (first, last) if first else (last, "")
    return Learner(name, first, last, found.get("email", ""))


def _unfit(name: str) -> str:
    """Why a text cannot be an id; empty where it can."""
    if not name:
        return "there is no id."
    shown = repr(name[:40])
    if _UNFIT.search(name) or _GLOB.search(name):
        bad = (_UNFIT.search(name) or _GLOB.search(name)).group()  # type: ignore[union-attr]
        return f"the id {shown} holds {bad!r}, which cannot stand in a folder's name."
    if any(unicodedata.category(c) in ("Cf", "Cc", "Co", "Cs") for c in name):
        return f"the id {shown} holds an invisible character; type it again."
    if name.startswith((".", "-")) or name.endswith("."):
        return f"the id {shown} begins or ends with a mark that a folder's name cannot have."
    if _RESERVED.fullmatch(name):
        return f"the id {shown} is a name that Windows keeps for itself."
    if len(name) > 64:
        return f"the id {shown} has {len(name)} characters; at most 64."
    return ""


def _fields(header: list[str]) -> list[str]:
    """What each column is: id, name, first, last, email, or empty."""
    return [_FIELD.get(_plain(cell), "") for cell in header]


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", cell.casefold()).split())
