"""自何日起应当动工，是否已经动工：合同约定、补充协议、第二十二条；施工许可证和第三十条的地基标准。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.idle.rules.facts import DevelopmentFacts, Fact
from gisapp.idle.rules.limits import IdleLimits, whole
from gisapp.idle.rules.missing import unknown_words
from gisapp.idle.rules.trace import Trace, Words
from gisapp.kernel.dates import add_years, day_zh

_START: Words = ("动工开发日期", "Day on which development has to start")
_STARTED: Words = ("是否动工开发", "Has development started")


@dataclass(frozen=True, slots=True)
class Started:
    """Whether development had begun on a day: True, False or None (not known), since when, and what is missing to know."""

    answer: bool | None
    started_on: date | None
    missing: tuple[str, ...] = ()


def start_due(facts: DevelopmentFacts, limits: IdleLimits, as_of: date, trace: Trace) -> date | None:
    """动工开发日期：当日已签的补充协议优先，其次合同约定；都没有的，实际交付土地之日起一年（第二十二条）；仍不知道的为未知."""
    newest = max(
        (item for item in facts.new_starts if item.signed_on <= as_of), key=lambda item: item.signed_on, default=None
    )
    if newest is not None:
        trace.tell(
            _START,
            (day_zh(newest.start_on), newest.start_on.isoformat()),
            source=f"{newest.document}（{day_zh(newest.signed_on)}签订）",
        )
        return newest.start_on
    if facts.agreed_start_on.value is not None:
        agreed = facts.agreed_start_on.value
        trace.tell(_START, (day_zh(agreed), agreed.isoformat()), source=facts.agreed_start_on.source)
        return facts.agreed_start_on.value
    handover = facts.handover_on.value
    if handover is not None:
        years = whole(limits.start_after_handover_years)
        due = add_years(handover, years)
        trace.tell(
            _START,
            (day_zh(due), due.isoformat()),
            source=facts.handover_on.source,
            rule=limits.start_after_handover_years,
            arithmetic=(
                f"交付土地之日 {day_zh(handover)} + {years} 年（未约定动工日期）",
                f"handover {handover.isoformat()} + {years} year(s), no start was agreed",
            ),
        )
        return due
    trace.tell(
        _START,
        (
            "未知：未约定动工日期，也没有交付土地的日期",
            "not known: neither a start was agreed nor is the handover known",
        ),
    )
    return None


def has_started(facts: DevelopmentFacts, as_of: date, trace: Trace) -> Started:
    """是否动工：依法取得施工许可证，且达到基坑、桩基或三分之一地基的标准（第三十条，条文待核对原文）；两项缺一即未动工，有一项不知道而另一项已具备的为未知."""
    permit, foundation = _reached(facts.permit_on, as_of), _reached(facts.foundation_on, as_of)
    kind = (
        (facts.foundation.label_zh, facts.foundation.label_en)
        if facts.foundation
        else ("地基标准（类型未定）", "Foundation standard, kind not recorded")
    )
    trace.tell(("施工许可证", "Construction permit"), _words(facts.permit_on, permit), source=facts.permit_on.source)
    trace.tell(kind, _words(facts.foundation_on, foundation), source=facts.foundation_on.source)
    if permit is False or foundation is False:
        trace.tell(
            _STARTED,
            ("未动工", "not started"),
            arithmetic=("许可证、地基两项须都具备", "permit and foundation are both needed"),
        )
        return Started(False, None)
    if permit is None or foundation is None:
        missing = tuple(
            name for name, known in (("施工许可证", permit), ("地基是否达到动工标准", foundation)) if known is None
        )
        trace.tell(_STARTED, unknown_words(missing))
        return Started(None, None, missing)
    assert facts.permit_on.value is not None
    assert facts.foundation_on.value is not None
    day = max(facts.permit_on.value, facts.foundation_on.value)
    trace.tell(
        _STARTED,
        (f"{day_zh(day)}动工", f"started on {day.isoformat()}"),
        arithmetic=("许可证、地基两项中较晚的一日", "the later of permit and foundation"),
    )
    return Started(True, day)


def _reached(fact: Fact[date], as_of: date) -> bool | None:
    """A known day later than `as_of` had not come; a source without a day says that it has not happened."""
    if not fact.is_known:
        return None
    return fact.value is not None and fact.value <= as_of


def _words(fact: Fact[date], reached: bool | None) -> Words:
    if reached is None:
        return "未知", "not known"
    if fact.value is None:
        return "没有", "none"
    if reached:
        return day_zh(fact.value), fact.value.isoformat()
    return f"当日尚无（{day_zh(fact.value)}才有）", f"not yet (on {fact.value.isoformat()})"
