"""存量分类：一块地在某日属于哪一类、为什么、依据哪条定义；没有事实可依的为待查，不默认任何一类。

No national text defines all five classes. The definitions are the zone's own, dated and editable (`stock_definition`); this module
is their logic and every answer names the definition in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.area import format_m2, round_half_up
from gisapp.kernel.dates import day_zh
from gisapp.stock.terms import PartUse, StockClass, StockDetail

DENSITY = frozenset({"floor_area_ratio", "building_coefficient"})
"""Promises of how densely land is built; missing them leaves land unused, other promises are of output."""

_STARTED = frozenset({"building", "stopped", "completed", "in_production"})
_FINISHED = frozenset({"completed", "in_production"})
_STATE_LAND = frozenset({"state_owned", "cleared", "reserved"})
_IDLE = {
    "suspected_idle": (StockDetail.SUSPECTED_IDLE, "疑似闲置", "suspected idle"),
    "determined_idle": (StockDetail.DETERMINED_IDLE, "已认定为闲置土地", "determined idle"),
    "disposing": (StockDetail.DISPOSING, "已认定闲置，正在处置", "idle, being disposed of"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a class means on the day; `land_use_codes` are beginnings of codes, for 非供应 only."""

    stock_class: StockClass
    text_zh: str
    basis: str
    confirmed: bool
    land_use_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplied:
    """By what the land was supplied: a contract or an allotment, and what is known of its dates; None = not agreed, not known."""

    paper: str
    supplied_on: date
    handed_over_on: date | None = None
    handover_due: date | None = None
    start_due: date | None = None
    started_on: date | None = None
    completion_due: date | None = None
    completed_on: date | None = None
    production_due: date | None = None
    producing_since: date | None = None
    attainment_due: date | None = None
    has_contract: bool = True


@dataclass(frozen=True, slots=True)
class MissedPromise:
    """A promise found broken, or due without a check that shows it kept."""

    label_zh: str
    kind: str
    due_on: date
    is_broken: bool
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Developed:
    """What was measured of the land of a contract, in ㎡, and the share of the due area below which it is not fully used."""

    due_m2: Decimal
    developed_m2: Decimal
    share_min: Decimal

    @property
    def is_short(self) -> bool:
        return self.developed_m2 < self.due_m2 * self.share_min


@dataclass(frozen=True, slots=True)
class PatchFacts:
    """What is known of a patch on one day. `approval_no` None = no approval to convert on record covers it; `developed` None = not measured."""

    as_of: date
    is_plot: bool
    land_use_code: str | None
    approval_no: str | None = None
    approved_on: date | None = None
    land_control: str = "unknown"
    development: str = "not_applicable"
    compliance: str = "not_applicable"
    supplied: Supplied | None = None
    missed: tuple[MissedPromise, ...] = ()
    developed: Developed | None = None
    part_use: PartUse | None = None
    decided: StockClass | None = None
    decided_reason: str = ""
    is_undrawn: bool = False


@dataclass(frozen=True, slots=True)
class Classified:
    """The class of a patch, the case within it, why, and by which definition; `proposed` is the rule's own where an officer decided."""

    stock_class: StockClass
    detail: StockDetail
    reason_zh: str
    reason_en: str
    basis: str
    confirmed: bool
    proposed: StockClass
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    stock_class: StockClass
    detail: StockDetail
    reason_zh: str
    reason_en: str


def classify(facts: PatchFacts, definitions: Mapping[StockClass, Definition]) -> Classified:
    """判定一个图斑的类别：先看供地，再看动工、竣工、投产和承诺；未供的看批文和用途；人工认定优先并保留规则结论.

    KeyError where a class has no definition on the day; the use case names it.
    """
    by_rule = _by_rule(facts, definitions[StockClass.NOT_FOR_SUPPLY].land_use_codes)
    answer = by_rule
    if facts.decided is not None:
        answer = _Answer(
            facts.decided,
            StockDetail.DECIDED,
            f"人工认定：{facts.decided_reason}（规则结论：{by_rule.stock_class.label_zh}，{by_rule.reason_zh}）",
            f"Decided by an officer; the rule says {by_rule.stock_class.label_en}",
        )
    definition = definitions[answer.stock_class]
    return Classified(
        answer.stock_class,
        answer.detail,
        answer.reason_zh,
        answer.reason_en,
        definition.basis,
        definition.confirmed,
        by_rule.stock_class,
        is_decided=facts.decided is not None,
    )


