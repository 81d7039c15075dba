"""Temporary uses of land: arranged within the limit, extended within it, vacated, looked at; overdue ones show until the land is given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.db.tables.reuse import TemporaryUseRow, TemporaryUseStepRow
from gisapp.evidence.vault import describe_files, load_evidence
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Listed, Words, like, listed
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.reuse.findings import refuse
from gisapp.reuse.lifecycle import START
from gisapp.reuse.queries import locate_measure
from gisapp.reuse.rules.limits import reuse_limits
from gisapp.reuse.rules.temporary_use import Arrangement, UseStep, check_arrangement, check_use_step, read_use
from gisapp.reuse.terms import TemporaryUseStanding, TemporaryUseState
from gisapp.rulebook.rulebook import load_rulebook


class UseFilter(Filter):
    """Which temporary uses are asked for; empty = all."""

    standings: Listed[TemporaryUseStanding] = listed("standing")
    parks: Listed[str] = listed("park", "park codes")
    plot_id: Id | None = None
    measure_id: Id | None = None
    q: Words = Field(default="", description="part of number, plot, user or agreement")


@dataclass(frozen=True, slots=True)
class UseDraft:
    """What is agreed. Areas in ㎡ (None = the whole plot), money in yuan; `until_on` is the last day."""

    plot_id: int
    user_name: str
    purpose: str
    arranged_on: date
    starts_on: date
    until_on: date
    restoration_zh: str
    area_m2: Decimal | None = None
    measure_id: int | None = None
    party_id: int | None = None
    purpose_zh: str = ""
    rent_yuan_per_year: Decimal | None = None
    deposit_yuan: Decimal | None = None
    agreement_no: str = ""
    officer_name: str = ""
    evidence_ids: tuple[int, ...] = ()


def read_uses(
    session: Session, principal: Principal, as_of: date, wanted: UseFilter | None = None, use_id: int | None = None
) -> list[dict[str, Any]]:
    """Return the temporary uses of the caller's parks on a day, those that want attention first, each with its reminder and steps."""
    wanted = wanted or UseFilter()
    parameters = {**wanted.bound(), "q": like(wanted.q), "as_of": as_of, "use_id": use_id, **visible_parks(principal)}
    rows = [dict(row) for row in session.execute(load("reuse/temporary_uses"), parameters).mappings()]
    if not rows:
        return []  # before the rules were made there is nothing to measure against them
    limits = reuse_limits(load_rulebook(session), as_of)
    for row in rows:
        told = read_use(TemporaryUseStanding(row["standing"]), row["due_on"], as_of, limits)
        row["finding"] = told.as_dict() if told else None
        row["days_left"] = None if row["due_on"] is None else (row["due_on"] - as_of).days
    _attach(session, principal, [step for row in rows for step in row["steps"]])
    return rows


def list_uses(session: Session, principal: Principal, as_of: date, wanted: UseFilter) -> dict[str, Any]:
    """Return the uses that pass the filter with counts that add up to the list."""
    rows = read_uses(session, principal, as_of, wanted)
    return {
        "items": rows,
        "total": len(rows),
        "area_m2": sum((row["area_m2"] for row in rows if row["standing"] != "restored"), Decimal(0)),
        "by_standing": dict(Counter(row["standing"] for row in rows)),
    }


def locate_use(session: Session, principal: Principal, use_id: int, as_of: date) -> dict[str, Any]:
    """Return one temporary use on a day (404 outside the caller's parks)."""
    rows = read_uses(session, principal, as_of, use_id=use_id)
    if not rows:
        raise NotFound(
            "temporary_use.not_found",
            "没有这项临时利用，或您没有查看权限。请核对编号和日期。",
            message_en="No such temporary use, or not for you.",
        )
    return rows[0]


