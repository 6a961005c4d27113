"""The proofs of every exercise, one file a module.

Each file has `PROOFS` (exercise -> kind -> name -> answer) and `UNTOUCHED` (exercise -> a full
answer, to be blanked). Experts differ and must be done. Mutants carry one real fault each and
must not be done. Gamers put in no thought and must earn at most a tenth. A module may have `OTHERS`
too (exercise -> exercise -> answer): what the same learner did before, where a mark asks for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

Make = Callable[[Any], dict[str, Any]]
PROOFS: dict[str, dict[str, dict[str, Make]]] = {}
UNTOUCHED: dict[str, Make] = {}
OTHERS: dict[str, dict[str, Make]] = {}
for _file in sorted(Path(__file__).parent.glob("module*.py")):
    _module = importlib.import_module(f"{__name__}.{_file.stem}")
    PROOFS |= _module.PROOFS
    UNTOUCHED |= _module.UNTOUCHED
    OTHERS |= getattr(_module, "OTHERS", {})
