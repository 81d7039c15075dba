"""Two to four sites side by side, plots and premises: what is published of each, what one would sign for it, how soon one could produce there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.investor.premises_cells import (
    CHEAPER,
    FIGURES,
    NOT_APPLICABLE,
    SIGNED,
    figure,
    kind_of,
    label_of,
    land_area,
    line,
    sale_in_all,
    sale_per_mu,
)
from gisapp.investor.premises_cells import Read as PremisesRead
from gisapp.investor.previews import Preview, Wish, open_desk, preview_site
from gisapp.investor.rules.comparison import LEAST, MOST, Aspect, Cell, ComparedRow, compare_aspects
from gisapp.investor.takeovers import Takeover, find_takeover
from gisapp.kernel.area import format_m2, format_mu, m2_to_mu
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.money import format_wan, to_fen
from gisapp.kernel.terms import LabelledEnum
from gisapp.land.terms import ServicingLevel, Utility, UtilityStatus
from gisapp.preparation.indicator_terms import Indicator
from gisapp.sites.terms import SiteKind, SiteSupply
from gisapp.supply.rules.price import wan_per_mu

OPEN_ZH, OPEN_EN = "待定", "to be set"
NONE_ZH, NONE_EN = "未公布", "not published"


Side = Preview | Takeover
"""A plot with everything one would sign, or premises with what is stated of them."""


@dataclass(frozen=True)
class Comparison:
    """The sites that are published, in the order asked for, the rows, and the ids that are not published (any more)."""

    sides: tuple[Side, ...]
    rows: tuple[ComparedRow, ...]
    missing: tuple[int, ...]


def compare_sites(session: Session, site_ids: Sequence[int], wish: Wish, today: date) -> Comparison:
    """Return the sites side by side (400 for fewer than two or more than four; a site that is withdrawn is named, not refused)."""
    wanted = list(dict.fromkeys(site_ids))
    if not LEAST <= len(wanted) <= MOST:
        raise Invalid(
            "comparison.count",
            f"请选择 {LEAST} 至 {MOST} 块地进行比较。",
            message_en=f"Choose {LEAST} to {MOST} sites to compare.",
        )
    desk = open_desk(session, today)
    sides: list[Side] = []
    missing: list[int] = []
    for site_id in wanted:
        premises = find_takeover(session, site_id, today)
        if premises is not None:
            sides.append(premises)
            continue
        try:
            sides.append(preview_site(session, site_id, wish, today, desk))
        except NotFound:
            missing.append(site_id)
    return Comparison(tuple(sides), compare_aspects(_aspects(sides)) if sides else (), tuple(missing))


def describe_comparison(found: Comparison, today: date) -> dict[str, Any]:
    return {
        "as_of": today,
        "missing": list(found.missing),
        "sites": [
            {
                "id": one.row["id"],
                "kind": one.row.get("kind") or SiteKind.PLOT.value,
                "plot_no": one.row["plot_no"],
                "title_zh": one.row.get("title_zh"),
                "title_en": one.row.get("title_en"),
                "park_name_zh": one.row["park"]["name_zh"],
                "park_name_en": one.row["park"]["name_en"],
                "supply": one.row["supply"] if isinstance(one, Preview) else SiteSupply.AVAILABLE,
            }
            for one in found.sides
        ],
        "rows": [
            {
                "key": row.aspect.key,
                "group_zh": row.aspect.group_zh,
                "group_en": row.aspect.group_en,
                "label_zh": row.aspect.label_zh,
                "label_en": row.aspect.label_en,
                "cells_zh": [cell.words_zh for cell in row.aspect.cells],
                "cells_en": [cell.words_en for cell in row.aspect.cells],
                "differs": row.differs,
                "leading": list(row.leading),
            }
            for row in found.rows
        ],
    }


Read = Callable[[Preview], Cell]


def _aspects(sides: Sequence[Side]) -> list[Aspect]:
    """Return the rows that at least one of the sites has; the others say that it does not apply to them."""
    plots = [one for one in sides if isinstance(one, Preview)]
    premises = [one for one in sides if isinstance(one, Takeover)]
    found = [*_of_land(sides), *(_of_buildings(sides, premises) if premises else [])]
    found += _of_plots(sides, plots) if plots else []
    return [item for item in found if any(cell is not NOT_APPLICABLE for cell in item.cells)]


def _row(
    sides: Sequence[Side],
    group: tuple[str, str],
    key: str,
    label: tuple[str, str],
    read: Read | None,
    better: str = "",
    *,
    of_premises: PremisesRead | None = None,
) -> Aspect:
    """Return one row: a plot is read in one way, premises in another; whoever has no way is told that it does not apply."""

    def cell(one: Side) -> Cell:
        if isinstance(one, Preview):
            return NOT_APPLICABLE if read is None else read(one)
        return NOT_APPLICABLE if of_premises is None else of_premises(one)

    return Aspect(*group, key, *label, tuple(cell(one) for one in sides), better)


LAND, BUILD, SERVE = ("用地", "Land"), ("规划条件", "Planning conditions"), ("配套", "Servicing")
HALL, SIGN, TIME = ("房屋", "Building"), ("要签什么", "What one signs"), ("多快投产", "How soon to production")
LAND_CONTRACT = Cell("国有建设用地使用权有偿使用合同", "A contract on the use of state-owned construction land")


def _of_land(sides: Sequence[Side]) -> list[Aspect]:
    """What can be asked of every site: land and money, whichever apply, then servicing; planning conditions are for plots."""
    mixed = any(isinstance(one, Takeover) for one in sides)
    kinds = [
        _row(
            sides,
            LAND,
            "kind",
            ("类别", "Kind"),
            lambda one: kind_of(one.row),
            of_premises=lambda one: kind_of(one.row),
        )
    ]
    return [
        *(kinds if mixed else []),
        _row(sides, LAND, "area", ("面积", "Area"), _area, of_premises=land_area),
        _row(sides, LAND, "supply", ("供应状态", "Status"), lambda one: _term(SiteSupply, one.row["supply"])),
        _row(sides, LAND, "use", ("用途", "Use"), lambda one: _named(one.row, "land_use_name"), of_premises=_not_told),
        _row(sides, LAND, "price", ("起始单价", "Start price"), _price, "low", of_premises=sale_per_mu),
        _row(sides, LAND, "total", ("起始总价", "Start price in all"), _total_price, "low", of_premises=sale_in_all),
        _row(sides, LAND, "delivery", ("交地", "Handover"), _delivery, "low", of_premises=line("available")),
        _row(sides, LAND, "industries", ("准入产业", "Industries"), _industries, of_premises=_industries),
        _row(sides, BUILD, "far", ("容积率", "Floor area ratio"), _bounds("far", 2)),
        _row(
            sides,
            BUILD,
            "coefficient",
            ("建筑系数", "Building coefficient"),
            _bounds("building_coefficient", 0, share=True),
        ),
        _row(sides, BUILD, "green", ("绿地率", "Green ratio"), _bounds("green_ratio", 0, share=True)),
        _row(sides, BUILD, "height", ("建筑高度", "Height"), _bounds("height", 0, unit="m")),
        _row(
            sides,
            SERVE,
            "level",
            ("通平程度", "Servicing level"),
            lambda one: _term(ServicingLevel, one.row["servicing"]),
        ),
        *(
            _row(sides, SERVE, f"utility:{u.value}", (u.label_zh, u.label_en), _utility(u), of_premises=_utility(u))
            for u in Utility
        ),
        _row(sides, SERVE, "road", ("最近干路", "Nearest main road"), _road, "low", of_premises=_road),
    ]


def _of_buildings(sides: Sequence[Side], premises: Sequence[Takeover]) -> list[Aspect]:
    """What only premises have: the building, and what a lease or a transfer asks."""
    found = [
        _row(sides, HALL, key, name, None, of_premises=figure(column, unit_zh, unit_en))
        for key, name, column, unit_zh, unit_en in FIGURES
    ]
    found.append(
        _row(
            sides, SIGN, "contract", ("签什么", "What one signs"), lambda _: LAND_CONTRACT, of_premises=line("contract")
        )
    )
    for key in SIGNED:
        better = "low" if key in CHEAPER else ""
        name = label_of(key, premises)
        found.append(_row(sides, SIGN, f"takeover:{key}", name, None, better, of_premises=line(key)))
    return found


def _of_plots(sides: Sequence[Side], plots: Sequence[Preview]) -> list[Aspect]:
    """What one signs for a plot, and how soon one could produce there."""
    asked = [i for i in Indicator if any(_threshold(one, i) is not None for one in plots)]
    found = [_row(sides, SIGN, f"threshold:{i.value}", (i.label_zh, i.label_en), _asked(i)) for i in asked]
    totals = (Indicator.INVESTMENT_INTENSITY, Indicator.TAX_PER_MU, Indicator.OUTPUT_PER_MU)
    names = {
        Indicator.INVESTMENT_INTENSITY: ("至少投资", "Invest at least"),
        Indicator.TAX_PER_MU: ("每年至少缴税", "Tax a year, at least"),
        Indicator.OUTPUT_PER_MU: ("每年产值至少", "Output a year, at least"),
    }
    found += [_row(sides, SIGN, f"sum:{i.value}", names[i], _sum(i)) for i in totals if i in asked]
    found.append(_row(sides, SIGN, "deposit", ("竞买保证金", "Bid deposit"), _deposit, "low"))
    for at, path in enumerate(plots[0].paths):
        label = (path.variant.label_zh, path.variant.label_en)
        found.append(_row(sides, TIME, f"path:{path.variant.value}", label, _path(at), "low"))
    return found


def _not_told(_: Takeover) -> Cell:
    return Cell(NONE_ZH, NONE_EN)


def _area(one: Preview) -> Cell:
    m2 = one.row["area_m2"]
    return Cell(
        f"{format_mu(m2)} 亩（{format_m2(m2)} ㎡）", f"{format_mu(m2)} mu ({format_m2(m2)} m²)", float(m2_to_mu(m2))
    )


def _term(terms: type[LabelledEnum], value: str) -> Cell:
    term = terms(value)
    return Cell(term.label_zh, term.label_en)


def _named(row: Mapping[str, Any], key: str) -> Cell:
    zh = row[f"{key}_zh"] or NONE_ZH
    return Cell(zh, row[f"{key}_en"] or (zh if row[f"{key}_zh"] else NONE_EN))


def _unit_price(one: Preview) -> Decimal | None:
    price = (one.row["offer"] or {}).get("start_price_yuan_per_m2")
    return None if price is None else Decimal(str(price))


def _price(one: Preview) -> Cell:
    price = _unit_price(one)
    if price is None:
        return Cell(OPEN_ZH, OPEN_EN)
    per_mu = wan_per_mu(price)
    return Cell(f"{per_mu:,} 万元/亩", f"CNY {per_mu * 10:,.1f} k per mu", float(per_mu))


def _total_price(one: Preview) -> Cell:
    total = (one.row["offer"] or {}).get("start_price_yuan")
    return Cell(OPEN_ZH, OPEN_EN) if total is None else _money(Decimal(str(total)))


def _money(yuan: Decimal) -> Cell:
    return Cell(f"{format_wan(yuan)} 万元", f"CNY {to_fen(yuan / 1_000_000):,} m", float(yuan))


def _delivery(one: Preview) -> Cell:
    text = (one.row["offer"] or {}).get("delivery_on")
    if not text:
        return Cell(OPEN_ZH, OPEN_EN)
    day, today = date.fromisoformat(text), one.paths[0].steps[0].starts_on
    if day <= today:
        return Cell("现在可交地", "available now", today.toordinal())
    return Cell(f"{day_zh(day)}前", f"by {day.isoformat()}", day.toordinal())


def _industries(one: Side) -> Cell:
    listed = one.row["industries"]
    if not listed:
        return Cell("不限", "any")
    return Cell("、".join(i["name_zh"] for i in listed), ", ".join(i["name_en"] or i["name_zh"] for i in listed))


def _bounds(name: str, places: int, *, share: bool = False, unit: str = "") -> Read:
    def read(one: Preview) -> Cell:
        found = one.row["conditions"] or {}
        tail = "_m" if name == "height" else ""
        low, high = found.get(f"{name}_min{tail}"), found.get(f"{name}_max{tail}")

        def shown(value: float) -> str:
            return f"{value * 100:.{places}f}%" if share else f"{value:.{places}f}{' ' + unit if unit else ''}"

        if low is not None and high is not None:
            words = f"{shown(low)} – {shown(high)}"
        elif low is not None:
            words = f"≥ {shown(low)}"
        elif high is not None:
            words = f"≤ {shown(high)}"
        else:
            return Cell("未规定", "not set")
        return Cell(words, words)

    return read


def _utility(utility: Utility) -> Callable[[Side], Cell]:
    def read(one: Side) -> Cell:
        fact = next((f for f in one.row["utilities"] if f["utility"] == utility.value), None)
        return Cell(NONE_ZH, NONE_EN) if fact is None else _term(UtilityStatus, fact["status"])

    return read


def _road(one: Side) -> Cell:
    road = next((r for r in one.row["roads"] if r["which"] == "main"), None)
    if road is None:
        return Cell(NONE_ZH, NONE_EN)
    metres = f"{road['distance_m']:,.0f}"
    name_en = road["name_en"] or road["name_zh"]
    return Cell(f"{road['name_zh']}，直线 {metres} 米", f"{name_en}, {metres} m in a straight line", road["distance_m"])


def _threshold(one: Preview, indicator: Indicator) -> Any:
    return next((line for line in one.duties.thresholds if line.requirement.indicator is indicator), None)


def _asked(indicator: Indicator) -> Read:
    def read(one: Preview) -> Cell:
        line = _threshold(one, indicator)
        if line is None:
            return Cell("不要求", "not asked for")
        return Cell(line.requirement.words_zh, line.requirement.words_en)

    return read


def _sum(indicator: Indicator) -> Read:
    def read(one: Preview) -> Cell:
        line = _threshold(one, indicator)
        if line is None or line.total is None:
            return Cell("不要求", "not asked for")
        return _money(round(Decimal(line.total.amount.numerator) / line.total.amount.denominator, 2))

    return read


def _deposit(one: Preview) -> Cell:
    amount = one.duties.deposit.amount_yuan
    return Cell(OPEN_ZH, OPEN_EN) if amount is None else _money(amount)


def _path(at: int) -> Read:
    def read(one: Preview) -> Cell:
        path = one.paths[at]
        day = path.production_on
        return Cell(
            f"{day_zh(day)}（{path.workdays} 个工作日）",
            f"{day.isoformat()} ({path.workdays} working days)",
            day.toordinal(),
        )

    return read
