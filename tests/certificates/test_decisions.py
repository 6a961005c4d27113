"""What a person decides: only what is open, only with a reason, and only while the marks stand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cxkit.certificates.assessment import (
    DISTINCTION,
    NOT_PASSED,
    PASSED,
    PERSON,
    Area,
    Assessment,
)
from cxkit.certificates.certificate import CertificateError
from cxkit.certificates.decisions import decide, read_decisions, with_decision
from cxkit.classroom.roster import Learner

ANA = Learner("ana", "Ana Lima")
OPEN = Assessment(ANA, PERSON, (Area("needs", 8, 4, 2),), reasons=("near",), open=("not-passed", "passed"))
SAID = {"by": "Ben", "why": "The third letter can be read both ways.", "when": "2026-11-22"}


@pytest.fixture
def folder(tmp_path: Path) -> Any:
    return SimpleNamespace(root=tmp_path)


@pytest.mark.parametrize(("word", "verdict"), [("passed", PASSED), ("not-passed", NOT_PASSED)])
def test_what_was_decided_counts_and_says_by_whom(folder: Any, word: str, verdict: str) -> None:
    decide(folder, OPEN, word, **SAID)
    found = with_decision(OPEN, read_decisions(folder))
    assert found.verdict == verdict
    assert found.reasons == ("Ben decided on 2026-11-22: The third letter can be read both ways.",)


@pytest.mark.parametrize(("found", "word", "more", "told"), [
    (OPEN, "distinction", {}, "What is open is not-passed or passed, not distinction"),
    (OPEN, "passed", {"why": "  "}, "--by and --why"),
    (OPEN, "passed", {"by": ""}, "--by and --why"),
    (Assessment(ANA, NOT_PASSED), "passed", {}, "not for a person to decide: not passed"),
    (Assessment(ANA, DISTINCTION), "passed", {}, "not for a person to decide"),
])  # fmt: skip
def test_what_is_not_open_is_not_decided(
    folder: Any, found: Assessment, word: str, more: dict[str, str], told: str
) -> None:
    with pytest.raises(CertificateError, match=told):
        decide(folder, found, word, **SAID | more)
    assert read_decisions(folder) == {}


def test_a_decision_falls_with_the_marks_that_it_rests_on(folder: Any) -> None:
    decide(folder, OPEN, "passed", **SAID)
    later = Assessment(ANA, PERSON, (Area("needs", 7, 4, 2),), open=OPEN.open)
    found = with_decision(later, read_decisions(folder))
    assert found.verdict == PERSON and "decide again" in found.reasons[-1]
    clear = Assessment(ANA, NOT_PASSED, (Area("needs", 8, 4, 2),))
    assert with_decision(clear, read_decisions(folder)) is clear


@pytest.mark.parametrize("text", [
    "", "[]", "{", '{"ana": "passed"}', '{"ana": {"verdict": "passed"}}',
    '{"ana": {"verdict": "honoured", "by": "B", "why": "w", "when": "", "of": ""}}',
])  # fmt: skip
def test_a_damaged_file_is_a_sentence(folder: Any, text: str) -> None:
    (folder.root / ".cxkit").mkdir()
    (folder.root / ".cxkit" / "decisions.json").write_text(text, encoding="utf-8")
    with pytest.raises(CertificateError, match="bring it back|Bring it back"):
        read_decisions(folder)
