"""Sound: noises, level, the file, each measured and not taken on trust."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from cxkit.recordings.audit import audit
from cxkit.recordings.build import build, sound_of
from cxkit.recordings.lines import SCENES, SOUNDS
from cxkit.recordings.script import Script, gold_events, timed
from cxkit.recordings.shelf import shelved
from cxkit.recordings.sound import RATE, SoundError
from cxkit.recordings.sound.cast import TIMBRES, VOICES, Timbre, cast
from cxkit.recordings.sound.fault import need
from cxkit.recordings.sound.foley import LEVELS, NOISES, ROOMS, room
from cxkit.recordings.sound.mix import CEILING, TARGET, lufs, true_peak
from cxkit.recordings.sound.speech import Speaker, fitted
from cxkit.recordings.sound.storyboard import PACE, pictures, storyboard_bytes
from cxkit.recordings.sound.wave import levelled, loudness, noise, silence
from cxkit.recordings.sound.webm import read_sound, seen, sound_bytes

from .spoken import KEY, SCRIPT, Hum, course_with


@pytest.fixture
def humming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxkit.recordings.sound.speech.Speaker", lambda *_: Hum())


@pytest.fixture
def course(tmp_path: Path, humming: None) -> Path:
    return course_with(tmp_path)


def test_every_sound_of_a_script_can_be_made() -> None:
    assert NOISES.keys() == SOUNDS.keys() == LEVELS.keys()
    assert ROOMS.keys() == set(SCENES)


@pytest.mark.parametrize("name", sorted(NOISES))
@pytest.mark.parametrize("ms", [400, 2600])
def test_a_noise_lasts_as_long_as_it_is_asked_to_and_is_the_same_twice(name: str, ms: int) -> None:
    sound = NOISES[name](ms, "x1/L01")
    assert len(sound) == ms * RATE // 1000
    assert np.isfinite(sound).all()
    assert loudness(sound) > -60
    assert (sound == NOISES[name](ms, "x1/L01")).all()


@pytest.mark.parametrize("scene", SCENES)
def test_a_room_is_soft_but_not_dead(scene: str) -> None:
    assert -62 < loudness(room(scene, 3000, "x1")) < -44


@pytest.mark.parametrize("db", [-50.0, -23.0, -3.0])
def test_a_level_is_what_was_asked_for(db: float) -> None:
    assert loudness(levelled(noise(1000, "n"), db)) == pytest.approx(db, abs=0.01)
    assert not levelled(silence(1000), db).any()


@pytest.mark.parametrize("ms", [500, 1000, 1700])
def test_a_line_is_fitted_to_the_millisecond(ms: int) -> None:
    assert len(fitted(noise(1000, "n"), ms)) == ms * RATE // 1000


@pytest.mark.parametrize("higher", [(1, 1), (14, 13), (2, 1)])
def test_a_smaller_speaker_is_higher_and_quicker(
    higher: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    tone = np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE).astype(np.float32)
    monkeypatch.setattr(Speaker, "_said", lambda *_: tone)
    sound = Speaker(Path("none.npy")).say("Hm.", Timbre("bf_emma", 1.0, higher))
    ratio = higher[0] / higher[1]
    assert len(sound) == pytest.approx(RATE / ratio, abs=1)
    strongest = np.abs(np.fft.rfft(sound)).argmax() * RATE / len(sound)
    assert strongest == pytest.approx(200 * ratio, abs=2)


def test_the_mix_has_the_level_of_broadcasts_and_the_length_of_its_lines() -> None:
    placed, sound = sound_of(Script.read(SCRIPT), Hum(), {})  # type: ignore[arg-type]
    assert len(sound) == round(placed.duration * RATE / 1000)
    assert lufs(sound) == pytest.approx(TARGET, abs=0.5)
    assert true_peak(sound) <= CEILING + 0.5
    spoken = placed.lines[3]
    pause = sound[(spoken.start - 300) * 48 : (spoken.start - 50) * 48]
    line = sound[spoken.start * 48 : spoken.end * 48]
    assert loudness(line) - loudness(pause) > 15


def test_a_line_keeps_the_length_it_had_where_the_words_are_the_same() -> None:
    script = Script.read(SCRIPT)
    natural = {"L02": 1200, "L03": 780, "L04": 360}
    had = [
        {"id": "L02", "speaker": "menu", "text": "For hire, press one.", "start": 0, "end": 1250},
        {"id": "L03", "speaker": "ann", "text": "Other words.", "start": 0, "end": 800},
        {"id": "L04", "speaker": "lee", "text": "Right.", "start": 0, "end": 900},
    ]
    placed, _ = sound_of(script, Hum(), {"lines": had})  # type: ignore[arg-type]
    lengths = {line.id: line.end - line.start for line in placed.lines if line.speaker}
    assert lengths == natural | {"L02": 1250}


def test_a_file_comes_back_as_it_went_in_and_is_the_same_twice(tmp_path: Path) -> None:
    _, sound = sound_of(Script.read(SCRIPT), Hum(), {})  # type: ignore[arg-type]
    content = sound_bytes(sound, "A title")
    assert content == sound_bytes(sound, "A title")
    assert b"A title" in content
    assert not re.search(rb"Lavf\d|Lavc\d|DATE", content)
    (tmp_path / "x.webm").write_bytes(content)
    back = read_sound(tmp_path / "x.webm")
    assert abs(len(back) - len(sound)) <= 2 * 960
    assert lufs(back) == pytest.approx(lufs(sound), abs=1)


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.webm").write_bytes(b"no sound")
    for path in (tmp_path / "x.webm", tmp_path / "none.webm"):
        with pytest.raises(SoundError, match="holds no sound"):
            read_sound(path)
        with pytest.raises(SoundError, match="holds no pictures"):
            seen(path)


def test_what_is_not_installed_is_told_with_the_way_to_it() -> None:
    with pytest.raises(SoundError, match=r"pip install \"cxkit\[sound\]\""):
        need("cxkit_has_no_such_thing")


def test_voices_that_are_not_there_are_told(tmp_path: Path) -> None:
    np.save(tmp_path / "voices.npy", np.zeros((1, 2)))
    for path, said in ((tmp_path / "none.npy", "are not in"), (tmp_path / "voices.npy", "hold")):
        with pytest.raises(SoundError, match=said):
            _ = Speaker(path)._styles


def test_a_storyboard_shows_who_speaks_and_what_happens(tmp_path: Path) -> None:
    placed = timed(Script.read(SCRIPT))
    gold = gold_events(placed, KEY)
    shown = list(pictures(placed, gold))
    assert len(shown) == -(-placed.duration * PACE // 1000)
    first = shown[placed.lines[1].start * PACE // 1000 + 1]
    assert first.people[first.speaks][0] == "the menu"
    for event in gold:
        at = -(-event.start * PACE // 1000)
        assert (event.kind, event.what) in shown[at].marks
        assert (event.kind, event.what) not in shown[at - 1].marks
    sound = noise(placed.duration, "n") * 0.05
    content = storyboard_bytes(placed, gold, sound, "A title")
    assert content == storyboard_bytes(placed, gold, sound, "A title")
    (tmp_path / "x.webm").write_bytes(content)
    count, seconds = seen(tmp_path / "x.webm")
    assert count == len(shown) and abs(seconds - placed.duration / 1000) < 0.3
    assert abs(len(read_sound(tmp_path / "x.webm")) / RATE - placed.duration / 1000) < 0.05


def test_a_build_writes_all_files_and_a_second_changes_none(course: Path) -> None:
    told: list[str] = []
    made = build(course, told=told.append)
    assert {path.name for path in made} == {
        f"x1.{end}" for end in
        ("webm", "vtt", "json", "peaks.json", "gold.json", "annotators.json")
    }  # fmt: skip
    assert told[0].startswith("x1: A test, ")
    assert build(course) == []
    with pytest.raises(SoundError, match="No script is called y9"):
        build(course, ["y9"])


def test_a_partners_marks_get_their_times(course: Path) -> None:
    marks = [{"kind": "BP", "line": "L03", "shift": 300}]
    partner = course / "cases" / "firm" / "partner-x1.json"
    partner.write_text(json.dumps({"by": "Imke", "marks": marks}), encoding="utf-8")
    build(course)
    home = course / "recordings"
    told = json.loads((home / "x1.json").read_text("utf-8"))
    (mark,) = json.loads((home / "x1.partner.json").read_text("utf-8"))["events"]
    assert (mark["by"], mark["start"]) == ("Imke", told["lines"][2]["start"] + 300)


def test_the_answers_of_a_paper_go_where_its_key_lies(tmp_path: Path, humming: None) -> None:
    course = course_with(tmp_path, apart=True)
    build(course)
    beside = {path.name for path in (course / "recordings").iterdir()}
    assert not {name for name in beside if "gold" in name or "annotators" in name}
    apart = {path.name for path in (course / "trainer" / "firm-key").iterdir()}
    assert {"x1.gold.json", "x1.annotators.json"} <= apart


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("x1.vtt", "A &lt; B", "A &lt; C", "captions"),
        ("x1.json", "press one", "press two", "script"),
        ("x1.gold.json", '"end": ', '"end": 1', "event times"),
    ],
)
def test_the_audit_sees_a_drift(course: Path, name: str, old: str, new: str, what: str) -> None:
    build(course)
    before = {line.what: line.ok for line in audit(course) if line.recording == "x1"}
    path = course / "recordings" / name
    data = json.loads(path.read_text("utf-8")) if what == "event times" else None
    if data:  # one event that begins where no line does
        data["events"][1]["start"] += 7
        path.write_text(json.dumps(data), encoding="utf-8")
    else:
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    after = {line.what: line.ok for line in audit(course) if line.recording == "x1"}
    assert before[what] and not after[what]


def test_the_audit_names_what_is_missing(course: Path) -> None:
    lines = [str(line) for line in audit(course)]
    assert any(line.startswith("LOOK x1") and "x1.webm" in line for line in lines)


def test_nobody_in_a_recording_sounds_like_another(root: Path) -> None:
    for item in shelved(root / "course"):
        voices = [timbre.voice for timbre in cast(item.script).values()]
        assert len(set(voices)) == len(voices) >= 3, item.script.id


def test_the_course_has_the_voices_of_its_cast(root: Path) -> None:
    styles = np.load(root / "course" / "recordings" / "voices.npy")
    assert styles.shape == (len(VOICES), 51, 256)
    assert {timbre.voice for timbre in TIMBRES.values()} == set(VOICES)


def test_the_recordings_of_the_course_are_what_is_promised(root: Path) -> None:
    lines = audit(root / "course")
    assert [str(line) for line in lines if not line.ok] == []
    assert len({line.recording for line in lines}) >= 5  # four recordings at least, and "all"
