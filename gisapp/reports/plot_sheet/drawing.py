"""Draws the ground of a plot sheet as SVG in millimetres: one user unit is one millimetre of paper, so the scale is true."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely

from gisapp.kernel.area import m2_to_mu, round_half_up
from gisapp.reports.plot_files.boundary_txt import side_lengths
from gisapp.reports.plot_files.outline import OutlineRing, PlotOutline
from gisapp.reports.plot_sheet.paper import Paper

FONT = "Noto Sans CJK SC, Noto Sans CJK, sans-serif"
GRID_M = (10, 20, 50, 100, 200, 500, 1000)
NEAREST_GRID_MM = 25.0
SHORTEST_LABELLED_SIDE_MM = 12.0
NEAREST_LABELS_MM = 3.2


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A plot that lies beside: its number, holder, and shape in the plane of the sheet (east, north)."""

    plot_no: str
    holder_name_zh: str | None
    shape: shapely.MultiPolygon


@dataclass(frozen=True)
class Frame:
    """Where the ground lies on the paper: east and north of the box's south-west corner, the scale, the box in mm."""

    east: float
    north: float
    scale: int
    width: float
    height: float

    @classmethod
    def around(cls, shape: shapely.MultiPolygon, paper: Paper, scale: int) -> Frame:
        """Put the middle of the plot into the middle of the box."""
        west, south, east, north = shape.bounds
        ground = scale / 1000
        width, height = paper.box_width, paper.box_height
        return cls(
            (west + east) / 2 - width * ground / 2, (south + north) / 2 - height * ground / 2, scale, width, height
        )

    def place(self, xy: np.ndarray) -> np.ndarray:
        """Return millimetres from the box's upper left corner of (east, north) in metres."""
        mm = 1000 / self.scale
        return np.column_stack([(xy[:, 0] - self.east) * mm, self.height - (xy[:, 1] - self.north) * mm])

    @property
    def ground(self) -> shapely.Polygon:
        """The rectangle of ground that the box shows."""
        metre = self.scale / 1000
        return shapely.box(self.east, self.north, self.east + self.width * metre, self.north + self.height * metre)


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """The few words of the drawing: north, the unit of the scale bar, and how the area is written."""

    north: str
    metres: str
    mu: str


WORDS_ZH = DrawnWords("北", "米", "亩")
WORDS_EN = DrawnWords("N", "m", "mu")


def draw_ground(
    outline: PlotOutline,
    rings: Sequence[OutlineRing],
    neighbours: Sequence[Neighbour],
    frame: Frame,
    words: DrawnWords = WORDS_ZH,
) -> str:
    """Return the SVG element; the plot's own boundary has the class `boundary`."""
    parts = [
        f'<svg class="ground" xmlns="http://www.w3.org/2000/svg" width="{frame.width}mm" height="{frame.height}mm"'
        f' viewBox="0 0 {frame.width} {frame.height}" font-family="{FONT}">',
        f'<clipPath id="box"><rect width="{frame.width}" height="{frame.height}"/></clipPath><g clip-path="url(#box)">',
        *_neighbours(neighbours, frame),
        *_boundary(rings, frame),
        "</g>",
        *_grid(frame),
        *_sides(rings, frame),
        *_corners(rings, frame),
        *_title(outline, rings, frame, words),
        *_north_and_scale(frame, words),
        f'<rect width="{frame.width}" height="{frame.height}" fill="none" stroke="#000" stroke-width="0.3"/></svg>',
    ]
    return "".join(parts)


def _path(xy: np.ndarray) -> str:
    return "M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in xy.tolist()) + "Z"


