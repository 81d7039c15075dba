"""Writes the demo's approvals: a published list of what may come later, processes of projects, cases with clocks, promises, results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.approvals.catalogue import CatalogueBook, load_catalogue
from gisapp.approvals.documents import CONSEQUENCE
from gisapp.auth.principal import system_principal
from gisapp.demo.approval_cases import (
    Days,
    DemoCase,
    DemoProcess,
    DemoTolerance,
    accepting,
    ahead_in_hand,
    building,
    finished,
    land_ready,
    stories,
)
from gisapp.demo.approval_list import publish_list
from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.officers import officer_of
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.project_cases import DemoProject
from gisapp.demo.records import SOURCE
from gisapp.documents.issue import issue_document
from gisapp.documents.sources import Draft
from gisapp.kernel.clock import FixedClock
from gisapp.kernel.dates import day_zh
from gisapp.work_calendar.work_calendar import load_calendar

APPROVER = "分管负责人（示例）"


@dataclass(frozen=True)
class _Told:
    """A case of a project that has been written."""

    case_id: int
    project_id: int
    project: DemoProject
    case: DemoCase


def write_approvals(
    bulk: Bulk,
    session: Session,
    pairs: Sequence[tuple[int, DemoProject]],
    *,
    zone_id: int,
    park_ids: Mapping[str, int],
    today: date,
) -> None:
    """Write the processes of a choice of the demo's projects as they stand on `today`."""
    publish_list(session, today)
    days = Days(load_calendar(session), today)
    told = list(_choose(session, days, pairs))
    bulk.insert(
        "approval_process",
        "project_id, mode, started_on, note, opened_by_name",
        [(project_id, story.mode, story.started, story.note, SOURCE) for project_id, _, story in told],
    )
    book = load_catalogue(session)
    writer = _Writer(bulk, session, book, zone_id, park_ids)
    every = [(project_id, project, story, case) for project_id, project, story in told for case in story.cases]
    again = {(project_id, case.item) for project_id, _, _, case in every if case.round > 1}
    first = [one for one in every if (one[0], one[3].item) in again and one[3].round == 1]
    writer.write(first)
    writer.write([one for one in every if one not in first])
    _convert(session, [project_id for project_id, _, story in told if story.convert])


def _choose(
    session: Session, days: Days, pairs: Sequence[tuple[int, DemoProject]]
) -> Iterator[tuple[int, DemoProject, DemoProcess]]:
    """Give each chosen project its story; those whose land is paid show results that became binding."""
    deals = _deals(session)
    by_stage: dict[str, list[tuple[int, DemoProject]]] = {}
    for project_id, project in pairs:
        by_stage.setdefault(project.stage, []).append((project_id, project))
    landed = [one for one in by_stage.get("landed", []) if one[1].party]
    paid = [one for one in landed if deals.get(one[0], (None, None))[1] is not None]
    unpaid = [one for one in landed if one not in paid]
    for at, (project_id, project) in enumerate(paid[:2]):
        signed, _ = deals[project_id]
        assert signed is not None
        yield project_id, project, land_ready(days, signed, convert=at == 0)
    for project_id, project in unpaid[:1]:
        signed, _ = deals[project_id]
        assert signed is not None
        yield project_id, project, land_ready(days, signed)
    rest = [one for one in landed if one not in paid[:2] and one not in unpaid[:1]]
    for (project_id, project), story in zip([*rest, *by_stage.get("started", [])], stories(days), strict=False):
        yield project_id, project, story
    for project_id, project in by_stage.get("signed", [])[:2]:
        yield project_id, project, ahead_in_hand(days)
    for at, (project_id, project) in enumerate(by_stage.get("building", [])[:8]):
        yield project_id, project, building(days, _day(project, "started"), at)
    for at, (project_id, project) in enumerate(by_stage.get("completed", [])[:4]):
        yield project_id, project, accepting(days, _day(project, "started"), at)
    old = [one for one in by_stage.get("producing", []) if _day(one[1], "completed") < days.today - timedelta(days=90)]
    for at, (project_id, project) in enumerate(old[:3]):
        yield project_id, project, finished(days, _day(project, "started"), _day(project, "completed"), at)


def _day(project: DemoProject, stage: str) -> date:
    return next((step.day for step in project.steps if step.stage == stage), project.steps[-1].day)


def _deals(session: Session) -> dict[int, tuple[date | None, date | None]]:
    rows = session.execute(
        text(
            "select p.id, d.signed_on, d.paid_on from project p cross join lateral land_deal(p.contract_id) d where p.contract_id is not null"
        )
    )
    return {row.id: (row.signed_on, row.paid_on) for row in rows}


