"""From what the columns say to what the register stores: ㎡, codes with their scheme, trimmed text; what cannot be used is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gisapp.kernel.finding import Finding
from gisapp.kernel.identifiers import (
    check_parcel_no,
    check_real_estate_unit_no,
    check_supervision_no,
    normalise_identifier,
)
from gisapp.land.intake.answers import AREA_UNITS, Answers, Question
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.land_use import LandUse, LandUseClasses, settle_land_uses
from gisapp.land.intake.map_fields import FIELD_ZH, FieldMap
from gisapp.land.intake.source_layer import SourceLayer
from gisapp.land.intake.storable_text import storable

M2_PER = {"m2": 1.0, "ha": 10_000.0, "mu": 2000 / 3}
MOST_AREA_M2 = 1e11
_AREA = re.compile(
    r"^([0-9][0-9,]*\.?[0-9]*|\.[0-9]+)(?:e([+-]?[0-9]{1,3}))?(公顷|hm2|ha|亩|mu|平方米|平米|m2)?$", re.IGNORECASE
)
_SUFFIX = {"公顷": "ha", "hm2": "ha", "ha": "ha", "亩": "mu", "mu": "mu", "平方米": "m2", "平米": "m2", "m2": "m2"}
_TEXTS = ("plot_name", "holder", "address", "document")
_IDENTIFIERS: dict[str, Callable[[str], Finding | None]] = {
    "parcel_no": check_parcel_no, "real_estate_unit_no": check_real_estate_unit_no, "supervision_no": check_supervision_no,
}  # fmt: skip
NOTHING = {"", "null", "none", "<null>", "nan", "无", "/", "-", "—", "0.0.0"}
LONGEST_NOTHING = max(map(len, NOTHING))
LONGEST_PLOT_NO = 32
MOST_ALIKE = 20  # the same remark on more rows is said once for the file


@dataclass(slots=True)
class Values:
    """Row by row in our fields. `area_m2` is the declared area, `area_rounding_m2` half of its last digit; `land_use` (scheme, code) of the national scheme."""

    plot_no: list[str | None]
    texts: dict[str, list[str | None]]
    area_m2: list[float | None]
    area_rounding_m2: list[float]
    land_use: list[tuple[str, str] | None]
    area_unit: str | None = None
    questions: list[Question] = field(default_factory=list)


def normalise_values(
    layer: SourceLayer,
    mapping: FieldMap,
    answers: Answers,
    computed_m2: np.ndarray,
    land_uses: LandUseClasses,
    log: IssueLog,
) -> Values:
    """Return the values of all rows; `computed_m2` (NaN where unknown) decides an undeclared area unit by magnitude."""
    count = len(layer)
    rows = layer.rows.tolist()
    texts = {name: _texts(layer, mapping, name) for name in (*_TEXTS, *_IDENTIFIERS)}
    for name, check in _IDENTIFIERS.items():
        texts[name] = _identifiers(texts[name], name, check, rows, log)
    values = Values(
        _plot_numbers(layer, mapping, answers, rows, log), texts, [None] * count, [0.0] * count, [None] * count
    )
    _take_areas(values, layer, mapping, answers, computed_m2, rows, log)
    _take_land_uses(values, layer, mapping, answers, land_uses, rows, log)
    return values


def as_text(value: Any) -> str | None:
    """Return a cell as trimmed half-width text; 12.0 reads 12, and the words for nothing are None."""
    if type(value) is not str:
        if value is None or isinstance(value, (bool, dict, list)):
            return None
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        value = str(value)
    text = storable(value).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).strip()
    return None if len(text) <= LONGEST_NOTHING and text.lower() in NOTHING else text


def _texts(layer: SourceLayer, mapping: FieldMap, name: str) -> list[str | None]:
    found = mapping.fields.get(name)
    return [None] * len(layer) if found is None else [as_text(value) for value in layer.columns[found.column]]


def _identifiers(
    texts: list[str | None], name: str, check: Callable[[str], Finding | None], rows: list[int], log: IssueLog
) -> list[str | None]:
    """Keep well-formed numbers; one that does not follow its grammar is left out with a warning and does not stop the row."""
    kept: list[str | None] = []
    for row, text in zip(rows, texts, strict=True):
        number = normalise_identifier(text) if text else None
        finding = check(number) if number else None
        if finding is not None:
            stays = finding.severity != "error"
            tail = "" if stays else "该值未采用。"
            log.warning(
                finding.code,
                f"第 {row} 行：{finding.message_zh}{tail}",
                finding.fix_zh,
                row=row,
                field=name,
                value=text,
            )
            number = number if stays else None
        kept.append(number)
    return kept


def _plot_numbers(
    layer: SourceLayer, mapping: FieldMap, answers: Answers, rows: list[int], log: IssueLog
) -> list[str | None]:
    """Return plot numbers; missing ones are numbered after the prefix, if one was given, else refused; doubles are refused."""
    numbers: list[str | None] = _texts(layer, mapping, "plot_no")
    if answers.plot_no_prefix:
        taken = {number for number in numbers if number}
        free = (f"{answers.plot_no_prefix}{serial:03d}" for serial in range(1, 10 * len(numbers) + 1000))
        numbers = [number or next(one for one in free if one not in taken) for number in numbers]
    seen: dict[str, list[int]] = {}
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        if number is None:
            log.error(
                "plot_no.missing",
                f"第 {row} 行：没有地块编号。",
                "请补填编号，或在选项中给出编号前缀由系统顺序编号。",
                row=row,
                field="plot_no",
            )
        elif re.search(r"\s", number) or len(number) > LONGEST_PLOT_NO:
            log.error(
                "plot_no.malformed",
                f"第 {row} 行：地块编号“{number[:40]}”含有空格或超过 {LONGEST_PLOT_NO} 个字符。",
                "请修改编号后重新上传。",
                row=row,
                field="plot_no",
                value=number,
            )
            numbers[at] = None
        else:
            seen.setdefault(number, []).append(row)
    for number, doubles in seen.items():
        if len(doubles) > 1:
            listed = "、".join(str(row) for row in doubles[:6]) + ("等" if len(doubles) > 6 else "")
            for row in doubles:
                log.error(
                    "plot_no.double",
                    f"第 {listed} 行地块编号都是“{number}”。",
                    "一个编号只能用于一个地块；多部分组成的地块请合并为一个要素。",
                    row=row,
                    field="plot_no",
                    value=number,
                )
    return numbers


def _take_areas(
    values: Values,
    layer: SourceLayer,
    mapping: FieldMap,
    answers: Answers,
    computed_m2: np.ndarray,
    rows: list[int],
    log: IssueLog,
) -> None:
    """Read declared areas in 亩, 公顷 or ㎡: the cell's own unit, the officer's, the column's, else what fits the ground."""
    found = mapping.fields.get("area")
    if found is None:
        return
    numbers: list[tuple[float, str | None, float] | None] = []
    for row, cell in zip(rows, layer.columns[found.column], strict=True):
        numbers.append(_parse_area(cell))
        if numbers[-1] is None and as_text(cell) not in (None, "0"):
            log.warning(
                "area.unreadable",
                f"第 {row} 行：面积“{str(cell)[:30]}”无法读取，未采用。",
                "面积应为数字，可带单位（平方米、公顷、亩）。",
                row=row,
                field="area",
                value=cell,
            )
    unit = _area_unit(numbers, layer, found.unit, answers, computed_m2, found.column, log)
    values.area_unit = unit
    for at, number in enumerate(numbers):
        if number is None:
            continue
        own = number[1] or unit
        if own is not None and number[0] * M2_PER[own] < MOST_AREA_M2:
            values.area_m2[at] = round(number[0] * M2_PER[own], 2) or None
            values.area_rounding_m2[at] = number[2] * M2_PER[own]


