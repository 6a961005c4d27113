"""The agenda: it adds up, pauses stand where they should, and nothing needed later is cut away."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pypdf import PdfReader

from cxkit.authoring.agenda import Agenda, AgendaError, clock, minutes_of, plan, settings
from cxkit.authoring.agendasheet import calendar, lines, next_monday, page, working_days, write
from cxkit.authoring.cuts import Cut, choose, cuts, faults
from cxkit.authoring.dayplan import Layout, lay, share
from cxkit.cli import main
from cxkit.course import Course, CourseError, Module, Section

ROOM = Layout(2, 15, 45, 15, 105, 125, 13 * 60, 17 * 60 + 30)


@pytest.fixture(scope="module")
def course(root: Path) -> Course:
    return Course(root / "course")


@pytest.fixture(scope="module")
def room(course: Course) -> Agenda:
    return plan(course)


def work(agenda: Agenda) -> list[tuple[str, str, int]]:
    return [(s.module.id, s.section.title, s.minutes) for day in agenda.days for s in day
            if s.module and s.section]  # fmt: skip


# ---- two days in a room ---------------------------------------------------------------------


def test_two_days_hold_every_section_of_01_to_09_in_order(course: Course, room: Agenda) -> None:
    expected = [(m.id, s.title, s.minutes) for m in course.modules if m.id != "00" for s in m.sections]
    assert work(room) == expected
    assert room.net == 825


def test_two_days_fit_between_nine_and_half_past_five(room: Agenda) -> None:
    assert [(clock(d[0].start), clock(d[-1].end)) for d in room.days] == [("09:00", "17:30"), ("09:00", "17:15")]
    assert room.notes == ()


def test_each_day_has_a_lunch_two_breaks_and_a_buffer(room: Agenda) -> None:
    for day in room.days:
        assert [s.kind for s in day if s.kind != "section"] == ["break", "lunch", "break", "buffer"]
        lunch = next(s for s in day if s.kind == "lunch")
        assert 11 * 60 + 30 <= lunch.start <= 13 * 60 + 30


def test_the_assessment_closes_the_last_day(room: Agenda) -> None:
    last = [s.module.id for s in room.days[-1] if s.module]
    assert last[-1] == "09" and last.index("09") == last.count("06") + last.count("07") + last.count("08")


def test_slots_follow_each_other_without_a_hole(room: Agenda) -> None:
    for day in room.days:
        assert all(one.end == two.start for one, two in zip(day, day[1:], strict=False))


# ---- late -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("minus", "late"), [(20, ""), (20, "06"), (5, "02"), (45, "01"), (10, "07")])
def test_minutes_are_saved_on_the_day_that_is_late(course: Course, room: Agenda, minus: int, late: str) -> None:
    made = plan(course, minus=minus, late=late)
    saved = sum(cut.saves for cut in made.cuts)
    assert minus <= saved < minus + 7
    assert room.net - made.net == saved
    ends = [(a[-1].end, b[-1].end) for a, b in zip(room.days, made.days, strict=True)]
    assert sorted(a - b for a, b in ends) == [0, saved]
    assert all(cut.module >= (late or "01") for cut in made.cuts)


def test_what_is_missed_least_goes_first_and_no_cut_is_needless(course: Course) -> None:
    found = plan(course, minus=20).cuts
    assert [c.rank for c in found] == sorted(c.rank for c in found)
    total = sum(c.saves for c in found)
    assert all(total - c.saves < 20 for c in found)


def test_nothing_is_dropped_however_late_it_is(course: Course, room: Agenda) -> None:
    made = plan(course, minus=600)
    rests = settings(course)["rests"]
    whole = {(m, t): n for m, t, n in work(room)}
    exercise = {(m.id, s.title): s.exercise for m in course.modules for s in m.sections}
    for module, title, minutes in work(made):
        assert minutes >= 1
        if exercise[module, title] in rests:
            assert 2 * minutes >= whole[module, title]
    assert "All that can be left out on this day saves" in made.notes[-1]


def test_an_exit_quiz_is_not_cut_since_it_only_moves(course: Course) -> None:
    assert not [c for c in plan(course, minus=600).cuts if c.section.title == "Exit quiz"]


def test_the_lessons_cuts_name_sections_and_spare_what_others_rest_on(course: Course) -> None:
    rests = settings(course)["rests"]
    assert faults(course, rests) == []
    assert rests.keys() <= course.exercises.keys()
    without = [m.id for m in course.modules[1:-1] if not cuts(course, m)]
    assert without == []


SECTIONS = {"a": Section("A", 10, "1.1"), "b": Section("B", 8), "q": Section("Exit quiz", 3)}


@pytest.mark.parametrize(
    ("saves", "minutes", "chosen"),
    [
        ([("a", 3), ("b", 4)], 3, ["a"]),
        ([("a", 3), ("b", 4)], 4, ["b"]),  # the second makes the first needless
        ([("a", 3), ("b", 4)], 5, ["a", "b"]),
        ([("a", 9), ("b", 4)], 9, ["b"]),  # a may lose 5 at most
        ([("a", 3), ("a", 3), ("b", 2)], 5, ["a", "b"]),  # not twice out of one
        ([("q", 3), ("b", 2)], 2, ["b"]),
        ([], 5, []),
    ],
)
def test_choosing_cuts(saves: list[tuple[str, int]], minutes: int, chosen: list[str]) -> None:
    found = [Cut("01", rank, SECTIONS[name], "", n) for rank, (name, n) in enumerate(saves, 1)]
    spare = {("01", "A"): 5, ("01", "B"): 7, ("01", "Exit quiz"): 2}
    got = choose(found, minutes, spare)
    assert [c.section for c in got] == [SECTIONS[name] for name in chosen]


# ---- other shapes ---------------------------------------------------------------------------


def test_a_call_has_a_break_each_hour_and_half_days(course: Course) -> None:
    made = plan(course, remote=True)
    assert len(made.days) == 4 and made.net == 825
    for day in made.days:
        assert day[-1].end <= 13 * 60 + 45
        stretch = 0
        for slot in day:
            paper = slot.module is not None and slot.module.assignment
            stretch = stretch + slot.minutes if slot.kind == "section" and not paper else 0
            assert stretch <= 60


@pytest.mark.parametrize(
    ("start", "days", "lunches"),
    [("09:00", 3, [False, True, True]), ("08:30", 4, [False] * 4), ("13:00", 4, [False] * 4)],
)
def test_a_day_that_works_past_one_has_a_lunch(
    course: Course, start: str, days: int, lunches: list[bool]
) -> None:
    made = plan(course, start, days=days)
    assert [any(s.kind == "lunch" for s in day) for day in made.days] == lunches


def test_an_assessment_is_not_interrupted_and_its_length_is_told(course: Course) -> None:
    made = plan(course, remote=True)
    paper = [n for n, slot in enumerate(made.days[-1]) if slot.module and slot.module.id == "09"]
    assert paper == list(range(paper[0], paper[-1] + 1))
    assert made.notes == ("Day 4, 11:05: 120 minutes without a break. Say so before, and offer one.",)


def test_a_long_day_on_a_call_is_told(course: Course) -> None:
    made = plan(course, remote=True, days=2)
    assert any("minutes after 17:00" in note for note in made.notes)


def test_one_day_is_a_selection_that_fits(course: Course) -> None:
    made = plan(course, one_day=True)
    assert len(made.days) == 1 and made.notes == ()
    minutes = {(m.id, s.title): s.minutes for m in course.modules for s in m.sections}
    assert all(n <= minutes[m, t] for m, t, n in work(made))
    modules = {m for m, _, _ in work(made)}
    assert "00" not in modules and "09" not in modules and len(modules) >= 7
    assert sum(t == "Bring it home" for _, t, _ in work(made)) >= 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--start", "25:00"], "Expected a time of day such as 09:00, found '25:00'"),
        (["--start", "nine"], "Expected a time of day"),
        (["--days", "0"], "Expected 1 to 9 days"),
        (["--days", "10"], "Expected 1 to 9 days"),
        (["--one-day", "--days", "2"], "One day or 2?"),
        (["--minus", "-5"], "Expected 0 or more minutes"),
        (["--minus", "5", "--from", "12"], "There is no module '12'"),
        (["--minus", "5", "--from", "00"], "Module 00 stands in no day"),
        (["--start", "20:00", "--days", "1"], "past midnight"),
    ],
)
def test_what_cannot_be_laid_out_is_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(root)
    found = CliRunner().invoke(main, ["agenda", *words])
    assert found.exit_code == 1 and sentence in found.output


@pytest.mark.parametrize(("time", "minutes"), [("09:00", 540), ("9:05", 545), ("9.05", 545), ("23:59", 1439)])
def test_times(time: str, minutes: int) -> None:
    assert minutes_of(time) == minutes and minutes_of(clock(minutes)) == minutes


def test_an_unknown_module_is_the_courses_own_error(course: Course) -> None:
    with pytest.raises(CourseError):
        plan(course, minus=5, late="77")


# ---- laws -----------------------------------------------------------------------------------


@given(minutes=st.lists(st.integers(1, 120), min_size=1, max_size=9), days=st.integers(1, 4))
@examples(max_examples=30)
def test_sharing_keeps_order_and_no_other_split_is_shorter(minutes: list[int], days: int) -> None:
    days = min(days, len(minutes))
    made = share(minutes, days)
    assert [n for day in made for n in day] == list(range(len(minutes)))
    assert len(made) == days and all(made)
    longest = max(sum(minutes[n] for n in day) for day in made)
    lower = max(max(minutes), -(-sum(minutes) // days))
    assert longest >= lower
    if days == 2:
        assert longest == min(max(sum(minutes[:k]), sum(minutes[k:])) for k in range(1, len(minutes)))


@given(minutes=st.lists(st.integers(2, 60), min_size=1, max_size=40), start=st.integers(420, 660))
@examples(max_examples=30)
def test_a_day_holds_its_work_in_order_with_pauses_between(minutes: list[int], start: int) -> None:
    sections = tuple(Section(f"S{n}", m) for n, m in enumerate(minutes))
    module = Module("01", "01-x", "X", sum(minutes), sections, ())
    day = lay([(module, s) for s in sections], start, ROOM)
    assert [s.section for s in day if s.section] == list(sections)
    assert day[0].start == start and all(a.end == b.start for a, b in zip(day, day[1:], strict=False))
    assert day[0].kind == "section" and day[-1].kind == "buffer"
    assert not any(a.kind != "section" != b.kind for a, b in zip(day[:-1], day[1:-1], strict=False))
    assert sum(s.kind == "lunch" for s in day) <= 1


# ---- files ----------------------------------------------------------------------------------


def test_the_pages_are_tagged_dated_and_the_same_every_time(course: Course, tmp_path: Path) -> None:
    agenda = plan(course, minus=20)
    paper, days = write(agenda, course.title, date(2026, 11, 30), tmp_path)
    assert page(agenda, course.title, date(2026, 11, 30)) == paper.read_bytes()
    reader = PdfReader(paper)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == "en-GB"
    text = "\n".join(p.extract_text() for p in reader.pages)
    assert "Monday 30 November 2026" in text and "Tuesday 1 December 2026" in text
    assert "Left out to save" in text
    assert all(size == (595, 842) for size in ((round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages))
    assert days.read_bytes() == calendar(agenda, course.title, date(2026, 11, 30))


def test_the_calendar_floats_and_skips_the_weekend(course: Course, room: Agenda) -> None:
    raw = calendar(room, course.title, date(2026, 11, 27))  # a Friday
    assert b"\r\n" in raw and b"TZID" not in raw
    events = list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))
    starts = [e.decoded("dtstart") for e in events]
    assert starts[0] == datetime(2026, 11, 27, 9) and {s.date() for s in starts} == {date(2026, 11, 27), date(2026, 11, 30)}
    assert all(s.tzinfo is None for s in starts)
    assert len({str(e["uid"]) for e in events}) == len(events)
    minutes = sum((e.decoded("dtend") - e.decoded("dtstart")).seconds // 60 for e in events)
    assert minutes == room.net


def test_the_table_is_calm_and_adds_up(room: Agenda) -> None:
    text = lines(room)
    assert "Day 1, 09:00 to 17:30" in text and "09:06    1.1 Where do they stand" in text
    assert max(map(len, text.splitlines())) <= 100


def test_dates() -> None:
    assert next_monday(date(2026, 11, 22)) == date(2026, 11, 23)
    assert next_monday(date(2026, 11, 23)) == date(2026, 11, 30)
    assert working_days(date(2026, 11, 28), 2) == [date(2026, 11, 30), date(2026, 12, 1)]


def test_the_command_writes_both_files(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    found = CliRunner().invoke(main, ["agenda", "--out", str(tmp_path / "x"), "--date", "2026-11-30"])
    assert found.exit_code == 0, found.output
    assert "Day 1 is 2026-11-30." in found.output
    assert {p.name for p in (tmp_path / "x").iterdir()} == {"agenda.pdf", "agenda.ics"}


def test_without_the_trainers_folder_it_says_where_to_run_it(tmp_path: Path, root: Path) -> None:
    (tmp_path / "course.toml").write_bytes((root / "course" / "course.toml").read_bytes())
    with pytest.raises(AgendaError, match="not in a learner's bundle"):
        plan(Course(tmp_path))
