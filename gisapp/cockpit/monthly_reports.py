"""Frozen months: freeze one, read it, verify it, and say beside it what would be another figure today, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from gisapp.audit.record import record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.cockpit.cockpit import parks_shown
from gisapp.cockpit.figures import FigureDefinition, all_figures, find_figure, rows_of
from gisapp.cockpit.queries import LISTS, read_lists
from gisapp.cockpit.report_content import ReportContent, canonical, digest, gather_content, read_content, rows_counted
from gisapp.cockpit.rules.restatement import Counted, Restatement, compare_rows
from gisapp.db.refusals.reports import month_not_over
from gisapp.db.sql_file import load
from gisapp.db.tables.report import MonthlyReportReasonRow, MonthlyReportRow
from gisapp.kernel.clock import Clock
from gisapp.kernel.dates import add_months
from gisapp.kernel.errors import Forbidden, Invalid, NotFound
from gisapp.land.parks import describe_zone


def list_reports(session: Session, zone_code: str, today: date) -> dict[str, Any]:
    """Return the frozen months, newest first, and the months that may be frozen next."""
    zone = _zone(session, zone_code)
    rows = [dict(row) for row in session.execute(load("cockpit/reports"), {"zone_id": zone["id"]}).mappings()]
    last_over = add_months(today.replace(day=1), -1)
    first = add_months(rows[0]["month"], 1) if rows else add_months(last_over, -11)
    months = []
    while first <= last_over:
        months.append(first)
        first = add_months(first, 1)
    return {"items": rows, "open_months": months[::-1]}


def freeze_month(session: Session, principal: Principal, clock: Clock, zone_code: str, month: date) -> int:
    """Freeze the figures and lists of a month that is over, and return the report's id.

    400 while the month runs; 403 for a caller of some parks only, because a report is of the whole zone; 409 where it, or a later one, is frozen.
    """
    first = month.replace(day=1)
    as_of = add_months(first, 1) - timedelta(days=1)
    if as_of >= clock.today():
        raise month_not_over()
    if principal.park_ids is not None:
        raise Forbidden(
            "report.whole_zone",
            "月报覆盖全部园区，请由管辖全部园区的账户冻结。",
            message_en="A report is of the whole zone; an account of all parks freezes it.",
        )
    return keep_month(session, principal, zone_code, first)


def keep_month(
    session: Session, principal: Principal, zone_code: str, first: date, frozen_at: datetime | None = None
) -> int:
    """Write the frozen month that begins on `first`, without asking who freezes it and when; `frozen_at` None = now."""
    as_of = add_months(first, 1) - timedelta(days=1)
    zone = _zone(session, zone_code)
    session.execute(text("select from zone where id = :id for update"), {"id": zone["id"]})
    previous = session.execute(
        text("select sha256 from monthly_report where zone_id = :id order by month desc limit 1"), {"id": zone["id"]}
    ).scalar()
    content = canonical(gather_content(session, principal, zone, first, as_of, previous))
    report_id = session.execute(
        insert(MonthlyReportRow)
        .returning(MonthlyReportRow.id)
        .values(
            zone_id=zone["id"],
            month=first,
            as_of=as_of,
            content=content,
            sha256=digest(content),
            previous_sha256=previous,
            frozen_by=principal.account_id,
            frozen_by_name=principal.name,
            **({} if frozen_at is None else {"frozen_at": frozen_at}),
        )
    ).scalar_one()
    record_event(
        session,
        principal,
        EventTag.REPORT_FREEZE,
        subject="monthly_report",
        subject_id=report_id,
        zone_id=zone["id"],
        changes={f"{first:%Y-%m}": {"old": None, "new": digest(content)}},
    )
    return report_id


def locate_report(session: Session, principal: Principal, report_id: int) -> tuple[dict[str, Any], ReportContent]:
    """Return a frozen month and its content, as far as the caller's parks go (404 where there is none)."""
    row = session.execute(load("cockpit/report"), {"id": report_id}).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "report.not_found", "没有这份月报，请从列表中选择。", message_en="There is no such monthly report."
        )
    visible = None
    if principal.park_ids is not None:
        visible = frozenset(park["code"] for park in parks_shown(session, principal, row["as_of"], ()))
    return dict(row), read_content(row["content"], visible)


