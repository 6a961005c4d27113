"""The own-organisation pack: a workbook that colleagues fill in, and that is read back.

One sheet an exercise that may be done on the learner's own organisation. Nothing is computed in
it and nothing of it is run: texts are texts, and of a formula the stored result alone is read.
"""

from __future__ import annotations

from .fault import PackError
from .taking import Taken, take
from .writing import give, pack_bytes

__all__ = ["PackError", "Taken", "give", "pack_bytes", "take"]
