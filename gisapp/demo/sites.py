"""Which plots are placed by hand? Public utilities, squares and parks at block corners, holes, and blocks kept for large projects."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shapely import Polygon, box

from gisapp.demo.frame import Point


@dataclass(frozen=True, slots=True)
class Site:
    """A public plot set into the corner of the block that contains `inside`; width along s, depth along t, metres."""

    park_code: str
    inside: Point
    corner: str
    width_m: float
    depth_m: float
    land_use_code: str
    name_zh: str

    def place_in(self, block: Polygon) -> Polygon:
        """Return the site as a rectangle at the wanted corner of the block's bounds, clipped to the block."""
        west, south, east, north = block.bounds
        s0 = west if "w" in self.corner else east - self.width_m
        t0 = south if "s" in self.corner else north - self.depth_m
        return box(round(s0, 2), round(t0, 2), round(s0 + self.width_m, 2), round(t0 + self.depth_m, 2))


SITES: tuple[Site, ...] = (
    Site("P1", (3600, 600), "nw", 84, 72, "1303", "沪豫110千伏变电站"),
    Site("P1", (4000, 300), "w", 170, 470, "1401", "滨河公园"),
    Site("P1", (4000, 1500), "sw", 150, 96, "1403", "会客厅广场"),
    Site("P1", (4700, 860), "se", 90, 80, "1310", "沪豫消防救援站"),
    Site("P1", (3200, 1400), "nw", 110, 90, "080404", "沪豫幼儿园"),
    Site("P2", (1700, 860), "sw", 110, 80, "1403", "双创广场"),
    Site("P2", (2400, 1380), "sw", 78, 66, "1306", "数创通信枢纽"),
    Site("P2", (900, 860), "se", 80, 70, "1303", "数创开关站"),
    Site("P3", (6450, 860), "sw", 120, 76, "1403", "青年广场"),
    Site("P3", (7000, 1400), "nw", 80, 66, "1306", "青网数据通信站"),
    Site("P4", (4450, -400), "e", 150, 320, "1302", "健康食品园污水处理厂"),
    Site("P4", (3200, -860), "nw", 86, 78, "1303", "健康110千伏变电站"),
    Site("P4", (4700, -1500), "sw", 110, 90, "1305", "健康供热站"),
    Site("P4", (3700, -2050), "nw", 96, 84, "1304", "健康燃气调压站"),
    Site("P4", (4000, -860), "sw", 140, 80, "1401", "健康口袋公园"),
    Site("P4", (5050, -600), "se", 90, 76, "1310", "健康消防救援站"),
    Site("P5", (1000, -560), "sw", 130, 110, "1301", "新材供水厂"),
    Site("P5", (1400, -860), "nw", 92, 84, "1303", "新材110千伏变电站"),
    Site("P5", (2000, -1450), "sw", 120, 92, "1305", "新材供热站"),
    Site("P5", (800, -2030), "sw", 84, 78, "1309", "新材环卫站"),
    Site("P5", (2100, -1150), "ne", 150, 84, "1401", "新材口袋公园"),
    Site("P6", (6200, -560), "sw", 84, 74, "1303", "医药110千伏变电站"),
    Site("P6", (7000, -860), "sw", 130, 84, "1401", "百草园"),
    Site("P6", (6900, -2030), "sw", 110, 92, "1302", "医药污水预处理站"),
    Site("P6", (7500, -1450), "se", 92, 80, "1310", "医药消防救援站"),
)


@dataclass(frozen=True, slots=True)
class Reserve:
    """A block cut into fewer, larger plots: its typical plot in 亩."""

    park_code: str
    inside: Point
    target_mu: float


RESERVES: tuple[Reserve, ...] = (
    Reserve("P1", (4800, 1300), 205),
    Reserve("P3", (6250, 1250), 165),
    Reserve("P4", (3700, -2450), 290),
    Reserve("P4", (4200, -2450), 205),
    Reserve("P4", (4900, -1900), 235),
    Reserve("P4", (3200, -1290), 160),
    Reserve("P5", (900, -2430), 200),
    Reserve("P5", (1500, -2430), 198),
    Reserve("P5", (350, -1300), 160),
    Reserve("P5", (350, -1880), 214),
    Reserve("P5", (2200, -2430), 160),
    Reserve("P6", (6100, -1900), 190),
    Reserve("P5", (1100, -1300), 210),
    Reserve("P6", (7400, -600), 130),
)


@dataclass(frozen=True, slots=True)
class Hole:
    """Something enclosed by a plot that does not belong to it: centre, radius in metres, what it is and its land use."""

    centre: Point
    radius_m: float
    corners: int
    name_zh: str
    land_use_code: str

    @property
    def polygon(self) -> Polygon:
        turn = math.pi / self.corners
        return Polygon(
            [
                (
                    round(self.centre[0] + self.radius_m * math.cos(turn + 2 * turn * k), 2),
                    round(self.centre[1] + self.radius_m * math.sin(turn + 2 * turn * k), 2),
                )
                for k in range(self.corners)
            ]
        )


HOLES: tuple[Hole, ...] = (
    Hole((4780.0, 1200.0), 34.0, 12, "古墓葬（示意）", "1504"),
    Hole((1500.0, -2330.0), 26.0, 4, "开关站（示意）", "1303"),
    Hole((4950.0, -1760.0), 38.0, 10, "保留坑塘（示意）", "1704"),
)
