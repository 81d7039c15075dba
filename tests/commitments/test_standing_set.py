"""The set in SQL and the rule in Python say the same of every obligation on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.commitments.rules.fulfilment import Check, Waiver, stand, tally
from gisapp.commitments.rules.schedule import Obligation
from gisapp.kernel.evidence import Evidence
from gisapp.preparation.standard_terms import CheckVerdict, ObligationKind, Obligor
from tests.builders.contract import a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.park import a_park
from tests.builders.plot import a_plot

MIDDLE = date(2026, 6, 15)
SUPPLEMENT = MIDDLE + timedelta(days=3)
CASES = 250
PROOF = (Evidence("E1"),)


def _day(rng: Random, spread: int = 25) -> date:
    return MIDDLE + timedelta(days=rng.randint(-spread, spread))


def _check(rng: Random, number: int) -> tuple[Check, date | None]:
    verdict = rng.choice(list(CheckVerdict))
    on = _day(rng)
    done = on - timedelta(days=rng.randint(0, 20)) if verdict is CheckVerdict.MET or rng.random() < 0.3 else None
    by = on + timedelta(days=rng.randint(1, 20)) if verdict is CheckVerdict.RECTIFY else None
    withdrawn = on + timedelta(days=rng.randint(0, 15)) if rng.random() < 0.25 else None
    return Check(on, number, verdict, done, None, by, "违约金", "组长", PROOF), withdrawn


def _live(checks: list[tuple[Check, date | None]], day: date) -> list[Check]:
    return [check for check, withdrawn in checks if withdrawn is None or withdrawn > day]


@pytest.fixture
def unguarded(db: Session) -> Session:
    """Histories that the triggers would refuse are judged alike too."""
    db.execute(text("reset role"))
    for table in ("commitment_check", "commitment_check_withdrawal", "commitment_waiver"):
        db.execute(text(f"alter table {table} disable trigger user"))
    return db


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_set_agrees_with_the_rule_on_random_histories(unguarded: Session, seed: int):
    rng, db = Random(seed), unguarded
    park = a_park(db)
    proof = an_evidence_file(db, park)
    built = a_contract(db, a_plot(db, park))
    contract = built.contract_id
    db.execute(
        text(
            "insert into contract_version (contract_id, version_no, holds_from, supplement_no, cause, reason, evidence_ids)"
            " values (:c, 2, :day, '补1', 'own', '延期', :proof)"
        ),
        {"c": contract, "day": SUPPLEMENT, "proof": [proof]},
    )
    cases: dict[str, tuple[Obligation, Obligation | None, list[tuple[Check, date | None]], Waiver | None]] = {}
    for number in range(CASES):
        key = f"case:{number}"
        first = Obligation(key, ObligationKind.START, Obligor.HOLDER, _day(rng, 12), "动工", "合同")
        second = replace(first, due_on=_day(rng, 12)) if rng.random() < 0.8 else None
        checks = [_check(rng, place) for place in range(1, rng.choice([1, 2, 2, 3, 4]))]
        waiver = Waiver(_day(rng), "管委会", "规划调整", PROOF) if rng.random() < 0.2 else None
        cases[key] = (first, second, checks, waiver)
        for version, obligation in ((1, first), (2, second)):
            if obligation is not None:
                db.execute(
                    text(
                        "insert into obligation (contract_id, version_no, key, kind, obligor, due_on, label_zh, basis)"
                        " values (:c, :v, :key, 'start', 'holder', :due, '动工', '合同')"
                    ),
                    {"c": contract, "v": version, "key": key, "due": obligation.due_on},
                )
        for check, withdrawn in checks:
            found = db.execute(
                text(
                    "insert into commitment_check (contract_id, obligation_key, sequence, checked_on, verdict, done_on, rectify_by, consequence,"
                    " signed_off_by, evidence_ids, recorded_by_name) values (:c, :key, :n, :on, :verdict, :done, :by, '违约金', '组长', :proof, '测试')"
                    " returning id"
                ),
                {
                    "c": contract, "key": key, "n": check.sequence, "on": check.checked_on, "verdict": str(check.verdict),
                    "done": check.done_on, "by": check.rectify_by, "proof": [proof],
                },
            ).scalar_one()  # fmt: skip
            if withdrawn is not None:
                db.execute(
                    text(
                        "insert into commitment_check_withdrawal (check_id, withdrawn_on, decided_by, reason, evidence_ids, recorded_by_name)"
                        " values (:id, :on, '核查组', '误判', :proof, '测试')"
                    ),
                    {"id": found, "on": withdrawn, "proof": [proof]},
                )
        if waiver is not None:
            db.execute(
                text(
                    "insert into commitment_waiver (contract_id, obligation_key, waived_on, decided_by, reason, evidence_ids, recorded_by_name)"
                    " values (:c, :key, :on, '管委会', '规划调整', :proof, '测试')"
                ),
                {"c": contract, "key": key, "on": waiver.waived_on, "proof": [proof]},
            )

    seen = set()
    for step in (-40, -12, -3, 0, 2, 3, 4, 10, 25, 60):
        day = MIDDLE + timedelta(days=step)
        rows = {
            row["obligation_key"]: row
            for row in db.execute(
                text("select * from obligation_standing(:day) where obligation_key like 'case:%'"), {"day": day}
            ).mappings()
        }
        expected = {}
        for key, (first, second, checks, waiver) in cases.items():
            obligation = first if day < SUPPLEMENT else second
            if obligation is not None:
                expected[key] = stand(obligation, _live(checks, day), waiver, day)
        assert rows.keys() == expected.keys()
        for key, standing in expected.items():
            row = rows[key]
            assert (
                row["state"],
                row["is_settled"],
                row["kept_on"],
                row["late_days"],
                row["act_by"],
                row["due_on"],
            ) == (
                str(standing.state),
                standing.is_settled,
                standing.kept_on,
                standing.late_days,
                standing.act_by,
                standing.obligation.due_on,
            ), (key, day, cases[key])
            if not standing.is_settled:
                assert row["rectify_by"] == standing.rectify_by
            seen.add(row["state"])
        found = tally(expected.values())
        for column in ("kept", "late", "broken", "waived", "not_yet_due"):
            assert sum(row["tally"] == column for row in rows.values()) == getattr(found, column)
        assert sum(row["tally"] == "late" and not row["is_settled"] for row in rows.values()) == found.late_open
    assert seen == {"not_yet_due", "due", "kept", "late", "rectifying", "broken", "waived"}


def test_a_contract_counts_from_its_signing_to_the_day_it_ends(db: Session):
    built = a_contract(db, a_plot(db, a_park(db)), ended_on=date(2025, 6, 1))

    def count(day: str) -> int:
        return db.execute(
            text("select count(*) from obligation_standing(cast(:day as date))"), {"day": day}
        ).scalar_one()

    assert [count(day) for day in ("2024-02-29", "2024-03-01", "2025-05-31", "2025-06-01")] == [
        0, len(built.obligations), len(built.obligations), 0,
    ]  # fmt: skip
