"""Enterprises and others, and who holds or occupies which plot on a day (one plot many, one enterprise many)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import close_rows, current_rows, days, write_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.party import PartyRow, PlotPartyRow
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.kernel.identifiers import check_credit_code, normalise_identifier
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life


def search_parties(
    session: Session, principal: Principal, q: str, as_of: date, limit: int = 20
) -> list[dict[str, Any]]:
    """Return parties whose name or credit code contains the text, with the plots of theirs that the caller may see on a day."""
    rows = session.execute(
        load("parties/party_search"),
        {"q": f"%{q.strip()}%", "as_of": as_of, "limit": limit, **visible_parks(principal)},
    ).mappings()
    return [dict(row) for row in rows]


def parties_of_plot(
    session: Session, plot_id: int, as_of: date, known_at: datetime | None = None
) -> list[dict[str, Any]]:
    """Return holders, occupants and tenants of a plot on a day, holders first, as known at an instant (None: now)."""
    statement = load("parties/plot_parties", known=known_at is not None)
    asked = {"id": plot_id, "as_of": as_of, "known_at": known_at}
    return [dict(row) for row in session.execute(statement, asked).mappings()]


def register_party(
    session: Session,
    principal: Principal,
    zone_id: int,
    *,
    kind: str,
    name_zh: str,
    name_en: str = "",
    credit_code: str | None = None,
) -> int:
    """Enter an enterprise or another party; return its id. The credit code's check character is verified (409 with the finding)."""
    name = name_zh.strip()
    if not name:
        raise Invalid("party.name_missing", "请填写主体名称。", message_en="The name is missing.")
    code = normalise_identifier(credit_code) if credit_code else None
    finding = check_credit_code(code) if code else None
    if finding is not None:
        raise RuleViolation(
            "party.findings", finding.message_zh + finding.fix_zh, message_en=finding.message_en, findings=[finding]
        )
    party_id = session.execute(
        insert(PartyRow)
        .values(zone_id=zone_id, kind=kind, name_zh=name, name_en=name_en.strip(), credit_code=code)
        .returning(PartyRow.id)
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.PARTY_REGISTER,
        subject="party",
        subject_id=party_id,
        zone_id=zone_id,
        changes=differences({}, {"name_zh": name, "credit_code": code, "kind": kind}),
    )
    return party_id


def revise_parties(
    session: Session,
    principal: Principal,
    plot_id: int,
    parties: Sequence[Mapping[str, Any]],
    *,
    valid_from: date,
    reason: str,
    document: str | None,
) -> None:
    """Let the plot have exactly these holders, occupants and tenants from a day on; shares of the holders must sum to 1.

    Conflict when a change after that day is already recorded: correct that one first.
    """
    newest = locate_plot(session, principal, plot_id)
    rows = current_rows(session, PlotPartyRow, {"plot_id": plot_id})
    refuse_day_outside_life(newest, valid_from, first_day(session, plot_id))
    holders = [Decimal(str(party.get("share", 1))) for party in parties if party["role"] == "holder"]
    if holders and sum(holders) != 1:
        raise Invalid(
            "party.shares_not_one",
            f"土地使用权人份额合计为 {sum(holders)}，应等于 1，请调整各自份额。",
            message_en="The holders' shares must sum to 1.",
        )
    later = [row for row in rows if row["valid"].lower > valid_from]
    if later:
        raise Conflict(
            "party.changed_later",
            f"{later[0]['valid'].lower:%Y年%-m月%-d日}已有一次权利人变更，生效日期不能早于它。请调整日期。",
            message_en="A later change is already recorded; choose a later day.",
        )
    running = [row for row in rows if row["valid"].contains(valid_from)]
    close_rows(session, PlotPartyRow, [row["id"] for row in running])
    written = [
        {**row, "valid": days(row["valid"].lower, valid_from)} for row in running if row["valid"].lower < valid_from
    ]
    written += [
        {
            "plot_id": plot_id,
            "party_id": party["party_id"],
            "role": party["role"],
            "share": party.get("share", 1),
            "source": reason,
            "document": document,
            "valid": days(valid_from, newest["valid"].upper),
        }
        for party in parties
    ]
    write_rows(session, PlotPartyRow, written)
    names = _names(session, [row["party_id"] for row in running] + [party["party_id"] for party in parties])
    record_event(
        session,
        principal,
        EventTag.PLOT_PARTIES_REVISE,
        subject="plot_party",
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=differences(_by_role(running, names), _by_role(parties, names))
        | {"valid_from": {"old": None, "new": valid_from.isoformat()}},
        reason=reason,
        document=document,
    )


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(load("parties/party_names"), {"ids": list(ids)})
    names: dict[int, str] = {row.id: row.name_zh for row in rows}
    missing = [party_id for party_id in ids if party_id not in names]
    if missing:
        raise Invalid("party.unknown", "所选主体不存在，请重新选择或先登记主体。", message_en="Unknown party.")
    return names


def _by_role(parties: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> dict[str, str]:
    roles: dict[str, list[str]] = {}
    for party in parties:
        share = Decimal(str(party.get("share", 1)))
        roles.setdefault(party["role"], []).append(
            names[party["party_id"]] + ("" if share == 1 else f"（{share.normalize()}）")
        )
    return {role: "、".join(listed) for role, listed in roles.items()}