class _Writer:
    """Writes cases in the order the tables demand: open first, then what hangs on them, then how they ended."""

    def __init__(
        self, bulk: Bulk, session: Session, book: CatalogueBook, zone_id: int, park_ids: Mapping[str, int]
    ) -> None:
        self._bulk, self._session, self._book = bulk, session, book
        self._zone_id, self._park_ids = zone_id, park_ids
        self._parties = {
            row.id: (row.name_zh, row.credit_code)
            for row in session.execute(
                text("select p.id, y.name_zh, y.credit_code from project p join party y on y.id = p.party_id")
            )
        }

    def write(self, cases: Sequence[tuple[int, DemoProject, DemoProcess, DemoCase]]) -> None:
        ids = self._bulk.insert(
            "approval_case",
            "project_id, item_code, round, is_simulated, planned_on, received_on, accepted_on, recorded_by_name",
            [
                (project_id, c.item, c.round, c.simulated, c.received if c.round > 1 and c.received else story.started, c.received, c.accepted, SOURCE)
                for project_id, _, story, c in cases
            ],
            returning="id",
        )  # fmt: skip
        told = [_Told(case_id, *one[:2], one[3]) for case_id, one in zip(ids, cases, strict=True)]
        materials = self._materials(told)
        self._pauses(told)
        self._notices(told)
        self._extensions(told)
        self._tolerances(told, materials)
        simulated = [one for one in told if one.case.simulated]
        self._ends(simulated)
        self._ends([one for one in told if not one.case.simulated])

    def _materials(self, told: Sequence[_Told]) -> dict[tuple[int, str], int]:
        rows: list[tuple[Any, ...]] = []
        for one in told:
            received = one.case.received
            if received is None:
                continue
            definition = self._book.definition(one.case.item, received)
            late = one.case.tolerance
            for asked in self._book.asked_by(definition):
                if one.case.simulated and asked.after_land:
                    continue
                material = asked.material
                came: date | None = received
                if material.code in one.case.missing:
                    came = None
                elif late is not None and material.code == late.material:
                    came = late.delivered
                rows.append(
                    (one.case_id, material.code, material.name_zh, str(material.material_class), material.is_tolerable and definition.is_tolerable,
                     str(material.source), asked.form_zh, came, SOURCE)
                )  # fmt: skip
        ids = self._bulk.insert(
            "case_material",
            "case_id, code, name_zh, material_class, is_tolerable, source, form_zh, received_on, recorded_by_name",
            rows,
            returning="id",
        )
        return {(row[0], row[1]): material_id for row, material_id in zip(rows, ids, strict=True)}

    def _papers(self, told: Sequence[tuple[_Told, str, date]]) -> list[int]:
        papers = [(self._park_ids[one.project.park_code], _paper(one, title, day)) for one, title, day in told]
        return write_papers(self._bulk, self._zone_id, papers) if papers else []

    def _pauses(self, told: Sequence[_Told]) -> None:
        every = [(one, pause) for one in told for pause in one.case.pauses]
        files = self._papers([(one, pause.paper, pause.began) for one, pause in every])
        self._bulk.insert(
            "case_suspension",
            "case_id, kind, began_on, resumed_on, evidence_ids, recorded_by_name",
            [
                (one.case_id, pause.kind, pause.began, pause.resumed, [file_id], SOURCE)
                for (one, pause), file_id in zip(every, files, strict=True)
            ],
        )

    def _notices(self, told: Sequence[_Told]) -> None:
        asked = [(one, one.case.notice) for one in told if one.case.notice is not None]
        files = self._papers([(one, "补正告知书", day) for one, day in asked])
        rows = [
            {"id": one.case_id, "notice_on": day, "notice_zh": "经审定的总平面图未提交，请补齐。", "file_id": file_id}
            for (one, day), file_id in zip(asked, files, strict=True)
        ]
        self._update(
            "update approval_case c set notice_on = r.notice_on, notice_zh = r.notice_zh, notice_evidence_ids = array[r.file_id]"
            " from jsonb_to_recordset(cast(:rows as jsonb)) as r (id bigint, notice_on date, notice_zh text, file_id bigint) where c.id = r.id",
            rows,
        )

    def _extensions(self, told: Sequence[_Told]) -> None:
        self._bulk.insert(
            "case_extension",
            "case_id, days, granted_on, approved_by, reason, recorded_by_name",
            [
                (one.case_id, one.case.extension[0], one.case.extension[1], APPROVER, "方案局部调整，需重新核算指标", SOURCE)
                for one in told
                if one.case.extension is not None
            ],
        )  # fmt: skip

    def _tolerances(self, told: Sequence[_Told], materials: Mapping[tuple[int, str], int]) -> None:
        every = [(one, one.case.tolerance) for one in told if one.case.tolerance is not None]
        every.sort(key=lambda pair: pair[1].drafted)  # numbers follow the days
        ids = self._bulk.insert(
            "material_tolerance",
            "case_id, material_id, drafted_on, promised_by, credit_answer, recorded_by_name",
            [
                (one.case_id, materials[one.case_id, late.material], late.drafted, late.promised_by, "no", SOURCE)
                for one, late in every
            ],
            returning="id",
        )
        signed = self._papers([(one, "容缺受理承诺书（申请人签署）", late.drafted) for one, late in every])
        proofs = self._papers([(one, "不可抗力证明", late.promised_by) for one, late in every if late.extended_to])
        rows: list[dict[str, Any]] = []
        for (one, late), tolerance_id, file_id in zip(every, ids, signed, strict=True):
            self._issue(one, late, tolerance_id)
            rows.append(
                {
                    "id": tolerance_id,
                    "agreed_on": late.drafted,
                    "signed": file_id,
                    "extended_to": late.extended_to,
                    "extension_reason": "强降雨道路中断，放线延误（示例）" if late.extended_to else "",
                    "proof": proofs.pop(0) if late.extended_to else None,
                    "revoked_on": late.revoked,
                    "revoke_reason": "到期未补交" if late.revoked else "",
                }
            )
        self._update(
            "update material_tolerance t set agreed_on = r.agreed_on, promise_evidence_ids = array[r.signed], extended_to = r.extended_to,"
            " extension_reason = r.extension_reason, extension_evidence_ids = case when r.proof is null then '{}' else array[r.proof] end,"
            " revoked_on = r.revoked_on, revoke_reason = r.revoke_reason"
            " from jsonb_to_recordset(cast(:rows as jsonb)) as r (id bigint, agreed_on date, signed bigint, extended_to date, extension_reason text,"
            " proof bigint, revoked_on date, revoke_reason text) where t.id = r.id",
            rows,
        )

    def _issue(self, one: _Told, late: DemoTolerance, tolerance_id: int) -> None:
        """Issue promise and notice on the day the promise was made."""
        definition = self._book.definition(one.case.item, late.drafted)
        asked = next(a for a in self._book.asked_by(definition) if a.material.code == late.material)
        name, code = self._parties[one.project_id]
        context = {
            "applicant_name": name,
            "project_name": one.project.name_zh,
            "item_name": definition.name_zh,
            "materials": [{"name": asked.material.name_zh, "form_zh": asked.form_zh, "deliver_by": late.promised_by}],
        }
        papers = {
            "tolerance_promise": {"applicant_credit_code": code, "promised_by": name, "promised_on": late.drafted},
            "tolerance_notice": {
                "accepted_on": one.case.accepted,
                "consequence_zh": CONSEQUENCE,
                "contact_name": officer_of(one.project.park_code, one.project.number),
            },
        }
        for kind, more in papers.items():
            issue_document(
                self._session,
                system_principal(SOURCE),
                FixedClock(late.drafted),
                kind,
                Draft(
                    zone_id=self._zone_id,
                    park_id=self._park_ids[one.project.park_code],
                    plot_id=one.project.plot_id,
                    context=context | more,
                ),
                subject="material_tolerance",
                subject_id=tolerance_id,
                pdf=False,
            )

    def _ends(self, told: Sequence[_Told]) -> None:
        rows = [
            {
                "id": one.case_id,
                "finished_on": one.case.finished,
                "outcome": one.case.outcome,
                "result_no": _number(one) if one.case.outcome == "granted" else "",
                "reason": one.case.reason,
                "returned_on": one.case.returned,
                "return_reason": one.case.return_reason,
            }
            for one in told
            if one.case.outcome is not None or one.case.returned is not None
        ]
        self._update(
            "update approval_case c set finished_on = r.finished_on, outcome = r.outcome, result_no = r.result_no, outcome_reason = r.reason,"
            " returned_on = r.returned_on, return_reason = r.return_reason"
            " from jsonb_to_recordset(cast(:rows as jsonb)) as r (id bigint, finished_on date, outcome text, result_no text, reason text,"
            " returned_on date, return_reason text) where c.id = r.id",
            rows,
        )

    def _update(self, statement: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.execute(text(statement), {"rows": orjson.dumps(rows).decode()})


def _paper(one: _Told, title: str, day: date) -> DemoPaper:
    lines = (f"项目名称：{one.project.name_zh}", f"日期：{day_zh(day)}", SOURCE)
    return DemoPaper(f"{title}（{one.project.name_zh}）", day, day, paper_pdf(title, lines))


def _number(one: _Told) -> str:
    assert one.case.finished is not None
    return f"示审〔{one.case.finished.year}〕{one.case_id:04d}号"


def _convert(session: Session, project_ids: Sequence[int]) -> None:
    """Record that the simulated results of these projects bind since contract and price."""
    session.execute(
        text(
            "insert into case_conversion (case_id, effective_on, contract_signed_on, price_paid_on, result_no, recorded_by_name)"
            " select c.id, greatest(c.finished_on, d.signed_on, d.paid_on), d.signed_on, d.paid_on, '示证〔' || extract(year from d.paid_on) || '〕'"
            " || lpad(c.id::text, 4, '0') || '号', :source"
            " from approval_case c join project p on p.id = c.project_id cross join lateral land_deal(p.contract_id) d"
            " where c.project_id = any(:ids) and c.is_simulated and c.outcome = 'granted' and d.paid_on is not null"
        ),
        {"ids": list(project_ids), "source": SOURCE},
    )
