"""Several boundary-point TXT in one archive, one plot each: read as one survey when they speak of the same coordinate system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from gisapp.kernel.decode_text import decode_text
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.land.intake.txt_lines import read_point, split_lines

SNIFFED_BYTES = 200_000
Reader = Callable[[IssueLog], SourceLayer]


def holds_points(path: Path) -> bool:
    """Tell a boundary-point file from a readme that happens to lie beside it."""
    with path.open("rb") as opened:
        text = decode_text(opened.read(SNIFFED_BYTES)).text
    return "地块坐标" in text or any(read_point(number, line.strip()) is not None for number, line in split_lines(text))


def merge_texts(readers: Sequence[tuple[str, Reader]], log: IssueLog) -> SourceLayer | None:
    """Return the parcels of all files in one layer, rows counted on; None when the files name different systems."""
    layers: list[SourceLayer] = []
    issues = IssueLog()
    rows = 0
    for name, read in readers:
        own = IssueLog()
        layer = read(own)
        issues.extend(
            replace(
                issue,
                row=None if issue.row is None else issue.row + rows,
                message_zh=f"{name}：{issue.message_zh}",
            )
            for issue in own
        )
        rows += len(layer)
        layers.append(layer)
    if len({_system_of(layer) for layer in layers if len(layer)}) > 1:
        return None
    log.info("txt.merged", f"压缩包内 {len(layers)} 个界址点文件已合并检查，共 {rows} 个地块。", value=len(layers))
    log.extend(issues)
    columns = {name: [value for layer in layers for value in layer.columns[name]] for name in layers[0].columns}
    boundary = [rings for layer in layers for rings in layer.boundary or [None] * len(layer)]
    spoken = next((layer for layer in layers if len(layer)), layers[0])
    return replace(
        spoken,
        name=f"{len(layers)} 个界址点文件",
        rows=np.arange(1, rows + 1),
        geometry=np.concatenate([layer.geometry for layer in layers]),
        columns=columns,
        boundary=boundary,
    )


def _system_of(layer: SourceLayer) -> tuple[str | None, int | None, int | None]:
    return layer.crs.datum_text, layer.crs.zone, layer.crs.zone_width
