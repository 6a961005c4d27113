"""Badges: what is signed can be verified offline, and nothing else can."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest

from cxkit.certificates.badge import CONTEXT, badge, belongs, hashed, verify
from cxkit.certificates.badgekey import BadgeError, Key, new_key, read_key, read_public, thumbprint

WHEN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORDS = {
    "issuer": "Harbour Training", "address": "https://harbour.example",
    "learner": "Ana@Example.org ", "title": "Certificate of assessment", "course": "Outside-In",
    "criteria": "Sat the assessment.", "number": "AB12-CD34-EF56", "when": WHEN, "salt": "grain",
}  # fmt: skip


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Key, Key]:
    folder = tmp_path_factory.mktemp("keys")
    return new_key(folder / "ours.pem"), new_key(folder / "theirs.pem")


@pytest.fixture(scope="module")
def token(keys: tuple[Key, Key]) -> str:
    return badge(keys[0], **WORDS)


def _part(token: str, place: int) -> Any:
    raw = token.split(".")[place]
    return json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))


def _with(token: str, place: int, value: Any) -> str:
    parts = token.split(".")
    parts[place] = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return ".".join(parts)


def test_it_is_an_open_badge_with_the_claims_of_a_token(token: str) -> None:
    header, found = _part(token, 0), _part(token, 1)
    assert (header["alg"], header["typ"], header["jwk"]["crv"]) == ("EdDSA", "JWT", "Ed25519")
    assert "d" not in header["jwk"], "the private part must never travel"
    assert found["@context"] == CONTEXT and found["type"][1] == "OpenBadgeCredential"
    assert found["validFrom"] == "2026-11-22T09:00:00Z" and "validUntil" not in found
    subject = found["credentialSubject"]
    assert subject["achievement"]["humanCode"] == "AB12-CD34-EF56"
    assert {"id", "type", "name", "description", "criteria"} <= subject["achievement"].keys()
    assert (found["iss"], found["jti"], found["nbf"], found["sub"]) == (
        "https://harbour.example", found["id"], int(WHEN.timestamp()), subject["id"])


def test_the_learner_is_named_by_a_salted_hash_alone(token: str) -> None:
    (one,) = _part(token, 1)["credentialSubject"]["identifier"]
    # printf 'ana@example.orggrain' | sha256sum
    assert one["identityHash"] == (
        "sha256$290d0a15adc9ab1b122f39121a2caff270bc3350e3ffbd76e2e354ef297e7d3d")
    assert "ana@" not in json.dumps(_part(token, 1)).lower()
    assert hashed("ana@example.org", "other") != one["identityHash"]


@pytest.mark.parametrize(("learner", "kind"), [
    ("ana@example.org", "emailAddress"), ("lima-07", "identifier"),
])  # fmt: skip
def test_what_was_hashed_is_named_and_belongs_to_one(
    keys: tuple[Key, Key], learner: str, kind: str
) -> None:
    found = verify(badge(keys[0], **WORDS | {"learner": learner}), keys[0].public, WHEN)
    assert found.credential["credentialSubject"]["identifier"][0]["identityType"] == kind
    assert belongs(found, learner.upper()) and not belongs(found, f"x{learner}")
    assert not belongs(verify("none", keys[0].public, WHEN), learner)


def test_what_was_signed_verifies(token: str, keys: tuple[Key, Key]) -> None:
    found = verify(f"  {token}\n", keys[0].public, WHEN)
    assert found.good
    assert found.said == (
        "Valid. Harbour Training attests \u201cCertificate of assessment\u201d, number "
        "AB12-CD34-EF56, from 2026-11-22T09:00:00Z."
    )


def _changed(field: str, value: Any) -> Callable[[str], str]:
    return lambda token: _with(token, 1, _part(token, 1) | {field: value})


def _header(**new: Any) -> Callable[[str], str]:
    return lambda token: _with(token, 0, _part(token, 0) | new)


def _unsigned(token: str) -> str:
    return jwt.encode(_part(token, 1), None, algorithm="none")


def _by_hash(token: str) -> str:
    public = _part(token, 0)["jwk"]["x"]
    return jwt.encode(_part(token, 1), public + "-" * 32, algorithm="HS256")


TAMPERED = {
    "another name": (_changed("name", "Diploma"), "changed after it was signed"),
    "another date": (_changed("validFrom", "2020-01-01T00:00:00Z"), "changed after it was signed"),
    "another key inside": (_header(jwk={"kty": "OKP", "crv": "Ed25519", "x": "A" * 43}),
                           "names another key"),
    "no signature": (lambda t: t.rpartition(".")[0] + ".", "cannot be read|changed after"),
    "half a signature": (lambda t: t[:-40], "cannot be read|changed after"),
    "algorithm none": (_unsigned, "not signed with Ed25519"),
    "algorithm by shared secret": (_by_hash, "not signed with Ed25519"),
    "algorithm renamed": (_header(alg="ES256"), "not signed with Ed25519"),
    "payload cut": (lambda t: t.replace(t.split(".")[1], t.split(".")[1][:-9]), "cannot be read|changed"),
    "header no JSON": (lambda t: "e30x" + t, "cannot be read|not signed"),
    "two parts": (lambda t: t.rpartition(".")[0], "expected three parts"),
    "nothing": (lambda t: "", "expected three parts"),
    "a novel": (lambda t: t + "x" * 200_000, "expected three parts"),
    "other text": (lambda t: "<html>.<b>.</b>", "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("change", TAMPERED)
def test_what_was_not_signed_does_not_verify(
    token: str, keys: tuple[Key, Key], change: str
) -> None:
    make, told = TAMPERED[change]
    found = verify(make(token), keys[0].public, WHEN)
    assert not found.good and not found.credential
    assert re.search(told, found.said), found.said


def test_another_trainers_key_does_not_verify(token: str, keys: tuple[Key, Key]) -> None:
    found = verify(token, keys[1].public, WHEN)
    assert not found.good and "names another key" in found.said


@pytest.mark.parametrize(("days", "good", "told"), [
    (-1, False, "Not valid yet: it holds from 2026-11-22T09:00:00Z."),
    (0, True, "Valid."),
    (364, True, "Valid."),
    (365, False, "Not valid any more: it held until 2027-11-22T09:00:00Z."),
])  # fmt: skip
def test_it_holds_from_then_until_then(
    keys: tuple[Key, Key], days: int, good: bool, told: str
) -> None:
    token = badge(keys[0], **WORDS, until=WHEN + timedelta(days=365))
    found = verify(token, keys[0].public, WHEN + timedelta(days=days))
    assert (found.good, found.said.startswith(told)) == (good, True), found.said


@pytest.mark.parametrize(("payload", "told"), [
    ({"hello": "world"}, "no Open Badge"),
    ({"id": "x", "type": ["Other"], "issuer": {}, "validFrom": "", "name": "", "@context": [],
      "credentialSubject": {}}, "no Open Badge"),
    *(({"id": "x", "type": ["OpenBadgeCredential"], "issuer": {}, "validFrom": "", "name": "",
        "@context": [], "credentialSubject": {"achievement": {}}} | odd, "no Open Badge")
      for odd in ({"issuer": "https://harbour.example"}, {"credentialSubject": []}, {"nbf": None},
                  {"credentialSubject": {"achievement": []}}, {"type": "OpenBadgeCredential"})),
])  # fmt: skip
def test_a_signed_token_that_is_no_badge_is_told(
    keys: tuple[Key, Key], payload: dict[str, Any], told: str
) -> None:
    token = jwt.encode(payload, keys[0].private, algorithm="EdDSA")
    found = verify(token, keys[0].public, WHEN)
    assert not found.good and told in found.said


@pytest.mark.parametrize("claim", ["nbf", "exp", "jti", "sub"])
def test_a_badge_that_says_two_things_is_told(
    token: str, keys: tuple[Key, Key], claim: str
) -> None:
    payload = _part(token, 1) | {claim: 1 if claim in ("nbf", "exp") else "urn:uuid:other"}
    found = verify(jwt.encode(payload, keys[0].private, algorithm="EdDSA"), keys[0].public, WHEN)
    assert not found.good and f"two things: {claim}" in found.said


def test_a_key_comes_back_and_is_never_written_over(tmp_path: Path) -> None:
    made = new_key(tmp_path / "k.pem", "a password")
    assert read_key(tmp_path / "k.pem", "a password").public == made.public
    assert read_public(tmp_path / "k.pem.public.jwk") == made.public
    assert thumbprint(made.public) == made.name
    if os.name == "posix":
        assert (tmp_path / "k.pem").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadgeError, match="never written over"):
        new_key(tmp_path / "k.pem")


@pytest.mark.parametrize(("password", "told"), [
    ("", "is locked: give its password"), ("wrong", "wrong password, or no key")])
def test_a_locked_key_wants_its_password(tmp_path: Path, password: str, told: str) -> None:
    new_key(tmp_path / "k.pem", "a password")
    with pytest.raises(BadgeError, match=told):
        read_key(tmp_path / "k.pem", password)


@pytest.mark.parametrize("text", ["", "no key", "{}", '{"kty": "RSA"}', "[1]",
                                  '{"kty": "OKP", "crv": "X25519", "x": "A"}'])
def test_what_is_no_public_key_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.jwk").write_text(text, encoding="utf-8")
    with pytest.raises(BadgeError, match="is no public key"):
        read_public(tmp_path / "x.jwk")
    with pytest.raises(BadgeError, match="There is no file"):
        read_public(tmp_path / "elsewhere.jwk")