def _neighbours(neighbours: Sequence[Neighbour], frame: Frame) -> Iterator[str]:
    for one in neighbours:
        seen = one.shape.intersection(frame.ground)
        for polygon in shapely.get_parts(one.shape):
            lines = "".join(
                _path(frame.place(shapely.get_coordinates(ring)[:-1]))
                for ring in (polygon.exterior, *polygon.interiors)
            )
            yield f'<path d="{lines}" fill="none" stroke="#777" stroke-width="0.18"/>'
        if seen.is_empty or seen.area < 1:
            continue
        ((x, y),) = frame.place(np.array([seen.representative_point().coords[0]])).tolist()
        yield _text(x, y, one.plot_no, 2.6, _TextLook(fill="#555"))
        if one.holder_name_zh:
            yield _text(x, y + 3.2, one.holder_name_zh, 2.2, _TextLook(fill="#555"))


def _boundary(rings: Sequence[OutlineRing], frame: Frame) -> Iterator[str]:
    lines = "".join(_path(frame.place(ring.xy())) for ring in rings)
    yield (
        f'<path class="boundary" d="{lines}" fill="#fbeae9" fill-rule="evenodd" stroke="#c00000" stroke-width="0.35"'
        ' stroke-linejoin="round"/>'
    )


def _grid(frame: Frame) -> Iterator[str]:
    """Crosses at round metres, their coordinates written at the frame: X (north) at the left, Y (east) at the foot."""
    mm = 1000 / frame.scale
    step = next((one for one in GRID_M if one * mm >= NEAREST_GRID_MM), GRID_M[-1])
    metre = frame.scale / 1000
    easts = np.arange(math.ceil(frame.east / step) * step, frame.east + frame.width * metre, step)
    norths = np.arange(math.ceil(frame.north / step) * step, frame.north + frame.height * metre, step)
    for east in easts.tolist():
        x = (east - frame.east) * mm
        yield f'<path d="M{x:.3f} {frame.height}v-2M{x:.3f} 0v2" stroke="#000" stroke-width="0.15"/>'
        yield _text(x, frame.height - 2.6, f"{east:.0f}", 2, _TextLook(halo=True))
        for north in norths.tolist():
            y = frame.height - (north - frame.north) * mm
            yield f'<path d="M{x - 1.5:.3f} {y:.3f}h3M{x:.3f} {y - 1.5:.3f}v3" stroke="#8aa" stroke-width="0.12"/>'
    for north in norths.tolist():
        y = frame.height - (north - frame.north) * mm
        yield f'<path d="M0 {y:.3f}h2M{frame.width} {y:.3f}h-2" stroke="#000" stroke-width="0.15"/>'
        yield _text(2.6, y + 0.7, f"{north:.0f}", 2, _TextLook(anchor="start", halo=True))


def _sides(rings: Sequence[OutlineRing], frame: Frame) -> Iterator[str]:
    """The length of each side that is long enough on paper, along the side, outside the plot."""
    for ring in rings:
        xy = frame.place(ring.xy())
        turn = 1 if _is_clockwise(xy) != ring.is_hole else -1
        for at, length in enumerate(side_lengths(ring)):
            start, end = xy[at], xy[(at + 1) % len(xy)]
            along = end - start
            reach = float(np.hypot(*along))
            if reach < SHORTEST_LABELLED_SIDE_MM:
                continue
            out = np.array([along[1], -along[0]]) / reach * turn
            x, y = ((start + end) / 2 + out * 2.4).tolist()
            angle = math.degrees(math.atan2(along[1], along[0]))
            if not -90 < angle <= 90:
                angle += 180
            yield _text(x, y, length, 2.1, _TextLook(turn=angle, middle=True))


