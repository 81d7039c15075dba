"""表头识别：哪一行是表头、哪一列是哪个数、用什么单位；标题行、合并表头、单位行都认得，认不得的列列出来。"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from gisapp.kernel.finding import Finding, Findings, Severity

UNITS: Mapping[str, Mapping[str, Decimal]] = {
    "money": {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "万": Decimal(10_000), "百万元": Decimal(1_000_000), "亿元": Decimal(100_000_000)},
    "energy": {"吨标煤": Decimal(1), "吨标准煤": Decimal(1), "tce": Decimal(1), "万吨标煤": Decimal(10_000), "万吨标准煤": Decimal(10_000), "千克标煤": Decimal("0.001")},
    "electricity": {"千瓦时": Decimal(1), "度": Decimal(1), "kwh": Decimal(1), "万千瓦时": Decimal(10_000), "万度": Decimal(10_000)},
    "mass": {"吨": Decimal(1), "t": Decimal(1), "千克": Decimal("0.001"), "kg": Decimal("0.001"), "公斤": Decimal("0.001")},
    "land": {"平方米": Decimal(1), "㎡": Decimal(1), "m2": Decimal(1), "m²": Decimal(1), "亩": Decimal(2000) / 3, "公顷": Decimal(10_000)},
    "count": {"人": Decimal(1), "名": Decimal(1)},
}  # fmt: skip
"""Unit word → how many of ours (yuan, tce, kWh, t, ㎡, persons) one of it is; 亩 is 2000/3 and divided exactly by cells.py."""

HEADER_ROWS = 20
_BRACKETS = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：、，,。/／\-—_（）()\[\]【】]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a workbook: its word, kind, the unit of the template, other names."""

    name: str
    label_zh: str
    kind: str
    group: str
    unit: str = ""
    required: bool = False
    note: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def header_zh(self) -> str:
        return f"{self.label_zh}（{self.unit}）" if self.unit else self.label_zh


