"""Enterprises apply for an announced plot with what they promise; each promise is held against what was announced, and the reasons are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import differences
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.kernel.clock import BEIJING, Clock
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.kernel.money import fraction
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.rules.indicator_values import canonical_value, margin_en, margin_zh, value_en, value_zh
from gisapp.preparation.standard_terms import YesNo
from gisapp.supply.listing_snapshot import offer_of
from gisapp.supply.listing_store import check_evidence, lock_listing, require_state, tell
from gisapp.supply.listing_terms import ApplicationState, ListingMethod, ListingState
from gisapp.supply.open_idle_cases import open_idle_cases
from gisapp.supply.rules.admission import Admission, ApplicationFacts, OpenIdleCase, PlannedDates, assess_admission
from gisapp.supply.rules.bids import check_bid, check_totals

OPEN_STATES = (ListingState.PUBLISHED, ListingState.CLOSED)
COLUMNS = (
    "project_name", "industry_code", "investment_yuan", "output_yuan", "tax_yuan", "value_added_yuan", "energy_tce", "floor_area_m2", "start_on",
    "completion_on", "production_on", "bid_yuan", "idle_answer", "honesty_answer", "note", "evidence_ids", "received_at",
)  # fmt: skip
TOTALS = ("investment_yuan", "output_yuan", "tax_yuan", "value_added_yuan", "energy_tce", "floor_area_m2")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promised value as written: 150 in wan_per_mu, 45 in percent; stored in the canonical unit."""

    indicator: Indicator
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application as handed in. Money in yuan, floor area in ㎡, energy in tonnes of standard coal; None = left blank."""

    project_name: str
    industry_code: str
    totals: Mapping[str, Decimal | None]
    dates: PlannedDates
    bid_yuan: Decimal | None
    idle_answer: YesNo
    honesty_answer: YesNo
    promises: Sequence[Promise]
    received_at: datetime | None = None
    note: str = ""
    evidence_ids: Sequence[int] = ()


def find_application(session: Session, principal: Principal, application_id: int) -> dict[str, Any]:
    """Return an application's row (404 outside the caller's parks)."""
    row = (
        session.execute(
            text(
                "select a.*, y.name_zh as party_name_zh from application a join listing l on l.id = a.listing_id join party y on y.id = a.party_id"
                " where a.id = :id and (:all_parks or l.park_id = any(:park_ids))"
            ),
            {"id": application_id, **visible_parks(principal)},
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "application.not_found",
            "没有这份用地申请，或您没有查看权限。请核对编号。",
            message_en="No such application, or not for you.",
        )
    return dict(row)


def receive_application(
    session: Session, principal: Principal, clock: Clock, listing_id: int, party_id: int, draft: ApplicationDraft
) -> int:
    """Register an application that was handed in within the announced days; return its id.

    One enterprise applies once for a plot; 409 outside the days, 400 for a party that is not of this zone.
    """
    listing = lock_listing(session, principal, listing_id)
    require_state(listing, [ListingState.PUBLISHED], "受理申请")
    values = _columns(session, principal, clock, listing, draft)
    known = session.execute(text("select zone_id from party where id = :id"), {"id": party_id}).scalar()
    if known != listing["zone_id"]:
        raise Invalid(
            "application.party_unknown",
            "没有这个申请人，请先登记主体再选择。",
            message_en="Register the enterprise first.",
        )
    names = ", ".join(COLUMNS)
    application_id: int = session.execute(
        text(
            f"insert into application (listing_id, number, party_id, received_by_name, {names}) select :listing_id,"  # noqa: S608
            f" coalesce(max(number), 0) + 1, :party_id, :by, {', '.join(f':{name}' for name in COLUMNS)}"
            " from application where listing_id = :listing_id returning id"
        ),
        {**values, "listing_id": listing_id, "party_id": party_id, "by": principal.name},
    ).scalar_one()
    promises = _write_promises(session, application_id, draft.promises)
    tell(
        session,
        principal,
        EventTag.APPLICATION_RECEIVE,
        listing,
        differences({}, {**_as_told(values), **promises}),
        subject="application",
        subject_id=application_id,
    )
    return application_id


def revise_application(
    session: Session, principal: Principal, clock: Clock, application_id: int, draft: ApplicationDraft
) -> None:
    """Change what was handed in, while the announced days last; a verdict already given is looked at anew.

    After the last day only what the office itself looks up (idle land, honesty, note, evidence) may still be entered.
    """
    held = find_application(session, principal, application_id)
    listing = lock_listing(session, principal, held["listing_id"])
    require_state(listing, OPEN_STATES, "修改申请")
    held = find_application(session, principal, application_id)
    _refuse_withdrawn(held)
    values = _columns(session, principal, clock, listing, draft, received_at=held["received_at"])
    before, own = _promises_of(session, application_id), _own_words(draft)
    old = {**_as_told(held), **{name: value_zh(Indicator(name), value) for name, value in before.items()}}
    new = {**_as_told(values), **own}
    changes = differences(old, new)
    looked_up = {"idle_answer", "honesty_answer", "note", "evidence_ids"}
    last = listing["applications_until"]
    if clock.today() > last and set(changes) - looked_up:
        raise Conflict(
            "application.days_over",
            f"报名已于{day_zh(last)}截止，申请内容不能再改，只能补填核查结论和材料。",
            message_en="The time for applications is over: only what the office looked up may be entered.",
        )
    if not changes:
        return
    assignments = ", ".join(f"{name} = :{name}" for name in COLUMNS)
    session.execute(
        text(f"update application set {assignments}, state = 'received' where id = :id"),  # noqa: S608  # literals of this module
        {**values, "id": application_id},
    )
    if before != {str(p.indicator): _canonical(p) for p in draft.promises}:
        session.execute(text("delete from application_promise where application_id = :id"), {"id": application_id})
        _write_promises(session, application_id, draft.promises)
    tell(
        session,
        principal,
        EventTag.APPLICATION_RECEIVE,
        listing,
        changes,
        subject="application",
        subject_id=application_id,
    )


def withdraw_application(
    session: Session, principal: Principal, clock: Clock, application_id: int, reason: str
) -> None:
    """Take an application out of the competition at the applicant's wish, before it is decided."""
    held = find_application(session, principal, application_id)
    listing = lock_listing(session, principal, held["listing_id"])
    require_state(listing, OPEN_STATES, "撤回申请")
    held = find_application(session, principal, application_id)
    _refuse_withdrawn(held)
    session.execute(
        text("update application set state = 'withdrawn', withdrawn_on = :day where id = :id"),
        {"id": application_id, "day": clock.today()},
    )
    tell(
        session,
        principal,
        EventTag.APPLICATION_WITHDRAW,
        listing,
        differences(
            {"state": ApplicationState(held["state"]).label_zh}, {"state": ApplicationState.WITHDRAWN.label_zh}
        ),
        subject="application",
        subject_id=application_id,
        reason=reason,
    )


