"""JSON of other tools: read whole, or a sentence why not."""

from __future__ import annotations

import json
from typing import Any

from ..events import EventsError

__all__ = ["loaded"]


def loaded(data: bytes) -> Any:
    """What the JSON in `data` holds.

    Raises:
        EventsError: it breaks off, is nested beyond all use, or holds a number of thousands of
            digits.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise EventsError(["The JSON is nested too deep to be a file of events."]) from None
    except json.JSONDecodeError as error:
        raise EventsError(
            [f"The JSON is damaged at line {error.lineno}, column {error.colno}: {error.msg}."]
        ) from None
    except ValueError:
        raise EventsError(["The JSON holds a number with too many digits."]) from None
