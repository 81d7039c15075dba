"""认定、决定能不能撤销：因为什么、凭哪份文书、公开撤了没有、处置是否已经执行；备案要更新、已履行的要退还的只作提示。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gisapp.idle_cases.rules.disposal import ENDS_RIGHT
from gisapp.idle_cases.rules.english import english
from gisapp.idle_cases.terms import AnnulGround, CaseStep, Measure
from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Annulment:
    """What is said of an annulment. `paper_on` = the day of the paper that annuls; `is_public` = a published finding is in force,
    `withdrawn_on` = the day its publicity was withdrawn, `registered_on` = the day the register (备案) was told."""

    step: CaseStep
    taken_on: date
    ground: AnnulGround | None
    paper_on: date | None
    reason: str
    is_served: bool
    has_receipt: bool
    evidence: Sequence[Evidence]
    is_public: bool
    withdrawn_on: date | None
    registered_on: date | None


@dataclass(frozen=True, slots=True)
class Performed:
    """What has come of the decision in force: the end of the contract, a supplement, what was noted as performed."""

    measure: Measure | None = None
    decided_on: date | None = None
    contract_ended_on: date | None = None
    supplement_on: date | None = None
    noted: tuple[str, ...] = ()


def check_annulment(said: Annulment, basis: str) -> Iterator[Finding]:
    """撤销须写明依据、理由、文书和日期：自行纠正的出具决定并送达，复议、诉讼的附复议决定书、判决书；已公开的先撤销公开."""
    if said.ground is None:
        yield _found(
            "case.annulment_ground_missing", "没有写明因为什么撤销。", "请选择自行纠正、行政复议或行政诉讼。", basis
        )
    if not said.reason:
        yield _found("case.annulment_unexplained", "没有写明撤销的理由。", "请写明原认定、决定错在哪里。", basis)
    if said.paper_on is None:
        yield _found(
            "case.annulment_paper_undated", "没有撤销文书的日期。", "请按撤销决定、复议决定书、判决书填写。", basis
        )
    elif said.paper_on > said.taken_on:
        yield _found(
            "case.annulment_paper_undated",
            "撤销文书的日期晚于办理日期。",
            "请核对文书日期；收到文书以后再办理。",
            basis,
            measured=said.paper_on.isoformat(),
            required=f"≤ {said.taken_on.isoformat()}",
        )
    if said.ground is AnnulGround.SELF_CORRECTION:
        if not said.is_served:
            yield _found("case.service_missing", "没有送达记录。", "请登记送达方式、时间和收件人。", basis)
        elif not said.has_receipt:
            yield _found("case.receipt_missing", "没有送达回证。", "请上传送达回证。", basis)
    elif said.ground is not None and not said.evidence:
        yield _found("case.annulment_unproved", "没有复议决定书或判决书。", "请上传复议决定书、生效判决书。", basis)
    if said.step is CaseStep.ANNUL and said.is_public:
        yield from _publicity(said, basis)


def _publicity(said: Annulment, basis: str) -> Iterator[Finding]:
    if said.withdrawn_on is None:
        yield _found(
            "case.publicity_not_withdrawn",
            "闲置信息已经公开，尚未撤销公开。",
            "请先在公开的网站、公示栏撤下，再填写撤销公开的日期。",
            basis,
        )
    elif said.withdrawn_on > said.taken_on:
        yield _found(
            "case.publicity_not_withdrawn",
            "撤销公开的日期晚于办理日期。",
            "请填写实际撤下的日期；撤下以后再办理。",
            basis,
            measured=said.withdrawn_on.isoformat(),
            required=f"≤ {said.taken_on.isoformat()}",
        )
    if said.registered_on is None:
        yield register_to_update(basis)


def register_to_update(basis: str | None = None) -> Finding:
    """认定已备案的，撤销后备案也要更新."""
    return _found(
        "case.register_to_update",
        "被撤销的认定已在监测监管系统备案，备案须更新。",
        "请在监测监管系统撤销、更新备案，并填写（更正）备案日期。",
        basis,
        severity=Severity.WARNING,
    )


def check_performed(performed: Performed, taken_on: date) -> Iterator[Finding]:
    """决定已经执行的：合同已终止的不能撤销，先处理土地；签了补充协议、缴了费的，撤销后要恢复、退还."""
    ended, decided = performed.contract_ended_on, performed.decided_on
    if decided is None:
        return
    if (
        performed.measure is not None
        and performed.measure in ENDS_RIGHT
        and ended is not None
        and decided <= ended <= taken_on
    ):
        yield _found(
            "case.disposal_carried_out",
            f"“{performed.measure.label_zh}”已经执行，合同已于{day_zh(ended)}终止，不能在本案撤销。",
            "请先处理已收回的土地：恢复权利、重新签订合同或者补偿，并将本案结案。",
            None,
            measured=ended.isoformat(),
        )
    if performed.supplement_on is not None and decided <= performed.supplement_on <= taken_on:
        yield _found(
            "case.supplement_stands",
            f"决定之后已于{day_zh(performed.supplement_on)}签订补充协议，撤销决定不改变合同。",
            "请与使用权人协商，另签补充协议恢复原约定，并在“约”中登记。",
            None,
            severity=Severity.WARNING,
        )
    if performed.noted:
        yield _found(
            "case.performance_to_undo",
            f"已登记履行情况：{'；'.join(performed.noted)}。",
            "撤销后请退还已缴的费用、恢复已变更的登记，并在“跟踪与承办”中登记结果。",
            None,
            severity=Severity.WARNING,
        )


def _found(
    code: str,
    message_zh: str,
    fix_zh: str,
    basis: str | None,
    *,
    severity: Severity = Severity.ERROR,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    message_en, fix_en = english(code)
    return Finding(code, severity, message_zh, fix_zh, message_en, measured, required, basis, fix_en=fix_en)
