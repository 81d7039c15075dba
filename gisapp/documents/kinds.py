"""Which kinds of documents there are, and what must be known before one can be issued (`kinds.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gisapp.auth.permissions import Permission
from gisapp.kernel.errors import NotFound
from gisapp.kernel.terms import LabelledEnum, register_terms

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"


class FieldType(LabelledEnum):
    """How a value is given and printed."""

    TEXT = "text", "文字", "Text"
    DAY = "day", "日期", "Day"
    YUAN = "yuan", "金额（元）", "Amount in yuan"
    AREA = "area", "面积（㎡）", "Area in m²"
    NUMBER = "number", "数字", "Number"
    SHARE = "share", "比例", "Share"
    LIST = "list", "多行", "Rows"
    PICTURE = "picture", "图片", "Picture"


register_terms("documents", FieldType)


@dataclass(frozen=True, slots=True)
class DocumentField:
    """One fact of a document: `name` in code, `label` as the placeholder in the template."""

    name: str
    label: str
    type: FieldType
    required: bool = False
    example: str = ""
    columns: tuple[DocumentField, ...] = ()

    @property
    def example_value(self) -> Any:
        """What a trial rendering shows here."""
        return self.example or f"〔{self.label}〕"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. `unconfirmed` names what the shipped wording rests on and nobody has confirmed."""

    kind: str
    title_zh: str
    title_en: str
    numbering: str
    subjects: tuple[str, ...]
    permission: Permission
    fields: tuple[DocumentField, ...]
    unconfirmed: tuple[str, ...] = ()

    def number(self, office: str, year: int, sequence: int, facts: Mapping[str, Any]) -> str:
        """Return the number of a document; where the register numbers the subject itself (公告编号, 合同编号, 补充协议编号), it is that one."""
        told = {field.name: facts.get(field.name) or "" for field in self.fields if field.type is FieldType.TEXT}
        return self.numbering.format(**told, office=office, year=year, sequence=sequence).strip()

    @property
    def is_numbered_here(self) -> bool:
        """Whether the number is given at issue; else the subject brings it."""
        return "{sequence}" in self.numbering

    @property
    def numbering_zh(self) -> str:
        """How its numbers look, with the labels of the facts that are part of them."""
        labels = {field.name: field.label for field in self.fields if field.type is FieldType.TEXT}
        return self.numbering.format(**labels, office="{office}", year="{year}", sequence="{sequence}")

    @property
    def shipped_template(self) -> Path:
        return TEMPLATES / f"{self.kind}.docx"


GIVEN: tuple[DocumentField, ...] = (
    DocumentField("title_zh", "文书名称", FieldType.TEXT, example="文书名称"),
    DocumentField("document_no", "文书编号", FieldType.TEXT),
    DocumentField("issued_on", "出具日期", FieldType.DAY),
    DocumentField("zone_name", "开发区名称", FieldType.TEXT),
    DocumentField("issuer_name", "出具单位", FieldType.TEXT, required=True),
    DocumentField("issuer_address", "单位地址", FieldType.TEXT),
    DocumentField("issuer_postcode", "单位邮编", FieldType.TEXT),
    DocumentField("issuer_phone", "单位电话", FieldType.TEXT),
    DocumentField("issuer_representative", "单位负责人", FieldType.TEXT),
    DocumentField("issuer_account_name", "收款账户名称", FieldType.TEXT),
    DocumentField("issuer_bank", "开户银行", FieldType.TEXT),
    DocumentField("issuer_bank_account", "收款账号", FieldType.TEXT),
)
"""What every document is given by the house itself."""


def _field(table: Mapping[str, Any]) -> DocumentField:
    return DocumentField(
        name=table["name"],
        label=table["label"],
        type=FieldType(table["type"]),
        required=table.get("required", False),
        example=table.get("example", ""),
        columns=tuple(_field(column) for column in table.get("columns", ())),
    )


@cache
def all_kinds() -> dict[str, Kind]:
    """Return every kind by its name, in the order in which an officer meets them."""
    tables = tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf-8"))
    blocks = {block["name"]: tuple(map(_field, block["fields"])) for block in tables["block"]}
    kinds: dict[str, Kind] = {}
    for table in tables["kind"]:
        own = tuple(map(_field, table["fields"]))
        shared = tuple(field for name in table.get("blocks", ()) for field in blocks[name])
        kinds[table["kind"]] = Kind(
            kind=table["kind"],
            title_zh=table["title_zh"],
            title_en=table["title_en"],
            numbering=table["numbering"],
            subjects=tuple(table["subjects"]),
            permission=Permission(table["permission"]),
            fields=_distinct((*own, *shared)),
            unconfirmed=tuple(table.get("unconfirmed", ())),
        )
    return kinds


def _distinct(fields: Iterable[DocumentField]) -> tuple[DocumentField, ...]:
    """Return the fields with the first of each name, so that a kind can say otherwise than a shared block."""
    found: dict[str, DocumentField] = {}
    for field in fields:
        found.setdefault(field.name, field)
    return tuple(found.values())


def find_kind(name: str) -> Kind:
    """Return the kind of this name (404 where there is none)."""
    kind = all_kinds().get(name)
    if kind is None:
        raise NotFound(
            "document.kind_unknown",
            f"没有“{name}”这种文书，请从文书列表中选择。",
            message_en=f"There is no kind of document named {name!r}.",
        )
    return kind


def kinds_of(subject: str) -> Iterator[Kind]:
    """Return the kinds that can be issued for such a subject."""
    return (kind for kind in all_kinds().values() if subject in kind.subjects)
