"""A site whose holder is asked for a report, and what the holder says."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from gisapp.demo.seed_plots import CHINA
from gisapp.land.terms import DevelopmentState
from gisapp.self_reports.asking import Request, ask_for_report, show_link
from gisapp.self_reports.filing import FilingDraft
from gisapp.self_reports.terms import ReportPart
from tests.builders.commitment import TODAY, Site, officer

FIGURES = ("buildings_yuan", "equipment_yuan", "tax_yuan")
SAID: dict[str, Decimal | None] = {
    "buildings_yuan": Decimal(21000000),
    "equipment_yuan": Decimal("28000000.50"),
    "tax_yuan": None,
}


def a_photo(colour: str = "#93A86B", kind: str = "jpeg") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, kind)
    return buffer.getvalue()


def a_request(site: Site, **changes: Any) -> Request:
    given: dict[str, Any] = {
        "contract_id": site.contract.contract_id,
        "period_from": date(2026, 7, 1),
        "period_to": date(2026, 9, 30),
        "parts": tuple(ReportPart),
        "figures": FIGURES,
        "note": "请附主要设备照片（示例）。",
        "due_on": date(2026, 12, 4),
        **changes,
    }
    return Request(**given)


def a_report(session: Session, site: Site, today: date = TODAY, **changes: Any) -> tuple[int, str, str]:
    """Ask for a report; return its id, its number and the secret of its link."""
    now = datetime(today.year, today.month, today.day, 9, 0, tzinfo=CHINA)
    asked = ask_for_report(session, officer(), a_request(site, **changes), public_url="", today=today, now=now)
    path = show_link(session, officer(), asked["id"], public_url="", today=today)["path"]
    return asked["id"], asked["report_no"], path.partition("#")[2]


def said(**changes: Any) -> FilingDraft:
    given: dict[str, Any] = {
        "progress": DevelopmentState.BUILDING,
        "since": date(2024, 9, 1),
        "words": "主体厂房封顶（示例）。",
        "figures": SAID,
        "photos": (("厂房.jpg", a_photo()),),
        "is_declared": True,
        **changes,
    }
    return FilingDraft(**given)