def _parse_area(cell: Any) -> tuple[float, str | None, float] | None:
    """Return (number, unit or None, half of the last digit written); None when it is no area."""
    text = as_text(cell)
    if text is None:
        return None
    match = _AREA.match(re.sub(r"\s+", "", text))
    if match is None or float(match.group(1).replace(",", "")) <= 0:
        return None
    digits, power = match.group(1).replace(",", ""), int(match.group(2) or 0)
    decimals = (len(digits.split(".")[1]) if "." in digits else 0) - power
    return (
        float(f"{digits}e{power}"),
        _SUFFIX.get((match.group(3) or "").lower()),
        float(f"0.5e{-decimals}") if isinstance(cell, str) else 0.0,
    )


def _area_unit(
    numbers: list[tuple[float, str | None, float] | None],
    layer: SourceLayer,
    named: str | None,
    answers: Answers,
    computed_m2: np.ndarray,
    column: str,
    log: IssueLog,
) -> str | None:
    bare = np.array([number[0] if number is not None and number[1] is None else np.nan for number in numbers])
    if answers.area_unit is not None or np.isnan(bare).all():
        return answers.area_unit
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = bare / computed_m2
    ratios = ratios[np.isfinite(ratios) & (ratios > 0)]
    usual = named or ("ha" if layer.kind == "boundary_txt" else None)
    if not len(ratios):
        return usual
    ratio = float(np.median(ratios))
    fits = next((unit for unit, factor in M2_PER.items() if 0.8 < ratio * factor < 1.25), None)
    if fits is not None and fits != usual:
        log.info(
            "area.unit_by_size",
            f"面积列“{column}”按数值大小判定为{AREA_UNITS[fits]}。",
            "如不正确请选择面积单位。",
            field="area",
            value=fits,
        )
    if fits is None and usual is None:
        log.warning(
            "area.unit_unknown",
            f"面积列“{column}”的单位无法判定，申报面积未采用。",
            "请选择面积单位后重新检查。",
            field="area",
        )
    return fits or usual


