"""The case, built once into a folder of its own."""

from __future__ import annotations

import pytest

from cxkit import cases


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("cases")
    cases.build("rowan-vale", root)
    return root / "rowan-vale"


@pytest.fixture(scope="session")
def case(built):
    return cases.load(built)
