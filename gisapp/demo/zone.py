"""The whole demo zone, from a seed and a day: parks, plots with their histories, roads, pipes, control lines, plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from shapely import Polygon

from gisapp.demo.addresses import address_of
from gisapp.demo.conditions import conditions_of, utility_facts
from gisapp.demo.constraints import all_constraints, barred, control_areas
from gisapp.demo.coverage import node_together
from gisapp.demo.days import opened, paper, plus, spread
from gisapp.demo.histories import History, Teller, contract_of, spread_price
from gisapp.demo.holders import Holders, public_parties, residents
from gisapp.demo.land_plan import PlannedPiece, park_ring, plan_zone
from gisapp.demo.land_uses import assign_land_uses
from gisapp.demo.landscape import fields
from gisapp.demo.lineage import Lineage, choose_lineage, earlier_boundaries, halves, united
from gisapp.demo.offers import make_offer
from gisapp.demo.parks import PARKS, Park
from gisapp.demo.pipes import all_pipes
from gisapp.demo.plots import Cut, cut_zone
from gisapp.demo.records import DemoPlot, DemoZone, GroundRoad, ParkBoundary, PlannedLand, Version
from gisapp.demo.roads import ROADS
from gisapp.demo.shapes import Area, area_on_ground, lines_on_ground, polygon_on_ground
from gisapp.demo.stages import stand_plots
from gisapp.demo.states import Story, offer, prepare

SEED = 2026
TODAY = date(2026, 11, 23)
DEMO_COUNTY = "411602"


@dataclass(frozen=True, slots=True)
class _Ground:
    """Today's shapes on the ground: plots by index, the plan's pieces, park boundaries by code."""

    plots: list[Area]
    planned: list[tuple[PlannedPiece, Area]]
    parks: dict[str, Area]


def _lay(cuts: list[Cut], codes: dict[int, str], open_fields: list[Polygon]) -> _Ground:
    pieces = plan_zone(cuts, codes, open_fields)
    noded = node_together([piece.polygon for piece in pieces] + [park_ring(park) for park in PARKS])
    areas = [area_on_ground([rings]) for rings in noded]
    planned = list(zip(pieces, areas[: len(pieces)], strict=True))
    by_cut = {piece.cut: area for piece, area in planned if piece.cut is not None}
    return _Ground(
        [by_cut[index] for index in range(len(cuts))],
        planned,
        dict(zip([p.code for p in PARKS], areas[len(pieces) :], strict=True)),
    )


def _boundaries(today: date, ground: _Ground) -> tuple[ParkBoundary, ...]:
    made: list[ParkBoundary] = []
    for park in PARKS:
        founded = opened(today, park.founded_years_ago, 1)
        if park.extension:
            extended = opened(today, park.extended_years_ago, 1)
            made.append(ParkBoundary(park.code, polygon_on_ground(park.first_polygon, 120.0), founded, extended))
            founded = extended
        made.append(ParkBoundary(park.code, ground.parks[park.code], founded))
    return tuple(made)


def _floor(park: Park, cut: Cut, today: date) -> date:
    """Return the first day on which a plot may be registered: a month after its part of the park was founded."""
    early = not park.extension or park.first_polygon.contains(cut.polygon)
    return plus(opened(today, park.founded_years_ago if early else park.extended_years_ago, 1), 30)


def _parcel_no(park_code: str, block: int, serial: int) -> str:
    """Return a 宗地代码 in an invented cadastral district 90x of the county."""
    return f"{DEMO_COUNTY}90{park_code[1]}{block:03d}GB{serial:05d}"


def _surveyed_m2(shape: Area, rng: Random) -> float:
    """Return the area of a survey report: within a few parts in ten thousand of the planar one, for some clearly off."""
    wrong = rng.choice((0.0012, -0.0016)) if rng.random() < 0.03 else rng.gauss(0, 0.00006)
    return round(shape.area_m2 * (1 + wrong), 2)


def _versions(
    number: int,
    cut: Cut,
    serial: int,
    code: str,
    shapes: tuple[Area, Area | None],
    history: History,
    today: date,
    rng: Random,
) -> tuple[Version, ...]:
    """Return the boundaries that a plot has had; `shapes`: today's, and the one before it where there was one."""
    shape, earlier = shapes
    owned = history.states[-1].land_control in ("state_owned", "cleared", "reserved")
    allocated = history.states[-1].supply == "allocated"
    surveyed = owned and rng.random() < 0.9
    parcel = _parcel_no(cut.park_code, cut.block, serial) if owned and rng.random() < 0.94 else None
    built = history.states[-1].development in ("completed", "in_production")
    unit = (
        f"{parcel}{'F00010001' if built and number % 2 else 'W00000000'}"
        if parcel and allocated and rng.random() < 0.85
        else None
    )
    signed = history.deals[-1].signed if history.deals else None
    supervision = f"{DEMO_COUNTY}{signed.year}B{number:05d}" if signed else None
    epsg = (4547 if number % 4 == 0 else 4526) if surveyed else None
    last = Version(
        2 if earlier else 1,
        shape,
        _surveyed_m2(shape, rng) if surveyed else None,
        parcel,
        unit,
        supervision,
        address_of(cut.polygon),
        code,
        epsg,
        paper("勘测定界", history.since, number),
        history.since,
    )
    if not earlier:
        return (last,)
    room = (today - history.since).days
    revised = (
        plus(history.since, min(room - 20, spread(rng, 200, 900))) if room > 260 else plus(history.since, room // 2)
    )
    first = Version(
        1,
        earlier,
        _surveyed_m2(earlier, rng),
        parcel,
        None,
        None,
        last.address,
        code,
        epsg,
        last.document,
        history.since,
        revised,
    )
    return first, Version(
        2,
        shape,
        last.area_surveyed_m2,
        parcel,
        unit,
        supervision,
        last.address,
        code,
        epsg,
        paper("变更勘测", revised, number),
        revised,
    )


def _retired(
    plot_no: str, cut: Cut, code: str, shape: Area, floor: date, until: date, number: int, rng: Random
) -> DemoPlot:
    """Return a plot that ended in a merger or a split: registered, prepared, closed."""
    story = Story(number, floor)
    prepared = plus(floor, 380)
    prepare(story, rng, prepared)
    offer(story, rng, prepared, None, None)
    states = story.states(until, until)
    version = Version(
        1,
        shape,
        _surveyed_m2(shape, rng),
        _parcel_no(cut.park_code, cut.block, number),
        None,
        None,
        address_of(cut.polygon),
        code,
        4526,
        paper("勘测定界", states[0].since, number),
        states[0].since,
        until,
    )
    return DemoPlot(plot_no, cut.park_code, None, "retired", None, (version,), states)


def _retired_plots(
    cuts: list[Cut], codes: dict[int, str], shapes: list[Area], lineage: Lineage, floors: list[date], rng: Random
) -> list[DemoPlot]:
    merged, (first, second) = lineage.merged, lineage.split
    parts = halves(cuts[merged], shapes[merged])
    whole = united(shapes[first], shapes[second])
    return [
        _retired("P5-901", cuts[merged], codes[merged], parts[0], floors[merged], lineage.merged_on, 901, rng),
        _retired("P5-902", cuts[merged], codes[merged], parts[1], floors[merged], lineage.merged_on, 902, rng),
        _retired("P4-901", cuts[first], codes[first], whole, floors[first], lineage.split_on, 903, rng),
    ]


def _plots(
    seed: int, today: date, cuts: list[Cut], codes: dict[int, str], ground: _Ground, lineage: Lineage, holders: Holders
) -> list[DemoPlot]:
    parks = {park.code: park for park in PARKS}
    floors = [_floor(parks[cut.park_code], cut, today) for cut in cuts]
    areas = control_areas(today)
    under_control = {index for index, cut in enumerate(cuts) if barred(cut.polygon, areas)}
    standings = stand_plots(cuts, codes, set(lineage.changed), under_control, Random(f"{seed}:stages"))
    free = [
        i
        for i, s in enumerate(standings)
        if not s.is_public and s.stage not in ("raw", "announced", "on_offer") and i not in lineage.changed
    ]
    earlier = earlier_boundaries(cuts, ground.plots, free, Random(f"{seed}:surveys"))
    teller = Teller(today, Random(f"{seed}:histories"), holders)
    rng = Random(f"{seed}:facts")
    serials = dict.fromkeys(parks, 0)
    offers = 0
    made: list[DemoPlot] = []
    for index, (cut, standing) in enumerate(zip(cuts, standings, strict=True)):
        number, code, park = index + 1, codes[index], parks[cut.park_code]
        serials[cut.park_code] += 1
        changed_on = lineage.changed.get(index)
        history = teller.tell(
            number, cut.park_code, code, standing, changed_on or floors[index], changed_on is not None
        )
        versions = _versions(
            number, cut, serials[cut.park_code], code, (ground.plots[index], earlier.get(index)), history, today, rng
        )
        area = versions[-1].area_surveyed_m2 or round(versions[-1].shape.area_m2, 2)
        industry = rng.choice(park.industries) if code.startswith(("1001", "0802")) else None
        price = spread_price(rng, code)
        contracts = tuple(
            contract_of(number, number + 1000 * turn, deal, holder, area, code, price, rng)
            for turn, (deal, holder) in enumerate(zip(history.deals, history.holders, strict=True))
        )
        terms = None
        if standing.stage in ("announced", "on_offer") and history.public_since:
            terms = make_offer(offers, park, code, area, versions[-1].address, history, today, rng)
            offers += 1
        made.append(
            DemoPlot(
                f"{cut.park_code}-{serials[cut.park_code]:03d}",
                cut.park_code,
                cut.name_zh,
                standing.stage,
                industry,
                versions,
                history.states,
                conditions_of(number, code, industry, history.states, rng),
                utility_facts(number, history.states, today, rng),
                terms,
                contracts,
                history.tenures,
            )
        )
    return made + _retired_plots(cuts, codes, ground.plots, lineage, floors, Random(f"{seed}:retired"))


def make_zone(seed: int = SEED, today: date = TODAY) -> DemoZone:
    """Return the demo zone. The same seed and day give the same zone to the millimetre and the day."""
    cuts = cut_zone(seed)
    codes = assign_land_uses(cuts, Random(f"{seed}:uses"))
    open_fields = fields(Random(f"{seed}:fields"))
    ground = _lay(cuts, codes, open_fields)
    holders = Holders(Random(f"{seed}:holders"))
    plots = _plots(seed, today, cuts, codes, ground, choose_lineage(cuts, today), holders)
    plan_since = opened(today, 3, 12)
    return DemoZone(
        seed,
        today,
        _boundaries(today, ground),
        tuple(plots),
        (*holders.parties(), *public_parties(), *residents()),
        tuple(
            GroundRoad(
                road.name_zh,
                road.name_en,
                road.grade,
                road.width_m,
                lines_on_ground(road.lines),
                opened(today, road.years_ago),
            )
            for road in ROADS
        ),
        all_pipes(today),
        all_constraints(today, open_fields),
        tuple(PlannedLand(piece.land_use_code, area, piece.park_code, plan_since) for piece, area in ground.planned),
    )
