"""Where do water, power, drainage, gas, heat and telecommunications run? Beside the middle of the roads, by grade."""

from __future__ import annotations

from datetime import date

from shapely import LineString, MultiLineString

from gisapp.demo.days import opened
from gisapp.demo.records import Pipe
from gisapp.demo.roads import ROADS, Road
from gisapp.demo.shapes import lines_on_ground

OFFSETS_M = {"water": -0.34, "drainage": -0.12, "telecom": 0.24, "power": 0.36, "gas": 0.13, "heat": -0.24}
"""Place in the road's width: share of it to the left (north, west) of the middle."""

CAPACITIES: dict[str, dict[str, str]] = {
    "water": {"trunk": "DN800", "main": "DN600", "secondary": "DN400", "branch": "DN200"},
    "drainage": {
        "trunk": "雨水DN1500 污水DN800",
        "main": "雨水DN1200 污水DN600",
        "secondary": "雨水DN1000 污水DN500",
        "branch": "雨水DN600 污水DN300",
    },
    "power": {"trunk": "110kV 电缆沟", "main": "35kV 电缆沟", "secondary": "10kV 双回", "branch": "10kV 单回"},
    "gas": {"trunk": "次高压 DN400", "main": "中压 DN300", "secondary": "中压 DN200"},
    "heat": {"trunk": "蒸汽 DN500", "main": "蒸汽 DN400"},
    "telecom": {"trunk": "24孔", "main": "18孔", "secondary": "12孔", "branch": "6孔"},
}
_HEAT_SECONDARY = ("纬四路", "经七路", "经五路", "健康二街", "健康三街", "医药二街", "新材二街")


def _beside(line: LineString, offset_m: float) -> LineString:
    beside = line.offset_curve(offset_m, join_style="mitre")
    assert isinstance(beside, LineString)
    return beside


def pipes_of(road: Road, today: date) -> list[Pipe]:
    """Return the lines along one road; gas is not laid in local streets and heat only where industry uses steam."""
    made: list[Pipe] = []
    for utility, share in OFFSETS_M.items():
        capacity = CAPACITIES[utility].get(road.grade)
        if utility == "heat" and road.name_zh in _HEAT_SECONDARY:
            capacity = "蒸汽 DN250"
        if capacity is None or (utility == "heat" and road.name_zh in ("纬一路", "纬二路", "经九路")):
            continue
        lines = MultiLineString([_beside(part, -share * road.width_m) for part in road.lines.geoms])
        later = {"gas": 2, "heat": 3, "telecom": 1}.get(utility, 0)
        made.append(Pipe(utility, capacity, lines_on_ground(lines), opened(today, max(1, road.years_ago - later), 6)))
    return made


def all_pipes(today: date) -> tuple[Pipe, ...]:
    """Return every line of the zone, road by road."""
    return tuple(pipe for road in ROADS for pipe in pipes_of(road, today))
