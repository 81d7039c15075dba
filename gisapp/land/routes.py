"""Land over HTTP: the zone, parks, plots; reads for everybody within their rights, writes for those who may."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from gisapp.api.deps import AsOfDep, ClockDep, KnownDep, PrincipalDep, SessionDep, SettingsDep, require
from gisapp.api.routing import Router
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.kernel.bounds import Id, Ordinal
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land import parks as land_parks
from gisapp.land import plots as land_plots
from gisapp.land import schemas
from gisapp.land.land_use_schemes import confirm_scheme, list_schemes
from gisapp.land.placement import computed_areas
from gisapp.land.plot_filter import PlotFilterDep
from gisapp.land.plot_register import PlotDraft, check_draft, register_plot, retire_plot, revise_boundary
from gisapp.land.states import StateBasis, change_state, revise_conditions, revise_servicing
from gisapp.land.typed_shape import read_shape

router = Router(prefix="/api", tags=["land"])

Public = Depends(require(Permission.PUBLIC_READ))
Reader = Annotated[Principal, Depends(require(Permission.PLOT_READ))]
Registrar = Annotated[Principal, Depends(require(Permission.PLOT_REGISTER))]
RulebookReader = Annotated[Principal, Depends(require(Permission.RULEBOOK_READ))]
RulebookEditor = Annotated[Principal, Depends(require(Permission.RULEBOOK_EDIT))]
StateWriter = Annotated[Principal, Depends(require(Permission.PLOT_STATE_WRITE))]


@router.get("/zone", dependencies=[Public])
def zone(session: SessionDep, clock: ClockDep, settings: SettingsDep) -> schemas.ZoneAnswer:
    """The zone's name, notice, extent, base map and the day in Beijing."""
    found = land_parks.describe_zone(session, settings.zone_code)
    if found is None:
        raise NotFound(
            "zone.empty",
            "数据库里还没有开发区数据。请运行 gisapp seed 载入示意数据，或先登记开发区。",
            message_en="The register is empty.",
        )
    basemap = schemas.Basemap(
        kind=settings.basemap,
        url=settings.basemap_url,
        attribution=settings.basemap_attribution,
        tianditu_key=settings.tianditu_key,
    )
    return schemas.ZoneAnswer(**found, today=clock.today(), basemap=basemap)


@router.get("/parks", dependencies=[Public])
def parks(session: SessionDep, principal: PrincipalDep, as_of: AsOfDep, known_at: KnownDep) -> list[schemas.ParkAnswer]:
    """The parks with boundary areas, industries and residents; the public counts published plots only."""
    return [schemas.ParkAnswer(**row) for row in land_parks.list_parks(session, principal, as_of, known_at)]


@router.get("/land-use-classes", dependencies=[Public])
def land_use_classes(session: SessionDep) -> list[schemas.LandUseClass]:
    """The classes that a plot may have, of the national scheme: code, names and the class above."""
    return [schemas.LandUseClass(**row) for row in land_parks.list_land_use_classes(session)]


@router.get("/land-use-schemes")
def land_use_schemes(session: SessionDep, principal: RulebookReader) -> list[schemas.LandUseScheme]:
    """The schemes in which files may give land use, with how many classes a person has to decide."""
    return [schemas.LandUseScheme(**row) for row in list_schemes(session)]


@router.post("/land-use-schemes/confirm", status_code=204)
def confirm_land_use_scheme(
    body: schemas.SchemeConfirmation, session: SessionDep, principal: RulebookEditor, clock: ClockDep
) -> None:
    """Mark a scheme's classes and crosswalk as compared with their document."""
    confirm_scheme(session, principal, clock, body.scheme, basis=body.basis, reason=body.reason)


@router.get("/statistics/parks")
def statistics(session: SessionDep, principal: Reader, as_of: AsOfDep, wanted: PlotFilterDep) -> schemas.Statistics:
    """Count and area by park and stage for the same filters as the list; the sums equal the list's totals."""
    return schemas.Statistics(**land_plots.plot_statistics(session, principal, as_of, wanted))


@router.get("/plots", dependencies=[Public])
def plots(
    session: SessionDep,
    principal: PrincipalDep,
    as_of: AsOfDep,
    wanted: PlotFilterDep,
    sort: str = "plot_no",
    limit: Annotated[int, Query(ge=1, le=5000)] = 100,
    offset: Ordinal = 0,
) -> schemas.PlotPage:
    """A page of plots on a day, with the total count and area of all that pass. Without an account: published plots, published fields."""
    if sort not in land_plots.ORDERS or (sort.lstrip("-") in land_plots.PRIVATE_SORTS and not principal.is_staff):
        raise Invalid("plot.sort_unknown", f"不能按“{sort}”排序，请从表头选择。", message_en=f"Cannot sort by {sort}.")
    found = land_plots.list_plots(session, principal, as_of, wanted, sort=sort, limit=limit, offset=offset)
    row = schemas.PlotRow if principal.is_staff else schemas.PublicPlotRow
    return schemas.PlotPage(**{**found, "items": [row(**item) for item in found["items"]]})


