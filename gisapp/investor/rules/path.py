"""从今天到投产要多久：取得土地、审批、建设、验收逐段推算，标准流程、承诺制、拿地即开工三种走法。

Nothing here is a length of its own: days of approvals come from the zone's list of items with their clocks, days of the announcement from the
announcement or the rulebook, months of building from the investor or the rulebook. Items of one stage run side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gisapp.approvals.rules.catalogue import Catalogue, ItemDefinition
from gisapp.approvals.rules.limits import ApprovalLimits
from gisapp.approvals.rules.stage_limit import check_total, limit_of_process, limit_of_stage
from gisapp.approvals.terms import HandlingKind
from gisapp.investor.terms import PathPhase, PathVariant
from gisapp.kernel.dates import add_months
from gisapp.kernel.finding import Finding
from gisapp.kernel.rulebook import RuleEntry
from gisapp.kernel.workdays import DayUnit, Term, WorkCalendar, compute_deadline

PERMIT_TO_BUILD = "construction_permit"
"""The item after whose stage one may build; where a zone's list has none, the last stage is taken for the acceptance."""
SPARED = (HandlingKind.COMMITMENT, HandlingKind.GOVERNMENT_AHEAD)
"""Handled so, an item costs a committed project no day: it is promised, or the zone has done it already."""


@dataclass(frozen=True, slots=True)
class PathFacts:
    """What the path starts from. `opens_on`, `decided_on` None = not announced yet; months of building and fitting out in calendar months.

    `left_out`: items that this project does not need.
    """

    today: date
    opens_on: date | None
    decided_on: date | None
    delivery_on: date | None
    construction_months: int
    fitting_months: int
    left_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class PathEntries:
    """The numbers of the rulebook that the path rests on."""

    notice: RuleEntry
    open_days: RuleEntry
    sign_workdays: RuleEntry
    handover_days: RuleEntry
    construction_months: RuleEntry
    fitting_months: RuleEntry


@dataclass(frozen=True, slots=True)
class PathStep:
    """One bar: [starts_on, ends_on], its working days, whether the end of the path hangs on it, and what it rests on.

    `is_spared`: an item that this variant gets without waiting. `workdays` counts the days after the first.
    """

    key: str
    phase: PathPhase
    label_zh: str
    label_en: str
    starts_on: date
    ends_on: date
    workdays: int
    is_longest: bool
    is_spared: bool
    basis: str
    confirmed: bool
    stage: str = ""


@dataclass(frozen=True)
class Path:
    """One variant from today to production. `approval_workdays`: of the sequential stages, measured against the zone's total."""

    variant: PathVariant
    steps: tuple[PathStep, ...]
    signed_on: date
    build_on: date
    completed_on: date
    production_on: date
    workdays: int
    approval_workdays: int
    total_allowed: int
    finding: Finding | None

    @property
    def spared(self) -> tuple[PathStep, ...]:
        return tuple(step for step in self.steps if step.is_spared)


def trace_paths(
    facts: PathFacts, catalogue: Catalogue, calendar: WorkCalendar, limits: ApprovalLimits, entries: PathEntries
) -> tuple[Path, ...]:
    """三种走法各一条，标准流程在先."""
    return tuple(_trace(variant, facts, catalogue, calendar, limits, entries) for variant in PathVariant)


@dataclass(frozen=True)
class _Run:
    """Stages laid end to end from a day: the bars, and when the last of them ends."""

    steps: tuple[PathStep, ...]
    ends_on: date


