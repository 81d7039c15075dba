"""Writes three years of figures of invented enterprises: two as they were entered, the newest by a workbook that came in and was taken in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import xlsxwriter
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.holders import credit_code
from gisapp.demo.performance_cases import write_cases
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.kernel.clock import FixedClock
from gisapp.performance.imports import accept_import, receive_import
from gisapp.performance.rules.columns import field_specs
from gisapp.performance.rules.figures import AMOUNTS

YEARS = 3
SEED = 65
MISSING_IN_NEWEST = 3
UNKNOWN_CODE = credit_code(99_999)

_LAND = """
select h.party_id, y.name_zh, y.credit_code, h.park_id, k.code as park_code, h.plot_id, h.plot_no, h.area_m2,
       (select min(lower(n.valid)) from plot_state n where n.plot_id = h.plot_id and n.development in ('completed', 'in_production')) as built_on
from figure_holders(:year) h
join party y on y.id = h.party_id
join park k on k.id = h.park_id
order by k.sort_order, y.name_zh, h.plot_no
"""

_BUILT = """
select s.plot_id, s.area_m2, p.far_min, p.far_max,
       (select min(lower(n.valid)) from plot_state n where n.plot_id = s.plot_id and n.development in ('completed', 'in_production')) as built_on
from plot_snapshot s
left join planning_condition p on p.plot_id = s.plot_id and upper_inf(p.recorded) and p.valid @> cast(:day as date)
where s.valid @> cast(:day as date) and s.supply = 'allocated' and is_built_on(s.plot_id, s.development, :day)
  and (s.land_use_code like '1001%' or s.land_use_code like '1101%')
