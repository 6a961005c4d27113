"""One paper from one secret: what learners get, what the trainer keeps, under one id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxkit.cases.brightwater import key as keys
from cxkit.cases.brightwater.activity_map import make_steps, passed
from cxkit.cases.brightwater.catalogue import SHALLOW, draw_catalogue
from cxkit.cases.brightwater.contacts import contact_table, contact_truth, make_contacts
from cxkit.cases.brightwater.documents import (
    make_finance,
    make_manual,
    make_organisation,
    make_register,
)
from cxkit.cases.brightwater.event_log import effects, log_table, log_truth
from cxkit.cases.brightwater.firm import (
    Firm,
    StreamFor,
    closed_stream,
    draw_firm,
    open_numbers,
    secret_numbers,
)
from cxkit.cases.brightwater.measures import make_measures, measure_truth
from cxkit.cases.brightwater.process import Process, make_process
from cxkit.cases.brightwater.promised import kept_promises, promise_truth
from cxkit.cases.brightwater.provenance import key_note, paper_note
from cxkit.cases.brightwater.quiz import make_quiz, open_bank
from cxkit.cases.brightwater.simulation import Run, simulate
from cxkit.cases.brightwater.tables import make_table, table_truth
from cxkit.cases.brightwater.voices import voice_files
from cxkit.cases.files import json_bytes, text_bytes
from cxkit.cases.stream import Stream

__all__ = ["SAMPLE", "Paper", "make_paper"]

SAMPLE = b"sample"

_ATTEMPTS = 12
_EVEN = 0.3  # the most that a sort without thought may reach


@dataclass(frozen=True)
class Paper:
    """A paper and its key.

    Args:
        id: 16 hexadecimal digits, in the paper and in the key; reveals nothing of the secret.
        firm, process, run: what everything else is derived from.
        files, key: name to bytes, for the two folders.
    """

    id: str
    firm: Firm
    process: Process
    run: Run
    files: dict[str, bytes]
    key: dict[str, bytes]


def make_paper(secret: bytes) -> Paper:
    """Everything that follows from `secret`. Takes well under two seconds.

    Raises:
        CaseError: the item bank is not there.
    """
    # The sample's secret is public, and its sound is built on these very streams.
    public = secret == SAMPLE
    seed, id_ = open_numbers(secret) if public else secret_numbers(secret)

    def stream_for(purpose: str) -> Stream:
        return Stream(seed, purpose) if public else closed_stream(seed, purpose)

    def trivial_stream(area: str) -> Stream:
        # The same random answers for every paper: where counts are equal, so are the bounds.
        return Stream(0, f"trivial {area}")

    firm = draw_firm(stream_for)
    process = make_process(firm, stream_for)
    run = simulate(firm, process, stream_for)
    contacts = make_contacts(firm, run, stream_for)
    catalogue = draw_catalogue(process, stream_for)
    said, meant, needs = _voices(firm, kept_promises(firm, run), stream_for, trivial_stream)
    moments = keys.moment_truth(
        said["scripts.json"], meant["recordings"], stream_for("trivial moments")
    )
    asked, right = make_quiz(open_bank(), stream_for("quiz"))
    tasks = keys.make_tasks(meant["letters"], meant["items"], moments["types"].pop("lines"))
    paper = said | {
        "paper.json": _front(firm, id_, tasks),
        "rules.json": make_register(firm, stream_for),
        "tables.json": [make_table(firm, stream_for)],
        "steps.json": make_steps(process, run),
        "actions.json": catalogue.shown(process, passed(process, run)),
        "measures.json": make_measures(stream_for),
        "organisation.json": make_organisation(firm, process),
        "finance.json": make_finance(run),
        "quiz.json": {"schema": 1, "paper": id_, **asked},
    }
    texts = {
        "PROVENANCE.md": paper_note(firm, id_),
        "manual.md": make_manual(firm, stream_for),
        "event-log.csv": log_table(firm, run),
        "contacts.csv": contact_table(firm, contacts, stream_for),
    }
    shares = contact_truth(contacts)
    measures = measure_truth(stream_for)
    tasks_key = {
        "needs": needs,
        "moments": moments,
        "breaks": {
            "moments": process.moments,
            "break_points": list(process.breaks),
            "rules": process.rules,
            "share": shares["share"],
            "ping_pong": log_truth(run)["ping_pong"]["times"],
        },
        "rules": keys.rule_truth(firm, table_truth(stream_for), trivial_stream("rules")),
        "measures": keys.sight_bounds(measures, trivial_stream("measures"))
        | {
            "plan": {
                "best": catalogue.best,
                "plan": catalogue.plan,
                "threshold": 0.85,
                "trivial": max(SHALLOW, catalogue.trivial),
            }
        },
    }
    key = {
        "schema": 1,
        "paper": id_,
        "note": "Synthetic: the firm, its people and all they say are invented. Keep this folder "
        "from learners.",
        "tasks": tasks_key,
        "quiz": right,
        "needs": meant["needs"],
        "categories": meant["categories"],
        "verbatims": meant["verbatims"],
        "why": meant["why"],
        "promises": meant["promises"],
        "promised": promise_truth(firm, run, meant["promises"]),
        "log": log_truth(run),
        "effects": effects(firm, run),
        "contacts": shares,
        "measures": {name: measures[name] for name in ("names", "serves", "outcomes")},
    }
    recordings = {
        "schema": 1,
        "paper": id_,
        "note": "Synthetic: events and annotators are made by the generator.",
        "recordings": meant["recordings"],
    }
    return Paper(
        id=id_,
        firm=firm,
        process=process,
        run=run,
        files={name: json_bytes(value) for name, value in paper.items()}
        | {name: text_bytes(text) for name, text in texts.items()},
        key={
            "key.json": json_bytes(key),
            "key-recordings.json": json_bytes(recordings),
            "README.md": text_bytes(key_note(firm, id_)),
        },
    )


def _voices(
    firm: Firm, kept: frozenset[str], stream_for: StreamFor, trivial_stream: StreamFor
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What is said, what is meant, and the needs' key.

    Now and then the letters fall so that their length or order nearly sorts them; then they are
    drawn again, so that a shallow sort is worth the same in every paper.
    """
    for attempt in range(_ATTEMPTS):

        def again(purpose: str, attempt: int = attempt) -> Stream:
            redrawn = attempt and purpose == "letters"
            return stream_for(f"letters {attempt}" if redrawn else purpose)

        said, meant = voice_files(firm, again, kept)
        needs = keys.needs_truth(meant, said["letters.json"], trivial_stream("needs"))
        if needs["sorting"]["trivial"] <= _EVEN:
            break
    return said, meant, needs


def _front(firm: Firm, id_: str, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schema": 1,
        "paper": id_,
        "case": f"{firm.name}: water in the kitchen",
        "note": "Synthetic: the firm, its people and its figures are invented.",
        "firm": firm.name,
        "today": "2026",
        "tasks": tasks,
    }
