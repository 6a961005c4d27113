"""A JupyterLab of our own and a Chromium that looks at it.

The server gets its own home and Jupyter folders, so that nothing of the machine's settings is
read or changed. Waiting follows one order: a kernel, an idle session with a connection, an idle
indicator, no dialog. Anything sooner passes on a quiet machine and fails on a busy one.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

__all__ = ["CHROMIUM", "NAMES", "Lab"]

NAMES = ("chromium", "chromium-browser", "google-chrome")  # as the Makefile looks for them
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 30_000  # ms; the default of 5 s loses one run in five
_IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'


class Lab:
    """JupyterLab over one folder of notebooks, with one browser page.

    Args:
        folder: what the server serves; notebooks are opened by their path inside it.
        home: a scratch folder for HOME and all Jupyter folders; made when missing.
        theme: "light" or "dark".
        size: width and height of the page in CSS pixels.
        env: more environment for the server and its kernels.
        python: the interpreter that runs the server.

    Raises:
        RuntimeError: no Chromium on PATH, or the server did not start within 30 s.
    """

    def __init__(
        self,
        folder: Path | str,
        home: Path | str,
        *,
        theme: str = "light",
        size: tuple[int, int] = (1200, 900),
        env: dict[str, str] | None = None,
        python: str = sys.executable,
    ) -> None:
        self.folder, self.home = Path(folder), Path(home)
        self.size, self.python, self.token = size, python, secrets.token_hex(12)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.page: Page = None  # type: ignore[assignment]  # set by start
        self._env = _environment(self.home, python, env or {})
        _settings(self.home / "settings", theme)
        self._server: subprocess.Popen[bytes] | None = None
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> Self:
        """Start the server and the browser."""
        chromium = next(filter(None, map(shutil.which, NAMES)), None)
        if not chromium:
            raise RuntimeError(
                f"Expected one of {', '.join(NAMES)} on PATH, found none. Install the system's own."
            )
        self.home.mkdir(parents=True, exist_ok=True)
        with open(self.home / "server.log", "wb") as log:
            self._server = subprocess.Popen(
                [
                    self.python, "-m", "jupyterlab", "--no-browser", "--allow-root",
                    "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={self.port}",
                    "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}",
                    f"--ServerApp.root_dir={self.folder.resolve()}",
                ],
                env=self._env, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder,
            )
        try:
            self._answering()
            expect.set_options(timeout=PATIENCE)
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(
                executable_path=chromium, args=CHROMIUM
            )
            self.page = self.new_page()
        except BaseException:
            self.close()
            raise
        return self

    def new_page(self, size: tuple[int, int] | None = None) -> Page:
        """One more page, as a second tab of the same person; also `lab.page` where it is None."""
        assert self._browser
        width, height = size or self.size
        if self.page is not None:
            page = self.page.context.new_page()
        else:
            context = self._browser.new_context(viewport={"width": width, "height": height})
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def open(self, notebook: str, page: Page | None = None) -> Page:
        """Open a notebook and wait until its kernel can be used."""
        page = page or self.page
        page.goto(f"{self.url}/lab/tree/{notebook}?reset&token={self.token}")
        self.ready(page)
        return page

    def ready(self, page: Page | None = None) -> None:
        """Wait for a kernel that is idle and connected, with no dialog in the way."""
        page = page or self.page
        name = page.locator(".jp-Toolbar-kernelName").first
        expect(name).to_be_attached()  # a narrow window moves it into a menu
        expect(name).not_to_contain_text("No Kernel")
        self._until(self._connected, "an idle kernel with a connection")
        expect(page.locator(_IDLE).first).to_be_attached()
        expect(page.locator(".jp-Dialog")).to_have_count(0)

    def run_all(self, page: Page | None = None) -> None:
        """Run > Run All Cells, and wait for the end."""
        self.menu("Run", "Run All Cells", page)
        self.settled(page)

    def settled(self, page: Page | None = None) -> None:
        """Wait until no cell is waiting or running and the kernel is idle."""
        page = page or self.page
        page.wait_for_timeout(200)  # the first request must leave before idle means anything
        busy = "Array.from(document.querySelectorAll('.jp-InputPrompt'))" \
               ".every(p => !p.textContent.includes('*'))"
        page.wait_for_function(busy)
        expect(page.locator(_IDLE).first).to_be_attached()

    def restart(self, page: Page | None = None) -> None:
        """Kernel > Restart Kernel..., the dialog confirmed."""
        page = page or self.page
        self.menu("Kernel", "Restart Kernel…", page)
        page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        self.ready(page)

    def save(self, page: Page | None = None) -> None:
        """File > Save Notebook, and wait until the page holds nothing unsaved."""
        page = page or self.page
        self.menu("File", "Save Notebook", page)
        expect(page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)

    def menu(self, menu: str, entry: str, page: Page | None = None) -> None:
        page = page or self.page
        page.locator(f".lm-MenuBar-itemLabel:text-is('{menu}')").click()
        page.locator(f".lm-Menu-itemLabel:text-is('{entry}')").click()

    def screenshot(self, path: Path | str, page: Page | None = None) -> Path:
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        (page or self.page).screenshot(path=str(target))
        return target

    def api(self, path: str) -> Any:
        """What the server's own interface answers, e.g. `api("sessions")`."""
        with urllib.request.urlopen(f"{self.url}/api/{path}?token={self.token}", timeout=5) as got:
            return json.load(got)

    def close(self) -> None:
        """End the browser, the kernels and the server; nothing is left running."""
        if self._browser:
            self._browser.close()
        if self._playwright:
            self._playwright.stop()
        if self._server and self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(15)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self._browser = self._playwright = self._server = None

    def _connected(self) -> bool:
        kernels = [s["kernel"] for s in self.api("sessions") if s.get("kernel")]
        return any(k["execution_state"] == "idle" and k["connections"] for k in kernels)

    def _answering(self) -> None:
        def up() -> bool:
            assert self._server
            if self._server.poll() is not None:
                raise RuntimeError(f"The server ended at once; see {self.home / 'server.log'}.")
            return bool(self.api("status"))

        self._until(up, f"a server on {self.url}")

    @staticmethod
    def _until(test: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                if test():
                    return
            except OSError:
                pass  # not listening yet
            if time.monotonic() > end:
                raise RuntimeError(f"Waited {PATIENCE // 1000} s for {what}.")
            time.sleep(0.1)


def _environment(home: Path, python: str, more: dict[str, str]) -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "CXKIT", "NBGRADER"))}
    names = {
        "HOME": ".", "USERPROFILE": ".", "IPYTHONDIR": "ipython", "XDG_CACHE_HOME": "cache",
        "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run",
        "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    own |= {name: str((home / folder).resolve()) for name, folder in names.items()}
    own["PATH"] = os.pathsep.join([str(Path(python).parent), own.get("PATH", "")])
    return own | more


def _settings(folder: Path, theme: str) -> None:
    settings = {
        "notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
        "themes": {"theme": "JupyterLab Dark" if theme == "dark" else "JupyterLab Light"},
    }
    target = folder / "@jupyterlab" / "apputils-extension"
    target.mkdir(parents=True, exist_ok=True)
    for name, values in settings.items():
        file = target / f"{name}.jupyterlab-settings"
        file.write_text(json.dumps(values), encoding="utf-8", newline="\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
