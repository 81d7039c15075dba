"""Set a compliance report as PDF: the page from what was kept, the map from the rows that it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import shapely
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.compliance.compliance_reports import book_of, locate_report, named_areas
from gisapp.compliance.report_map import draw_report_map
from gisapp.compliance.report_page import lay_report
from gisapp.db.sql_file import load
from gisapp.documents.pdf import typeset


def report_page(
    session: Session, principal: Principal, report_id: int, *, zone: Mapping[str, Any], today: date
) -> tuple[str, str]:
    """Return (number, HTML) of a report (404 outside the caller's parks)."""
    report = locate_report(session, principal, report_id)
    content = report["content"]
    shape = shapely.from_wkb(bytes.fromhex(content["shape_wkb"]))
    areas = named_areas(session, report, book_of(content))
    conflicts = [(number, one["geometry"]) for number, one in enumerate(content["conflicts"], 1)]
    drawing = draw_report_map(shape, areas, conflicts, _beside(session, principal, report), content["planar_epsg"])
    page = lay_report(
        report,
        drawing,
        zone_zh=zone["name_zh"],
        notice=zone["notice_zh"] or "",
        printed_on=today,
        printed_by=principal.name,
    )
    return report["report_no"], page


def print_report(
    session: Session, principal: Principal, report_id: int, *, zone: Mapping[str, Any], today: date
) -> tuple[str, bytes]:
    """Return (number, PDF) of a report (404 outside the caller's parks, 409 where no PDF can be set here)."""
    number, page = report_page(session, principal, report_id, zone=zone, today=today)
    return number, typeset(page)


def _beside(session: Session, principal: Principal, report: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the caller's plots around a report's shape as they stood on its day."""
    parameters = {
        "geom": bytes(report["geom"]),
        "as_of": report["as_of"],
        "plot_id": report["plot_id"],
        **visible_parks(principal),
    }
    rows = session.execute(load("compliance/plots_beside"), parameters)
    return [(row.plot_no, shapely.from_wkb(bytes(row.geom))) for row in rows]
