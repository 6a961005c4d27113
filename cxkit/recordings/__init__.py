"""Recordings: what was heard and when, in the formats in which people keep such marks.

`events` is the table all else speaks of; `reading` brings files of other tools in and out of it.
"""

from __future__ import annotations

__all__: list[str] = []
