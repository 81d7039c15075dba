"""The demo's figures: three years of invented enterprises, every grade and state, and never a bad word on a real one."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.zone import TODAY
from gisapp.performance.appeals import list_appeals
from gisapp.performance.figures import list_figures, list_years
from gisapp.performance.grade_runs import list_results, list_runs, verify_run
from gisapp.performance.imports import list_imports, try_import
from gisapp.performance.land_use import four_figures, list_room
from gisapp.performance.low_efficiency import list_low_efficiency

LOOKER = system_principal("看板")


def test_three_years_are_graded_and_come_out_the_same_again(demo_db: Session):
    runs = list_runs(demo_db, TODAY)
    assert [run["year"] for run in runs] == [2025, 2024, 2023]
    for run in runs:
        proof = verify_run(demo_db, run["id"], TODAY)
        assert (proof["same_inputs"], proof["differing"]) == (True, [])
    results = list_results(demo_db, LOOKER, runs[0]["id"], TODAY)
    assert Counter(row["grade"] for row in results).keys() >= {"A", "B", "C", "D"}
    assert {row["status"] for row in results} >= {"graded", "exempt"}
    assert {row["segment"] for row in results} == {"above", "below"}


def test_nobody_real_has_figures_a_grade_or_land_of_low_efficiency(demo_db: Session):
    for table in ("enterprise_year", "grade_result", "grade_exemption"):
        real = f"select count(*) from {table} t join party p on p.id = t.party_id where p.is_real or p.name_zh not like '示例%'"
        assert demo_db.execute(text(real)).scalar_one() == 0
    assert all(not row["is_real"] for row in list_low_efficiency(demo_db, LOOKER, TODAY))


def test_the_newest_year_came_in_by_a_workbook_and_a_second_one_waits(demo_db: Session):
    second, first = list_imports(demo_db, LOOKER)
    assert (first["state"], second["state"], second["replaces_id"]) == ("accepted", "checked", first["id"])
    _, rows = try_import(demo_db, LOOKER, first["id"], TODAY)
    assert [item.code for row in rows for item in row.findings if not row.is_sound] == ["figures.code_unknown"]
    _, rows = try_import(demo_db, LOOKER, second["id"], TODAY)
    assert {item.code for row in rows for item in row.findings} >= {"figures.area_differs", "figures.cell_unreadable"}
    newest = list_years(demo_db, LOOKER, TODAY)[0]
    assert newest["year"] == 2025
    assert 0 < newest["missing"] < 12


def test_one_plot_has_several_enterprises_and_one_enterprise_several_plots(demo_db: Session):
    rows = list_figures(demo_db, LOOKER, 2025)
    plots = Counter(plot for row in rows for plot in {part["plot_id"] for part in row["land"]} if plot)
    assert max(plots.values()) > 1
    assert max(len({part["plot_id"] for part in row["land"]}) for row in rows) > 1
    assert {part["kind"] for row in rows for part in row["land"]} == {"registered", "leased_in", "leased_out", "unregistered"}  # fmt: skip


def test_appeals_low_efficiency_and_room_are_in_every_state(demo_db: Session):
    assert {row["state"] for row in list_appeals(demo_db, LOOKER, TODAY)} == {"open", "upheld", "rejected", "withdrawn"}
    low = list_low_efficiency(demo_db, LOOKER, TODAY)
    assert {row["state"] for row in low} == {"candidate", "listed", "dismissed", "closed"}
    codes = {finding["code"] for row in low for finding in row["reasons"]}
    assert codes >= {"low_efficiency.tax_low", "low_efficiency.far_low", "low_efficiency.grade_d"}
    states = Counter(row["state"] for row in list_room(demo_db, LOOKER, TODAY))
    assert states.keys() >= {"room", "over", "unknown_built", "unknown_limit"}


def test_the_four_figures_are_there_for_every_park_and_add_up(demo_db: Session):
    found = four_figures(demo_db, LOOKER, 2025)
    assert len(found["parks"]) == 6
    for name in ("tax_wan_per_mu", "value_added_wan_per_mu", "floor_area_ratio"):
        assert all(row[name] is not None and row[name] > 0 for row in found["parks"]), name
    total = found["total"]
    assert total["tax_yuan"] == sum(row["tax_yuan"] for row in found["parks"])
    assert abs(total["tax_wan_per_mu"] - total["tax_yuan"] / (total["land_m2"] * 15)) < 1
