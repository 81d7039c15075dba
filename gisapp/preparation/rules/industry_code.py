"""国民经济行业代码的层级：小类 1392 属于中类 139、大类 13、门类 C（GB/T 4754-2017）。"""

from __future__ import annotations

import re

_CODE = re.compile(r"^([A-T])?(\d{0,4})$")

_LAST_DIVISION: tuple[tuple[int, str], ...] = (
    (5, "A"), (12, "B"), (43, "C"), (46, "D"), (50, "E"), (52, "F"), (60, "G"), (62, "H"), (65, "I"), (69, "J"),
    (70, "K"), (72, "L"), (75, "M"), (79, "N"), (82, "O"), (83, "P"), (85, "Q"), (90, "R"), (96, "S"), (97, "T"),
)  # fmt: skip
"""The last division (大类) of each section (门类) of GB/T 4754-2017."""


def section_of(division: str) -> str:
    """门类：大类代码所属的门类字母. 13 → C；不在标准内的大类（ValueError）."""
    number = int(division)
    if number >= 1:
        for last, letter in _LAST_DIVISION:
            if number <= last:
                return letter
    raise ValueError(f"GB/T 4754-2017 has no division {division}")


def normalise_industry(code: str) -> str:
    """把行业代码写成统一形式：“C1392”“1392”都是 1392，门类只留字母，空白为不限行业.

    ValueError for what is no code: a single digit, a division outside the standard, a letter that is not its division's section.
    """
    found = _CODE.match(code.strip().upper())
    if found is None or len(found[2]) == 1:
        raise ValueError(f"{code!r} is not an industry code of GB/T 4754-2017")
    letter, digits = found[1] or "", found[2]
    if not digits:
        return letter
    if letter and section_of(digits[:2]) != letter:
        raise ValueError(f"GB/T 4754-2017 does not have division {digits[:2]} in section {letter}")
    section_of(digits[:2])
    return digits


def industry_chain(code: str) -> tuple[str, ...]:
    """从最细到最粗的行业代码：1392 → 1392、139、13、C、“”（不限）."""
    own = normalise_industry(code)
    if not own:
        return ("",)
    if own.isalpha():
        return (own, "")
    return (*(own[:length] for length in range(len(own), 1, -1)), section_of(own[:2]), "")
