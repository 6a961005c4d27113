"""Brightwater Mutual, the assessment case: an escape-of-water claim at an invented insurer.

Everything is derived from a secret: the paper that learners get, and the key that they do not.
`firm` and `process` hold what is true, `simulation` what happened, the rest what is said about
it. The sample paper's secret is public; a class gets a fresh one.
"""

from __future__ import annotations

from cxkit.cases.brightwater.paper import SAMPLE, Paper, make_paper

__all__ = ["SAMPLE", "Paper", "files", "make_paper"]


def files(secret: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of the paper and of its key, name to bytes: the same on every machine."""
    paper = make_paper(secret)
    return paper.files, paper.key