def assess_application(session: Session, principal: Principal, clock: Clock, application_id: int) -> Admission:
    """Judge an application against the frozen announcement, and keep verdict, comparisons and reasons."""
    held = find_application(session, principal, application_id)
    listing = lock_listing(session, principal, held["listing_id"])
    require_state(listing, OPEN_STATES, "审核申请")
    held = find_application(session, principal, application_id)
    _refuse_withdrawn(held)
    known = open_idle_cases(session, [held["party_id"]], clock.today()).get(held["party_id"], ())
    admission = judge(listing, held, _promises_of(session, application_id), known)
    state = ApplicationState.ADMITTED if admission.is_admitted else ApplicationState.REFUSED
    session.execute(
        text(
            "insert into admission (application_id, as_of, passed, comparisons, findings, assessed_by_name) values"
            " (:id, :day, :passed, cast(:comparisons as jsonb), cast(:findings as jsonb), :by)"
        ),
        {
            "id": application_id,
            "day": clock.today(),
            "passed": admission.is_admitted,
            "comparisons": orjson.dumps(comparisons_as_dicts(admission)).decode(),
            "findings": orjson.dumps(admission.findings.as_dicts()).decode(),
            "by": principal.name,
        },
    )
    session.execute(
        text("update application set state = :state where id = :id"), {"id": application_id, "state": str(state)}
    )
    tell(
        session,
        principal,
        EventTag.APPLICATION_ADMIT,
        listing,
        differences({"state": ApplicationState(held["state"]).label_zh}, {"state": state.label_zh}),
        subject="application",
        subject_id=application_id,
        reason="；".join(item.message_zh for item in admission.findings if item.severity == "error") or None,
    )
    return admission


def judge(
    listing: Mapping[str, Any],
    application: Mapping[str, Any],
    promises: Mapping[str, Fraction],
    open_cases: tuple[OpenIdleCase, ...] = (),
) -> Admission:
    """Return the admission of an application row against its announcement row: promises, dates, applicant, bid, totals."""
    own = {Indicator(name): value for name, value in promises.items()}
    admission = assess_admission(
        offer_of(listing["snapshot"]),
        ApplicationFacts(
            application_id=str(application["id"]),
            industry_code=application["industry_code"],
            promises=own,
            dates=PlannedDates(application["start_on"], application["completion_on"], application["production_on"]),
            has_unsettled_idle_land=YesNo(application["idle_answer"]),
            is_dishonest=YesNo(application["honesty_answer"]),
            open_cases=open_cases,
        ),
    )
    admission.findings.add(
        check_bid(application["bid_yuan"], listing["start_price_yuan"], ListingMethod(listing["method"]))
    )
    area = Decimal(listing["snapshot"]["plot"]["area_m2"])
    admission.findings.extend(check_totals(own, {name: application[name] for name in TOTALS}, area))
    return admission


