"""Two to four sites side by side: what is published of each, what one would sign for it, how soon one could produce there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gisapp.investor.previews import Preview, Wish, open_desk, preview_site
from gisapp.investor.rules.comparison import LEAST, MOST, Aspect, Cell, ComparedRow, compare_aspects
from gisapp.kernel.area import format_m2, format_mu, m2_to_mu
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.kernel.money import format_wan, to_fen
from gisapp.kernel.terms import LabelledEnum
from gisapp.land.terms import ServicingLevel, SupplyState, Utility, UtilityStatus
from gisapp.preparation.indicator_terms import Indicator
from gisapp.supply.rules.price import start_total_yuan, wan_per_mu

OPEN_ZH, OPEN_EN = "待定", "to be set"
NONE_ZH, NONE_EN = "未公布", "not published"


@dataclass(frozen=True)
class Comparison:
    """The sites that are published, in the order asked for, the rows, and the ids that are not published (any more)."""

    previews: tuple[Preview, ...]
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
    previews: list[Preview] = []
    missing: list[int] = []
    for site_id in wanted:
        try:
            previews.append(preview_site(session, site_id, wish, today, desk))
        except NotFound:
            missing.append(site_id)
    return Comparison(tuple(previews), compare_aspects(list(_aspects(previews))) if previews else (), tuple(missing))


def describe_comparison(found: Comparison, today: date) -> dict[str, Any]:
    return {
        "as_of": today,
        "missing": list(found.missing),
        "sites": [
            {
                "id": one.row["id"],
                "plot_no": one.row["plot_no"],
                "park_name_zh": one.row["park"]["name_zh"],
                "park_name_en": one.row["park"]["name_en"],
                "supply": one.row["supply"],
            }
            for one in found.previews
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


def _aspects(previews: Sequence[Preview]) -> list[Aspect]:
    def row(group: tuple[str, str], key: str, label: tuple[str, str], read: Read, better: str = "") -> Aspect:
        return Aspect(*group, key, *label, tuple(read(one) for one in previews), better)

    land, build, serve = ("用地", "Land"), ("规划条件", "Planning conditions"), ("配套", "Servicing")
    sign, time = ("要签什么", "What one signs"), ("多快投产", "How soon to production")
    found = [
        row(land, "area", ("面积", "Area"), _area),
        row(land, "supply", ("供应状态", "Status"), lambda one: _term(SupplyState, one.row["supply"])),
        row(land, "use", ("用途", "Use"), lambda one: _named(one.row, "land_use_name")),
        row(land, "price", ("起始单价", "Start price"), _price, "low"),
        row(land, "total", ("起始总价", "Start price in all"), _total_price, "low"),
        row(land, "delivery", ("交地", "Handover"), _delivery, "low"),
        row(land, "industries", ("准入产业", "Industries"), _industries),
        row(build, "far", ("容积率", "Floor area ratio"), _bounds("far", 2)),
        row(build, "coefficient", ("建筑系数", "Building coefficient"), _bounds("building_coefficient", 0, share=True)),
        row(build, "green", ("绿地率", "Green ratio"), _bounds("green_ratio", 0, share=True)),
        row(build, "height", ("建筑高度", "Height"), _bounds("height", 0, unit="m")),
        row(serve, "level", ("通平程度", "Servicing level"), lambda one: _term(ServicingLevel, one.row["servicing"])),
        *(row(serve, f"utility:{u.value}", (u.label_zh, u.label_en), _utility(u)) for u in Utility),
        row(serve, "road", ("最近干路", "Nearest main road"), _road, "low"),
    ]
    asked = [i for i in Indicator if any(_threshold(one, i) is not None for one in previews)]
    found += [row(sign, f"threshold:{i.value}", (i.label_zh, i.label_en), _asked(i)) for i in asked]
    totals = (Indicator.INVESTMENT_INTENSITY, Indicator.TAX_PER_MU, Indicator.OUTPUT_PER_MU)
    names = {
        Indicator.INVESTMENT_INTENSITY: ("至少投资", "Invest at least"),
        Indicator.TAX_PER_MU: ("每年至少缴税", "Tax a year, at least"),
        Indicator.OUTPUT_PER_MU: ("每年产值至少", "Output a year, at least"),
    }
    found += [row(sign, f"sum:{i.value}", names[i], _sum(i)) for i in totals if i in asked]
    found.append(row(sign, "deposit", ("竞买保证金", "Bid deposit"), _deposit, "low"))
    for at, path in enumerate(previews[0].paths):
        label = (path.variant.label_zh, path.variant.label_en)
        found.append(row(time, f"path:{path.variant.value}", label, _path(at), "low"))
    return found


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
    listed = (one.row["listing"] or {}).get("start_price_yuan")
    price = _unit_price(one)
    total = listed if listed is not None else None if price is None else start_total_yuan(price, one.row["area_m2"])
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


def _industries(one: Preview) -> Cell:
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


def _utility(utility: Utility) -> Read:
    def read(one: Preview) -> Cell:
        fact = next((f for f in one.row["utilities"] if f["utility"] == utility.value), None)
        return Cell(NONE_ZH, NONE_EN) if fact is None else _term(UtilityStatus, fact["status"])

    return read


def _road(one: Preview) -> Cell:
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
