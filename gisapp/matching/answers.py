"""An answer in words: what each criterion contributes to a candidate and why, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gisapp.kernel.area import m2_to_mu
from gisapp.land.terms import Utility
from gisapp.matching.number_words import one_place, shortest, two_places
from gisapp.matching.rules.columns import BUILDS, KINDS, UNKNOWN, Columns, utility_bits
from gisapp.matching.rules.matching import FULL, Scores, points_when_met
from gisapp.matching.rules.requirement import BUILDING, DISTANCES, Requirement
from gisapp.matching.rules.thresholds import ThresholdAnswer, compare_plan
from gisapp.matching.short_words import short_of_full
from gisapp.matching.terms import AnswerState, CandidateKind, Criterion
from gisapp.sites.terms import MEASURES, Measure
from gisapp.supply.rules.price import unit_prices
from gisapp.supply.terms import Cluster

Words = tuple[str, str]


def tell_candidate(
    kind: CandidateKind,
    cards: Sequence[Mapping[str, Any]],
    columns: Columns,
    row: int,
    scores: Scores,
    requirement: Requirement,
    rest_m2: Decimal | None,
) -> dict[str, Any]:
    """Return a candidate: its sites, score and reliability (0–100), each criterion's contribution and reason, thresholds met and missed."""
    area = Decimal(int(columns.area[row])) / 100 if columns.area[row] != UNKNOWN else None
    total = sum(requirement.weight(criterion) for criterion in scores.by_criterion) or 1
    demands = _strictest(cards)
    thresholds = compare_plan(requirement, demands, area)
    return {
        "candidate": str(kind),
        "sites": [_card(card) for card in cards],
        "area_m2": area,
        "rest_m2": rest_m2,
        "score": _tenth(scores.score[row]),
        "reliability": _tenth(scores.reliability[row]),
        "contributions": [
            _contribution(criterion, columns, row, scores, requirement, total, cards, thresholds)
            for criterion in scores.by_criterion
        ],
        "thresholds": [_threshold(answer) for answer in thresholds],
    }


def _card(card: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: value for name, value in card.items() if name not in ("demands", "by_road", "place", "industries")},
        **unit_prices(card["start_price_yuan_per_m2"]),
    }


def _tenth(points: Any) -> float:
    return int(points) / 10


