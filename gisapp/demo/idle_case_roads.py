"""How far has each case of the demo zone come, and by which days? The plot's own history says when it was suspected, found idle, disposed of, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.demo.days import add_years, plus
from gisapp.demo.settled import DECIDED
from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.terms import CaseStep, EntryKind, Measure

LONG_AGO, NOBODY_ACTED, WAITED = 135, 65, 100
"""Days since the clue: from the first on the cause is under review; between the others nobody acted in time."""


@dataclass(frozen=True, slots=True)
class Episode:
    """What a plot's history tells of one suspicion: the days on which it became suspected, found idle, disposed of; the day its contract ended; the day its case was closed and the holder kept it; the days by which a supplement without a case had put off its start."""

    plot_id: int
    plot_no: str
    park_code: str
    zone_id: int
    contract_id: int
    party_id: int | None
    party_name_zh: str
    area_m2: float
    price_yuan: Decimal | None
    ground: IdleGround
    cause: IdleCause
    suspected_on: date
    determined_on: date | None
    disposing_on: date | None
    ended_on: date | None
    settled_on: date | None = None
    extended_days: int = 0


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One step of a case. `paper` is what proves it, `served_on` the day its document reached the holder."""

    step: CaseStep
    on: date
    paper: str = ""
    served_on: date | None = None
    document: str = ""
    cause: IdleCause | None = None
    measure: Measure | None = None
    explained_on: date | None = None
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """A note between steps."""

    kind: EntryKind
    on: date
    code: str = ""
    due_on: date | None = None
    note: str = ""


def road_of(episode: Episode, number: int, today: date) -> list[DemoStep]:
    """Return the steps of a case up to today, the clue first; `number` among the cases of its kind decides what differs."""
    return [step for step in _road(episode, number, today) if step.on <= today]


def _road(episode: Episode, number: int, today: date) -> Iterator[DemoStep]:
    found = episode.suspected_on
    yield DemoStep(CaseStep.OPEN, found, "现场照片")
    age = (today - found).days
    last = episode.ended_on or today
    if episode.determined_on is None and episode.ended_on is None:
        if age <= 27 or NOBODY_ACTED < age <= WAITED:
            return  # a fresh clue, or one on which nobody acted in time
        noticed = plus(found, 20)
        yield _notice(noticed)
        if age <= LONG_AGO:
            return  # the holder has its thirty days, or has let them pass
        yield _explained(plus(noticed, 24), number)
        return
    determined = episode.determined_on or plus(found, (last - found).days // 3)
    noticed = plus(found, min(20, (determined - found).days // 4))
    yield _notice(noticed)
    yield _explained(plus(noticed, min(24, max(3, (determined - noticed).days // 2))), number)
    yield DemoStep(
        CaseStep.DETERMINE, determined, "现场勘查记录、询问笔录", plus(determined, 2), "闲认", episode.cause, reason="经调查核实，事实清楚，证据充分。"
    )  # fmt: skip
    if episode.disposing_on is None and episode.ended_on is None and number % 2 == 0:
        return
    yield DemoStep(CaseStep.PUBLISH, plus(determined, 9), "监测监管系统备案截图")
    planned = episode.disposing_on or (plus(determined, (last - determined).days // 2) if episode.ended_on else None)
    if planned is None:
        return
    yield DemoStep(CaseStep.PLAN, planned, document="闲案")
    yield from _disposed(episode, number, planned, today)


def _disposed(episode: Episode, number: int, planned: date, today: date) -> Iterator[DemoStep]:
    own = episode.cause is IdleCause.OWN and episode.ground is IdleGround.NOT_STARTED
    if episode.settled_on is not None:
        yield from _settled(episode, planned, episode.settled_on, own=own)
        return
    if episode.ended_on is None and not own:
        if number % 2:
            return  # the plan is being negotiated
        decided = plus(planned, 45)
        yield DemoStep(
            CaseStep.DECIDE,
            decided,
            "区管委会批复",
            document="闲处",
            measure=Measure.EXTEND_START,
            until=plus(decided, 365 - episode.extended_days),
        )
        yield DemoStep(CaseStep.SERVE, plus(decided, 5), served_on=plus(decided, 5))
        return
    if episode.ended_on is None:
        if number % 2 == 0:
            yield DemoStep(CaseStep.NOTIFY_HEARING, plus(planned, 20), served_on=plus(planned, 21), document="听告")
            return  # the holder has asked for a hearing
        decided = plus(today, -3)
        yield DemoStep(CaseStep.NOTIFY_HEARING, plus(decided, -25), served_on=plus(decided, -24), document="听告")
        is_two_years = add_years(episode.suspected_on, 1) <= decided  # suspected on the day on which the first was full
        yield DemoStep(
            CaseStep.DECIDE, decided, "区管委会批复", document="闲收" if is_two_years else "闲费",
            measure=Measure.RECOVER if is_two_years else Measure.FEE, reason="处置方案已经批准。",
        )  # fmt: skip
        return  # the decision waits for its service
    room = (episode.ended_on - planned).days
    told = plus(planned, max(1, room // 6))
    decided = plus(episode.ended_on, -DECIDED) if own else plus(told, max(12, room // 4))
    measure = Measure.RECOVER if own else Measure.BUY_BACK
    if own:
        yield DemoStep(CaseStep.NOTIFY_HEARING, told, served_on=plus(told, 1), document="听告")
    if episode.ended_on < plus(decided, 5):
        return
    yield DemoStep(
        CaseStep.DECIDE,
        decided,
        "区管委会批复",
        document="闲收" if own else "闲处",
        measure=measure,
        reason="处置方案已经批准。",
    )
    yield DemoStep(CaseStep.SERVE, plus(decided, 4), served_on=plus(decided, 4))
    yield DemoStep(
        CaseStep.CLOSE, episode.ended_on, "注销登记、移交土地的证明", reason="土地已收回并纳入储备，公开信息已撤销。"
    )


def _settled(episode: Episode, planned: date, closed: date, *, own: bool) -> Iterator[DemoStep]:
    """The holder pays and keeps the land, or starts on a new day or under new conditions that the supplement says."""
    decided = plus(closed, -DECIDED)
    if own:
        yield DemoStep(CaseStep.NOTIFY_HEARING, plus(planned, 3), served_on=plus(planned, 4), document="听告")
        measure, closing, proof = Measure.FEE, "闲置费已足额缴清，督促限期动工，公开信息已撤销。", "闲置费缴款凭证"
    elif episode.cause is IdleCause.PLAN_CHANGED:
        measure, closing, proof = Measure.ADJUST_USE, "规划条件已调整并签订补充协议，公开信息已撤销。", "补充协议"
    else:
        measure, closing, proof = (
            Measure.EXTEND_START,
            "补充协议已签订，按新的动工日期监管，公开信息已撤销。",
            "补充协议",
        )
    yield DemoStep(
        CaseStep.DECIDE, decided, "区管委会批复", document="闲费" if own else "闲处", measure=measure, reason="处置方案已经批准。",
        until=plus(decided, 330) if measure is Measure.EXTEND_START else None,
    )  # fmt: skip
    yield DemoStep(CaseStep.SERVE, plus(decided, 3), served_on=plus(decided, 3))
    yield DemoStep(CaseStep.CLOSE, closed, proof, reason=closing)


def _notice(on: date) -> DemoStep:
    return DemoStep(CaseStep.INVESTIGATE, on, served_on=plus(on, 2), document="闲调")


def _explained(on: date, number: int) -> DemoStep:
    if number % 5 == 3:
        return DemoStep(CaseStep.EXPLAIN, plus(on, 25))  # thirty days went by without a word
    return DemoStep(CaseStep.EXPLAIN, on, "闲置原因说明材料", explained_on=on)


NOTES = (
    ("funds", "finance", "hold_meeting", "企业资金未到位，正在洽谈股东增资。"),
    ("mortgage", "interview", "notify_creditor", "土地已抵押，正与抵押权人协商。"),
    ("market", "project_matching", "collect_evidence", "产品市场变化，企业拟引进新项目。"),
    ("planning", "plan_change", "report_government", "详细规划正在调整，待批复后明确开工条件。"),
    ("dissolved", "court", "apply_court", "企业停止经营，联系人失联。"),
)


def entries_of(episode: Episode, road: list[DemoStep], number: int, today: date) -> Iterator[DemoEntry]:
    """Yield what was noted between the steps of an open case: what blocks it, how it is pushed on, what comes next."""
    last = road[-1]
    if episode.ended_on is not None or last.step in (CaseStep.OPEN, CaseStep.CLOSE):
        return
    if last.step is CaseStep.NOTIFY_HEARING:
        yield DemoEntry(EntryKind.HEARING_ASKED, plus(last.on, 4), note="使用权人书面申请听证。")
    blocking, instrument, following, note = NOTES[number % len(NOTES)]
    on = min(plus(last.on, 12), today)
    yield DemoEntry(EntryKind.BLOCKING, on, blocking, note=note)
    yield DemoEntry(EntryKind.INSTRUMENT, on, instrument)
    yield DemoEntry(EntryKind.NEXT_STEP, on, following, due_on=max(on, plus(today, number % 9 * 5 - 8)))
