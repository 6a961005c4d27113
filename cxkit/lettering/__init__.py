"""Which fonts a text needs: what is printed may hold names and words in any script."""

from .faces import Face, families, lettered, silent

__all__ = ["Face", "families", "lettered", "silent"]
