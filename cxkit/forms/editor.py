"""The kernel's side of a form: opens, saves, answers, and knows when it is no longer the one.

Messages from the form, each a dict with "op" and the sender's "client":
- hello: this view now holds the form. Answered with the state where the file moved on.
- media (recording, part): answered with that part of its sound.
- save (section, rows, seq): answered with saved, or refused with a kind and a reason.
- recover (use "offer" or "empty"): what to do with a damaged file; answered with the state.

Only the view that said hello last may save, and only the Editor that was shown last: two
windows on one answer never overwrite each other.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..workbook import (
    Answer,
    NewerAnswer,
    ReadOnlyWorkbook,
    StaleAnswer,
    Workbook,
    headless,
)
from .choices import sort
from .notice import unwritable
from .order import ordered
from .spec import Beside, Question, Section
from .table import doubts, tidy
from .timeline.agreed import agreed, when_checked
from .timeline.marks import marked
from .timeline.recording import part_of
from .turn import cells_wait
from .twin import twin
from .wire import TooLarge, carried, materials, plain, recordings

__all__ = ["Editor"]

STALE = (
    "This form was opened again elsewhere; this copy no longer saves. Run the cell again."
)
_SHOWN: dict[Path, Editor] = {}  # the Editor shown last in this kernel, one a file


class Editor:
    """One exercise's form.

    Args:
        layout: the answer's data -> its sections; called again after each save.
        questions: the answer's data -> what to ask under its cells.
        known_ids: the ids evidence may name; empty where any will do.
        beside: the answer's data -> a picture of it, drawn after each save; it must be quick.

    Raises:
        WorkbookError: `exercise` is no exercise's name.
    """

    def __init__(
        self,
        workbook: Workbook,
        exercise: str,
        mine: bool = False,
        *,
        layout: Callable[[dict[str, Any]], list[Section]],
        questions: Callable[[dict[str, Any]], list[Question]],
        title: str,
        known_ids: frozenset[str] = frozenset(),
        beside: Callable[[dict[str, Any]], Beside | None] | None = None,
    ) -> None:
        self.path = workbook.path(exercise, mine=mine).absolute()
        self.workbook, self.exercise, self.mine, self.title = workbook, exercise, mine, title
        self._layout, self._questions = layout, questions
        self._beside = beside
        self._known = {name.casefold(): name for name in known_ids}
        self._form: Any = None
        self._handle: Any = None
        self._client = ""  # the view that said hello last
        self._retired = False
        self._turn = threading.RLock()
        self._last: dict[str, int] = {}  # section -> the number of its last save
        self._told: dict[str, dict[str, Any]] = {}  # sections as the form last saw them
        self._open()

    def display(self) -> None:
        """Show the form and its static twin; in a headless run the twin alone."""
        from IPython.display import display

        bundle = twin(self.answer, self.sections)
        if headless():
            display(bundle, raw=True)
            return
        from .form import Form

        before = _SHOWN.get(self.path)
        if before is not None and before is not self:
            before.retire()
        _SHOWN[self.path] = self
        cells_wait(lambda: [one._turn for one in _SHOWN.values()])
        self._form = Form(state=self.state())
        self._form.fresh = self.state
        self._form.on_msg(self._heard)
        display(self._form)
        self._handle = display(bundle, raw=True, display_id=True)
        when_checked(self.path, self._tell_agreed)

    def retire(self) -> None:
        """Stop saving: the same answer was opened by a later form."""
        self._retired = True
        self._refuse(self._client, "stale", STALE)

    def state(self) -> dict[str, Any]:
        """All a form needs to draw itself: plain values, no path of this machine."""
        place = hashlib.sha256(str(self.workbook.folder.absolute()).encode()).hexdigest()[:12]
        self._told = {s.key: plain(s) for s in self.sections}
        return {
            "key": f"{place}|{self.exercise}|{'mine' if self.mine else 'case'}",
            "exercise": self.exercise,
            "mine": self.mine,
            "title": self.title,
            "rev": self.answer.rev,
            "saved": self.answer.saved,
            "sections": list(self._told.values()),
            "materials": materials(self.sections),
            "recordings": recordings(self.sections),
            "agreed": agreed(self.path, self.sections, self.answer.data),
            "rows": {s.key: self._rows(s)[0] for s in self.sections},
            "questions": self._asked(),
            "picture": self._picture(),
            "problem": self._problem(),
            "notice": unwritable(self.path.parent),
        }

    # ---- what the form says -------------------------------------------------------------

    def _heard(self, _form: Any, message: Any, _buffers: Any) -> None:
        # JupyterLab sends a form's first words to the kernel's main thread and, once it has a
        # subshell, later ones to that: two can arrive at the same moment.
        with self._turn:
            if isinstance(message, dict):
                self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        client, seq = str(message.get("client", "")), message.get("seq")
        try:
            if message.get("op") == "media":  # no answer is at stake: even an old copy may play
                told, sound = part_of((s.recording for s in self.sections if s.recording), message)
                self._send({**told, "client": client}, sound)
            elif self._retired:
                self._refuse(client, "stale", STALE, seq)
            elif message.get("op") == "hello":
                self._hello(client, message.get("rev"))
            elif client != self._client:
                self._refuse(client, "stale", STALE, seq)
            elif message.get("op") == "save":
                self._save(client, seq, message.get("section"), message.get("rows"))
            elif message.get("op") == "recover":
                self._recover(client, message.get("use"))
        except StaleAnswer as error:
            self._refuse(client, "stale", str(error), seq)
        except NewerAnswer as error:
            self._refuse(client, "newer", str(error), seq)
        except TooLarge as error:
            self._refuse(client, "large", str(error), seq)
        except ReadOnlyWorkbook as error:
            self._refuse(client, "readonly", str(error), seq)
        except Exception as error:  # a learner never sees a traceback; the text stays a draft
            reason = f"The kit met something it did not expect ({type(error).__name__}: {error})."
            self._refuse(client, "fault", reason[:300], seq)

    def _hello(self, client: str, rev: Any) -> None:
        if self._client and self._client != client:
            self._refuse(self._client, "stale", STALE)
            self._open()  # a later view of an old model: the file may have moved on
        if client != self._client:
            self._last = {}
        self._client = client
        if rev != self.answer.rev:
            self._send({"op": "state", "client": client, "state": self.state()})
        else:
            self._send({"op": "here", "client": client})
            self._tell_agreed()  # a check may have come before the form's first words

    def _save(self, client: str, seq: Any, key: Any, raw: Any) -> None:
        section = next((s for s in self.sections if s.key == key), None)
        if section is None or not isinstance(raw, list):
            raise ValueError(f"expected rows of one of this form's sections, found {key!r:.40}")
        if self.answer.problem:
            self._refuse(client, "damaged", self.answer.problem, seq)
            return
        rows = self._clean(section, carried(raw))[0]
        late = isinstance(seq, int) and seq < self._last.get(section.key, seq)
        if isinstance(seq, int) and not late:
            self._last[section.key] = seq
        if not late and rows != self.answer.data.get(section.key, []):
            data = {**self.answer.data, section.key: rows}
            self.answer = self.workbook.write(
                self.exercise, data, self.answer.rev, mine=self.mine
            )
            self.sections = self._layout(self.answer.data)
        self._send(
            {"op": "saved", "client": client, "seq": seq, "section": key}
            | {"rev": self.answer.rev, "saved": self.answer.saved}
            | self._changed()
            | {"questions": self._asked()}
        )
        self._refresh_twin()
        if self._beside and not late:
            self._send({"op": "picture", "client": client, "picture": self._picture()})

    def _recover(self, client: str, use: Any) -> None:
        if self.answer.problem and not self._newer:
            offer = self.answer.offer if use == "offer" else None
            self.answer = self.workbook.write(
                self.exercise, offer.data if offer else {}, self.answer.rev, mine=self.mine
            )
            self.sections = self._layout(self.answer.data)
        self._send({"op": "state", "client": client, "state": self.state()})
        self._refresh_twin()

    # ---- what the form is told ----------------------------------------------------------

    def _send(self, message: dict[str, Any], *buffers: list[bytes]) -> None:
        if self._form is not None:
            self._form.send(message, *buffers)

    def _refuse(self, client: str, kind: str, reason: str, seq: Any = None) -> None:
        self._send(
            {"op": "refused", "client": client, "seq": seq, "kind": kind, "reason": reason}
        )

    def _tell_agreed(self) -> None:
        if found := agreed(self.path, self.sections, self.answer.data):
            self._send({"op": "agreed", "client": self._client, "agreed": found})

    def _refresh_twin(self) -> None:
        if self._handle is not None:
            self._handle.update(twin(self.answer, self.sections), raw=True)

    def _changed(self) -> dict[str, Any]:
        now = {s.key: plain(s) for s in self.sections}
        changed = [one for key, one in now.items() if one != self._told.get(key)]
        order = list(now) if list(now) != list(self._told) else None
        before = {one["material"] for one in self._told.values()}
        new = {k: v for k, v in materials(self.sections).items() if k not in before} if changed else {}
        self._told = now
        return {"sections": changed, "order": order, "materials": new}

    def _asked(self) -> list[dict[str, str]]:
        asked: list[Question] = []
        for section in self.sections:
            rows, faults = self._rows(section)
            asked += [Question(section.key, "", "", fault) for fault in faults]
            if section.kind == "table":
                asked += doubts(section, rows, self._known)
        told = {(q.section, q.row, q.column) for q in asked}
        more = self._questions(self.answer.data)
        asked += [q for q in more if (q.section, q.row, q.column) not in told]
        return [asdict(q) for q in asked]

    def _picture(self) -> dict[str, str] | None:
        """A picture is a comfort: whatever is wrong with it must not stop a save."""
        if self._beside is None:
            return None
        with suppress(Exception):
            found = self._beside(self.answer.data)
            return asdict(found) if found else None
        return None

    # ---- what lies on the disk ----------------------------------------------------------

    def _open(self) -> None:
        self.answer: Answer = self.workbook.read(self.exercise, mine=self.mine)
        self._newer = bool(self.answer.problem) and self.workbook.is_newer(self.exercise, mine=self.mine)
        self.sections: list[Section] = self._layout(self.answer.data)

    def _rows(self, section: Section) -> tuple[list[dict[str, Any]], list[str]]:
        return self._clean(section, self.answer.data.get(section.key))

    def _clean(self, section: Section, raw: Any) -> tuple[list[dict[str, Any]], list[str]]:
        if section.kind == "table":
            return tidy(section, raw, self._known)
        return {"choices": sort, "order": ordered, "timeline": marked}[section.kind](section, raw)

    def _problem(self) -> dict[str, Any] | None:
        if not self.answer.problem:
            return None
        offer = self.answer.offer
        found = {"rev": offer.rev, "saved": offer.saved} if offer and not self._newer else None
        return {"text": self.answer.problem, "newer": self._newer, "offer": found}
