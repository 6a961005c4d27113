"""A trainer's key: made once, kept by the trainer, its public part given to whoever verifies."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..atomic import put

__all__ = ["ALGORITHM", "BadgeError", "Key", "new_key", "read_key", "read_public", "thumbprint"]

ALGORITHM = "EdDSA"


class BadgeError(ValueError):
    """A key or a badge cannot be used; the message says what was expected and what to do."""


@dataclass(frozen=True)
class Key:
    """A trainer's key. `private` signs; `public` is a JWK that anyone may have."""

    private: Any
    public: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its thumbprint (RFC 7638), by which two people compare a key aloud."""
        return thumbprint(self.public)


def new_key(path: Path, password: str = "") -> Key:
    """Make a key and write it to `path`, and its public part to `path` with `.public.jwk`.

    Raises:
        BadgeError: a file is there already; a key is never written over.
    """
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if path.exists():
        raise BadgeError(f"{path} is there already, and a key is never written over. Name another file.")
    private = Ed25519PrivateKey.generate()
    lock = form.BestAvailableEncryption(password.encode()) if password else form.NoEncryption()
    raw = private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(raw)
    key = Key(private, _public(private.public_key()))
    put(_public_path(path), json.dumps(key.public, indent=1).encode() + b"\n")
    return key


def read_key(path: Path, password: str = "") -> Key:
    """The key in a file that `new_key` wrote.

    Raises:
        BadgeError: it is no Ed25519 key, or the password is not the one.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(path.read_bytes(), password.encode() or None)
    except TypeError:
        what = "is not locked: leave the password out" if password else "is locked: give its password"
        raise BadgeError(f"The key {path} {what}.") from None
    except (OSError, ValueError) as error:
        raise BadgeError(
            f"The key {path} cannot be read ({getattr(error, 'strerror', None) or 'wrong password, or no key'}). "
            "Give the file that `cxkit badges key` wrote, and its password."
        ) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadgeError(f"{path} holds another kind of key, expected Ed25519. Run `cxkit badges key`.")
    return Key(private, _public(private.public_key()))


def read_public(path: Path) -> dict[str, str]:
    """A trainer's public key, a JWK.

    Raises:
        BadgeError: there is no file, or it is no public Ed25519 key.
    """
    if not path.exists():
        raise BadgeError(f"There is no file {path}. Give the trainer's public key, which ends in .public.jwk.")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        good = found["kty"] == "OKP" and found["crv"] == "Ed25519" and isinstance(found["x"], str)
    except (OSError, ValueError, KeyError, TypeError):
        good = False
    if not good:
        raise BadgeError(f"{path} is no public key. Expected the trainer's file that ends in .public.jwk.")
    return {name: found[name] for name in ("crv", "kty", "x")}


def thumbprint(public: Mapping[str, Any]) -> str:
    """RFC 7638, the first 16 characters of base64url, in fours."""
    from jwt.utils import base64url_encode

    told = json.dumps({n: str(public.get(n, "")) for n in ("crv", "kty", "x")}, separators=(",", ":"))
    raw = base64url_encode(hashlib.sha256(told.encode()).digest()).decode()[:16]
    return " ".join(raw[i : i + 4] for i in range(0, 16, 4))


def _public(public: Any) -> dict[str, str]:
    from jwt.algorithms import OKPAlgorithm

    found = OKPAlgorithm.to_jwk(public, as_dict=True)
    return {name: found[name] for name in ("crv", "kty", "x")}


def _public_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.public.jwk")
