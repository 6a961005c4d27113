"""The class of the classroom's tests, to be handed into."""

from tests.classroom.conftest import answers, course, folder, give, made

__all__ = ["answers", "course", "folder", "give", "made"]
