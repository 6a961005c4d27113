"""Files of a case: how a value becomes bytes, and how bytes reach the disk whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxkit.atomic import put
from cxkit.cases.case import CaseError

__all__ = ["differences", "json_bytes", "text_bytes", "write_all"]


def json_bytes(value: Any) -> bytes:
    """One layout for every platform: UTF-8, keys in order, one space of indent, "\\n" ends."""
    return text_bytes(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True))


def text_bytes(text: str) -> bytes:
    """UTF-8 with exactly one line end at the close."""
    return (text.rstrip("\n") + "\n").encode("utf-8")


def write_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write each file of `files` (name to bytes) into `folder`, each in one step.

    Returns:
        The paths whose content has changed, in order of name.

    Raises:
        CaseError: the folder or a file cannot be written.
    """
    try:
        return [folder / name for name in sorted(files) if put(folder / name, files[name])]
    except OSError as error:
        raise CaseError(
            f"The case could not be written to {folder} ({error.strerror or 'no reason given'}). "
            "Check that the folder may be written to and the disk is not full, then run it again."
        ) from None


def differences(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """One sentence for each file of `folder` that is missing, different or not expected."""
    found = []
    for name in sorted(files):
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing from {folder}.")
            continue
        # A checkout on Windows may turn "\n" into "\r\n"; that is git's doing, not a drift.
        lies = path.read_bytes().replace(b"\r\n", b"\n")
        if lies != files[name]:
            line = _first_difference(lies, files[name])
            found.append(f"{name} in {folder} differs from what would be built, from line {line}.")
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.name not in files and not path.name.startswith("."):
                found.append(f"{path.name} in {folder} is not a file of this case.")
    return found


def _first_difference(one: bytes, other: bytes) -> int:
    ones, others = one.split(b"\n"), other.split(b"\n")
    for number, (a, b) in enumerate(zip(ones, others, strict=False), start=1):
        if a != b:
            return number
    return min(len(ones), len(others)) + 1
