"""The facts that go into the papers of reuse: the agreement on buying land back, the agreement on a temporary use."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.documents.sources import Draft, source
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.plots import find_plot
from gisapp.parties.encumbrance_terms import EncumbranceKind
from gisapp.parties.encumbrances import EncumbranceFilter, list_encumbrances
from gisapp.parties.parties import parties_of_plot
from gisapp.reuse.measures import MEASURES
from gisapp.reuse.queries import read_sheet
from gisapp.reuse.rules.limits import reuse_limits
from gisapp.reuse.temporary_uses import locate_use
from gisapp.reuse.terms import ReuseMeasure, ReuseRoad, TemporaryPurpose
from gisapp.rulebook.rulebook import load_rulebook


@source("buy_back_agreement", subject="reuse_measure")
def buy_back_agreement(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """收回（收储）协议：土地、使用权人、补偿、腾退期限和登记在册的权利限制."""
    found = read_sheet(session, principal, subject_id, as_of)
    spec = MEASURES[ReuseMeasure(found["measure"])]
    plot = _plot(session, principal, found["plot_id"], as_of)
    holders = [party for party in parties_of_plot(session, found["plot_id"], as_of) if party["role"] == "holder"]
    targets: dict[str, Any] = found["targets"][0] if found["targets"] else {}
    findings = Findings()
    if spec.road is not ReuseRoad.RETURNED:
        findings.add(
            Finding(
                "reuse.no_buy_back",
                Severity.ERROR,
                f"“{spec.measure.label_zh}”不收回土地，不出具收回协议。",
                "请核对盘活措施。",
                "This measure does not buy land back.",
                basis=spec.basis,
            )
        )
    resting = list_encumbrances(session, principal, as_of, EncumbranceFilter(plot_id=found["plot_id"]))
    contract_no = session.execute(
        text(
            "select contract_no from contract where plot_id = :plot and signed_on <= :day and (ended_on is null or ended_on > :day)"
            " order by signed_on desc limit 1"
        ),
        {"plot": found["plot_id"], "day": as_of},
    ).scalar()
    return Draft(
        zone_id=found["zone_id"],
        park_id=found["park_id"],
        plot_id=found["plot_id"],
        context={
            **plot,
            "reuse_no": found["reuse_no"],
            "leaver_name": "、".join(party["name_zh"] for party in holders) or found["left_names_zh"],
            "leaver_credit_code": "、".join(party["credit_code"] for party in holders if party["credit_code"]) or None,
            "contract_no": contract_no,
            "case_no": found["case_no"],
            "measure_zh": spec.measure.label_zh,
            "basis_zh": spec.basis,
            "back_m2": targets.get("release_m2") or found["area_m2"],
            "compensation_yuan": targets.get("compensation_yuan"),
            "release_by": found["release_by"],
            "encumbrances": [
                {
                    "kind_zh": EncumbranceKind(row["kind"]).label_zh,
                    "holder_zh": row["holder_name"],
                    "certificate_no": row["certificate_no"] or None,
                    "amount_yuan": row["amount_yuan"],
                }
                for row in resting
            ],
            "reason_zh": found["reason_zh"] or None,
        },
        findings=findings,
    )


@source("temporary_use_agreement", subject="temporary_use")
def temporary_use_agreement(session: Session, principal: Principal, subject_id: int, as_of: date) -> Draft:
    """临时利用协议：用途、期限（连同最迟期限）、租金、保证金、恢复要求."""
    use = locate_use(session, principal, subject_id, as_of)
    purpose = TemporaryPurpose(use["purpose"]).label_zh
    limits = reuse_limits(load_rulebook(session), use["arranged_on"])
    return Draft(
        zone_id=use["zone_id"],
        park_id=use["park_id"],
        plot_id=use["plot_id"],
        context={
            **_plot(session, principal, use["plot_id"], as_of),
            "use_no": use["use_no"],
            "user_name": use["user_name"],
            "purpose_zh": purpose + (f"（{use['purpose_zh']}）" if use["purpose_zh"] else ""),
            "use_m2": use["area_m2"],
            "arranged_on": use["arranged_on"],
            "starts_on": use["starts_on"],
            "until_on": use["until_on"],
            "limit_on": use["limit_on"],
            "rent_yuan": use["rent_yuan_per_year"],
            "deposit_yuan": use["deposit_yuan"],
            "restoration_zh": use["restoration_zh"],
            "officer_name": use["officer_name"] or None,
        },
        entries=(limits.temporary_use_years_max,),
    )


def _plot(session: Session, principal: Principal, plot_id: int, as_of: date) -> dict[str, Any]:
    plot = find_plot(session, principal, plot_id, as_of)
    return {
        "plot_no": plot["plot_no"],
        "location": plot["address"],
        "area_m2": plot["area_m2"],
        "land_use_name": plot["land_use_name_zh"],
        "park_name": plot["park_name_zh"],
        "parcel_no": plot["parcel_no"],
        "real_estate_unit_no": plot["real_estate_unit_no"],
    }