def arrange_use(session: Session, principal: Principal, draft: UseDraft, *, today: date) -> int:
    """Arrange a temporary use and return its id; refused beyond the limit, beyond the plot, on land that others hold or that is on offer."""
    load_evidence(session, principal, draft.evidence_ids)
    newest = locate_plot(session, principal, draft.plot_id)
    refuse_day_outside_life(newest, draft.starts_on, first_day(session, draft.plot_id))
    if draft.measure_id is not None:
        locate_measure(session, principal, draft.measure_id, today)
    ground = _ground(session, draft.plot_id, draft.starts_on, draft.until_on)
    area = draft.area_m2 or ground["plot_area_m2"]
    limits = reuse_limits(load_rulebook(session), draft.arranged_on)
    findings = check_arrangement(
        Arrangement(
            arranged_on=draft.arranged_on,
            starts_on=draft.starts_on,
            until_on=draft.until_on,
            area_m2=area,
            plot_area_m2=ground["plot_area_m2"],
            occupied_m2=ground["occupied_m2"],
            has_evidence=bool(draft.evidence_ids),
            is_on_offer=ground["supply"] == "on_offer",
        ),
        today,
        limits,
    )
    refuse(findings, "temporary_use.refused")
    session.execute(text("select pg_advisory_xact_lock(4495, :zone)"), {"zone": newest["zone_id"]})
    use_no = session.execute(
        load("reuse/next_use_number"), {"zone_id": newest["zone_id"], "prefix": f"LS{draft.arranged_on.year}-"}
    ).scalar_one()
    values = {
        name: getattr(draft, name)
        for name in (
            "plot_id", "measure_id", "party_id", "purpose", "arranged_on", "starts_on", "rent_yuan_per_year", "deposit_yuan",
        )
    }  # fmt: skip
    use_id: int = session.execute(
        insert(TemporaryUseRow)
        .values(
            **values,
            zone_id=newest["zone_id"],
            park_id=newest["park_id"],
            use_no=use_no,
            user_name=draft.user_name.strip(),
            purpose_zh=draft.purpose_zh.strip(),
            area_m2=area,
            agreement_no=draft.agreement_no.strip(),
            restoration_zh=draft.restoration_zh.strip(),
            officer_name=draft.officer_name.strip() or principal.name,
            registered_by=principal.account_id,
            registered_by_name=principal.name,
        )
        .returning(TemporaryUseRow.id)
    ).scalar_one()
    _step(
        session,
        principal,
        use_id,
        _UseStep(
            number=1,
            before=START,
            state="arranged",
            taken_on=draft.arranged_on,
            evidence_ids=draft.evidence_ids,
            until_on=draft.until_on,
        ),
    )
    _tell(
        session,
        principal,
        {"id": use_id, **newest},
        differences({}, {"use_no": use_no, "user_name": draft.user_name, "until_on": draft.until_on, "area_m2": area}),
    )
    return use_id


def extend_use(
    session: Session,
    principal: Principal,
    use_id: int,
    *,
    extended_on: date,
    until_on: date,
    note: str,
    evidence_ids: Sequence[int],
    today: date,
) -> None:
    """Let a use end later, within the limit that runs from the day it was first arranged."""
    found = _locked(session, principal, use_id, evidence_ids, today)
    ground = _ground(session, found["plot_id"], found["starts_on"], until_on, besides=use_id)
    findings = check_arrangement(
        Arrangement(
            arranged_on=found["arranged_on"],
            starts_on=found["starts_on"],
            until_on=until_on,
            area_m2=found["area_m2"],
            plot_area_m2=ground["plot_area_m2"],
            occupied_m2=ground["occupied_m2"],
            previous_until_on=found["until_on"],
            has_evidence=bool(evidence_ids),
        ),
        today,
        reuse_limits(load_rulebook(session), found["arranged_on"]),
    )
    findings.extend(_order(found, TemporaryUseState.ARRANGED, extended_on, evidence_ids, note, None, session, today))
    refuse(findings, "temporary_use.refused")
    _step(
        session,
        principal,
        use_id,
        _UseStep(
            number=len(found["steps"]) + 1,
            before=found["state"],
            state="arranged",
            taken_on=extended_on,
            evidence_ids=evidence_ids,
            until_on=until_on,
            note=note,
        ),
    )
    _tell(session, principal, found, differences({"until_on": found["until_on"]}, {"until_on": until_on}), note)


