"""Plots come into the register, move and leave it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import account_principal, system_principal
from gisapp.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, RuleViolation
from gisapp.land.plot_register import PlotDraft, register_plot, retire_plot, revise_boundary
from gisapp.land.plots import find_plot
from gisapp.land.typed_shape import read_shape
from tests.builders.park import ORIGIN_EAST, ORIGIN_NORTH, a_park

PLANNER = system_principal("规划员")
TODAY = date(2026, 11, 23)


def draft(plot_no="P4-001", box=(100, 100, 200, 300), valid_from=date(2020, 1, 1), **papers) -> PlotDraft:
    e, n, w, h = ORIGIN_EAST + box[0], ORIGIN_NORTH + box[1], box[2], box[3]
    corners = [(n, e), (n + h, e), (n + h, e + w), (n, e + w)]
    points = {
        "epsg": 4526,
        "rings": [
            {
                "ring": 1,
                "points": [
                    {"no": f"J{i}", "x": f"{x:.3f}", "y": f"{y + 38e6:.3f}"} for i, (x, y) in enumerate(corners, 1)
                ],
            }
        ],
    }
    shape, kept = read_shape(None, points)
    return PlotDraft(
        "P4",
        plot_no,
        shape,
        valid_from,
        boundary_points=kept,
        land_use_scheme="用地用海分类2023",
        land_use_code="100102",
        **papers,
    )


def codes(error) -> set[str]:
    return {finding.code for finding in error.value.findings}


def test_a_registered_plot_answers_with_its_three_areas_and_its_points_as_typed(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft(area_surveyed_m2=Decimal("60000.02"), parcel_no="411602001002gb00001"))
    facts = find_plot(db, PLANNER, plot_id, TODAY)
    assert facts["areas"]["planar_m2"] == Decimal("60000.00")
    assert facts["areas"]["surveyed_m2"] == Decimal("60000.02")
    assert 59_990 < facts["areas"]["ellipsoidal_m2"] < 60_000
    assert facts["area_m2"] == Decimal("60000.02")
    # 300 m by 200 m with points of ±5 cm: 2 × 0.05 × √(4 × 130,000 / 8)
    assert facts["areas"]["tolerance_m2"] == pytest.approx(25.4951, abs=1e-3)
    assert facts["areas"]["difference_m2"] == pytest.approx(0.02)
    assert not facts["areas"]["is_beyond_tolerance"]
    assert facts["parcel_no"] == "411602001002GB00001"
    assert facts["boundary"]["origin"] == "delivered"
    assert facts["boundary"]["rings"][0]["points"][0] == {
        "no": "J1",
        "x": "3719100.000",
        "y": "38560100.000",
        "side_m": 300.0,
    }


def test_an_area_apart_from_its_boundary_is_told_and_none_surveyed_compares_nothing(db: Session):
    a_park(db)
    far = register_plot(db, PLANNER, draft(area_surveyed_m2=Decimal("60025.51")))
    assert find_plot(db, PLANNER, far, TODAY)["areas"]["is_beyond_tolerance"]
    unsurveyed = register_plot(db, PLANNER, draft("P4-002", box=(400, 100, 200, 300)))
    areas = find_plot(db, PLANNER, unsurveyed, TODAY)["areas"]
    assert (areas["difference_m2"], areas["tolerance_m2"], areas["is_beyond_tolerance"]) == (None, None, False)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"box": (1900, 100, 200, 300)}, "plot.outside_park"),
        ({"box": (150, 150, 50, 50)}, "plot.overlaps_plot"),
        ({"parcel_no": "123"}, "identifier.parcel_no_malformed"),
        ({"real_estate_unit_no": "411602001002GB00001"}, "identifier.real_estate_unit_no_malformed"),
        ({"real_estate_unit_no": "豫（2024）周口市不动产权第0001234号"}, "identifier.real_estate_unit_no_malformed"),
        ({"valid_from": date(2009, 1, 1)}, "plot.park_without_boundary"),
    ],
)
def test_findings_that_are_errors_stop_a_registration(db: Session, wrong, code):
    a_park(db)
    register_plot(db, PLANNER, draft())
    with pytest.raises(RuleViolation) as error:
        register_plot(db, PLANNER, draft("P4-002", **({"box": (600, 600, 50, 50)} | wrong)))
    assert code in codes(error)
    assert all(finding.fix_zh for finding in error.value.findings)


def test_a_planner_of_another_park_may_not_register_here(db: Session):
    a_park(db)
    elsewhere = account_principal(1, "外园规划", Role.PLANNER, (999_999,))
    with pytest.raises(Forbidden):
        register_plot(db, elsewhere, draft())


def test_a_revised_boundary_holds_from_its_day_and_the_old_one_before(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft())
    revise_boundary(
        db,
        PLANNER,
        plot_id,
        draft(box=(100, 100, 200, 400), valid_from=date(2023, 3, 1)),
        expected_version_no=1,
        reason="复测",
    )
    assert find_plot(db, PLANNER, plot_id, date(2023, 2, 28))["areas"]["planar_m2"] == Decimal("60000.00")
    now = find_plot(db, PLANNER, plot_id, TODAY)
    assert now["areas"]["planar_m2"] == Decimal("80000.00")
    assert [(v["version_no"], v["valid_from"], v["valid_to"]) for v in now["versions"]] == [
        (1, date(2020, 1, 1), date(2023, 3, 1)),
        (2, date(2023, 3, 1), None),
    ]
    event = db.execute(text("select changes from audit_event where tag = 'plot:boundary:revise'")).scalar_one()
    assert event["geometry"] == {"old": "第1版", "new": "第2版"}


def test_two_revisers_of_one_version_the_second_is_told(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft())
    revise_boundary(
        db,
        PLANNER,
        plot_id,
        draft(box=(100, 100, 200, 400), valid_from=date(2023, 3, 1)),
        expected_version_no=1,
        reason="复测",
    )
    with pytest.raises(Conflict) as error:
        revise_boundary(
            db,
            PLANNER,
            plot_id,
            draft(box=(100, 100, 210, 300), valid_from=date(2023, 4, 1)),
            expected_version_no=1,
            reason="复测",
        )
    assert error.value.code == "plot.boundary_changed_meanwhile"


def test_a_retired_plot_answers_with_the_day_and_its_successors(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft())
    retire_plot(db, PLANNER, plot_id, valid_from=date(2024, 6, 1), plot_no="P4-001", reason="分割", document=None)
    register_plot(db, PLANNER, draft("P4-001A", box=(100, 100, 100, 300), valid_from=date(2024, 6, 1)))
    register_plot(db, PLANNER, draft("P4-001B", box=(200, 100, 100, 300), valid_from=date(2024, 6, 1)))
    db.execute(text("set constraints all immediate"))  # as a commit does
    with pytest.raises(Gone) as error:
        find_plot(db, PLANNER, plot_id, TODAY)
    assert "2024年6月1日" in error.value.message_zh
    assert "P4-001A、P4-001B" in error.value.message_zh
    assert find_plot(db, PLANNER, plot_id, date(2024, 5, 31))["plot_no"] == "P4-001"


def test_retiring_needs_the_plot_number_repeated(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft())
    with pytest.raises(Invalid):
        retire_plot(db, PLANNER, plot_id, valid_from=date(2024, 6, 1), plot_no="P4-010", reason="误操作", document=None)
    assert find_plot(db, PLANNER, plot_id, TODAY)["plot_no"] == "P4-001"


def test_a_day_before_the_plot_says_so_to_staff(db: Session):
    a_park(db)
    plot_id = register_plot(db, PLANNER, draft())
    with pytest.raises(NotFound) as error:
        find_plot(db, PLANNER, plot_id, date(2019, 1, 1))
    assert error.value.code == "plot.not_yet"
