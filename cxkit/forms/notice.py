"""What a form says before anything was typed: that nothing can be saved here."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["unwritable"]


def unwritable(folder: Path) -> str:
    """A sentence where answers cannot be written into `folder`, which need not be there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if os.access(folder, os.W_OK):
        return ""
    return (
        f"The folder {folder.name} may not be written, so nothing typed here can be saved. "
        "It stays in this browser as a draft. Copy the course to a folder of your own, "
        "then run the cell again."
    )
