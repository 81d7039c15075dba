"""What the database refuses about checks and waivers by itself, whoever asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gisapp.db.errors import domain_error
from tests.builders.commitment import Site, a_site, check_row

DUE = date(2024, 9, 1)
ONE = timedelta(days=1)


@pytest.fixture
def site(db: Session) -> Site:
    return a_site(db)


def refused(session: Session, write) -> str:
    """The code of the refusal that a person would read."""
    with pytest.raises(DBAPIError) as caught, session.begin_nested():
        write()
    error = domain_error(caught.value)
    assert error is not None, caught.value
    assert error.message_zh.endswith("。")
    return error.code


def a_waiver(session: Session, site: Site, key: str = "start", **changes) -> None:
    given = {
        "c": site.contract.contract_id, "key": key, "on": date(2024, 9, 20), "who": "管委会", "why": "规划调整", "proof": [site.proof], **changes,
    }  # fmt: skip
    session.execute(
        text(
            "insert into commitment_waiver (contract_id, obligation_key, waived_on, decided_by, reason, evidence_ids, recorded_by_name)"
            " values (:c, :key, :on, :who, :why, :proof, '测试')"
        ),
        given,
    )


def withdraw(session: Session, check_id: int, on: date, proof: list[int]) -> None:
    session.execute(
        text(
            "insert into commitment_check_withdrawal (check_id, withdrawn_on, decided_by, reason, evidence_ids, recorded_by_name)"
            " values (:id, :on, '核查组', '误判', :proof, '测试')"
        ),
        {"id": check_id, "on": on, "proof": proof},
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proof": []}, "commitment.no_evidence"),
        ({"proof": [999_999]}, "evidence.unknown"),
        ({"key": "no_such_key"}, "commitment.unknown"),
        ({"n": 2}, "commitment.checked_meanwhile"),
        ({"verdict": "broken", "on": DUE, "done": None, "consequence": "违约金"}, "commitment.broken_before_due"),
        ({"key": "indicator:investment_intensity:at_least", "measured": "2999.99"}, "commitment.target_missed"),
        ({"key": "indicator:investment_intensity:at_least"}, "commitment.target_missed"),
    ],
)
def test_a_check_that_proves_nothing_or_too_much_is_refused(db: Session, site: Site, changes: dict, code: str):
    assert refused(db, lambda: check_row(db, site, **changes)) == code


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"verdict": "broken", "on": DUE + ONE, "done": None, "consequence": "违约金"},
        {"key": "indicator:investment_intensity:at_least", "measured": "3000"},
        {"verdict": "rectify", "done": None, "by": date(2024, 9, 11)},
    ],
)
def test_a_check_at_the_limit_is_kept(db: Session, site: Site, changes: dict):
    assert check_row(db, site, **changes) > 0


@pytest.mark.parametrize(
    "changes",
    [
        {"signed": "  "},
        {"done": date(2024, 9, 11)},
        {"done": None},
        {"verdict": "rectify", "by": None},
        {"verdict": "rectify", "by": date(2024, 9, 10)},
        {"verdict": "broken", "consequence": " "},
        {"verdict": "met", "by": date(2024, 12, 1)},
    ],
)
def test_a_check_of_two_minds_is_refused(db: Session, site: Site, changes: dict):
    with pytest.raises(DBAPIError, match="commitment_check_"), db.begin_nested():
        check_row(db, site, **changes)


def test_nothing_follows_what_was_found_broken_until_that_is_withdrawn(db: Session, site: Site):
    broken = check_row(db, site, verdict="broken", done=None, consequence="违约金")
    assert refused(db, lambda: check_row(db, site, n=2, on=date(2024, 9, 11))) == "commitment.already_broken"
    assert refused(db, lambda: a_waiver(db, site)) == "commitment.already_settled"
    withdraw(db, broken, date(2024, 9, 11), [site.proof])
    assert check_row(db, site, n=2, on=date(2024, 9, 12)) > broken


def test_checks_follow_each_other_in_time(db: Session, site: Site):
    first = check_row(db, site, verdict="rectify", done=None, by=date(2024, 12, 1))
    assert refused(db, lambda: check_row(db, site, n=2, on=date(2024, 9, 9))) == "commitment.checked_meanwhile"
    assert check_row(db, site, n=2) > first


def test_only_the_last_check_is_withdrawn_once_and_with_a_paper(db: Session, site: Site):
    first = check_row(db, site, verdict="rectify", done=None, by=date(2024, 12, 1))
    second = check_row(db, site, n=2, on=date(2024, 9, 20))
    later = date(2024, 10, 1)
    assert refused(db, lambda: withdraw(db, first, later, [site.proof])) == "commitment.not_the_last_check"
    assert refused(db, lambda: withdraw(db, second, date(2024, 9, 19), [site.proof])) == "commitment.not_the_last_check"
    assert refused(db, lambda: withdraw(db, second, later, [])) == "commitment.withdrawal_unproved"
    withdraw(db, second, later, [site.proof])
    assert refused(db, lambda: withdraw(db, second, later, [site.proof])) in (
        "commitment.withdrawn_already", "commitment.not_the_last_check",
    )  # fmt: skip


def test_what_is_waived_is_neither_checked_nor_waived_again(db: Session, site: Site):
    a_waiver(db, site)
    assert refused(db, lambda: check_row(db, site, on=date(2024, 9, 20), done=DUE)) == "commitment.waived"
    assert refused(db, lambda: a_waiver(db, site)) == "commitment.waived"
    assert check_row(db, site, on=date(2024, 9, 19), done=DUE) > 0


@pytest.mark.parametrize("changes", [{"proof": []}, {"who": " "}, {"why": ""}])
def test_a_waiver_needs_who_why_and_a_paper(db: Session, site: Site, changes: dict):
    assert refused(db, lambda: a_waiver(db, site, **changes)) == "commitment.waiver_unproved"


def test_a_waiver_of_what_is_kept_is_refused(db: Session, site: Site):
    check_row(db, site)
    assert refused(db, lambda: a_waiver(db, site)) == "commitment.already_settled"


@pytest.mark.parametrize("table", ["commitment_check", "commitment_waiver", "commitment_check_withdrawal"])
@pytest.mark.parametrize("act", ["update {} set recorded_by_name = '别人'", "delete from {}", "truncate {} cascade"])
def test_checks_and_waivers_are_only_ever_added(db: Session, site: Site, table: str, act: str):
    check = check_row(db, site, verdict="rectify", done=None, by=date(2024, 12, 1))
    withdraw(db, check, date(2024, 9, 20), [site.proof])
    a_waiver(db, site, key="completion")
    db.execute(text("reset role"))
    assert refused(db, lambda: db.execute(text(act.format(table)))) == "history.immutable"
