"""Turns between the threads of a kernel.

A form's words may reach the kernel in a subshell, beside the cell that was run right after
typing (JupyterLab 4.4 and later). The cell would then read an answer that is not yet on the
disk. The course's own JupyterLab settings send all words through one thread; elsewhere each
cell waits here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

__all__ = ["cells_wait"]

ARRIVE = 0.03  # s; words that were sent before a cell was run have arrived by then
Turns = Callable[[], Iterable[AbstractContextManager[Any]]]
_asked: Turns | None = None


def cells_wait(turns: Turns) -> None:
    """Let each cell of this kernel wait until every form has done what it was told before.

    Args:
        turns: gives the locks that forms hold while they save, as they are then.
    """
    from IPython import get_ipython

    global _asked
    first, _asked = _asked is None, turns
    shell = get_ipython()
    if first and shell is not None:
        shell.events.register("pre_run_cell", wait)


def wait(*_: Any) -> None:
    """Wait for what is under way; called before each cell once a form was opened."""
    time.sleep(ARRIVE)
    for turn in _asked() if _asked else ():
        with turn:
            pass
