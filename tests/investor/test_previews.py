"""What the window promises that one would sign is what signing writes, row by row; and the days to production follow the zone's own list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from gisapp.app import create_app
from gisapp.auth.principal import system_principal
from gisapp.contracts.bodies import signing_draft
from gisapp.contracts.drafts import draft_from_allocation
from gisapp.contracts.schemas import ContractBody
from gisapp.contracts.signing import sign_contract
from gisapp.db.history import replace_from
from gisapp.db.tables.approval import ApprovalItemRow
from gisapp.investor.preview_words import describe_preview, obligation_as_signed
from gisapp.investor.previews import NOT_USUAL, Wish, preview_site
from gisapp.investor.rules.plan import InvestmentPlan
from gisapp.investor.terms import PromiseChoice
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.errors import NotFound
from gisapp.settings import Settings
from gisapp.supply.rules.admission import PlannedDates
from tests.builders.allocation import PRICE, TEXTS, an_allocation
from tests.builders.offer import a_condition, an_offer, the_industries
from tests.builders.park import a_park
from tests.builders.plot import a_plot
from tests.builders.visitor import Visitor
from tests.conftest import TODAY

SYSTEM = system_principal("测试")
SIGNED = date(2026, 11, 20)
PLANNED = PlannedDates(date(2027, 6, 1), date(2028, 12, 1), date(2029, 6, 1))
"""The dates of the application that `an_application` hands in."""
BEFORE = date(2026, 10, 20)
"""A day on which the site is still on offer."""


def a_site(db: Session) -> int:
    the_industries(db)
    plot = a_plot(
        db,
        a_park(db),
        valid_from="2026-10-01",
        supply="on_offer",
        development="not_applicable",
        compliance="not_applicable",
        delivery_on="2027-01-15",
    )
    an_offer(db, plot, delivery_on="2027-01-15", valid_from="2026-10-01")
    a_condition(db, plot)
    return plot


def the_plan(area: Decimal) -> InvestmentPlan:
    """What `an_application` promises: 4,500 元/㎡ invested, 300 元/㎡ of tax, FAR 1.5."""
    return InvestmentPlan(investment_yuan=4500 * area, tax_yuan=300 * area, floor_area_m2=Decimal("1.5") * area)


def as_handed_in(values: dict[str, Any]) -> dict[str, Any]:
    """The draft as an officer hands it in: nothing changed in it, the texts of the form filled in, empty fields left out."""
    body = {name: value for name, value in values.items() if name in ContractBody.model_fields and value is not None}
    body["promises"] = [{k: v for k, v in one.items() if k != "value_zh"} for one in values["promises"]]
    body["instalments"] = [{k: v for k, v in one.items() if k != "number"} for one in values["instalments"]]
    return {**body, **TEXTS, "contract_no": "示例合同-2026-0001"}


def written(db: Session, contract_id: int) -> dict[str, dict[str, Any]]:
    rows = db.execute(
        text(
            "select key, kind, obligor, due_on, label_zh, basis, amount_yuan, target from obligation where contract_id = :id and version_no = 1"
        ),
        {"id": contract_id},
    ).mappings()
    return {row["key"]: dict(row) for row in rows}


def test_the_preview_is_what_signing_writes_row_by_row(db: Session):
    plot = a_site(db)
    area = Decimal(
        str(
            db.execute(
                text("select area_m2 from public_site where id = :id and upper_inf(valid)"), {"id": plot}
            ).scalar()
        )
    )
    wish = Wish(the_plan(area), PLANNED, PromiseChoice.PLAN, signed_on=SIGNED, price_yuan=PRICE)
    shown = preview_site(db, plot, wish, BEFORE)

    decided = an_allocation(db, plot)
    values = draft_from_allocation(db, SYSTEM, decided.allocation_id, SIGNED)
    signing = signing_draft(ContractBody(**as_handed_in(values)))
    signed = written(db, sign_contract(db, SYSTEM, signing, TODAY))

    promised = {duty.obligation.key: obligation_as_signed(duty.obligation) for duty in shown.duties.duties}
    assert set(promised) == set(signed)
    assert len(promised) == 10
    for key, row in promised.items():
        theirs = signed[key]
        target = None if row["target"] is None else Fraction(row["target"])
        assert {**row, "target": target} == {
            **theirs,
            "target": None if theirs["target"] is None else Fraction(theirs["target"]),
        }, key


def test_thresholds_are_promised_unless_the_investor_promises_the_plan(db: Session):
    plot = a_site(db)
    area = Decimal(60000)
    shown = preview_site(db, plot, Wish(the_plan(area), PLANNED), BEFORE)
    targets = {d.obligation.indicator.value: d.obligation.target for d in shown.duties.duties if d.obligation.indicator}
    assert targets == {"investment_intensity": 3750, "tax_per_mu": 225, "floor_area_ratio": Fraction(6, 5)}


def test_without_an_announcement_the_indicator_table_is_taken_and_said_so(db: Session):
    the_industries(db)
    plot = a_plot(db, a_park(db), supply="announced", development="not_applicable", compliance="not_applicable")
    an_offer(db, plot, price=None, delivery_on=None)
    told = describe_preview(preview_site(db, plot, Wish(InvestmentPlan(), PlannedDates(None, None, None)), TODAY), PromiseChoice.THRESHOLD, NOT_USUAL)  # fmt: skip
    assert told["threshold_source"]["value"] == "table"
    assert [finding["code"] for finding in told["findings"]] == ["preview.no_price"]
    assert told["duties"] == []
    assert told["deposit"]["amount_yuan"] is None


def test_a_plot_that_is_not_published_has_no_preview(db: Session):
    plot = a_plot(db, a_park(db), supply="prepared", development="not_applicable", compliance="not_applicable")
    with pytest.raises(NotFound):
        preview_site(db, plot, Wish(InvestmentPlan(), PlannedDates(None, None, None)), TODAY)


@pytest.fixture
def window(fresh_url: str) -> Iterator[tuple[Visitor, int]]:
    engine = create_engine(fresh_url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        plot = a_site(session)
    engine.dispose()
    app = create_app(Settings(database_url=fresh_url, database_pool=2), FixedClock(TODAY))
    with Visitor(app) as client:
        yield client, plot


def test_the_route_takes_the_plan_from_the_address(window):
    client, plot = window
    found = client.get(
        f"/api/sites/{plot}/preview", params={"investment_wan": 1000, "promise": "plan", "construction_months": 18}
    ).json()
    line = next(one for one in found["thresholds"] if one["indicator"] == "investment_intensity")
    assert line["verdict"] == "not_met"
    assert line["total"]["amount"] == pytest.approx(3750 * found["area_m2"], abs=0.01)
    assert line["gap"] == pytest.approx(3750 * found["area_m2"] - 10_000_000, abs=0.01)
    assert "preview.threshold_missed" in [one["code"] for one in found["findings"]]
    assert [one["variant"] for one in found["paths"]["variants"]] == ["standard", "commitment", "land_ready"]
    assert found["paths"]["construction_months"] == 18
    assert client.get(f"/api/sites/{plot}/preview", params={"investment_wan": -1}).status_code == 422
    assert client.get("/api/sites/999999/preview").status_code == 404


def test_a_shorter_clock_in_the_list_shortens_the_path(db: Session):
    plot = a_site(db)
    wish = Wish(InvestmentPlan(), PlannedDates(None, None, None))
    before = preview_site(db, plot, wish, BEFORE).paths[0]
    row = db.execute(
        text("select * from approval_item where code = 'drawing_review' and upper_inf(recorded)")
    ).mappings()
    own = ("id", "valid", "recorded", "code")
    longer = {name: value for name, value in row.one().items() if name not in own}
    replace_from(
        db, ApprovalItemRow, {"code": "drawing_review"}, date(2026, 1, 1), {**longer, "days": longer["days"] + 5}
    )
    after = preview_site(db, plot, wish, BEFORE).paths[0]
    assert after.approval_workdays == before.approval_workdays + 5
    permit = [next(s for s in path.steps if s.key == "construction_permit") for path in (before, after)]
    review = [next(s for s in path.steps if s.key == "drawing_review") for path in (before, after)]
    assert review[1].workdays == review[0].workdays + 5
    assert permit[1].starts_on == permit[0].starts_on  # beside it, not after it
