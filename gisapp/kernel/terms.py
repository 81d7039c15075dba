"""Words of the trade: an enumeration whose members carry their Chinese and English labels, typed once."""

from __future__ import annotations

from enum import Enum
from typing import Self


class LabelledEnum(Enum):
    """`NAME = value, 中文, English`: the value goes into the database, the labels onto screens and exports."""

    label_zh: str
    label_en: str

    def __new__(cls, value: str, label_zh: str, label_en: str) -> Self:
        member = object.__new__(cls)
        member._value_ = value
        member.label_zh = label_zh
        member.label_en = label_en
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def values(cls) -> tuple[str, ...]:
        return tuple(str(member.value) for member in cls)

    @classmethod
    def labels(cls, lang: str = "zh") -> dict[str, str]:
        return {str(member.value): member.label_en if lang == "en" else member.label_zh for member in cls}


_REGISTRY: dict[str, type[LabelledEnum]] = {}


def register_terms(concept: str, *terms: type[LabelledEnum]) -> None:
    """Publish a concept's vocabulary under `concept.EnumName`, the name layer files and the browser use."""
    for enum in terms:
        key = f"{concept}.{enum.__name__}"
        if _REGISTRY.get(key, enum) is not enum:
            raise ValueError(f"terms {key} are registered twice")
        _REGISTRY[key] = enum


def terms_named(name: str) -> type[LabelledEnum]:
    """Return the vocabulary published as `concept.EnumName`; KeyError names what there is."""
    try:
        return _REGISTRY[name]
    except KeyError:
        raise KeyError(f"no terms named {name!r}; there are {', '.join(sorted(_REGISTRY))}") from None


def all_terms() -> dict[str, type[LabelledEnum]]:
    return dict(sorted(_REGISTRY.items()))
