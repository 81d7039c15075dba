"""谁参加了核查：指标复核应由两个以上单位会审，同一单位只签一次，负责人须在其中或另行签字。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gisapp.commitments.rules.fulfilment import AGREEMENT
from gisapp.commitments.rules.schedule import Obligation
from gisapp.commitments.terms import ReviewingOffice
from gisapp.kernel.finding import Finding, Severity
from gisapp.preparation.standard_terms import ObligationKind

OFFICES_AT_AN_INDICATOR = 2


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One office's signature under a check, with what it had to say."""

    office: ReviewingOffice
    name: str
    opinion: str = ""


def assess_reviewers(obligation: Obligation, reviewers: Sequence[Reviewer]) -> Iterator[Finding]:
    """会审签字是否齐全：每个单位有签字人、不重复；竣工复核、达产复核的指标少于两个单位的提示."""
    if any(not reviewer.name.strip() for reviewer in reviewers):
        yield Finding(
            "commitment.reviewer_unnamed",
            Severity.ERROR,
            "会审单位没有签字人。",
            fix_zh="请填写每个会审单位的签字人，或删去该单位。",
            message_en="A reviewing office has nobody's name.",
            basis=AGREEMENT,
        )
    offices = [reviewer.office for reviewer in reviewers]
    twice = next((office for office in offices if offices.count(office) > 1), None)
    if twice is not None:
        yield Finding(
            "commitment.reviewer_twice",
            Severity.ERROR,
            f"会审单位“{twice.label_zh}”填写了两次。",
            fix_zh="同一单位只签一次，请删去一条。",
            message_en=f"{twice.label_en} is named twice.",
            basis=AGREEMENT,
        )
    if obligation.kind is ObligationKind.INDICATOR and len(set(offices)) < OFFICES_AT_AN_INDICATOR:
        yield Finding(
            "commitment.few_offices",
            Severity.WARNING,
            "指标复核的会审单位不足两个。",
            fix_zh="竣工复核、达产复核一般由自然资源、发展改革、工业和信息化、税务、生态环境等单位会审，请核对。",
            message_en="Indicators are reviewed by two offices or more.",
            measured=str(len(set(offices))),
            required=f"≥ {OFFICES_AT_AN_INDICATOR}",
            basis=AGREEMENT,
        )
