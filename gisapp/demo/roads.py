"""Which roads does the demo zone have? A hierarchy of 主干, 次干 and 支路 with real red-line widths and generic names.

Cross streets are 经N路 from west to east, long streets 纬N路 from north to south, local streets bear the word of their
park. None of them asserts a real road. Paths are on the board (see frame.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapely import LineString, MultiLineString

from gisapp.demo import river
from gisapp.demo.frame import Point

GREEN_STRIP_M = {"trunk": 24.0, "main": 18.0, "secondary": 10.0, "branch": 4.0}
"""Width of the green between the road's red line and the plots, on each side, by grade."""


@dataclass(frozen=True, slots=True)
class Road:
    """A street on the board: its parts, its grade (trunk, main, secondary, branch), red-line width, year it was opened."""

    name_zh: str
    name_en: str
    grade: str
    width_m: float
    parts: tuple[tuple[Point, ...], ...]
    years_ago: int

    @property
    def lines(self) -> MultiLineString:
        return MultiLineString([LineString(part) for part in self.parts])


_NUMERALS = "零一二三四五六七八九十"
NORTH, SOUTH = "north", "south"


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number <= 10 else "十" + _NUMERALS[number - 10]


def _end(s: float, end: float | str) -> Point:
    """Return where a street ends: at a t of the board, or in the middle of the NORTH or SOUTH riverside road."""
    if isinstance(end, str):
        return s, river.riverside_road(s, 1 if end == NORTH else -1)
    return s, end


def _street(
    number: int, grade: str, width: float, s: float, spans: Iterable[tuple[float | str, float | str]], years_ago: int
) -> Road:
    parts = tuple((_end(s, start), _end(s, end)) for start, end in spans)
    return Road(f"经{_numeral(number)}路", f"Jing {number} Road", grade, width, parts, years_ago)


def _avenue(number: int, grade: str, width: float, t: float, span: tuple[float, float], years_ago: int) -> Road:
    return Road(
        f"纬{_numeral(number)}路", f"Wei {number} Road", grade, width, (((span[0], t), (span[1], t)),), years_ago
    )


def _riverside(name_zh: str, name_en: str, side: int, years_ago: int) -> Road:
    path = tuple((float(s), river.riverside_road(s, side)) for s in range(300, 8201, 100))
    return Road(name_zh, name_en, "secondary", 36.0, (path,), years_ago)


STREETS: tuple[Road, ...] = (
    _street(1, "secondary", 32.0, 620.0, [(-2700.0, SOUTH)], 11),
    _street(2, "main", 50.0, 1240.0, [(-2700.0, SOUTH), (NORTH, 1560.0)], 11),
    _street(3, "secondary", 32.0, 1880.0, [(-2700.0, SOUTH), (NORTH, 1560.0)], 11),
    _street(4, "trunk", 60.0, 2560.0, [(-3700.0, 2600.0)], 12),
    _street(5, "secondary", 36.0, 2980.0, [(-2350.0, SOUTH), (NORTH, 1560.0)], 11),
    _street(6, "main", 50.0, 3900.0, [(-3700.0, 2600.0)], 12),
    _street(7, "secondary", 32.0, 4560.0, [(-2700.0, SOUTH), (NORTH, 1560.0)], 11),
    _street(8, "main", 50.0, 5240.0, [(-2330.0, 2600.0)], 10),
    _street(9, "secondary", 36.0, 5980.0, [(-2170.0, SOUTH), (NORTH, 1300.0)], 9),
    _street(10, "trunk", 60.0, 6620.0, [(-3700.0, 2600.0)], 9),
    _street(11, "secondary", 32.0, 7220.0, [(-2170.0, SOUTH), (NORTH, 1560.0)], 8),
    _street(12, "main", 46.0, 7800.0, [(-2170.0, SOUTH)], 8),
)

AVENUES: tuple[Road, ...] = (
    _avenue(1, "secondary", 32.0, 1560.0, (1215.0, 7236.0), 8),
    _avenue(2, "main", 50.0, 990.0, (-1000.0, 9100.0), 9),
    _riverside("滨河北路", "North Riverside Road", 1, 8),
    _riverside("滨河南路", "South Riverside Road", -1, 11),
    _avenue(3, "trunk", 60.0, -1010.0, (-1000.0, 9100.0), 12),
    _avenue(4, "secondary", 32.0, -1590.0, (160.0, 7800.0), 11),
    _avenue(5, "main", 50.0, -2170.0, (-1000.0, 9100.0), 11),
    _avenue(6, "secondary", 30.0, -2700.0, (560.0, 4576.0), 9),
)


def _locals(
    word: str,
    word_en: str,
    along: Iterable[tuple[float, float, float]],
    across: Iterable[tuple[float, float | str, float | str]],
    years_ago: int,
) -> tuple[Road, ...]:
    """Number the local streets of one park: 街 along the valley as (t, west, east), 路 across it as (s, south, north)."""
    streets = [
        Road(
            f"{word}{_numeral(number)}街",
            f"{word_en} Street {number}",
            "branch",
            20.0,
            (((west, t), (east, t)),),
            years_ago,
        )
        for number, (t, west, east) in enumerate(along, 1)
    ]
    lanes = [
        Road(
            f"{word}{_numeral(number)}路",
            f"{word_en} Lane {number}",
            "branch",
            20.0,
            ((_end(s, south), _end(s, north)),),
            years_ago,
        )
        for number, (s, south, north) in enumerate(across, 1)
    ]
    return (*streets, *lanes)


LOCAL_STREETS: tuple[Road, ...] = (
    *_locals(
        "沪豫",
        "Huyu",
        [(715.0, 2980.0, 5240.0), (1275.0, 2980.0, 4560.0)],
        [(3440.0, 30.0, 1560.0), (4230.0, NORTH, 1840.0), (4900.0, NORTH, 990.0)],
        7,
    ),
    *_locals(
        "数创",
        "Shuchuang",
        [(715.0, 700.0, 2560.0), (1275.0, 1240.0, 2560.0)],
        [(1560.0, NORTH, 1560.0), (2220.0, NORTH, 990.0)],
        6,
    ),
    *_locals(
        "青网",
        "Qingwang",
        [(715.0, 5980.0, 7400.0), (1275.0, 6620.0, 7390.0)],
        [(6300.0, NORTH, 990.0), (6920.0, NORTH, 990.0)],
        5,
    ),
    *_locals(
        "健康",
        "Jiankang",
        [(-715.0, 2980.0, 5240.0), (-1300.0, 3440.0, 5560.0), (-1880.0, 2980.0, 4560.0)],
        [(3440.0, -2700.0, -160.0), (4230.0, SOUTH, -272.0), (4900.0, -1590.0, SOUTH)],
        10,
    ),
    *_locals(
        "新材",
        "Xincai",
        [(-715.0, 620.0, 2560.0), (-1300.0, 1240.0, 2560.0), (-1880.0, 620.0, 1880.0)],
        [(930.0, -1590.0, -1010.0), (2220.0, -2170.0, -1590.0)],
        10,
    ),
    *_locals(
        "医药",
        "Yiyao",
        [(-715.0, 5980.0, 7220.0), (-1300.0, 5980.0, 7800.0), (-1880.0, 6620.0, 7800.0)],
        [(6300.0, -2170.0, -1010.0)],
        8,
    ),
)

ROADS: tuple[Road, ...] = STREETS + AVENUES + LOCAL_STREETS
