"""The form for judging: one question, one answer after the other, a level by one key.

Whoever knows the class (an `Office`) stands behind it; here is the wire between it and the page.
Messages from the form, each with "op" and the sender's "client":
- hello: this view now holds the form. Answered with here, or with the state where it moved on.
- show (task, code): answered with the answer as tables.
- save (section "task/code", rows [{level, comment}], seq): answered with saved or refused.
- task (id): another question; answered with the state.
The view that said hello last may save; an older one is told.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets

__all__ = ["Judge", "JudgeForm", "Office", "Refused"]

_PARTS = ("shared.js", "saver.js", "banners.js", "judgekeys.js", "judgeparts.js", "judge.js")
_HERE = Path(__file__).parent
# A notebook that is opened again has a widget's red words about a model; this stands instead.
_REOPENED = (
    "<style>.jp-OutputArea:has(.cx-judge-again) .jupyter-widgets:not(:has(*)),"
    ".jp-OutputArea:has(.cx-judge) .cx-judge-again{display:none}</style>"
    '<p class="cx-judge-again">To go on judging, run the line above.</p>'
)
STALE = "This form was opened again elsewhere; this copy no longer saves. Run the cell again."


class Refused(Exception):
    """A judgement was not saved.

    Args:
        kind: "stale", "large", "readonly" or "fault", as the page knows them.
        reason: a sentence for the marker.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


class Office(Protocol):
    """What the form asks of whoever keeps the class; all values are plain."""

    marker: str
    third: bool

    @property
    def place(self) -> str: ...
    def questions(self) -> list[dict[str, Any]]: ...
    def question(self, task: str) -> dict[str, Any]: ...
    def tables(self, task: str, code: str) -> list[dict[str, Any]]: ...
    def say(self, task: str, code: str, level: Any, comment: Any) -> dict[str, Any]: ...


class JudgeForm(anywidget.AnyWidget):
    """The widget; `Judge` speaks for it."""

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in ("form.css", "judge.css"))
    state = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        """Stands in the notebook file as text: no address of an object in memory."""
        return f"Judging as {self.state.get('marker', '')}"


class Judge:
    """The kernel's side of the form."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._client, self._rev, self._saved, self._task = "", 0, "", ""
        self._turn = threading.RLock()
        self._form: Any = None
        self.state()  # what cannot be read is told before a form is shown

    def display(self) -> None:
        """Show the form."""
        from IPython.display import display

        self._form = JudgeForm(state=self.state())
        self._form.on_msg(self._heard)
        display(self._form)
        display({"text/html": _REOPENED, "text/plain": "To go on judging, run the line above."}, raw=True)

    def state(self) -> dict[str, Any]:
        """All the form needs to draw itself, the answers' texts excepted."""
        tasks = self.office.questions()
        if not any(one["id"] == self._task for one in tasks):
            left = [one for one in tasks if one["done"] < one["count"]]
            self._task = (left or tasks)[0]["id"] if tasks else ""
        here = self.office.question(self._task) if self._task else {"rubric": None, "items": []}
        name = hashlib.sha256(self.office.place.encode()).hexdigest()[:12]
        return {
            "key": f"{name}|judge|{self.office.marker}", "marker": self.office.marker,
            "third": self.office.third, "rev": self._rev, "saved": self._saved, "tasks": tasks,
            "task": self._task, "problem": None, "notice": "", **here,
        }  # fmt: skip

    def _heard(self, _form: Any, message: Any, _buffers: Any) -> None:
        with self._turn:  # two words can arrive at the same moment, see editor.py
            if isinstance(message, dict):
                self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        client, seq, op = str(message.get("client", "")), message.get("seq"), message.get("op")
        try:
            if op == "hello":
                self._hello(client, message.get("rev"))
            elif client != self._client:
                self._refuse(client, "stale", STALE, seq)
            elif op == "save":
                self._save(client, seq, message.get("section"), message.get("rows"))
            elif op == "show":
                task, code = str(message.get("task")), str(message.get("code"))
                tables = self.office.tables(task, code)
                self._send({"op": "shown", "client": client, "task": task, "code": code, "tables": tables})
            elif op == "task":
                self._task = str(message.get("task"))
                self._send({"op": "state", "client": client, "state": self.state()})
        except Refused as error:
            self._refuse(client, error.kind, error.reason, seq)
        except Exception as error:  # a marker never sees a traceback; the text stays a draft
            reason = f"The kit met something it did not expect ({type(error).__name__}: {error})."
            self._refuse(client, "fault", reason[:300], seq)

    def _hello(self, client: str, rev: Any) -> None:
        if self._client and self._client != client:
            self._refuse(self._client, "stale", STALE)
        moved = client != self._client and self._client
        self._client = client
        if moved or rev != self._rev:
            self._send({"op": "state", "client": client, "state": self.state()})
        else:
            self._send({"op": "here", "client": client})

    def _save(self, client: str, seq: Any, section: Any, rows: Any) -> None:
        task, _, code = str(section).partition("/")
        if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
            raise ValueError(f"expected one judgement, found {rows!r:.40}")
        told = self.office.say(task, code, rows[0].get("level"), rows[0].get("comment"))
        self._rev += 1
        self._saved = told["saved"] or self._saved
        self._send({"op": "saved", "client": client, "seq": seq, "section": section,
                    "rev": self._rev, "saved": self._saved})  # fmt: skip

    def _send(self, message: dict[str, Any]) -> None:
        if self._form is not None:
            self._form.send(message)

    def _refuse(self, client: str, kind: str, reason: str, seq: Any = None) -> None:
        self._send({"op": "refused", "client": client, "seq": seq, "kind": kind, "reason": reason})
