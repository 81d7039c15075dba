"""闲置原因归谁，自身原因的时间走了多久：政府原因和不可抗力的期间逐日扣除，每段都要有证据。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.trace import Trace, Words
from gisapp.idle.terms import CauseSide, IdleCause
from gisapp.kernel.dates import add_years, day_zh
from gisapp.kernel.evidence import Evidence, cite

Span = tuple[date, date]
_CAUSE: Words = ("闲置原因", "Whose cause")


@dataclass(frozen=True, slots=True)
class OwnClock:
    """When the holder's own time has run for so many years; None = never while a cause goes on without end."""

    reached_on: date | None
    excused_days: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one span of article 8 takes out of the holder's own time: `days` from the start of the clock up to the day asked that no
    span before it has taken, `days_before` = its days before that start."""

    cause: CauseInterval
    days: int
    days_before: int


@dataclass(frozen=True, slots=True)
class OwnTime:
    """The holder's own time from `start` up to `as_of`, span by span. `early_days` = days of article 8 before the start that are
    deducted, too, where the rulebook says so."""

    start: date
    as_of: date
    deductions: tuple[Deduction, ...]
    early_days: int

    @property
    def excused_days(self) -> int:
        return sum(item.days for item in self.deductions)

    @property
    def own_days(self) -> int:
        return max(0, (self.as_of - self.start).days - self.excused_days - self.early_days)

    def days_of(self, side: CauseSide) -> int:
        """Return the days deducted for the causes of one side."""
        return sum(item.days for item in self.deductions if item.cause.cause.side is side)

    def full_after(self, years: int, limits: IdleLimits) -> OwnClock:
        """Return when the own time is full for so many years."""
        added = whole(limits.anniversary_adds_days) + self.early_days
        return own_clock(self.start, years, (item.cause for item in self.deductions), added=added)


def own_time(causes: Sequence[CauseInterval], start: date, as_of: date, *, early_from: date | None = None) -> OwnTime:
    """自身时间：起算日以来逐日扣除第八条的期间，重叠的只扣一次；`early_from` 给定的，该日以后、起算日以前的期间一并扣除."""
    deductions, reach, early, early_reach = list[Deduction](), start, 0, early_from
    for item in sorted(causes, key=lambda one: one.began_on):
        until = as_of if item.ended_on is None else min(item.ended_on, as_of)
        before = max(0, (min(until, start) - item.began_on).days)
        if early_reach is not None and early_reach < start:
            began, ended = max(item.began_on, early_reach), min(until, start)
            if ended > began:
                early, early_reach = early + (ended - began).days, ended
        began = max(item.began_on, reach)
        days = max(0, (until - began).days)
        reach = max(reach, until) if days else reach
        deductions.append(Deduction(item, days, before))
    return OwnTime(start, as_of, tuple(deductions), early)


def excusing_causes(facts: DevelopmentFacts, as_of: date) -> tuple[CauseInterval, ...]:
    """第八条的期间：有证据的政府原因和不可抗力；迟交土地的，由约定和实际交付之日得出."""
    found = [item for item in facts.causes if item.excuses and item.began_on <= as_of]
    late = _late_handover(facts, as_of)
    if late is not None:
        found.append(late)
    return tuple(sorted(found, key=lambda item: (item.began_on, item.cause.value)))


def _late_handover(facts: DevelopmentFacts, as_of: date) -> CauseInterval | None:
    """未按约定的期限交付土地（第八条第一项）：约定交付之日至实际交付之日；尚未交付的至今未止."""
    agreed, actual = facts.agreed_handover_on.value, facts.handover_on
    if agreed is None or not actual.is_known or agreed > as_of:
        return None
    if actual.value is not None and actual.value <= agreed:
        return None
    evidence = (Evidence(facts.agreed_handover_on.source), Evidence(actual.source))
    return CauseInterval(IdleCause.NOT_HANDED_OVER, agreed, actual.value, evidence)


def own_clock(start: date, years: int, causes: Iterable[CauseInterval], *, added: int = 0) -> OwnClock:
    """自身原因的时间何日满 `years` 年：自起算日起，每有一天被第八条的期间占去，就顺延一天；`added` 为另须加上的日数.

    A cause more never brings the day nearer; causes that overlap count once.
    """
    spans = _united(causes, start)
    end = add_years(start, years) + timedelta(days=added)
    excused = 0
    while True:
        reach = end + timedelta(days=excused)
        counted = 0
        for began, ended in spans:
            if began >= reach:
                break
            if ended is None:
                return OwnClock(None, excused)
            counted += (ended - began).days
        if counted == excused:
            return OwnClock(reach, excused)
        excused = counted


def _united(causes: Iterable[CauseInterval], start: date) -> list[tuple[date, date | None]]:
    """The spans from `start` on, in order, none touching another; None = goes on."""
    spans: list[tuple[date, date | None]] = []
    for item in sorted(causes, key=lambda one: one.began_on):
        began, ended = max(item.began_on, start), item.ended_on
        if ended is not None and ended <= began:
            continue
        if spans and (spans[-1][1] is None or began <= spans[-1][1]):
            before = spans[-1][1]
            spans[-1] = (spans[-1][0], None if before is None or ended is None else max(before, ended))
        else:
            spans.append((began, ended))
    return spans


def whose_cause(facts: DevelopmentFacts, own: OwnTime, clock: OwnClock, as_of: date, trace: Trace) -> CauseSide:
    """闲置原因归谁：自身时间未满、又已走了一部分的，归双方；一日未走的，归占去时间最多的一方；已满的，看调查认定；没有调查过的为未知，不推定为自身原因."""
    for item in own.deductions:
        _tell_deduction(item, own, as_of, trace)
    if own.deductions:
        trace.tell(
            ("自身时间", "The holder's own time"),
            (f"{own.own_days} 日", f"{own.own_days} days"),
            source="闲置土地处置办法 第八条、第十四条；有第八条期间的逐日扣除，办法没有写明扣法，待确认",
            arithmetic=(
                f"{day_zh(own.start)}至{day_zh(as_of)} {(as_of - own.start).days} 日 − 第八条期间 {own.excused_days + own.early_days} 日",
                f"{(as_of - own.start).days} days from {own.start.isoformat()} − {own.excused_days + own.early_days} days of article 8",
            ),
        )
    if clock.reached_on is None or clock.reached_on > as_of:
        side = CauseSide.MIXED if own.own_days else _longest(own)
        trace.tell(
            _CAUSE,
            (side.label_zh, side.label_en),
            arithmetic=(
                f"政府原因 {own.days_of(CauseSide.GOVERNMENT)} 日、不可抗力 {own.days_of(CauseSide.FORCE_MAJEURE)} 日、自身 {own.own_days} 日，自身时间未满",
                f"government {own.days_of(CauseSide.GOVERNMENT)}, force majeure {own.days_of(CauseSide.FORCE_MAJEURE)}, own {own.own_days} days:"
                " the holder's own time is not full",
            ),
        )
        return side
    established = facts.cause_by(as_of)
    if established is not None:
        side = established.side
        trace.tell(
            _CAUSE,
            (f"{side.label_zh}：{established.label_zh}", f"{side.label_en}: {established.label_en}"),
            source=facts.established_source,
        )
        return side
    trace.tell(
        _CAUSE,
        (CauseSide.UNKNOWN.label_zh, CauseSide.UNKNOWN.label_en),
        arithmetic=(
            "未经调查，不推定为自身原因",
            "no investigation has been held: it is not presumed to be the holder's own",
        ),
    )
    return CauseSide.UNKNOWN


def _tell_deduction(item: Deduction, own: OwnTime, as_of: date, trace: Trace) -> None:
    cause = item.cause
    ended = None if cause.ended_on is None or cause.ended_on > as_of else cause.ended_on
    trace.tell(
        (f"第八条期间：{cause.cause.label_zh}", f"Days of article 8: {cause.cause.label_en}"),
        (
            f"{day_zh(cause.began_on)}{'至今' if ended is None else f'至{day_zh(ended)}'}，{deducted_zh(item, own)}",
            f"from {cause.began_on.isoformat()} {'until now' if ended is None else f'to {ended.isoformat()}'}, {item.days} days deducted",
        ),
        source=cite(cause.evidence),
    )


def deducted_zh(item: Deduction, own: OwnTime) -> str:
    """Return how many days of a span were deducted and, where some were not, why; trace and papers say it in these words."""
    parts = [f"扣除 {item.days} 日"]
    if item.days_before:
        counts = "一并扣除" if own.early_days else "不扣除"
        parts.append(f"起算日{day_zh(own.start)}以前的 {item.days_before} 日{counts}")
    ended = own.as_of if item.cause.ended_on is None else min(item.cause.ended_on, own.as_of)
    overlap = max(0, (ended - max(item.cause.began_on, own.start)).days) - item.days
    if overlap > 0:
        parts.append(f"与其他期间重叠的 {overlap} 日不重复扣除")
    return "，".join(parts)


def _longest(own: OwnTime) -> CauseSide:
    """The side that took most days since the clock began; a tie goes to the government where it has a span at all."""
    seen = {item.cause.cause.side for item in own.deductions}
    lasted = {
        side: _lasted(own, side) if side in seen else -1 for side in (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE)
    }
    nature = lasted[CauseSide.FORCE_MAJEURE] > lasted[CauseSide.GOVERNMENT]
    return CauseSide.FORCE_MAJEURE if nature else CauseSide.GOVERNMENT


def _lasted(own: OwnTime, side: CauseSide) -> int:
    total = 0
    for item in own.deductions:
        if item.cause.cause.side is side:
            ended = own.as_of if item.cause.ended_on is None else min(item.cause.ended_on, own.as_of)
            total += max(0, (ended - max(item.cause.began_on, own.start)).days)
    return total
