"""Rights of others on land: who holds a mortgage, a seizure or another right on which plot on a day, registered, corrected and released with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.history import close_rows, current_rows, days, write_rows
from gisapp.db.sql_file import load
from gisapp.db.tables.party import EncumbranceFactRow, EncumbranceRow
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Conflict, NotFound, RuleViolation
from gisapp.kernel.filter import Filter, Listed, Words, listed
from gisapp.kernel.finding import Findings, Severity
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.land.plots import find_plot
from gisapp.parties.encumbrance_terms import EncumbranceKind
from gisapp.parties.parties import parties_of_plot
from gisapp.parties.rules.encumbrance import EncumbranceFacts, check_encumbrance, encumbrance_limits, judge_standing
from gisapp.rulebook.rulebook import load_rulebook


@dataclass(frozen=True, slots=True)
class EncumbranceDraft:
    """What the paper says. Amount in yuan; `area_m2` None = the whole plot; `debtor_party_id` None = the whole right."""

    holder_name: str
    registered_on: date
    party_id: int | None = None
    debtor_party_id: int | None = None
    certificate_no: str = ""
    amount_yuan: Decimal | None = None
    rank: int = 1
    area_m2: Decimal | None = None
    expires_on: date | None = None
    remark: str = ""
    evidence_ids: tuple[int, ...] = ()


class EncumbranceFilter(Filter):
    """Which encumbrances are asked for; empty = all that rest on the day."""

    plot_id: Id | None = Field(default=None, validation_alias="plot")
    kinds: Listed[EncumbranceKind] = listed("kind")
    q: Words = Field(default="", description="part of plot number, holder, creditor or certificate")
    with_released: bool = Field(default=False, description="also what has been released by the day")


def list_encumbrances(
    session: Session,
    principal: Principal,
    as_of: date,
    wanted: EncumbranceFilter,
    known_at: datetime | None = None,
) -> list[dict[str, Any]]:
    """Return encumbrances of the caller's parks on a day, those that rest first; each with its files and whether it runs out.

    As known at an instant (None: now): what was entered, corrected or released later is as it was held then.
    """
    if wanted.plot_id is not None:
        find_plot(session, principal, wanted.plot_id, as_of, known_at)  # 404 and 410 as the dossier says them
    parameters = {
        "as_of": as_of,
        "known_at": known_at,
        "plot_id": wanted.plot_id,
        "kinds": list(wanted.kinds),
        "q": f"%{wanted.q.strip()}%",
        "with_released": wanted.with_released,
        **visible_parks(principal),
    }
    rows = [
        dict(row)
        for row in session.execute(load("parties/encumbrances", known=known_at is not None), parameters).mappings()
    ]
    if not rows:
        return []  # before the rules were made there is nothing to measure against them
    ids = [one for row in rows for one in (*row["evidence_ids"], *row["release_evidence_ids"])]
    files = {item["id"]: item for item in describe_files(session, principal, ids)}
    limits = encumbrance_limits(load_rulebook(session), as_of)
    for row in rows:
        row["evidence"] = [files[one] for one in row["evidence_ids"] if one in files]
        row["release_evidence"] = [files[one] for one in row["release_evidence_ids"] if one in files]
        told = judge_standing(EncumbranceKind(row["kind"]), row["expires_on"], as_of, limits) if row["rests"] else None
        row["finding"] = told.as_dict() if told else None
    return rows


def register_encumbrance(
    session: Session, principal: Principal, plot_id: int, kind: str, draft: EncumbranceDraft, *, today: date
) -> tuple[int, Findings]:
    """Write down a right of somebody else on a plot; return its id and what was remarked (RuleViolation with every error)."""
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, draft.registered_on, first_day(session, plot_id))
    found = _check(session, principal, newest, kind, draft, None, today)
    encumbrance_id: int = session.execute(
        insert(EncumbranceRow).values(plot_id=plot_id, kind=kind).returning(EncumbranceRow.id)
    ).scalar_one()
    write_rows(session, EncumbranceFactRow, [_row(encumbrance_id, principal, draft, None)])
    _tell(session, principal, newest, encumbrance_id, differences({}, {"kind": kind, **_told(draft)}))
    return encumbrance_id, found


def correct_encumbrance(
    session: Session, principal: Principal, encumbrance_id: int, draft: EncumbranceDraft, *, reason: str, today: date
) -> Findings:
    """Say better what the paper says; what was known before stays in history. A release stays as it is."""
    held, newest, known = _locate(session, principal, encumbrance_id)
    released_on = known["valid"].upper
    found = _check(session, principal, newest, held["kind"], draft, released_on, today)
    after = _row(encumbrance_id, principal, draft, released_on) | {
        name: known[name] for name in ("release_reason", "release_evidence_ids")
    }
    changes = differences(_told(_draft(known)), _told(draft))
    if not changes:
        raise Conflict(
            "encumbrance.unchanged", "与现有登记相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    close_rows(session, EncumbranceFactRow, [known["id"]])
    write_rows(session, EncumbranceFactRow, [after])
    _tell(session, principal, newest, encumbrance_id, changes, reason=reason)
    return found


def release_encumbrance(
    session: Session,
    principal: Principal,
    encumbrance_id: int,
    *,
    released_on: date,
    reason: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """Record that it was released on a day (the first day without it), with what proves it; once (Conflict)."""
    held, newest, known = _locate(session, principal, encumbrance_id)
    if known["valid"].upper is not None:
        raise Conflict(
            "encumbrance.released_already",
            f"该权利限制已于{known['valid'].upper:%Y年%-m月%-d日}解除，请刷新后查看。",
            message_en="It has been released already.",
        )
    ids = list(dict.fromkeys(evidence_ids))
    load_evidence(session, principal, ids)
    if not ids:
        raise RuleViolation(
            "encumbrance.release_unproved",
            "解除须附证明材料（注销抵押登记证明、解封裁定等），请先上传文件。",
            message_en="A release needs evidence; upload the file first.",
        )
    _check(session, principal, newest, held["kind"], _draft(known), released_on, today)
    close_rows(session, EncumbranceFactRow, [known["id"]])
    written = {
        **known,
        "valid": days(known["valid"].lower, released_on),
        "release_reason": reason.strip(),
        "release_evidence_ids": ids,
        "recorded_by_name": principal.name,
    }
    write_rows(session, EncumbranceFactRow, [written])
    changes = differences({"released_on": None}, {"released_on": released_on})
    _tell(session, principal, newest, encumbrance_id, changes, reason=reason)


def withdraw_encumbrance(session: Session, principal: Principal, encumbrance_id: int, *, reason: str) -> None:
    """Say that it was recorded by mistake: it counts no more on any day and stays in history."""
    _, newest, known = _locate(session, principal, encumbrance_id)
    close_rows(session, EncumbranceFactRow, [known["id"]])
    changes = differences(_told(_draft(known)), {})
    _tell(session, principal, newest, encumbrance_id, changes, reason=reason)


def _locate(
    session: Session, principal: Principal, encumbrance_id: int
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return identity, newest plot row (locked) and what is known; 404 outside the caller's parks, and for what was withdrawn."""
    held = session.execute(
        text("select plot_id, kind from encumbrance where id = :id"), {"id": encumbrance_id}
    ).one_or_none()
    if held is None:
        raise _missing()
    newest = locate_plot(session, principal, held.plot_id)
    known = current_rows(session, EncumbranceFactRow, {"encumbrance_id": encumbrance_id})
    if not known:
        raise _missing()
    return {"plot_id": held.plot_id, "kind": held.kind}, newest, known[0]