def _trace(
    variant: PathVariant,
    facts: PathFacts,
    catalogue: Catalogue,
    calendar: WorkCalendar,
    limits: ApprovalLimits,
    entries: PathEntries,
) -> Path:
    land = _land(facts, calendar, entries)
    signed, handover = land[1].ends_on, land[2].ends_on
    listed = _for_variant(catalogue, variant, facts.left_out)
    before, after, beside = _split(catalogue)
    begin = facts.today if variant is PathVariant.LAND_READY else signed
    run = _run(before, listed, catalogue, begin, calendar, PathPhase.APPROVAL)
    alongside = _run(beside, listed, catalogue, begin, calendar, PathPhase.ALONGSIDE, together=True)
    # results obtained ahead bind from the contract on; nobody builds before it, nor before the land is handed over
    build_on = calendar.next_workday(max(signed, handover, run.ends_on, alongside.ends_on))
    completed = add_months(build_on, facts.construction_months)
    check = _run(after, listed, catalogue, completed, calendar, PathPhase.ACCEPTANCE)
    fitted = add_months(completed, facts.fitting_months)
    production = max(fitted, check.ends_on)
    building = _bar(
        "building",
        PathPhase.BUILDING,
        ("厂房施工", "Building"),
        build_on,
        completed,
        calendar,
        entries.construction_months,
    )
    fitting = _bar(
        "fitting",
        PathPhase.BUILDING,
        ("设备安装调试", "Fitting out"),
        completed,
        fitted,
        calendar,
        entries.fitting_months,
    )
    last = max(handover, run.ends_on, alongside.ends_on, signed)
    needs_land = last in (handover, signed) or variant is not PathVariant.LAND_READY
    steps = [
        *(replace(step, is_longest=needs_land and (step.key != "handover" or handover == last)) for step in land),
        *_marked(run, run.ends_on == last),
        *_marked(alongside, alongside.ends_on == last),
        replace(building, is_longest=True),
        *_marked(check, check.ends_on == production),
        replace(fitting, is_longest=fitted == production),
    ]
    sequence = [_items_of(code, listed, catalogue) for code in (*before, *after)]
    process = limit_of_process(sequence, begin, calendar)
    committed = variant.mode.is_commitment
    allowed = limits.commitment_total_workdays if committed else limits.total_workdays
    return Path(
        variant,
        tuple(steps),
        signed,
        build_on,
        completed,
        production,
        calendar.workdays_between(facts.today, production),
        calendar.workdays_between(begin, process[-1].due_on) if process else 0,
        int(allowed.value),
        check_total(process, begin, calendar, limits, is_commitment=committed),
    )


def _land(facts: PathFacts, calendar: WorkCalendar, entries: PathEntries) -> tuple[PathStep, PathStep, PathStep]:
    """公告到决定、决定到签约、签约到交地；尚未公告的按最短公告期推算."""
    today = facts.today
    if facts.decided_on is not None:
        decided = max(facts.decided_on, today)
        rests: RuleEntry | None = None
    else:
        decided = today + timedelta(days=int(entries.notice.value) + int(entries.open_days.value))
        rests = entries.notice
    term = Term(int(entries.sign_workdays.value), DayUnit.WORKING)
    signed = compute_deadline(decided, term, calendar).due_on
    delivery = facts.delivery_on or signed + timedelta(days=int(entries.handover_days.value))
    bidding = _bar(
        "bidding", PathPhase.LAND, ("公告、报名、挂牌", "Announcement and bidding"), today, decided, calendar, rests
    )
    if rests is None:
        bidding = replace(bidding, basis="出让公告", confirmed=True)
    signing = _bar(
        "signing",
        PathPhase.LAND,
        ("成交、签约", "Decision and contract"),
        decided,
        signed,
        calendar,
        entries.sign_workdays,
    )
    rests = entries.handover_days if facts.delivery_on is None else None
    handing = _bar("handover", PathPhase.LAND, ("交地", "Handover"), signed, max(signed, delivery), calendar, rests)
    if rests is None:
        handing = replace(handing, basis="公开信息：交地日", confirmed=True)
    return bidding, signing, handing


def _for_variant(catalogue: Catalogue, variant: PathVariant, left_out: frozenset[str]) -> Mapping[str, ItemDefinition]:
    """The items of the project; in a committed one, those that are promised or done ahead take no time."""
    kept = {code: item for code, item in catalogue.items.items() if code not in left_out}
    if variant is PathVariant.STANDARD:
        return kept
    return {
        code: replace(item, term=replace(item.term, days=0)) if item.handling in SPARED else item
        for code, item in kept.items()
    }


