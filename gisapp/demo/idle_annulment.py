"""One case of the demo zone whose finding was annulled on administrative review for want of evidence, and which was found idle anew. All invented."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import system_principal
from gisapp.db.history import current_rows, replace_from
from gisapp.db.tables.plot import PlotStateRow
from gisapp.demo.bulk import Bulk
from gisapp.demo.contract_checks import DemoPaper
from gisapp.demo.contracts import write_papers
from gisapp.demo.days import plus
from gisapp.demo.paper_file import paper_pdf
from gisapp.demo.papers import OFFICE_CODE
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.idle.terms import IdleCause
from gisapp.idle_cases.commands import take_step
from gisapp.idle_cases.judgement import ServiceDraft, StepDraft
from gisapp.idle_cases.terms import AnnulGround, CaseStep, ServiceKind
from gisapp.kernel.dates import day_zh

UNTIL_ANNULLED, UNTIL_FOUND, UNTIL_PUBLIC = 40, 25, 9
"""Days from the publication to the decision on review, from there to the new finding, from there to its publication."""

_CASE = text(
    "select k.case_id, k.since, k.cause, i.plot_id, p.code as park_code, y.name_zh as party_name_zh, v.plot_no from idle_case_standing(:today) k"
    " join idle_case i on i.id = k.case_id join park p on p.id = i.park_id join party y on y.id = i.party_id and not y.is_real"
    " join plot_snapshot v on v.plot_id = i.plot_id and v.valid @> cast(:today as date)"
    " where k.state = 'published' and k.since <= :before order by k.side = 'own' desc, k.since desc, i.case_no limit 1"
)


def write_annulled_case(bulk: Bulk, session: Session, *, zone_id: int, park_ids: dict[str, int], today: date) -> None:
    """Let a published finding be annulled and made anew; the cases and their facts are written before. Nothing where none is old enough."""
    before = plus(today, -(UNTIL_ANNULLED + UNTIL_FOUND + UNTIL_PUBLIC + 5))
    case = session.execute(_CASE, {"today": today, "before": before}).one_or_none()
    if case is None:
        return
    annulled = plus(case.since, UNTIL_ANNULLED)
    found = plus(annulled, UNTIL_FOUND)
    public = plus(found, UNTIL_PUBLIC)
    for day, compliance in ((annulled, "suspected_idle"), (found, "determined_idle")):
        _stand(session, case.plot_id, day, compliance)

    def proof(title: str, on: date) -> tuple[int, ...]:
        name = f"{title}（示例）"
        lines = [f"地块：{case.plot_no}", f"使用权人：{case.party_name_zh}", f"日期：{day_zh(on)}", SOURCE]
        return tuple(
            write_papers(bulk, zone_id, [(park_ids[case.park_code], DemoPaper(name, on, on, paper_pdf(name, lines)))])
        )

    served = ServiceDraft(ServiceKind.DIRECT, plus(found, 2), case.party_name_zh, proof("送达回证", plus(found, 2)))
    steps = (
        StepDraft(
            CaseStep.ANNUL, annulled, document_no=f"示例政复决〔{annulled.year}〕1号", evidence_ids=proof("行政复议决定书", annulled),
            reason="行政复议机关认为，原认定未附现场勘查笔录，主要证据不足，决定撤销认定，责令重新作出（示例）。",
            annul_ground=AnnulGround.REVIEW, paper_on=plus(annulled, -3), withdrawn_on=annulled, registered_on=annulled,
        ),
        StepDraft(
            CaseStep.DETERMINE, found, document_no=f"{OFFICE_CODE}旧闲认〔{found.year}〕重1号", service=served, cause=IdleCause(case.cause),
            evidence_ids=proof("现场勘查笔录、询问笔录", found), reason="补充勘查、询问后重新认定，事实清楚，证据充分（示例）。",
        ),
        StepDraft(
            CaseStep.PUBLISH, public, registered_on=plus(public, -1), register_no=f"示例备案重{case.case_id:05d}",
            evidence_ids=proof("监测监管系统备案截图", public),
        ),
    )  # fmt: skip
    for draft in steps:
        take_step(session, system_principal(ACTOR), case.case_id, draft, today=today)


def _stand(session: Session, plot_id: int, since: date, compliance: str) -> None:
    """Let a plot stand so from a day on, with the mark of the demo as its source: the steps find it so and change nothing."""
    rows = current_rows(session, PlotStateRow, {"plot_id": plot_id})
    (held,) = [row for row in rows if row["valid"].contains(since)]
    facts = {name: held[name] for name in ("land_control", "servicing", "supply", "development", "source")}
    replace_from(session, PlotStateRow, {"plot_id": plot_id}, since, {**facts, "compliance": compliance})
