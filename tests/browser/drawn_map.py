"""What is really drawn on the map: features of the tiles, pixels of the canvas, places to press on."""

from __future__ import annotations

import math
from typing import Any

from playwright.sync_api import Page

_SPHERE = 20037508.342789244

SETTLED = "() => 'settled' in document.documentElement.dataset"
"""What a page says of itself while it is at rest."""

# Of the tiles of the last drawing only: the cache also keeps those of another day.
_DRAWN = """(id) => {
    const map = window.gisappMap.ol;
    const { layer } = window.gisappMap.drawn.get(id);
    if (!layer.isVisible(map.getView())) return [];
    const [west, south, east, north] = map.getView().calculateExtent(map.getSize());
    const features = layer.getRenderer().renderedTiles
        .flatMap((tile) => tile.getSourceTiles()).flatMap((tile) => tile.getFeatures() ?? [])
        .filter((feature) => {
            const [left, bottom, right, top] = feature.getGeometry().getExtent();
            return left < east && right > west && bottom < north && top > south;
        });
    return [...new Map(features.map((f) => [f.getId(), { ...f.getProperties(), id: f.getId() }])).values()];
}"""

# All canvases of the map on top of each other, as the eye sees them.
_PIXELS = """([red, green, blue, tolerance]) => {
    const [width, height] = window.gisappMap.ol.getSize();
    const seen = new OffscreenCanvas(width, height).getContext("2d");
    for (const canvas of window.gisappMap.ol.getViewport().querySelectorAll(".ol-layer canvas"))
        seen.drawImage(canvas, 0, 0, width, height);
    const { data } = seen.getImageData(0, 0, width, height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255 && Math.abs(data[at] - red) <= tolerance
            && Math.abs(data[at + 1] - green) <= tolerance && Math.abs(data[at + 2] - blue) <= tolerance) count += 1;
    return count;
}"""

_SPOT = """([x, y]) => {
    const at = window.gisappMap.ol.getPixelFromCoordinate([x, y]);
    const box = window.gisappMap.ol.getViewport().getBoundingClientRect();
    const [left, top] = [at[0] + box.left, at[1] + box.top];
    const hit = document.elementFromPoint(left, top);
    return { left, top, free: Boolean(hit && window.gisappMap.ol.getViewport().contains(hit)), over: hit && hit.className };
}"""


def web_mercator(lon: float, lat: float) -> tuple[float, float]:
    """Longitude and latitude as EPSG:3857 metres."""
    return lon * _SPHERE / 180, math.log(math.tan((90 + lat) * math.pi / 360)) / math.pi * _SPHERE


def over_white(colour: str, opacity: float) -> tuple[int, int, int]:
    """`#rrggbb` at this opacity on white."""
    red, green, blue = (round(255 - (255 - int(colour[at : at + 2], 16)) * opacity) for at in (1, 3, 5))
    return red, green, blue


class DrawnMap:
    """The map of a page, through the object it leaves on `window` for tests."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def settled(self) -> DrawnMap:
        """Wait until the page is at rest: the view stands and every tile in it is drawn."""
        self.page.wait_for_function(SETTLED)
        return self

    def features(self, layer: str) -> list[dict[str, Any]]:
        """Properties and id of each feature of a layer that is drawn in the view; none while the layer is off."""
        return self.page.evaluate(_DRAWN, layer)

    def ids(self, layer: str = "plot") -> set[int]:
        return {feature["id"] for feature in self.features(layer)}

    def pixels(self, colour: tuple[int, int, int], tolerance: int = 2) -> int:
        """How many pixels of the map have this colour."""
        return self.page.evaluate(_PIXELS, [*colour, tolerance])

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a coordinate lies in the window; it must not be covered by a panel."""
        found = self.page.evaluate(_SPOT, list(web_mercator(lon, lat)))
        assert found["free"], f"({lon}, {lat}) lies under {found['over']!r}"
        return found["left"], found["top"]

    def click(self, lon: float, lat: float) -> None:
        self.page.mouse.click(*self.spot(lon, lat))

    def point(self, lon: float, lat: float) -> None:
        self.page.mouse.move(*self.spot(lon, lat))

    @property
    def place(self) -> dict[str, float]:
        """Centre (lon, lat) and zoom."""
        return self.page.evaluate("() => window.gisappMap.place")

    @property
    def selected(self) -> set[int]:
        """The plots drawn as chosen."""
        return set(self.page.evaluate("() => [...window.gisappMap.highlight.chosen]"))

    @property
    def preview(self) -> list[dict[str, Any]]:
        """Properties of the dry-run shapes above the map."""
        return self.page.evaluate(
            "() => window.gisappMap.overlays.previews.getFeatures()"
            ".map((f) => { const { geometry, ...rest } = f.getProperties(); return { ...rest, id: f.getId() }; })"
        )
