"""The rows of an order, whoever wrote them, and the picture that stands beside a form."""

from __future__ import annotations

from typing import Any

import pytest
from sample_forms import editor, story

from cxkit.forms.order import ordered
from cxkit.forms.spec import Section
from cxkit.forms.twin import cells
from cxkit.workbook import Answer

ORDER = story({})[0]


def _rows(*names: str) -> list[dict[str, Any]]:
    return [{"id": name, "place": n} for n, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("raw", "kept", "faults"),
    [
        (None, [], 0),
        ([], [], 0),
        (_rows("T3", "T1", "T2", "T5", "T4"), _rows("T3", "T1", "T2", "T5", "T4"), 0),
        ([{"id": "T2"}, {"id": "T2"}], _rows("T2", "T1", "T3", "T4", "T5"), 0),
        ([{"id": "T9"}, {"id": "T4"}], _rows("T4", "T1", "T2", "T3", "T5"), 1),
        (["T4", None, {"place": 3}], [], 1),
        ("T1", [], 1),
        ([{"id": "T9"}], [], 1),
    ],
)
def test_an_order_is_of_all_cards_or_none(raw: Any, kept: Any, faults: int) -> None:
    rows, told = ordered(ORDER, raw)
    assert (rows, len(told)) == (kept, faults)


def test_the_twin_of_an_order_reads_from_first_to_last() -> None:
    answer = Answer("1.2", data={"order": _rows("T2", "T1")})
    assert cells(answer, ORDER) == (
        ["No.", "Card"], [["1", "Step 2 of the story"], ["2", "Step 1 of the story"]]
    )


def test_an_unknown_kind_or_shape_of_section_is_refused() -> None:
    for given in ({"kind": "tree"}, {"shape": "ring"}):
        with pytest.raises(ValueError, match="expected one of"):
            Section("a", "A", **given)


def test_a_picture_is_drawn_anew_after_each_save(tmp_path) -> None:
    one, sent = editor("1.2", tmp_path), []
    one._send = sent.append
    one._heard(None, {"op": "hello", "client": "a", "rev": 0}, None)
    assert one.state()["picture"] is None
    rows = _rows("T2", "T1", "T3", "T4", "T5")
    one._heard(None, {"op": "save", "client": "a", "seq": 1, "section": "order", "rows": rows}, None)
    assert [m["op"] for m in sent] == ["here", "saved", "picture"]
    assert sent[-1]["picture"]["alt"] == "5 cards in order"
    assert one.state()["picture"]["section"] == "order"


def test_a_picture_that_fails_stops_no_save(tmp_path) -> None:
    one, sent = editor("1.2", tmp_path), []
    one._send = sent.append
    one._beside = lambda data: 1 / 0
    one._heard(None, {"op": "hello", "client": "a", "rev": 0}, None)
    one._heard(None, {"op": "save", "client": "a", "seq": 1, "section": "order",
                      "rows": _rows("T2")}, None)  # fmt: skip
    assert sent[1]["op"] == "saved" and sent[2]["picture"] is None
    assert len(one.workbook.read("1.2").data["order"]) == 5
