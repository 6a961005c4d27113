from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cxkit.cases import Case, load

ROOT = Path(__file__).resolve().parent.parent

# The same examples at every run: who wants others asks for --hypothesis-profile=explore.
# How fast a busy machine draws them proves nothing.
_slow = {"suppress_health_check": [HealthCheck.too_slow], "deadline": None}
settings.register_profile("explore", derandomize=False, **_slow)
settings.register_profile("repeatable", derandomize=True, **_slow)
settings.load_profile("repeatable")


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make test` installs a Chromium where there is apt; elsewhere a person reads why not."""
    names = ("chromium", "chromium-browser", "google-chrome", "apt-get")
    if any(map(shutil.which, names)):
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine, and no apt"))
