"""Who marks does not matter: this process, several, or a cluster."""

from __future__ import annotations

import shutil

import pytest

from cxkit.classroom import workers
from cxkit.classroom.folder import ClassFolder
from cxkit.classroom.grade import grade
from cxkit.classroom.marker import Job, Marked
from cxkit.classroom.workers import chosen
from tests.classroom.test_journal import outcome


@pytest.fixture
def three(folder, give) -> ClassFolder:
    give("ana")
    give("ben", "one answer of a wrong type")
    give("cho", "zip cut off")
    return folder


def copied(folder, name) -> ClassFolder:
    return ClassFolder(shutil.copytree(folder.root, folder.root.parent / name))


def told(result):
    return [(r.status, r.why, r.notes, [(e.exercise.id, e.points, e.waiting) for e in r.exercises])
            for r in result]  # fmt: skip


def test_marks_are_the_same_whoever_marks(three):
    other = copied(three, "other")
    one, two = grade(three, workers=1), grade(other, workers=2)
    assert told(one) == told(two)
    assert outcome(three) == outcome(other)


def ends_on_ben(job: Job) -> tuple[Marked, ...]:
    """In a worker: one learner's hand-in takes the process with it."""
    import os

    if job.who == "ben":
        os._exit(9)
    return workers._mark(job)


def test_a_hand_in_that_ends_its_worker_is_set_aside_alone(three, monkeypatch):
    monkeypatch.setattr(workers, "_mark", ends_on_ben)
    result = {r.learner.id: r for r in grade(three, workers=2)}
    assert result["ana"].status == "marked"
    assert result["ben"].status == "set aside"
    assert "ended the process that read it" in result["ben"].why


@pytest.mark.parametrize(("count", "asked", "alone"), [(7, None, True), (7, 1, True), (900, 1, True)])
def test_a_small_class_starts_no_workers(folder, count, asked, alone):
    assert ("alone" in chosen(folder, count, asked).__qualname__) is alone


# ---- a cluster ------------------------------------------------------------------------------


@pytest.mark.long
def test_a_cluster_that_loses_a_worker_marks_everybody_once(three):
    from distributed import LocalCluster

    from cxkit.classroom.cluster import on

    other = copied(three, "other")
    expected = grade(three, workers=1)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killed = []

        def kill(done, count, who):
            if not killed:
                killed.append(who)
                nanny = next(iter(cluster.workers.values()))
                nanny.process.process._process.kill()

        seen = []
        found = grade(other, engine=on(cluster.scheduler_address),
                      progress=lambda *at: (seen.append(at[2]), kill(*at)))  # fmt: skip
    assert killed and sorted(seen) == ["ana", "ben", "cho"]
    assert told(found) == told(expected)
    assert outcome(three) == outcome(other)


def test_a_cluster_that_does_not_answer_is_a_sentence(three, monkeypatch):
    from cxkit.classroom import cluster
    from cxkit.classroom.cluster import ClusterError, on

    monkeypatch.setattr(cluster, "_PATIENCE", 1)

    with pytest.raises(ClusterError, match="No Dask scheduler answers at tcp://127.0.0.1:9"):
        grade(three, engine=on("tcp://127.0.0.1:9"))