@dataclass(frozen=True, slots=True)
class UseEnd:
    """How a temporary use went on: vacated, restored or not; with a last day to restore where it was not."""

    state: str
    taken_on: date
    note: str
    restore_by: date | None
    evidence_ids: Sequence[int]


def end_use(session: Session, principal: Principal, use_id: int, end: UseEnd, *, today: date) -> None:
    """Record that the land was vacated, or what a look at it found: restored, or to be restored by a day."""
    found = _locked(session, principal, use_id, end.evidence_ids, today)
    to_state = TemporaryUseState(end.state)
    refuse(
        _order(found, to_state, end.taken_on, end.evidence_ids, end.note, end.restore_by, session, today),
        "temporary_use.refused",
    )
    _step(session, principal, use_id, _UseStep(number=len(found["steps"]) + 1, before=found["state"], state=end.state, taken_on=end.taken_on, evidence_ids=end.evidence_ids, note=end.note, restore_by=end.restore_by if to_state is TemporaryUseState.NOT_RESTORED else None))  # fmt: skip
    changes = differences(
        {"state": found["state"]}, {"state": end.state, "taken_on": end.taken_on, "restore_by": end.restore_by}
    )
    _tell(session, principal, found, changes, end.note)


def _locked(
    session: Session, principal: Principal, use_id: int, evidence_ids: Sequence[int], today: date
) -> dict[str, Any]:
    load_evidence(session, principal, evidence_ids)
    found = locate_use(session, principal, use_id, today)
    locate_plot(session, principal, found["plot_id"])
    return locate_use(session, principal, use_id, today)


def _order(
    found: Mapping[str, Any],
    to_state: TemporaryUseState,
    taken_on: date,
    evidence_ids: Sequence[int],
    note: str,
    restore_by: date | None,
    session: Session,
    today: date,
) -> Any:
    step = UseStep(
        TemporaryUseState(found["state"]), to_state, taken_on, found["since"], bool(evidence_ids), bool(note.strip()), restore_by
    )  # fmt: skip
    return check_use_step(step, today, reuse_limits(load_rulebook(session), taken_on))


def _ground(session: Session, plot_id: int, first: date, last: date, besides: int | None = None) -> Mapping[str, Any]:
    parameters = {"plot_id": plot_id, "first": first, "last": last, "besides": besides}
    return dict(session.execute(load("reuse/use_ground"), parameters).mappings().one())


@dataclass(frozen=True, slots=True)
class _UseStep:
    """A step of a temporary use as its row has it."""

    number: int
    before: str
    state: str
    taken_on: date
    evidence_ids: Sequence[int]
    until_on: date | None = None
    note: str = ""
    restore_by: date | None = None


def _step(session: Session, principal: Principal, use_id: int, step: _UseStep) -> None:
    session.execute(
        insert(TemporaryUseStepRow).values(
            use_id=use_id,
            sequence=step.number,
            from_state=step.before,
            state=step.state,
            taken_on=step.taken_on,
            until_on=step.until_on,
            restore_by=step.restore_by,
            note=step.note.strip(),
            evidence_ids=list(dict.fromkeys(step.evidence_ids)),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
    )


def _tell(
    session: Session, principal: Principal, found: Mapping[str, Any], changes: Mapping[str, Any], reason: str = ""
) -> None:
    record_event(
        session,
        principal,
        EventTag.TEMPORARY_USE_CHANGE,
        subject="temporary_use",
        subject_id=found["id"],
        zone_id=found["zone_id"],
        park_id=found["park_id"],
        plot_id=found["plot_id"],
        changes=changes,
        reason=reason.strip() or None,
    )


def _attach(session: Session, principal: Principal, steps: Iterable[dict[str, Any]]) -> None:
    steps = list(steps)
    files = {
        item["id"]: item
        for item in describe_files(session, principal, [one for step in steps for one in step["evidence_ids"]])
    }
    for step in steps:
        step["evidence"] = [files[one] for one in step["evidence_ids"] if one in files]
