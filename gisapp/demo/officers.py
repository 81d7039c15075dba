"""Who looks after a contract or a project in the demo zone? Two invented officers in each park."""

from __future__ import annotations

_STEMS = "甲乙丙丁戊己庚辛壬癸子丑"


def officer_of(park_code: str, number: int) -> str:
    """Return the officer of a park's contract or project; the same number has the same officer everywhere."""
    park = int("".join(char for char in park_code if char.isdigit()) or "1")
    return f"示例专员{_STEMS[(2 * (park - 1) + number % 2) % len(_STEMS)]}"
