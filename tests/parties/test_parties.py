"""Who holds and who occupies: many to many, dated, shares that sum to one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.kernel.errors import Conflict, Invalid, RuleViolation
from gisapp.parties.parties import parties_of_plot, register_party, revise_parties, search_parties
from tests.builders.park import a_park
from tests.builders.plot import a_plot

OFFICER = system_principal("土地管理人员")
TODAY = date(2026, 11, 23)


@pytest.fixture
def park(db: Session):
    return a_park(db)


def enterprise(db: Session, park, name: str) -> int:
    return register_party(db, OFFICER, park.zone_id, kind="enterprise", name_zh=name)


def test_a_wrong_credit_code_is_refused_with_its_finding(db: Session, park):
    with pytest.raises(RuleViolation) as error:
        register_party(
            db, OFFICER, park.zone_id, kind="enterprise", name_zh="示例企业", credit_code="91110000600037342L"
        )
    assert error.value.findings[0].code == "identifier.credit_code_invalid"


def test_one_plot_has_many_parties_and_one_party_many_plots(db: Session, park):
    a, b = enterprise(db, park, "示例企业甲"), enterprise(db, park, "示例企业乙")
    first = a_plot(db, park, "P4-001", box=(100, 100, 100, 100))
    second = a_plot(db, park, "P4-002", box=(300, 100, 100, 100))
    half = [
        {"party_id": a, "role": "holder", "share": "0.5"},
        {"party_id": b, "role": "holder", "share": "0.5"},
        {"party_id": b, "role": "occupant"},
    ]
    for plot_id in (first, second):
        revise_parties(db, OFFICER, plot_id, half, valid_from=date(2022, 1, 1), reason="出让合同", document="合同1号")
    held = parties_of_plot(db, first, TODAY)
    assert [(row["name_zh"], row["role"], row["share"]) for row in held] == [
        ("示例企业甲", "holder", Decimal("0.5")),
        ("示例企业乙", "holder", Decimal("0.5")),
        ("示例企业乙", "occupant", Decimal(1)),
    ]
    found = search_parties(db, OFFICER, "企业乙", TODAY)
    assert {plot["plot_no"] for plot in found[0]["plots"]} == {"P4-001", "P4-002"}


def test_a_transfer_keeps_who_held_before(db: Session, park):
    a, b = enterprise(db, park, "示例企业甲"), enterprise(db, park, "示例企业乙")
    plot_id = a_plot(db, park)
    revise_parties(
        db,
        OFFICER,
        plot_id,
        [{"party_id": a, "role": "holder"}],
        valid_from=date(2021, 1, 1),
        reason="出让",
        document=None,
    )
    revise_parties(
        db,
        OFFICER,
        plot_id,
        [{"party_id": b, "role": "holder"}],
        valid_from=date(2024, 7, 1),
        reason="转让",
        document="转让合同",
    )
    assert [row["name_zh"] for row in parties_of_plot(db, plot_id, date(2024, 6, 30))] == ["示例企业甲"]
    assert [row["name_zh"] for row in parties_of_plot(db, plot_id, date(2024, 7, 1))] == ["示例企业乙"]
    changes = db.execute(
        text("select changes from audit_event where tag = 'plot:parties:revise' order by id desc limit 1")
    ).scalar_one()
    assert changes["holder"] == {"old": "示例企业甲", "new": "示例企业乙"}


@pytest.mark.parametrize("shares", [["0.5"], ["0.7", "0.4"]])
def test_shares_of_the_holders_sum_to_one(db: Session, park, shares):
    plot_id = a_plot(db, park)
    parties = [
        {"party_id": enterprise(db, park, f"示例企业{index}"), "role": "holder", "share": share}
        for index, share in enumerate(shares)
    ]
    with pytest.raises(Invalid) as error:
        revise_parties(db, OFFICER, plot_id, parties, valid_from=date(2021, 1, 1), reason="出让", document=None)
    assert error.value.code == "party.shares_not_one"


def test_a_change_before_a_recorded_one_is_refused_with_its_day(db: Session, park):
    a = enterprise(db, park, "示例企业甲")
    plot_id = a_plot(db, park)
    revise_parties(
        db,
        OFFICER,
        plot_id,
        [{"party_id": a, "role": "holder"}],
        valid_from=date(2023, 1, 1),
        reason="出让",
        document=None,
    )
    with pytest.raises(Conflict) as error:
        revise_parties(db, OFFICER, plot_id, [], valid_from=date(2022, 1, 1), reason="更正", document=None)
    assert "2023年1月1日" in error.value.message_zh


def test_a_change_before_the_plot_existed_is_refused(db: Session, park):
    a = enterprise(db, park, "示例企业甲")
    plot_id = a_plot(db, park, valid_from="2020-01-01")
    with pytest.raises(Conflict):
        revise_parties(
            db,
            OFFICER,
            plot_id,
            [{"party_id": a, "role": "holder"}],
            valid_from=date(2019, 1, 1),
            reason="出让",
            document=None,
        )
