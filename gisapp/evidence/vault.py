"""Files that prove something: kept byte by byte with their SHA-256 and who brought them when; nothing is ever changed or deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.sql_file import load
from gisapp.evidence.file_kind import recognise_file
from gisapp.kernel.errors import Forbidden, Invalid, NotFound
from gisapp.kernel.evidence import Evidence


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file as received: its name, its bytes, what it is called and the day written on it."""

    file_name: str
    content: bytes
    title: str = ""
    dated: date | None = None
    source: str = ""


def keep_file(session: Session, principal: Principal, draft: FileDraft, *, park_code: str | None) -> int:
    """Keep a file as evidence and return its id; `park_code` None keeps it for the whole zone.

    Empty and broken files are refused (400). The same content is stored once, however often it is brought.
    """
    place = _place(session, principal, park_code)
    media_type = recognise_file(draft.file_name, draft.content)
    digest = hashlib.sha256(draft.content).hexdigest()
    session.execute(
        text(
            "insert into evidence_content (sha256, size_bytes, content) values (:sha256, :size, :content)"
            " on conflict (sha256) do nothing"
        ),
        {"sha256": digest, "size": len(draft.content), "content": draft.content},
    )
    file_id: int = session.execute(
        text(
            "insert into evidence_file (zone_id, park_id, sha256, file_name, media_type, title, dated, source, uploaded_by,"
            " uploaded_by_name) values (:zone_id, :park_id, :sha256, :file_name, :media_type, :title, :dated, :source, :by, :name)"
            " returning id"
        ),
        {
            **place,
            "sha256": digest,
            "file_name": plain_name(draft.file_name),
            "media_type": media_type,
            "title": draft.title.strip() or plain_name(draft.file_name),
            "dated": draft.dated,
            "source": draft.source,
            "by": principal.account_id,
            "name": principal.name,
        },
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.EVIDENCE_ADD,
        subject="evidence_file",
        subject_id=file_id,
        changes={
            "sha256": {"old": None, "new": digest},
            "file_name": {"old": None, "new": plain_name(draft.file_name)},
        },
        zone_id=place["zone_id"],
        park_id=place["park_id"],
    )
    return file_id


def describe_files(session: Session, principal: Principal, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return what is known of these files, without their bytes, in the order asked; those not for the caller are left out."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    rows = session.execute(load("evidence/files"), {"ids": wanted, **visible_parks(principal)}).mappings()
    found = {row["id"]: dict(row) for row in rows}
    return [found[one] for one in wanted if one in found]


def read_file(session: Session, principal: Principal, file_id: int) -> tuple[dict[str, Any], bytes]:
    """Return a file with its bytes, checked against its hash once more (404 outside the caller's parks)."""
    described = describe_files(session, principal, [file_id])
    if not described:
        raise NotFound(
            "evidence.not_found",
            "没有这份证据，或您没有查看权限。请核对编号。",
            message_en="No such file, or not for you.",
        )
    content = bytes(
        session.execute(
            text("select content from evidence_content where sha256 = :sha256"), {"sha256": described[0]["sha256"]}
        ).scalar_one()
    )
    if hashlib.sha256(content).hexdigest() != described[0]["sha256"]:
        raise RuntimeError(f"evidence {file_id} does not match its hash")
    return described[0], content


def load_evidence(session: Session, principal: Principal, ids: Iterable[int]) -> dict[int, Evidence]:
    """Return the evidence of these files for the rules; 400 naming those that do not exist or are not for the caller."""
    wanted = list(dict.fromkeys(ids))
    found = {row["id"]: as_evidence(row) for row in describe_files(session, principal, wanted)}
    missing = [str(one) for one in wanted if one not in found]
    if missing:
        raise Invalid(
            "evidence.unknown",
            f"证据 {'、'.join(missing)} 不存在或不在您的管辖范围，请先上传文件再引用。",
            message_en=f"Evidence {', '.join(missing)} does not exist; upload the file first.",
        )
    return found


def evidence_of(session: Session, principal: Principal, ids: Iterable[int]) -> tuple[Evidence, ...]:
    """Return the evidence of these files in the order given (400 naming the unknown ones)."""
    wanted = list(dict.fromkeys(ids))
    found = load_evidence(session, principal, wanted)
    return tuple(found[one] for one in wanted)


def as_evidence(row: Mapping[str, Any]) -> Evidence:
    """Return a row of evidence_file as the rules see it; the reference is “E” and its number."""
    return Evidence(f"E{row['id']}", row["title"], row["dated"], row["sha256"])


def plain_name(name: str) -> str:
    """Return the last part of a file name as sent, which may carry a path of the sender's machine."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[-200:] or "未命名"


def _place(session: Session, principal: Principal, park_code: str | None) -> dict[str, int | None]:
    if park_code is None:
        if principal.park_ids is not None:
            raise Forbidden(
                "evidence.zone_wide",
                "您只管辖部分园区，请选择文件所属的园区后再上传。",
                message_en="Choose the park that this file belongs to.",
            )
        zone_id = session.execute(text("select min(id) from zone")).scalar()
        if zone_id is None:
            raise NotFound("zone.not_found", "系统中还没有开发区，请先登记开发区。", message_en="There is no zone yet.")
        return {"zone_id": zone_id, "park_id": None}
    park = session.execute(
        text("select id, zone_id, name_zh from park where code = :code order by zone_id limit 1"), {"code": park_code}
    ).one_or_none()
    if park is None:
        raise NotFound(
            "park.not_found",
            f"没有代码为“{park_code}”的园区，请从列表中选择。",
            message_en=f"There is no park {park_code}.",
        )
    ensure_may_touch_park(principal, park.id, park.name_zh)
    return {"zone_id": park.zone_id, "park_id": park.id}
