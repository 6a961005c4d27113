"""The database behind a gradebook: the file beside the class, or a PostgreSQL for several graders.

Both are spoken to by the same few statements, with `?` for values. One transaction is open at a
time, from `connect` to `close`, and nobody else writes meanwhile.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

__all__ = ["Database", "DatabaseError", "connect", "is_postgres"]

_LOCK = 5_227_733  # any number, the same for all: who holds it writes the gradebook
_LOGIN = re.compile(r"//[^@/]*@")


class DatabaseError(Exception):
    """The database cannot be reached or written; the message says why."""


class Database(Protocol):
    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement; its rows can be gone through, and `fetchone` gives the first."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row."""

    def time(self, when: datetime | None) -> Any:
        """A time as this database holds it: UTC without a zone."""

    def end(self, good: bool) -> None:
        """Keep what was written, or undo it; then close."""


def connect(place: Path | str) -> Database:
    """Open a database and begin.

    Args:
        place: an SQLite file, or an address such as postgresql://name:word@host/class.

    Raises:
        DatabaseError: it cannot be opened, or another program holds it for half a minute.
    """
    try:
        return _Postgres(str(place)) if is_postgres(place) else _Sqlite(Path(place))
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(str(error)) from None


def is_postgres(place: Path | str) -> bool:
    """Whether a place is the address of a PostgreSQL and no file."""
    return isinstance(place, str) and place.startswith("postgres")


class _Sqlite:
    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error:
            self._db.close()
            raise

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        return self._db.execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        self._db.executemany(statement, rows)

    def time(self, when: datetime | None) -> Any:
        return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" if when else None

    def end(self, good: bool) -> None:
        try:
            self._db.execute("COMMIT" if good else "ROLLBACK")
        finally:
            self._db.close()


class _Postgres:
    """pg8000, which is Python throughout."""

    def __init__(self, address: str) -> None:
        from pg8000 import dbapi
        from pg8000.exceptions import DatabaseError as Refused
        from pg8000.exceptions import InterfaceError

        parts = urlsplit(address)
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        try:
            self._db = dbapi.connect(
                unquote(parts.username or "postgres"), parts.hostname or "localhost",
                parts.path.lstrip("/") or None, parts.port or 5432,
                unquote(parts.password) if parts.password else None,
                unix_sock=unquote(query["unix_sock"]) if "unix_sock" in query else None,
            )
            self._cursor = self._db.cursor()
            self._cursor.execute("SET lock_timeout = '30s'")
            self._cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        except (Refused, InterfaceError) as error:
            told = error.args[0] if error.args else error
            told = told.get("M", told) if isinstance(told, dict) else told
            raise DatabaseError(f"{_LOGIN.sub('//', address)}: {told}") from None

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        self._cursor.execute(statement.replace("?", "%s"), tuple(values))
        return _Rows(self._cursor.fetchall() if self._cursor.description else [])

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows that are put in go by hundreds: each statement is a journey to the server."""
        rows = [tuple(row) for row in rows]
        head, is_insert, rest = statement.partition(" VALUES ")
        one, _, tail = rest.partition(")")
        if not is_insert:
            self._cursor.executemany(statement.replace("?", "%s"), rows)
            return
        count = max(1, 30_000 // max(1, one.count("?")))
        for at in range(0, len(rows), min(count, 500)):
            part = rows[at:at + min(count, 500)]
            values = ", ".join([f"{one})".replace("?", "%s")] * len(part))
            self._cursor.execute(f"{head} VALUES {values}{tail}", [v for row in part for v in row])

    def time(self, when: datetime | None) -> Any:
        return when.astimezone(UTC).replace(tzinfo=None) if when else None

    def end(self, good: bool) -> None:
        try:
            self._db.commit() if good else self._db.rollback()
        finally:
            self._db.close()


class _Rows:
    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows = rows

    def __iter__(self) -> Any:
        return iter(self._rows)

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None