@cache
def field_specs() -> tuple[FieldSpec, ...]:
    """Return the fields in the order of the template."""
    tables = tomllib.loads((Path(__file__).parents[1] / "figure_fields.toml").read_text("utf-8"))["field"]
    return tuple(FieldSpec(**{**table, "aliases": tuple(table.get("aliases", ()))}) for table in tables)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file that was recognised: where, what it said, which field, in which unit."""

    index: int
    header: str
    field: FieldSpec
    unit: str


@dataclass(slots=True)
class HeaderMap:
    """What the header says; `first_row` is the index of the first row of figures."""

    columns: list[Column] = field(default_factory=list[Column])
    first_row: int = 0
    unknown: list[str] = field(default_factory=list[str])
    findings: Findings = field(default_factory=Findings)


def map_header(grid: Sequence[Sequence[str]]) -> HeaderMap:
    """表头在哪里、各列是什么：取前 20 行中认出字段最多的一行（或上下两行合并表头），其下若为单位行一并读入.

    `grid` holds text, merged cells filled with the text of their first cell. Errors: no header found, a required column missing, a field twice.
    """
    best, depth, score = -1, 1, 0
    for index in range(min(len(grid), HEADER_ROWS)):
        for deep in (1, 2):
            if index + deep > len(grid):
                continue
            found = len({spec.name for spec, _ in _named(_joined(grid, index, deep)) if spec})
            if found > score:
                best, depth, score = index, deep, found
    if score < 2:
        return HeaderMap(findings=Findings([_no_header()]))
    headers = _joined(grid, best, depth)
    first = best + depth
    units: Sequence[str] = ()
    if first < len(grid) and _is_unit_row(grid[first]):
        units, first = grid[first], first + 1
    return _mapped(headers, units, first)


def unit_factor(kind: str, unit: str) -> Decimal | None:
    return UNITS.get(kind, {}).get(unit.lower() if unit.isascii() else unit)


def _joined(grid: Sequence[Sequence[str]], index: int, depth: int) -> list[str]:
    """Return the header texts of one row, or of two read from above to below."""
    if depth == 1:
        return [cell.strip() for cell in grid[index]]
    upper, lower = grid[index], grid[index + 1]
    width = max(len(upper), len(lower))
    texts = []
    for at in range(width):
        above = upper[at].strip() if at < len(upper) else ""
        below = lower[at].strip() if at < len(lower) else ""
        texts.append(below or above)
    return texts


def _named(headers: Sequence[str]) -> list[tuple[FieldSpec | None, str]]:
    return [_recognise(text) for text in headers]


def _recognise(text: str) -> tuple[FieldSpec | None, str]:
    """Return the field that a header names and the unit in its brackets."""
    brackets = _BRACKETS.findall(text)
    plain = _plain(_BRACKETS.sub("", text))
    if not plain:
        return None, ""
    for spec in field_specs():
        if plain in {_plain(name) for name in (spec.label_zh, *spec.aliases)}:
            unit = next((part.strip() for part in brackets if unit_factor(spec.kind, part.strip()) is not None), "")
            return spec, unit
    return None, ""


def _plain(text: str) -> str:
    return _NOISE.sub("", text).upper()


def _is_unit_row(row: Sequence[str]) -> bool:
    told = [cell.strip(" （）()") for cell in row if cell.strip()]
    known = {unit for units in UNITS.values() for unit in units}
    return len(told) >= 2 and sum(cell in known for cell in told) * 2 >= len(told)


def _mapped(headers: Sequence[str], units: Sequence[str], first: int) -> HeaderMap:
    found = HeaderMap(first_row=first)
    taken: dict[str, str] = {}
    for index, (text, (spec, unit)) in enumerate(zip(headers, _named(headers), strict=True)):
        if spec is None:
            if text:
                found.unknown.append(text)
            continue
        if spec.name in taken:
            found.findings.add(_twice(spec, taken[spec.name], text))
            continue
        taken[spec.name] = text
        below = units[index].strip(" （）()") if index < len(units) else ""
        unit = unit or (below if unit_factor(spec.kind, below) is not None else "")
        found.columns.append(Column(index, text, spec, unit or spec.unit))
        found.findings.add(_about_unit(spec, text, unit))
    for spec in field_specs():
        if spec.required and spec.name not in taken:
            found.findings.add(_missing(spec))
    if found.unknown:
        found.findings.add(_unknown(found.unknown))
    return found


def _about_unit(spec: FieldSpec, header: str, unit: str) -> Finding | None:
    if not spec.unit or unit == spec.unit:
        return None
    if unit:
        return Finding(
            code="figures.unit_converted",
            severity=Severity.INFO,
            message_zh=f"“{header}”的单位是{unit}，已按{unit}换算。",
            fix_zh=f"模板单位为{spec.unit}；数字若按{spec.unit}填写，请改表头单位后重新上传。",
            message_en=f"{spec.name} is in {unit} and was converted.",
            measured=unit,
            required=spec.unit,
        )
    return Finding(
        code="figures.unit_assumed",
        severity=Severity.WARNING,
        message_zh=f"“{header}”没有写单位，按{spec.unit}读取。",
        fix_zh=f"请在表头写明单位，如“{spec.header_zh}”。",
        message_en=f"{spec.name} has no unit; {spec.unit} was taken.",
        required=spec.unit,
    )


def _no_header() -> Finding:
    return Finding(
        code="figures.header_missing",
        severity=Severity.ERROR,
        message_zh="前 20 行没有找到表头。",
        fix_zh="请使用下载的模板，或确认表中有“统一社会信用代码”“实缴税收”等列名。",
        message_en="No header was found in the first 20 rows.",
    )


def _missing(spec: FieldSpec) -> Finding:
    return Finding(
        code="figures.column_missing",
        severity=Severity.ERROR,
        message_zh=f"缺少必填列“{spec.header_zh}”。",
        fix_zh="请按模板补上该列后重新上传。",
        message_en=f"The column {spec.name} is missing.",
    )


def _twice(spec: FieldSpec, first: str, second: str) -> Finding:
    return Finding(
        code="figures.column_twice",
        severity=Severity.ERROR,
        message_zh=f"“{first}”和“{second}”都是{spec.label_zh}，无法确定用哪一列。",
        fix_zh="请删去或改名其中一列后重新上传。",
        message_en=f"Two columns give {spec.name}.",
    )


def _unknown(names: Sequence[str]) -> Finding:
    shown = "、".join(f"“{name[:20]}”" for name in names[:8]) + ("等" if len(names) > 8 else "")
    return Finding(
        code="figures.columns_unknown",
        severity=Severity.INFO,
        message_zh=f"{len(names)} 列未识别，没有读取：{shown}。",
        fix_zh="需要的列请按模板列名填写。",
        message_en=f"{len(names)} columns were not read.",
    )
