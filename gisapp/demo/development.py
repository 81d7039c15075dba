"""What became of each demo contract, as far as contract and checks do not say it? Permits, foundations, measured progress, stops, causes.

It agrees with the stage of each plot: never started land has been looked at and has no permit, a stopped site has its stop and what was measured,
a cause has its paper. A few sites have not been looked at: the answer there is “to be established”. Papers and holders are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import SignedDemo, write_papers
from gisapp.demo.days import plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import ACTOR, SOURCE, Contract
from gisapp.kernel.dates import day_zh

FACT_COLUMNS = (
    "contract_id, kind, knowledge, happened_on, ended_on, foundation_kind, cause, amount, price_and_taxes, document_no, source, evidence_ids,"
    " remark, recorded_by_name"
)
PATROL = "现场巡查记录（示例）"
FOUNDATIONS = ("other", "pile", "deep_pit")
CAUSES = {
    "GOV_2": ("plan_changed", "关于调整控制性详细规划的批复（示例）"),
    "GOV_4": ("petitions", "信访事项处理情况说明（示例）"),
    "FORCE_MAJEURE": ("force_majeure", "防汛部门关于洪涝影响的证明（示例）"),
}
"""Which cause of article 8 and which paper proves it; GOV_1, land handed over late, follows from the days of the handover."""

NOT_LOOKED_AT = 11
"""One site in so many has not been looked at, so that its answer has to be established."""


@dataclass(frozen=True, slots=True)
class DemoFact:
    """One statement; `paper` is what proves it, None where the source alone is named."""

    kind: str
    on: date
    knowledge: str = "known"
    ended_on: date | None = None
    foundation_kind: str | None = None
    cause: str | None = None
    amount: Decimal | None = None
    taken: Decimal | None = None
    document_no: str = ""
    source: str = PATROL
    remark: str = ""
    paper: DemoPaper | None = None


def write_development(
    bulk: Bulk, signed: list[SignedDemo], *, zone_id: int, park_ids: dict[str, int], today: date
) -> None:
    """Write the facts of all contracts; contracts and their checks are written before."""
    told = [(item, fact) for item in signed for fact in facts_of(item, today)]
    proved = [(park_ids[item.plot.park_code], fact.paper) for item, fact in told if fact.paper]
    proofs = iter(write_papers(bulk, zone_id, proved))
    bulk.insert(
        "development_fact",
        FACT_COLUMNS,
        [
            (
                item.contract_id,
                fact.kind,
                fact.knowledge,
                fact.on,
                fact.ended_on,
                fact.foundation_kind,
                fact.cause,
                fact.amount,
                fact.taken,
                fact.document_no,
                fact.source,
                [next(proofs)] if fact.paper else [],
                fact.remark,
                ACTOR,
            )
            for item, fact in told
        ],
    )


def facts_of(item: SignedDemo, today: date) -> Iterator[DemoFact]:
    """Yield what was recorded about the land of one contract by the end of `today` (or of the contract)."""
    contract = item.schedule.contract
    last = plus(contract.ended_on, -1) if contract.ended_on else today
    days = {milestone.kind: (milestone.agreed_on, milestone.actual_on) for milestone in contract.milestones}
    begun, due = days["start"][1], days["start"][0]
    if days["completion"][1] is not None or days["production"][1] is not None:
        return
    handed = days["handover"]
    looked_on = max(plus(last, -3 - item.serial % 19), contract.signed_on)
    if begun is None:
        is_late = due is None or due < last
        if contract.cause == "GOV_1" and handed[1] is None:
            yield DemoFact(
                "handover", looked_on, "none", source="交地情况核查记录（示例）", remark="地上附着物未清理完毕"
            )
        if is_late and (item.serial % NOT_LOOKED_AT or item.plot.stage != "allocated"):
            yield DemoFact("permit", looked_on, "none", source="住建部门施工许可台账（示例）")
            yield DemoFact("foundation", looked_on, "none", paper=_photo(contract, looked_on, "现场无施工"))
        yield from _cause(contract, due or handed[1] or contract.signed_on, last)
        return
    yield from _started(item, begun, looked_on)
    stopped = next((state.since for state in item.plot.states if state.development == "stopped"), None)
    if stopped is not None and begun <= stopped <= last:
        yield DemoFact("stop", stopped, paper=_photo(contract, stopped, "现场停工，无人员和机械作业"))
    elif item.serial % NOT_LOOKED_AT:
        yield DemoFact("stop", looked_on, "none", remark="现场正常施工")
    yield from _measured(item, begun, max(stopped or looked_on, begun), is_stopped=stopped is not None)
    yield from _cause(contract, begun, last)


def _started(item: SignedDemo, begun: date, looked_on: date) -> Iterator[DemoFact]:
    """The permit a little before, the foundation on the day that the check of the start found."""
    number = f"示例施许〔{begun.year}〕{item.serial + 1:04d}号"
    yield DemoFact(
        "permit", max(plus(begun, -20), item.schedule.contract.signed_on), document_no=number, source="施工许可证"
    )
    yield DemoFact(
        "foundation",
        begun,
        foundation_kind=FOUNDATIONS[item.serial % 3],
        source="动工认定现场记录（示例）",
        paper=_photo(item.schedule.contract, min(begun, looked_on), "地基施工达到动工标准"),
    )


def _measured(item: SignedDemo, begun: date, on: date, *, is_stopped: bool) -> Iterator[DemoFact]:
    """Area due and developed, investment agreed and made; price and taxes named so that they are taken off."""
    contract = item.schedule.contract
    if contract.developed_share is None or (not is_stopped and item.serial % 3):
        return
    due = Decimal(round(contract.area_m2 * 0.9))
    yield DemoFact("due_area", contract.signed_on, amount=due, source="规划条件和总平面图（示例）")
    yield DemoFact(
        "developed_area",
        on,
        amount=(due * Decimal(str(contract.developed_share))).quantize(Decimal("0.01")),
        source="实地测量成果（示例）",
    )
    if contract.invested_share is None:
        return
    taken = round(Decimal(contract.price_yuan or 0) * Decimal("1.03"), 2)
    net = Decimal(round(contract.area_m2 * 3_000, -4))
    yield DemoFact(
        "total_investment",
        contract.signed_on,
        amount=net + taken,
        taken=taken,
        source="项目备案证明（示例）",
        remark="含出让价款和契税",
    )
    yield DemoFact(
        "invested",
        on,
        amount=(net * Decimal(str(contract.invested_share)) + taken).quantize(Decimal("0.01")),
        taken=taken,
        source="投资审核报告（示例）",
        remark="含出让价款和契税",
    )


def _cause(contract: Contract, start: date, last: date) -> Iterator[DemoFact]:
    """The days that a government's cause or a flood took, with the paper; a government's goes on, the water went away."""
    known = CAUSES.get(contract.cause or "")
    if known is None:
        return
    cause, title = known
    if cause == "force_majeure":
        began = plus(contract.start_extended_from or start, -60)
        ended: date | None = min(plus(began, 95), last)
    elif contract.settlement:
        began, ended = plus(contract.settlement.due_on, -40), contract.settlement.decided_on
    else:
        began, ended = plus(start, -40), None
    began = max(began, contract.signed_on)
    lines = (f"合同编号：{contract.contract_no}", f"起始日期：{day_zh(began)}", SOURCE)
    paper = DemoPaper(title, plus(began, 6), plus(began, 8), paper_pdf(title, lines))
    yield DemoFact("cause", began, ended_on=ended, cause=cause, source=title, paper=paper)


def _photo(contract: Contract, on: date, seen: str) -> DemoPaper:
    title = f"现场勘查记录（{contract.contract_no}）"
    lines = (f"合同编号：{contract.contract_no}", f"勘查日期：{day_zh(on)}", f"现场情况：{seen}", SOURCE)
    return DemoPaper(title, on, on, paper_pdf(title, lines))
