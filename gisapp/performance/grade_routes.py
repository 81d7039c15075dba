"""Schemes, grades, exemptions and appeals over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from gisapp.api.answers import Created
from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.performance import appeal_schemas, appeals, exemptions, export, grade_runs, schemas, schemes
from gisapp.performance.figure_routes import Parks, YearOf
from gisapp.performance.rules.scoring import SPECS
from gisapp.performance.terms import AppealState, Criterion, ExemptionKind, Grade, Segment

router = Router(prefix="/api/performance", tags=["performance"])

Reader = Annotated[Principal, Depends(require(Permission.PERFORMANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PERFORMANCE_EDIT))]


@router.get("/schemes")
def all_schemes(principal: Reader, session: SessionDep, year: YearOf) -> schemas.SchemeSheet:
    """How a year is scored, in all versions, with presets and this year's averages."""
    return schemas.SchemeSheet(
        schemes=[schemas.SchemeAnswer(**row) for row in schemes.list_schemes(session, year)],
        criteria=[
            schemas.CriterionWord(
                criterion=criterion,
                label_zh=criterion.label_zh,
                label_en=criterion.label_en,
                unit_zh=spec.unit_zh,
                unit_en=spec.unit_en,
                formula_zh=spec.formula_zh,
                formula_en=spec.formula_en,
            )
            for criterion, spec in SPECS.items()
        ],
        presets=list(schemes.presets()),
        averages=schemes.suggest_references(session, year),
    )


@router.post("/schemes", status_code=201)
def add_scheme(body: schemas.SchemeBody, principal: Editor, session: SessionDep) -> Created:
    """Write a further version of a year's scheme; runs that were fixed keep theirs."""
    return Created(id=schemes.add_scheme(session, principal, _scheme(body)))


@router.post("/preview")
def preview(body: schemas.SchemeBody, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.Preview:
    """What a scheme would make of its year, beside the grades in force; nothing is kept."""
    rows = grade_runs.preview_grades(session, principal, _scheme(body), as_of)
    return schemas.Preview(year=body.year, rows=[schemas.PreviewRow(**row) for row in rows])


@router.post("/runs", status_code=201)
def fix(body: schemas.RunBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Fix the grades of a year with all that they rest on."""
    return Created(id=grade_runs.fix_grades(session, principal, body.year, clock.today(), body.note))


@router.get("/runs/{run_id}/verification")
def verify(run_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.Verification:
    """Compute a run again from what it kept."""
    return schemas.Verification(**grade_runs.verify_run(session, run_id, as_of))


@router.get("/league")
def league(
    principal: Reader,
    session: SessionDep,
    as_of: AsOfDep,
    year: YearOf,
    run_id: Id | None = None,
    park: Parks = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
) -> schemas.League:
    """The ranking of a year as it was fixed; ranks are those of the whole zone, rows those of the caller's parks."""
    runs = grade_runs.list_runs(session, as_of, year)
    run = next((one for one in runs if run_id is None or one["id"] == run_id), None)
    rows = [] if run is None else grade_runs.list_results(session, principal, run["id"], as_of, park=park, q=q)
    return schemas.League(
        year=year,
        run=None if run is None else schemas.RunAnswer(**run),
        runs=[schemas.RunAnswer(**one) for one in runs],
        rows=[schemas.LeagueRow(**row) for row in rows],
    )


@router.get("/league/export.{form}", **gives(*ListForm))
def export_league(
    form: ListForm,
    principal: Reader,
    session: SessionDep,
    leaving: LeavingDep,
    as_of: AsOfDep,
    year: YearOf,
    park: Parks = None,
) -> Response:
    """The ranking of a year as Excel or CSV, with scheme, algorithm and hash of the run."""
    run = grade_runs.newest_run(session, year, as_of)
    found = [] if run is None else grade_runs.list_results(session, principal, run["id"], as_of, park=park)
    rows = export.with_units(found)
    name = f"{year}年度亩均评价"
    lines = [leaving.caption(name, len(rows), principal.name)]
    if run is not None:
        lines.append(f"第 {run['run_no']} 次评定　{run['fixed_on']:%Y-%m-%d} 定　{run['scheme_title_zh']}　算法 {run['algorithm']}　校验 {run['inputs_sha256'][:16]}")  # fmt: skip
    return leaving.attachment(export.table(form, "亩均评价", export.LEAGUE, rows, lines), name, "league", form)


@router.get("/exemptions")
def all_exemptions(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[appeal_schemas.ExemptionAnswer]:
    """Enterprises that are not ranked on the day or later, and why."""
    return [appeal_schemas.ExemptionAnswer(**row) for row in exemptions.list_exemptions(session, principal, as_of)]


@router.put("/exemptions", status_code=204)
def exempt(body: appeal_schemas.ExemptionBody, principal: Editor, session: SessionDep) -> Response:
    """Exempt an enterprise from ranking from a day on, or end that."""
    given = body.model_dump()
    kind = None if body.kind is None else ExemptionKind(body.kind)
    exemptions.revise_exemption(
        session,
        principal,
        given.pop("park_code"),
        given.pop("party_id"),
        exemptions.ExemptionDraft(**{**given, "kind": kind}),
    )
    return Response(status_code=204)


@router.get("/appeals")
def all_appeals(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[appeal_schemas.AppealAnswer]:
    """Appeals against grades with their reply clocks, open ones first."""
    return [appeal_schemas.AppealAnswer(**row) for row in appeals.list_appeals(session, principal, as_of)]


@router.get("/appeals/{appeal_id}/clock")
def clock_of_appeal(
    appeal_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep
) -> appeal_schemas.AppealClock:
    """Every day that the reply clock counted or skipped, and why."""
    return appeal_schemas.AppealClock(**appeals.explain_clock(session, principal, appeal_id, as_of))


@router.post("/appeals", status_code=201)
def receive(body: appeal_schemas.AppealBody, principal: Editor, session: SessionDep, clock: ClockDep) -> Created:
    """Enter an appeal against a grade of the newest run."""
    wanted = None if body.wanted_grade is None else Grade(body.wanted_grade)
    given: dict[str, Any] = {**body.model_dump(), "wanted_grade": wanted}
    return Created(id=appeals.receive_appeal(session, principal, given.pop("result_id"), **given, today=clock.today()))  # fmt: skip


@router.post("/appeals/{appeal_id}/decision", status_code=204)
def decide(
    appeal_id: Id, body: appeal_schemas.DecisionBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """Answer an appeal, once."""
    given: dict[str, Any] = body.model_dump() | {
        "outcome": AppealState(body.outcome),
        "new_grade": None if body.new_grade is None else Grade(body.new_grade),
    }
    appeals.decide_appeal(session, principal, appeal_id, appeals.AppealDecision(**given), today=clock.today())
    return Response(status_code=204)


def _scheme(body: schemas.SchemeBody) -> schemes.SchemeDraft:
    unknown = next((one.criterion for one in body.criteria if one.criterion not in Criterion.values()), None)
    if unknown is not None:
        raise Invalid(
            "scheme.criterion_unknown", f"没有指标“{unknown}”，请从列表中选择。", message_en="Unknown criterion."
        )
    criteria = [
        schemes.CriterionDraft(
            **{**one.model_dump(), "segment": Segment(one.segment), "criterion": Criterion(one.criterion)}
        )
        for one in body.criteria
    ]
    return schemes.SchemeDraft(**{**body.model_dump(), "criteria": criteria})
