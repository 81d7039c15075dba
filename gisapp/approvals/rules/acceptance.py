"""收件后能否受理，以及暂停、延长能否事后补登：主要材料齐全才受理，逾期之后不能靠补登消除逾期。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gisapp.approvals.rules.catalogue import ItemDefinition
from gisapp.approvals.rules.clock import ARTICLE_32, ARTICLE_42, ItemReading
from gisapp.approvals.rules.tolerance import Material
from gisapp.approvals.terms import MaterialClass
from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.time_limit import TimeLimitLight


def check_acceptance(
    definition: ItemDefinition, materials: Iterable[Material], received: Mapping[str, date], accepted_on: date
) -> Findings:
    """能否受理：材料齐全的受理；只缺可容缺的次要材料的可以容缺受理；其余的应一次告知补正.

    `received`: when each material came in, by its code.
    """
    findings = Findings()
    for material in materials:
        came = received.get(material.code)
        if came is not None and came <= accepted_on:
            continue
        if definition.is_tolerable and material.is_tolerable and material.material_class is MaterialClass.SECONDARY:
            findings.add(
                Finding(
                    "acceptance.material_may_come_later",
                    Severity.WARNING,
                    f"缺少次要材料“{material.name_zh}”，可以容缺受理。",
                    fix_zh="受理后请办理容缺：约定补交期限，生成承诺书和通知书。",
                    message_en="A secondary material is missing; it may come later on a promise.",
                    basis=str(definition.basis),
                )
            )
            continue
        main = material.material_class is MaterialClass.MAIN
        findings.add(
            Finding(
                "acceptance.main_material_missing" if main else "acceptance.material_missing",
                Severity.ERROR,
                f"缺少{'主要' if main else ''}材料“{material.name_zh}”，不能受理。",
                fix_zh="请一次告知申请人需要补正的全部内容，补齐后再受理。",
                message_en=f"{'A main' if main else 'A'} material is missing.",
                basis=ARTICLE_32,
            )
        )
    return findings


def check_recorded_in_time(reading: ItemReading, name_zh: str, act_zh: str) -> Finding | None:
    """能否补登：登记之日事项已经超期的，不能再补登此前的暂停或延长，逾期照实记录.

    `reading` as of the day of recording; a clock that rests is not late.
    """
    due_on = reading.clock.due_on
    if due_on is None or reading.clock.light is not TimeLimitLight.RED:
        return None
    return Finding(
        "approval.recorded_late",
        Severity.ERROR,
        f"“{name_zh}”已于{day_zh(due_on)}到期，今日不能再补登{act_zh}，逾期照实记录。",
        fix_zh="请立即办结，并在办结时说明超期原因。",
        message_en="The limit has passed: nothing recorded now may undo that.",
        measured=reading.clock.as_of.isoformat(),
        required=f"≤ {due_on.isoformat()}",
        basis=ARTICLE_42,
    )
