"""A fresh paper in two folders: one for learners, one for whoever marks.

Nothing that lies there already is ever overwritten. A run that was cut off leaves whole files of
its paper only, so a second run with the same secret sees that they are its own and adds the rest.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from cxkit.cases.files import write_all
from cxkit.cases.reading import CaseError, read_json, require

__all__ = ["SHORTEST", "Made", "new_paper", "open_key", "open_paper", "read_secret"]

SHORTEST = 16  # bytes of a secret
_VARIED = 6  # different bytes in a secret, at the least
_LONGEST = 1_000_000

# What a cut-off run may leave beside whole files; see `cxkit.atomic`.
_REMNANT = re.compile(r"\.(?P<name>.+)\.\d+\.tmp")


@dataclass(frozen=True)
class Made:
    """What was made: the paper's id, its firm, its folders and how many files changed."""

    id: str
    firm: str
    folder: Path
    key: Path
    written: int


def new_paper(folder: Path, secret: bytes, key: Path | None = None) -> Made:
    """Write the paper of `secret` into `folder` and its key into `key`.

    Args:
        folder: made if it is not there; may hold a part of this very paper, and nothing else.
        secret: as `read_secret` gives it.
        key: by default the folder beside it with "-key" after its name.

    Raises:
        CaseError: one folder lies in the other, or holds something else, or cannot be written.
    """
    from cxkit.cases.brightwater import make_paper

    folder = Path(folder)
    key = (
        Path(key) if key is not None else folder.resolve().with_name(f"{folder.resolve().name}-key")
    )
    _apart(folder, key)
    paper = make_paper(secret)
    for place, files in ((folder, paper.files), (key, paper.key)):
        _room(place, files)
    written = len(write_all(key, paper.key)) + len(write_all(folder, paper.files))
    for place, files in ((folder, paper.files), (key, paper.key)):
        for path in _remnants(place, files):
            path.unlink(missing_ok=True)
    return Made(paper.id, paper.firm.name, folder, key, written)


def read_secret(path: Path) -> bytes:
    """The secret in the file at `path`, the same whichever editor saved it.

    Where the file is text in UTF-8, or in UTF-16 with its mark, as Windows writes it, the mark goes,
    line ends become one kind, letters with accents are composed, and blanks around it do not count.
    Other bytes are taken as they are.

    Raises:
        CaseError: the file cannot be read, or its content can be guessed.
    """
    try:
        with open(path, "rb") as file:
            secret = file.read(_LONGEST + 1)
    except OSError as error:
        raise CaseError(
            f"The secret could not be read from {path} ({error.strerror or 'no reason given'}). "
            "Give a file that holds a sentence only you know."
        ) from None
    if len(secret) > _LONGEST:
        raise CaseError(
            f"The secret in {path} is longer than a million bytes. "
            "Give a small file, such as a sentence only you know."
        )
    secret = _plain(secret)
    if len(secret) < SHORTEST:
        raise CaseError(
            f"Expected a secret of {SHORTEST} bytes or more in {path}, found {len(secret)}. "
            "Write a longer sentence into it: a short one can be guessed, and the key with it."
        )
    if len(set(secret)) < _VARIED:
        few = "one character" if len(set(secret)) == 1 else "a few characters"
        raise CaseError(
            f"The secret in {path} is {few} again and again. "
            "Write a sentence only you know: this one can be guessed, and the key with it."
        )
    return secret


def _plain(secret: bytes) -> bytes:
    coding = "utf-16" if secret[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig"
    try:
        text = secret.decode(coding)
    except UnicodeDecodeError:
        return secret.strip()
    return "\n".join(normalize("NFC", text).strip().splitlines()).encode("utf-8")


def open_paper(folder: Path) -> dict[str, Any]:
    """The JSON files of the paper in `folder`, by name without ending, as marking wants them.

    Raises:
        CaseError: there is no paper, or a file of it cannot be read.
    """
    front = Path(folder) / "paper.json"
    require(front, read_json(front), ("schema", "paper", "tasks"), "the top")
    return {path.stem: read_json(path) for path in sorted(Path(folder).glob("*.json"))}


def open_key(folder: Path) -> dict[str, Any]:
    """The key in `folder`.

    Raises:
        CaseError: there is no key, or it cannot be read.
    """
    path = Path(folder) / "key.json"
    key = read_json(path)
    require(path, key, ("schema", "paper", "tasks"), "the top")
    return dict(key)


def _apart(folder: Path, key: Path) -> None:
    one, other = folder.resolve(), key.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise CaseError(
            f"The key would lie in {key}, the paper in {folder}: one within the other. "
            "Give the key a folder of its own, so that handing out the paper does not hand out "
            "the key."
        )


def _room(place: Path, files: dict[str, bytes]) -> None:
    """Raise unless `place` holds nothing but whole files of this paper."""
    if not place.exists():
        return
    if not place.is_dir():
        raise CaseError(f"{place} is a file, not a folder. Give another name for the folder.")
    try:
        leftovers = set(_remnants(place, files))
        for path in sorted(place.iterdir()):
            known = path.name in files and path.is_file() and path.read_bytes() == files[path.name]
            if not known and path not in leftovers:
                raise CaseError(
                    f"{place} holds {path.name}, which is no part of this secret's paper. Nothing "
                    "was written. Give an empty folder or a new name; or, to finish a paper, the "
                    "secret that began it."
                )
    except OSError as error:
        raise CaseError(
            f"{place} could not be read ({error.strerror or 'no reason given'}). "
            "Check who may read it, or give another folder."
        ) from None


def _remnants(place: Path, files: dict[str, bytes]) -> list[Path]:
    found = ((path, _REMNANT.fullmatch(path.name)) for path in sorted(place.glob(".*.tmp")))
    return [path for path, match in found if match and match["name"] in files and path.is_file()]
