"""What is stated: counts, ids, bytes, figures, and keys that resolve."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files

import pytest

from cxkit.cases import Case, CaseError
from cxkit.cases.rowan_vale.stated import stated_files
from cxkit.cases.rowan_vale.stated_provenance import stated_provenance
from cxkit.cases.rowan_vale.world import make_world
from cxkit.cases.stated import StatedFiles


class StatedCase(Case, StatedFiles):
    """A case with this part, wherever `Case` itself may have it."""


@pytest.fixture(scope="module")
def material():
    return stated_files(make_world())


@pytest.fixture(scope="module")
def told(built, material, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stated") / "rowan-vale"
    folder.mkdir()
    for path in built.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, content in material.items():
        (folder / name).write_bytes(content)
    return StatedCase("rowan-vale", folder)


@pytest.fixture(scope="module")
def key(told):
    return told.stated_key["exercises"]


def texts(told):
    return {
        "statements": [s["text"] for s in told.statements.values()],
        "steps": [s["text"] for s in told.story["steps"]],
        "claims": [c["text"] for c in told.claims["claims"]],
        "definitions": [d["text"] for d in told.definitions["definitions"]],
        "paragraphs": [p["text"] for p in told.report["paragraphs"]],
        "answers": [a["text"] for a in told.boxes["answers"]],
        "sentences": [w["text"] for w in told.weasels.values()],
        "intentions": [s["text"] for s in told.smart["statements"]],
        "items": [i["text"] for box in told.colleague_map["boxes"] for i in box["items"]],
    }


@pytest.mark.parametrize(
    ("kind", "number"),
    {
        "statements": 20, "steps": 10, "claims": 29, "definitions": 6, "paragraphs": 12,
        "answers": 12, "sentences": 25, "intentions": 6, "items": 13,
    }.items(),
)  # fmt: skip
def test_there_are_as_many_as_the_course_asks_for(told, kind, number):
    assert len(texts(told)[kind]) == number


def test_bytes_are_the_same_twice_and_on_every_platform(material):
    once, twice = material, stated_files(make_world())
    assert once == twice
    for name, content in once.items():
        assert b"\r" not in content, name
        again = json.dumps(json.loads(content), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        assert content == again.encode("utf-8"), name


def test_every_text_says_whether_it_is_invented_or_whose_it_is(material):
    owned = {"claims.json": "our own words", "definitions.json": "our own words",
             "story.json": "the wording is ours"}  # fmt: skip
    bare = {"statements.json", "weasels.json", "internal-roles.json", "process-words.json"}
    for name, content in material.items():
        assert name in bare or owned.get(name, "Synthetic") in content.decode("utf-8"), name


@pytest.mark.parametrize("seed", [1, 77])
def test_another_seed_gives_a_whole_key_too(material, seed):
    made = stated_files(make_world(seed))
    assert made.keys() == material.keys()
    key = json.loads(made["key-stated.json"])["exercises"]
    assert len(key["3.6"]["flaws"]) == 5
    assert len(key["1.5"]["figures"]) == 12


@pytest.mark.parametrize(
    ("exercise", "ids"),
    [
        ("1.1", lambda t, k: (set(t.statements), set(k["kinds"]))),
        ("1.1", lambda t, k: (set(t.statements), set(k["why"]))),
        ("1.2", lambda t, k: ({s["id"] for s in t.story["steps"]}, {i for p in k["before"] for i in p})),
        ("1.3", lambda t, k: (set(t.claims["to_grade"]), set(k["graded"]))),
        ("1.4", lambda t, k: ({d["id"] for d in t.definitions["definitions"]}, set(k["matrix"]))),
        ("1.5", lambda t, k: ({p["id"] for p in t.report["paragraphs"]}, set(k["found"]))),
        ("3.1", lambda t, k: ({a["id"] for a in t.boxes["answers"]}, set(k["boxes"]))),
        ("3.2", lambda t, k: (set(t.weasels), set(k["why"]))),
        ("3.3", lambda t, k: ({s["id"] for s in t.smart["statements"]}, set(k["goals"]))),
        ("3.6", lambda t, k: ({p["id"] for p in t.colleague_map["prompts"]}, set(k["flaws"]))),
    ],
)  # fmt: skip
def test_key_and_material_name_the_same_things(told, key, exercise, ids):
    shown, keyed = ids(told, key[exercise])
    assert shown == keyed


# What the sources have, letter by letter, looked up once. `claims.toml` may quote no other figure.
FIGURES = {
    "S0": {"105 countries", "age profile", "silver surfer", "stop asking questions", "iPhone 3"},
    "S1": {"240 times", "35 million", "six fold in 18 months", "Workshops of all interested people"},
    "S2": {"20 fold", "just 7 questions", "google trends"},
    "S3": {"108 countries", "70-80% lower cost", "40 minutes"},
    "S4": {
        "1989", "1946-2003", "7th year", "people-to-product", "3 to 4 Breakpoints",
        "operational, strategic or regulatory", "should be eradicated", "80% output metrics",
    },
}  # fmt: skip


@pytest.mark.parametrize("source", FIGURES)
def test_a_claim_quotes_the_figure_that_its_source_has(told, source):
    quoted = {c["figure"] for c in told.claims["claims"] if c["source"] == source}
    assert quoted == FIGURES[source]


# Contradictions of the method, section 1.2, by words of the two claims.
CONTRADICTIONS = [
    ("an English one", "Scottish pin factory"),
    ("Jan Carlson", "Jan Carlzon"),
    ("1946 to 2003", "born in 1943"),
    ("over 130 classes", "Over 150 classes"),
    ("over 130 classes", "seventh year"),
    ("of five types", "six types"),
    ("strategic or regulatory", "dynamic or static"),
    ("ought to be removed", "a best number"),
    ("how old they are", "Silver surfer"),
    ("stop putting questions", "workshops"),
    ("stop putting questions", "seven questions"),
    ("before the iPhone 3", "first iPhone"),
]


def test_the_contradictions_are_those_of_the_method(told, key):
    claims = {c["id"]: c["text"] for c in told.claims["claims"]}

    def named(words):
        (id_,) = [id_ for id_, text in claims.items() if words in text]
        return id_

    wanted = {frozenset(map(named, pair)) for pair in CONTRADICTIONS}
    assert {frozenset(pair) for pair in key["1.3"]["pairs"]} == wanted
    assert set(key["1.3"]["why"]) == {"-".join(pair) for pair in key["1.3"]["pairs"]}
    assert not wanted & {frozenset(pair) for pair in key["1.3"]["may_count"]}


def test_all_five_grades_are_given_and_each_eighth_claim_says_why(told, key):
    graded = key["1.3"]["graded"]
    assert len(graded) == 8
    assert {item["grade"] for item in graded.values()} == set("ABCDE") == set(told.claims["grades"])
    assert all(item["grade"] in item["accepted"] and item["why"] for item in graded.values())


def test_a_deadline_is_a_day_and_a_response_time_is_not(told, key):
    for statement in told.smart["statements"]:
        goal = key["3.3"]["goals"][statement["id"]]
        day = date.fromisoformat(goal["iso"])
        assert 0 <= (day - date.fromisoformat(goal["days"][0])).days < 7
        assert goal["days"][1] == goal["iso"]
        assert str(day.year) in goal["deadline"], "a deadline says its year"
        assert not re.search(r"20\d\d", goal["response"])
        assert all(time.lower() in statement["text"].lower() for time in statement["times"])


def test_a_target_has_room_between_baseline_and_bound(told, key):
    figures = {f["id"]: f for f in told.smart["figures"]}
    outcomes = {o["id"] for o in told.measures["outcomes"]}
    for statement in told.smart["statements"]:
        goal = key["3.3"]["goals"][statement["id"]]
        figure = figures[goal["measures"][0]]
        assert (goal["baseline"], goal["unit"], goal["source"]) == (
            figure["value"], figure["unit"], figure["source"])  # fmt: skip
        low, high = sorted((goal["baseline"], goal["bound"]))
        assert high - low > 10
        assert (goal["comparator"] == "at least") == (goal["bound"] > goal["baseline"])
        assert statement["outcome"] in outcomes
        assert set(goal["measures"][1:]) <= set(told.smart["kpis"])


def test_every_report_figure_stands_in_its_paragraph(told, key):
    paragraphs = {p["id"]: p["text"] for p in told.report["paragraphs"]}
    for figure in key["1.5"]["figures"]:
        assert figure["text"] in paragraphs[figure["paragraph"]]
        assert float(figure["text"].replace(",", "")) == figure["value"]
    assert told.branch["last_day"] == "2026-03-31"
    assert "31 March 2026" in paragraphs["r01"]
    assert 250 <= key["1.5"]["words"] <= 350
    assert key["1.5"]["counts"]["inside-out"] > 3 * key["1.5"]["counts"]["outside-in"]


def test_the_map_serves_an_outcome_and_an_objective_that_exist(told):
    ids = {o["id"] for o in (*told.measures["outcomes"], *told.measures["objectives"])}
    assert set(told.colleague_map["serves"]) <= ids
    line = told.colleague_map["boxes"][5]["items"][0]["text"]
    assert len(line.split()) <= 6


@pytest.mark.parametrize(
    ("name", "attribute", "content", "words"),
    [
        ("statements.json", "statements", b"{}", "a list of items"),
        ("statements.json", "statements", b'[{"id": "U01", "text": "x"}]', "'who'"),
        ("weasels.json", "weasels", b'[{"id": "W1", "text": "a"}, {"id": "W1", "text": "b"}]', "twice"),
        ("story.json", "story", b'{"title": 1', "breaks off"),
        ("claims.json", "claims", b"[]", "named fields"),
        ("key-stated.json", "stated_key", b'{"schema": 2, "case": "x", "exercises": {}}', "schema 1"),
        ("report.json", "report", None, "gone"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_in_a_sentence(tmp_path, name, attribute, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseError, match=re.escape(words)) as caught:
        getattr(StatedCase("rowan-vale", tmp_path), attribute)
    assert name in str(caught.value)


def test_provenance_names_every_file_and_every_threshold(material, told):
    text = stated_provenance(told.stated_key)
    for name in material:
        assert f"`{name}`" in text
    rows = re.findall(r"^\| (\d\.\d) \| .+ \| 0\.\d\d \| [01]\.\d\d \|$", text, re.M)
    assert rows == ["1.1", "1.2", "1.3", "1.3", "1.4", "1.4", "3.1", "3.2", "3.3", "3.4", "3.6"]


@pytest.mark.parametrize("name", ["inside-out", "outside-in", "weasels"])
def test_a_word_list_is_tidy(name):
    data = json.loads(files("cxkit.techniques").joinpath(f"words/{name}.json").read_bytes())
    assert "trainer may edit" in data["note"]
    lists = [data[part] for part in data if part not in ("note", "safe")]
    words = [word for part in lists for word in part]
    assert words == [word.strip().lower() for word in words]
    assert len(set(words)) == len(words)
    for phrase in data["safe"]:
        assert phrase not in words, "a phrase cannot be both"
        assert any(re.search(rf"(?<![\w-]){re.escape(w)}s?(?![\w-])", phrase) for w in words), (
            phrase
        )


def test_no_word_looks_both_ways():
    lists = [
        set(json.loads(files("cxkit.techniques").joinpath(f"words/{n}.json").read_bytes())["words"])
        for n in ("inside-out", "outside-in")
    ]
    assert not lists[0] & lists[1]


@pytest.mark.parametrize("attribute", ["internal_roles", "process_words"])
def test_names_are_listed_once_and_boxes_without_a_flaw_have_none(told, key, attribute):
    lists = getattr(told, attribute)
    names = [*lists["general"], *lists["case"]]
    every = [*names, *lists["alone"]]
    assert len({name.lower() for name in every}) == len(every)
    place = {"internal_roles": "1", "process_words": "3"}[attribute]
    flawed = {flaw["item"] for flaw in key["3.6"]["flaws"].values()}
    (box,) = [b for b in told.colleague_map["boxes"] if b["id"] == place]
    right = [a["text"] for a in told.boxes["answers"] if key["3.1"]["boxes"][a["id"]] == place]
    for text in right + [item["text"] for item in box["items"] if item["id"] not in flawed]:
        assert not [n for n in names if re.search(rf"\b{re.escape(n)}s?\b", text, re.I)], text


def test_no_text_has_a_slot_left_or_a_short_form_that_misleads(told):
    for kind, found in texts(told).items():
        for text in found:
            assert not re.search(r"[{}\[\]|]|  |\bMOTs?\b|\boops\b", text), (kind, text)
            assert not re.search(r"\b\w+iz(?:e|ed|ing|ation)\b", text), (kind, text)
