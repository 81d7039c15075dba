"""A relaxation as a sentence of both languages: what is given up, and how many sites that brings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gisapp.land.terms import Utility
from gisapp.matching.number_words import shortest
from gisapp.matching.rules.relaxations import Relaxation
from gisapp.matching.rules.requirement import CAPACITIES, DISTANCES
from gisapp.matching.terms import Criterion
from gisapp.sites.terms import MEASURES, Measure, SiteKind
from gisapp.supply.terms import Cluster

Words = tuple[str, str]


def tell_relaxation(item: Relaxation) -> dict[str, Any]:
    """Return a relaxation as a sentence with the whole requirement that it leads to."""
    zh, en = _relaxation_words(item)
    return {
        "criterion": str(item.criterion),
        "how": item.how,
        "words_zh": f"{zh}：多 {item.gain} 处",
        "words_en": f"{en}: {item.gain} more",
        "gain": item.gain,
        "total": item.total,
        "requirement": item.requirement.as_json(),
    }


def _relaxation_words(item: Relaxation) -> Words:
    criterion, how = item.criterion, item.how
    label = criterion.label_zh, criterion.label_en
    if how == "not_must":
        return f"“{label[0]}”不作必须条件", f"{label[1]} as a wish only"
    if how == "both":
        other = Criterion(item.value)
        return (
            f"“{label[0]}”和“{other.label_zh}”都不作必须条件",
            f"{label[1]} and {other.label_en.lower()} as wishes only",
        )
    if how == "cluster":
        cluster = Cluster(item.value)
        return f"放宽到{cluster.label_zh}产业集群", f"any of the cluster {cluster.label_en.lower()}"
    if how == "without":
        utility = Utility(item.value)
        return f"不要求{utility.label_zh}到红线", f"without {utility.label_en.lower()} at the boundary"
    if how == "also":
        kind = SiteKind(item.value)
        return f"也看{kind.label_zh}", f"also look at: {kind.label_en.lower()}"
    assert item.by is not None
    return _step_words(criterion, how, item.by, item.value)


def _step_words(criterion: Criterion, how: str, by: Decimal, value: Any) -> Words:
    amount = shortest(by)
    if criterion is Criterion.AREA_MIN:
        return f"少要 {amount} 亩", f"{amount} mu less"
    if criterion is Criterion.AREA_MAX:
        return f"多要 {amount} 亩", f"{amount} mu more"
    if criterion is Criterion.PRICE:
        return f"地价多出 {amount} 万元/亩", f"CNY {amount} ×10k per mu more"
    if criterion is Criterion.DELIVERY:
        return f"晚 {amount} 个月交付", f"handed over {amount} {'month' if by == 1 else 'months'} later"
    if criterion is Criterion.RENT:
        return f"租金多出 {amount} 元/㎡·月", f"{amount} yuan/m² a month more"
    if criterion is Criterion.FLOOR_AREA:
        return f"建筑面积少要 {amount} ㎡", f"{amount} m² of floor less"
    if criterion in DISTANCES:
        km = shortest(by / 1000)
        return f"{criterion.label_zh}远 {km} 公里", f"{km} km further {criterion.label_en.lower()}"
    if criterion in CAPACITIES:
        spec = MEASURES[Measure(criterion.value)]
        return (
            f"{criterion.label_zh}降到 {shortest(value)} {spec.unit_zh}",
            f"{criterion.label_en.lower()} down to {shortest(value)} {spec.unit_en}",
        )
    unit = ("t/㎡", "t/m²") if criterion is Criterion.LOAD else ("米", "m")
    return f"{criterion.label_zh}少 {amount} {unit[0]}", f"{amount} {unit[1]} less {criterion.label_en.lower()}"
