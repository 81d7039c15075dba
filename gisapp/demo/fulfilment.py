"""Writes what became of the demo's promises: who follows each contract, checks of indicators and of what was not done, waivers, withdrawals."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import orjson
from sqlalchemy.orm import Session

from gisapp.commitments.checks import MEASURED_PLACES, raw_figures
from gisapp.commitments.terms import ReviewingOffice
from gisapp.demo.bulk import Bulk, period
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import SignedDemo, write_papers
from gisapp.demo.days import plus
from gisapp.demo.fulfilment_cases import DemoFinding, DemoWaiver, findings_of
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.records import SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import round_fraction
from gisapp.preparation.rules.limits import supply_limits
from gisapp.rulebook.rulebook import load_rulebook

CHECK_COLUMNS = (
    "contract_id, obligation_key, sequence, checked_on, verdict, done_on, measured, measured_exact, inputs, rectify_by, consequence, remark,"
    " signed_off_by, reviewers, evidence_ids, recorded_at, recorded_by_name"
)
SIGNERS = ("示例核查甲", "示例核查乙", "示例核查丙")
NAMES = "赵钱孙李周吴郑王"
DECIDED_BY = "管委会主任办公会（示例）"

Told = tuple[SignedDemo, DemoFinding | DemoWaiver]


def write_fulfilment(
    bulk: Bulk,
    session: Session,
    signed: list[SignedDemo],
    *,
    zone_id: int,
    park_ids: dict[str, int],
    today: date,
) -> None:
    """Write everything that checks of promises leave behind; contracts and the checks of their milestones are written before."""
    _write_officers(bulk, signed)
    limits = supply_limits(load_rulebook(session), today)
    told: list[Told] = [
        (item, found) for item in signed for found in findings_of(item.schedule, item.serial, today, limits)
    ]
    papers = {key: paper for item, found in told for key, paper in [_paper(item, found)]}
    ids = write_papers(bulk, zone_id, [(park_ids[key[0]], paper) for key, paper in papers.items()])
    proof = dict(zip(papers, ids, strict=True))
    checks = [(item, found) for item, found in told if isinstance(found, DemoFinding)]
    # in the order in which it happened: what was withdrawn has to be gone before the next check of the same duty
    for sequence in (1, 2):
        of_turn = [(item, found) for item, found in checks if found.sequence == sequence]
        kept = bulk.insert(
            "commitment_check",
            CHECK_COLUMNS,
            [_check_row(item, found, proof[_paper(item, found)[0]]) for item, found in of_turn],
            returning="id",
        )
        bulk.insert(
            "commitment_check_withdrawal",
            "check_id, withdrawn_on, decided_by, reason, evidence_ids, recorded_at, recorded_by_name",
            [
                (check_id, found.withdrawn_on, "核查组集体复议（示例）", found.remark, [proof[_paper(item, found)[0]]], _at(found.withdrawn_on), SOURCE)
                for check_id, (item, found) in zip(kept, of_turn, strict=True)
                if found.withdrawn_on is not None
            ],
        )  # fmt: skip
    bulk.insert(
        "commitment_waiver",
        "contract_id, obligation_key, waived_on, decided_by, reason, evidence_ids, recorded_at, recorded_by_name",
        [
            (item.contract_id, found.key, found.waived_on, DECIDED_BY, found.reason, [proof[_paper(item, found)[0]]], _at(found.waived_on), SOURCE)
            for item, found in told
            if isinstance(found, DemoWaiver)
        ],
    )  # fmt: skip


def _write_officers(bulk: Bulk, signed: list[SignedDemo]) -> None:
    """Name who follows each contract: a few have nobody yet, a few were handed over once."""
    rows = []
    for item in signed:
        since, number, park = item.schedule.contract.signed_on, item.serial, item.plot.park_code
        if number % 43 == 7:
            continue
        if number % 17 == 3:
            handed_over = plus(since, 365)
            rows.append((item.contract_id, officer_of(park, number + 1), period(since, handed_over)))
            since = handed_over
        rows.append((item.contract_id, officer_of(park, number), period(since)))
    bulk.insert("contract_officer", "contract_id, officer_name, valid", rows)


def _paper(item: SignedDemo, found: DemoFinding | DemoWaiver) -> tuple[tuple[str, str, str, date], DemoPaper]:
    """Return the paper of a check or waiver: one for all duties of a contract that were looked at on one day."""
    contract = item.schedule.contract
    if isinstance(found, DemoWaiver):
        title, day = f"免除履约义务的批复（{contract.contract_no}）", found.waived_on
    else:
        title, day = f"履约核查记录及实测数据（{contract.contract_no}）", found.checked_on
    lines = (f"合同编号：{contract.contract_no}", f"受让人：{contract.holder}", f"日期：{day_zh(day)}", SOURCE)
    return (item.plot.park_code, contract.contract_no, title, day), DemoPaper(title, day, day, paper_pdf(title, lines))


def _check_row(item: SignedDemo, found: DemoFinding, file_id: int) -> tuple[Any, ...]:
    duty = next(duty for duty in item.schedule.last.obligations if duty.key == found.key)
    reviewers = [
        {
            "office": office,
            "name": f"示例{NAMES[(item.serial + place) % len(NAMES)]}",
            "opinion": _opinion(found, office),
        }
        for place, office in enumerate(found.offices)
    ]
    return (
        item.contract_id, found.key, found.sequence, found.checked_on, found.verdict, found.done_on,
        None if found.measured is None else round_fraction(found.measured, MEASURED_PLACES),
        None if found.measured is None else str(found.measured),
        orjson.dumps(raw_figures(duty, found.figures)).decode(),
        found.rectify_by, found.consequence, "" if found.withdrawn_on else found.remark, SIGNERS[item.serial % len(SIGNERS)],
        orjson.dumps(reviewers).decode(), [file_id], _at(found.checked_on), SOURCE,
    )  # fmt: skip


def _opinion(found: DemoFinding, office: str) -> str:
    if found.verdict == "met":
        return "同意"
    return (
        f"{ReviewingOffice(office).label_zh}部门意见：{'认定违约' if found.verdict == 'broken' else '限期整改'}（示例）"
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(16), CHINA)