order by s.plot_id
"""


@dataclass
class Firm:
    """An invented enterprise in one park in one year: its plots with areas, what it made and used."""

    party_id: int
    name_zh: str
    credit_code: str
    park_id: int
    park_code: str
    started_on: date
    plots: list[tuple[int, str, Decimal]] = field(default_factory=list)
    leased_out: Decimal = Decimal(0)
    leased_in: tuple[int, str, Decimal] | None = None
    unregistered: Decimal = Decimal(0)
    amounts: dict[str, Decimal | None] = field(default_factory=dict)
    is_above: bool = True

    @property
    def registered(self) -> Decimal:
        return sum((area for _, _, area in self.plots), Decimal(0))


def write_performance(bulk: Bulk, session: Session, *, zone_id: int, today: date) -> None:
    """Write figures, floor areas, schemes, grades, exemptions, appeals and low-efficiency land; only of invented holders."""
    _write_built(bulk, session, today)
    for back in range(YEARS, 0, -1):
        year = today.year - back
        firms = _firms(session, year, back)
        if back > 1:
            _write_year(bulk, zone_id, year, firms)
        else:
            _import_year(session, year, firms[: len(firms) - MISSING_IN_NEWEST], today)
    write_cases(session, today)


def _firms(session: Session, year: int, back: int) -> list[Firm]:
    found: dict[tuple[int, int], Firm] = {}
    for row in session.execute(text(_LAND), {"year": year}):
        firm = found.setdefault(
            (row.party_id, row.park_id),
            Firm(row.party_id, row.name_zh, row.credit_code, row.park_id, row.park_code, row.built_on),
        )
        firm.plots.append((row.plot_id, row.plot_no, row.area_m2))
    firms = list(found.values())
    _share_land(firms)
    for firm in firms:
        _make_figures(firm, back)
    return firms


def _share_land(firms: Sequence[Firm]) -> None:
    """Let one in nine lease a fifth of its first plot to the next enterprise of its park, one in thirteen use a strip without papers."""
    for number, firm in enumerate(firms):
        if number % 9 == 4 and number + 1 < len(firms) and firms[number + 1].park_id == firm.park_id:
            plot_id, plot_no, area = firm.plots[0]
            part = round(area / 5, 2)
            firm.leased_out = part
            firms[number + 1].leased_in = (plot_id, plot_no, part)
        if number % 13 == 6:
            firm.unregistered = Decimal("1333.33")


def _make_figures(firm: Firm, back: int) -> None:
    """Figures of the usual order, every one following from the tax a mu; the same enterprise has the same luck in all years."""
    rng = Random(f"{SEED}/{firm.credit_code}/{firm.park_code}")
    mu = float(firm.registered) * 3 / 2000
    number = int(firm.name_zh.removeprefix("示例企业"))
    tax_per_mu = 1.5 + rng.random() * 2.5 if number % 12 == 7 else 7.5 * 2.718 ** rng.gauss(0, 0.55)
    trend, wobble = 1 + rng.uniform(-0.04, 0.12), Random(f"{SEED}/{firm.credit_code}/{back}").uniform(0.93, 1.07)
    tax = mu * tax_per_mu * trend ** (YEARS - back) * wobble * 10_000
    value_added = tax * rng.uniform(3.8, 6.5)
    revenue = value_added * rng.uniform(2.8, 4.6)
    made = {
        "tax_yuan": tax,
        "value_added_yuan": value_added,
        "output_yuan": revenue * rng.uniform(1.0, 1.08),
        "revenue_yuan": revenue,
        "rd_yuan": revenue * rng.uniform(0.004, 0.038),
        "fixed_investment_yuan": mu * rng.choice((0, 0, 4, 9, 18, 30)) * 10_000,
    }
    firm.amounts = {name: Decimal(round(value / 100)) * 100 for name, value in made.items()}
    firm.amounts |= {
        "energy_tce": Decimal(round(value_added / 10_000 / rng.uniform(1.8, 4.2), 1)).quantize(Decimal("0.1")),
        "electricity_kwh": Decimal(round(tax / rng.uniform(0.16, 0.4) / 100)) * 100,
        "emission_t": None if number % 4 == 1 else Decimal(f"{value_added / 10_000 / rng.uniform(3000, 7200):.3f}"),
        "staff": Decimal(max(4, round(value_added / 10_000 / rng.uniform(13, 27)))),
    }
    firm.is_above = revenue >= 20_000_000 and number % 11 != 3


def _write_year(bulk: Bulk, zone_id: int, year: int, firms: Sequence[Firm]) -> None:
    ids = bulk.insert(
        "enterprise_year",
        f"zone_id, park_id, party_id, year, is_above_size, started_on, {', '.join(AMOUNTS)}, source, recorded_by_name",
        [
            (zone_id, firm.park_id, firm.party_id, year, firm.is_above, firm.started_on, *(firm.amounts[name] for name in AMOUNTS),
             f"{SOURCE}；{year} 年度税务、统计部门数据汇总", ACTOR)
            for firm in firms
        ],
        returning="id",
    )  # fmt: skip
    land: list[tuple[Any, ...]] = []
    for figure_id, firm in zip(ids, firms, strict=True):
        land += [(figure_id, plot_id, "registered", area) for plot_id, _, area in firm.plots]
        if firm.leased_out:
            land.append((figure_id, firm.plots[0][0], "leased_out", firm.leased_out))
        if firm.leased_in:
            land.append((figure_id, firm.leased_in[0], "leased_in", firm.leased_in[2]))
        if firm.unregistered:
            land.append((figure_id, None, "unregistered", firm.unregistered))
    bulk.insert("enterprise_year_land", "figure_id, plot_id, kind, area_m2", land)


def _import_year(session: Session, year: int, firms: Sequence[Firm], today: date) -> None:
    """Let the newest year come in by a workbook: one row is of nobody known and is left out, a second file mends it and waits."""
    actor, clock = system_principal(ACTOR), FixedClock(today)
    first = receive_import(
        session, actor, clock, year=year, park_code=None, file_name=f"示意数据_{year}年度亩均数据汇总.xlsx",
        content=demo_workbook(year, firms, faulty=True),
    )  # fmt: skip
    accept_import(session, actor, clock, first)
    receive_import(
        session, actor, clock, year=year, park_code=None, file_name=f"示意数据_{year}年度亩均数据补报.xlsx",
        content=demo_workbook(year, firms[:6], corrected=True), replaces_id=first,
    )  # fmt: skip


def demo_workbook(year: int, firms: Sequence[Firm], *, faulty: bool = False, corrected: bool = False) -> bytes:
    """Return a workbook as the offices would send it: title, merged groups, 万元 and 亩, a sum below."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(year + 1, 3, 20)})  # noqa: DTZ001  # the same bytes for the same figures
    sheet = book.add_worksheet("汇总表")
    specs = field_specs()
    sheet.write_string(0, 0, f"{SOURCE}　{year} 年度企业亩均效益数据汇总表")
    for column, spec in enumerate(specs):
        sheet.write_string(1, column, spec.header_zh)
    rows = [_cells(firm, rng_factor=1.0) for firm in firms]
    if faulty:
        rows.insert(5, {**rows[5], "party_name": "示例企业（未登记）", "credit_code": UNKNOWN_CODE})
    if corrected:
        rows[0] = _cells(firms[0], rng_factor=1.031)
        rows[1] = {**rows[1], "registered_m2": float(rows[1]["registered_m2"]) * 1.08}
        rows[2] = {**rows[2], "tax_yuan": "待税务局确认"}
    for row, told in enumerate(rows, 2):
        for column, spec in enumerate(specs):
            value = told.get(spec.name)
            if isinstance(value, date):
                sheet.write_string(row, column, value.isoformat())
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, float(value))
    sheet.write_string(len(rows) + 2, 0, "合计")
    tax = next(column for column, spec in enumerate(specs) if spec.name == "tax_yuan")
    sheet.write_number(
        len(rows) + 2, tax, sum(float(row["tax_yuan"]) for row in rows if not isinstance(row["tax_yuan"], str))
    )
    book.close()
    return buffer.getvalue()


