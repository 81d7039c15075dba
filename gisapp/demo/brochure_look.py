"""How the invented zone looks on brochures: its colour, a headline, a service desk that nobody can reach."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.records import ACTOR
from gisapp.reports.brochure.look import revise_look

LOOK = {
    "color": "#0B5F73",
    "headline_zh": "来周口，拿地即开工",
    "headline_en": "Zhoukou: build on the day you sign",
    "intro_zh": "六个园区、五通一平的标准地，门槛、日期和违约责任签约之前就看得见。（示意文字）",
    "intro_en": "Six parks of serviced standard land; thresholds, dates and penalties are told before you sign. (Invented text)",
    "contact_zh": "招商服务窗口（示例）",
    "contact_en": "Investor service desk (example)",
    "phone": "0394-0001000",
    "email": "invest@example.com",
    "address_zh": "示例大道1号（虚构地址）",
    "address_en": "1 Example Avenue (invented)",
    "window_url": "",
}


def write_look(session: Session, zone_id: int) -> None:
    """Set the look of the demo zone's brochures."""
    revise_look(session, system_principal(ACTOR), zone_id, LOOK, 0, "示意数据")
