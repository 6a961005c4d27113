"""Rehearse a class on JupyterHub: two learners through nbgrader's whole exchange, on loopback.

Release, log in, fetch, answer, submit, collect, mark, give feedback back. nbgrader tells learners
apart by their accounts, so this needs root on a Linux machine: it makes two accounts in a mount
namespace of its own, which are gone when it ends. Prints each step; stops with a sentence at the
first that fails.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

import requests

from cxkit.answer import Answer
from cxkit.classroom import new, release
from cxkit.classroom.sample import SAVED, models
from cxkit.course import Course
from cxkit.workbook import sealed

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
PASSWORD = "rehearsal-only"
LEARNERS = {"ana": ("2.1", "2.3"), "ben": ("2.1",)}  # id -> exercises that are answered
WAIT = 120  # seconds, for anything


class Learner:
    """One learner's browser, as far as nbgrader's pages need one."""

    def __init__(self, address: str, who: str) -> None:
        self.who, self.web = who, requests.Session()
        login = f"{address}/hub/login"
        self.web.get(login)
        found = self.web.post(login, params={"next": "/hub/api/"}, data={
            "username": who, "password": PASSWORD, "_xsrf": self.web.cookies.get("_xsrf")})
        assert found.ok, f"{who} could not log in: {found.status_code}"
        made = self.web.post(f"{address}/hub/api/users/{who}/tokens", params=self._xsrf(), json={})
        assert made.ok, f"{who} got no token: {made.status_code} {made.text:.200}"
        self.api = requests.Session()
        self.api.headers["Authorization"] = f"token {made.json()['token']}"
        self.server = f"{address}/user/{who}"
        self.api.post(f"{address}/hub/api/users/{who}/server", json={}).raise_for_status()
        self._ready(f"{address}/hub/api/users/{who}")

    def _xsrf(self) -> dict[str, str]:
        tokens = [c.value for c in self.web.cookies if c.name == "_xsrf" and "/hub" in c.path]
        return {"_xsrf": tokens[0]}

    def _ready(self, place: str) -> None:
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            if self.api.get(place).json().get("servers", {}).get("", {}).get("ready"):
                return
            time.sleep(0.5)
        raise AssertionError(f"the server of {self.who} did not start in {WAIT} s")

    def nbgrader(self, verb: str, assignment: str, course: str) -> None:
        found = self.api.post(f"{self.server}/assignments/{verb}", data={
            "assignment_id": assignment, "course_id": course})
        assert found.ok and found.json()["success"], f"{self.who}, {verb}: {found.text:.500}"

    def save(self, path: str, raw: bytes) -> None:
        parent = path.rpartition("/")[0]
        self.api.put(f"{self.server}/api/contents/{parent}", json={"type": "directory"})
        self.api.put(f"{self.server}/api/contents/{path}", json={
            "type": "file", "format": "text", "content": raw.decode()}).raise_for_status()


def apart() -> None:
    """Go on in a mount namespace in which the learners have accounts."""
    if os.environ.get("CXKIT_HUB_APART"):
        return
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare"):
        sys.exit("The rehearsal makes accounts for two learners: run it as root on a Linux machine "
                 "or in a container.")
    closed = [p for p in (Path(sys.executable).parent, *Path(sys.executable).resolve().parents)
              if not p.stat().st_mode & 0o001]
    if closed:
        sys.exit(f"Learners' accounts cannot run this Python: only root enters {closed[0]}. "
                 "Make .venv-hub with another, such as: make test-hub HUB_PYTHON=/usr/bin/python3")
    os.environ["CXKIT_HUB_APART"] = "1"
    os.execvp("unshare", ["unshare", "-m", sys.executable, __file__])


def accounts(scratch: Path) -> None:
    """Two accounts with homes that only they enter, seen in this namespace alone."""
    with open("/etc/passwd", encoding="utf-8") as known:
        lines = known.read()
    homes = scratch / "homes"
    homes.mkdir()
    for number, who in enumerate(LEARNERS, start=61_001):
        (homes / who).mkdir(mode=0o700)
        os.chown(homes / who, number, number)
        lines += f"{who}:x:{number}:{number}::{homes / who}:/bin/sh\n"
    (scratch / "passwd").write_text(lines, encoding="utf-8")
    run(["mount", "--bind", scratch / "passwd", "/etc/passwd"], scratch)


def main() -> None:
    apart()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hub-") as scratch:
        hub, course = Path(scratch), Course.find(HERE)
        hub.chmod(0o755)
        accounts(hub)
        roster = hub / "roster.csv"
        roster.write_text("id,name\nana,Ana Lima\nben,Ben Odum\n", encoding="utf-8")
        room = new(hub / "class", roster, course)
        with zipfile.ZipFile(release(course, hub / "made")) as bundle:
            bundle.extractall(hub)
        (hub / "outside-in").rename(hub / "bundle")
        tell(began, "class of 2 and bundle made")
        with served(hub) as address:
            tell(began, "hub is up")
            office(hub, "release_assignment", "modules")
            learners = {who: Learner(address, who) for who in LEARNERS}
            tell(began, "both are logged in, each with a server")
            refused = learners["ana"].api.get(f"{address}/user/ben/api/contents")
            assert refused.status_code in (403, 404), "ana could read ben's files"
            shown = learners["ana"].api.get(f"{address}/user/ana/formgrader/api/assignments")
            assert not shown.ok, "a learner's server answers for formgrader"
            answers = models(course)
            for who, learner in learners.items():
                learner.nbgrader("fetch", "modules", "class")
                for name in LEARNERS[who]:
                    told = sealed(Answer(name, data=answers[name, False], rev=1, saved=SAVED))
                    learner.save(f"modules/answers/{name}.json", told)
                learner.nbgrader("submit", "modules", "class")
            tell(began, "both have fetched, answered and submitted")
            office(hub, "collect", "modules")
            run([BIN / "cxkit", "grade", "class"], hub)
            office(hub, "release_feedback", "modules")
            for learner in learners.values():
                learner.nbgrader("fetch_feedback", "modules", "class")
            tell(began, "collected, marked, feedback fetched")
        marks = scores(room)
        assert marks["ana"] > marks["ben"] > 0, marks
        for who in LEARNERS:
            pages = list((hub / "homes" / who).rglob("feedback/**/02-*.html"))
            assert pages, f"{who} found no feedback"
        tell(began, f"points: {marks}; feedback is in both homes")


def scores(room) -> dict[str, float]:
    from cxkit.classroom.grade import grade

    return {one.learner.id: one["modules"].points for one in grade(room.root)}


def office(hub: Path, verb: str, assignment: str) -> None:
    run([BIN / "nbgrader", verb, assignment, f"--Exchange.root={hub / 'exchange'}"], hub / "class")


def run(words: list, folder: Path) -> None:
    found = subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True,
                           timeout=WAIT)
    assert found.returncode == 0, f"{words[1]}: {found.stderr[-800:]}"


@contextmanager
def served(hub: Path):
    """The hub, up on three ports of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = {**os.environ, "CXKIT_HUB": str(hub), "CXKIT_HUB_PORT": str(port),
           "CXKIT_HUB_REHEARSAL": PASSWORD, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    with (hub / "hub.log").open("wb") as log:
        process = subprocess.Popen(
            [str(BIN / "jupyterhub"), "-f", str(HERE / "jupyterhub_config.py")],
            cwd=hub, env=env, stdout=log, stderr=log,
        )
        try:
            until = time.monotonic() + WAIT
            while time.monotonic() < until and process.poll() is None:
                try:
                    if requests.get(f"{address}/hub/api/", timeout=2).ok:
                        break
                except requests.RequestException:
                    time.sleep(0.3)
            else:
                raise AssertionError(f"the hub did not come up: {(hub / 'hub.log').read_text()[-1500:]}")
            yield address
        except BaseException:
            print((hub / "hub.log").read_text()[-3000:], file=sys.stderr)
            raise
        finally:
            process.terminate()
            process.wait(30)


def tell(began: float, what: str) -> None:
    print(f"{time.monotonic() - began:5.1f} s  {what}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except AssertionError as error:
        sys.exit(f"The rehearsal stopped: {error}")
