"""容缺办理：哪些材料可以后补、补到哪一天、补没补上；缺着一件也不能发证。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.terms import MaterialClass, MaterialSource, ToleranceState
from gisapp.kernel.dates import day_zh
from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.preparation.standard_terms import YesNo

RULE = "容缺办理规定"


@dataclass(frozen=True, slots=True)
class Material:
    """One material an item asks for; `is_tolerable`: on the published list of what may come later."""

    code: str
    name_zh: str
    material_class: MaterialClass
    is_tolerable: bool
    source: MaterialSource


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A material that was let in late: until when it was promised, the promise, the notice, and what became of it.

    `extended_to` with its evidence: force majeure; the material counts as delivered on the day it arrives.
    """

    material: Material
    promised_by: date
    promise: Evidence | None
    notice: Evidence | None
    delivered_on: date | None = None
    revoked_on: date | None = None
    extended_to: date | None = None
    extension_evidence: Evidence | None = None

    @property
    def due_on(self) -> date:
        """The last day; an extension counts only with its evidence and never shortens."""
        if self.extended_to is None or self.extension_evidence is None:
            return self.promised_by
        return max(self.extended_to, self.promised_by)

    @property
    def is_late(self) -> bool:
        """Delivered, but after its day: it goes into the credit record."""
        return self.delivered_on is not None and self.delivered_on > self.due_on


def tolerance_state(tolerance: Tolerance, as_of: date) -> ToleranceState:
    """容缺材料在某日的状态：已撤销、已补（以到达之日为准）、超期、待补；到期当日不算超期."""
    if tolerance.revoked_on is not None and tolerance.revoked_on <= as_of:
        return ToleranceState.REVOKED
    if tolerance.delivered_on is not None and tolerance.delivered_on <= as_of:
        return ToleranceState.DELIVERED
    return ToleranceState.OVERDUE if as_of > tolerance.due_on else ToleranceState.PENDING


def assess_tolerance(
    definition: ItemDefinition, draft: Tolerance, *, item_due_on: date | None, is_dishonest: YesNo, as_of: date
) -> Findings:
    """能否容缺受理：事项和材料都在清单内、是次要材料、有承诺书和通知书、期限不超过事项时限、申请人没有失信记录.

    `item_due_on`: the last day of the item's own limit; not known = not accepted, and nothing can be tolerated yet.
    """
    return Findings(
        [
            *_of_the_list(definition, draft.material),
            *_of_the_papers(draft),
            *_of_the_day(draft.promised_by, item_due_on, as_of),
            *_of_the_applicant(is_dishonest),
        ]
    )


def _of_the_list(definition: ItemDefinition, material: Material) -> Iterator[Finding]:
    name = material.name_zh
    if not definition.is_tolerable:
        yield _error(
            "tolerance.item_not_listed",
            f"“{definition.name_zh}”不在容缺事项清单内。",
            "请待材料齐全后受理。",
            "The item is not on the list.",
        )
    if material.material_class is MaterialClass.MAIN:
        yield _error(
            "tolerance.main_material",
            f"“{name}”是主要材料，不能容缺。",
            "请申请人补齐后受理。",
            "A main material cannot be missing.",
        )
    elif not material.is_tolerable:
        yield _error(
            "tolerance.material_not_listed",
            f"“{name}”不在可容缺材料之内。",
            "请申请人补齐后受理。",
            "The material is not on the list.",
        )


def _of_the_papers(draft: Tolerance) -> Iterator[Finding]:
    if draft.promise is None:
        yield _error(
            "tolerance.promise_missing",
            "没有申请人签署的容缺受理承诺书。",
            "请生成承诺书，由申请人签署后上传。",
            "The promise is missing.",
        )
    if draft.notice is None:
        yield _error(
            "tolerance.notice_missing",
            "没有容缺受理通知书。",
            "请生成通知书，写明材料名称、形式、期限和后果。",
            "The notice is missing.",
        )


def _of_the_day(promised_by: date, item_due_on: date | None, as_of: date) -> Iterator[Finding]:
    if promised_by < as_of:
        yield _error(
            "tolerance.day_passed",
            f"补交期限{day_zh(promised_by)}已过。",
            "请重新约定期限。",
            "The day has passed.",
        )
    if item_due_on is None:
        yield _error(
            "tolerance.item_not_accepted",
            "事项没有受理日期，无法核定补交期限。",
            "请填写受理日期。",
            "The item is not accepted.",
        )
    elif promised_by > item_due_on:
        yield Finding(
            "tolerance.too_long",
            Severity.ERROR,
            f"补交期限{day_zh(promised_by)}晚于事项到期日{day_zh(item_due_on)}。",
            fix_zh="请把补交期限提前到事项到期日之前。",
            message_en="The material would come after the item's own limit.",
            measured=promised_by.isoformat(),
            required=f"≤ {item_due_on.isoformat()}",
            basis=RULE,
        )


def _of_the_applicant(is_dishonest: YesNo) -> Iterator[Finding]:
    if is_dishonest is not YesNo.NO:
        known = is_dishonest is YesNo.YES
        yield _error(
            "tolerance.dishonest" if known else "tolerance.honesty_unknown",
            "申请人有失信记录，信用修复前不适用容缺。" if known else "尚未查询申请人信用记录。",
            "请待信用修复，或补齐材料后受理。" if known else "请查询信用记录后填写。",
            "Listed for dishonesty." if known else "The record has not been looked up.",
        )


def what_became_late(tolerance: Tolerance, as_of: date) -> Finding | None:
    """超期未补的怎么办：提醒撤回受理并记入信用；迟补的如实记录."""
    name = tolerance.material.name_zh
    if tolerance_state(tolerance, as_of) is ToleranceState.OVERDUE:
        return _error(
            "tolerance.overdue",
            f"容缺材料“{name}”{day_zh(tolerance.due_on)}到期未补。",
            "请撤回受理、退件，并记入申请人信用记录；因不可抗力的，附证明延期。",
            "The material did not come in time.",
        )
    if tolerance_state(tolerance, as_of) is ToleranceState.DELIVERED and tolerance.is_late:
        assert tolerance.delivered_on is not None
        return Finding(
            "tolerance.delivered_late",
            Severity.WARNING,
            f"容缺材料“{name}”于{day_zh(tolerance.delivered_on)}补交，晚于{day_zh(tolerance.due_on)}。",
            fix_zh="请按规定记入申请人信用记录。",
            message_en="The material came late.",
            measured=tolerance.delivered_on.isoformat(),
            required=f"≤ {tolerance.due_on.isoformat()}",
            basis=RULE,
        )
    return None


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en, basis=RULE)