def _by_rule(facts: PatchFacts, public_codes: tuple[str, ...]) -> _Answer:
    if facts.is_undrawn:
        return _Answer(
            StockClass.UNCLASSIFIED,
            StockDetail.UNDRAWN,
            "地块界线修订后，这部分没有划入任何子区，请重新划分",
            "Left over by the division since the boundary was revised",
        )
    if facts.part_use is PartUse.PUBLIC:
        return _Answer(
            StockClass.NOT_FOR_SUPPLY,
            StockDetail.PUBLIC_GROUND,
            "划分时认定为道路、绿地等，不供应",
            "Road or green by division",
        )
    if facts.part_use is PartUse.UNKNOWN:
        return _Answer(
            StockClass.UNCLASSIFIED,
            StockDetail.PART_UNKNOWN,
            "划分时利用情况不明，请现场核实",
            "Use unknown: to be surveyed",
        )
    if facts.supplied is not None:
        return _supplied(facts, facts.supplied)
    return _unsupplied(facts, public_codes)


def _unsupplied(facts: PatchFacts, public_codes: tuple[str, ...]) -> _Answer:
    code = facts.land_use_code
    if code is not None and code.startswith(public_codes):
        return _Answer(
            StockClass.NOT_FOR_SUPPLY,
            StockDetail.PUBLIC_GROUND,
            f"规划用途 {code} 属道路、绿地、水域等，不作为供应用地",
            f"Planned as {code}: not for supply",
        )
    if facts.approval_no is not None and facts.approved_on is not None:
        paper = f"{facts.approval_no}（{day_zh(facts.approved_on)}批准）"
        if facts.development in _STARTED:
            return _Answer(
                StockClass.APPROVED_UNSUPPLIED,
                StockDetail.BUILT_WITHOUT_SUPPLY,
                f"已由{paper}批准转用征收，地上已建设，但没有供地手续",
                "Approved and built on without supply papers",
            )
        return _Answer(
            StockClass.APPROVED_UNSUPPLIED,
            StockDetail.AWAITING_SUPPLY,
            f"已由{paper}批准转用征收，尚未供应",
            "Approved, not supplied",
        )
    if facts.land_control in _STATE_LAND:
        return _Answer(
            StockClass.UNCLASSIFIED,
            StockDetail.NO_APPROVAL_PAPER,
            "登记为国有或已收储，但没有登记转用征收批文，请补录批文",
            "State land without an approval on record",
        )
    if facts.is_plot and facts.land_control == "unknown":
        return _Answer(
            StockClass.UNCLASSIFIED,
            StockDetail.TITLE_UNKNOWN,
            "权属状态不明，也没有批文，请核实",
            "Title unknown and no approval on record",
        )
    if not facts.is_plot and code is None:
        return _Answer(
            StockClass.UNCLASSIFIED,
            StockDetail.NO_PLAN,
            "不在任何地块内，也没有规划用途，请核实",
            "In no plot and without a planned use",
        )
    return _Answer(
        StockClass.NOT_APPROVED,
        StockDetail.NOT_CONVERTED,
        "没有转用征收批文覆盖，尚未报批",
        "No approval to convert covers it",
    )


def _supplied(facts: PatchFacts, supplied: Supplied) -> _Answer:
    started = supplied.started_on is not None or facts.development in _STARTED
    if not started:
        return _not_started(facts, supplied)
    if facts.part_use is PartUse.VACANT:
        return _Answer(
            StockClass.PARTLY_USED,
            StockDetail.VACANT_PART,
            f"{supplied.paper}供地已动工，本部分为空地",
            "Started, this part is vacant",
        )
    if facts.part_use is PartUse.STOPPED or facts.development == "stopped":
        return _stopped(facts, supplied)
    if facts.development == "in_production" or supplied.producing_since is not None:
        return _in_production(facts, supplied)
    if facts.development in _FINISHED or supplied.completed_on is not None:
        return _completed(facts, supplied)
    return _building(facts, supplied)


def _not_started(facts: PatchFacts, supplied: Supplied) -> _Answer:
    idle = _IDLE.get(facts.compliance)
    if idle is not None:
        detail, zh, en = idle
        return _Answer(StockClass.SUPPLIED_UNUSED, detail, f"{supplied.paper}供地，未动工，{zh}", f"Not started, {en}")
    if supplied.handed_over_on is None and supplied.has_contract and supplied.handover_due is not None:
        return _Answer(
            StockClass.SUPPLIED_UNUSED,
            StockDetail.NOT_HANDED_OVER,
            f"{supplied.paper}供地，约定{day_zh(supplied.handover_due)}交地，没有交地确认",
            "Supplied, no proof of handover",
        )
    if supplied.start_due is None:
        return _Answer(
            StockClass.SUPPLIED_UNUSED,
            StockDetail.START_UNKNOWN,
            f"{supplied.paper}供地，未动工，没有约定动工日",
            "Not started, no agreed start",
        )
    if facts.as_of > supplied.start_due:
        return _Answer(
            StockClass.SUPPLIED_UNUSED,
            StockDetail.START_LATE,
            f"{supplied.paper}供地，应于{day_zh(supplied.start_due)}前动工，没有动工认定",
            "Start overdue",
        )
    return _Answer(
        StockClass.SUPPLIED_UNUSED,
        StockDetail.START_NOT_DUE,
        f"{supplied.paper}供地，约定{day_zh(supplied.start_due)}前动工，尚未动工",
        "Start not yet due",
    )


