"""A picture's bytes: reproducible, light, with words beside them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxkit.drawing import NothingToExport, draw_grid
from cxkit.techniques.needs import Grid

from .grids import EXPERT, make_grid

DOLLARS = make_grid(["$10 and $20", "B"], ["between $5 and $9_{x}", "y"], [[3, 0], [1, 2]])
ONCE = """
import hashlib
from cxkit.drawing import draw_grid
from tests.drawing.grids import EXPERT
p = draw_grid(EXPERT)
print([hashlib.sha256(b).hexdigest() for b in (p.png(), p.svg(), p.pdf())], p.twin())
"""


def test_bytes_are_the_same_in_every_process() -> None:
    root = Path(__file__).parents[2]
    said = [
        subprocess.run(
            [sys.executable, "-W", "error", "-c", ONCE],
            cwd=root,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "SOURCE_DATE_EPOCH": seed * 9,
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert said[0].stdout == said[1].stdout
    assert said[0].stderr == said[1].stderr == ""


def test_a_first_run_on_a_bare_machine_is_silent(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    env = {
        **os.environ,
        "MPLCONFIGDIR": str(blocked / "no"),
        "HOME": str(blocked / "home"),
        "PYTHONUTF8": "1",
    }
    root = Path(__file__).parents[2]
    code = [sys.executable, "-c", ONCE]
    found = subprocess.run(code, cwd=root, env=env, capture_output=True, check=True)
    assert found.stderr == b""


def test_the_pdf_can_be_read_and_searched() -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(draw_grid(DOLLARS, "Rowan & Vale").pdf()))
    text = reader.pages[0].extract_text()
    assert "$10 and $20" in text and "between $5 and $9_{x}" in text
    assert reader.metadata.title.startswith("Rowan & Vale: Two kinds of customer")
    assert reader.metadata.creation_date is None
    assert [round(float(v)) for v in reader.pages[0].mediabox[2:]] == [842, 595]


def test_a_long_grid_has_pages_in_the_pdf() -> None:
    from pypdf import PdfReader

    long = "I want to bring the car back at any hour without looking for somebody. " * 4
    grid = make_grid(["A"] * 6, [long] * 15, [[1] * 6] * 15, foot=long * 3)
    reader = PdfReader(io.BytesIO(draw_grid(grid).pdf()))
    assert len(reader.pages) > 1
    assert "Continued:" in reader.pages[1].extract_text()


def test_the_png_is_light_and_keeps_its_colours() -> None:
    from PIL import Image

    from cxkit.drawing.palette import STRENGTHS

    png = draw_grid(EXPERT).png()
    assert len(png) < 200_000
    with Image.open(io.BytesIO(png)) as image:
        assert image.info["Title"].startswith("Four kinds of customer")
        colours = {colour for _, colour in image.convert("RGB").getcolors(10**7)}
    for step in STRENGTHS:
        assert tuple(bytes.fromhex(step.fill[1:])) in colours


def test_a_notebook_shows_the_picture_and_its_words() -> None:
    bundle = draw_grid(DOLLARS)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    html = bundle["text/html"]
    assert 'alt="Heat grid of 2 needs by 2 kinds of customer.' in html
    assert "mathjax_ignore" in html and "<details>" in html and "<caption>" in html
    assert "data:image/png;base64," in html


def test_the_learners_own_settings_do_not_reach_a_picture() -> None:
    import matplotlib

    plain = draw_grid(EXPERT).pdf()
    with matplotlib.rc_context({"pdf.fonttype": 3, "font.size": 30, "text.color": "red"}):
        before = matplotlib.rcParams["pdf.fonttype"]
        assert draw_grid(EXPERT).pdf() == plain
        assert matplotlib.rcParams["pdf.fonttype"] == before == 3


@pytest.mark.parametrize("make", ["png", "svg", "pdf"])
def test_nothing_to_show_is_said(make: str) -> None:
    with pytest.raises(NothingToExport, match="The grid is not begun"):
        getattr(draw_grid(Grid()), make)()


@pytest.mark.parametrize("module", ["matplotlib", "PIL", "openpyxl", "pandas", "numpy"])
def test_the_package_is_light_to_import(module: str) -> None:
    code = f"import sys, cxkit.drawing; sys.exit({module!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)
