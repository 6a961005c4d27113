"""Badges: a certificate as an Open Badges 3.0 credential, signed with the trainer's own key.

The credential is the payload of a JSON Web Token (the specification's VC-JWT proof), signed with
Ed25519. It names the learner by a salted hash alone. Whoever verifies needs the trainer's public
key from the trainer, by a way they trust: the key that travels inside a badge proves only that
nobody changed it since.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .badgekey import ALGORITHM, Key, thumbprint

__all__ = ["Verified", "badge", "belongs", "hashed", "verify"]

CONTEXT = ["https://www.w3.org/ns/credentials/v2",
           "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]  # fmt: skip
_LONGEST = 100_000  # bytes of a badge
_PERMANENT = ("id", "type", "issuer", "validFrom", "name", "credentialSubject", "@context")


@dataclass(frozen=True)
class Verified:
    """What a badge turned out to be.

    Args:
        good: it is whole, in time, and signed by the key it was held against.
        said: one sentence.
        credential: what it attests; empty where it could not be read.
    """

    good: bool
    said: str
    credential: Mapping[str, Any]


def badge(
    key: Key, *, issuer: str, address: str, learner: str, title: str, course: str, criteria: str,
    number: str, when: datetime, until: datetime | None = None, salt: str = "",
) -> str:
    """One credential as a compact JWT.

    Args:
        issuer, address: the trainer's name and web address.
        learner: what the learner can show to be theirs, such as an e-mail; only its hash is kept.
        number: of the certificate.
        when, until: from when to when it holds, in UTC.
        salt: for the hash; drawn if empty.
    """
    import jwt

    salt = salt or secrets.token_hex(16)
    subject = f"urn:uuid:{uuid5(NAMESPACE_URL, hashed(learner, salt))}"
    credential = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{address}/{number}')}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": address, "type": ["Profile"], "name": issuer, "url": address},
        "validFrom": _time(when),
        **({"validUntil": _time(until)} if until else {}),
        "name": title,
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [{
                "type": "IdentityObject", "hashed": True, "salt": salt,
                "identityHash": hashed(learner, salt),
                "identityType": "emailAddress" if "@" in learner else "identifier",
            }],
            "achievement": {
                "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{address}/{title}')}",
                "type": ["Achievement"], "achievementType": "Certificate", "name": title,
                "description": course, "criteria": {"narrative": criteria},
                "humanCode": number,
            },
        },
    }  # fmt: skip
    claims = {"iss": address, "jti": credential["id"], "nbf": int(when.timestamp()),
              "sub": subject}  # fmt: skip
    if until:
        claims["exp"] = int(until.timestamp())
    header = {"typ": "JWT", "kid": key.name, "jwk": dict(key.public)}
    return jwt.encode({**credential, **claims}, key.private, algorithm=ALGORITHM, headers=header)


def verify(token: str, public: Mapping[str, str], now: datetime | None = None) -> Verified:
    """Hold a badge against a trainer's public key, offline.

    Args:
        token: the badge's text.
        public: the trainer's key, as `read_public` gives it; the one inside the badge counts for
            nothing.
        now: by default the time of this machine.
    """
    import jwt

    token = token.strip()
    if len(token) > _LONGEST or token.count(".") != 2:
        return Verified(False, "This is no badge of this kind: expected three parts with two dots.", {})
    try:
        header = jwt.get_unverified_header(token)
        made = jwt.PyJWK.from_dict(dict(public), algorithm=ALGORITHM)
        found = jwt.decode(token, made, algorithms=[ALGORITHM], options={
            "verify_exp": False, "verify_nbf": False, "verify_iat": False})
    except jwt.InvalidSignatureError:
        other = isinstance(header.get("jwk"), dict) and thumbprint(header["jwk"]) != thumbprint(public)
        why = ("It names another key than the one it was held against." if other
               else "It was changed after it was signed, or it was never signed with this key.")
        return Verified(False, f"Not valid. {why}", {})
    except jwt.InvalidAlgorithmError:
        return Verified(False, "Not valid. It is not signed with Ed25519, as these badges are.", {})
    except (jwt.PyJWTError, ValueError, TypeError):
        return Verified(False, "Not valid. It cannot be read: a part of it is cut off or damaged.", {})
    return _held(found, now or datetime.now(UTC))


def _held(found: Mapping[str, Any], now: datetime) -> Verified:
    if not _shaped(found):
        return Verified(False, "Not valid. It is signed, but it is no Open Badge.", {})
    told = {"nbf": _seconds(found["validFrom"]), "exp": _seconds(found.get("validUntil")),
            "jti": found["id"], "sub": found["credentialSubject"].get("id")}  # fmt: skip
    for claim, value in told.items():
        if found.get(claim) != value:
            return Verified(False, f"Not valid. It says two things: {claim} fits nothing in it.", {})
    if now.timestamp() < found.get("nbf", 0):
        return Verified(False, f"Not valid yet: it holds from {found['validFrom']}.", found)
    if "exp" in found and now.timestamp() >= found["exp"]:
        return Verified(False, f"Not valid any more: it held until {found['validUntil']}.", found)
    subject = found["credentialSubject"].get("achievement", {})
    return Verified(
        True,
        f"Valid. {found['issuer'].get('name', '')} attests \u201c{subject.get('name', '')}\u201d, number "
        f"{subject.get('humanCode', '')}, from {found['validFrom']}.",
        found,
    )


def _shaped(found: Mapping[str, Any]) -> bool:
    """Whether it has the parts of a badge of ours: a key may have signed other things too."""
    if any(name not in found for name in _PERMANENT):
        return False
    subject, moment = found["credentialSubject"], found.get("nbf", 0)
    return (
        isinstance(found["type"], list) and "OpenBadgeCredential" in found["type"]
        and isinstance(found["issuer"], dict)
        and isinstance(subject, dict) and isinstance(subject.get("achievement"), dict)
        and isinstance(moment, int)
    )  # fmt: skip


def belongs(found: Verified, learner: str) -> bool:
    """Whether a badge that was verified is the one of whoever can show `learner` to be theirs."""
    rows = found.credential.get("credentialSubject", {}).get("identifier")
    return any(
        isinstance(row, dict) and row.get("identityHash") == hashed(learner, str(row.get("salt", "")))
        for row in (rows if isinstance(rows, list) else ())
    )


def hashed(identity: str, salt: str) -> str:
    """An identity as Open Badges hashes it."""
    return "sha256$" + hashlib.sha256((identity.strip().lower() + salt).encode()).hexdigest()


def _time(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _seconds(value: Any) -> int | None:
    """A time as a token's claims have it."""
    try:
        return int(datetime.fromisoformat(value).timestamp())
    except (TypeError, ValueError):
        return None
