"""The control indicators of one plot: set with a basis, taken over from the table, compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.tables.readiness import PlotIndicatorRow
from gisapp.kernel.errors import Conflict, NotFound
from gisapp.land.plot_register import first_day, locate_plot, refuse_day_outside_life
from gisapp.preparation.indicator_terms import SPECS, Indicator
from gisapp.preparation.readiness import judge_plot
from gisapp.preparation.readiness_refresh import lock_readiness, refresh_readiness
from gisapp.preparation.rules.indicator_values import WRITTEN_UNITS
from gisapp.preparation.written_values import direction_of, shown_value, stored_value


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """A value for one plot as an officer writes it."""

    indicator: str
    value: Decimal
    unit: str
    basis: str
    valid_from: date
    direction: str | None = None
    reason: str | None = None


def list_plot_indicators(session: Session, plot_id: int, as_of: date) -> list[dict[str, Any]]:
    """Return what is set for a plot on a day; the right to see the plot is checked by whoever asks."""
    order = list(Indicator.values())
    rows = [
        row for row in current_rows(session, PlotIndicatorRow, {"plot_id": plot_id}) if row["valid"].contains(as_of)
    ]
    return [
        {
            "indicator": row["indicator"],
            "direction": row["direction"],
            "basis": row["basis"],
            "since": row["valid"].lower,
            "recorded_by_name": row["recorded_by_name"],
            **shown_value(row["indicator"], row["value"], row["written_unit"]),
        }
        for row in sorted(rows, key=lambda row: order.index(row["indicator"]))
    ]


def set_plot_indicator(
    session: Session, principal: Principal, plot_id: int, draft: IndicatorDraft, today: date
) -> None:
    """Let an indicator of a plot have a value from a day on; what it was before stays in history."""
    value = stored_value(draft.indicator, draft.value, draft.unit)
    lock_readiness(session)
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, draft.valid_from, first_day(session, plot_id))
    direction = direction_of(draft.indicator, draft.direction)
    values = {
        "value": value,
        "written_unit": draft.unit,
        "basis": draft.basis.strip(),
        "recorded_by_name": principal.name,
    }
    key = {"plot_id": plot_id, "indicator": draft.indicator, "direction": direction}
    before, _ = replace_from(session, PlotIndicatorRow, key, draft.valid_from, values)
    if before is not None and (before["value"], before["basis"]) == (value, values["basis"]):
        raise Conflict(
            "indicator.unchanged", "与现有数值和依据相同，没有需要保存的变化。", message_en="Nothing would change."
        )
    _tell(session, principal, newest, _changes(draft.indicator, before, values), draft)
    refresh_readiness(session, today, [plot_id])


def drop_plot_indicator(
    session: Session,
    principal: Principal,
    plot_id: int,
    indicator: str,
    direction: str,
    *,
    valid_from: date,
    reason: str,
    today: date,
) -> None:
    """Let an indicator of a plot end on a day (404 where none is set)."""
    lock_readiness(session)
    newest = locate_plot(session, principal, plot_id)
    key = {"plot_id": plot_id, "indicator": indicator, "direction": direction}
    before, _ = replace_from(session, PlotIndicatorRow, key, valid_from, None)
    if before is None:
        raise NotFound(
            "indicator.not_set", "地块在该日期没有设定这项指标，无需删除。", message_en="The plot does not set it."
        )
    draft = IndicatorDraft(
        indicator, before["value"], before["written_unit"], before["basis"], valid_from, reason=reason
    )
    _tell(session, principal, newest, _changes(indicator, before, None), draft)
    refresh_readiness(session, today, [plot_id])


def take_from_table(session: Session, principal: Principal, plot_id: int, valid_from: date, today: date) -> int:
    """Set every indicator that the table asks of this plot and the plot does not set yet; return how many were set.

    The strictest entry of the industries the plot is meant for; Conflict where nothing is lacking.
    """
    lock_readiness(session)
    newest = locate_plot(session, principal, plot_id)
    refuse_day_outside_life(newest, valid_from, first_day(session, plot_id))
    judged = judge_plot(session, principal, plot_id, valid_from)
    own = {(item.indicator, item.direction) for item in judged.plot.facts.indicators}
    lacking = [item for item in judged.table.requirements if (item.indicator, item.direction) not in own]
    if not lacking:
        raise Conflict(
            "indicator.nothing_lacking",
            "指标表要求的指标都已设定，没有需要带入的。",
            message_en="Everything that the table asks for is set.",
        )
    for item in lacking:
        units = list(WRITTEN_UNITS[SPECS[item.indicator].unit])
        unit = next((name for name in units if name in ("wan_per_mu", "percent")), units[0])
        value = Decimal(item.value.numerator) / Decimal(item.value.denominator)
        values = {
            "value": value,
            "written_unit": unit,
            "basis": str(item.basis),
            "recorded_by_name": principal.name,
        }
        key = {"plot_id": plot_id, "indicator": item.indicator.value, "direction": item.direction.value}
        replace_from(session, PlotIndicatorRow, key, valid_from, values)
    changes = {item.indicator.value: {"old": None, "new": item.words_zh} for item in lacking}
    record_event(
        session,
        principal,
        EventTag.INDICATOR_REVISE,
        subject="plot_indicator",
        plot_id=plot_id,
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes=changes,
        reason="按指标表带入",
    )
    refresh_readiness(session, today, [plot_id])
    return len(lacking)


def _changes(indicator: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    def told(row: dict[str, Any] | None) -> dict[str, Any]:
        if row is None:
            return {}
        words = shown_value(indicator, row["value"], row["written_unit"])["value_zh"]
        return {indicator: words, f"{indicator}.basis": row["basis"]}

    return differences(told(before), told(after))


def _tell(
    session: Session, principal: Principal, newest: dict[str, Any], changes: dict[str, Any], draft: IndicatorDraft
) -> None:
    record_event(
        session,
        principal,
        EventTag.INDICATOR_REVISE,
        subject="plot_indicator",
        plot_id=newest["plot_id"],
        park_id=newest["park_id"],
        zone_id=newest["zone_id"],
        changes={**changes, "valid_from": {"old": None, "new": draft.valid_from.isoformat()}},
        reason=draft.reason,
        document=draft.basis,
    )
