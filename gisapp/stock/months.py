"""The stock month by month: what opened, came, went and closed; frozen when reported, restated with a reason when known otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal, system_principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.kernel.dates import add_months
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from gisapp.kernel.finding import Finding
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.stock.refresh import lock_stock
from gisapp.stock.rules.flow import IDLE, FlowLine, check_flow, deviations, month_sha256, rounded
from gisapp.stock.terms import StockClass

MONTHS_SHOWN = 12
LINES = {item.value: item.label_zh for item in StockClass} | {IDLE: "闲置土地"}
_FIGURES = ("opening_m2", "came_m2", "extended_m2", "reused_m2", "recovered_m2", "annulled_m2", "went_m2", "closing_m2")


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    """Return the last day of a month."""
    return add_months(first_of(month), 1) - timedelta(days=1)


def flow_of_month(session: Session, principal: Principal, month: date, until: date | None = None) -> list[FlowLine]:
    """Return every line of a month per park as known now, unrounded; `until` cuts the month short."""
    parameters = {"month": first_of(month), "until": until, **visible_parks(principal)}
    return [
        FlowLine(**{name: row[name] for name in ("park_code", "line", *_FIGURES)})
        for row in session.execute(load("stock/flow"), parameters).mappings()
    ]


def show_months(
    session: Session, principal: Principal, as_of: date, *, count: int = MONTHS_SHOWN, park: str | None = None
) -> dict[str, Any]:
    """Return the last months up to a day, newest first: figures as known now, as frozen, restatements, and where they differ.

    Figures are summed over the caller's parks, or of one park; the month of the day itself runs up to that day.
    """
    tolerance = load_rulebook(session).value("stock.identity_tolerance_m2", as_of)
    frozen = _frozen(session, principal, park)
    # a month that no park's figures go back to is left out
    known_from = session.execute(text("select min(lower(valid)) from stock_patch where upper_inf(recorded)")).scalar()
    shown: list[dict[str, Any]] = []
    for back in range(count):
        month = add_months(first_of(as_of), -back)
        if known_from is None or last_of(month) < known_from:
            break
        until = min(as_of, last_of(month))
        now = [rounded(line) for line in _of_park(flow_of_month(session, principal, month, until), park)]
        reports = frozen.get(month, [])
        apart = deviations(reports[-1]["lines"], now, tolerance) if reports else []
        shown.append(
            {
                "month": month,
                "until": until,
                "is_complete": until == last_of(month),
                "now": _summed(now),
                "reports": [
                    {name: value for name, value in report.items() if name != "lines"}
                    | {"figures": _summed(report["lines"])}
                    for report in reports
                ],
                "deviations": [
                    {
                        "park_code": item.park_code,
                        "line": item.line,
                        "frozen_m2": item.frozen_m2,
                        "now_m2": item.now_m2,
                        "difference_m2": item.difference_m2,
                    }
                    for item in apart
                ],
            }
        )
    return {"as_of": as_of, "park_code": park, "lines": list(LINES), "months": shown}


def show_month(session: Session, principal: Principal, month: date, as_of: date) -> dict[str, Any]:
    """Return one month per park as known now with the ground that changed its class in it, the largest first."""
    until = min(as_of, last_of(month))
    if until < first_of(month):
        raise Invalid(
            "stock.month_to_come", "该月份还没有开始，请选择更早的月份。", message_en="The month has not begun."
        )
    lines = [rounded(line) for line in flow_of_month(session, principal, month, until)]
    moves = session.execute(
        load("stock/moves"),
        {"before": first_of(month) - timedelta(days=1), "after": until, **visible_parks(principal)},
    ).mappings()
    return {
        "month": first_of(month),
        "until": until,
        "rows": [{"park_code": line.park_code, "line": line.line, **figures_of(line)} for line in lines],
        "moves": [dict(row) for row in moves],
    }


def freeze_month(session: Session, principal: Principal, month: date, today: date, *, reason: str = "") -> int:
    """Freeze a month as reported, for the whole zone; a month frozen before is restated, which needs a reason. Return the row's id.

    Conflict for a month that has not ended, that does not add up, or that would be restated without any change.
    """
    month = first_of(month)
    if principal.park_ids is not None:
        raise Forbidden(
            "stock.freeze_needs_all_parks",
            "月报按整个开发区冻结，您只管辖部分园区，请由管辖全部园区的人员办理。",
            message_en="A month is frozen for the whole zone; you see a part of it.",
        )
    if today <= last_of(month):
        raise Conflict("stock.month_open", "该月份还没有结束，不能冻结。", message_en="The month has not ended yet.")
    lock_stock(session)
    zone_id = session.execute(text("select min(id) from zone")).scalar_one()
    everybody = system_principal(principal.name)
    raw = flow_of_month(session, everybody, month)
    if not raw:
        raise NotFound("stock.nothing_to_freeze", "该月份没有图斑，请先重新计算。", message_en="There are no patches.")
    tolerance = load_rulebook(session).value("stock.identity_tolerance_m2", last_of(month))
    off = check_flow(raw, LINES, tolerance)
    if off:
        raise _does_not_add_up(off)
    lines = [rounded(line) for line in raw]
    before = [report for report in _reports(session) if report["month"] == month]
    sha256 = month_sha256(lines)
    if before and not reason.strip():
        raise Conflict(
            "stock.frozen_already",
            "该月份已经冻结。数据有变的，请填写更正原因，作为更正附在原数旁。",
            message_en="The month is frozen; a restatement needs a reason.",
        )
    if before and before[-1]["sha256"] == sha256:
        raise Conflict(
            "stock.restatement_unchanged", "现在的数据与已冻结的相同，无须更正。", message_en="Nothing has changed."
        )
    freeze_id = write_freeze(
        session,
        zone_id=zone_id,
        month=month,
        sequence=len(before) + 1,
        reason=reason.strip() if before else "",
        frozen_on=today,
        principal=principal,
        lines=lines,
    )
    record_event(
        session,
        principal,
        EventTag.STOCK_FREEZE,
        subject="stock_freeze",
        subject_id=freeze_id,
        zone_id=zone_id,
        changes={
            "month": {"old": None, "new": month.isoformat()},
            "sha256": {"old": before[-1]["sha256"] if before else None, "new": sha256},
        },
        reason=reason.strip() or None,
    )
    return freeze_id


def write_freeze(
    session: Session,
    *,
    zone_id: int,
    month: date,
    sequence: int,
    reason: str,
    frozen_on: date,
    principal: Principal,
    lines: Sequence[FlowLine],
) -> int:
    """Write a month's rows with their hash, which the database compares at the end of the transaction."""
    freeze_id = session.execute(
        load("stock/freeze_write"),
        {
            "zone_id": zone_id,
            "month": month,
            "sequence": sequence,
            "reason": reason,
            "frozen_on": frozen_on,
            "frozen_by": principal.account_id,
            "frozen_by_name": principal.name,
            "sha256": month_sha256(lines),
        },
    ).scalar_one()
    session.execute(
        load("stock/month_write"),
        [
            {"freeze_id": freeze_id, "park_code": line.park_code, "line": line.line, **figures_of(line)}
            for line in lines
        ],
    )
    return freeze_id


