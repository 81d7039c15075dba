"""Facts without which there is no answer, by the names that answers carry, and their English."""

from __future__ import annotations

from collections.abc import Iterable

from gisapp.idle.rules.trace import Words

MISSING_EN = {
    "动工开发日期或交付土地日期": "agreed start or day of handover",
    "施工许可证": "construction permit",
    "地基是否达到动工标准": "whether the foundation reaches the standard",
    "是否中止开发": "whether work has stopped",
    "应动工开发面积": "area due to be developed",
    "已动工开发面积": "area developed",
    "总投资额（不含价款和税费）": "total investment net of price and taxes",
    "已投资额（不含价款和税费）": "investment made net of price and taxes",
}


def unknown_words(missing: Iterable[str]) -> Words:
    """Return the sentence that something has to be established first."""
    names = list(missing)
    return (
        f"未知：{'、'.join(names)}待查",
        f"not known: {', '.join(MISSING_EN[name] for name in names)} to be established",
    )
