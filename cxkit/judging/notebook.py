"""The notebook in which a marker judges, and JupyterLab opened on it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ..atomic import put
from ..classroom.folder import ClassFolder
from .judgement import Judgements, JudgingError

__all__ = ["open_lab", "write_notebook"]

_TEXT = """\
# Judging as {marker}

Run the line below (Shift+Enter), then judge with the keys: **0 to 3** the level, **N** next,
**P** previous, **C** a comment, **?** all keys. Each level is saved at once in `judgements/{marker}/`.
"""


def write_notebook(folder: ClassFolder, marker: str, *, third: bool = False) -> Path:
    """Write `judge-<marker>.ipynb` into the class.

    Raises:
        JudgingError: the marker's name will not do.
        OSError: the class cannot be written.
    """
    name = Judgements(folder.root, marker).marker
    asked = f'marker="{name}"' + (", third=True" if third else "")
    cells = [
        {"cell_type": "markdown", "id": "how", "metadata": {}, "source": _TEXT.format(marker=name)},
        {"cell_type": "code", "id": "judge", "metadata": {}, "execution_count": None, "outputs": [],
         "source": f"from cxkit.judging import judge\n\njudge({asked})"},
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path = folder.root / f"judge-{name.replace(' ', '-')}{'-third' if third else ''}.ipynb"
    put(path, json.dumps(book, ensure_ascii=False, indent=1).encode() + b"\n")
    return path


def open_lab(notebook: Path) -> int:
    """Start JupyterLab on a notebook and wait for its end.

    Returns:
        JupyterLab's exit code.

    Raises:
        JudgingError: JupyterLab is not installed here.
    """
    if find_spec("jupyterlab") is None:
        raise JudgingError(
            f"JupyterLab is not installed here. Install everything of requirements.lock, or open "
            f"{notebook} in a Jupyter that has this kit."
        )
    quiet = ["--LabApp.news_url=None",
             "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
    command = [sys.executable, "-m", "jupyterlab", *quiet, str(notebook.resolve())]
    with subprocess.Popen(command, cwd=notebook.parent) as lab:
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:  # JupyterLab has heard it too, and asks whether to end
                continue