def figures_of(line: FlowLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _FIGURES}


def _does_not_add_up(findings: Sequence[Finding]) -> Conflict:
    first = findings[0]
    more = f"（共 {len(findings)} 行）" if len(findings) > 1 else ""
    return Conflict(
        first.code, f"{first.message_zh}{more}不能冻结。{first.fix_zh}", message_en="The month does not add up."
    )


def _reports(session: Session) -> list[dict[str, Any]]:
    return [dict(row) for row in session.execute(load("stock/freezes")).mappings()]


def _frozen(session: Session, principal: Principal, park: str | None) -> Mapping[date, list[dict[str, Any]]]:
    reports = _reports(session)
    rows = session.execute(
        load("stock/frozen_rows"),
        {"freeze_ids": [report["id"] for report in reports], **visible_parks(principal)},
    ).mappings()
    lines: dict[int, list[FlowLine]] = {}
    for row in rows:
        line = FlowLine(**{name: row[name] for name in ("park_code", "line", *_FIGURES)})
        lines.setdefault(row["freeze_id"], []).append(line)
    made: dict[date, list[dict[str, Any]]] = {}
    for report in reports:
        held = _of_park(lines.get(report["id"], []), park)
        made.setdefault(report["month"], []).append({**report, "lines": held})
    return made


def _of_park(lines: Iterable[FlowLine], park: str | None) -> list[FlowLine]:
    return [line for line in lines if park is None or line.park_code == park]


def _summed(lines: Iterable[FlowLine]) -> list[dict[str, Any]]:
    """Return the figures per line over the parks, in the order of the ladder."""
    sums: dict[str, dict[str, Any]] = {}
    for line in lines:
        held = sums.setdefault(line.line, {"line": line.line} | dict.fromkeys(_FIGURES, 0))
        for name in _FIGURES:
            held[name] += getattr(line, name)
    return [sums[name] for name in LINES if name in sums]
