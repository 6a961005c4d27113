"""Forms in a notebook: what they hold (spec), what they leave behind (twin), how they live (editor).

`spec` and `twin` know no widget, so that a grader reads twins without one; import `editor` only
where a form is shown.
"""

from __future__ import annotations

__all__: list[str] = []
