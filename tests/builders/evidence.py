"""A kept file, straight into the tables."""

from __future__ import annotations

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.park import BuiltPark


def an_evidence_file(
    session: Session, park: BuiltPark, title: str = "现场照片", *, content: bytes = b"paper", dated: str = "2026-01-01"
) -> int:
    digest = hashlib.sha256(content).hexdigest()
    session.execute(
        text(
            "insert into evidence_content (sha256, size_bytes, content) values (:sha256, :size, :content) on conflict do nothing"
        ),
        {"sha256": digest, "size": len(content), "content": content},
    )
    return session.execute(
        text(
            "insert into evidence_file (zone_id, park_id, sha256, file_name, media_type, title, dated, uploaded_by_name)"
            " values (:zone, :park, :sha256, '文件.bin', 'application/octet-stream', :title, cast(:dated as date), '测试')"
            " returning id"
        ),
        {"zone": park.zone_id, "park": park.park_id, "sha256": digest, "title": title, "dated": dated},
    ).scalar_one()
