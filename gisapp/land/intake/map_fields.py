"""Which column means what: by the officer's word, by known names, by names cut off at ten bytes; the rest is kept and said."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gisapp.land.intake.answers import Answers, Choice, Question
from gisapp.land.intake.issue_log import IssueLog
from gisapp.land.intake.recalled import Recalled
from gisapp.land.intake.source_layer import SourceLayer

_NOISE = re.compile(r"[\s_\-—:：/\\.()（）\[\]【】<>《》]+")
_UNIT = (
    ("ha", re.compile(r"公顷|hm2|hm²|(?<![a-z])ha(?![a-z])|hectare", re.IGNORECASE)),
    ("mu", re.compile(r"亩|(?<![a-z])mu(?![a-z])", re.IGNORECASE)),
    ("m2", re.compile(r"平方米|平米|㎡|m²|(?<![a-z])m2(?![a-z])|sqm", re.IGNORECASE)),
)
DBF_NAME_BYTES = 9


@dataclass(frozen=True, slots=True)
class MappedField:
    """One of our fields, the column it comes from, and how that was found: answer, remembered, alias or prefix."""

    column: str
    how: str
    unit: str | None = None
    scheme: str | None = None


@dataclass(slots=True)
class FieldMap:
    """Our field → column; columns that mean nothing to us are listed, not lost."""

    fields: dict[str, MappedField] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "fields": {
                name: {"column": one.column, "how": one.how, "unit": one.unit} for name, one in self.fields.items()
            },
            "unused": self.unused,
        }


def map_fields(layer: SourceLayer, answers: Answers, log: IssueLog, recalled: Recalled | None = None) -> FieldMap:
    """Map the columns of a layer: as answered, as read the last time, by known names; answers naming a column that is not there are reported."""
    aliases, ignored, computed, schemes = _known_names()
    columns = {name: _key(name) for name in layer.columns}
    mapping = FieldMap()
    taken: set[str] = set()
    for ours, column in answers.field_map.items():
        if column not in columns:
            log.error(
                "field.column_missing",
                f"没有名为“{column}”的列。",
                f"可选的列：{'、'.join(columns) or '无'}。",
                field=ours,
                value=column,
            )
            continue
        mapping.fields[ours] = _mapped(column, "answer", schemes)
        taken.add(column)
    if recalled is not None:
        _map_recalled(recalled, columns, schemes, mapping, taken, log)
    for ours, names in aliases.items():
        if ours in mapping.fields:
            continue
        fitting = [column for name in names for column, key in columns.items() if key == name and column not in taken]
        found = _exact_area(fitting, columns, computed, schemes) if ours == "area" else next(iter(fitting), None)
        if found is not None:
            mapping.fields[ours] = _mapped(found, "alias", schemes)
            taken.add(found)
    if layer.kind == "shapefile":
        _map_cut_names(columns, aliases, schemes, mapping, taken, log)
    mapping.unused = [column for column in columns if column not in taken and columns[column] not in ignored]
    return mapping


def _exact_area(
    fitting: list[str], columns: dict[str, str], computed: frozenset[str], schemes: Mapping[str, str]
) -> str | None:
    """Return the column of the declared area. ㎡ wins over 亩 and 公顷, which beside it are the same area rounded.

    Beside an area that a program has computed (平面面积) a column in 亩 or 公顷 without one in ㎡ is that area rounded: nothing declared.
    """
    units = {column: _mapped(column, "alias", schemes).unit for column in fitting}
    in_m2 = next((column for column in fitting if units[column] == "m2"), None)
    if in_m2 is not None:
        return in_m2
    if computed.isdisjoint(columns.values()):
        return next(iter(fitting), None)
    return next((column for column in fitting if units[column] is None), None)


def _map_recalled(
    recalled: Recalled,
    columns: dict[str, str],
    schemes: Mapping[str, str],
    mapping: FieldMap,
    taken: set[str],
    log: IssueLog,
) -> None:
    """Read the columns as the last delivery of the same source was read, and say so."""
    used = []
    for ours, column in recalled.field_map.items():
        if ours not in mapping.fields and column in columns and column not in taken:
            mapping.fields[ours] = _mapped(column, "remembered", schemes)
            taken.add(column)
            used.append(f"{FIELD_ZH.get(ours, ours)}＝{column}")
    if used:
        log.info(
            "field.remembered",
            f"字段对应沿用{recalled.from_zh}的选择：{'、'.join(used)}。",
            "如本次不同，请修改字段对应。",
        )


def _map_cut_names(
    columns: dict[str, str],
    aliases: dict[str, list[str]],
    schemes: Mapping[str, str],
    mapping: FieldMap,
    taken: set[str],
    log: IssueLog,
) -> None:
    """Recognise names that a shapefile has cut off: ten bytes are three Chinese characters in UTF-8, five in GBK."""
    for column, key in columns.items():
        if (
            column in taken
            or key.isascii()
            or max(len(column.encode()), len(column.encode("gb18030", "replace"))) < DBF_NAME_BYTES
        ):
            continue
        fits = {
            ours
            for ours, names in aliases.items()
            if ours not in mapping.fields and any(name.startswith(key) for name in names)
        }
        if len(fits) == 1:
            ours = fits.pop()
            mapping.fields[ours] = _mapped(column, "prefix", schemes)
            taken.add(column)
            log.warning(
                "field.name_cut",
                f"列名“{column}”可能被截断，已对应为“{FIELD_ZH[ours]}”。",
                "如不正确请修改字段对应。",
                field=column,
            )


def ask_plot_no(layer: SourceLayer) -> Question:
    """Ask which column holds the plot number, suggesting one whose values are all there and all different."""
    choices, suggestion = [], None
    for column, values in layer.columns.items():
        texts = ["" if value is None else str(value).strip() for value in values]
        shown = "、".join(text for text in texts[:3] if text)
        choices.append(Choice(column, column, shown[:60]))
        fits = (
            all(texts)
            and len(set(texts)) == len(texts)
            and all(len(text) <= 32 and not re.search(r"\s", text) for text in texts)
        )
        if suggestion is None and fits and not all(isinstance(value, float) for value in values):
            suggestion = column
    return Question(
        "field_map",
        "没有识别到地块编号列。请指定哪一列是地块编号，或给出编号前缀由系统顺序编号。",
        tuple(choices),
        suggestion,
    )


FIELD_ZH = {
    "plot_no": "地块编号", "plot_name": "地块名称", "area": "面积", "land_use_code": "用地代码", "land_use_name": "用途", "holder": "权利人",
    "parcel_no": "宗地代码", "real_estate_unit_no": "不动产单元号", "supervision_no": "电子监管号", "address": "坐落", "document": "批文号",
}  # fmt: skip
FILE_PART_ZH = {
    "geometry": "图形", "encoding": "文字编码", "crs": "坐标系声明", "properties": "属性", ".dbf": "属性表（.dbf）", ".shx": "索引（.shx）",
}  # fmt: skip
"""What an issue may be about besides our fields: parts of a file. Columns go by the file's own words."""


