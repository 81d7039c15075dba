"""A never-started contract and its case, walked by the use cases, for tests of cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal, system_principal
from gisapp.idle.terms import IdleCause, IdleGround
from gisapp.idle_cases.commands import CaseDraft, open_case, take_step
from gisapp.idle_cases.judgement import ServiceDraft, StepDraft
from gisapp.idle_cases.terms import CaseSource, CaseStep, Measure, ServiceKind
from tests.builders.contract import BuiltContract, a_contract
from tests.builders.evidence import an_evidence_file
from tests.builders.park import BuiltPark, a_park
from tests.builders.plot import a_plot

CLERK = system_principal("经办人")
TODAY = date(2026, 11, 23)
STEPS = (
    CaseStep.INVESTIGATE, CaseStep.EXPLAIN, CaseStep.DETERMINE, CaseStep.PUBLISH, CaseStep.PLAN, CaseStep.NOTIFY_HEARING, CaseStep.DECIDE,
    CaseStep.SERVE, CaseStep.CLOSE,
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """Land agreed to be started on 1 September 2024, of which it is known that nothing was begun."""

    park: BuiltPark
    plot_id: int
    contract: BuiltContract
    proof: int


def idle_ground(
    session: Session,
    park: BuiltPark | None = None,
    *,
    plot_no: str = "P4-001",
    box: tuple[float, float, float, float] = (100, 100, 200, 300),
) -> Ground:
    park = park or a_park(session)
    plot_id = a_plot(session, park, plot_no, box=box, development="not_started")
    contract = a_contract(session, plot_id, contract_no=f"示例合同-{plot_no}")
    proof = an_evidence_file(session, park)
    for kind in ("permit", "foundation"):
        add_fact(session, contract, kind, "none", "2024-05-01", proof)
    add_fact(session, contract, "handover", "known", "2024-05-01", proof)
    return Ground(park, plot_id, contract, proof)


def add_fact(session: Session, contract: BuiltContract, kind: str, knowledge: str, on: str, proof: int, **more) -> None:
    names = ", ".join(more)
    values = ", ".join(f":{name}" for name in more)
    session.execute(
        text(
            f"insert into development_fact (contract_id, kind, knowledge, happened_on, source, evidence_ids, recorded_by_name{', ' + names if names else ''})"
            f" values (:c, :kind, :knowledge, cast(:on as date), '现场核查记录', :proof, '经办人'{', ' + values if values else ''})"
        ),
        {"c": contract.contract_id, "kind": kind, "knowledge": knowledge, "on": on, "proof": [proof], **more},
    )


def open_clue(
    session: Session, ground: Ground, *, by: Principal = CLERK, found_on: date = date(2026, 3, 2), **more
) -> int:
    draft = CaseDraft(
        IdleGround.NOT_STARTED, CaseSource.SCAN, found_on, contract_id=ground.contract.contract_id, **more
    )
    return open_case(session, by, draft, today=TODAY)


def own_cause_road(proof: int) -> dict[CaseStep, StepDraft]:
    """Every step of an own-cause case found on 2 March 2026, idle since 1 September 2025, that ends with the fee paid."""
    day = date.fromisoformat

    def served(on: str) -> ServiceDraft:
        return ServiceDraft(ServiceKind.DIRECT, day(on), "示例制造有限公司", (proof,))

    return {
        draft.step: draft
        for draft in (
            StepDraft(CaseStep.INVESTIGATE, day("2026-03-20"), document_no="示闲调〔2026〕1号", service=served("2026-03-20")),
            StepDraft(CaseStep.EXPLAIN, day("2026-04-01"), explained_on=day("2026-04-01"), evidence_ids=(proof,)),
            StepDraft(CaseStep.DETERMINE, day("2026-04-20"), document_no="示闲认〔2026〕1号", service=served("2026-04-20"), cause=IdleCause.OWN, evidence_ids=(proof,), reason="资金不足，未动工"),
            StepDraft(CaseStep.PUBLISH, day("2026-04-25"), registered_on=day("2026-04-24"), register_no="JC-2026-1"),
            StepDraft(CaseStep.PLAN, day("2026-05-06"), document_no="示闲案〔2026〕1号"),
            StepDraft(CaseStep.NOTIFY_HEARING, day("2026-05-11"), document_no="示听告〔2026〕1号", service=served("2026-05-11")),
            StepDraft(CaseStep.DECIDE, day("2026-05-25"), document_no="示闲费〔2026〕1号", measure=Measure.FEE, approved_by="示例管委会", approval_no="示政批〔2026〕3号"),
            StepDraft(CaseStep.SERVE, day("2026-05-27"), service=served("2026-05-27")),
            StepDraft(CaseStep.CLOSE, day("2026-06-20"), evidence_ids=(proof,), reason="闲置费已缴清"),
        )
    }  # fmt: skip


def walk_to(
    session: Session, case_id: int, ground: Ground, last: CaseStep, *, by: Principal = CLERK, **changes: dict
) -> None:
    """Take the steps of the own-cause road up to and with `last`; `changes` by the step's value replace fields."""
    road = own_cause_road(ground.proof)
    for step in STEPS:
        take_step(session, by, case_id, replace(road[step], **changes.get(step.value, {})), today=TODAY)
        if step is last:
            return


def compliance_on(session: Session, plot_id: int, day: str) -> str:
    return session.execute(
        text(
            "select compliance from plot_state where plot_id = :p and upper_inf(recorded) and valid @> cast(:d as date)"
        ),
        {"p": plot_id, "d": day},
    ).scalar_one()
