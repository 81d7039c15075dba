"""行业代码写成文字：名录通常只到大类，小类的代码写明所属的大类，不把大类的名称当作小类的名称。"""

from __future__ import annotations

from collections.abc import Mapping


def industry_words(code: str, names: Mapping[str, str]) -> str:
    """Return a code of GB/T 4754 in words: 13 农副食品加工业; 1392（13 农副食品加工业）; the bare code where nothing is known of it.

    `names` are those of the register by code; the longest code that the given one begins with names it.
    """
    known = next((code[:length] for length in range(len(code), 0, -1) if code[:length] in names), None)
    if known is None:
        return code
    named = f"{known} {names[known]}"
    return named if known == code else f"{code}（{named}）"
