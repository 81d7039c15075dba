"""The zone's key that signs sealed case files: a file in the data folder, never in the database; its fingerprint stands on the papers.

Ed25519 (RFC 8032). Made once by the server and readable by its account alone. A backup of the database does not hold it: whoever looks
after the data folder keeps a copy. Where the file is lost another key is made; the register keeps every public key with its day.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.kernel.errors import Conflict

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "seal-key.pem"
LABEL_ZH = "案卷签名公钥指纹 SHA-256："


@dataclass(frozen=True, slots=True)
class SealKey:
    """The private key as loaded; only its public half and signatures leave it."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, in hexadecimal."""
        return hashlib.sha256(self.public).hexdigest()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return self.private.sign(message)


def seal_key(data_dir: Path) -> SealKey:
    """Return the zone's key, made where there is none yet.

    Conflict where its file can be read by others, cannot be read, or holds no Ed25519 key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = data_dir / FILE
    try:
        if not path.exists():
            _make(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _unusable(
                path, "其他账户也能读取，请改为 0600 并考虑换用新密钥", "others can read it; set its mode to 0600"
            )
        private = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise _unusable(
            path, "无法读写，请检查权限或恢复它的副本", "it cannot be read or made; restore its copy"
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _unusable(path, "不是 Ed25519 密钥，请恢复它的副本", "it holds no Ed25519 key; restore its copy")
    return SealKey(private)


def register_key(session: Session, key: SealKey) -> None:
    """Let the register know the public key, so that papers name it and files that come back are known by it; once is enough."""
    session.execute(
        text(
            "insert into seal_key (fingerprint, public_key) values (:fingerprint, :public) on conflict (fingerprint) do nothing"
        ),
        {"fingerprint": key.fingerprint, "public": key.public.hex()},
    )


def registered_fingerprints(session: Session) -> tuple[str, ...]:
    """Return the fingerprints of every key the zone has signed with, the newest first."""
    return tuple(session.execute(text("select fingerprint from seal_key order by made_at desc")).scalars())


def fingerprint_line(session: Session, subject: str, subject_id: int) -> str | None:
    """Return what stands at the foot of a paper of a case of idle land, or of the receipt of one; None of other papers, or before a key was made."""
    fingerprint = session.execute(
        text(
            "select k.fingerprint from seal_key k where :subject = 'idle_case' or exists (select from document d"
            " where :subject = 'document' and d.id = :id and d.subject = 'idle_case') order by k.made_at desc limit 1"
        ),
        {"subject": subject, "id": subject_id},
    ).scalar()
    return None if fingerprint is None else LABEL_ZH + grouped(fingerprint)


def grouped(fingerprint: str) -> str:
    """Return a fingerprint as it is printed, in groups of four."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def _make(path: Path) -> None:
    """Write a new key whole or not at all; where another process was first, its key stays."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink(missing_ok=True)


def _unusable(path: Path, why_zh: str, why_en: str) -> Conflict:
    return Conflict(
        "case.seal_key_unusable",
        f"数据目录中的案卷签名密钥 {path.name} {why_zh}。",
        message_en=f"The key {path.name} in the data folder cannot be used: {why_en}.",
    )