def verify_report(session: Session, principal: Principal, report_id: int) -> dict[str, Any]:
    """Return whether the kept text still has its hash, and whether it follows the report before it."""
    row, _ = locate_report(session, principal, report_id)
    before = session.execute(
        text("select sha256 from monthly_report where zone_id = :zone and month < :month order by month desc limit 1"),
        {"zone": row["zone_id"], "month": row["month"]},
    ).scalar()
    return {
        "sha256": row["sha256"],
        "computed_sha256": digest(row["content"]),
        "is_intact": digest(row["content"]) == row["sha256"],
        "follows": before == row["previous_sha256"],
    }


def restate(session: Session, principal: Principal, report_id: int) -> list[dict[str, Any]]:
    """Return each figure of a frozen month that would be another one by what is known now, with the rows that differ and the reasons given.

    Definitions and rulebook are those of today's code; a figure that no longer exists is left out.
    """
    row, content = locate_report(session, principal, report_id)
    lists = read_lists(session, principal, row["as_of"], LISTS)
    reasons = [dict(one) for one in session.execute(load("cockpit/reasons"), {"report_id": report_id}).mappings()]
    found: list[dict[str, Any]] = []
    for frozen in content.figures:
        figure = all_figures().get(frozen["id"])
        if figure is None or figure.is_ratio:
            continue
        told = _compared(figure, content, lists)
        if told.changes:
            found.append(
                {
                    **{name: frozen[name] for name in ("id", "label_zh", "label_en", "unit", "group")},
                    "frozen": told.frozen,
                    "live": told.live,
                    "difference": told.difference,
                    "changes": [
                        {"key": one.key, "name_zh": one.name, "frozen": one.frozen, "live": one.live}
                        for one in told.changes
                    ],
                    "reasons": [one for one in reasons if one["figure"] == frozen["id"]],
                }
            )
    return found


def explain_restatement(session: Session, principal: Principal, report_id: int, figure_id: str, reason: str) -> None:
    """Write down why a figure of a frozen month is another one today; 400 where it is not, or no reason is given."""
    figure = find_figure(figure_id)
    row, content = locate_report(session, principal, report_id)
    if principal.park_ids is not None:
        raise Forbidden(
            "report.whole_zone",
            "更正原因按全区说明，请由管辖全部园区的账户填写。",
            message_en="Reasons are given for the whole zone, by an account of all parks.",
        )
    if not reason.strip():
        raise Invalid("report.reason_missing", "请填写更正原因。", message_en="Say why the figure is another one.")
    told = _compared(figure, content, read_lists(session, principal, row["as_of"], LISTS))
    if not told.changes:
        raise Invalid(
            "report.nothing_changed",
            "这一项的现数与原数相同，不需要说明原因。",
            message_en="This figure has not changed; there is nothing to explain.",
        )
    session.execute(
        insert(MonthlyReportReasonRow).values(
            report_id=report_id,
            figure=figure_id,
            frozen_value=told.frozen,
            live_value=told.live,
            reason=reason.strip(),
            recorded_by=principal.account_id,
            recorded_by_name=principal.name,
        )
    )
    record_event(
        session,
        principal,
        EventTag.REPORT_EXPLAIN,
        subject="monthly_report",
        subject_id=report_id,
        zone_id=row["zone_id"],
        changes={figure_id: {"old": str(told.frozen), "new": str(told.live)}},
        reason=reason.strip(),
    )


def _compared(figure: FigureDefinition, content: ReportContent, lists: Mapping[str, Any]) -> Restatement:
    return compare_rows(
        [_counted(figure, row) for row in rows_counted(figure, content)],
        [_counted(figure, row) for row in rows_of(figure, lists)],
    )


def _counted(figure: FigureDefinition, row: Mapping[str, Any]) -> Counted:
    of = all_figures()[figure.numerator] if figure.is_ratio else figure
    name = " ".join(str(row[part]) for part in ("plot_no", "reference", "what_zh") if row[part])
    return Counted(row["key"], name, Decimal(of.amount(row)))


def _zone(session: Session, zone_code: str) -> dict[str, Any]:
    zone = describe_zone(session, zone_code)
    if zone is None:
        raise NotFound(
            "zone.empty", "数据库里还没有开发区数据，没有可冻结的内容。", message_en="The register is empty."
        )
    return zone
