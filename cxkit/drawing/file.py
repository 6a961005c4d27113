"""A file that is put in place whole, or not at all; and what can go wrong with that.

ExportError
+-- UnknownFormat     the name ends in something this kit does not write
+-- NothingToExport   there is no picture yet, or no table
+-- CannotWrite       the disk, the folder or another program says no
"""

from __future__ import annotations

from pathlib import Path

from .. import atomic

__all__ = ["CannotWrite", "ExportError", "NothingToExport", "UnknownFormat", "put"]


class ExportError(Exception):
    """Base of everything an export can say no with; the message is a sentence for people."""


class UnknownFormat(ExportError):
    pass


class NothingToExport(ExportError):
    pass


class CannotWrite(ExportError):
    pass


def put(path: Path, content: bytes) -> Path:
    """Write the bytes to `path`; folders are made.

    Raises:
        CannotWrite: the place is a folder, is read-only, is full, or the file is open in
            another program that holds on to it.
    """
    path = Path(path)
    if path.is_dir():
        raise CannotWrite(f"Expected a file name, found the folder {path}. Add a file name.")
    try:
        atomic.put(path, content)
    except PermissionError as error:
        if error.filename2:  # only the renaming has two names: the folder itself was willing
            raise CannotWrite(
                f"{path.name} could not be replaced in {path.parent}. It is probably open in "
                "another program, such as Excel: close it there and export again."
            ) from None
        raise CannotWrite(
            f"The folder {path.parent} does not let files be written. "
            "Export to a folder of your own, or ask whoever looks after this one."
        ) from None
    except OSError as error:
        raise CannotWrite(
            f"{path.name} could not be written to {path.parent}: {error.strerror or error}. "
            "Nothing was changed. Check the name and the space on the disk."
        ) from None
    return path
