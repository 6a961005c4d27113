"""The cases: companies worth working on, and the truth that is known about them.

A case is a folder of small files. `load` reads one and is what a learner's notebook uses;
`build` and `drift` belong to whoever keeps the course, and load the generators only when called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxkit.cases.case import Case, CaseError, load

__all__ = ["NAMES", "Case", "CaseError", "build", "drift", "load", "what_if"]

NAMES = ("rowan-vale",)


def build(name: str, root: Path) -> list[Path]:
    """Write every file of case `name` into `root/name`.

    Each file is replaced in one step, so a run that is cut off leaves whole files only, and
    a second run completes it. Twice built is byte for byte the same.

    Args:
        name: one of `NAMES`.
        root: the folder that holds the cases, as a rule `course/cases`.

    Returns:
        The paths whose content has changed, in order of name.

    Raises:
        CaseError: there is no such case, or the folder cannot be written.
    """
    from cxkit.cases.files import write_all

    return write_all(Path(root) / name, _files(name))


def drift(name: str, root: Path) -> list[str]:
    """Say which files in `root/name` differ from what `build` would write.

    Returns:
        One sentence a file that is missing, different or not ours; empty when all is well.

    Raises:
        CaseError: there is no such case.
    """
    from cxkit.cases.files import differences

    return differences(Path(root) / name, _files(name))


def what_if(case: Case, remove: Iterable[str], draws: int = 1000) -> dict[str, Any]:
    """What the half-year in the log of `case` would have been without the rules in `remove`.

    The same customers come with the same draws (common random numbers); without any rule
    removed every difference is exactly 0. Takes about a fifth of a second.

    Args:
        case: as `load` gives it.
        remove: ids of rules, none of them regulatory.
        draws: bootstrap samples of whole weeks for the 95 % intervals.

    Returns:
        `measures`, `periods` and `rules`; see `cxkit.cases.rowan_vale.what_if`.

    Raises:
        CaseError: the case has no simulation, or a rule may not be removed.
    """
    if case.name not in NAMES:
        raise CaseError(
            f"There is no simulation of {case.name!r}, only of: {', '.join(NAMES)}. "
            "Load one of these."
        )
    from cxkit.cases.rowan_vale.what_if import what_if as run

    return run(remove, draws)


def _files(name: str) -> dict[str, bytes]:
    if name not in NAMES:
        raise CaseError(f"There is no case called {name!r}. The cases are: {', '.join(NAMES)}.")
    from cxkit.cases import rowan_vale

    return rowan_vale.files()
