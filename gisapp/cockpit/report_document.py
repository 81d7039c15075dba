"""What the printed monthly report says: the frozen figures, the month before beside them, and what was restated since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta, timezone
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.cockpit.figure_words import change_zh, figure_zh
from gisapp.cockpit.figures import find_figure
from gisapp.cockpit.monthly_reports import locate_report
from gisapp.cockpit.report_content import ReportContent, rows_counted
from gisapp.cockpit.report_map import LEGEND_ZH, draw_map
from gisapp.cockpit.terms import FigureGroup
from gisapp.db.sql_file import load
from gisapp.documents.sources import Draft, source
from gisapp.kernel.area import format_mu

_BEIJING = timezone(timedelta(hours=8))
_PARK_COLUMNS = {
    "prepared_zh": "supply.prepared",
    "allocated_zh": "supply.allocated",
    "idle_zh": "idle.determined",
    "idle_rate_zh": "idle.rate",
    "kept_zh": "promise.kept_rate",
    "red_zh": "project.red",
    "overdue_zh": "duty.red",
}


@source("monthly_report", subject="monthly_report")
def monthly_report(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """Return the report's text from what was frozen; 404 where there is no such month."""
    row, content = locate_report(session, principal, subject_id)
    before = _before(session, principal, row)
    return Draft(
        zone_id=row["zone_id"],
        park_id=None,
        plot_id=None,
        context={
            "month_zh": f"{row['month']:%Y年%-m月}",
            "as_of": row["as_of"],
            "frozen_at_zh": f"{row['frozen_at'].astimezone(_BEIJING):%Y年%-m月%-d日 %H:%M}",
            "frozen_by": row["frozen_by_name"],
            "sha256": row["sha256"],
            "summary_zh": summary_zh(content, before),
            "map_png": draw_map(session, {"as_of": row["as_of"], **visible_parks(principal)}),
            "legend_zh": (f"{content.notice_zh}。" if content.notice_zh else "") + LEGEND_ZH,
            "figures": [_figure(figure, before) for figure in content.figures if not figure["is_input"]],
            "parks": [_park(park, content) for park in content.parks],
            "cases": [_case(case) for case in rows_counted(find_figure("idle.determined"), content)],
            "restated": _restated(session, row),
            "definitions": [
                {
                    "name": figure["label_zh"],
                    "definition_zh": f"{figure['definition_zh']}公式：{figure['formula_zh']}。",
                    "basis": figure["basis"] + ("" if figure["is_confirmed"] else "（待确认）"),
                }
                for figure in content.figures
                if not figure["is_input"]
            ],
        },
    )


def summary_zh(content: ReportContent, before: Mapping[str, Any]) -> str:
    """Return the month in a few sentences, each with its figure and how it changed."""
    now = {figure["id"]: figure for figure in content.figures}

    def said(name: str) -> str:
        figure = now[name]
        words = figure_zh(figure, figure["value"])
        change = change_zh(figure, before[name]["value"], figure["value"]) if name in before else "—"
        return words if change == "—" else f"{words}（较上月{change}）"

    return (
        f"本月末，已备土地{said('supply.prepared')}，公告供应中{said('supply.on_offer')}，已供土地{said('supply.allocated')}；本年签约供地"
        f"{figure_zh(now['supply.signed_this_year'], now['supply.signed_this_year']['value'])}。"
        f"已认定未结案的闲置土地{said('idle.determined')}，闲置率{said('idle.rate')}；疑似闲置{said('idle.suspected')}，可以认定{said('idle.proposed')}；"
        f"在办个案{said('idle.open_cases')}。承诺履约率{said('promise.kept_rate')}。"
        f"在推进项目{said('project.active')}，其中红灯{said('project.red')}。各类待办逾期{said('duty.red')}，已升级上报{said('duty.escalated')}。"
    )


def _before(session: Session, principal: Principal, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of the report before this one by id; empty for the first."""
    statement = text(
        "select id from monthly_report where zone_id = :zone and month < :month order by month desc limit 1"
    )
    found = session.execute(statement, {"zone": row["zone_id"], "month": row["month"]}).scalar()
    if found is None:
        return {}
    _, content = locate_report(session, principal, found)
    return {figure["id"]: figure for figure in content.figures}


def _figure(figure: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    old = before.get(figure["id"])
    return {
        "group_zh": FigureGroup(figure["group"]).label_zh,
        "name": figure["label_zh"],
        "value_zh": figure_zh(figure, figure["value"]),
        "previous_zh": "—" if old is None else figure_zh(figure, old["value"]),
        "change_zh": "—" if old is None else change_zh(figure, old["value"], figure["value"]),
    }


def _park(park: Mapping[str, Any], content: ReportContent) -> dict[str, Any]:
    figures = {figure["id"]: figure for figure in content.figures}
    found: dict[str, Any] = {"name": f"{park['code']} {park['name_zh']}"}
    for column, name in _PARK_COLUMNS.items():
        part = next((one for one in figures[name]["by_park"] if one["park_code"] == park["code"]), None)
        found[column] = figure_zh(figures[name], part and part["value"], unit=False)
    return found


def _case(case: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "case_no": case["reference"],
        "plot_no": case["plot_no"],
        "park_name": case["park_name_zh"],
        "holder_name": case["party_name_zh"],
        "area_zh": format_mu(case["area_m2"]),
        "state_zh": case["state_zh"],
        "since": case["since"],
    }


def _restated(session: Session, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was said about earlier months since the report before this one was frozen."""
    rows = session.execute(load("cockpit/reasons_told"), {"zone_id": row["zone_id"], "month": row["month"]}).mappings()
    found: list[dict[str, Any]] = []
    for one in rows:
        figure = find_figure(one["figure"])
        worded = {"unit": str(figure.unit), "group": str(figure.group)}
        found.append(
            {
                "month_zh": f"{one['month']:%Y年%-m月}",
                "name": figure.label_zh,
                "frozen_zh": figure_zh(worded, one["frozen_value"]),
                "live_zh": figure_zh(worded, one["live_value"]),
                "reason_zh": one["reason"],
            }
        )
    return found