def _stopped(facts: PatchFacts, supplied: Supplied) -> _Answer:
    idle = _IDLE.get(facts.compliance)
    more_zh, more_en = (f"，{idle[1]}", f", {idle[2]}") if idle else ("", "")
    return _Answer(
        StockClass.BUILT_IDLE,
        StockDetail.STOPPED,
        f"{supplied.paper}供地已动工，现停工或停产{more_zh}",
        f"Stopped{more_en}",
    )


def _in_production(facts: PatchFacts, supplied: Supplied) -> _Answer:
    output = [
        item for item in facts.missed if item.indicator not in DENSITY and item.kind in ("attainment", "indicator")
    ]
    density = [item for item in facts.missed if item.indicator in DENSITY]
    if output:
        worst = min(output, key=lambda item: (not item.is_broken, item.due_on))
        if worst.is_broken:
            return _Answer(
                StockClass.BELOW_PROMISE,
                StockDetail.PROMISE_BROKEN,
                f"已投产，“{worst.label_zh}”经核查未兑现（{day_zh(worst.due_on)}到期）",
                "A promise was found broken",
            )
        return _Answer(
            StockClass.BELOW_PROMISE,
            StockDetail.NOT_ATTAINED,
            f"已投产，“{worst.label_zh}”应于{day_zh(worst.due_on)}前达到，没有达标的核查结论",
            "Due, and no check shows that it is kept",
        )
    short = _density_short(density) if density else _underdeveloped(facts)
    if short is not None:
        return short
    if supplied.attainment_due is not None and facts.as_of <= supplied.attainment_due:
        return _Answer(
            StockClass.IN_GOOD_USE,
            StockDetail.RAMPING_UP,
            f"已投产，约定{day_zh(supplied.attainment_due)}前达产，尚未到期",
            "In production, full output not yet due",
        )
    return _Answer(
        StockClass.IN_GOOD_USE,
        StockDetail.ATTAINED,
        "已投产，到期的承诺均已兑现",
        "In production, every promise due is kept",
    )


def _density_short(density: list[MissedPromise]) -> _Answer:
    first = min(density, key=lambda item: item.due_on)
    return _Answer(
        StockClass.PARTLY_USED,
        StockDetail.DENSITY_SHORT,
        f"已建成，“{first.label_zh}”未达到约定（{day_zh(first.due_on)}到期），用地没有用足",
        "Built less densely than promised",
    )


def _underdeveloped(facts: PatchFacts) -> _Answer | None:
    """应开发的没有开发够：只在约定竣工日之后或竣工以后判断，在建期内开发不足是正常的；没有实测的不判断."""
    measured = facts.developed
    # a part that was drawn is told by its own use, the measured area is of the whole plot
    if measured is None or not measured.is_short or facts.part_use is not None:
        return None
    share = round_half_up(measured.developed_m2 / measured.due_m2 * 100, 1)
    return _Answer(
        StockClass.PARTLY_USED,
        StockDetail.UNDERDEVELOPED,
        f"应开发 {format_m2(measured.due_m2)} ㎡，实测已开发 {format_m2(measured.developed_m2)} ㎡（{share}%），"
        f"不足 {round_half_up(measured.share_min * 100, 1):f}%",
        f"{share}% of the area due is developed",
    )


def _completed(facts: PatchFacts, supplied: Supplied) -> _Answer:
    density = [item for item in facts.missed if item.indicator in DENSITY]
    short = _density_short(density) if density else _underdeveloped(facts)
    if short is not None:
        return short
    if supplied.production_due is None:
        return _Answer(
            StockClass.IN_GOOD_USE, StockDetail.COMPLETED, "已建成，没有约定投产", "Completed, no production was agreed"
        )
    if facts.as_of > supplied.production_due:
        return _Answer(
            StockClass.BUILT_IDLE,
            StockDetail.PRODUCTION_LATE,
            f"已竣工，应于{day_zh(supplied.production_due)}前投产，没有投产确认",
            "Completed, production overdue",
        )
    return _Answer(
        StockClass.BUILT_IDLE,
        StockDetail.PRODUCTION_NOT_DUE,
        f"已竣工未投产，约定{day_zh(supplied.production_due)}前投产",
        "Completed, production not yet due",
    )


def _building(facts: PatchFacts, supplied: Supplied) -> _Answer:
    if supplied.completion_due is not None and facts.as_of > supplied.completion_due:
        short = _underdeveloped(facts)
        if short is not None:
            return short
        return _Answer(
            StockClass.IN_GOOD_USE,
            StockDetail.COMPLETION_LATE,
            f"在建，应于{day_zh(supplied.completion_due)}前竣工，已逾期",
            "Under construction, completion overdue",
        )
    return _Answer(StockClass.IN_GOOD_USE, StockDetail.BUILDING, "已动工，正在建设", "Under construction")
