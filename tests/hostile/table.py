"""All kinds, in order: name -> kind; and the learners who send them."""

from __future__ import annotations

from . import answers, archives, books, folders, forged
from .sent import Kind

__all__ = ["HONEST", "KINDS", "SENDERS"]

HONEST = ("honest-1", "honest-2", "honest-3")
KINDS: dict[str, Kind] = {
    **archives.KINDS, **folders.KINDS, **answers.KINDS, **books.KINDS, **forged.KINDS,
}
SENDERS = {name: f"h{n:03}" for n, name in enumerate(KINDS, start=1)}  # kind -> the learner's id
