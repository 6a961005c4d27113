"""Papers from many secrets, each made once a session."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from cxkit.cases.brightwater import Paper, make_paper

FEW = [f"a secret of class number {n}".encode() for n in range(10)]
MANY = [f"another secret, of class number {n}".encode() for n in range(200)]


@cache
def made(secret: bytes) -> Paper:
    return make_paper(secret)


@cache
def opened(secret: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The paper's JSON files by name without ending, and the key."""
    paper = made(secret)
    names = [name for name in paper.files if name.endswith(".json")]
    return {n[:-5]: json.loads(paper.files[n]) for n in names}, json.loads(paper.key["key.json"])


@pytest.fixture(params=FEW, ids=lambda secret: secret.decode()[-1])
def paper(request: pytest.FixtureRequest) -> Paper:
    return made(request.param)


@pytest.fixture
def shown(paper: Paper) -> dict[str, Any]:
    names = [name for name in paper.files if name.endswith(".json")]
    return {name[:-5]: json.loads(paper.files[name]) for name in names}


@pytest.fixture
def key(paper: Paper) -> dict[str, Any]:
    return json.loads(paper.key["key.json"])


@pytest.fixture(scope="session")
def open_paper() -> Callable[[bytes], tuple[dict[str, Any], dict[str, Any]]]:
    return opened
