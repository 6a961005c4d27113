"""One source to notebooks: lessons are written once, as text, and everything else is built.

`source` reads a lesson, `notebook` composes the instructor's, the learner's and the worked
notebook from it, `run` fills in the worked outputs, `build` writes what changed, `lint` says what
is wrong with the text. nbgrader, jupytext and nbclient load only when they are used.
"""

from .build import BuildError, build, drift, instructor
from .environment import environment
from .lint import lint
from .source import SourceError

__all__ = [
    "BuildError",
    "SourceError",
    "build",
    "drift",
    "environment",
    "instructor",
    "lint",
]
