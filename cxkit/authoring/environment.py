"""environment.yml for conda users, generated from pyproject.toml so that the two cannot differ.

The names of the base dependencies are the same on conda-forge; the kit itself and the grader's
extra come through pip. Untested on conda itself: see README.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

__all__ = ["ProjectError", "environment"]


class ProjectError(ValueError):
    """pyproject.toml is not as the kit has it; the message says what is missing."""


def environment(pyproject: Path) -> str:
    """The text of environment.yml, LF line ends.

    Raises:
        ProjectError: pyproject.toml cannot be read or lacks a field that is needed.
    """
    try:
        project = tomllib.loads(Path(pyproject).read_text(encoding="utf-8"))["project"]
        name, python = project["name"], project["requires-python"]
        dependencies = [_plain(d) for d in project["dependencies"]]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(
            f"{pyproject}: expected [project] with its dependencies: {error}."
        ) from None
    lines = [
        "# Generated from pyproject.toml by `cxkit build`; a test holds the two equal.",
        f"name: {name}",
        "channels:",
        "  - conda-forge",
        "dependencies:",
        f'  - "python{python}"',
        "  - pip",
        *(f'  - "{d}"' for d in dependencies),
        "  - pip:",
        '      - "-e .[grader]"',
    ]
    return "\n".join(lines) + "\n"


def _plain(requirement: str) -> str:
    """A requirement as conda writes it: no extras, no markers, no spaces."""
    return re.sub(r"\[[^\]]*\]|\s", "", requirement.split(";")[0])
