"""The counts of a log beside pm4py's, which is GPL: used here where somebody has it, shipped never."""

from __future__ import annotations

from typing import Any

import pytest

from cxkit.techniques import flow

pm4py = pytest.importorskip("pm4py", reason="pm4py is GPL and not in our lock; install it to compare")


@pytest.fixture(scope="module")
def frame(case: Any) -> Any:
    import pandas as pd

    names = {"case": "case:concept:name", "activity": "concept:name", "start": "time:timestamp"}
    table = pd.DataFrame(case.event_log)[list(names)].rename(columns=names)
    table["case:concept:name"] = table["case:concept:name"].astype(str)
    table["time:timestamp"] = pd.to_datetime(table["time:timestamp"])
    return table


def test_what_follows_what_is_counted_alike(case: Any, frame: Any) -> None:
    graph, _, _ = pm4py.discover_dfg(frame)
    ours = flow.flow(case.event_log, ()).follows
    assert {pair: ours[pair] for pair in ours} == dict(graph)


def test_rework_happens_in_the_same_cases(case: Any, frame: Any) -> None:
    theirs = pm4py.get_rework_cases_per_activity(frame)
    ours = flow.flow(case.event_log, ()).rework
    assert {name: count.visits for name, count in ours.items()} == theirs
