"""所问产业在园区产业链的位置：集群里还没有企业用地的门类是补链，已有的是强链。"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gisapp.inquiries.terms import ChainPlace


def chain_place(industry_code: str | None, clusters: Mapping[str, str], present: Collection[str]) -> ChainPlace:
    """Return where a division of GB/T 4754 stands.

    `clusters` names the cluster of each division ("" = none); `present` holds the divisions in which somebody holds land by a contract in
    force. A division that the vocabulary does not know stands outside.
    """
    if not industry_code:
        return ChainPlace.UNKNOWN
    division = industry_code[:2]
    if not clusters.get(division):
        return ChainPlace.OUTSIDE
    return ChainPlace.PRESENT if division in present else ChainPlace.GAP