def _split(catalogue: Catalogue) -> tuple[list[str], list[str], list[str]]:
    """Stages before one may build, those after it, those alongside."""
    beside = [stage.code for stage in catalogue.stages if stage.alongside]
    ordered = [stage.code for stage in catalogue.stages if not stage.alongside]
    permit = catalogue.items.get(PERMIT_TO_BUILD)
    cut = ordered.index(permit.stage_code) + 1 if permit and permit.stage_code in ordered else max(len(ordered) - 1, 0)
    return ordered[:cut], ordered[cut:], beside


def _run(
    stages: Sequence[str],
    listed: Mapping[str, ItemDefinition],
    catalogue: Catalogue,
    begin: date,
    calendar: WorkCalendar,
    phase: PathPhase,
    *,
    together: bool = False,
) -> _Run:
    """阶段首尾相接（并行推进的同时起算），阶段内并联，有法定先后的才接续."""
    steps: list[PathStep] = []
    start = end = begin
    for code in stages:
        items = _items_of(code, listed, catalogue)
        if not items:
            continue
        limit = limit_of_stage(items, start, calendar)
        for one, item in items.items():
            first = max((limit.ends[needed] for needed in item.needs if needed in limit.ends), default=start)
            spared = item.term.days == 0 and catalogue.items[one].term.days > 0
            steps.append(
                PathStep(
                    one, phase, item.name_zh, item.name_en or item.name_zh, first, limit.ends[one],
                    calendar.workdays_between(first, limit.ends[one]), one in limit.branch, spared, str(item.basis), item.confirmed, code,
                )
            )  # fmt: skip
        end = max(end, limit.due_on)
        if not together:
            start = end
    return _Run(tuple(steps), end)


def _items_of(stage: str, listed: Mapping[str, ItemDefinition], catalogue: Catalogue) -> dict[str, ItemDefinition]:
    return {code: listed[code] for code in catalogue.items_of(stage) if code in listed}


def _marked(run: _Run, decides: bool) -> list[PathStep]:
    return [replace(step, is_longest=step.is_longest and decides) for step in run.steps]


def _bar(
    key: str,
    phase: PathPhase,
    names: tuple[str, str],
    first: date,
    last: date,
    calendar: WorkCalendar,
    entry: RuleEntry | None,
) -> PathStep:
    basis, confirmed = ("", True) if entry is None else (str(entry.basis), entry.confirmed)
    return PathStep(
        key, phase, *names, first, last, calendar.workdays_between(first, last), False, False, basis, confirmed
    )


@dataclass(frozen=True, slots=True)
class Saving:
    """How much earlier a variant reaches production than the standard process, and through what."""

    variant: PathVariant
    days: int
    workdays: int
    reasons_zh: tuple[str, ...]
    reasons_en: tuple[str, ...]


def compare_paths(paths: Sequence[Path]) -> tuple[Saving, ...]:
    """与标准流程相比早多少天（日历日和工作日），省在哪里；省不下来的也说为什么."""
    standard = paths[0]
    return tuple(_saving(standard, path) for path in paths[1:])


def _saving(standard: Path, path: Path) -> Saving:
    zh: list[str] = []
    en: list[str] = []
    if path.spared:
        zh.append(f"{'、'.join(step.label_zh for step in path.spared)}由企业承诺或政府靠前办理，不再等待")
        en.append(f"{', '.join(step.label_en for step in path.spared)}: promised or done ahead, no waiting")
    else:
        zh.append("审批清单没有标注企业承诺或靠前办理的事项，审批时限与标准流程相同")
        en.append("The list marks no item as promised or done ahead: the approvals take as long")
    if path.variant is PathVariant.LAND_READY:
        zh.append("审批从今天起与公告、签约同步模拟办理，签约并付款后即生效")
        en.append("Approvals run from today beside announcement and contract, and bind once it is signed and paid")
    days = (standard.production_on - path.production_on).days
    if days == 0:
        zh.append("开工日受交地等环节限制，投产日没有提前")
        en.append("The start hangs on the handover or another step: production is not earlier")
    return Saving(path.variant, days, standard.workdays - path.workdays, tuple(zh), tuple(en))
