"""The lint, as a table: a bad snippet in a sound lesson, and the sentence that it must raise."""

from __future__ import annotations

import pytest

from cxkit.authoring.lint import faults, notebook_faults
from cxkit.authoring.notebook import _compose
from cxkit.authoring.source import reads
from cxkit.authoring.wording import long_sentences, weasels
from cxkit.course import Exercise, Module, Section

MODULE = Module(
    "07",
    "07-tea",
    "Tea",
    20,
    (Section("The idea", 8), Section("Brew", 12, "7.1")),
    (
        Exercise("7.1", "Brew a pot", 12, True, 5),
        Exercise("7.2", "Another pot", 6, False, 3),
    ),
)

SOUND = """\
# Tea

Module 07 · 20 minutes.

+++

## You will

- brew a pot

```{code-cell} ipython3
cx.start("07")
```

+++

## The idea (8 minutes)

Warm the pot. MARK

+++

## 7.1 Brew (12 minutes)

```{code-cell} ipython3
cx.edit("7.1")
```

```{code-cell} ipython3
cx.check("7.1")
```

```{code-cell} ipython3
:tags: [mark]

points("7.1")
```

+++

## Extra

+++

### 7.2 Another pot (6 minutes)

```{code-cell} ipython3
cx.edit("7.2")
```

```{code-cell} ipython3
cx.check("7.2")
```

```{code-cell} ipython3
:tags: [mark]

points("7.2")
```
"""


def _lint(text: str) -> list[str]:
    return faults(reads(text, "t.md"), MODULE, "t.md", {e.id: e for e in MODULE.exercises})


def test_a_sound_lesson_is_silent():
    assert _lint(SOUND) == []


LONG = "One " + "and one " * 15 + "more."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("MARK", "![](pot.png)", "t.md:19: a picture without alt text"),
        ("MARK", '<img src="pot.png">', "t.md:19: a picture without alt text"),
        ("MARK", '<img src="pot.png" alt=" ">', "a picture without alt text"),
        ("MARK", "#### Deep", None),  # not a heading: it stands in the middle of a line
        ("MARK", "\n\n#### Deep", "the heading 'Deep' jumps from level 2 to 4"),
        ("MARK", "\n\n# Tea again", "a second heading of level 1"),
        ("# Tea\n", "", "expected level 1"),
        ("## You will", "## Aims", "expected the heading 'You will'"),
        ("- brew a pot", "Brew a pot.", "followed by no list"),
        ("(8 minutes)", "(9 minutes)", "'The idea (9 minutes)' is not so in course.toml"),
        ("(8 minutes)", "", "no section 'The idea (8 minutes)'"),
        ("7.1 Brew (12", "Brew (12", "no section '7.1 Brew (12 minutes)'"),
        ("pot (6 minutes)", "pot (7 minutes)", "the exercise '7.2 Another pot (7 minutes)'"),
        ("· 20 minutes", "", "does not say how long it takes: 20 minutes"),
        ('cx.edit("7.1")', 'cx.edit("7.9")', "no exercise '7.9'"),
        ('cx.edit("7.1")', 'cx.edit("7.9")', "exercise 7.1 has no edit cell"),
        ('cx.check("7.2")', 'cx.hint("7.2")', "exercise 7.2 has no check cell"),
        ('cx.check("7.1")', 'cx.check("7.1", mine=True)', "exercise 7.1 has no check cell"),
        ('points("7.2")', 'points("7.1")', "exercise 7.1 is marked twice"),
        ('points("7.2")', 'points("7.1")', "exercise 7.2 has no mark cell"),
        ('cx.start("07")', 'cx.start("06")', "cx.start names '06'; expected '07'"),
        ('cx.start("07")', 'cx.brew("07")', "cx.brew is no verb"),
        ("MARK", "It is fast.", "the weasel word 'fast'"),
        ("MARK", "This is Simply done.", "the weasel word 'Simply'"),
        ("MARK", LONG, "a sentence of 32 words"),
        ("MARK", "[x](https://cdn.jsdelivr.net/npm/x.js)", "would be fetched in the room"),
        ("MARK", '\n\n+++ {"tags": ["trainer"]}\n\n## Say', "in a trainer cell. Write it bold"),
        ("MARK", '\n\n+++ {"tags": ["trainer"]}\n\nBe quick and efficient.', "'efficient'"),
    ],
)
def test_a_fault_is_found_where_it_stands(old, new, sentence):
    assert old in SOUND
    found = _lint(SOUND.replace(old, new))
    if sentence is None:
        assert found == []
    else:
        assert any(sentence in fault for fault in found), found


def test_sections_in_another_order_are_told():
    idea, brew = SOUND.index("## The idea"), SOUND.index("## 7.1")
    extra = SOUND.index("## Extra")
    turned = SOUND[:idea] + SOUND[brew:extra] + SOUND[idea:brew] + SOUND[extra:]
    assert any("another order" in fault for fault in _lint(turned))


def test_all_faults_come_at_once_in_order_of_line():
    bad = SOUND.replace("MARK", "![](a.png) fast").replace('cx.check("7.2")', 'cx.check("9.9")')
    lines = [int(fault.split(":")[1]) for fault in _lint(bad)]
    assert len(lines) >= 4 and lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The effective date is in May.", []),
        ("Fasten it after breakfast.", []),
        ("They wrote “a fast and robust service”.", []),
        ('Ban "efficient" and `timely`.', []),
        ("```\nfast\n```\nslow", []),
        ("Breakfast, steadfast, fasting? faster", ["fasting", "faster"]),
        ("just-in-time stock, and just one more", ["just"]),
        ("A timely, world-class, seamlessly leveraged thing", ["timely", "seamlessly", "leveraged",
                                                                "world-class"]),
        ("Read [this easy text](x.md)", ["easy"]),
    ],
)  # fmt: skip
def test_weasels_have_safe_phrases_and_quotations(text, words):
    assert sorted(w for _, w, _ in weasels(text)) == sorted(words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LONG, [(0, 32)]),
        ("Short.\n\n" + LONG, [(2, 32)]),
        ("word " * 30, []),
        ("word " * 31, [(0, 31)]),
        ("| " + "word " * 40 + "|", []),
        ("- " + "word " * 20 + "\n- " + "word " * 20, []),
        ("word " * 20 + ": " + "word " * 20, []),
    ],
)
def test_sentences_over_thirty_words(text, found):
    assert [(line, n) for line, n, _ in long_sentences(text)] == found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.update(source="True"), "returns points(...) alone"),
        (lambda c: c.update(source=c.source + "\nTrue"), "returns points(...) alone"),
        (lambda c: c.metadata.nbgrader.update(points=9), "9 points, course.toml has 5"),
        (lambda c: c.metadata.nbgrader.update(locked=False), "must be locked"),
        (lambda c: c.metadata.nbgrader.update(grade_id="mark-1-1"), "returns points(...) alone"),
    ],
)
def test_graded_cells_are_held_to_the_contract(change, sentence):
    pieces = [p for p in reads(SOUND, "t.md") if p.kind in ("text", "verb", "mark")]
    notebook = _compose(MODULE, pieces, lambda exercise: ())
    assert notebook_faults(notebook, MODULE) == []
    change(next(c for c in notebook.cells if c.id == "mark-7-1"))
    assert sentence in " ".join(notebook_faults(notebook, MODULE))