def field_zh(name: str | None, columns: Mapping[str, str] | None = None) -> str | None:
    """Return what an issue is about in words; where the file calls our field otherwise, `columns` (ours → the file's) says how."""
    if name is None:
        return None
    word = FIELD_ZH.get(name) or FILE_PART_ZH.get(name) or name
    column = (columns or {}).get(name)
    return word if column is None or column == word else f"{word}（列“{column}”）"


def _mapped(column: str, how: str, schemes: Mapping[str, str]) -> MappedField:
    unit = next(
        (unit for unit, pattern in _UNIT if pattern.search(unicodedata.normalize("NFKC", column).replace("_", " "))),
        None,
    )
    return MappedField(column, how, unit, schemes.get(_key(column)))


def _key(name: str) -> str:
    """Reduce a column name to what is compared: no case, blanks, signs or units."""
    plain = unicodedata.normalize("NFKC", name).replace("_", " ")
    for _, pattern in _UNIT:
        stripped = pattern.sub(" ", plain)
        if stripped.strip():
            plain = stripped
    return _NOISE.sub("", plain).upper()


@cache
def _known_names() -> tuple[dict[str, list[str]], frozenset[str], frozenset[str], dict[str, str]]:
    """Return our fields with their names, the names that are never read, those of computed areas, and the schemes."""
    known = tomllib.loads(Path(__file__).with_name("field_aliases.toml").read_text(encoding="utf-8"))
    ignored = frozenset(_key(name) for name in known.pop("ignored")["names"])
    computed = frozenset(_key(name) for name in known.pop("computed")["names"])
    schemes = {_key(name): scheme for name, scheme in known.pop("schemes").items()}
    return {ours: [_key(name) for name in names] for ours, names in known.items()}, ignored, computed, schemes