def _missing() -> NotFound:
    return NotFound(
        "encumbrance.not_found",
        "没有这项权利限制，或已撤销登记，或您没有查看权限。请刷新后重试。",
        message_en="No such encumbrance, or not for you.",
    )


def _check(
    session: Session,
    principal: Principal,
    newest: dict[str, Any],
    kind: str,
    draft: EncumbranceDraft,
    released_on: date | None,
    today: date,
) -> Findings:
    load_evidence(session, principal, draft.evidence_ids)
    holders = parties_of_plot(session, newest["plot_id"], draft.registered_on)
    findings = check_encumbrance(
        EncumbranceFacts(
            kind=EncumbranceKind(kind),
            holder_name=draft.holder_name,
            registered_on=draft.registered_on,
            certificate_no=draft.certificate_no,
            evidence_count=len(draft.evidence_ids),
            amount_yuan=draft.amount_yuan,
            area_m2=draft.area_m2,
            debtor_party_id=draft.debtor_party_id,
            expires_on=draft.expires_on,
            released_on=released_on,
        ),
        plot_area_m2=_area(session, newest),
        holder_ids={party["party_id"] for party in holders if party["role"] == "holder"},
        today=today,
        limits=encumbrance_limits(load_rulebook(session), today),
    )
    errors = [item for item in findings if item.severity is Severity.ERROR]
    if errors:
        raise RuleViolation(
            "encumbrance.findings",
            errors[0].message_zh + errors[0].fix_zh,
            message_en=errors[0].message_en,
            findings=findings,
        )
    return findings


def _area(session: Session, newest: dict[str, Any]) -> Decimal:
    return session.execute(
        text(
            "select max(coalesce(area_surveyed_m2, area_planar_m2)) from plot_version where plot_id = :id and upper_inf(recorded)"
        ),
        {"id": newest["plot_id"]},
    ).scalar_one()


def _row(
    encumbrance_id: int, principal: Principal, draft: EncumbranceDraft, released_on: date | None
) -> dict[str, Any]:
    return {
        "encumbrance_id": encumbrance_id,
        "party_id": draft.party_id,
        "holder_name": draft.holder_name.strip(),
        "debtor_party_id": draft.debtor_party_id,
        "certificate_no": draft.certificate_no.strip(),
        "amount_yuan": draft.amount_yuan,
        "rank": draft.rank,
        "area_m2": draft.area_m2,
        "expires_on": draft.expires_on,
        "remark": draft.remark.strip(),
        "evidence_ids": list(dict.fromkeys(draft.evidence_ids)),
        "recorded_by_name": principal.name,
        "valid": days(draft.registered_on, released_on),
    }


def _draft(known: dict[str, Any]) -> EncumbranceDraft:
    return EncumbranceDraft(
        holder_name=known["holder_name"],
        registered_on=known["valid"].lower,
        evidence_ids=tuple(known["evidence_ids"]),
        **{
            name: known[name]
            for name in (
                "party_id", "debtor_party_id", "certificate_no", "amount_yuan", "rank", "area_m2", "expires_on", "remark",
            )
        },
    )  # fmt: skip


def _told(draft: EncumbranceDraft) -> dict[str, Any]:
    return {**asdict(draft), "evidence_ids": list(draft.evidence_ids)}


def _tell(
    session: Session,
    principal: Principal,
    newest: dict[str, Any],
    encumbrance_id: int,
    changes: dict[str, Any],
    reason: str | None = None,
) -> None:
    record_event(
        session,
        principal,
        EventTag.ENCUMBRANCE_REVISE,
        subject="encumbrance",
        subject_id=encumbrance_id,
        plot_id=newest["plot_id"],
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=changes,
        reason=reason,
    )
