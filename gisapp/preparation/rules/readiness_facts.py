"""What the readiness gate looks at, and the shape of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gisapp.kernel.evidence import Evidence
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.terms import LabelledEnum
from gisapp.land.terms import LandControl, Utility, UtilityStatus
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import AssessmentKind, ClearedLandItem, ReadinessState, ReadinessTopic, YesNo


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """An officer's answer to one item of the cleared-land checklist, with what proves it."""

    answer: YesNo
    evidence: tuple[Evidence, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class UtilityFact:
    """What is known of one utility at the plot, from whom, and when it was last looked at."""

    utility: Utility
    status: UtilityStatus
    source: str
    observed_on: date | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """A regional assessment that touches the plot, valid over [valid_from, valid_to)."""

    kind: AssessmentKind
    document_no: str
    valid_from: date
    valid_to: date | None
    evidence: tuple[Evidence, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """The planning conditions in force; None = not given there."""

    document_no: str
    land_use_code: str
    far_min: Decimal | None
    far_max: Decimal | None
    building_coefficient_min: Decimal | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """Everything the gate looks at, as known on `as_of`.

    `uncovered_m2`: per assessment kind, the area of the plot outside all polygons of that kind valid on `as_of` (None = not measured).
    `open_seizures`: seizures that rest on the plot (查封). `temporary_uses`: uses arranged on it whose land has not been restored and taken over yet. `topology`: the findings of the boundary check against park and neighbours (None = not run). `open_disputes` None = not looked up.
    """

    as_of: date
    land_control: LandControl
    checklist: Mapping[ClearedLandItem, ChecklistAnswer]
    utilities: tuple[UtilityFact, ...]
    assessments: tuple[AssessmentFact, ...]
    uncovered_m2: Mapping[AssessmentKind, Decimal | None]
    conditions: ConditionFacts | None
    topology: Findings | None
    open_disputes: tuple[Evidence, ...] | None
    indicators: tuple[Requirement, ...]
    open_seizures: tuple[Evidence, ...] = ()
    temporary_uses: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """One line of the gate: passed, failed or unknown, why, and the evidence to open. `key` is unique within one answer."""

    topic: ReadinessTopic
    key: str
    label_zh: str
    state: ReadinessState
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """The gate's answer; only a plot whose every item passed may be published."""

    items: tuple[ReadinessItem, ...] = field(default=())

    @property
    def is_ready(self) -> bool:
        return bool(self.items) and all(item.state is ReadinessState.PASSED for item in self.items)

    @property
    def findings(self) -> Findings:
        return Findings([finding for item in self.items for finding in item.findings])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the gate being judged: its topic, what within it (the topic itself where it has one line), basis and evidence."""

    topic: ReadinessTopic
    subject: LabelledEnum
    basis: str
    evidence: tuple[Evidence, ...] = ()

    def passed(self, *remarks: Finding) -> ReadinessItem:
        return self.item(ReadinessState.PASSED, remarks)

    def item(self, state: ReadinessState, findings: tuple[Finding, ...]) -> ReadinessItem:
        own = self.subject is self.topic
        key = self.topic.value if own else f"{self.topic}.{self.subject}"
        return ReadinessItem(self.topic, key, self.subject.label_zh, state, self.evidence, findings)

    def failed(
        self, code: str, message_zh: str, *, fix_zh: str, fix_en: str, message_en: str, measured: str, required: str
    ) -> ReadinessItem:
        """The line does not hold."""
        finding = Finding(
            code, Severity.ERROR, message_zh, fix_zh, message_en, measured, required, self.basis, fix_en=fix_en
        )
        return self.item(ReadinessState.FAILED, (finding,))

    def unknown(
        self, code: str, message_zh: str, *, fix_zh: str, fix_en: str, message_en: str, measured: str, required: str
    ) -> ReadinessItem:
        """It is not known whether the line holds, and unknown does not pass."""
        finding = Finding(
            code, Severity.ERROR, message_zh, fix_zh, message_en, measured, required, self.basis, fix_en=fix_en
        )
        return self.item(ReadinessState.UNKNOWN, (finding,))
