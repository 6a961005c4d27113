"""What a learner reads when a pack is written and when it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import IPython.display
import pytest

import cxkit as cx
from cxkit.desk import Desk

from .workbooks import Pack, mine

STEPS = ("0.1", "steps")


@pytest.fixture
def said(desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands under the cell; the current folder is the learner's."""
    texts: list[str] = []

    def display(bundle: Any, **_: Any) -> None:
        texts.append(bundle["text/plain"])

    monkeypatch.chdir(desk.workbook.folder)
    monkeypatch.setenv("CXKIT_COURSE", str(root / "course"))
    monkeypatch.setattr(IPython.display, "display", display)
    return texts


def test_a_pack_goes_out_and_comes_back_checked(said: list[str], desk: Desk) -> None:
    cx.export("pack", to="xlsx")
    assert said[0].startswith("Written: exports/pack.xlsx, ")
    path = desk.workbook.folder / "exports/pack.xlsx"
    pack = Pack(desk, path.read_bytes())
    pack.write(*STEPS, 1, Step="ring", Who_does_it="=1+1")
    pack.cell(*STEPS, 2, "Step").value = "=1+1"
    pack.save(path)
    cx.start(pack="pack.xlsx")
    text = "\n".join(said[1:])
    assert "Pack read: pack.xlsx" in text and "read " in text
    assert "row" in text and "cell C14 holds a formula without a stored result" in text
    assert "0.1 One process of your own\n\u25d0 look again" in text, "its check is shown"
    assert mine(desk, "0.1")["steps"][0]["who"] == "=1+1", "a text, as it was typed"


def test_what_differs_is_told_with_what_to_run(said: list[str], desk: Desk, blank: bytes) -> None:
    desk.workbook.write("0.1", {"steps": [{"id": "s1", "step": "ring"}]}, 0, mine=True)
    pack = Pack(desk, blank)
    pack.write(*STEPS, 1, Step="write")
    pack.save(desk.workbook.folder / "anna.xlsx")
    cx.start(pack="anna.xlsx")
    assert 'cx.start(pack="anna.xlsx", replace=True)' in "\n".join(said)
    assert mine(desk, "0.1")["steps"][0]["step"] == "ring"
    cx.start(pack="anna.xlsx", replace=True)
    assert mine(desk, "0.1")["steps"][0]["step"] == "write"


def test_a_pack_that_was_filled_in_is_told_to_be_left(said: list[str], desk: Desk) -> None:
    cx.export("pack")
    path = desk.workbook.folder / "exports/pack.xlsx"
    Pack(desk, path.read_bytes()).save(path)
    cx.export("pack")
    assert "exports/pack-2.xlsx" in said[1] and "it was left as it is" in said[1]


TROUBLE = {
    "another format": (lambda: cx.export("pack", to="pdf"), "The pack is a workbook"),
    "no such file": (lambda: cx.start(pack="x.xlsx"), "There is no file 'x.xlsx'"),
    "no pack": (lambda: cx.start(pack="no.xlsx"), "no.xlsx is not an Excel workbook"),
    "a folder": (lambda: cx.start(pack="."), "There is no file '.'"),
}


@pytest.mark.parametrize(("call", "sentence"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_is_a_sentence(said: list[str], desk: Desk, call: Any, sentence: str) -> None:
    (desk.workbook.folder / "no.xlsx").write_bytes(b"words")
    call()
    assert sentence in said[0] and "could not finish" not in said[0]


@pytest.mark.parametrize("call", [lambda: cx.export("pack"), lambda: cx.start(pack="pack.xlsx")])
def test_a_program_writes_and_reads_no_pack(
    said: list[str], desk: Desk, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXKIT_HEADLESS", "1")
    call()
    assert "while notebooks are run by a program" in said[0]
    assert not (desk.workbook.folder / "exports").exists()
