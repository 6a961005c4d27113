"""Whose hand-in: from the name that a platform or a person gave it, and never from a guess.

What is tried, in this order; each must lead to one learner and no two may disagree:
- the id on the roster as a whole word of the name;
- the e-mail address as a whole, or its part before the @ where only one learner has it;
- the person's name as a platform writes it at the front: Moodle "Ana Lima_123_assignsubmission_
  file_x.zip", Canvas "limaana_12345_67890_x.zip" (with _LATE_ after the name), the first name
  first or last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .roster import Learner

__all__ = ["Whose"]

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")
_CANVAS = re.compile(r"(?P<name>[^_\d]+?)(?:_LATE)?_(?P<user>\d+)_(?P<sent>\d+)_(?P<file>.+)")
_EDGE = r"[^\W_]"


class Whose:
    """A roster, ready to be asked.

    Args:
        titles: stems of the course's notebooks: what stands in them (02-...) is no id.
    """

    def __init__(self, learners: Iterable[Learner], titles: Iterable[str] = ()) -> None:
        self._learners = tuple(learners)
        self._titles = tuple(_plain(t.removesuffix(".ipynb")) for t in titles)
        self._ids = [(_whole(one.id), one) for one in self._learners]
        mails = [(_plain(one.email), one) for one in self._learners if "@" in one.email]
        fronts = [mail.partition("@")[0] for mail, _ in mails]
        self._mails = [(_whole(mail), one) for mail, one in mails]
        self._fronts = [(_whole(mail.partition("@")[0]), one) for mail, one in mails
                        if fronts.count(mail.partition("@")[0]) == 1]

    def find(self, name: str) -> tuple[Learner | None, str]:
        """The learner, or None and a sentence that says why nobody is certain."""
        plain = _plain(name)
        for title in self._titles:
            plain = plain.replace(title, " ")
        moodle, canvas = _MOODLE.match(name), _CANVAS.fullmatch(name)
        platform = moodle or canvas
        by_id = {one for whole, one in self._ids if whole.search(plain)}
        # A number that a platform counted may be another learner's id.
        counted = {platform["number"]} if moodle else {canvas["user"], canvas["sent"]} if canvas else set()
        by_name = self._named(platform["name"]) if platform else set()
        if by_name:
            by_id = {one for one in by_id if one.id not in counted}
        mails = {one for whole, one in self._mails if whole.search(plain)}
        if not (by_id or mails):
            mails = {one for whole, one in self._fronts if whole.search(plain)}
        fitting = by_id | mails | by_name
        if len(fitting) == 1:
            return fitting.pop(), ""
        if fitting:
            told = ", ".join(sorted(one.id for one in fitting))
            return None, f"The name fits more than one: {told}. Rename it to the one learner's id."
        return None, "The name fits nobody on the roster. Rename it to the learner's id."

    def is_id(self, name: str) -> Learner | None:
        """The learner with exactly this id."""
        return next((one for one in self._learners if _plain(one.id) == _plain(name)), None)

    def _named(self, name: str) -> set[Learner]:
        """Who is called so; nobody where two are."""
        wanted = _letters(name)
        found = {one for one in self._learners
                 if wanted and wanted in (_letters(one.first + one.last), _letters(one.last + one.first))}
        return found


def _whole(text: str) -> re.Pattern[str]:
    """The text with no letter or digit right before or after it."""
    return re.compile(f"(?<!{_EDGE}){re.escape(_plain(text))}(?!{_EDGE})")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _letters(text: str) -> str:
    """Letters alone, without accents: platforms leave them out."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in spread if c.isalpha())
