"""The kit's version, below every room, so that a hand-in can say which kit wrote it."""

__all__: list[str] = []

__version__ = "0.1.0"
