from __future__ import annotations

from pathlib import Path

import pytest

from cxkit.cases import Case, load

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def case() -> Case:
    """Rowan & Vale, as committed."""
    return load(ROOT / "course" / "cases" / "rowan-vale")


@pytest.fixture(autouse=True)
def nobody_is_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test runs as a person's kernel does, unless it says otherwise."""
    for name in ("NBGRADER_EXECUTION", "CXKIT_HEADLESS", "CXKIT_COURSE"):
        monkeypatch.delenv(name, raising=False)
