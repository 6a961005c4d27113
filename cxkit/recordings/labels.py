"""What a team calls things, and what we call them: tier names and labels to MOT, BP, BR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from .events import KINDS, EventsError

__all__ = ["DEFAULT", "LabelMap", "plain"]

# The colours are those of the sources' flashes (method.md row 24).
_USUAL = {
    "MOT": "mot|mots|moment of truth|moments of truth|red|red flash|touchpoint|touch point|"
    "customer interaction",
    "BP": "bp|bps|break point|break points|breakpoint|breakpoints|blue|blue flash|handover|"
    "hand-over|handoff|hand-off|internal interaction",
    "BR": "br|brs|business rule|business rules|green|green flash|decision|decision point|rule",
}
_BOTH = re.compile(rf"({'|'.join(KINDS)}) · (.+)", re.DOTALL)  # as `formats.found.named` writes


def plain(label: str) -> str:
    """A label as it is compared: without case, accents' form, punctuation or doubled spaces."""
    text = unicodedata.normalize("NFKC", label).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


@dataclass(frozen=True)
class LabelMap:
    """A team's names of kinds. Names are compared as `plain` makes them; what the map does not
    name is looked up among the usual ones, unless `usual` is off.

    Args:
        names: a team's name -> one of KINDS, or "" for "keep, but not as an event of a kind".

    Raises:
        EventsError: a name stands for none of KINDS, or two that compare alike for different
            ones.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    usual: bool = True

    def __post_init__(self) -> None:
        known, faults = {}, []
        for name, kind in self.names.items():
            if not isinstance(name, str) or kind not in ("", *KINDS):
                faults.append(
                    f"Label {str(name)[:40]!r}: expected {', '.join(KINDS)} or nothing, "
                    f"found {str(kind)[:40]!r}."
                )
            elif known.setdefault(plain(name), kind) != kind:
                faults.append(f"Label {name[:40]!r}: stands for {known[plain(name)]} and {kind}.")
        if faults:
            raise EventsError(faults)
        object.__setattr__(self, "_known", (_KNOWN if self.usual else {}) | known)

    @classmethod
    def of(cls, names: Self | Mapping[str, str] | None) -> Self:
        """`names` as a LabelMap; None is the usual one."""
        return names if isinstance(names, cls) else cls(dict(names or {}))

    def kind(self, label: str) -> str:
        """The kind that `label` names, "" where it names none."""
        return self._known.get(plain(label), "")  # type: ignore[attr-defined]

    def split(self, label: str, note: str) -> tuple[str, str, str]:
        """The kind, the label and the note of a mark.

        A team may have a tier for each kind, or one tier whose notes name the kinds: the label
        counts first, then a note that is nothing but a name. A label that is exactly a kind's
        is left out: it says nothing more.
        """
        if label in KINDS and plain(label) not in map(plain, self.names):
            return label, "", note
        if both := _BOTH.fullmatch(label):
            return both[1], both[2], note
        if (kind := self.kind(label)) or plain(label) in map(plain, self.names):
            return kind, label, note
        return self.kind(note), label, note


_KNOWN = {plain(name): kind for kind, text in _USUAL.items() for name in text.split("|")}
DEFAULT = LabelMap()
