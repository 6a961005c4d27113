"""Slides: what the room sees, what the trainer alone sees, and that it fits on the screen."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from cxkit.authoring import slides
from cxkit.authoring.notebook import lesson
from cxkit.course import Course

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def course(root: Path) -> Course:
    return Course(root / "course")


@pytest.fixture(scope="module")
def written(course: Course, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return slides.write(course, tmp_path_factory.mktemp("slides"))


def test_every_timed_section_opens_with_its_minutes(course: Course) -> None:
    for module in course.modules:
        shown = {re.sub(r"^[\d.]+\w? ", "", s.title): s.minutes for s in slides.deck(course, module)}
        for section in module.sections:
            assert section.title in shown, (module.id, section.title)
        assert sum(s.minutes for s in slides.deck(course, module)) == module.minutes, module.id


def test_no_extra_exercise_and_no_model_answer_is_shown(course: Course) -> None:
    for module in course.modules:
        told = "\n".join(f"{s.title}\n{s.text}" for s in slides.deck(course, module))
        for exercise in module.exercises:
            if not exercise.core:
                assert f"{exercise.id} {exercise.title}" not in told, exercise.id
        for piece in lesson(course, module):
            if piece.kind in ("worked", "trainer"):
                assert piece.text not in told, (module.id, piece.line)


def test_the_trainers_words_stand_in_the_notes(course: Course) -> None:
    notes = [s.notes for s in slides.deck(course, "03") if s.notes]
    assert any("Minutes 0 to 8" in note for note in notes)
    page = slides.deck_html(course, course.module("03"))
    outside = re.sub(r'<aside class="notes">.*?</aside>', "", page, flags=re.S)
    assert "Minutes 0 to 8" in page and "Minutes 0 to 8" not in outside


@pytest.mark.parametrize(("text", "parts"), [
    ("one\n\ntwo", ["one\n\ntwo"]),
    ("\n\n".join(["a sentence. " * 25] * 3), ["\n\n".join(["a sentence. " * 25] * 2), "a sentence. " * 25]),
    ("a sentence. " * 66 + "\n\nThree rules:\n\n- one\n- two\n- three",
     ["a sentence. " * 66, "Three rules:\n\n- one\n- two\n- three"]),
])  # fmt: skip
def test_a_long_text_is_parted_between_paragraphs(text: str, parts: list[str]) -> None:
    assert slides._parts(text) == parts


def test_a_deck_loads_nothing_from_elsewhere(written: list[Path]) -> None:
    for page in written:
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', text)
        assert loaded and all(u.startswith("reveal/") for u in loaded), page.name
        assert all((page.parent / u).is_file() for u in loaded)
    assert (written[0].parent / "reveal" / "LICENSE").is_file()


def test_the_pdf_holds_every_slide(course: Course, written: list[Path]) -> None:
    page = next(p for p in written if p.name.startswith("03"))
    pdf = PdfReader(io.BytesIO(page.with_suffix(".pdf").read_bytes()))
    text = " ".join(" ".join(p.extract_text() for p in pdf.pages).split())
    deck = slides.deck(course, "03")
    assert len(pdf.pages) >= len(deck)
    for slide in deck:
        assert slide.title in text, slide.title


@pytest.mark.browser
def test_every_slide_fits_on_a_small_projector(written: list[Path]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUM))),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        over = []
        for path in written:
            page.goto(path.as_uri())
            page.wait_for_function("window.Reveal && Reveal.isReady()")
            over += [[path.name, *one] for one in page.evaluate("""() =>
              [...document.querySelectorAll('.slides > section')].map((s, i) => {
                s.style.display = 'block'; s.hidden = false;
                return [i, s.scrollWidth, s.scrollHeight, s.querySelector('h1,h2').textContent];
              }).filter(([, wide, high]) => wide > 1180 || high > 660)""")]
        browser.close()
    assert over == [] and faults == []