def _corners(rings: Sequence[OutlineRing], frame: Frame) -> Iterator[str]:
    """A small circle for each boundary point; its number where it does not run into the one before."""
    last: np.ndarray | None = None
    for ring in rings:
        xy = frame.place(ring.xy())
        turn = 1 if _is_clockwise(xy) != ring.is_hole else -1
        for at, corner in enumerate(ring.corners):
            x, y = xy[at].tolist()
            yield f'<circle cx="{x:.3f}" cy="{y:.3f}" r="0.6" fill="#fff" stroke="#c00000" stroke-width="0.2"/>'
            before, after = xy[at] - xy[at - 1], xy[(at + 1) % len(xy)] - xy[at]
            out = _unit(np.array([before[1], -before[0]])) + _unit(np.array([after[1], -after[0]]))
            spot = xy[at] + _unit(out) * 2.6 * turn
            if last is not None and np.hypot(*(spot - last)) < NEAREST_LABELS_MM:
                continue
            last = spot
            yield _text(spot[0], spot[1], corner.no, 2.2, _TextLook(middle=True, halo=True))


def _is_clockwise(xy: np.ndarray) -> bool:
    """On paper, where y goes down."""
    following = np.roll(xy, -1, axis=0)
    return bool(np.sum(xy[:, 0] * following[:, 1] - following[:, 0] * xy[:, 1]) > 0)


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.hypot(*vector))
    return vector / length if length else vector


def _title(outline: PlotOutline, rings: Sequence[OutlineRing], frame: Frame, words: DrawnWords) -> Iterator[str]:
    """Number over use, and the area, in the middle of the plot as parcel maps write them."""
    shape = shapely.Polygon(rings[0].xy(), [ring.xy() for ring in rings if ring.is_hole])
    spot = (shape if shape.is_valid else shape.buffer(0)).representative_point()
    ((x, y),) = frame.place(np.array([[spot.x, spot.y]])).tolist()
    use = outline.land_use_code or outline.land_use_name_zh or "—"
    half = max(len(outline.plot_no), len(use)) * 1.3
    yield _text(x, y - 1.2, outline.plot_no, 3.4, _TextLook(bold=True))
    yield f'<path d="M{x - half:.2f} {y:.2f}h{2 * half:.2f}" stroke="#000" stroke-width="0.2"/>'
    yield _text(x, y + 3.4, use, 2.8, _TextLook())
    yield _text(x, y + 7, f"{round_half_up(m2_to_mu(outline.area_m2), 2)} {words.mu}", 2.8, _TextLook())


def _north_and_scale(frame: Frame, words: DrawnWords) -> Iterator[str]:
    x, y = frame.width - 10, 9
    yield f'<path d="M{x} {y + 9}L{x + 2.2} {y - 3}L{x + 4.4} {y + 9}L{x + 2.2} {y + 6}Z" fill="#000"/>'
    yield _text(x + 2.2, y - 4, words.north, 3, _TextLook(bold=True))
    metres = next(one for one in (10, 20, 50, 100, 200, 500) if one * 1000 / frame.scale >= 15)
    width = metres * 1000 / frame.scale
    left, foot = frame.width - width - 6, frame.height - 8
    yield f'<path d="M{left} {foot - 1.5}v1.5h{width}v-1.5" fill="none" stroke="#000" stroke-width="0.25"/>'
    yield _text(left + width / 2, foot - 0.8, f"{metres} {words.metres}", 2.2, _TextLook(halo=True))


@dataclass(frozen=True, slots=True)
class _TextLook:
    """How a text of the sheet is set; `turn` in degrees."""

    fill: str = "#000"
    anchor: str = "middle"
    turn: float = 0.0
    bold: bool = False
    middle: bool = False
    halo: bool = False


def _text(x: float, y: float, words: str, size: float, look: _TextLook) -> str:
    base = y + size * 0.36 if look.middle else y
    turned = f' transform="rotate({look.turn:.2f} {x:.3f} {y:.3f})"' if look.turn else ""
    weight = ' font-weight="700"' if look.bold else ""
    common = f'x="{x:.3f}" y="{base:.3f}" font-size="{size}" text-anchor="{look.anchor}"{weight}{turned}'
    under = f'<text {common} fill="#fff" stroke="#fff" stroke-width="0.6">{escape(words)}</text>' if look.halo else ""
    return f'{under}<text {common} fill="{look.fill}">{escape(words)}</text>'
