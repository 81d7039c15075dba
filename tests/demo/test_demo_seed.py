"""The demo zone in the register: what the database took is what the generator made."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.records import SOURCE, DemoPlot, DemoZone
from gisapp.demo.seed import seed_demo
from gisapp.demo.summary import planar_m2, summarise
from gisapp.kernel.errors import Conflict

pytestmark = pytest.mark.db


def test_the_register_says_it_is_a_demonstration(demo_db: Session):
    zone = demo_db.execute(text("select is_demo, notice_zh, planar_epsg from zone")).one()
    assert tuple(zone) == (True, SOURCE, 4547)
    for table in (
        "plot_version",
        "plot_state",
        "park_boundary",
        "land_use_plan",
        "constraint_area",
        "road",
        "servicing_line",
        "contract",
    ):
        others = demo_db.execute(text(f"select count(*) from {table} where source <> :source"), {"source": SOURCE})
        assert others.scalar_one() == 0, table


def test_the_ledger_of_today_has_the_sums_of_the_generator(demo_db: Session, zone: DemoZone):
    rows = demo_db.execute(
        text(
            "select p.code, count(*), sum(s.area_m2), sum(s.is_public::int) from plot_snapshot s join park p on p.id = s.park_id"
            " where s.valid @> cast(:today as date) group by p.code"
        ),
        {"today": zone.today},
    )
    found = {code: (count, f"{area:.2f}", public) for code, count, area, public in rows}
    parks = summarise(zone)["parks"]
    wanted = {code: (park["plots"], park["ledger_m2"], park["published"]) for code, park in parks.items()}
    for code, (count, area, public) in wanted.items():
        assert found[code][0] == count
        assert found[code][2] == public
        # areas computed by PostGIS may differ by the last figure where no survey gives one
        assert abs(Decimal(found[code][1]) - Decimal(area)) <= Decimal("0.05")


def test_the_database_derives_the_same_stage_for_every_plot(demo_db: Session, zone: DemoZone, live: list[DemoPlot]):
    rows = demo_db.execute(
        text("select plot_no, stage from plot_snapshot where valid @> cast(:today as date)"), {"today": zone.today}
    )
    assert {row.plot_no: row.stage for row in rows} == {plot.plot_no: plot.stage for plot in live}


def test_the_database_measures_the_same_areas(demo_db: Session, live: list[DemoPlot]):
    rows = demo_db.execute(
        text("select plot_no, area_planar_m2 from plot_version where upper_inf(valid) and upper_inf(recorded)")
    )
    measured = {row.plot_no: row.area_planar_m2 for row in rows}
    assert all(abs(measured[plot.plot_no] - planar_m2(plot)) <= Decimal("0.01") for plot in live)


def test_every_table_the_maps_read_is_filled(demo_db: Session):
    for table in (
        "park_industry", "park_resident", "planning_condition", "servicing_fact", "offer_terms", "plot_party", "contract",
        "contract_milestone", "constraint_area", "land_use_plan", "road", "servicing_line", "basemap_line", "audit_event",
    ):  # fmt: skip
        assert demo_db.execute(text(f"select count(*) from {table}")).scalar_one() > 0, table
    kinds = demo_db.execute(text("select distinct kind from basemap_line order by 1")).scalars().all()
    assert kinds == ["highway", "railway", "river"]


def test_prices_are_stored_per_square_metre(demo_db: Session, live: list[DemoPlot]):
    plot = next(plot for plot in live if plot.offer and plot.offer.price_wan_per_mu)
    price = demo_db.execute(
        text(
            "select o.start_price_yuan_per_m2 from offer_terms o join plot_version v using (plot_id) where v.plot_no = :no limit 1"
        ),
        {"no": plot.plot_no},
    ).scalar_one()
    assert price / 15 == Decimal(str(plot.offer.price_wan_per_mu))  # type: ignore[union-attr]


def test_the_timeline_of_a_plot_tells_its_states_in_order(demo_db: Session, live: list[DemoPlot]):
    plot = next(plot for plot in live if plot.stage == "reused")
    tags = demo_db.execute(
        text(
            "select e.tag from audit_event e where e.plot_id ="
            " (select plot_id from plot_version where plot_no = :no and upper_inf(valid)) order by e.at, e.id"
        ),
        {"no": plot.plot_no},
    ).scalars()
    assert next(iter(tags)) == "plot:plot:register"


def test_the_demo_zone_is_never_written_twice(demo_db: Session):
    with pytest.raises(Conflict, match="已存在"):
        seed_demo(demo_db)
