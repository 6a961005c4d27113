"""The live form: one widget an exercise, plain DOM JavaScript, no request to anywhere.

One widget holds all sections of an exercise, so that they share one line of state and one
revision. Its JavaScript lies beside this file in parts and is sent as one module.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

__all__ = ["Form"]

_PARTS = (
    "shared.js", "saver.js", "cells.js", "paste.js", "table.js", "keys.js", "choices.js", "order.js",
    *(f"timeline/{part}.js" for part in (
        "marks", "player", "track", "captions", "marktable", "ownfile", "controls", "timeline")),
    "material.js", "banners.js", "keylist.js", "form.js",
)
_HERE = Path(__file__).parent


class Form(anywidget.AnyWidget):
    """The widget; `editor.Editor` speaks for it.

    Args:
        state: what the form opens with: see `Editor.state`.
    """

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = "\n".join(
        (_HERE / part).read_text(encoding="utf-8") for part in ("form.css", "timeline/timeline.css")
    )
    state = traitlets.Dict().tag(sync=True)

    #: Gives the state as it is now: a page that is loaded again must not draw the first one.
    fresh: Callable[[], dict[str, Any]] | None = None

    def get_state(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = super().get_state(*args, **kwargs)
        if self.fresh and "state" in found:
            found["state"] = self.fresh()
        return found

    def __repr__(self) -> str:
        """Stands in the notebook file as text: no address of an object in memory."""
        return f"Form of exercise {self.state.get('exercise', '')}"
