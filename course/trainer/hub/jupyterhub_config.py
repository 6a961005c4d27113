"""One machine for a room: JupyterHub, a server a learner, nbgrader's exchange between them.

Set CXKIT_HUB to a folder of your own that holds

    class/      made by `cxkit class new`
    bundle/     the unpacked learner's bundle (`cxkit class release`): read by all, written by none

`exchange/` is made in it. Learners' ids on the roster are the names of their accounts on this
machine, whose homes only they may enter (mode 700); the trainer's account is `trainer`, or what
CXKIT_HUB_TRAINER says. README.md beside this file has the steps.

CXKIT_HUB_REHEARSAL, a password for everyone, is for `rehearse.py` alone.
"""

import csv
import os
import pwd
import stat
import sys
from pathlib import Path

c = get_config()  # noqa: F821
hub = Path(os.environ["CXKIT_HUB"]).resolve()
room, bundle, exchange = (hub / n for n in ("class", "bundle", "exchange"))
port = int(os.environ.get("CXKIT_HUB_PORT", "8000"))
trainer = os.environ.get("CXKIT_HUB_TRAINER", "trainer")
rehearsal = os.environ.get("CXKIT_HUB_REHEARSAL", "")

with (room / "roster.csv").open(encoding="utf-8-sig", newline="") as lines:
    learners = {row["id"] for row in csv.DictReader(lines)}

c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"  # for a room: put a TLS proxy before it
c.JupyterHub.hub_port = port + 1
c.JupyterHub.db_url = f"sqlite:///{(hub / 'hub.sqlite').as_posix()}"
c.JupyterHub.cookie_secret_file = str(hub / "cookie_secret")
c.ConfigurableHTTPProxy.command = [str(Path(sys.executable).parent / "configurable-http-proxy")]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.pid_file = str(hub / "proxy.pid")

c.Authenticator.allowed_users = learners
c.Authenticator.admin_users = {trainer}
c.JupyterHub.authenticator_class = "dummy" if rehearsal else "pam"
c.DummyAuthenticator.password = rehearsal
# A process of each learner's own account: nbgrader hands in under the account's name, and files
# are kept apart by their owners.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(Path(sys.executable).parent / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.Spawner.environment = {
    "CXKIT_COURSE": str(bundle / "course"),
    "PYTHONPATH": str(bundle),
    "JUPYTER_PREFER_ENV_PATH": "1",
}

_EXCHANGE = """\
c = get_config()
c.Exchange.root = {exchange!r}
c.CourseDirectory.course_id = {course!r}
"""
_LEARNER = """\
c = get_config()
off = ("formgrader", "course_list", "validate_assignment")
c.ServerApp.jpserver_extensions = {{f"nbgrader.server_extensions.{{x}}": False for x in off}}
"""


def home_of(who):
    """Where an account lives, after seeing that nobody else can enter."""
    home = Path(pwd.getpwnam(who).pw_dir)
    if stat.S_IMODE(home.stat().st_mode) & 0o077:
        raise RuntimeError(f"{home} is open to others. Run: chmod 700 {home}")
    return home


def prepare(spawner):
    """nbgrader's settings for an account, where only its server reads them."""
    who = spawner.user.name
    settings = hub / "settings" / who
    settings.mkdir(parents=True, exist_ok=True)
    course = "".join(x if x.isalnum() else "-" for x in room.name.lower())
    (settings / "nbgrader_config.py").write_text(
        _EXCHANGE.format(exchange=str(exchange), course=course), encoding="utf-8"
    )
    if who != trainer:
        (settings / "jupyter_server_config.py").write_text(_LEARNER.format(), encoding="utf-8")
    spawner.notebook_dir = str(room if who == trainer else home_of(who))
    spawner.environment = {**spawner.environment, "JUPYTER_CONFIG_PATH": str(settings)}


exchange.mkdir(exist_ok=True)
exchange.chmod(0o777)  # everyone hands in here, and nbgrader refuses to work otherwise
c.Spawner.pre_spawn_hook = prepare
