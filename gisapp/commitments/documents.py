"""What 履约核查意见书 and 限期整改通知书 say: gathered from the checks of one contract on one day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.commitments.commitments import CommitmentFilter, list_commitments, obligation_of
from gisapp.commitments.history import read_checks
from gisapp.commitments.rules.schedule import Obligation
from gisapp.commitments.terms import ReviewingOffice
from gisapp.db.sql_file import load
from gisapp.documents.sources import Draft, source
from gisapp.evidence.vault import describe_files
from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import NotFound
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.money import format_yuan
from gisapp.preparation.rules.indicator_values import promised_zh, value_zh
from gisapp.preparation.standard_terms import CheckVerdict, LandInstrument, ObligationKind
from gisapp.rulebook.rulebook import load_rulebook

SUBJECT = "commitment_check"
PLOT_AND_HOLDER = (
    "plot_no", "location", "area_m2", "land_use_name", "park_name", "parcel_no", "real_estate_unit_no",
    "holder_name", "holder_credit_code", "contract_no", "project_name",
)  # fmt: skip
STAGES = {
    ObligationKind.HANDOVER: "交地核查",
    ObligationKind.START: "开工核查",
    ObligationKind.COMPLETION: "竣工复核",
    ObligationKind.PRODUCTION: "投产核查",
    ObligationKind.INITIAL_PERIOD_END: "初始运行期满核查",
    ObligationKind.ATTAINMENT: "达产复核",
    ObligationKind.INDICATOR: "指标复核",
    ObligationKind.INSTALMENT: "价款缴纳核查",
}
SEVERITY = [CheckVerdict.MET, CheckVerdict.RECTIFY, CheckVerdict.BROKEN]


@source("check_record", subject=SUBJECT)
def check_record(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """Return the facts of 履约核查意见书: every check of the contract on the day of this one, with its evidence."""
    paper, checks = _gather(session, principal, subject_id)
    worst = max((CheckVerdict(check["verdict"]) for check, _ in checks), key=SEVERITY.index)
    kinds = {obligation.kind for _, obligation in checks}
    evidence = describe_files(session, principal, [one for check, _ in checks for one in check["evidence_ids"]])
    context = {
        "stage_zh": "、".join(dict.fromkeys(STAGES[kind] for kind in ObligationKind if kind in kinds)),
        "checked_on": paper["checked_on"],
        "reviewers_zh": _reviewers(checks),
        "items": [
            {
                "name": _named(obligation),
                "agreed_zh": _agreed(obligation),
                "due_on": obligation.due_on,
                "measured_zh": _found(check, obligation),
                "verdict_zh": CheckVerdict(check["verdict"]).label_zh,
            }
            for check, obligation in checks
        ],
        "verdict_zh": worst.label_zh,
        "consequence_zh": "；".join(dict.fromkeys(check["consequence"] for check, _ in checks if check["consequence"]))
        or None,
        "rectify_by": max((check["rectify_by"] for check, _ in checks if check["rectify_by"]), default=None),
        "evidence": [
            {"reference": f"E{file['id']}", "title": file["title"], "dated": file["dated"], "sha256": file["sha256"]}
            for file in evidence
        ],
        "signed_off_by": "、".join(dict.fromkeys(check["signed_off_by"] for check, _ in checks)),
    }
    return _draft(session, paper, context, Findings(list(_withdrawn(paper))))


@source("rectification_notice", subject=SUBJECT)
def rectification_notice(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """Return the facts of 限期整改通知书; a check that did not order anything to be rectified has none (a finding says so)."""
    paper, checks = _gather(session, principal, subject_id)
    wanted = [(check, obligation) for check, obligation in checks if check["verdict"] == str(CheckVerdict.RECTIFY)]
    findings = Findings(list(_withdrawn(paper)))
    if not wanted:
        findings.add(
            Finding(
                "commitment.nothing_to_rectify",
                Severity.ERROR,
                "该次核查没有限期整改的事项。",
                fix_zh="只有结论为“限期整改”的核查出具整改通知书。",
                message_en="Nothing was to be rectified at this check.",
            )
        )
    context = {
        "checked_on": paper["checked_on"],
        "items": [
            {
                "name": _named(obligation),
                "agreed_zh": _agreed(obligation),
                "measured_zh": _found(check, obligation),
                "demand_zh": check["remark"] or f"于{day_zh(check['rectify_by'])}前达到约定",
            }
            for check, obligation in wanted
        ],
        "rectify_by": min((check["rectify_by"] for check, _ in wanted), default=None),
        "consequence_zh": "；".join(dict.fromkeys(check["consequence"] for check, _ in wanted if check["consequence"]))
        or _consequence(LandInstrument(paper["instrument"])),
    }
    return _draft(session, paper, context, findings)


def _consequence(instrument: LandInstrument) -> str:
    if instrument is LandInstrument.ALLOTMENT:
        return "按《国有建设用地划拨决定书》的规定依法处理。"
    return "按《国有建设用地使用权出让合同》和《履约监管协议》追究违约责任。"


def _gather(
    session: Session, principal: Principal, check_id: int
) -> tuple[dict[str, Any], list[tuple[dict[str, Any], Obligation]]]:
    row = (
        session.execute(load("commitments/commitment_paper"), {"id": check_id, **visible_parks(principal)})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound(
            "commitment.check_not_found",
            "没有这次核查，或您没有查看权限。请刷新后重试。",
            message_en="There is no such check, or not for you.",
        )
    contract, day = row["contract_id"], row["checked_on"]
    _, items = list_commitments(session, principal, day, CommitmentFilter(contract_id=contract), order="due_on")
    known = read_checks(session, [contract])
    checks = [
        (check, obligation_of(item))
        for item in items
        for check in known.get((contract, item["obligation_key"]), [])
        if check["id"] == check_id or (check["checked_on"] == day and check["withdrawn_on"] is None)
    ]
    return dict(row), checks


def _draft(session: Session, paper: dict[str, Any], context: dict[str, Any], findings: Findings) -> Draft:
    book = load_rulebook(session)
    return Draft(
        zone_id=paper["zone_id"],
        park_id=paper["park_id"],
        plot_id=paper["plot_id"],
        context={
            **{name: paper[name] or None for name in PLOT_AND_HOLDER},
            "instrument_zh": LandInstrument(paper["instrument"]).short_zh,
            **context,
        },
        entries=book.in_force(["commitment.rectification_days_max"], paper["checked_on"])
        if context["rectify_by"] is not None
        else (),
        findings=findings,
    )  # fmt: skip


def _withdrawn(paper: dict[str, Any]) -> list[Finding]:
    if not paper["is_withdrawn"]:
        return []
    return [
        Finding(
            "commitment.check_withdrawn",
            Severity.ERROR,
            "该次核查已撤销。",
            fix_zh="请对重新登记的核查出具文书。",
            message_en="This check was withdrawn.",
        )
    ]


def _reviewers(checks: list[tuple[dict[str, Any], Obligation]]) -> str | None:
    offices = ReviewingOffice.labels()
    names = [f"{offices[one['office']]}：{one['name']}" for check, _ in checks for one in check["reviewers"]]
    signed = [check["signed_off_by"] for check, _ in checks]
    return "；".join(dict.fromkeys(names)) or "、".join(dict.fromkeys(signed)) or None


def _named(obligation: Obligation) -> str:
    """Return the duty without its value, which stands in the column beside it."""
    return obligation.indicator.label_zh if obligation.indicator is not None else obligation.label_zh


def _agreed(obligation: Obligation) -> str:
    if obligation.indicator is not None and obligation.direction is not None and obligation.target is not None:
        return promised_zh(obligation.indicator, obligation.direction, obligation.target)
    if obligation.amount_yuan is not None:
        return f"{day_zh(obligation.due_on)}前缴纳 {format_yuan(obligation.amount_yuan)} 元"
    return f"{day_zh(obligation.due_on)}前完成"


def _found(check: dict[str, Any], obligation: Obligation) -> str:
    done = f"{day_zh(check['done_on'])}完成" if check["done_on"] else "未完成"
    if check["measured_exact"] is None:
        return done
    measured = Fraction(check["measured_exact"])
    if obligation.indicator is None:
        return f"到账 {float(measured):,.2f} 元"
    return f"实测 {value_zh(obligation.indicator, measured)}"
