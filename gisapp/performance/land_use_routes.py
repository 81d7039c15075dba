"""Low efficiency, room left, cost of idling, the four figures and a plot's sheet over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, require
from gisapp.api.file_answer import gives
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id
from gisapp.kernel.errors import Invalid
from gisapp.land.leaving_list import LeavingDep, ListForm
from gisapp.land.plots import ensure_visible
from gisapp.performance import export, figures, grade_runs, land_use, low_efficiency
from gisapp.performance import land_use_schemas as schemas
from gisapp.performance.figure_routes import Parks, YearOf
from gisapp.performance.schemas import FigureAnswer, LeagueRow
from gisapp.performance.terms import DisposalWay, LowEfficiencyKind, LowEfficiencyState

router = Router(prefix="/api", tags=["performance"])

Reader = Annotated[Principal, Depends(require(Permission.PERFORMANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PERFORMANCE_EDIT))]


@router.get("/performance/low-efficiency")
def low(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.LowEfficiencyAnswer]:
    """Candidates and entries of a day with their reasons."""
    found = low_efficiency.list_low_efficiency(session, principal, as_of)
    return [schemas.LowEfficiencyAnswer(**row) for row in found]


@router.get("/performance/low-efficiency/export.{form}", **gives(*ListForm))
def export_low(form: ListForm, principal: Reader, session: SessionDep, leaving: LeavingDep, as_of: AsOfDep) -> Response:
    """Low-efficiency land as Excel or CSV, in the columns of the ledger of low-efficiency enterprises."""
    rows = export.with_units(low_efficiency.list_low_efficiency(session, principal, as_of))
    name = "低效用地清单"
    lines = [leaving.caption(name, len(rows), principal.name)]
    return leaving.attachment(export.table(form, "低效用地", export.LOW, rows, lines), name, "low-efficiency", form)


@router.put("/plots/{plot_id}/low-efficiency", status_code=204)
def decide(
    plot_id: Id, body: schemas.LowEfficiencyBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """List a candidate with kind and way, move its disposal on, dismiss or close it."""
    for value, known in ((body.kind, LowEfficiencyKind), (body.way, DisposalWay)):
        if value is not None and value not in known.values():
            raise Invalid("low_efficiency.choice_unknown", f"“{value}”不在可选范围内，请重新选择。", message_en="Unknown choice.")  # fmt: skip
    draft = low_efficiency.EntryDraft(
        **{
            **body.model_dump(),
            "decision": LowEfficiencyState(body.decision),
            "kind": None if body.kind is None else LowEfficiencyKind(body.kind),
            "way": None if body.way is None else DisposalWay(body.way),
        }
    )
    low_efficiency.decide_low_efficiency(session, principal, plot_id, draft, clock.today())
    return Response(status_code=204)


@router.get("/performance/room-left")
def room(principal: Reader, session: SessionDep, as_of: AsOfDep, park: Parks = None) -> schemas.RoomList:
    """What each built plot could still carry; the sum is over the plots where it is known."""
    rows = land_use.list_room(session, principal, as_of, park=park)
    known = [row["room_m2"] for row in rows if row["room_m2"] is not None]
    return schemas.RoomList(
        as_of=as_of,
        room_m2=float(sum(known)),
        known=len(known),
        unknown=len(rows) - len(known),
        items=[schemas.RoomAnswer(**row) for row in rows],
    )


@router.get("/performance/room-left/export.{form}", **gives(*ListForm))
def export_room(
    form: ListForm, principal: Reader, session: SessionDep, leaving: LeavingDep, as_of: AsOfDep, park: Parks = None
) -> Response:
    """Room left as Excel or CSV."""
    rows = export.with_units(land_use.list_room(session, principal, as_of, park=park))
    name = "零地招商空间"
    lines = [leaving.caption(name, len(rows), principal.name)]
    return leaving.attachment(export.table(form, name, export.ROOM, rows, lines), name, "room-left", form)


@router.put("/plots/{plot_id}/built", status_code=204)
def revise_built(
    plot_id: Id, body: schemas.BuiltBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """Enter the floor area built on a plot as measured."""
    land_use.revise_built(session, principal, plot_id, land_use.BuiltDraft(**body.model_dump()), clock.today())
    return Response(status_code=204)


@router.get("/idle-cost")
def idle_cost(principal: Reader, session: SessionDep, as_of: AsOfDep, plot_id: Id) -> schemas.IdleCostAnswer:
    """What it costs to leave a plot idle for a month, each term with its source."""
    return schemas.IdleCostAnswer(**land_use.idle_cost_of(session, principal, plot_id, as_of))


@router.get("/performance/four-figures")
def four(principal: Reader, session: SessionDep, year: YearOf) -> schemas.FourAnswer:
    """The four figures of the provincial evaluation, per park and over all, with definition, numerator and denominator."""
    return schemas.FourAnswer(**land_use.four_figures(session, principal, year))


@router.get("/performance/four-figures/export.{form}", **gives(*ListForm))
def export_four(form: ListForm, principal: Reader, session: SessionDep, leaving: LeavingDep, year: YearOf) -> Response:
    """The four figures as Excel or CSV, with their definitions."""
    found = land_use.four_figures(session, principal, year)
    rows = export.with_units([*found["parks"], {**found["total"], "park_name_zh": "合计"}])
    name = f"{year}年度四项指标"
    words = [f"{item['label_zh']}：{item['definition_zh']}" for item in found["definitions"]]
    lines = [leaving.caption(name, len(rows), principal.name), *words, found["basis"]]
    return leaving.attachment(export.table(form, "四项指标", export.FOUR, rows, lines), name, "four-figures", form)


@router.get("/plots/{plot_id}/performance")
def of_plot(plot_id: Id, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.PlotPerformance:
    """One plot's sheet: who uses it with which figures, how they are graded, room left, low efficiency."""
    ensure_visible(session, principal, plot_id)
    told = figures.list_figures(session, principal, plot_id=plot_id)
    runs = grade_runs.list_runs(session, as_of)
    results = [
        row
        for run in runs
        if run["is_newest"]
        for row in grade_runs.list_results(session, principal, run["id"], as_of, plot_id=plot_id)
    ]
    room_of = next(iter(land_use.list_room(session, principal, as_of, plot_id=plot_id)), None)
    judged = low_efficiency.judge_plot(session, principal, plot_id, as_of)
    return schemas.PlotPerformance(
        figures=[FigureAnswer(**row) for row in told],
        results=[LeagueRow(**row) for row in results],
        room=None if room_of is None else schemas.RoomAnswer(**room_of),
        low_efficiency=None if judged is None else schemas.LowEfficiencyAnswer(**judged),
    )
