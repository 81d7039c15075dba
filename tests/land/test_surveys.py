"""A survey from file to register: kept, checked, answered, taken or turned down; what came in can be traced."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal, system_principal
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.limits import Limits
from gisapp.land.plot_filter import PlotFilter
from gisapp.land.plots import find_plot, list_plots, plot_timeline
from gisapp.land.survey_queries import find_survey, list_issues, list_rows, list_surveys, preview_geojson
from gisapp.land.surveys import (
    Received,
    accept_survey,
    answer_question,
    read_original,
    receive_survey,
    reject_survey,
    write_issues_csv,
)
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot
from tests.builders.survey_file import HEAD, a_txt

OFFICER = system_principal("王土地")
DAY = date(2026, 11, 23)
TWO = {"P4-001": (100, 100, 200, 300), "P4-002": (300, 100, 200, 300)}


@pytest.fixture
def park(db: Session) -> BuiltPark:
    return a_park(db)


def receive(
    db: Session,
    path: Path,
    *,
    principal: Principal = OFFICER,
    park: str = "P4",
    limits: Limits | None = None,
    **answers: Any,
) -> Received:
    return receive_survey(
        db,
        principal,
        FixedClock(DAY),
        limits or Limits(),
        path=path,
        file_name=path.name,
        park_code=park,
        answers=Answers.parse(answers),
    )


def accept(db: Session, survey_id: int, **how: Any) -> dict[str, int]:
    return accept_survey(db, OFFICER, FixedClock(DAY), survey_id, **{"valid_from": DAY, **how})


def counts(db: Session, survey_id: int) -> dict[str, int]:
    return find_survey(db, OFFICER, survey_id)["counts"]


def codes(db: Session, survey_id: int, **which: Any) -> list[str]:
    return [issue["code"] for issue in list_issues(db, OFFICER, survey_id, **which)["items"]]


def live(db: Session) -> dict[str, dict[str, Any]]:
    return {plot["plot_no"]: plot for plot in list_plots(db, OFFICER, DAY, PlotFilter())["items"]}


def number_of(db: Session, table: str) -> int:
    return db.execute(text(f"select count(*) from {table}")).scalar_one()


def test_a_dry_run_keeps_the_file_and_changes_nothing_else(db: Session, park: BuiltPark, tmp_path: Path):
    path = a_txt(tmp_path, TWO)
    received = receive(db, path)
    survey = find_survey(db, OFFICER, received.survey_id)
    assert (survey["state"], survey["row_count"], survey["counts"]["new"]) == ("checked", 2, 2)
    assert survey["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_original(db, OFFICER, received.survey_id) == ("界址点.txt", path.read_bytes())
    assert survey["thresholds"]["overlap_tolerance_m2"] == 1.0
    assert live(db) == {}
    assert not received.recognised


def test_accepted_rows_become_plots_with_everything_the_file_said(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    assert accept(db, survey_id, document="周勘字〔2026〕7号") == {"new": 2, "revise": 0, "unchanged": 0, "left": 0}
    facts = find_plot(db, OFFICER, live(db)["P4-001"]["id"], DAY)
    assert float(facts["areas"]["surveyed_m2"]) == float(facts["areas"]["planar_m2"]) == 60_000.00
    assert facts["boundary"]["origin"] == "delivered"
    assert facts["boundary"]["epsg"] == 4526
    assert facts["boundary"]["rings"][0]["points"][0] | {"side_m": 0} == {
        "no": "J1",
        "x": "3719100.000",
        "y": "38560100.000",
        "side_m": 0,
    }
    assert facts["land_use_code"] == "100102"
    stored = db.execute(
        text("select survey_id, source, document, version_no, valid from plot_version where plot_no = 'P4-001'")
    ).one()
    assert (stored.survey_id, stored.source, stored.document, stored.version_no) == (
        survey_id,
        "测绘成果 界址点.txt",
        "周勘字〔2026〕7号",
        1,
    )
    assert stored.valid.lower == DAY
    assert find_survey(db, OFFICER, survey_id)["state"] == "accepted"


def test_every_plot_and_the_survey_have_their_event(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    accept(db, survey_id)
    (event,) = plot_timeline(db, OFFICER, live(db)["P4-001"]["id"])
    assert (event["tag"], event["actor_name"]) == ("plot:plot:register", "王土地")
    assert event["changes"]["area_surveyed_m2"] == {"old": None, "new": "60000.00"}
    assert event["changes"]["survey_id"] == {"old": None, "new": str(survey_id)}
    assert event["changes"]["valid_from"] == {"old": None, "new": "2026-11-23"}
    tags = db.execute(text("select tag from audit_event where subject = 'survey' order by id")).scalars().all()
    assert tags == ["survey:survey:receive", "survey:survey:accept"]


def test_the_map_shows_accepted_plots_and_no_longer_the_preview(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    assert number_of(db, "survey_pending_feature") == 2
    accept(db, survey_id, rows=[1])
    assert db.execute(text("select plot_no from survey_pending_feature")).scalars().all() == ["P4-002"]
    assert db.execute(text("select plot_no, stage from plot_snapshot")).all() == [("P4-001", "raw")]


def test_chosen_rows_only_then_the_rest(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    assert accept(db, survey_id, rows=[2]) == {"new": 1, "revise": 0, "unchanged": 0, "left": 1}
    assert set(live(db)) == {"P4-002"}
    assert find_survey(db, OFFICER, survey_id)["state"] == "partly_accepted"
    with pytest.raises(Invalid, match="row_unknown"):
        accept(db, survey_id, rows=[2])
    assert accept(db, survey_id)["new"] == 1
    assert find_survey(db, OFFICER, survey_id)["state"] == "accepted"
    with pytest.raises(Conflict, match=r"survey\.decided"):
        accept(db, survey_id)


def test_blocked_rows_never_come_in(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, {**TWO, "P4-003": (1900, 100, 200, 200)})).survey_id
    assert counts(db, survey_id) == {"new": 2, "revise": 0, "unchanged": 0, "blocked": 1}
    with pytest.raises(Conflict, match="row_blocked"):
        accept(db, survey_id, rows=[1, 3])
    assert accept(db, survey_id)["new"] == 2
    assert set(live(db)) == {"P4-001", "P4-002"}
    (row,) = list_rows(db, OFFICER, survey_id, action="blocked")["items"]
    assert [issue["code"] for issue in row["issues"]] == ["plot.outside_park"]


def test_nothing_sound_means_nothing_to_accept(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, {"P4-003": (5000, 100, 200, 200)})).survey_id
    with pytest.raises(Conflict, match="nothing_to_accept"):
        accept(db, survey_id)


def test_the_same_file_again_while_undecided_is_the_same_survey(db: Session, park: BuiltPark, tmp_path: Path):
    path = a_txt(tmp_path, TWO)
    first, again = receive(db, path), receive(db, path)
    assert again == Received(first.survey_id, recognised=True)
    assert number_of(db, "survey") == number_of(db, "survey_original") == 1
    assert number_of(db, "survey_feature") == 2


def test_the_same_file_after_acceptance_says_nothing_new(db: Session, park: BuiltPark, tmp_path: Path):
    path = a_txt(tmp_path, TWO)
    accept(db, receive(db, path).survey_id)
    again = receive(db, path)
    assert again.recognised
    assert counts(db, again.survey_id) == {"new": 0, "revise": 0, "unchanged": 2, "blocked": 0}
    assert "survey.seen_before" in codes(db, again.survey_id)
    assert accept(db, again.survey_id) == {"new": 0, "revise": 0, "unchanged": 2, "left": 0}
    assert number_of(db, "plot_version") == 2


def test_a_moved_boundary_closes_the_old_one_and_traces_it(db: Session, park: BuiltPark, tmp_path: Path):
    plot_id = a_plot(db, park, "P4-001", box=(100, 100, 200, 300))
    survey_id = receive(db, a_txt(tmp_path, {"P4-001": (100, 100, 210, 300)})).survey_id
    (row,) = list_rows(db, OFFICER, survey_id)["items"]
    assert (row["action"], row["replaces_plot_id"], row["base_version_no"]) == ("revise", plot_id, 1)
    assert accept(db, survey_id)["revise"] == 1
    versions = db.execute(
        text(
            "select version_no, lower(valid) as since, upper(valid) as until from plot_version where plot_id = :id and upper_inf(recorded) order by valid"
        ),
        {"id": plot_id},
    ).all()
    assert [tuple(one) for one in versions] == [(1, date(2020, 1, 1), DAY), (2, DAY, None)]
    assert float(find_plot(db, OFFICER, plot_id, date(2026, 11, 22))["areas"]["planar_m2"]) == 60_000
    assert float(find_plot(db, OFFICER, plot_id, DAY)["areas"]["planar_m2"]) == 63_000
    (event,) = plot_timeline(db, OFFICER, plot_id)
    assert event["tag"] == "plot:boundary:revise"
    assert event["changes"]["geometry"] == {"old": "第1版", "new": "第2版"}


def test_a_revision_keeps_what_the_file_does_not_say(db: Session, park: BuiltPark, tmp_path: Path):
    plot_id = a_plot(db, park, "P4-001")
    db.execute(
        text("update plot_version set recorded = tstzrange(lower(recorded), clock_timestamp()) where plot_id = :id"),
        {"id": plot_id},
    )
    db.execute(
        text(
            "insert into plot_version (plot_id, version_no, zone_id, park_id, planar_epsg, plot_no, geom, address, parcel_no, land_use_scheme, land_use_code, valid)"
            " select plot_id, 1, zone_id, park_id, planar_epsg, plot_no, geom, '示例路1号', '411602001002GB00001', land_use_scheme, land_use_code, valid"
            " from plot_version where plot_id = :id"
        ),
        {"id": plot_id},
    )
    accept(db, receive(db, a_txt(tmp_path, {"P4-001": (100, 100, 210, 300)}, use="")).survey_id)
    facts = find_plot(db, OFFICER, plot_id, DAY)
    assert (facts["address"], facts["parcel_no"], facts["land_use_code"]) == (
        "示例路1号",
        "411602001002GB00001",
        "100102",
    )


def test_a_plot_changed_since_the_dry_run_stops_the_acceptance(db: Session, park: BuiltPark, tmp_path: Path):
    a_plot(db, park, "P4-001")
    survey_id = receive(db, a_txt(tmp_path, {"P4-001": (100, 100, 210, 300)})).survey_id
    other = receive(db, a_txt(tmp_path, {"P4-001": (100, 100, 190, 300)}, file_name="另一份.txt")).survey_id
    accept(db, other)
    with pytest.raises(Conflict, match="plots_changed_meanwhile"):
        accept(db, survey_id)


def test_a_revision_before_the_plot_existed_is_refused(db: Session, park: BuiltPark, tmp_path: Path):
    a_plot(db, park, "P4-001", valid_from="2025-01-01")
    survey_id = receive(db, a_txt(tmp_path, {"P4-001": (100, 100, 210, 300)})).survey_id
    with pytest.raises(Conflict, match="plots_changed_meanwhile"):
        accept(db, survey_id, valid_from=date(2024, 1, 1))


def test_ground_taken_since_the_dry_run_is_refused_by_the_table(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    a_plot(db, park, "P4-900", box=(450, 100, 100, 100))
    with pytest.raises(DBAPIError, match="overlaps"), db.begin_nested():
        accept(db, survey_id)
    assert set(live(db)) == {"P4-900"}
    assert number_of(db, "survey_accepted") == 0


def test_a_question_is_answered_and_the_run_repeated(db: Session, park: BuiltPark, tmp_path: Path):
    path = a_txt(tmp_path, TWO, zone=False, head=HEAD.replace("带号=38", "带号="))
    survey_id = receive(db, path).survey_id
    survey = find_survey(db, OFFICER, survey_id)
    assert survey["state"] == "asking"
    assert [question["code"] for question in survey["questions"]] == ["zone"]
    with pytest.raises(Conflict, match="unanswered"):
        accept(db, survey_id)
    answer_question(db, OFFICER, FixedClock(DAY), Limits(), survey_id, Answers(zone=38))
    survey = find_survey(db, OFFICER, survey_id)
    assert (survey["state"], survey["answers"], survey["counts"]["new"]) == ("checked", {"zone": 38}, 2)
    assert accept(db, survey_id)["new"] == 2


def test_a_wrong_answer_can_be_taken_back(db: Session, park: BuiltPark, tmp_path: Path):
    path = a_txt(tmp_path, TWO, zone=False, head=HEAD.replace("带号=38", "带号="))
    survey_id = receive(db, path, zone=39).survey_id
    assert counts(db, survey_id)["blocked"] == 2
    answer_question(db, OFFICER, FixedClock(DAY), Limits(), survey_id, Answers(zone=38))
    assert counts(db, survey_id)["new"] == 2
    assert "location.implausible" not in codes(db, survey_id)


def test_rejection_needs_a_reason_and_keeps_the_record(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    with pytest.raises(Invalid, match="reason_missing"):
        reject_survey(db, OFFICER, FixedClock(DAY), survey_id, reason="  ")
    reject_survey(db, OFFICER, FixedClock(DAY), survey_id, reason="界址点与现场不符")
    survey = find_survey(db, OFFICER, survey_id)
    assert (survey["state"], survey["reason"]) == ("rejected", "界址点与现场不符")
    assert number_of(db, "survey_pending_feature") == 0
    with pytest.raises(Conflict, match=r"survey\.decided"):
        accept(db, survey_id)
    assert read_original(db, OFFICER, survey_id)[1]


def test_files_that_must_not_be_read_leave_nothing_behind(db: Session, park: BuiltPark, tmp_path: Path):
    bad = tmp_path / "坏.zip"
    bad.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    with pytest.raises(Invalid):
        receive(db, bad)
    with pytest.raises(TooLarge):
        receive(db, a_txt(tmp_path, TWO), limits=Limits(upload_bytes=10))
    assert number_of(db, "survey") == number_of(db, "survey_original") == number_of(db, "audit_event") == 0


def test_original_and_acceptance_cannot_be_rewritten(db: Session, park: BuiltPark, tmp_path: Path):
    accept(db, receive(db, a_txt(tmp_path, TWO)).survey_id)
    for statement in (
        "update survey_original set content = ''",
        "delete from survey_original",
        "update survey_accepted set row_no = 9",
        "delete from survey_accepted",
    ):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text(statement))


def test_a_scope_of_other_parks_sees_and_touches_nothing(db: Session, park: BuiltPark, tmp_path: Path):
    other = a_park(db, code="P5", east=3000)
    stranger = account_principal(7, "外园", Role.OFFICER, (other.park_id,))
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    assert list_surveys(db, stranger)["items"] == []
    assert [item["id"] for item in list_surveys(db, OFFICER, park_code="P4", state="checked")["items"]] == [survey_id]
    with pytest.raises(NotFound):
        find_survey(db, stranger, survey_id)
    for act in (
        lambda: accept_survey(db, stranger, FixedClock(DAY), survey_id, valid_from=DAY),
        lambda: reject_survey(db, stranger, FixedClock(DAY), survey_id, reason="不行"),
        lambda: answer_question(db, stranger, FixedClock(DAY), Limits(), survey_id, Answers(zone=38)),
        lambda: read_original(db, stranger, survey_id),
        lambda: preview_geojson(db, stranger, survey_id, 10),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Forbidden):
        receive(db, a_txt(tmp_path, TWO), principal=stranger)


def test_issue_list_as_csv_for_excel(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, {"=1+1": (100, 100, 200, 300), "P4-003": (5000, 100, 200, 200)})).survey_id
    text_of = "".join(write_issues_csv(db, OFFICER, survey_id))
    assert text_of.startswith("\ufeff行号,文件行,地块编号,字段,问题代码,程度,原值,问题,怎么改,经度,纬度\r\n")
    assert "location.outside_park,错误" in text_of
    lines = text_of.split("\r\n")
    assert not any(cell.startswith("=") for line in lines for cell in line.split(","))


def test_preview_and_rows_tell_the_same(db: Session, park: BuiltPark, tmp_path: Path):
    survey_id = receive(db, a_txt(tmp_path, TWO)).survey_id
    preview = json.loads(preview_geojson(db, OFFICER, survey_id, 100))
    rows = list_rows(db, OFFICER, survey_id)
    assert [feature["id"] for feature in preview["features"]] == [row["row_no"] for row in rows["items"]] == [1, 2]
    assert preview["features"][0]["properties"]["action"] == "new"
    west, south, _, north = find_survey(db, OFFICER, survey_id)["bbox"]
    assert rows["items"][0]["bbox"] == pytest.approx([west, south, rows["items"][1]["bbox"][0], north], abs=1e-4)
