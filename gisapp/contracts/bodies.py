"""What a route was sent, as the use cases of contracts take it: values in canonical units, terms as the rules know them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gisapp.commitments.rules.schedule import ContractTerms, IndicatorPromise, Instalment
from gisapp.contracts.schemas import ContractBody, PromiseBody, SupplementBody, TermsBody
from gisapp.contracts.signing import NUMBERS, TEXTS, SigningDraft
from gisapp.contracts.supplements import SupplementDraft
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.standard_terms import LandInstrument
from gisapp.preparation.written_values import direction_of, industry_of, stored_value


def signing_draft(body: ContractBody) -> SigningDraft:
    """Return the contract as it is to be signed (400 for an unknown indicator, unit or industry)."""
    texts = {name: getattr(body, name) for name in TEXTS}
    if texts["industry_code"]:
        texts["industry_code"] = industry_of(texts["industry_code"])
    return SigningDraft(
        plot_id=body.plot_id,
        party_id=body.party_id,
        allocation_id=body.allocation_id,
        terms=_terms(body, body.contract_no.strip(), body.signed_on, body.instrument),
        area_m2=body.area_m2,
        term_years=body.term_years,
        term_kind=body.term_kind,
        term_from=body.term_from,
        method=body.method,
        conditions=_conditions(body),
        texts=texts,
        numbers={name: getattr(body, name) for name in NUMBERS},
        evidence_ids=tuple(body.evidence_ids),
    )


def supplement_draft(body: SupplementBody, contract: dict[str, Any]) -> SupplementDraft:
    """Return the supplement as it is to be signed; number and day of the contract it belongs to stay."""
    return SupplementDraft(
        supplement_no=body.supplement_no,
        signed_on=body.signed_on,
        requested_on=body.requested_on,
        cause=body.cause,
        reason=body.reason,
        evidence_ids=tuple(body.evidence_ids),
        terms=_terms(body, contract["contract_no"], contract["signed_on"], LandInstrument(contract["instrument"])),
        conditions=_conditions(body),
        expected_version_no=body.expected_version_no,
    )


def _terms(body: TermsBody, contract_no: str, signed_on: date, instrument: LandInstrument) -> ContractTerms:
    return ContractTerms(
        contract_no,
        signed_on,
        body.handover_on,
        body.start_on,
        body.completion_on,
        body.production_on,
        body.initial_period_months,
        body.attainment_on,
        body.price_yuan,
        tuple(Instalment(part.due_on, part.amount_yuan) for part in body.instalments),
        tuple(_promise(item) for item in body.promises),
        instrument,
    )


def _promise(item: PromiseBody) -> IndicatorPromise:
    value = stored_value(item.indicator, item.value, item.unit)
    return IndicatorPromise(
        Indicator(item.indicator),
        Direction(direction_of(item.indicator, item.direction)),
        Fraction(value),
        item.basis.strip(),
    )


def _conditions(body: TermsBody) -> dict[str, Decimal | str]:
    return {name: value for name, value in body.conditions.model_dump().items() if value not in (None, "")}
