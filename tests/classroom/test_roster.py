from __future__ import annotations

import pytest

from cxkit.classroom.roster import Learner, RosterError, read_roster, write_roster

ANA = Learner("ana-01", "Ana", "Lima", "ana@example.org")
GOOD = {
    "plain": (b"id,name,email\nana-01,Ana Lima,ana@example.org\n", [ANA]),
    "byte order mark": (b"\xef\xbb\xbfid,name,email\nana-01,Ana Lima,ana@example.org\n", [ANA]),
    "semicolons": (b"id;name;email\nana-01;Ana Lima;ana@example.org\n", [ANA]),
    "tabs": (b"id\tname\temail\nana-01\tAna Lima\tana@example.org\n", [ANA]),
    "other order": (b"E-mail;Last Name;First Name;Student ID\nana@example.org;Lima;Ana;ana-01\n",
                    [ANA]),
    "last, first": (b'id,full name,email\nana-01,"Lima, Ana",ana@example.org\n', [ANA]),
    "Excel's own line": (b"sep=;\nlearner;name;mail\nana-01;Ana Lima;ana@example.org\n", [ANA]),
    "blank lines": (b"\nid,name,email\n\nana-01,Ana Lima,ana@example.org\n\n,,\n", [ANA]),
    "more columns": (b"id,group,name,email\nana-01,B,Ana Lima,ana@example.org\n", [ANA]),
    "ends early": (b"id,name,email\nana-01\n", [Learner("ana-01")]),
    "UTF-16": ("id,name\nz1,Łucja Żak\n".encode("utf-16"), [Learner("z1", "Łucja", "Żak")]),
    "UTF-16 without a mark": ("id,name\nz1,Ana B\n".encode("utf-16-le"),
                              [Learner("z1", "Ana", "B")]),
    "Windows": ("id;name\nz1;Jürgen Groß\n".encode("cp1252"), [Learner("z1", "Jürgen", "Groß")]),
    "decomposed accents": ("id,name\nzoe\u0301,Zoe\u0301 X\n".encode(),
                           [Learner("zoé", "Zoé", "X")]),
    "spaces inside": (b"id,name\nana lima,  Ana   Lima \n", [Learner("ana lima", "Ana", "Lima")]),
    "a comma in a title, tabs": (b"id\tname, as you like\temail\nana\tX\ta@b\n",
                                 [Learner("ana", email="a@b")]),
    "carriage returns": (b"id,name\r\na,Ana B\r\n", [Learner("a", "Ana", "B")]),
}


@pytest.mark.parametrize(("raw", "expected"), GOOD.values(), ids=GOOD.keys())
def test_reads_rosters_as_people_save_them(tmp_path, raw, expected):
    (tmp_path / "r.csv").write_bytes(raw)
    roster = read_roster(tmp_path / "r.csv")
    assert list(roster) == expected
    assert roster.notes == ()


def test_a_trimmed_id_is_told(tmp_path):
    (tmp_path / "r.csv").write_bytes(b"id,name\n  ana ,Ana\n")
    roster = read_roster(tmp_path / "r.csv")
    assert roster.ids == ("ana",)
    assert roster.notes == ("Line 2: spaces around the id 'ana' were removed.",)


BAD = {
    "missing id": ("id,name\n,Ana\n", "Line 2: there is no id."),
    "twice": ("id\nana\nben\nana\n", "Line 4: the id 'ana' stands already in line 2."),
    "twice but for case": ("id\nana\nANA\n", "line 2 (there spelled 'ana')"),
    "twice but for a space": ("id\nana b\nanab\n", "line 2 (there spelled 'ana b')"),
    "slash": ("id\na/b\n", "holds '/', which cannot stand in a folder's name"),
    "backslash": ("id\na\\b\n", "holds '\\\\'"),
    "up": ("id\n..\n", "begins or ends with a mark"),
    "hidden": ("id\n.ana\n", "begins or ends with a mark"),
    "an option": ("id\n-rf\n", "begins or ends with a mark"),
    "Windows's own": ("id\ncon\n", "a name that Windows keeps for itself"),
    "Windows's own, dotted": ("id\nLPT1.x\n", "a name that Windows keeps for itself"),
    "a pattern": ("id\na[b]\n", "holds '['"),
    "right to left": ("id\na\u202eb\n", "invisible character"),
    "long": (f"id\n{'x' * 65}\n", "has 65 characters; at most 64"),
    "no id column": ("name,email\nAna,a@b\n", "Line 1: expected a column called id"),
    "two id columns": ("id,username\na,b\n", "Line 1: two columns for id."),
    "nobody": ("id,name\n", "no learner below them"),
    "empty": ("", "The file is empty"),
    "too many columns": ("id,name\na,Lima, Ana\n", "Line 2: expected 2 columns, found 3"),
    "a quote left open": ('id,name\nana,"Ana\nben,Ben\n', "Line 2: a quotation mark is opened"),
    "a quote left open, much below": ('id,name\nana,"' + "x,y\n" * 50_000, "Line 2: a quotation"),
    "a spreadsheet": ("PK\x03\x04xxxx", "save the sheet as CSV"),
}


@pytest.mark.parametrize(("text", "sentence"), BAD.values(), ids=BAD.keys())
def test_refuses_with_a_sentence(tmp_path, text, sentence):
    (tmp_path / "r.csv").write_text(text, encoding="utf-8", newline="")
    with pytest.raises(RosterError) as raised:
        read_roster(tmp_path / "r.csv")
    assert any(sentence in fault for fault in raised.value.faults), raised.value.faults


def test_tells_every_fault_at_once(tmp_path):
    (tmp_path / "r.csv").write_text("id\na\n\nA\ncon\nb\n", encoding="utf-8")
    with pytest.raises(RosterError) as raised:
        read_roster(tmp_path / "r.csv")
    assert [fault.split(":")[0] for fault in raised.value.faults] == ["Line 4", "Line 5"]
    assert "2 faults" in str(raised.value)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(RosterError, match="There is no file"):
        read_roster(tmp_path / "r.csv")


def test_what_is_written_reads_the_same(tmp_path):
    (tmp_path / "r.csv").write_bytes("id;name\nzoé;Zoé Ö\nb,c x;\n".replace("b,c x", "bc").encode())
    roster = read_roster(tmp_path / "r.csv")
    write_roster(tmp_path / "w.csv", roster)
    assert read_roster(tmp_path / "w.csv") == roster
