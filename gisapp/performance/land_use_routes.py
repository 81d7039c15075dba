"""Low efficiency, room left, cost of idling, the four figures and a plot's sheet over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from gisapp.api.deps import AsOfDep, ClockDep, SessionDep, SettingsDep, require
from gisapp.api.table_file import caption
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.errors import Invalid
from gisapp.land.plots import ensure_visible
from gisapp.performance import export, figures, grade_runs, land_use, low_efficiency
from gisapp.performance import land_use_schemas as schemas
from gisapp.performance.figure_routes import Parks, YearOf, zone_of
from gisapp.performance.schemas import FigureAnswer, LeagueRow
from gisapp.performance.terms import DisposalWay, LowEfficiencyKind, LowEfficiencyState

router = APIRouter(prefix="/api", tags=["performance"])

Reader = Annotated[Principal, Depends(require(Permission.PERFORMANCE_READ))]
Editor = Annotated[Principal, Depends(require(Permission.PERFORMANCE_EDIT))]


@router.get("/performance/low-efficiency")
def low(principal: Reader, session: SessionDep, as_of: AsOfDep) -> list[schemas.LowEfficiencyAnswer]:
    """Candidates and entries of a day with their reasons."""
    found = low_efficiency.list_low_efficiency(session, principal, as_of)
    return [schemas.LowEfficiencyAnswer(**row) for row in found]


@router.get("/performance/low-efficiency/export.{form}")
def export_low(
    form: export.FileForm,
    principal: Reader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    as_of: AsOfDep,
) -> Response:
    """Low-efficiency land as Excel or CSV, in the columns of the ledger of low-efficiency enterprises."""
    zone = zone_of(session, settings)
    rows = export.with_units(low_efficiency.list_low_efficiency(session, principal, as_of))
    line = caption(zone, "低效用地清单", as_of, len(rows), clock.today(), principal.name)
    return Response(
        export.table(form, "低效用地", export.LOW, rows, [line]),
        media_type=export.MEDIA[form],
        headers=export.headers(form, "低效用地清单", "low-efficiency", as_of, is_demo=zone["is_demo"]),
    )


@router.put("/plots/{plot_id}/low-efficiency", status_code=204)
def decide(
    plot_id: int, body: schemas.LowEfficiencyBody, principal: Editor, session: SessionDep, clock: ClockDep
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


@router.get("/performance/room-left/export.{form}")
def export_room(
    form: export.FileForm,
    principal: Reader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    as_of: AsOfDep,
    park: Parks = None,
) -> Response:
    """Room left as Excel or CSV."""
    zone = zone_of(session, settings)
    rows = export.with_units(land_use.list_room(session, principal, as_of, park=park))
    line = caption(zone, "零地招商空间", as_of, len(rows), clock.today(), principal.name)
    return Response(
        export.table(form, "零地招商空间", export.ROOM, rows, [line]),
        media_type=export.MEDIA[form],
        headers=export.headers(form, "零地招商空间", "room-left", as_of, is_demo=zone["is_demo"]),
    )


@router.put("/plots/{plot_id}/built", status_code=204)
def revise_built(
    plot_id: int, body: schemas.BuiltBody, principal: Editor, session: SessionDep, clock: ClockDep
) -> Response:
    """Enter the floor area built on a plot as measured."""
    land_use.revise_built(session, principal, plot_id, land_use.BuiltDraft(**body.model_dump()), clock.today())
    return Response(status_code=204)


@router.get("/idle-cost")
def idle_cost(principal: Reader, session: SessionDep, as_of: AsOfDep, plot_id: int) -> schemas.IdleCostAnswer:
    """What it costs to leave a plot idle for a month, each term with its source."""
    return schemas.IdleCostAnswer(**land_use.idle_cost_of(session, principal, plot_id, as_of))


@router.get("/performance/four-figures")
def four(principal: Reader, session: SessionDep, year: YearOf) -> schemas.FourAnswer:
    """The four figures of the provincial evaluation, per park and over all, with definition, numerator and denominator."""
    return schemas.FourAnswer(**land_use.four_figures(session, principal, year))


@router.get("/performance/four-figures/export.{form}")
def export_four(
    form: export.FileForm,
    principal: Reader,
    session: SessionDep,
    clock: ClockDep,
    settings: SettingsDep,
    as_of: AsOfDep,
    year: YearOf,
) -> Response:
    """The four figures as Excel or CSV."""
    zone = zone_of(session, settings)
    found = land_use.four_figures(session, principal, year)
    rows = export.with_units([*found["parks"], {**found["total"], "park_name_zh": "合计"}])
    line = caption(zone, f"{year}年度四项指标", as_of, len(rows), clock.today(), principal.name)
    words = [f"{item['label_zh']}：{item['definition_zh']}" for item in found["definitions"]]
    return Response(
        export.table(form, "四项指标", export.FOUR, rows, [line, *words, found["basis"]]),
        media_type=export.MEDIA[form],
        headers=export.headers(form, f"{year}年度四项指标", "four-figures", as_of, is_demo=zone["is_demo"]),
    )


@router.get("/plots/{plot_id}/performance")
def of_plot(plot_id: int, principal: Reader, session: SessionDep, as_of: AsOfDep) -> schemas.PlotPerformance:
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
