"""What is true of Rowan & Vale, and that it follows from the texts and from nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from cxkit.cases.rowan_vale import documents, material, survey
from cxkit.cases.rowan_vale.calibration import trivial_labels
from cxkit.cases.rowan_vale.profile import nearest, vector
from cxkit.cases.rowan_vale.world import CATEGORIES, NEEDS, make_world
from cxkit.cases.stream import Stream
from cxkit.techniques.agreement import kappa, together
from cxkit.techniques.language import solution_words

PROFILES = {id_: category.strengths for id_, category in CATEGORIES.items()}


@pytest.fixture(scope="module")
def people():
    return documents.make_vignettes(make_world())


@pytest.fixture(scope="module")
def voices():
    return documents.make_verbatims(make_world())


def test_category_is_what_the_author_meant_by_a_clear_margin(people, case):
    for person in people:
        found = case.key["vignettes"][person.id]
        assert found["category"] == person.meant, person.who
        assert found["margin"] >= 0.3, person.who


def test_category_does_not_hang_on_the_way_of_measuring(people):
    for person in people:
        felt = vector(person.needs)
        far = {
            id_: sum((a - b) ** 2 for a, b in zip(felt, vector(profile), strict=True))
            for id_, profile in PROFILES.items()
        }
        assert min(far, key=far.get) == person.meant, person.who


def test_each_use_holds_the_same_number_of_each_category(people):
    found = Counter((person.use, person.meant) for person in people)
    each = {"sort": 6, "other": 3, "lesson": 3}
    assert found == {(use, c): n for use, n in each.items() for c in CATEGORIES}


@pytest.mark.parametrize("circumstance", ["age", "family", "region", "line"])
@pytest.mark.parametrize("use", ["sort", "other", "lesson", "all"])
def test_circumstance_says_nothing_about_the_category(people, circumstance, use):
    # Cramer's V from the counts; 0 is no association at all.
    chosen = [p for p in people if use in (p.use, "all")]
    cells = Counter((p.meant, p.circumstance[circumstance]) for p in chosen)
    rows, columns = (Counter(key[side] for key in cells.elements()) for side in (0, 1))
    total = len(chosen)
    chi = sum(
        (cells[row, column] - expected) ** 2 / expected
        for row in rows
        for column in columns
        for expected in [rows[row] * columns[column] / total]
    )
    v = (chi / total / (min(len(rows), len(columns)) - 1)) ** 0.5
    assert v < 0.1


def test_sorting_by_circumstance_stays_far_below_the_threshold(people, case):
    key = case.key
    items = key["exercises"]["2.3"]["items"]
    vectors = {i: vector(key["vignettes"][i]["needs"]) for i in items}
    full = together(vectors, {i: key["vignettes"][i]["category"] for i in items})
    bounds = key["exercises"]["2.3"]["together"]
    assert 0 < bounds["trivial"] < 0.2 < 0.45 <= bounds["threshold"] < 1
    for name in ("age", "family", "region", "line"):
        groups = {i: key["vignettes"][i]["circumstance"][name] for i in items}
        assert together(vectors, groups) / full < bounds["trivial"]


def test_every_person_shows_two_to_four_needs_and_every_need_is_shown(people, voices):
    assert all(2 <= len(person.needs) <= 4 for person in people)
    assert all(voice.needs for voice in voices)
    for need in NEEDS:
        assert sum(person.needs.get(need, 0) >= 2 for person in people) >= 4, need


def test_voices_are_spread_over_kinds_and_categories(voices, case):
    kinds = Counter(voice.kind for voice in voices)
    categories = Counter(item["category"] for item in case.key["verbatims"].values())
    assert set(kinds.values()) == {45}
    assert set(categories) == set(CATEGORIES) and min(categories.values()) >= 40


@pytest.mark.parametrize("source", ["world", "survey", "other grid", "dialogue"])
def test_needs_name_no_solution(source, case):
    texts = {
        "world": list(NEEDS.values()),
        "survey": [need["text"] for need in case.survey_needs.values()],
        "other grid": [need["need"] for need in case.other_grid["needs"]],
        "dialogue": [need["text"] for need in case.dialogue["needs"]],
    }[source]
    assert [text for text in texts if solution_words(text)] == []


def test_survey_has_a_clear_top_three_that_one_rating_alone_would_miss(case):
    key = case.key["exercises"]["2.5"]
    rows = [tuple(row.values()) for row in case.survey]
    assert survey.gap_scores(rows) == key["scores"]
    ranked = sorted(key["scores"], key=key["scores"].get, reverse=True)
    assert ranked[:3] == key["top"]
    assert key["scores"][ranked[2]] - key["scores"][ranked[3]] >= 0.06
    shares = survey.rating_shares(rows)
    for side in (0, 1):
        alone = sorted(shares, key=lambda need: shares[need][side], reverse=True)
        assert set(alone[:3]) != set(key["top"])


@pytest.mark.parametrize(("field", "most"), [("direction", 4), ("measure", 3)])
def test_a_constant_answer_gets_few_statements_right(case, field, most):
    accepted = [need[field] for need in case.key["exercises"]["2.5"]["fields"].values()]
    values = {value for answers in accepted for value in answers}
    assert max(sum(value in answers for answers in accepted) for value in values) <= most


def test_fifteen_clear_voices_are_asked_for_with_a_reason(case):
    key = case.key["exercises"]["2.2"]
    kinds = Counter(case.key["verbatims"][item]["kind"] for item in key["items"])
    assert sorted(kinds.values()) == [3, 4, 4, 4]
    assert set(key["why"]) == set(key["items"]) and all(key["why"].values())


def test_the_other_grid_settles_each_person_clearly_and_uses_every_column(people, case):
    grid = material.make_other_grid()
    truth = case.key["exercises"]["2.4"]["truth"]
    for person in people:
        if person.use == "other":
            column, margin = nearest(grid.seen(person.needs), grid.profiles())
            assert (column, margin >= 0.2) == (truth[person.id], True)
    assert set(truth.values()) == {c["id"] for c in case.other_grid["categories"]}


def test_the_need_of_the_dialogue_is_one_of_six_and_can_be_heard(case):
    key = case.key["exercises"]["2.6"]
    ids = [need["id"] for need in case.dialogue["needs"]]
    sentences = [sentence["id"] for sentence in case.dialogue["sentences"]]
    assert len(ids) == 6 and ids.count(key["need"]) == 1
    assert 6 <= len(sentences) <= 8 and set(key["sentences"]) < set(sentences)
    assert 80 <= len(case.dialogue["card"].split()) <= 120
    assert case.dialogue["card"] == " ".join(s["text"] for s in case.dialogue["sentences"])


@pytest.mark.parametrize("exercise", ["2.1", "2.2", "2.4"])
def test_trivial_lies_above_nothing_and_below_the_threshold(case, exercise):
    key = case.key["exercises"][exercise]
    assert 0 < key["trivial"] < key["threshold"]


@pytest.mark.parametrize(
    ("truth", "low", "high"),
    [(["a"] * 10 + ["b"] * 10, 0.2, 0.5), (list("abcd") * 25, 0.05, 0.15)],
)
def test_trivial_is_what_guessing_reaches(truth, low, high):
    labels = sorted(set(truth))
    assert low <= trivial_labels(truth, labels, kappa, Stream(1, "test")) <= high
