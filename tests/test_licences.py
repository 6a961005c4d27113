"""What a learner installs and what we hand on may be used by anybody, at work too."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import pytest

PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC\b|\bPSF|Python Software Foundation|HPND|CMU|Unlicense|Zlib"
    r"|Permission is hereby granted, free of charge",  # how MIT's text begins
    re.I,
)
COPYLEFT = re.compile(r"GPL|General Public|MPL|Mozilla|EPL|CDDL|EUPL|SSPL|CC-BY-(NC|SA)", re.I)
# Used as they come, never changed: the MPL asks nothing more of us. Each is needed by JupyterLab.
EXCEPTIONS = {"certifi": "MPL", "fqdn": "MPL"}
ELSEWHERE = {"appnope", "colorama", "pywinpty"}  # on other systems only; BSD, BSD, MIT


def _pinned(path: Path) -> list[str]:
    return re.findall(r"(?m)^([\w.\-]+)==", path.read_text(encoding="utf-8"))


def _licence(name: str) -> str:
    about = metadata(name)
    classes = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    stated = about.get("License-Expression") or ""
    # a whole licence text may stand in this field: its first line is its name
    told = " ".join([stated, *classes, (about.get("License") or "").strip().split("\n")[0]])
    return told if told.strip() else _licence_file(name)


def _licence_file(name: str) -> str:
    """How the licence that lies in the package begins, where its metadata name none."""
    found = [f for f in files(name) or () if f.name.startswith("LICEN")]
    return " ".join(found[0].read_text(encoding="utf-8").split())[:300] if found else ""


@pytest.mark.parametrize("name", _pinned(Path(__file__).parents[1] / "course/requirements.lock"))
def test_what_a_learner_installs_is_permissive(name: str) -> None:
    try:
        stated = _licence(name)
    except PackageNotFoundError:
        assert name in ELSEWHERE
        return
    if name in EXCEPTIONS:
        assert EXCEPTIONS[name] in stated
    else:
        assert PERMISSIVE.search(stated) and not COPYLEFT.search(stated), stated


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("LICENSE", "MIT License"),
        ("course/LICENSE.md", "Creative Commons Attribution 4.0"),
        ("cxkit/drawing/fonts/OFL.txt", "SIL OPEN FONT LICENSE"),
    ],
)
def test_what_we_hand_on_carries_its_licence(root: Path, file: str, words: str) -> None:
    assert words.lower() in (root / file).read_text(encoding="utf-8").lower()


def test_every_font_lies_beside_its_licence(root: Path) -> None:
    fonts = [p for p in (root / "cxkit").rglob("*") if p.suffix in (".ttf", ".otf", ".woff2")]
    assert fonts
    assert all((p.parent / "OFL.txt").is_file() for p in fonts)
