"""The demo contracts in the register: versions, obligations and checks tell what the records of the demo tell."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.contracts.queries import EVERYTHING, ContractFilter, list_contracts, total_contracts
from gisapp.contracts.terms import ContractProgress
from gisapp.demo.records import DemoPlot

TODAY = date(2026, 11, 23)
SYSTEM = system_principal("测试")


def test_actual_days_come_from_checks_and_agreed_days_from_the_first_version(demo_db: Session, live: list[DemoPlot]):
    rows = demo_db.execute(
        text(
            "select c.contract_no, m.kind, m.agreed_on, m.actual_on, m.document from contract_milestone m join contract c on c.id = m.contract_id"
            " where m.version_no = 1"
        )
    )
    stored = {(row.contract_no, row.kind): row for row in rows}
    for plot in live:
        for contract in plot.contracts:
            for milestone in contract.milestones:
                row = stored[contract.contract_no, milestone.kind]
                first = contract.start_extended_from if milestone.kind == "start" else None
                assert row.agreed_on == (first or milestone.agreed_on)
                assert row.actual_on == milestone.actual_on, (contract.contract_no, milestone.kind)
                assert milestone.actual_on is None or row.document == milestone.document


def test_every_contract_has_its_obligations_and_every_cause_of_a_supplement_occurs(demo_db: Session):
    bare = demo_db.execute(
        text("select count(*) from contract c where not exists (select from obligation o where o.contract_id = c.id)")
    ).scalar_one()
    assert bare == 0
    causes = set(demo_db.execute(text("select distinct cause from contract_version where version_no > 1")).scalars())
    assert causes == {"own", "government", "force_majeure"}


def test_every_progress_occurs_and_the_sums_are_those_of_the_list(demo_db: Session):
    rows = list_contracts(demo_db, SYSTEM, TODAY, ContractFilter(), limit=EVERYTHING)
    totals = total_contracts(demo_db, SYSTEM, TODAY, ContractFilter())
    assert {row["progress"] for row in rows} == set(ContractProgress.values())
    assert {row["state"] for row in rows} == {"in_force", "ended"}
    assert totals["total"] == len(rows)
    assert totals["price_yuan"] == sum(row["price_yuan"] or 0 for row in rows)
    assert all(
        row["duties"] == sum(row[c] for c in ("kept", "late", "broken", "waived", "not_yet_due")) for row in rows
    )
    for progress in ContractProgress.values():
        part = list_contracts(demo_db, SYSTEM, TODAY, ContractFilter(progresses=[progress]), limit=EVERYTHING)
        assert [row["id"] for row in part] == [row["id"] for row in rows if row["progress"] == progress]


def test_instalments_add_up_to_the_price_in_every_version(demo_db: Session):
    odd = demo_db.execute(
        text(
            "select v.contract_id from contract_version v join contract_instalment i using (contract_id, version_no)"
            " group by v.contract_id, v.version_no, v.price_yuan having sum(i.amount_yuan) <> v.price_yuan"
        )
    ).all()
    assert odd == []
