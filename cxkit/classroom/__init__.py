"""A class from roster to report: nbgrader is the office, the answers decide the marks."""

from .folder import ClassError, ClassFolder
from .gradebook import GradebookError
from .office import grade_class
from .outcome import ClassResult, ExerciseResult, LearnerResult
from .release import ReleaseError, release
from .roster import Learner, Roster, RosterError, read_roster
from .scaffold import new

__all__ = [
    "ClassError",
    "ClassFolder",
    "ClassResult",
    "ExerciseResult",
    "GradebookError",
    "Learner",
    "LearnerResult",
    "ReleaseError",
    "Roster",
    "RosterError",
    "grade_class",
    "new",
    "read_roster",
    "release",
]
