"""访客能向招商窗口要什么，按网络地址限量的有哪些。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum


class Purpose(LabelledEnum):
    """What is counted by network address."""

    MATCH = "match", "匹配", "matches"
    SEARCH = "search", "保存查询", "saved searches"
    SHORTLIST = "shortlist", "新建收藏清单", "new lists"
    BROCHURE = "brochure", "生成资料册或离线地图", "brochures and offline maps"


LIMITS: dict[Purpose, tuple[str, str]] = {
    Purpose.MATCH: ("visitor.match_burst", "visitor.match_per_hour"),
    Purpose.SEARCH: ("visitor.search_burst", "visitor.search_per_hour"),
    Purpose.SHORTLIST: ("visitor.shortlist_burst", "visitor.shortlist_per_hour"),
    Purpose.BROCHURE: ("visitor.brochure_burst", "visitor.brochure_per_hour"),
}
"""Entries of the rulebook: how much at once, and how much is added an hour."""