def _take_land_uses(
    values: Values,
    layer: SourceLayer,
    mapping: FieldMap,
    answers: Answers,
    classes: LandUseClasses,
    rows: list[int],
    log: IssueLog,
) -> None:
    """Settle the class of each row; what could not be taken as written is said once per way of writing it."""
    codes, names = _texts(layer, mapping, "land_use_code"), _texts(layer, mapping, "land_use_name")
    column = mapping.fields.get("land_use_code")
    written = list(zip(codes, names, strict=True))
    settled = settle_land_uses(dict.fromkeys(written), column.scheme if column else None, answers, classes)
    values.questions = settled.questions
    values.land_use = [settled.uses[pair].national for pair in written]
    values.texts["land_use_words"] = [settled.uses[pair].words for pair in written]
    said: dict[LandUse, list[int]] = {}
    for row, pair in zip(rows, written, strict=True):
        if settled.uses[pair].problem:
            said.setdefault(settled.uses[pair], []).append(row)
    for use, where in said.items():
        _say_land_use(use, where, classes, log)


def _say_land_use(use: LandUse, where: list[int], classes: LandUseClasses, log: IssueLog) -> None:
    message, fix = _LAND_USE_ZH[use.problem]
    message = message.format(use.words, classes.label(use.national) if use.national else "")
    say = log.info if use.problem == "translated" else log.warning
    for row in where if len(where) <= MOST_ALIKE and use.problem != "translated" else [None]:
        place = f"第 {row} 行：" if row is not None else f"第 {where[0]} 行等 {len(where)} 行："
        say(f"land_use.{use.problem}", place + message, fix, row=row, field="land_use_code", value=use.words)


_LAND_USE_ZH = {
    "ambiguous": (
        "用地代码“{0}”在不同分类标准中含义不同，只保留原文。",
        "请选择用地分类标准，或在入库后填写用地代码。",
    ),
    "contradicts": (
        "用地代码与用途名称“{0}”不一致，只保留原文。",
        "请选择用地分类标准，或在入库后填写用地代码。",
    ),
    "unknown": (
        "用地“{0}”不在已有的分类标准内，只保留原文。",
        "请选择用地分类标准，或在入库后填写用地代码。",
    ),
    "no_counterpart": ("“{0}”在国家用地用海分类中没有确定的对应，只保留原文。", "请在入库后填写用地代码。"),
    "translated": ("“{0}”按对照表转换为“{1}”，原文保留。", ""),
}


def describe_columns(mapping: FieldMap) -> str:
    """Return the mapping as one sentence for the record."""
    return "；".join(f"{FIELD_ZH[ours]}←{one.column}" for ours, one in mapping.fields.items())
