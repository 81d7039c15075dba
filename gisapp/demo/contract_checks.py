"""What has been done of each demo contract, and what proves it? Milestones with an actual day, and instalments that fell due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.commitments.rules.schedule import Obligation
from gisapp.demo.contract_terms import DemoSchedule
from gisapp.demo.days import plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE, Milestone
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import format_yuan
from gisapp.preparation.standard_terms import ObligationKind

_PROOF = {
    "handover": "交地确认书",
    "start": "动工认定书",
    "completion": "竣工验收备案表",
    "production": "投产确认表",
}


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """A paper kept as evidence: its title, its day, the day it was filed, its bytes."""

    title: str
    dated: date
    kept_on: date
    content: bytes


@dataclass(frozen=True, slots=True)
class DemoCheck:
    """A check that found an obligation met; `measured` is the amount paid, for instalments."""

    key: str
    checked_on: date
    done_on: date
    paper: DemoPaper
    measured: Decimal | None = None


def checks_of(schedule: DemoSchedule, serial: int, today: date) -> Iterator[DemoCheck]:
    """Yield the checks of a contract by the end of `today` (or of the contract): each with its own paper."""
    until = schedule.contract.ended_on or plus(today, 1)
    by_kind = {item.kind: item for item in schedule.contract.milestones}
    for duty in schedule.last.obligations:
        if duty.kind is ObligationKind.INSTALMENT:
            done_on = max(plus(duty.due_on, -(serial % 9)), schedule.contract.signed_on)
            if duty.due_on < until and not is_owed(duty, serial, today):
                yield _payment(schedule, duty, done_on)
        elif duty.key in by_kind and (done := by_kind[duty.key].actual_on) is not None and done < until:
            checked_on = min(plus(done, 3 + serial % 12), plus(until, -1))
            yield _milestone(schedule, by_kind[duty.key], duty, done, checked_on)


def is_owed(duty: Obligation, serial: int, today: date) -> bool:
    """Tell whether the payment did not come: the second instalment of a few contracts of the last year."""
    return serial % 9 == 4 and duty.key != "instalment:1" and (today - duty.due_on).days < 400


def supplement_paper(schedule: DemoSchedule) -> DemoPaper | None:
    """Return the paper that proves why the contract was changed; None where it was not."""
    supplement = schedule.last.supplement
    if supplement is None:
        return None
    title = f"{supplement.supplement_no}延期申请及批准文件"
    lines = (
        f"合同编号：{schedule.contract.contract_no}",
        f"申请日期：{day_zh(supplement.requested_on or supplement.signed_on)}",
        f"原因：{supplement.reason}",
        SOURCE,
    )
    return DemoPaper(title, supplement.signed_on, supplement.signed_on, paper_pdf(title, lines))


def _payment(schedule: DemoSchedule, duty: Obligation, done_on: date) -> DemoCheck:
    assert duty.amount_yuan is not None
    title = f"缴款凭证（{schedule.contract.contract_no}，{duty.label_zh.split(' 价款')[0]}）"
    lines = (
        f"合同编号：{schedule.contract.contract_no}",
        f"缴款日期：{day_zh(done_on)}",
        f"金额：{format_yuan(duty.amount_yuan)} 元",
        SOURCE,
    )
    paper = DemoPaper(title, done_on, done_on, paper_pdf("缴款凭证", lines))
    return DemoCheck(duty.key, done_on, done_on, paper, Decimal(duty.amount_yuan))


def _milestone(
    schedule: DemoSchedule, milestone: Milestone, duty: Obligation, done_on: date, checked_on: date
) -> DemoCheck:
    title = milestone.document or _PROOF[milestone.kind]
    lines = (
        f"合同编号：{schedule.contract.contract_no}",
        f"事项：{duty.label_zh}（{_PROOF[milestone.kind]}）",
        f"约定日期：{day_zh(duty.due_on)}",
        f"实际日期：{day_zh(done_on)}",
        f"核查日期：{day_zh(checked_on)}",
        SOURCE,
    )
    return DemoCheck(
        milestone.kind, checked_on, done_on, DemoPaper(title, done_on, checked_on, paper_pdf(title, lines))
    )
