"""Decision tables as files: XLSX, CSV and DMN 1.3 XML, in and out, and the same again.

`read_table` and `write_table` are the door; what a table is, and what is wrong with one, is for
`techniques.tables` and its neighbours.
"""

from __future__ import annotations

from .error import DecisionsError
from .reading import FORMATS, read_table, read_tables, write_table

__all__ = ["FORMATS", "DecisionsError", "read_table", "read_tables", "write_table"]
