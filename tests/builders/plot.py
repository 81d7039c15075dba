"""A plot with one boundary and one state, straight into the tables; one on offer has its announcement with it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.builders.listing import a_listing
from tests.builders.park import BuiltPark, box_wkt


def a_plot(
    session: Session,
    park: BuiltPark,
    plot_no: str = "P4-001",
    *,
    box: tuple[float, float, float, float] = (100, 100, 200, 300),
    valid_from: str = "2020-01-01",
    valid_to: str | None = None,
    servicing: str = "five",
    supply: str = "allocated",
    development: str = "in_production",
    compliance: str = "in_order",
    delivery_on: str | None = None,
    applications_until: date | None = None,
    asked_yuan: float = 9_000_000,
    asked_for: tuple[str, ...] = ("13",),
) -> int:
    plot_id = session.execute(
        text("insert into plot (zone_id) values (:zone) returning id"), {"zone": park.zone_id}
    ).scalar_one()
    session.execute(
        text(
            "insert into plot_state (plot_id, land_control, servicing, supply, development, compliance, valid) values"
            " (:plot, 'cleared', :servicing, :supply, :development, :compliance, daterange(cast(:f as date), cast(:t as date)))"
        ),
        {
            "plot": plot_id,
            "servicing": servicing,
            "supply": supply,
            "development": development,
            "compliance": compliance,
            "f": valid_from,
            "t": valid_to,
        },
    )
    session.execute(
        text(
            "insert into plot_version (plot_id, zone_id, park_id, planar_epsg, plot_no, geom, land_use_scheme, land_use_code, source, valid) values"
            " (:plot, :zone, :park, 4547, :plot_no, ST_Transform(ST_GeomFromText(:wkt, 4547), 4490),"
            " '用地用海分类2023', '100102', '测试', daterange(cast(:f as date), cast(:t as date)))"
        ),
        {
            "plot": plot_id,
            "zone": park.zone_id,
            "park": park.park_id,
            "plot_no": plot_no,
            "wkt": box_wkt(*box),
            "f": valid_from,
            "t": valid_to,
        },
    )
    if supply == "on_offer":
        a_listing(
            session,
            plot_id,
            announced_on=date.fromisoformat(valid_from),
            delivery_on=delivery_on,
            applications_until=applications_until,
            industry_codes=asked_for,
            start_price_yuan=asked_yuan,
        )
    return plot_id
