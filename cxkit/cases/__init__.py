"""The cases: companies worth working on, and the truth that is known about them.

A case is a folder of small files. `load` reads one and is what a learner's notebook uses;
`build` and `drift` belong to whoever keeps the course, and load the generators only when called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cxkit.cases.case import Case, CaseError
from cxkit.cases.case import load as _load

__all__ = ["NAMES", "Case", "CaseError", "build", "drift", "load", "truths", "what_if"]

NAMES = ("rowan-vale", "brightwater")

_SIMULATED = ("rowan-vale",)
_PAPERS = ("paper", "brightwater")


def load(folder: Path) -> Any:
    """Open the case in `folder`; files are read when first used.

    Returns:
        A `Case`; for a paper, whether it is there or not, a `Sitting`.

    Raises:
        CaseError: the folder of a case, or one of its files, is not there.
    """
    if Path(folder).name not in _PAPERS and not (Path(folder) / "paper.json").is_file():
        return _load(folder)
    from cxkit.cases.sitting import sit

    return sit(Path(folder))


def build(name: str, root: Path) -> list[Path]:
    """Write every file of case `name` into `root/name`.

    The key of Brightwater's sample paper goes to `trainer/brightwater-key` beside `root`. Each file is replaced in one step, so a run that is cut off leaves whole files only, and
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

    return [
        path for folder, files in _folders(name, Path(root)) for path in write_all(folder, files)
    ]


def drift(name: str, root: Path) -> list[str]:
    """Say which files in `root/name` differ from what `build` would write.

    Returns:
        One sentence a file that is missing, different or not ours; empty when all is well.

    Raises:
        CaseError: there is no such case.
    """
    from cxkit.cases.files import differences

    return [
        fault
        for folder, files in _folders(name, Path(root))
        for fault in differences(folder, files | _recorded(folder))
    ]


def truths(name: str, root: Path) -> list[tuple[str, Any, Any]]:
    """Every seeded truth of case `name`: what it is, what the key states, what documents give.

    Args:
        root: the folder that holds the cases.

    Raises:
        CaseError: there is no such case, or a file of it is missing or damaged.
    """
    folder = Path(root) / _known(name)
    try:
        if name == "brightwater":
            from cxkit.cases.audit_brightwater import audit as audit_paper

            return audit_paper(folder, _key_folder(Path(root)))
        from cxkit.cases.audit import audit as audit_case

        return audit_case(load(folder))
    except (LookupError, TypeError, ValueError) as error:
        raise CaseError(
            f"The audit of {name} came to a value that it cannot use ({type(error).__name__}: "
            f"{error}). A file in {folder} was changed by hand: `cxkit cases build --check` says "
            "which."
        ) from None


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
    if case.name not in _SIMULATED:
        raise CaseError(
            f"There is no simulation of {case.name!r}, only of: {', '.join(_SIMULATED)}. "
            "Load one of these."
        )
    from cxkit.cases.rowan_vale.what_if import what_if as run

    return run(remove, draws)


def _known(name: str) -> str:
    if name not in NAMES:
        raise CaseError(f"There is no case called {name!r}. The cases are: {', '.join(NAMES)}.")
    return name


def _folders(name: str, root: Path) -> list[tuple[Path, dict[str, bytes]]]:
    """The folders of case `name`, each with what belongs into it."""
    folder = root / _known(name)
    if name == "brightwater":
        from cxkit.cases import brightwater

        paper, key = brightwater.files(brightwater.SAMPLE)
        return [(folder, paper), (_key_folder(root), key)]
    from cxkit.cases import rowan_vale

    return [(folder, rowan_vale.files())]


def _key_folder(root: Path) -> Path:
    return root.parent / "trainer" / "brightwater-key"


def _recorded(folder: Path) -> dict[str, bytes]:
    # Gold and annotators of the sample's recordings lie with its key, and are built with the sound.
    kinds = ("bw*.gold.json", "bw*.annotators.json")
    found = [path for kind in kinds for path in sorted(folder.glob(kind))]
    return {path.name: path.read_bytes().replace(b"\r\n", b"\n") for path in found}
