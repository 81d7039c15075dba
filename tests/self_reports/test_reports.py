"""A report is asked for, filed, sent back, filed again, taken in; what the database refuses; what a day shows."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gisapp.db.engine import create_app_engine, transaction
from gisapp.evidence.vault import read_file
from gisapp.kernel.errors import Conflict, DomainError, Invalid, NotFound
from gisapp.land.terms import DevelopmentState
from gisapp.self_reports.asking import offer_request
from gisapp.self_reports.filing import file_report, open_report
from gisapp.self_reports.lifecycle import LIFECYCLE
from gisapp.self_reports.reports import ReportFilter, find_report, list_reports, show_report, usable_reports
from gisapp.self_reports.terms import ReportPart, ReportState, ReportStep
from gisapp.self_reports.transitions import move_report
from tests.builders.commitment import TODAY, a_site, officer
from tests.builders.self_report import SAID, a_photo, a_report, said

LATER = TODAY + timedelta(days=3)


@pytest.fixture
def site(db):
    return a_site(db)


def test_the_offer_names_the_promises_that_need_a_figure_and_counts_working_days(db, site):
    offer = offer_request(db, officer(), site.contract.contract_id, TODAY)
    needed = {figure["name"]: figure["needed_for_zh"] for figure in offer["figures"]}
    assert needed["buildings_yuan"] == ["固定资产投资强度"]
    assert needed["energy_tce"] == []
    assert (offer["period_from"], offer["period_to"]) == (date(2026, 7, 1), date(2026, 9, 30))
    assert offer["due_on"] == date(2026, 12, 7)


def test_a_report_goes_its_whole_way_and_every_word_stays(db, site):
    report_id, number, key = a_report(db, site)
    form = open_report(db, number, key, TODAY)
    assert form["promises"][0]["label_zh"]
    assert {promise["state"] for promise in form["promises"]} <= {
        "not_yet_due",
        "due",
        "kept",
        "late",
        "rectifying",
        "broken",
        "waived",
    }
    receipt = file_report(db, number, key, said(), TODAY)
    assert (receipt["sequence"], receipt["is_late"]) == (2, False)
    move_report(
        db,
        officer(),
        report_id,
        ReportStep.RETURN,
        reason="设备投资请附清单",
        due_on=LATER,
        today=TODAY,
        expected_sequence=2,
    )
    assert open_report(db, number, key, TODAY)["return_reason"] == "设备投资请附清单"
    again = file_report(db, number, key, said(figures={**SAID, "equipment_yuan": None}, words="清单另报"), LATER)
    assert again["sha256"] != receipt["sha256"]
    move_report(db, officer(), report_id, ReportStep.ACCEPT, reason="", today=LATER, expected_sequence=4)
    sheet = show_report(db, officer(), report_id, LATER)
    assert [step["step"] for step in sheet["steps"]] == ["ask", "submit", "return", "submit", "accept"]
    second = {figure["name"]: (figure["value"], figure["before"]) for figure in sheet["filings"][1]["figures"]}
    assert second == {
        "buildings_yuan": ("21000000", "21000000"),
        "equipment_yuan": (None, "28000000.50"),
        "tax_yuan": (None, None),
    }
    assert sheet["may"] == {"return": False, "accept": False, "cancel": False}
    assert open_report(db, number, key, LATER)["state"] == "accepted"
    with pytest.raises(Conflict):
        file_report(db, number, key, said(), LATER)


def test_photographs_become_evidence_of_the_park_with_their_hashes(db, site):
    report_id, number, key = a_report(db, site)
    file_report(db, number, key, said(photos=(("东侧.jpg", a_photo()), ("西侧.png", a_photo("#B99B72", "png")))), TODAY)
    photos = show_report(db, officer(), report_id, TODAY)["filings"][0]["photos"]
    assert [photo["media_type"] for photo in photos] == ["image/jpeg", "image/png"]
    described, content = read_file(db, officer(), photos[0]["evidence_id"])
    assert described["source"] == f"企业自报 {number}"
    assert hashlib.sha256(content).hexdigest() == photos[0]["sha256"]


def test_only_what_was_taken_in_can_be_used_and_it_says_what_was_said(db, site):
    report_id, number, key = a_report(db, site)
    file_report(db, number, key, said(), TODAY)
    contract = site.contract.contract_id
    assert usable_reports(db, officer(), contract, TODAY) == []
    move_report(db, officer(), report_id, ReportStep.ACCEPT, reason="已核对", today=TODAY, expected_sequence=2)
    (found,) = usable_reports(db, officer(), contract, TODAY)
    assert found["figures"] == {"buildings_yuan": "21000000", "equipment_yuan": "28000000.50", "tax_yuan": None}
    assert len(found["evidence_ids"]) == 1


def test_a_day_shows_the_report_as_it_stood(db, site):
    report_id, number, key = a_report(db, site, due_on=TODAY)
    file_report(db, number, key, said(), LATER)
    assert find_report(db, officer(), report_id, TODAY)["state"] == "open"
    day_after = find_report(db, officer(), report_id, TODAY + timedelta(days=1))
    assert (day_after["is_overdue"], day_after["filed_on"]) == (True, None)
    now = find_report(db, officer(), report_id, LATER)
    assert (now["state"], now["is_overdue"], now["is_late"]) == ("submitted", False, True)
    with pytest.raises(NotFound):
        find_report(db, officer(), report_id, TODAY - timedelta(days=1))
    assert show_report(db, officer(), report_id, TODAY)["filings"] == []


def test_counts_are_those_of_the_lists(db, site):
    first, number, key = a_report(db, site, due_on=TODAY)
    a_report(db, site)
    file_report(db, number, key, said(), TODAY)
    found = list_reports(db, officer(), ReportFilter(), LATER)
    for state in ReportState:
        narrowed = list_reports(db, officer(), ReportFilter(states=(state,)), LATER)
        assert len(narrowed["items"]) == found["counts"][str(state)]
    late = list_reports(db, officer(), ReportFilter(overdue=True), date(2026, 12, 5))
    assert len(late["items"]) == late["counts"]["overdue"] == 1
    assert first in {row["id"] for row in found["items"]}


def test_another_park_sees_nothing_of_it(db, site):
    report_id, _, _ = a_report(db, site)
    stranger = officer(None, site.park.park_id + 999)
    assert list_reports(db, stranger, ReportFilter(), TODAY)["items"] == []
    for act in (
        lambda: find_report(db, stranger, report_id, TODAY),
        lambda: offer_request(db, stranger, site.contract.contract_id, TODAY),
        lambda: move_report(db, stranger, report_id, ReportStep.CANCEL, reason="x", today=TODAY, expected_sequence=1),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parts": ()}, "self_report.nothing_asked"),
        ({"figures": ()}, "self_report.figures_unchosen"),
        ({"parts": (ReportPart.PROGRESS,)}, "self_report.figures_unchosen"),
        ({"figures": ("site_area_m2",)}, "self_report.figure_unknown"),
        ({"period_from": date(2026, 10, 1)}, "self_report.period_swapped"),
        ({"period_to": TODAY + timedelta(days=1)}, "self_report.period_ahead"),
        ({"due_on": TODAY - timedelta(days=1)}, "self_report.due_past"),
        ({"email": "a@example.com"}, "self_report.no_public_url"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(db, site, changes, code):
    with pytest.raises(Invalid) as refused:
        a_report(db, site, **changes)
    assert refused.value.code == code


def test_a_contract_that_has_ended_is_asked_for_nothing(db, site):
    db.execute(
        text("update contract set ended_on = :day where id = :id"), {"day": TODAY, "id": site.contract.contract_id}
    )
    with pytest.raises(Conflict):
        a_report(db, site)


def test_the_table_of_steps_is_the_databases(db):
    rows = db.execute(text("select step, from_state, to_state, needs_reason from self_report_transition")).all()
    assert {tuple(row) for row in rows} == {
        (way.step, way.from_state, way.to_state, way.needs_reason) for way in LIFECYCLE.transitions
    }


@pytest.mark.parametrize(
    "statement",
    [
        "update self_report set note = 'x'",
        "delete from self_report_filing",
        "update self_report_step set reason = 'x'",
        "insert into self_report_step (report_id, sequence, step, from_state, state, done_on, due_on, actor_name)"
        " select id, 2, 'accept', 'open', 'accepted', asked_on, asked_on, 'x' from self_report",
        "insert into self_report_step (report_id, sequence, step, from_state, state, done_on, due_on, actor_name)"
        " select id, 2, 'cancel', 'open', 'cancelled', asked_on, date '2026-12-04', 'x' from self_report",
        "insert into self_report_step (report_id, sequence, step, from_state, state, done_on, due_on, actor_name)"
        " select id, 2, 'submit', 'open', 'submitted', asked_on, date '2026-12-04', 'x' from self_report; set constraints all immediate",
    ],
)
def test_the_database_refuses_what_the_use_cases_would(db, site, statement):
    a_report(db, site)
    with pytest.raises(DBAPIError):
        db.execute(text(statement))


def test_a_filing_in_the_table_has_exactly_what_was_asked(db, site):
    report_id, _, _ = a_report(db, site)
    step = db.execute(
        text(
            "insert into self_report_step (report_id, sequence, step, from_state, state, done_on, due_on, actor_name)"
            " values (:id, 2, 'submit', 'open', 'submitted', :day, date '2026-12-04', 'x') returning id"
        ),
        {"id": report_id, "day": TODAY},
    ).scalar_one()
    for figures in (
        "{}",
        '{"buildings_yuan": "1", "equipment_yuan": "1"}',
        '{"buildings_yuan": "1", "equipment_yuan": "1", "tax_yuan": "1", "other": "1"}',
    ):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(
                text(
                    "insert into self_report_filing (step_id, report_id, progress, figures, evidence_ids, sha256)"
                    " values (:step, :id, 'building', cast(:figures as jsonb), '{1}', repeat('a', 64))"
                ),
                {"step": step, "id": report_id, "figures": figures},
            )


def test_a_wrong_link_tells_nothing(db, site):
    _, number, key = a_report(db, site)
    _, other, _ = a_report(db, site)
    told = set()
    for asked, secret in (
        (number, key[:-1] + ("A" if key[-1] != "A" else "B")),
        (number, ""),
        (other, key),
        ("ZB2026-9999", key),
    ):
        with pytest.raises(NotFound) as refused:
            open_report(db, asked, secret, TODAY)
        told.add((refused.value.code, refused.value.message_zh))
    assert len(told) == 1


def test_of_two_that_file_at_once_one_is_kept_and_of_two_officers_one_decides(fresh_url):
    engine = create_app_engine(fresh_url, pool_size=4)
    with transaction(engine) as session:
        report_id, number, key = a_report(session, a_site(session))
    gate = Barrier(4)

    def file(_: int) -> str:
        gate.wait(10)
        try:
            with transaction(engine) as session:
                return file_report(session, number, key, said(), TODAY)["sha256"]
        except DomainError as refused:
            return refused.code

    def decide(place: int) -> str:
        gate.wait(10)
        try:
            with transaction(engine) as session:
                if place % 2:
                    move_report(
                        session, officer(), report_id, ReportStep.ACCEPT, reason="", today=TODAY, expected_sequence=2
                    )
                else:
                    move_report(
                        session,
                        officer(),
                        report_id,
                        ReportStep.RETURN,
                        reason="请补照片",
                        due_on=LATER,
                        today=TODAY,
                        expected_sequence=2,
                    )
                return "done"
        except DomainError as refused:
            return refused.code

    with ThreadPoolExecutor(4) as pool:
        filed = list(pool.map(file, range(4)))
        decided = list(pool.map(decide, range(4)))
    with transaction(engine) as session:
        counted = session.execute(text("select count(*) from self_report_filing")).scalar_one()
        files = session.execute(text("select count(*) from evidence_file where source like '企业自报%'")).scalar_one()
    engine.dispose()
    assert sorted(len(answer) == 64 for answer in filed) == [False, False, False, True]
    assert (counted, files) == (1, 1)
    assert sorted(decided) == ["done", *["self_report.moved_meanwhile"] * 3]


def test_a_report_moves_no_state_of_the_plot(db, site):
    """What an enterprise says proves nothing: only a check with evidence moves the plot."""
    before = db.execute(text("select count(*), max(id) from plot_state")).one()
    report_id, number, key = a_report(db, site)
    file_report(db, number, key, said(progress=DevelopmentState.IN_PRODUCTION), TODAY)
    move_report(db, officer(), report_id, ReportStep.ACCEPT, reason="", today=TODAY, expected_sequence=2)
    assert db.execute(text("select count(*), max(id) from plot_state")).one() == before
