"""A class certified: who gets a certificate and a badge, and what becomes of those of earlier runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cxkit.certificates.assessment import DISTINCTION, NOT_PASSED, PASSED, Assessment
from cxkit.certificates.badge import verify
from cxkit.certificates.badgekey import Key, new_key
from cxkit.certificates.certificate import Wording
from cxkit.certificates.certifying import certify, number_of, sign, write_table
from cxkit.classroom.roster import Learner

WHEN = datetime(2026, 11, 22, 9, tzinfo=UTC)
ANA, BEN = Learner("ana", "Ana", "Lima", "ana@example.org"), Learner("ben", "Ben", "Odum")
BOTH = [Assessment(ANA, PASSED), Assessment(BEN, DISTINCTION)]
WORDS = {"issuer": "Harbour", "address": "https://harbour.example", "title": "Certificate",
         "paper": "p1", "when": WHEN}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Any:
    return SimpleNamespace(root=tmp_path, course=SimpleNamespace(title="Outside-In"))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return new_key(tmp_path_factory.mktemp("key") / "k.pem")


def test_who_passed_gets_one_and_who_does_not_any_more_loses_it(folder: Any) -> None:
    words = Wording("Harbour", "22 November 2026")
    assert all(one.path and one.path.is_file() for one in certify(folder, BOTH, words, paper="p1"))
    later = certify(folder, [Assessment(ANA, NOT_PASSED), BOTH[1]], words, paper="p1")
    assert [bool(one.path) for one in later] == [False, True] and later[0].why == NOT_PASSED
    assert [p.name for p in (folder.root / "certificates").iterdir()] == ["ben.pdf"]


def test_a_badge_that_says_the_same_stays(folder: Any, key: Key) -> None:
    before = [path.read_bytes() for path in sign(folder, BOTH, key, **WORDS)]
    assert [path.read_bytes() for path in sign(folder, BOTH, key, **WORDS)] == before


@pytest.mark.parametrize("other", [
    {"issuer": "Quay"}, {"title": "Diploma"}, {"paper": "p2"}, {"address": "https://quay.example"},
])  # fmt: skip
def test_a_badge_that_says_something_else_is_made_again(
    folder: Any, key: Key, other: dict[str, Any]
) -> None:
    before = [path.read_bytes() for path in sign(folder, BOTH, key, **WORDS)]
    after = [path.read_bytes() for path in sign(folder, BOTH, key, **WORDS | other)]
    assert not set(before) & set(after)


def test_a_badge_of_somebody_else_is_no_badge_of_ones_own(folder: Any, key: Key) -> None:
    ana, ben = sign(folder, BOTH, key, **WORDS)
    theirs = ben.read_bytes()
    ana.write_bytes(theirs)
    sign(folder, BOTH, key, **WORDS)
    assert ana.read_bytes() != theirs and ben.read_bytes() == theirs
    found = verify(ana.read_text(), key.public, WHEN)
    assert found.good and number_of(BOTH[0], "p1") in found.said


def test_who_does_not_pass_any_more_loses_the_badge(folder: Any, key: Key) -> None:
    sign(folder, BOTH, key, **WORDS)
    sign(folder, [Assessment(ANA, NOT_PASSED), BOTH[1]], key, **WORDS)
    assert [p.name for p in (folder.root / "badges").iterdir()] == ["ben.jwt"]


def test_a_name_in_the_table_is_no_formula(tmp_path: Path) -> None:
    write_table([Assessment(Learner("x", "=1+1"), PASSED)], tmp_path / "new" / "t.csv")
    raw = (tmp_path / "new" / "t.csv").read_bytes().decode("utf-8-sig")
    assert "'=1+1" in raw and raw.startswith("learner,name,verdict")
