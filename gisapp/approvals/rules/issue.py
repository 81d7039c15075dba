"""能否发出结果：受理了、没有暂停、前置结果齐、材料齐；模拟审批的结果在签约付款之前没有效力。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.clock import ItemCase, ItemReading
from gisapp.approvals.rules.tolerance import Material, Tolerance, tolerance_state
from gisapp.approvals.terms import ItemOutcome, ToleranceState
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.time_limit import TimeLimitPhase


@dataclass(frozen=True, slots=True)
class LandDeal:
    """When the contract was signed and when its price had been paid in full; None = not yet, or not known."""

    contract_signed_on: date | None
    price_paid_on: date | None


@dataclass(frozen=True, slots=True)
class LegalEffect:
    """Whether a result binds anybody on a day, since when, and if not, what is missing."""

    has_effect: bool
    since: date | None
    findings: tuple[Finding, ...]


def missing_preconditions(definition: ItemDefinition, cases: Mapping[str, ItemCase], as_of: date) -> tuple[str, ...]:
    """还缺哪些法定前置结果：前置事项当日未办结通过、也不是无需办理的."""
    return tuple(code for code in definition.needs if not _is_out(cases.get(code), as_of))


def assess_issue(
    definition: ItemDefinition,
    reading: ItemReading,
    cases: Mapping[str, ItemCase],
    names: Mapping[str, str],
    materials: Iterable[Material],
    received: Mapping[str, date],
    tolerances: Iterable[Tolerance],
    as_of: date,
) -> Findings:
    """能否办结发证：任何一件材料缺着都不能，容缺的也要补齐才发.

    `cases` are all items of the project, `names` their names; `received`: when each material came in (by code). A material that was let in late
    counts from its own record.
    """
    findings = Findings()
    basis = str(definition.basis)

    def error(code: str, message_zh: str, fix_zh: str, message_en: str) -> None:
        findings.add(Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=basis))

    if reading.acceptance.accepted_on is None:
        error("issue.not_accepted", f"“{definition.name_zh}”尚未受理。", "请先受理。", "Not accepted yet.")
    if reading.clock.phase is TimeLimitPhase.SUSPENDED:
        error(
            "issue.suspended",
            f"“{definition.name_zh}”正在暂停。",
            "请先登记暂停结束的日期和材料。",
            "The clock is suspended.",
        )
    for code in missing_preconditions(definition, cases, as_of):
        name = names.get(code, code)
        error(
            "issue.precondition_missing",
            f"前置结果“{name}”尚未办结通过。",
            f"请先办结“{name}”；审查可以并联进行。",
            f"{name} is not out yet.",
        )
    excused = {item.material.code: item for item in tolerances}
    for material in materials:
        tolerance = excused.get(material.code)
        came = received.get(material.code)
        if came is not None and came <= as_of:
            continue
        if tolerance is None:
            error(
                "issue.material_missing",
                f"缺少材料“{material.name_zh}”。",
                "请申请人补交；可容缺的先办理容缺。",
                "A material is missing.",
            )
            continue
        state = tolerance_state(tolerance, as_of)
        if state is not ToleranceState.DELIVERED:
            error(
                "issue.tolerated_material_missing",
                f"容缺材料“{material.name_zh}”{state.label_zh}，补交期限{day_zh(tolerance.due_on)}。",
                "材料补齐后才能发出结果。",
                "A tolerated material has not come in.",
            )
    return findings


def legal_effect(*, is_simulated: bool, granted_on: date | None, deal: LandDeal, as_of: date) -> LegalEffect:
    """结果在某日有没有效力：一般结果办结即有；模拟审批（拿地即开工）的，出让合同签订且价款付清之后才有.

    It takes effect on the latest of the three days; until then nothing may be built on it and it is not passed on.
    """
    if granted_on is None or granted_on > as_of:
        return LegalEffect(
            False, None, (_missing("effect.not_granted", "结果尚未作出。", "请先办结。", "Nothing is granted yet."),)
        )
    if not is_simulated:
        return LegalEffect(True, granted_on, ())
    findings: list[Finding] = []
    if deal.contract_signed_on is None or deal.contract_signed_on > as_of:
        findings.append(
            _missing(
                "effect.contract_not_signed",
                "模拟审批结果：出让合同尚未签订，不具有法律效力。",
                "签订出让合同并付清价款后自动生效，此前不得据以施工。",
                "Simulated: the contract is not signed.",
            )
        )
    if deal.price_paid_on is None or deal.price_paid_on > as_of:
        findings.append(
            _missing(
                "effect.price_not_paid",
                "模拟审批结果：出让价款尚未付清，不具有法律效力。",
                "付清价款后自动生效，此前不得据以施工。",
                "Simulated: the price is not paid.",
            )
        )
    if findings or deal.contract_signed_on is None or deal.price_paid_on is None:
        return LegalEffect(False, None, tuple(findings))
    return LegalEffect(True, max(granted_on, deal.contract_signed_on, deal.price_paid_on), ())


def _is_out(case: ItemCase | None, as_of: date) -> bool:
    if case is None or case.finished_on is None or case.finished_on > as_of:
        return False
    return case.outcome in (ItemOutcome.GRANTED, ItemOutcome.NOT_NEEDED)


def _missing(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis="拿地即开工模拟审批规定")
