"""不定级: enterprises that are not ranked, why, from which day to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import ensure_may_touch_park, visible_parks
from gisapp.db.history import replace_from
from gisapp.db.sql_file import load
from gisapp.db.tables.performance import GradeExemptionRow
from gisapp.evidence.vault import load_evidence
from gisapp.kernel.errors import NotFound
from gisapp.land.parks import find_park
from gisapp.performance.figures import lock_enterprise
from gisapp.performance.terms import ExemptionKind


def list_exemptions(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return the exemptions that hold on a day or later, of the caller's parks."""
    rows = session.execute(load("performance/exemptions"), {"as_of": as_of, **visible_parks(principal)}).mappings()
    return [dict(row) for row in rows]


@dataclass(frozen=True, slots=True)
class ExemptionDraft:
    """Whether an enterprise is left out of the ranking from a day on, why and on what paper; `kind` None ends it."""

    kind: ExemptionKind | None
    reason_zh: str
    valid_from: date
    document: str | None = None
    evidence_ids: Sequence[int] = ()


def revise_exemption(
    session: Session, principal: Principal, park_code: str, party_id: int, draft: ExemptionDraft
) -> None:
    """Exempt an enterprise from ranking from a day on; `kind` None ends the exemption on that day (404 where there is none).

    It counts for a year when it holds on the year's last day.
    """
    park = find_park(session, park_code)
    ensure_may_touch_park(principal, park["id"], park["name_zh"])
    load_evidence(session, principal, draft.evidence_ids)
    if session.execute(text("select 1 from party where id = :id"), {"id": party_id}).scalar() is None:
        raise NotFound("party.not_found", "没有这家企业，请从列表中选择。", message_en="No such enterprise.")
    lock_enterprise(session, party_id, 0)
    values = None if draft.kind is None else {
        "kind": str(draft.kind), "reason_zh": draft.reason_zh.strip(), "document": draft.document, "evidence_ids": list(draft.evidence_ids),
        "recorded_by_name": principal.name,
    }  # fmt: skip
    before, covered = replace_from(
        session, GradeExemptionRow, {"party_id": party_id, "park_id": park["id"]}, draft.valid_from, values
    )
    if covered is None:
        raise NotFound(
            "exemption.not_found", "这一天没有不定级记录，请核对日期。", message_en="There is no exemption on that day."
        )
    record_event(
        session,
        principal,
        EventTag.PERFORMANCE_REVISE,
        subject="grade_exemption",
        subject_id=party_id,
        zone_id=park["zone_id"],
        park_id=park["id"],
        changes=differences(
            {} if before is None else {"kind": before["kind"], "reason_zh": before["reason_zh"]},
            {"kind": None, "reason_zh": None} if values is None else {"kind": values["kind"], "reason_zh": values["reason_zh"]},
        ),
        reason=draft.reason_zh.strip() or None,
        document=draft.document,
    )  # fmt: skip