def comparisons_as_dicts(admission: Admission) -> list[dict[str, Any]]:
    """Return promised against required as JSON, values exact as text and in words."""
    return [
        {
            "indicator": str(item.requirement.indicator),
            "direction": str(item.requirement.direction),
            "required": str(item.requirement.value),
            "required_zh": item.requirement.words_zh,
            "required_en": item.requirement.words_en,
            "promised": None if item.promised is None else str(item.promised),
            "promised_zh": value_zh(item.requirement.indicator, item.promised),
            "promised_en": value_en(item.requirement.indicator, item.promised),
            "margin": None if item.margin is None else str(item.margin),
            "margin_zh": margin_zh(item.requirement.indicator, item.margin),
            "margin_en": margin_en(item.requirement.indicator, item.margin),
            "verdict": str(item.verdict),
            "basis": str(item.requirement.basis),
        }
        for item in admission.comparisons
    ]


def _columns(
    session: Session,
    principal: Principal,
    clock: Clock,
    listing: Mapping[str, Any],
    draft: ApplicationDraft,
    *,
    received_at: datetime | None = None,
) -> dict[str, Any]:
    received = draft.received_at or received_at or clock.now()
    if received_at is None or draft.received_at is not None:
        _refuse_day(listing, received, clock)
    return {
        "project_name": draft.project_name.strip(),
        "industry_code": draft.industry_code.strip(),
        **{name: draft.totals.get(name) for name in TOTALS},
        "start_on": draft.dates.start_on,
        "completion_on": draft.dates.completion_on,
        "production_on": draft.dates.production_on,
        "bid_yuan": draft.bid_yuan,
        "idle_answer": str(draft.idle_answer),
        "honesty_answer": str(draft.honesty_answer),
        "note": draft.note.strip(),
        "evidence_ids": check_evidence(session, principal, draft.evidence_ids),
        "received_at": received,
    }


def _refuse_day(listing: Mapping[str, Any], received: datetime, clock: Clock) -> None:
    day = received.astimezone(BEIJING).date()
    first, last = listing["applications_from"], listing["applications_until"]
    if received > clock.now():
        raise Conflict(
            "application.in_future", "收件时间还没有到，请核对。", message_en="The time of receipt has not come yet."
        )
    if not first <= day <= last:
        raise Conflict(
            "application.outside_days",
            f"公告写明的报名时间为{day_zh(first)}至{day_zh(last)}，{day_zh(day)}不在其内，不能受理。",
            message_en=f"Applications are taken from {first} to {last}.",
        )


def _refuse_withdrawn(application: Mapping[str, Any]) -> None:
    if application["state"] == "withdrawn":
        raise Conflict(
            "application.withdrawn", "该申请已撤回，不能再办理。", message_en="The application was withdrawn."
        )


def _canonical(promise: Promise) -> Fraction:
    try:
        return canonical_value(promise.indicator, promise.value, promise.unit)
    except ValueError as error:
        raise Invalid(
            "application.promise_unit",
            f"“{promise.indicator.label_zh}”的单位或数值不正确，请核对。",
            message_en=str(error),
        ) from None


def _write_promises(session: Session, application_id: int, promises: Sequence[Promise]) -> dict[str, str]:
    values = {promise.indicator: _canonical(promise) for promise in promises}
    if len(values) < len(promises):
        raise Invalid(
            "application.promise_twice",
            "同一项指标填了两次，请只保留一个。",
            message_en="An indicator is promised twice.",
        )
    if values:
        session.execute(
            text(
                "insert into application_promise (application_id, indicator, direction, value)"
                " values (:id, :indicator, :direction, cast(:top as numeric) / cast(:bottom as numeric))"
            ),
            [
                {
                    "id": application_id,
                    "indicator": str(indicator),
                    "direction": str(SPECS[indicator].direction),
                    "top": value.numerator,
                    "bottom": value.denominator,
                }
                for indicator, value in values.items()
            ],
        )
    return {str(indicator): value_zh(indicator, value) for indicator, value in values.items()}


def _promises_of(session: Session, application_id: int) -> dict[str, Fraction]:
    rows = session.execute(
        text("select indicator, value from application_promise where application_id = :id"), {"id": application_id}
    )
    return {row.indicator: fraction(row.value) for row in rows}


def _own_words(draft: ApplicationDraft) -> dict[str, str]:
    return {str(p.indicator): value_zh(p.indicator, _canonical(p)) for p in draft.promises}


def _as_told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as the timeline shows them."""
    told: dict[str, Any] = {name: values[name] for name in COLUMNS}
    told["idle_answer"] = YesNo(values["idle_answer"]).label_zh
    told["honesty_answer"] = YesNo(values["honesty_answer"]).label_zh
    told["evidence_ids"] = "、".join(f"E{one}" for one in values["evidence_ids"])
    told["received_at"] = values["received_at"].astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    return {name: value for name, value in told.items() if value not in (None, "")}
