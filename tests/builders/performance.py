"""Enterprises with land, and workbooks of their figures as they come from an office."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.holders import credit_code
from gisapp.performance.figures import FigureDraft, LandPart, revise_figures
from gisapp.performance.schemes import CriterionDraft, SchemeDraft, add_scheme
from gisapp.performance.terms import Criterion, LandKind, Segment
from tests.builders.park import BuiltPark
from tests.builders.plot import a_plot
from tests.builders.project import CLERK

YEAR = 2025


def an_enterprise(session: Session, park: BuiltPark, number: int, *, holds: int | None = None) -> int:
    """An invented enterprise, holder of a plot where one is given."""
    party_id = session.execute(
        text(
            "insert into party (zone_id, kind, name_zh, name_en, credit_code) values (:zone, 'enterprise', :name, '', :code) returning id"
        ),
        {"zone": park.zone_id, "name": f"示例企业{number:02d}", "code": credit_code(number)},
    ).scalar_one()
    if holds is not None:
        session.execute(
            text(
                "insert into plot_party (plot_id, party_id, role, source, valid) values (:plot, :party, 'holder', '测试', daterange('2020-01-01', null))"
            ),
            {"plot": holds, "party": party_id},
        )
    return party_id


def some_enterprises(session: Session, park: BuiltPark, count: int) -> list[tuple[int, int]]:
    """Enterprises each holding one plot of six hectares: (party id, plot id)."""
    found = []
    for number in range(1, count + 1):
        box = (100 + 210 * ((number - 1) % 8), 100 + 310 * ((number - 1) // 8), 200, 300)
        plot_id = a_plot(session, park, f"P4-{number:03d}", box=box)
        found.append((an_enterprise(session, park, number, holds=plot_id), plot_id))
    return found


def figures_of(
    session: Session,
    park: BuiltPark,
    party_id: int,
    tax_wan: float,
    *,
    year: int = YEAR,
    plot_id: int | None = None,
    reason: str = "",
    segment: Segment = Segment.ABOVE,
) -> int:
    """Figures of a hundred mu with so much tax; everything else follows from the tax."""
    tax = Decimal(str(tax_wan)) * 10_000
    return revise_figures(
        session,
        CLERK,
        park.code,
        FigureDraft(
            party_id=party_id,
            park_id=park.park_id,
            year=year,
            segment=segment,
            amounts={"tax_yuan": tax, "value_added_yuan": tax * 5, "revenue_yuan": tax * 20, "energy_tce": Decimal(1000)},
            land=[LandPart(LandKind.REGISTERED, Decimal("66666.67"), plot_id)],
            started_on=date(2015, 1, 1),
            source="测试",
            reason=reason,
        ),
    )  # fmt: skip


def a_scheme(session: Session, year: int = YEAR, **changes: Any) -> int:
    """Tax alone, a hundred points at 10 万元 a mu, for both segments."""
    return add_scheme(session, CLERK, scheme_draft(year, **changes))


def scheme_draft(year: int = YEAR, **changes: Any) -> SchemeDraft:
    parts = {
        "year": year, "title_zh": "测试口径", "basis": "测试", "share_a": Decimal("0.25"), "share_b": Decimal("0.7"), "share_c": Decimal("0.95"),
        "criteria": [CriterionDraft(segment, Criterion.TAX_PER_MU, Decimal(100), Decimal(10)) for segment in Segment],
    }  # fmt: skip
    return SchemeDraft(**{**parts, **changes})


HEADER = (
    "企业名称",
    "统一社会信用代码",
    "园区",
    "规上/规下",
    "实缴税收（万元）",
    "工业增加值（万元）",
    "登记用地（亩）",
)


def a_workbook(
    rows: Sequence[Sequence[Any]],
    *,
    header: Sequence[str] = HEADER,
    above: Sequence[Sequence[Any]] = (),
    merged: Sequence[str] = (),
) -> bytes:
    """An .xlsx with what stands above the header, the header, and rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [*above, header, *rows]:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
