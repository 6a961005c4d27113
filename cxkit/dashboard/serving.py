"""The page on loopback: two addresses nobody can guess, one with names and one for the wall.

Nothing outside this machine can reach it, and nothing on the page comes from anywhere else. The
wall's page cannot ask for names. Only GET is answered, and only under the two addresses; a
request that was sent to another host's name is refused.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from .board import EVERY, Board
from .seats import DashboardError

__all__ = ["Serving", "serve"]

_PARTS = {"dashboard.js": "text/javascript", "dashboard.css": "text/css"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
}


class Serving:
    """A board being served; `close` ends it.

    Attributes:
        private: the address of the page with names.
        wall: the address of the page without.
    """

    def __init__(self, board: Board, port: int = 0) -> None:
        self._tokens = {secrets.token_urlsafe(16): True, secrets.token_urlsafe(16): False}
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(board, self._tokens))
        except OSError as error:
            raise DashboardError(
                f"Port {port} cannot be used ({error.strerror or error}). "
                "Leave --port out, and a free one is taken."
            ) from None
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        named, quiet = self._tokens
        self.private, self.wall = (f"http://127.0.0.1:{self.port}/{t}/" for t in (named, quiet))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Stay until Ctrl-C."""
        try:
            while self._thread.is_alive():
                self._thread.join(0.5)
        except KeyboardInterrupt:
            self.close()

    def close(self) -> None:
        """End it; the addresses are worth nothing afterwards."""
        self._server.shutdown()
        self._server.server_close()


def serve(board: Board, port: int = 0) -> Serving:
    """Serve a board on this machine.

    Raises:
        DashboardError: the port cannot be used.
    """
    return Serving(board, port)


def _handler(board: Board, tokens: dict[str, bool]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            token, _, name = self.path.partition("?")[0].lstrip("/").partition("/")
            names = next((tokens[t] for t in tokens if secrets.compare_digest(t.encode(), token.encode())), None)
            if host not in ("127.0.0.1", "localhost") or names is None:
                self._send(404, "text/plain", b"There is nothing here.\n")
            elif name == "":
                self._send(200, "text/html", _page(names))
            elif name == "state.json":
                self._answer(lambda: board.state(names=names, at_least=EVERY - 0.5))
            elif name in _PARTS:
                self._send(200, _PARTS[name], _part(name))
            else:
                self._send(404, "text/plain", b"There is nothing here.\n")

        def _answer(self, state: Callable[[], dict[str, Any]]) -> None:
            try:
                told = state()
            except Exception as error:  # the page goes on with what it has, and says so
                told = {"problem": f"The room could not be read ({type(error).__name__}: {error!s:.200})."}
            self._send(200, "application/json", json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for header, value in _HEADERS.items():
                self.send_header(header, value)
            self.end_headers()
            with suppress(OSError):  # the page was closed
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: the addresses are secret."""

    return Handler


def _page(names: bool) -> bytes:
    text = _read("dashboard.html")
    return text.replace("{view}", "private" if names else "wall").encode()


def _part(name: str) -> bytes:
    if name == "dashboard.js":  # the small things that every form uses stand before it
        return (files("cxkit.forms").joinpath("shared.js").read_text(encoding="utf-8") + _read(name)).encode()
    return _read(name).encode()


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