@router.get("/plots/{plot_id}/timeline")
def timeline(session: SessionDep, principal: Reader, plot_id: Id) -> list[schemas.TimelineEvent]:
    """What happened to a plot, newest first: who, when, old → new, on what paper."""
    return [schemas.TimelineEvent(**event) for event in land_plots.plot_timeline(session, principal, plot_id)]


@router.post("/plots/check")
def check(body: schemas.PlotCheck, session: SessionDep, clock: ClockDep, principal: Registrar) -> schemas.CheckAnswer:
    """Answer what speaks against a shape before it is registered, with its areas; nothing is stored."""
    geometry, _ = read_shape(body.geometry, body.points.model_dump() if body.points else None)
    draft = PlotDraft(
        body.park_code, "-", geometry, body.valid_from or clock.today(), area_surveyed_m2=body.area_surveyed_m2
    )
    findings = check_draft(session, draft, plot_id=body.plot_id)
    park = land_parks.find_park(session, body.park_code)
    areas = computed_areas(session, geometry, park["planar_epsg"])
    return schemas.CheckAnswer(
        findings=findings.as_dicts(),
        area_planar_m2=areas["planar_m2"],
        area_ellipsoidal_m2=areas["ellipsoidal_m2"],
        planar_epsg=areas["planar_epsg"],
        geometry=areas["geometry"],
    )


def _draft(body: schemas.PlotPapers) -> PlotDraft:
    geometry, points = read_shape(body.geometry, body.points.model_dump() if body.points else None)
    papers = body.model_dump(exclude={"geometry", "points", "reason", "expected_version_no"})
    return PlotDraft(geometry=geometry, boundary_points=points, **papers)


@router.post("/plots", status_code=201)
def register(body: schemas.PlotPapers, session: SessionDep, principal: Registrar) -> schemas.Written:
    """Register a new plot; 409 with findings when the shape, its place or its numbers do not allow it."""
    return schemas.Written(id=register_plot(session, principal, _draft(body)), plot_no=body.plot_no.strip())


@router.put("/plots/{plot_id}/boundary")
def revise(plot_id: Id, body: schemas.BoundaryRevision, session: SessionDep, principal: Registrar) -> schemas.Written:
    """Let a new boundary hold from a day on; the old one stays in history."""
    revise_boundary(
        session, principal, plot_id, _draft(body), expected_version_no=body.expected_version_no, reason=body.reason
    )
    return schemas.Written(id=plot_id, plot_no=body.plot_no.strip())


@router.post("/plots/{plot_id}/state", status_code=204)
def state(plot_id: Id, body: schemas.StateChange, session: SessionDep, principal: StateWriter) -> None:
    """Let one or more independent axes take new values from a day on."""
    change_state(
        session,
        principal,
        plot_id,
        body.axes,
        StateBasis(reason=body.reason, document=body.document),
        valid_from=body.valid_from,
    )


@router.put("/plots/{plot_id}/conditions", status_code=204)
def conditions(plot_id: Id, body: schemas.ConditionsRevision, session: SessionDep, principal: Registrar) -> None:
    """Let planning conditions hold from a day on, each with a lower and an upper bound."""
    revise_conditions(
        session,
        principal,
        plot_id,
        body.model_dump(),
        valid_from=body.valid_from,
        reason=body.reason,
        source=body.reason,
    )


@router.put("/plots/{plot_id}/servicing", status_code=204)
def servicing(plot_id: Id, body: schemas.ServicingRevision, session: SessionDep, principal: StateWriter) -> None:
    """Let utilities have a status from a day on, each with source and the day it was seen."""
    revise_servicing(
        session,
        principal,
        plot_id,
        [fact.model_dump() for fact in body.facts],
        valid_from=body.valid_from,
        reason=body.reason,
    )


@router.post("/plots/{plot_id}/retire", status_code=204)
def retire(plot_id: Id, body: schemas.Retirement, session: SessionDep, principal: Registrar) -> None:
    """End a plot on a day; the plot number repeated is the confirmation."""
    retire_plot(
        session,
        principal,
        plot_id,
        valid_from=body.valid_from,
        plot_no=body.plot_no,
        reason=body.reason,
        document=body.document,
    )
