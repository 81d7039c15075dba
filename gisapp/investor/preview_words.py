"""A preview as the window and the brochure tell it: plain values and words in both languages, units in the names."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from gisapp.commitments.rules.schedule import Obligation, duty_label_en
from gisapp.investor.previews import Preview, needed_items
from gisapp.investor.rules.duties import Duty, DutyPreview, Penalty
from gisapp.investor.rules.path import Path, PathStep, Saving
from gisapp.investor.rules.plan import ThresholdLine
from gisapp.investor.terms import DayOrigin, PathPhase, PathVariant, PenaltyKind, PromiseChoice, ThresholdSource
from gisapp.kernel.money import round_fraction
from gisapp.kernel.rulebook import RuleEntry
from gisapp.kernel.terms import LabelledEnum
from gisapp.preparation.indicator_terms import SPECS, IndicatorDue
from gisapp.preparation.rules.indicator_values import value_en, value_zh
from gisapp.preparation.standard_terms import ObligationKind, PromiseVerdict


def describe_preview(preview: Preview, promise: PromiseChoice, left_out: tuple[str, ...]) -> dict[str, Any]:
    """Return the whole preview of one site."""
    row, duties = preview.row, preview.duties
    return {
        "id": row["id"],
        "plot_no": row["plot_no"],
        "area_m2": row["area_m2"],
        "promise": promise.value,
        "threshold_source": _source(preview),
        "thresholds": [describe_threshold(line) for line in duties.thresholds],
        "deposit": _deposit(duties),
        "signing": _signing(duties),
        "duties": [describe_duty(duty) for duty in duties.duties],
        "checks": _checks(duties),
        "penalties": [_penalty(item) for item in duties.penalties],
        "findings": duties.findings.as_dicts(),
        "paths": describe_paths(preview, left_out),
    }


def describe_paths(preview: Preview, left_out: tuple[str, ...]) -> dict[str, Any]:
    """Return the three ways to production with their differences."""
    return {
        "from_on": preview.paths[0].steps[0].starts_on,
        "until_on": max(path.production_on for path in preview.paths),
        "construction_months": preview.months[0],
        "fitting_months": preview.months[1],
        "unconfirmed_years": list(preview.unconfirmed_years),
        "variants": [_path(path) for path in preview.paths],
        "savings": [_saving(item) for item in preview.savings],
        "items": needed_items(preview.catalogue, left_out),
    }


def _source(preview: Preview) -> dict[str, Any]:
    source = ThresholdSource.ANNOUNCEMENT if preview.row["listing"] else ThresholdSource.TABLE
    return _labelled(source)


def describe_threshold(line: ThresholdLine) -> dict[str, Any]:
    item = line.requirement
    spec = SPECS[item.indicator]
    total = line.total
    return {
        "indicator": item.indicator.value,
        "label_zh": item.indicator.label_zh,
        "label_en": item.indicator.label_en,
        "words_zh": item.words_zh,
        "words_en": item.words_en,
        "sign": item.direction.sign,
        "total": None
        if total is None
        else {
            "amount": _number(total.amount),
            "unit": total.unit,
            "label_zh": total.label_zh,
            "label_en": total.label_en,
        },
        "planned_zh": None if line.planned is None else value_zh(item.indicator, line.planned),
        "planned_en": None if line.planned is None else value_en(item.indicator, line.planned),
        "planned_total": _number(line.planned_total),
        "verdict": line.verdict.value,
        "verdict_zh": PromiseVerdict(line.verdict).label_zh,
        "verdict_en": PromiseVerdict(line.verdict).label_en,
        "gap": _number(line.gap),
        "due_zh": spec.due.label_zh,
        "due_en": spec.due.label_en,
        "basis": str(item.basis),
        "since": item.effective_from,
        "confirmed": item.confirmed,
    }


def describe_duty(duty: Duty) -> dict[str, Any]:
    item = duty.obligation
    return {
        **obligation_as_signed(item),
        "kind_zh": item.kind.label_zh,
        "kind_en": item.kind.label_en,
        "obligor_zh": item.obligor.label_zh,
        "obligor_en": item.obligor.label_en,
        "label_en": duty_label_en(item),
        "origin": DayOrigin(duty.origin).value,
        "origin_zh": duty.origin.label_zh,
        "origin_en": duty.origin.label_en,
        "rests_on": [_entry(entry) for entry in duty.entries],
        "confirmed": duty.confirmed,
    }


def obligation_as_signed(item: Obligation) -> dict[str, Any]:
    """Return what signing writes of an obligation, column by column: the preview is held against the table by these."""
    return {
        "key": item.key,
        "kind": item.kind.value,
        "obligor": item.obligor.value,
        "due_on": item.due_on,
        "label_zh": item.label_zh,
        "basis": item.basis,
        "amount_yuan": item.amount_yuan,
        "target": None if item.target is None else str(item.target),
    }


def _signing(duties: DutyPreview) -> dict[str, Any] | None:
    terms = duties.terms
    if terms is None:
        return None
    return {
        "signed_on": terms.signed_on,
        "price_yuan": terms.price_yuan,
        "initial_period_months": terms.initial_period_months,
        "first_payment_on": terms.instalments[0].due_on,
    }


_CHECKED = {
    ObligationKind.START: ("开工核查", "Check of the start"),
    ObligationKind.COMPLETION: ("竣工复核", "Check at completion"),
    ObligationKind.PRODUCTION: ("投产核查", "Check of production"),
    ObligationKind.ATTAINMENT: ("达产复核", "Check of full output"),
}
_INDICATORS_AT = {
    ObligationKind.COMPLETION: IndicatorDue.AT_COMPLETION,
    ObligationKind.PRODUCTION: IndicatorDue.ALWAYS,
    ObligationKind.ATTAINMENT: IndicatorDue.AFTER_INITIAL_PERIOD,
}


def _checks(duties: DutyPreview) -> list[dict[str, Any]]:
    """When somebody comes to look, and which indicators are measured then."""
    found = []
    for duty in duties.duties:
        item = duty.obligation
        if item.kind not in _CHECKED:
            continue
        due = _INDICATORS_AT.get(item.kind)
        measured = [
            one.obligation.indicator
            for one in duties.duties
            if one.obligation.indicator is not None and due is SPECS[one.obligation.indicator].due
        ]
        zh, en = _CHECKED[item.kind]
        found.append(
            {
                "on": item.due_on,
                "label_zh": zh,
                "label_en": en,
                "indicators_zh": [one.label_zh for one in measured],
                "indicators_en": [one.label_en for one in measured],
            }
        )
    return found


def _deposit(duties: DutyPreview) -> dict[str, Any]:
    deposit = duties.deposit
    return {
        "amount_yuan": deposit.amount_yuan,
        "is_announced": deposit.is_announced,
        "share": float(deposit.entry.value),
        **_entry(deposit.entry),
    }


_PENALTY_EN = {
    PenaltyKind.IDLE_FEE: "Only where land was never started through the holder's own cause, for the years of article 14 after the agreed start: from the day named.",
    PenaltyKind.RECOVERY: "Only where land was never started through the holder's own cause, for the years of recovery after the agreed start: from the day named.",
    PenaltyKind.RECTIFICATION: "Time to mend what a check finds missed; the supervision agreement says what follows.",
}
_PENALTY_ZH = {
    PenaltyKind.IDLE_FEE: "仅限从未动工且属受让人自身原因，自约定动工日起满认定年限，即所列之日。",
    PenaltyKind.RECOVERY: "仅限从未动工且属受让人自身原因，自约定动工日起满收回年限，即所列之日。",
    PenaltyKind.RECTIFICATION: "核查未达标的整改期限，逾期责任以履约监管协议为准。",
}


def _penalty(item: Penalty) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "label_zh": item.kind.label_zh,
        "label_en": item.kind.label_en,
        "amount_yuan": item.amount_yuan,
        "is_daily": item.is_daily,
        "from_on": item.from_on,
        "value": float(item.entry.value),
        "unit": item.entry.unit,
        "note_zh": _PENALTY_ZH.get(item.kind, ""),
        "note_en": _PENALTY_EN.get(item.kind, ""),
        **_entry(item.entry),
    }


def _entry(entry: RuleEntry) -> dict[str, Any]:
    return {"basis": str(entry.basis), "since": entry.effective_from, "confirmed": entry.confirmed}


def _path(path: Path) -> dict[str, Any]:
    return {
        **_labelled(PathVariant(path.variant), "variant"),
        "signed_on": path.signed_on,
        "build_on": path.build_on,
        "completed_on": path.completed_on,
        "production_on": path.production_on,
        "workdays": path.workdays,
        "approval_workdays": path.approval_workdays,
        "total_allowed": path.total_allowed,
        "finding": path.finding.as_dict() if path.finding else None,
        "steps": [_step(step) for step in path.steps],
    }


def _step(step: PathStep) -> dict[str, Any]:
    return {
        "key": step.key,
        **_labelled(PathPhase(step.phase), "phase"),
        "label_zh": step.label_zh,
        "label_en": step.label_en,
        "starts_on": step.starts_on,
        "ends_on": step.ends_on,
        "workdays": step.workdays,
        "is_longest": step.is_longest,
        "is_spared": step.is_spared,
        "basis": step.basis,
        "confirmed": step.confirmed,
    }


def _saving(item: Saving) -> dict[str, Any]:
    return {
        **_labelled(PathVariant(item.variant), "variant"),
        "days": item.days,
        "workdays": item.workdays,
        "reasons_zh": list(item.reasons_zh),
        "reasons_en": list(item.reasons_en),
    }


def _labelled(term: LabelledEnum, name: str = "value") -> dict[str, Any]:
    prefix = "label" if name == "value" else name
    return {name: term.value, f"{prefix}_zh": term.label_zh, f"{prefix}_en": term.label_en}


def _number(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_fraction(value, 2)
