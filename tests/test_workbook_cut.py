"""A save that is cut by the machine leaves the old answer or the new one, never half of one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxkit.workbook import Workbook

WRITER = """
import sys
from cxkit.workbook import Workbook
book = Workbook(sys.argv[1])
rev = book.read("2.3").rev
print("ready", flush=True)
while True:
    rev = book.write("2.3", {"needs": ["x" * 2000] * 50, "n": [rev]}, rev).rev
    print(rev, flush=True)
"""


def _cut(folder: Path, wait: float) -> int:
    """Save as often as possible, kill the process after `wait` seconds.

    Returns:
        The last revision that the saver was told is on the disk.
    """
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as saver:
        assert saver.stdout and saver.stdout.readline() == "ready\n"
        time.sleep(wait)
        saver.kill()
        told = saver.stdout.read().split()
    return int(told[-1]) if told else 0


def _survives(folder: Path, cuts: int) -> None:
    draw, book, kept = random.Random(11), Workbook(folder), 0
    for _ in range(cuts):
        told = _cut(folder, draw.uniform(0, 0.15))
        found = book.read("2.3")
        assert found.problem == ""
        assert found.rev >= max(told, kept), "what was acknowledged is on the disk"
        assert found.data == ({} if not found.rev else {"needs": ["x" * 2000] * 50, "n": [found.rev - 1]})
        kept = found.rev
    assert kept > cuts, "the saver did save between the cuts"


def test_five_cuts_lose_nothing(tmp_path: Path) -> None:
    _survives(tmp_path, 5)


@pytest.mark.long
def test_a_hundred_cuts_lose_nothing(tmp_path: Path) -> None:
    _survives(tmp_path, 100)
