"""What is made of the installation's keys: the secret of a link that opens one thing to whoever holds it, and what an address is counted by. None is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session


def read_service_key(session: Session, name: str) -> bytes:
    """Return the key with which this installation signs what goes out under a name."""
    return bytes(
        session.execute(text("select secret from service_key where name = :name"), {"name": name}).scalar_one()
    )


def link_key(key: bytes, what: str, nonce: str) -> str:
    """Return the secret of the link to something (`status:ZX2026-0001`, `alert:7`) with its row's random value: 22 characters (128 bits)."""
    digest = hmac.new(key, f"{what}:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def is_link_key(given: str, key: bytes, what: str, nonce: str) -> bool:
    """Say whether a secret opens it, in a time that tells nothing of where the two differ."""
    return hmac.compare_digest(link_key(key, what, nonce).encode(), given.encode())


def address_digest(key: bytes, day: date, address: str) -> bytes:
    """Return what an address is counted by on one day; it cannot be read back, and tomorrow's is another one."""
    return hmac.new(key, f"address:{day.isoformat()}:{address}".encode(), hashlib.sha256).digest()
