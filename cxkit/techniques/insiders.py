"""Names that give an entry away as the firm's own: roles inside, and names of its own steps.

Rows 10 and 2.1 of the method: who pays is nobody inside, and what customers think they are doing
has none of our names. The lists are data of the case, which a trainer can edit.

Conventions: a list is `general`, `case` and `alone`; words of `alone` count only as a whole entry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .artefact import tokens
from .remembered import remembered

__all__ = ["inside", "mentions"]

_SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "our",
        "your",
        "my",
        "their",
        "his",
        "her",
        "its",
        "any",
        "every",
        "each",
        "all",
    }
)
_AND = frozenset({"and", "or"})


def inside(text: str, names: Mapping[str, Collection[str]]) -> str:
    """The word that gives an entry away as one of the firm's own: a role in box 1, the name of a
    step in box 3. Empty where the entry is more than such names.

    Only an entry that consists of them, with small words around them, is told: "a fitter" and
    "our planner and the parts clerk" are, "a fitter from Hexham who hires at weekends" is not.

    Args:
        names: `general`, `case` and `alone`, each a list of names, as in the case's word lists.
    """
    known = {plain: n for pairs in _known(names).values() for n, plain in pairs}
    parts, part = [], []
    for word in [*tokens(text.replace("&", " and ").replace(",", " and ")), "and"]:
        if word in _AND:
            parts += [_name(" ".join(part))] if part else []
            part = []
        else:
            part.append(word)
    told = [known.get(p, "") for p in parts if p]
    return told[0] if told and all(told) else ""


def mentions(text: str, names: Mapping[str, Collection[str]]) -> list[str]:
    """The names of `general` and `case` that stand somewhere in a text: something to ask about,
    never a fault, since a customer may work in a call centre."""
    said = f" {_name(text)} "
    known = _known(names)
    return [n for key in ("general", "case") for n, plain in known[key] if f" {plain} " in said]


@remembered
def _known(names: Mapping[str, Collection[str]]) -> dict[str, list[tuple[str, str]]]:
    """The names of each part of a list, and how they are compared."""
    parts = ("general", "case", "alone")
    return {key: [(n, _name(n)) for n in names.get(key, ())] for key in parts}


def _name(text: str) -> str:
    """A name without small words and plurals, so that two spellings of one are equal."""
    kept = [w for w in tokens(text) if w not in _SMALL]
    return " ".join(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in kept
    )
