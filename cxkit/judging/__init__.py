"""People judge what no rule can: levels given blind, alone or by two, and merged into the marks.

Sheets for judging offline are read and written by `taking` and `sheet`; they bring the drawing
room with them, so they are not loaded before somebody asks for one.
"""

from .judgement import JudgingError
from .merging import merge
from .overview import table
from .sitting import Judging, judge

__all__ = ["Judging", "JudgingError", "judge", "merge", "table"]
