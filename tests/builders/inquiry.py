"""An inquiry as the public form sends it, and the desk that answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal
from gisapp.inquiries.asking import InquiryDraft, ask, open_form
from gisapp.inquiries.rules.proof_of_work import Challenge, solve
from tests.conftest import TODAY

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
ASKER = {
    "asker_name": "示例咨询人甲",
    "contact": "asker-a@example.com",
    "question": "想了解这块地何时能交，电话 13800000001。",
}


def the_zone(session: Session) -> dict[str, Any]:
    return dict(session.execute(text("select id, name_zh, name_en from zone limit 1")).mappings().one())


def solved(form: dict[str, Any]) -> dict[str, Any]:
    """The challenge of a form with its answer, as a browser gives it in."""
    challenge = Challenge(form["salt"], form["bits"], NOON)
    return {"challenge": form["challenge"], "proof": solve(challenge)}


def an_inquiry(
    session: Session,
    *,
    site_id: int | None = None,
    address: str = "192.0.2.7",
    now: datetime = NOON,
    today: date = TODAY,
    **values: Any,
) -> dict[str, Any]:
    """Ask as the form does; the receipt with `id`."""
    zone = the_zone(session)
    form = open_form(session, zone, now, today)
    draft = {
        "site_id": site_id,
        "source_region": "CN-SH",
        "industry_code": None,
        "language": "zh",
        **ASKER,
        **solved(form),
        **values,
    }
    receipt = ask(session, zone, InquiryDraft(**draft), address=address, now=now, today=today)
    found = session.execute(text("select id from inquiry where receipt_no = :no"), {"no": receipt["receipt_no"]})
    return {**receipt, "id": found.scalar_one()}


def an_officer(session: Session, name: str, park_ids: tuple[int, ...] | None = None) -> Principal:
    """An officer's account, of some parks or all."""
    account_id = session.execute(
        text(
            "insert into account (username, display_name, role, password_hash, all_parks) values (:u, :n, 'officer', 'x', :all) returning id"
        ),
        {"u": f"u{abs(hash(name)) % 10**9}", "n": name, "all": park_ids is None},
    ).scalar_one()
    for park_id in park_ids or ():
        session.execute(
            text("insert into account_park (account_id, park_id) values (:a, :p)"), {"a": account_id, "p": park_id}
        )
    return account_principal(account_id, name, Role.OFFICER, park_ids)


def a_leader(name: str = "示例领导") -> Principal:
    return account_principal(0, name, Role.LEADER, None)
