"""A lesson's text as pieces: kinds, lines, verb lines, faults."""

from __future__ import annotations

import pytest

from cxkit.authoring.source import Call, SourceError, headings, reads

LESSON = """\
---
kernelspec:
  name: python3
  display_name: Python 3
---

# Title

Words.

+++ {"tags": ["trainer"]}

Say this.

```{code-cell} ipython3
cx.edit("2.3", mine=True)
```

```{code-cell} ipython3
:tags: [mark]

points("2.3")
```

+++ {"tags": ["worked"]}

Why so.

+++

## Next
"""


def test_pieces_have_kind_line_and_heading():
    found = [(p.kind, p.line, p.heading) for p in reads(LESSON, "a.md")]
    assert found == [
        ("text", 7, "Title"),
        ("trainer", 13, "Title"),
        ("verb", 16, "Title"),
        ("mark", 22, "Title"),
        ("worked", 27, "Title"),
        ("text", 31, "Next"),
    ]


def test_verb_lines_are_taken_apart():
    calls = [p.call for p in reads(LESSON, "a.md") if p.call]
    assert calls == [Call("edit", ("2.3",), (("mine", True),)), Call("points", ("2.3",))]
    assert calls[0].mine and calls[0].subject == "2.3"


CELL = "# T\n\n```{{code-cell}} ipython3\n{tags}{body}\n```\n"


@pytest.mark.parametrize(
    ("body", "tags", "sentence"),
    [
        ("print(1)", "", "a.md:4: Expected one line such as cx.edit"),
        ("import os", "", "found 'import os'"),
        ('cx.edit("2.3"); cx.check("2.3")', "", "Expected one line"),
        ("cx.edit(name)", "", "with plain values"),
        ('os.system("ls")', "", "Expected one line"),
        ('cx.check("2.3")', ":tags: [mark]\n\n", "Expected points("),
        ("points()", ":tags: [mark]\n\n", "Expected points("),
    ],
)
def test_a_cell_that_is_no_verb_line_is_a_sentence(body, tags, sentence):
    with pytest.raises(SourceError) as caught:
        reads(CELL.format(body=body, tags=tags), "a.md")
    assert sentence in str(caught.value)


def test_every_fault_is_told_at_once():
    text = "# T\n" + 3 * "\n```{code-cell} ipython3\nprint(1)\n```\n"
    with pytest.raises(SourceError) as caught:
        reads(text, "a.md")
    assert [f.split(":")[1] for f in caught.value.faults] == ["4", "8", "12"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('+++ {"tags": ["secret"]}\n\nWords.\n', "the tag 'secret' is unknown"),
        ('+++ {"tags": [\n\nWords.\n', "the +++ lines"),
        ("---\nkernelspec: {name: python3}\n---\nWords.\n", "Check the block at the top"),
        ("---\na: [\n---\nWords.\n", "Check the block at the top"),
    ],
)
def test_a_bad_marker_is_a_sentence(text, sentence):
    with pytest.raises(SourceError) as caught:
        reads(text, "a.md")
    assert sentence in str(caught.value)


def test_headings_leave_fenced_blocks_alone():
    assert headings("# A\n```\n# no\n```\n## B ##\n#no") == [(0, 1, "A"), (4, 2, "B")]
