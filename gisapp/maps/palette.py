"""Answers which colour, pattern and glyph a name in a layer file means (layers/palette.toml)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]


class Pattern(BaseModel):
    """A square tile that repeats over a fill: a stroked path, filled dots, or both, in pixels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: Annotated[int, Field(ge=4, le=32)]
    path: Annotated[str, StringConstraints(pattern=r"^[MLHVQTZ0-9 .\-]*$")] = ""
    dots: tuple[tuple[float, float, float], ...] = ()

    def svg_body(self, colour: str) -> str:
        """The marks as SVG elements; used in tiles of the flat style and in `<pattern>` of the handout."""
        parts = [f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{colour}"/>' for x, y, r in self.dots]
        if self.path:
            parts.insert(0, f'<path d="{self.path}" fill="none" stroke="{colour}" stroke-width="1"/>')
        return "".join(parts)

    def svg(self, colour: str, opacity: float = 0.55) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.size}" height="{self.size}" '
            f'viewBox="0 0 {self.size} {self.size}"><g opacity="{opacity:g}">{self.svg_body(colour)}</g></svg>'
        )


class Palette(BaseModel):
    """All names a layer file may use."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    color: dict[str, HexColour]
    pattern: dict[str, Pattern]
    glyph: dict[str, Annotated[str, StringConstraints(min_length=1, max_length=2)]]


def with_opacity(colour: str, opacity: float) -> str:
    """`#RRGGBB` and an opacity 0–1 as the `rgba()` that CSS and OpenLayers read."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour of the form #RRGGBB")
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
