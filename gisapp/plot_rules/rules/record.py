"""Do the numbers of a plot follow their grammar, and is none of them used twice in one case?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gisapp.kernel.finding import Finding, Severity
from gisapp.kernel.identifiers import PLOT_NO, check_parcel_no, check_real_estate_unit_no
from gisapp.plot_rules.facts import PlotShape


def find_number_faults(shapes: Sequence[PlotShape]) -> Iterator[tuple[int, Finding]]:
    """编号格式：地块编号、宗地代码、不动产单元号. Yields (position, finding)."""
    used = Counter(shape.plot_no for shape in shapes if shape.plot_no)
    for at, shape in enumerate(shapes):
        number = shape.plot_no
        if not number:
            yield at, _number("plot.number_missing", "没有地块编号。", "请填写地块编号。", "It has no plot number.")
        elif not PLOT_NO.match(number):
            yield (
                at,
                replace(
                    _number(
                        "plot.number_malformed",
                        f"地块编号“{number}”格式不符：须以字母、数字或汉字开头，不含空格和全角符号，不超过 32 字。",
                        "请按编号规则改正。",
                        f"The plot number “{number}” does not follow the grammar.",
                    ),
                    measured=f"{len(number)} 字",
                    required="≤ 32 字，无空格",
                ),
            )
        elif used[number] > 1:
            yield (
                at,
                _number(
                    "plot.number_twice",
                    f"地块编号“{number}”在本次核对的地块中用了 {used[number]} 次。",
                    "请为每宗地块另编编号。",
                    f"The plot number “{number}” is used {used[number]} times.",
                ),
            )
        for text, check in (
            (shape.parcel_no, check_parcel_no),
            (shape.real_estate_unit_no, check_real_estate_unit_no),
        ):
            fault = check(text) if text else None
            if fault is not None:
                yield at, fault


def _number(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh=fix_zh, message_en=message_en, fix_en="Correct the number.")
