"""Survey files on disk: a TXT with rectangles, given in metres from the park's south-west corner."""

from __future__ import annotations

from pathlib import Path

from tests.builders.park import ORIGIN_EAST, ORIGIN_NORTH

Box = tuple[float, float, float, float]
HEAD = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=38\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n"


def txt_of(
    plots: dict[str, Box], *, zone: bool = True, head: str = HEAD, use: str = "二类工业用地", name: str = "示例"
) -> str:
    """Return the text of a 勘测定界 file; `zone` False writes eastings without the zone number."""
    lines = [head]
    for plot_no, (east, north, width, height) in plots.items():
        lines.append(f"5,{width * height / 10_000:.4f},{plot_no},{name},面,,{use},,@\n")
        e, n = ORIGIN_EAST + east + (38_000_000 if zone else 0), ORIGIN_NORTH + north
        ring = [(n, e), (n + height, e), (n + height, e + width), (n, e + width), (n, e)]
        lines.extend(f"J{at % 4 + 1},1,{x:.3f},{y:.3f}\n" for at, (x, y) in enumerate(ring))
    return "".join(lines)


def a_txt(folder: Path, plots: dict[str, Box], *, file_name: str = "界址点.txt", **how: object) -> Path:
    path = folder / file_name
    path.write_bytes(txt_of(plots, **how).encode("gbk"))  # type: ignore[arg-type]
    return path
