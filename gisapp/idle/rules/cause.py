"""闲置原因归谁，自身原因的时间走了多久：政府原因和不可抗力的期间逐日扣除，每段都要有证据。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisapp.idle.rules.facts import CauseInterval, DevelopmentFacts
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


def own_clock(start: date, years: int, causes: Iterable[CauseInterval]) -> OwnClock:
    """自身原因的时间何日满 `years` 年：自起算日起，每有一天被第八条的期间占去，就顺延一天.

    A cause more never brings the day nearer; causes that overlap count once.
    """
    spans = _united(causes, start)
    end = add_years(start, years)
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


def whose_cause(
    facts: DevelopmentFacts, causes: Sequence[CauseInterval], clock: OwnClock, as_of: date, trace: Trace
) -> CauseSide:
    """闲置原因归谁：自身时间未满的，归占去时间最多的一方；已满的，看调查认定；没有调查过的为未知，不推定为自身原因."""
    for item in causes:
        ended = None if item.ended_on is None or item.ended_on > as_of else item.ended_on
        trace.tell(
            (f"第八条期间：{item.cause.label_zh}", f"Days of article 8: {item.cause.label_en}"),
            (
                f"{day_zh(item.began_on)}{'至今' if ended is None else f'至{day_zh(ended)}'}",
                f"from {item.began_on.isoformat()} {'until now' if ended is None else f'to {ended.isoformat()}'}",
            ),
            source=cite(item.evidence),
        )
    if clock.reached_on is None or clock.reached_on > as_of:
        side = _longest(causes, as_of)
        trace.tell(
            _CAUSE,
            (side.label_zh, side.label_en),
            arithmetic=(
                f"扣除第八条期间 {clock.excused_days} 日后，自身时间未满",
                f"less {clock.excused_days} days of article 8 the holder's own time is not full",
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


def _longest(causes: Sequence[CauseInterval], as_of: date) -> CauseSide:
    days: dict[CauseSide, int] = {}
    for item in causes:
        until = as_of if item.ended_on is None else min(item.ended_on, as_of)
        days[item.cause.side] = days.get(item.cause.side, 0) + max(0, (until - item.began_on).days)
    order = (CauseSide.GOVERNMENT, CauseSide.FORCE_MAJEURE)
    return max(order, key=lambda side: (days.get(side, -1), side is CauseSide.GOVERNMENT))
