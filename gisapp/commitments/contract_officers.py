"""Who follows the promises of a contract (履约专员), from which day on; what was before stays in history."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.commitments.commitments import CommitmentFilter, list_commitments
from gisapp.db.history import replace_from
from gisapp.db.tables.commitment import ContractOfficerRow
from gisapp.kernel.errors import Invalid, NotFound


def name_officer(
    session: Session, principal: Principal, contract_id: int, officer_name: str, *, valid_from: date
) -> None:
    """Let somebody follow a contract from a day on (404 outside the caller's parks, 400 before the contract was signed)."""
    _, rows = list_commitments(session, principal, valid_from, CommitmentFilter(contract_id=contract_id), limit=1)
    if not rows:
        raise NotFound(
            "commitment.contract_not_found",
            "这一天没有这份合同，或您没有查看权限。请核对合同和日期。",
            message_en="There is no such contract on that day, or not for you.",
        )
    name = officer_name.strip()
    if not name:
        raise Invalid("commitment.officer_missing", "请填写履约专员姓名。", message_en="The officer's name is missing.")
    session.execute(text("select from contract where id = :id for no key update"), {"id": contract_id})
    before, _ = replace_from(
        session, ContractOfficerRow, {"contract_id": contract_id}, valid_from, {"officer_name": name}
    )
    row = rows[0]
    record_event(
        session,
        principal,
        EventTag.COMMITMENT_OFFICER,
        subject="contract_officer",
        subject_id=contract_id,
        changes=differences(
            {"officer_name": before["officer_name"]} if before else {},
            {"officer_name": name, "valid_from": valid_from, "contract_no": row["contract_no"]},
        ),
        zone_id=row["zone_id"],
        park_id=row["park_id"],
        plot_id=row["plot_id"],
    )
