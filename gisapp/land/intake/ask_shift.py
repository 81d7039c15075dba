"""Degrees that call themselves WGS 84 may be those of an internet map, shifted by 530 m: no figure tells, so a person must.

A GeoJSON or KML is WGS 84 by its standard, whatever was written into it, and CRS84 is what every program adds by itself. Rows that lie
exactly on the plots which they repeat prove the system; a file in metres, or one declared as CGCS2000, raises no such doubt.
"""

from __future__ import annotations

from gisapp.land.intake.answers import NOT_SHIFTED, Answers, Choice, Question
from gisapp.land.intake.datum_shift import BD09, GCJ02, KIND_ZH
from gisapp.land.intake.decide_crs import CrsDecision
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.propose_plots import Proposal
from gisapp.land.intake.source_layer import SourceLayer

DEGREES_BY_STANDARD = ("geojson", "kml")


def ask_shift(
    layer: SourceLayer, decision: CrsDecision, answers: Answers, proposals: list[Proposal], log: IssueLog
) -> Question | None:
    """Return the question that stands before the import, with the warning that says why; None where there is no doubt."""
    known = decision.known
    settled = answers.shift == NOT_SHIFTED or answers.crs is not None or known.shift is not None
    if settled or layer.kind not in DEGREES_BY_STANDARD or known.family != "wgs84" or not known.is_geographic:
        return None
    if any(proposal.action == "unchanged" for proposal in proposals):
        return None
    log.warning(
        "crs.maybe_shifted",
        "坐标为 WGS 84 经纬度，是否为互联网地图的加偏坐标（GCJ-02、BD-09），从数值上看不出来；加偏的位置会差约 530 米。",
        "请答复坐标的来源后再入库。",
        field="坐标系",
    )
    return Question(
        "shift",
        "这些经纬度是实测坐标，还是取自互联网地图（高德、腾讯、百度等）？",
        (
            Choice(NOT_SHIFTED, "实测坐标（WGS 84 或 CGCS2000）", "原样入库"),
            Choice(GCJ02, "高德、腾讯等地图（GCJ-02）", f"{KIND_ZH[GCJ02]}，记录在案"),
            Choice(BD09, "百度地图（BD-09）", f"{KIND_ZH[BD09]}，记录在案"),
        ),
    )
