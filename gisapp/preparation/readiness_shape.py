"""The gate's answer as it is stored and sent: items with evidence and findings, and the inputs that they came from."""

from __future__ import annotations

from datetime import date
from typing import Any

from gisapp.kernel.evidence import Evidence
from gisapp.land.terms import Utility
from gisapp.preparation.readiness_fact_queries import GatheredPlot
from gisapp.preparation.rules.indicator_values import value_zh
from gisapp.preparation.rules.limits import SupplyLimits
from gisapp.preparation.rules.plot_requirements import industries_to_compare
from gisapp.preparation.rules.readiness_demands import ReadinessDemands
from gisapp.preparation.rules.readiness_facts import Readiness
from gisapp.preparation.rules.thresholds import BasicSet, Requirement, RequirementSet
from gisapp.preparation.standard_terms import AssessmentKind, ClearedLandItem, ReadinessState, ReadinessTopic

_SUBJECTS: dict[ReadinessTopic, Any] = {
    ReadinessTopic.CLEARED: ClearedLandItem,
    ReadinessTopic.SERVICING: Utility,
    ReadinessTopic.ASSESSMENT: AssessmentKind,
}
_WORST = {ReadinessState.PASSED: 0, ReadinessState.UNKNOWN: 1, ReadinessState.FAILED: 2}


def items_as_json(readiness: Readiness) -> list[dict[str, Any]]:
    """Return the lines of the gate, each with its evidence and findings."""
    return [
        {
            "topic": item.topic.value,
            "key": item.key,
            "label_zh": item.label_zh,
            "label_en": _label_en(item.topic, item.key),
            "state": item.state.value,
            "evidence": [evidence_as_json(proof) for proof in item.evidence],
            "findings": [finding.as_dict() for finding in item.findings],
        }
        for item in readiness.items
    ]


def evidence_as_json(proof: Evidence) -> dict[str, Any]:
    """Return a piece of evidence; `file_id` where it is a kept file that can be opened."""
    number = proof.reference[1:]
    return {
        "reference": proof.reference,
        "title": proof.title,
        "dated": proof.dated.isoformat() if proof.dated else None,
        "sha256": proof.sha256,
        "file_id": int(number) if proof.reference.startswith("E") and number.isdigit() else None,
    }


def topic_states(readiness: Readiness) -> dict[str, str]:
    """Return the worst state of each topic: failed before unknown before passed."""
    found: dict[str, ReadinessState] = {}
    for item in readiness.items:
        before = found.get(item.topic.value, ReadinessState.PASSED)
        found[item.topic.value] = max(before, item.state, key=lambda state: _WORST[state])
    return {topic: state.value for topic, state in found.items()}


def inputs_as_json(
    plot: GatheredPlot,
    demands: ReadinessDemands,
    basic_set: BasicSet,
    table: RequirementSet,
    limits: SupplyLimits,
    holds_until: date | None,
) -> dict[str, Any]:
    """Return what the gate looked at: boundary version, answers, utilities, assessments, conditions, and what was demanded."""
    row = plot.row
    return {
        "plot_no": row["plot_no"],
        "park_code": row["park_code"],
        "version_no": row["version_no"],
        "area_m2": float(row["area_m2"]),
        "land_control": row["land_control"],
        "state_document": row["state_document"],
        "land_use_code": row["land_use_code"],
        "industry_codes": list(row["industry_codes"]),
        "compared_industries": list(industries_to_compare(row["industry_codes"])),
        "conditions": row["conditions"],
        "answers": row["answers"] or {},
        "utilities": row["utilities"] or [],
        "disputes": row["disputes"] or [],
        "seizures": row["seizures"] or [],
        "temporary_uses": row["temporary_uses"] or [],
        "assessments": [_assessment(item) for item in plot.assessments],
        "indicators": [requirement_as_json(item) for item in plot.facts.indicators],
        "demands": {
            "servicing_level": demands.servicing_level.value,
            "assessments": [kind.value for kind in demands.assessments],
            "basis": str(demands.basis),
            "confirmed": demands.confirmed,
            "effective_from": demands.effective_from.isoformat(),
        },
        "basic_set": {
            "indicators": [indicator.value for indicator in basic_set.indicators],
            "basis": str(basic_set.basis),
            "confirmed": basic_set.confirmed,
        },
        "requirements": [requirement_as_json(item) for item in table.requirements],
        "limits": {
            "servicing_age_days": limits.servicing_age_days,
            "assessment_warning_days": limits.assessment_warning_days,
            "uncovered_tolerance_m2": float(limits.uncovered_tolerance_m2),
        },
        "holds_until": holds_until.isoformat() if holds_until else None,
    }


def requirement_as_json(item: Requirement) -> dict[str, Any]:
    """Return a requirement with its value in the canonical unit and in words."""
    return {
        "indicator": item.indicator.value,
        "direction": item.direction.value,
        "value": float(item.value),
        "value_zh": value_zh(item.indicator, item.value),
        "industry_code": item.industry_code,
        "park_code": item.park_code,
        "effective_from": item.effective_from.isoformat(),
        "effective_to": item.effective_to.isoformat() if item.effective_to else None,
        "basis": str(item.basis),
        "confirmed": item.confirmed,
        "note": item.note,
    }


def _assessment(item: dict[str, Any]) -> dict[str, Any]:
    uncovered = item["uncovered_m2"]
    return {
        "id": item["id"],
        "kind": item["kind"],
        "title": item["title"],
        "document_no": item["document_no"],
        "compiled_by": item["compiled_by"],
        "valid_from": item["valid_from"].isoformat(),
        "valid_to": item["valid_to"].isoformat() if item["valid_to"] else None,
        "holds": item["holds"],
        "uncovered_m2": None if uncovered is None else float(uncovered),
        "evidence_ids": list(item["evidence_ids"]),
    }


def _label_en(topic: ReadinessTopic, key: str) -> str:
    subject = key.partition(".")[2]
    return _SUBJECTS[topic](subject).label_en if subject else topic.label_en
