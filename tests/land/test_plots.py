"""Lists, totals and statistics of the demo zone agree with each other and with the facts, for every caller and day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import ANYONE, account_principal
from gisapp.land.plots import ORDERS, PlotFilter, find_plot, list_plots, plot_statistics
from tests.conftest import TODAY

OFFICER = account_principal(1, "officer", Role.OFFICER, None)

FILTERS = [
    PlotFilter(),
    PlotFilter(parks=["P4", "P6"]),
    PlotFilter(stages=["in_use", "building"]),
    PlotFilter(area_min=20_000, area_max=60_000),
    PlotFilter(bbox=(114.64, 33.5, 114.68, 33.6)),
    PlotFilter(q="P4-0"),
    PlotFilter(land_uses=["1001"]),
    PlotFilter(parks=["no such park"]),
]


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("day", [TODAY, date(2019, 6, 30)])
@pytest.mark.parametrize("principal", [OFFICER, ANYONE], ids=["officer", "public"])
def test_list_total_and_statistics_are_one_truth(demo_db: Session, wanted, day, principal):
    page = list_plots(demo_db, principal, day, wanted, limit=5000)
    statistics = plot_statistics(demo_db, principal, day, wanted)
    assert page["total"] == len(page["items"]) == statistics["total_count"]
    assert page["total_area_m2"] == sum(item["area_m2"] for item in page["items"]) == statistics["total_area_m2"]


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2021, 5, 5), TODAY])
def test_the_read_model_says_the_same_as_the_history(demo_db: Session, day):
    drawn = demo_db.execute(
        text(
            "select plot_id, plot_no, area_m2, supply, development, compliance from plot_snapshot where valid @> cast(:day as date) order by 1"
        ),
        {"day": day},
    ).all()
    history = demo_db.execute(
        text(
            "select v.plot_id, v.plot_no, coalesce(v.area_surveyed_m2, v.area_planar_m2), s.supply, s.development, s.compliance"
            " from plot_version v join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and s.valid @> cast(:day as date)"
            " where upper_inf(v.recorded) and v.valid @> cast(:day as date) order by 1"
        ),
        {"day": day},
    ).all()
    assert [tuple(row) for row in drawn] == [tuple(row) for row in history]


def test_the_zone_grows_over_the_years(demo_db: Session):
    counts = [
        list_plots(demo_db, OFFICER, date(year, 6, 1), PlotFilter(stages=["in_use"]), limit=1)["total"]
        for year in (2016, 2020, 2026)
    ]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_the_public_sees_published_plots_and_no_private_column(demo_db: Session):
    page = list_plots(demo_db, ANYONE, TODAY, PlotFilter(), limit=5000)
    published = demo_db.execute(
        text("select count(*) from plot_snapshot where is_public and valid @> cast(:day as date)"), {"day": TODAY}
    ).scalar_one()
    assert 0 < page["total"] == published
    for item in page["items"]:
        assert item["supply"] in ("announced", "on_offer")
        assert [item[name] for name in ("holder_name_zh", "land_control", "development", "compliance")] == [None] * 4


def test_private_filters_tell_the_public_nothing(demo_db: Session):
    everything = list_plots(demo_db, ANYONE, TODAY, PlotFilter(), limit=1)["total"]
    assert list_plots(demo_db, ANYONE, TODAY, PlotFilter(compliances=["suspected_idle"]), limit=1)["total"] == 0
    assert list_plots(demo_db, ANYONE, TODAY, PlotFilter(q="示例企业"), limit=1)["total"] == 0
    assert everything > 0


def test_an_officer_of_one_park_sees_one_park(demo_db: Session):
    park_id = demo_db.execute(text("select id from park where code = 'P4'")).scalar_one()
    officer = account_principal(2, "园区管理员", Role.OFFICER, (park_id,))
    page = list_plots(demo_db, officer, TODAY, PlotFilter(), limit=5000)
    assert {item["park_code"] for item in page["items"]} == {"P4"}
    assert list_plots(demo_db, officer, TODAY, PlotFilter(parks=["P1"]), limit=1)["total"] == 0
    nobody = account_principal(3, "无园区", Role.OFFICER, ())
    assert list_plots(demo_db, nobody, TODAY, PlotFilter(), limit=1)["total"] == 0


@pytest.mark.parametrize("sort", sorted(ORDERS))
def test_every_order_is_total_and_pages_do_not_overlap(demo_db: Session, sort):
    whole = [item["id"] for item in list_plots(demo_db, OFFICER, TODAY, PlotFilter(), sort=sort, limit=5000)["items"]]
    paged = [
        item["id"]
        for offset in range(0, len(whole), 97)
        for item in list_plots(demo_db, OFFICER, TODAY, PlotFilter(), sort=sort, limit=97, offset=offset)["items"]
    ]
    assert paged == whole


@pytest.mark.parametrize("size", [10, 300])
def test_a_page_costs_two_statements_however_long_it_is(demo_db: Session, size):
    statements = []
    connection = demo_db.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
    list_plots(demo_db, OFFICER, TODAY, PlotFilter(), limit=size)
    assert len(statements) == 2


def test_side_lengths_and_neighbours_of_a_plot_are_measured_in_metres(demo_db: Session):
    plot_id = list_plots(demo_db, OFFICER, TODAY, PlotFilter(parks=["P4"], stages=["in_use"]), limit=1)["items"][0][
        "id"
    ]
    facts = find_plot(demo_db, OFFICER, plot_id, TODAY)
    perimeter = sum(point["side_m"] for ring in facts["boundary"]["rings"] for point in ring["points"])
    measured = demo_db.execute(
        text("select ST_Perimeter(ST_Transform(geom, planar_epsg)) from plot_version where id = :id"),
        {"id": facts["version_id"]},
    ).scalar_one()
    assert perimeter == pytest.approx(
        measured, abs=0.01 * sum(len(ring["points"]) for ring in facts["boundary"]["rings"])
    )
    for neighbour in facts["neighbours"]:
        assert 0.5 < neighbour["shared_m"] <= perimeter
