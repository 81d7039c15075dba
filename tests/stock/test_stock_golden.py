"""The demo's stock: every park adds up on any day, ladder, list and map are one set, months add up and stay as they were reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.stock.months import flow_of_month, last_of, show_months
from gisapp.stock.patch_filter import PatchFilter
from gisapp.stock.refresh import refresh_stock
from gisapp.stock.rules.flow import FlowLine, month_text
from gisapp.stock.stock import list_patches, show_identity, show_ladder, show_patch, show_rates
from tests.conftest import TODAY

EVERYBODY = system_principal("测试")
DAYS = [
    date(2017, 6, 1),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2023, 2, 28),
    date(2025, 7, 1),
    TODAY,
    date(2029, 1, 1),
]


@pytest.mark.parametrize("day", DAYS)
def test_every_square_metre_of_every_park_is_in_exactly_one_class(demo_db: Session, day: date):
    rows = demo_db.execute(text("select * from stock_identity(:day)"), {"day": day}).mappings().all()
    assert rows
    for row in rows:
        assert abs(row["park_m2"] - row["patch_m2"]) <= Decimal("0.1"), row["park_id"]
        assert row["gap_m2"] <= Decimal("0.1")
        assert row["overlap_m2"] <= Decimal("0.1")


def test_ladder_list_map_and_sum_are_one_set(demo_db: Session):
    ladder = show_ladder(demo_db, EVERYBODY, TODAY, PatchFilter())
    boundary = demo_db.execute(
        text("select sum(area_planar_m2) from park_boundary where upper_inf(recorded) and valid @> :day"),
        {"day": TODAY},
    ).scalar_one()
    assert abs(ladder["area_m2"] - boundary) < Decimal("0.5")
    drawn = dict(
        demo_db.execute(
            text(
                "select stock_class, count(*) from stock_patch where upper_inf(recorded) and valid @> :day group by 1"
            ),
            {"day": TODAY},
        ).all()
    )
    for total in ladder["totals"]:
        page = list_patches(demo_db, EVERYBODY, TODAY, PatchFilter(classes=[total["stock_class"]]), limit=1)
        assert (page["total"], page["area_m2"]) == (total["patch_count"], total["area_m2"])
        assert drawn.get(total["stock_class"], 0) == total["patch_count"]
    for park in ladder["parks"]:
        assert sum(item["area_m2"] for item in park["classes"]) == park["area_m2"]


def test_the_demo_has_every_class_in_every_park_where_there_can_be_one(demo_db: Session):
    ladder = show_ladder(demo_db, EVERYBODY, TODAY, PatchFilter())
    everywhere = {
        "approved_unsupplied",
        "supplied_unused",
        "partly_used",
        "built_idle",
        "below_promise",
        "in_good_use",
        "not_for_supply",
    }
    for park in ladder["parks"]:
        assert everywhere <= {item["stock_class"] for item in park["classes"]}, park["park_code"]
    assert {total["stock_class"] for total in ladder["totals"] if not total["patch_count"]} == set()


def test_parks_with_unclassified_ground_fail_by_name_and_the_others_pass(demo_db: Session):
    found = show_identity(demo_db, EVERYBODY, TODAY)
    assert not found["passes"]
    for park in found["parks"]:
        codes = {finding["code"] for finding in park["findings"]}
        assert park["passes"] is (park["unclassified_m2"] == 0)
        assert codes == (set() if park["passes"] else {"stock.unclassified"})
        assert not park["is_stale"]
    assert {park["passes"] for park in found["parks"]} == {True, False}


def test_every_patch_says_why_and_by_which_definition(demo_db: Session):
    page = list_patches(demo_db, EVERYBODY, TODAY, PatchFilter(), limit=1000)
    assert all(item["reason_zh"] and item["reason_en"] for item in page["items"])
    for name in ("partly_used", "below_promise", "approved_unsupplied", "unclassified"):
        one = next(item for item in page["items"] if item["stock_class"] == name)
        sheet = show_patch(demo_db, EVERYBODY, one["id"], TODAY)
        assert sheet["definition"]["stock_class"] == name
        assert sheet["history"]
        assert sheet["inputs"]["land_use_code"] == one["land_use_code"]


def test_working_it_out_again_changes_nothing(demo_db: Session):
    again = refresh_stock(demo_db, TODAY)
    assert (again.closed, again.written) == (0, 0)
    assert again.parks == 6


@pytest.mark.parametrize(
    "month", [date(year, number, 1) for year in (2016, 2020, 2021, 2025, 2026) for number in (1, 2, 6, 11)]
)
def test_what_opened_came_went_and_closed_adds_up(demo_db: Session, month: date):
    for line in flow_of_month(demo_db, EVERYBODY, month):
        assert abs(line.difference_m2) <= Decimal("0.1"), line


def test_a_month_opens_with_what_the_one_before_closed(demo_db: Session):
    earlier = {
        (line.park_code, line.line): line.closing_m2 for line in flow_of_month(demo_db, EVERYBODY, date(2026, 4, 1))
    }
    for line in flow_of_month(demo_db, EVERYBODY, date(2026, 5, 1)):
        assert abs(line.opening_m2 - earlier[line.park_code, line.line]) < Decimal("0.01")


def test_twelve_months_are_frozen_and_the_one_known_otherwise_is_restated_beside_the_first_figure(demo_db: Session):
    shown = show_months(demo_db, EVERYBODY, TODAY, count=13)
    current, last, *earlier = shown["months"]
    assert (current["is_complete"], current["reports"]) == (False, [])
    assert [report["sequence"] for report in last["reports"]] == [1, 2]
    assert last["reports"][1]["reason"]
    assert last["reports"][0]["figures"] != last["reports"][1]["figures"]
    assert last["deviations"] == []
    assert len(earlier) == 11
    for month in earlier:
        assert [report["sequence"] for report in month["reports"]] == [1]
        assert month["deviations"] == []
        assert month["reports"][0]["is_intact"]


def test_database_and_rule_write_the_same_lines_under_the_hash(demo_db: Session):
    names = (
        "park_code",
        "line",
        "opening_m2",
        "came_m2",
        "went_m2",
        "closing_m2",
        "extended_m2",
        "reused_m2",
        "recovered_m2",
        "annulled_m2",
    )
    for freeze in demo_db.execute(text("select id, sha256 from stock_freeze")).all():
        rows = demo_db.execute(text("select * from stock_month where freeze_id = :id"), {"id": freeze.id}).mappings()
        told = month_text([FlowLine(**{name: row[name] for name in names}) for row in rows])
        kept = demo_db.execute(text("select stock_month_text(:id)"), {"id": freeze.id}).scalar_one()
        assert told == kept
        assert sha256(told.encode()).hexdigest() == freeze.sha256


def test_rates_are_what_a_person_can_add_up_again(demo_db: Session):
    found = {str(rate.key): rate for rate in show_rates(demo_db, EVERYBODY, TODAY, None)}
    supplied = demo_db.execute(
        text(
            "select sum(coalesce(v.area_surveyed_m2, v.area_planar_m2)) from plot_version v"
            " join plot_state s on s.plot_id = v.plot_id and upper_inf(s.recorded) and s.valid @> cast(:day as date)"
            " where upper_inf(v.recorded) and v.valid @> cast(:day as date) and s.supply = 'allocated'"
        ),
        {"day": TODAY},
    ).scalar_one()
    assert found["idle"].denominator_m2 == supplied
    assert found["unsupplied"].numerator_m2 + found["supplied"].numerator_m2 == found["supplied"].denominator_m2
    drawn = demo_db.execute(
        text(
            "select sum(ST_Area(ST_Transform(geom, 4547))) from conversion_approval where upper_inf(recorded) and approved_on > :since"
        ),
        {"since": date(TODAY.year - 5, TODAY.month, TODAY.day)},
    ).scalar_one()
    assert abs(float(found["supplied"].denominator_m2) - drawn) < 1


@pytest.mark.parametrize(
    "month", [date(2025, 12, 1), date(2026, 3, 1), date(2026, 8, 1), date(2026, 10, 1), date(2026, 11, 1)]
)
def test_idle_land_of_a_month_is_the_sum_of_its_cases(demo_db: Session, month: date):
    cases = demo_db.execute(
        text(
            "select i.idle_area_m2, k.determined_on, k.closed_on, k.measure from idle_case_standing(:last) k join idle_case_live i on i.id = k.case_id"
            " where k.determined_on is not null"
        ),
        {"last": last_of(month)},
    ).all()
    lines = [line for line in flow_of_month(demo_db, EVERYBODY, month) if line.line == "idle"]
    assert sum(line.opening_m2 for line in lines) == sum(
        case.idle_area_m2
        for case in cases
        if case.determined_on < month and (case.closed_on is None or case.closed_on >= month)
    )
    assert sum(line.came_m2 for line in lines) == sum(
        case.idle_area_m2 for case in cases if case.determined_on >= month
    )
    assert sum(line.went_m2 for line in lines) == sum(
        case.idle_area_m2 for case in cases if case.closed_on is not None and case.closed_on >= month
    )
    assert sum(line.closing_m2 for line in lines) == sum(case.idle_area_m2 for case in cases if case.closed_on is None)
    for line in lines:
        assert line.difference_m2 == 0
        assert line.extended_m2 + line.reused_m2 + line.recovered_m2 + line.annulled_m2 == line.went_m2


def test_the_demo_has_idle_land_that_was_found_and_land_that_was_recovered(demo_db: Session):
    found = [line for year in (2022, 2025, 2026) for number in range(1, 13) for line in flow_of_month(demo_db, EVERYBODY, date(year, number, 1))]  # fmt: skip
    idle = [line for line in found if line.line == "idle"]
    assert sum(line.came_m2 for line in idle) > 0
    assert sum(line.recovered_m2 for line in idle) > 0
