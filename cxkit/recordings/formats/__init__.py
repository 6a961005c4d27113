"""The formats in which events are kept, one file each, with the same parts in the same order.

1. `NAME`: what people call it, and `CARRIES`: what of an event it can hold.
2. `sniff(head, name) -> bool`: whether the first bytes are of this format; `name` decides only
   where the content leaves it open.
3. `read(data, mapping) -> Found`: every mark, every fault, everything worth telling.
4. `write(events) -> bytes`, where the format can be written.

All but the spreadsheet receive UTF-8 without a BOM: `encoding` sees to that. A format knows no
label map: what "red" means is for `labels`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["FORMATS", "WRITTEN", "format_module"]

# In the order in which they are asked: the particular before the general.
FORMATS = (
    "xlsx",
    "elan",
    "textgrid",
    "webvtt",
    "boris",
    "labelstudio",
    "srt",
    "audacity",
    "boristable",
    "otter",
    "csvtable",
)
# How a file's name ends -> the format in which it is written.
WRITTEN = {
    ".eaf": "elan",
    ".vtt": "webvtt",
    ".srt": "srt",
    ".textgrid": "textgrid",
    ".txt": "audacity",
    ".json": "labelstudio",
    ".csv": "csvtable",
    ".xlsx": "xlsx",
}


def format_module(name: str) -> ModuleType:
    """The module of a format in `FORMATS`; imported only now, for some need a large library."""
    if name not in FORMATS:
        raise ValueError(f"expected a format among {', '.join(FORMATS)}, found {name!r}")
    return import_module(f"{__name__}.{name}")
