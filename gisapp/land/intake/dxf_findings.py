"""What is said of a drawing: what was joined, what was taken for a symbol, what is not read, how far chords leave their curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.straighten_dxf import Straight

_KINDS_ZH = {
    "HATCH": "填充",
    "INSERT": "图块",
    "MLINE": "多线",
    "REGION": "面域",
    "3DFACE": "三维面",
    "SOLID": "实体填充",
}


def kind_zh(kind: str) -> str:
    """Return a kind of entity as a person knows it, with its name in the file."""
    return f"{_KINDS_ZH[kind]}（{kind}）" if kind in _KINDS_ZH else kind


def say_unread(unread: Mapping[str, Sequence[str]], joined: Sequence[Straight], left: int, log: IssueLog) -> None:
    """Say what was joined, and name what the layer holds besides lines, by kind with the handles in the drawing."""
    if joined:
        log.warning(
            "dxf.chains_joined",
            f"{len(joined)} 个由直线（LINE）、圆弧（ARC）首尾相接围成的图形已按地块读取。",
            "请在预览中核对。",
        )
    if left:
        log.warning(
            "dxf.pieces_open",
            f"{left} 条直线（LINE）或圆弧（ARC）没有围成闭合图形，未读取。",
            "应为地块界线的，请在 CAD 中合并为闭合多段线后重新导出。",
            value=left,
        )
    for kind, handles in sorted(unread.items()):
        log.warning(
            "dxf.kind_unread",
            f"{len(handles)} 个{kind_zh(kind)}未读取。",
            "如表示地块，请在 CAD 中分解（炸开）为闭合多段线后重新导出。",
            value=f"{kind} {'、'.join(handles)}",
        )


def say_symbols(circles: Sequence[Any], log: IssueLog) -> None:
    """Say which circles were taken for signs of survey points."""
    if circles:
        log.warning(
            "dxf.symbols",
            f"{len(circles)} 个圆（CIRCLE）按点位符号处理，既不作地块，也不从地块中扣除。",
            "如其中有真实的圆形界线，请在 CAD 中改为闭合多段线后重新导出。",
            value="、".join(str(circle.dxf.handle) for circle in circles),
        )


def say_curves(strayed_m: float, row: int, log: IssueLog) -> None:
    """Say how far the chords of a row leave its curve, in metres."""
    if strayed_m > 0:
        log.warning(
            "geometry.curves_straightened",
            f"第 {row} 条线含有圆弧或曲线，已按折线读取，折线偏离曲线最大 {strayed_m * 1000:.1f} 毫米。",
            "请核对面积。",
            row=row,
            value=f"{strayed_m * 1000:.2f} mm",
        )
