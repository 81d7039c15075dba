"""What the officer answered and what the intake still has to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gisapp.kernel.errors import Invalid
from gisapp.land.intake.datum_shift import BD09, GCJ02, DatumShift, parse_shift
from gisapp.land.intake.storable_text import storable

OUR_FIELDS = (
    "plot_no", "plot_name", "area", "land_use_code", "land_use_name", "holder", "parcel_no", "real_estate_unit_no",
    "supervision_no", "address", "document",
)  # fmt: skip
AS_WRITTEN = "as_written"
"""The answer that leaves a class of land use in the words of the file."""
TARGET_QUESTION = "land_use_targets."
"""Begins the code of a question after one class of land use; `scheme|code` follows."""
NOT_SHIFTED = "none"
"""The answer that degrees were measured and not taken from an internet map."""
AREA_UNITS = {"m2": "平方米", "ha": "公顷", "mu": "亩"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: its value, how it reads, and a hint such as where the plots would fall."""

    value: str
    label_zh: str
    hint_zh: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide. `code` is the key under which `answer` expects the reply."""

    code: str
    message_zh: str
    choices: tuple[Choice, ...] = ()
    suggestion: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the question as it is stored and sent: hints quote the file, whose texts the database may not hold."""
        choices = [{name: storable(text) for name, text in asdict(choice).items()} for choice in self.choices]
        return {**asdict(self), "message_zh": storable(self.message_zh), "choices": choices}


@dataclass(frozen=True, slots=True)
class Answers:
    """Replies given with the upload or afterwards; every one of them is stored with the survey."""

    crs: int | None = None
    zone: int | None = None
    encoding: str | None = None
    layer: str | None = None
    field_map: Mapping[str, str] = field(default_factory=dict)
    area_unit: str | None = None
    land_use_scheme: str | None = None
    land_use_targets: Mapping[str, str] = field(default_factory=dict)
    """Class of another scheme (`scheme|code`) → the national code that is meant in this file."""
    plot_no_prefix: str | None = None
    shift: str | None = None
    """Where degrees come from: measured, or gcj02 or bd09, which restores them unless `transformation` says how."""
    transformation: DatumShift | None = None
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Row number → column → value, from a findings workbook that came back."""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Answers:
        """Read answers from JSON; unknown keys and impossible values are refused with a sentence (400)."""
        unknown = set(raw) - set(cls.__dataclass_fields__)
        if unknown:
            raise Invalid("survey.answer_unknown", f"无法识别的选项：{'、'.join(sorted(map(str, unknown)))}。")
        given = {key: value for key, value in raw.items() if value not in (None, "", {})}
        if "crs" in given:
            given["crs"] = _epsg(given["crs"])
        if "zone" in given:
            given["zone"] = _zone(given["zone"])
        if "encoding" in given and _codec(str(given["encoding"])) is None:
            raise Invalid("survey.answer_encoding", "编码只能是 UTF-8、GB18030（GBK）、UTF-16 或 Big5。")
        if "encoding" in given:
            given["encoding"] = _codec(str(given["encoding"]))
        if given.get("area_unit") not in (None, *AREA_UNITS):
            raise Invalid("survey.answer_area_unit", "面积单位只能是 m2、ha 或 mu。")
        if given.get("shift") not in (None, NOT_SHIFTED, GCJ02, BD09):
            raise Invalid("survey.answer_shift", "坐标来源只能是 none（实测）、gcj02 或 bd09。")
        mapping = given.get("field_map", {})
        if not isinstance(mapping, Mapping) or not set(mapping) <= set(OUR_FIELDS):
            raise Invalid("survey.answer_field_map", f"字段对应只能使用：{'、'.join(OUR_FIELDS)}。")
        given["field_map"] = {str(key): str(value) for key, value in mapping.items() if value}
        if "land_use_targets" in given:
            given["land_use_targets"] = _land_use_targets(given["land_use_targets"])
        if "corrections" in given:
            given["corrections"] = _corrections(given["corrections"])
        if "transformation" in given:
            given["transformation"] = parse_shift(given["transformation"])
        for key in ("layer", "land_use_scheme", "plot_no_prefix"):
            if key in given:
                given[key] = str(given[key]).strip()
        return cls(**given)

    @property
    def restoring(self) -> DatumShift | None:
        """How the coordinates come to CGCS2000, where somebody said how."""
        return self.transformation or (DatumShift(self.shift) if self.shift in (GCJ02, BD09) else None)

    def as_dict(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value not in (None, {}, "")}

    def merged(self, later: Answers) -> Answers:
        """Return these answers with the later ones laid over them."""
        both = {**self.as_dict(), **later.as_dict()}
        both["corrections"] = {
            row: {**self.corrections.get(row, {}), **later.corrections.get(row, {})}
            for row in {**self.corrections, **later.corrections}
        }
        both["land_use_targets"] = {**self.land_use_targets, **later.land_use_targets}
        if later.crs is not None and later.zone is None:
            both.pop("zone", None)  # a named system settles the zone
        if later.zone is not None and later.crs is None:
            both.pop("crs", None)
        return Answers.parse(both)


def _corrections(given: Any) -> dict[str, dict[str, str]]:
    if not isinstance(given, Mapping) or not all(
        str(row).isdecimal() and isinstance(changes, Mapping) for row, changes in given.items()
    ):
        raise Invalid("survey.answer_corrections", "更正应按行号和列名给出，请使用系统下载的更正表。")
    return {str(row): {str(name): str(value) for name, value in changes.items()} for row, changes in given.items()}


def _land_use_targets(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all("|" in str(one) for one in given):
        raise Invalid("survey.answer_land_use_targets", "用地类型的对应应写成“分类标准|代码”和国家分类代码。")
    return {str(one): str(code).strip() for one, code in given.items()}


def _epsg(value: Any) -> int:
    text = str(value).strip().upper().removeprefix("EPSG:").strip()
    if not text.isdecimal() or not 1024 <= int(text) <= 32767:
        raise Invalid("survey.answer_crs", f"坐标系应写成 EPSG 代码，例如 EPSG:4526，收到的是“{str(value)[:40]}”。")
    return int(text)


def _zone(value: Any) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not (13 <= int(text) <= 23 or 25 <= int(text) <= 45):
        raise Invalid("survey.answer_zone", f"带号应为 3 度带 25–45 或 6 度带 13–23，收到的是“{text[:40]}”。")
    return int(text)


_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-8-sig": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "cp936": "gb18030",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16be": "utf-16-be", "utf-16-be": "utf-16-be", "big5": "big5",
}  # fmt: skip


def _codec(name: str) -> str | None:
    return _CODECS.get(name.strip().lower().replace("_", "-"))
