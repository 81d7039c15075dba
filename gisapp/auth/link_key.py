"""The secret of a link that opens one thing to whoever holds it: made of the installation's key and a random value of the row, so that none is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac

from sqlalchemy import text
from sqlalchemy.orm import Session


def read_service_key(session: Session, name: str) -> bytes:
    """Return the key with which this installation signs what goes out under a name."""
    return bytes(
        session.execute(text("select secret from service_key where name = :name"), {"name": name}).scalar_one()
    )


def link_key(key: bytes, number: str, nonce: str) -> str:
    """Return the secret of the link to the row with this number: 22 characters (128 bits)."""
    digest = hmac.new(key, f"status:{number}:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def is_link_key(given: str, key: bytes, number: str, nonce: str) -> bool:
    """Say whether a secret opens the row, in a time that tells nothing of where the two differ."""
    return hmac.compare_digest(link_key(key, number, nonce).encode(), given.encode())
