"""How far is each candidate plot prepared? Answers, disputes and indicators by case, so that every state of readiness occurs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gisapp.demo.days import plus
from gisapp.demo.records import DemoPlot

CANDIDATES = ("raw", "prepared", "announced", "on_offer")
ITEMS = ("title", "settlement", "no_dispute", "conditions", "basic")

COMPLETE, PARTLY, REFUSED, UNTOUCHED, DISPUTED, SETTLED = range(6)
_BY_STAGE = {
    "on_offer": (COMPLETE,),
    "announced": (COMPLETE, COMPLETE, PARTLY, DISPUTED, SETTLED),
    "prepared": (COMPLETE, PARTLY, REFUSED, COMPLETE, UNTOUCHED, DISPUTED),
    "raw": (UNTOUCHED, UNTOUCHED, REFUSED, UNTOUCHED),
}
_DISPUTES = (
    "青苗和附着物补偿款支付争议（示例）",
    "原村集体与承租户租赁期限争议（示例）",
    "相邻地块通行权争议（示例）",
    "拆除工程款拖欠争议（示例）",
)
_LACKING = {
    "title": "土地仍为集体所有，征收未完成（示例）",
    "settlement": "两户安置协议未签，补偿款未付清（示例）",
}


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """An answer to one condition; `proved` = it cites the plot's checklist file."""

    item: str
    answer: str
    remark: str
    proved: bool


@dataclass(frozen=True, slots=True)
class DemoDispute:
    title: str
    opened_on: date
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class DemoPreparation:
    """What has been done on a plot: since when the answers hold, and how its indicators stand to the table."""

    plot_id: int
    plot: DemoPlot
    case: int
    since: date
    answers: tuple[DemoAnswer, ...]
    disputes: tuple[DemoDispute, ...]
    indicators: str  # "complete", "looser" or "none"


def demo_preparations(plots: list[tuple[int, DemoPlot]], today: date) -> list[DemoPreparation]:
    """Return the preparation of every industrial or storage plot that nobody holds."""
    counts: dict[str, int] = {}
    made: list[DemoPreparation] = []
    for plot_id, plot in plots:
        if plot.stage not in CANDIDATES or plot.current is None or plot.current.land_use_code[:2] not in ("10", "11"):
            continue
        turn = counts.get(plot.stage, 0)
        counts[plot.stage] = turn + 1
        cases = _BY_STAGE[plot.stage]
        case = cases[turn % len(cases)]
        first = plot.states[0].since
        since = max(first, plus(plot.states[-1].since if plot.stage == "on_offer" else today, -45))
        made.append(
            DemoPreparation(
                plot_id,
                plot,
                case,
                since,
                _answers(case, turn),
                _disputes(case, turn, today),
                _indicators(plot.stage, case, turn),
            )
        )
    return made


def _answers(case: int, turn: int) -> tuple[DemoAnswer, ...]:
    if case == UNTOUCHED:
        return ()
    yes = {item: DemoAnswer(item, "yes", "", True) for item in ITEMS}
    if case == PARTLY:
        yes.pop("basic")
        yes["settlement"] = DemoAnswer("settlement", "unknown", "待街道办出具安置完毕证明（示例）", False)
    if case == REFUSED:
        item = ("settlement", "title")[turn % 2]
        yes = {item: DemoAnswer(item, "no", _LACKING[item], False)}
    return tuple(yes.values())


def _disputes(case: int, turn: int, today: date) -> tuple[DemoDispute, ...]:
    title = _DISPUTES[turn % len(_DISPUTES)]
    if case == DISPUTED:
        return (DemoDispute(title, plus(today, -70 - 11 * turn), None, ""),)
    if case == SETTLED:
        closed = plus(today, -20 - turn)
        return (DemoDispute(title, plus(today, -160), closed, "经街道办调解达成协议并履行（示例）"),)
    return ()


def _indicators(stage: str, case: int, turn: int) -> str:
    if stage == "raw" or case == UNTOUCHED:
        return "none"
    return "looser" if case == PARTLY and turn % 2 else "complete"