def _cells(firm: Firm, *, rng_factor: float) -> dict[str, Any]:
    wan = {name: None if firm.amounts[name] is None else float(firm.amounts[name] or 0) / 10_000 for name in AMOUNTS if name.endswith("_yuan")}  # fmt: skip
    return {
        "party_name": firm.name_zh,
        "credit_code": firm.credit_code,
        "park": firm.park_code,
        "segment": "规上" if firm.is_above else "规下",
        "started_on": firm.started_on,
        **wan,
        "tax_yuan": round((wan["tax_yuan"] or 0) * rng_factor, 4),
        "staff": firm.amounts["staff"],
        "energy_tce": firm.amounts["energy_tce"],
        "electricity_kwh": None
        if firm.amounts["electricity_kwh"] is None
        else float(firm.amounts["electricity_kwh"]) / 10_000,
        "emission_t": firm.amounts["emission_t"],
        "registered_m2": float(firm.registered) * 3 / 2000,
        "leased_in_m2": float(firm.leased_in[2]) * 3 / 2000 if firm.leased_in else None,
        "leased_out_m2": float(firm.leased_out) * 3 / 2000 if firm.leased_out else None,
        "unregistered_m2": float(firm.unregistered) * 3 / 2000 if firm.unregistered else None,
        "plot_nos": "、".join(plot_no for _, plot_no, _ in firm.plots),
        "leased_plot_nos": firm.leased_in[1] if firm.leased_in else None,
    }


def _write_built(bulk: Bulk, session: Session, today: date) -> None:
    """Write the floor area of built plots: most between the bounds, one in fourteen below what was agreed, one in eleven not measured yet."""
    rng = Random(SEED)
    rows = []
    for number, row in enumerate(session.execute(text(_BUILT), {"day": today})):
        if number % 11 == 3:
            continue
        least, most = float(row.far_min or 0.8), float(row.far_max or 2.0)
        far = least * rng.uniform(0.5, 0.9) if number % 14 == 5 else rng.uniform(least, min(most, least + 0.9))
        if number == 20:
            far = most * 1.04
        area = float(row.area_m2)
        floor = Decimal(f"{area * far:.2f}")
        footprint = min(Decimal(f"{area * rng.uniform(0.38, 0.58):.2f}"), floor)
        since = row.built_on
        rows.append(
            (row.plot_id, floor, floor if number % 3 else None, footprint, 2 + number % 6, since, f"{SOURCE}；竣工测量报告", period(since), ACTOR)
        )  # fmt: skip
    bulk.insert(
        "plot_built",
        "plot_id, floor_area_m2, counted_floor_area_m2, footprint_m2, buildings, measured_on, source, valid, recorded_by_name",
        rows,
    )