def _strictest(cards: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the thresholds of a candidate: of several plots the stricter of each indicator."""
    found: dict[str, Any] = {}
    for card in cards:
        for name, told in card["demands"].items():
            other = found.get(name)
            stricter = other is None or (_number(told) > _number(other)) == (told["direction"] == "at_least")
            if stricter:
                found[name] = told
    return found


def _number(told: Mapping[str, Any]) -> float:
    top, _, bottom = str(told["value"]).partition("/")
    return float(top) / float(bottom or 1)


def _contribution(
    criterion: Criterion,
    columns: Columns,
    row: int,
    scores: Scores,
    requirement: Requirement,
    total: int,
    cards: Sequence[Mapping[str, Any]],
    thresholds: Sequence[ThresholdAnswer],
) -> dict[str, Any]:
    points = scores.by_criterion[criterion]
    earned, known = int(points.points[row]), int(points.known[row])
    weight = requirement.weight(criterion)
    state = _state(criterion, earned, known)
    short = short_of_full(criterion) if state is AnswerState.MET and earned < FULL else None
    words = _reason(criterion, columns, row, requirement, cards, thresholds, known)
    return {
        "criterion": str(criterion),
        **wish_label(criterion),
        "weight": weight,
        "points": earned / 10,
        "known": known / 10,
        "adds": round(weight * earned / total) / 10,
        "could_add": round(weight * 1000 / total) / 10,
        "state": str(state),
        "is_must": requirement.is_must_whole(criterion),
        "reason_zh": words[0],
        "reason_en": words[1],
        "short_zh": short[0] if short else None,
        "short_en": short[1] if short else None,
    }


def wish_label(criterion: Criterion) -> dict[str, str]:
    """Return what a wish is called where both ends of an area are one."""
    if criterion is Criterion.AREA_MIN:
        return {"label_zh": "用地面积", "label_en": "Area of land"}
    return {"label_zh": criterion.label_zh, "label_en": criterion.label_en}


def _state(criterion: Criterion, earned: int, known: int) -> AnswerState:
    if known == 0:
        return AnswerState.UNKNOWN
    if earned >= points_when_met(criterion):
        return AnswerState.MET
    return AnswerState.PARTLY if earned > 0 else AnswerState.MISSED


def _reason(
    criterion: Criterion,
    columns: Columns,
    row: int,
    requirement: Requirement,
    cards: Sequence[Mapping[str, Any]],
    thresholds: Sequence[ThresholdAnswer],
    known: int,
) -> Words:
    """Return what the site has and what was asked, in two languages."""
    if criterion is Criterion.THRESHOLDS:
        return _threshold_words(thresholds, known)
    if criterion is Criterion.UTILITY:
        return _utility_words(columns, row, requirement)
    if known == 0:
        return "资料中没有这一项，未计分", "Not on record; earns nothing"
    if criterion is Criterion.AREA_MIN:
        area = m2_to_mu(Decimal(int(columns.area[row])) / 100)
        return _range_words(area, requirement.area_min_m2, requirement.area_max_m2)
    if criterion is Criterion.FLOOR_AREA:
        return _numbers(columns.floor_area[row], 100, requirement.floor_area_min_m2, "㎡", "m²", at_least=True)
    if criterion is Criterion.PRICE:
        assert requirement.price_max_yuan_per_m2 is not None
        own, most = Decimal(int(columns.price[row])) / 1500, requirement.price_max_yuan_per_m2 / 15
        return (
            f"起始价 {two_places(own)} 万元/亩，要求不超过 {two_places(most)}",
            f"CNY {two_places(own)} ×10k per mu; at most {two_places(most)}",
        )
    if criterion is Criterion.RENT:
        return _numbers(
            columns.rent[row],
            100,
            requirement.rent_max_yuan_per_m2_month,
            "元/㎡·月",
            "yuan/m² a month",
            at_least=False,
        )
    if criterion is Criterion.DELIVERY:
        assert requirement.delivery_by is not None
        day = date.fromordinal(int(columns.delivery[row]))
        return (
            f"{_day_zh(day)}前可交付，要求 {_day_zh(requirement.delivery_by)}前",
            f"handed over by {day.isoformat()}; wanted by {requirement.delivery_by.isoformat()}",
        )
    if criterion is Criterion.INDUSTRY:
        zh = "、".join(item["name_zh"] for item in cards[0]["industries"])
        en = ", ".join(item["name_en"] or item["name_zh"] for item in cards[0]["industries"])
        return (
            f"适合{zh}，需求为{_industry_words(requirement.industry, cards)[0]}",
            f"meant for {en}; wanted {_industry_words(requirement.industry, cards)[1]}",
        )
    if criterion is Criterion.PARK:
        return f"位于 {cards[0]['park_name_zh']}", f"in {cards[0]['park_name_en']}"
    if criterion is Criterion.BUILDING_HEIGHT:
        return _limit_words(
            columns.height_max[row],
            columns.kind[row],
            requirement.building_height_m,
            "米",
            "m",
            "限高",
            "height limit",
            100,
        )
    if criterion is Criterion.FAR:
        return _far_words(columns, row, requirement)
    return _measure_words(criterion, columns, row, requirement, cards)


def _measure_words(
    criterion: Criterion, columns: Columns, row: int, requirement: Requirement, cards: Sequence[Mapping[str, Any]]
) -> Words:
    spec = MEASURES[Measure(criterion.value)]
    need = requirement.measures[criterion.value]
    value = int(getattr(columns, criterion.value)[row])
    if criterion in BUILDING and _builds(columns.kind[row]):
        return "自建厂房，不受现有建筑限制", "one's own building: no limit"
    if criterion in DISTANCES:
        by_road = all(criterion.value in card["by_road"] for card in cards)
        zh, en = ("沿道路", "along roads") if by_road else ("直线距离", "straight line")
        own, most = Decimal(value) / 1000, need / 1000
        return (
            f"{zh} {one_place(own)} 公里，要求不超过 {one_place(most)} 公里",
            f"{one_place(own)} km {en}; at most {one_place(most)} km",
        )
    own = Decimal(value) / 100
    return (
        f"{shortest(own)} {spec.unit_zh}，需要 {shortest(need)} {spec.unit_zh}",
        f"{shortest(own)} {spec.unit_en}; {shortest(need)} needed",
    )


def _builds(kind: Any) -> bool:
    return KINDS[int(kind)] in BUILDS


def _range_words(area_mu: Decimal, low: Decimal | None, high: Decimal | None) -> Words:
    least = "" if low is None else two_places(m2_to_mu(low))
    most = "" if high is None else two_places(m2_to_mu(high))
    asked_zh = f"{least}–{most} 亩" if least and most else (f"不少于 {least} 亩" if least else f"不超过 {most} 亩")
    asked_en = f"{least}–{most} mu" if least and most else (f"at least {least} mu" if least else f"at most {most} mu")
    return f"{two_places(area_mu)} 亩，需要 {asked_zh}", f"{two_places(area_mu)} mu; {asked_en} wanted"


def _numbers(value: Any, scale: int, limit: Decimal | None, unit_zh: str, unit_en: str, *, at_least: bool) -> Words:
    own = Decimal(int(value)) / scale
    sign_zh, sign_en = ("不少于", "at least") if at_least else ("不超过", "at most")
    assert limit is not None
    return (
        f"{shortest(own)} {unit_zh}，要求{sign_zh} {shortest(limit)}",
        f"{shortest(own)} {unit_en}; {sign_en} {shortest(limit)}",
    )


def _limit_words(
    value: Any, kind: Any, need: Decimal | None, unit_zh: str, unit_en: str, name_zh: str, name_en: str, scale: int
) -> Words:
    assert need is not None
    if not _builds(kind):
        return "现有建筑，无需另建", "a building that stands"
    own = Decimal(int(value)) / scale
    return (
        f"{name_zh} {shortest(own)} {unit_zh}，计划 {shortest(need)} {unit_zh}",
        f"{name_en} {shortest(own)} {unit_en}; {shortest(need)} planned",
    )


def _far_words(columns: Columns, row: int, requirement: Requirement) -> Words:
    assert requirement.far is not None
    if not _builds(columns.kind[row]):
        return "现有建筑，无需另建", "a building that stands"
    low = max(int(columns.far_min[row]), 0)
    span = f"{shortest(Decimal(low) / 1000)}–{shortest(Decimal(int(columns.far_max[row])) / 1000)}"
    return f"规划 {span}，计划 {shortest(requirement.far)}", f"{span} allowed; {shortest(requirement.far)} planned"


def _utility_words(columns: Columns, row: int, requirement: Requirement) -> Words:
    there: list[Utility] = []
    missing: list[Utility] = []
    unknown: list[Utility] = []
    for name in sorted(requirement.utilities, key=list(Utility.values()).index):
        bit = utility_bits([name])
        if columns.utilities[row] & bit:
            there.append(Utility(name))
        elif columns.utilities_known[row] & bit:
            missing.append(Utility(name))
        else:
            unknown.append(Utility(name))
    zh, en = [], []
    for items, word_zh, word_en in (
        (there, "已到", "there"),
        (missing, "未到", "not there"),
        (unknown, "未知", "not known"),
    ):
        if items:
            zh.append(f"{'、'.join(item.label_zh for item in items)}{word_zh}")
            en.append(f"{', '.join(item.label_en for item in items)} {word_en}")
    return "；".join(zh), "; ".join(en)


def _threshold_words(thresholds: Sequence[ThresholdAnswer], known: int) -> Words:
    met = sum(1 for answer in thresholds if answer.is_met)
    missed = [answer for answer in thresholds if answer.is_met is False]
    if known == 0:
        return "没有可以对照的门槛", "No threshold to hold the plan against"
    if not thresholds:
        return "不需另行承诺标准地指标", "No standard-land indicator is asked"
    if not missed:
        return f"计划达到可对照的 {met} 项门槛", f"The plan meets all {met} thresholds it speaks of"
    names_zh = "、".join(answer.indicator.label_zh for answer in missed)
    names_en = ", ".join(answer.indicator.label_en for answer in missed)
    return f"达到 {met} 项，差 {len(missed)} 项：{names_zh}", f"{met} met, {len(missed)} missed: {names_en}"


def _threshold(answer: ThresholdAnswer) -> dict[str, Any]:
    return {
        "indicator": str(answer.indicator),
        "label_zh": answer.indicator.label_zh,
        "label_en": answer.indicator.label_en,
        "is_met": answer.is_met,
        "required_zh": answer.required_zh,
        "required_en": answer.required_en,
        "planned_zh": answer.planned_zh,
        "planned_en": answer.planned_en,
        "margin_zh": answer.margin_zh,
        "margin_en": answer.margin_en,
        "basis": answer.basis,
        "source": answer.source,
    }


def _industry_words(industry: str, cards: Sequence[Mapping[str, Any]]) -> Words:
    if industry in set(Cluster.values()):
        return f"{Cluster(industry).label_zh}产业集群", f"the cluster {Cluster(industry).label_en.lower()}"
    named = next((item for item in cards[0]["industries"] if item["code"] == industry), None)
    return (
        (named["name_zh"], named["name_en"] or named["name_zh"])
        if named
        else (f"行业 {industry}", f"division {industry}")
    )


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
