"""Pictures and sheets of what a learner made: measured text, one palette, a text twin each.

Light to import: matplotlib, Pillow and openpyxl load where a picture or a sheet is made.
"""

from __future__ import annotations

from .canvas import draw_canvas
from .canvastable import canvas_tables
from .export import FORMATS, export
from .file import CannotWrite, ExportError, NothingToExport, UnknownFormat
from .grid import draw_grid
from .gridtable import grid_tables
from .lanes import draw_map, map_tables, sketch_map
from .picture import Picture
from .sheet import Table, write_xlsx

__all__ = [
    "FORMATS",
    "CannotWrite",
    "ExportError",
    "NothingToExport",
    "Picture",
    "Table",
    "UnknownFormat",
    "canvas_tables",
    "draw_canvas",
    "draw_grid",
    "draw_map",
    "export",
    "grid_tables",
    "map_tables",
    "sketch_map",
    "write_xlsx",
]
