"""Words of the trade: an enumeration whose members carry their Chinese and English labels, typed once."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self


class LabelledEnum(StrEnum):
    """`NAME = value, 中文, English`: a member is its value (in the database and on the wire); labels go onto screens and exports.

    A model that names the vocabulary as the type of a field admits its values only, and the contract tells them with their labels.
    """

    label_zh: str
    label_en: str

    def __new__(cls, value: str, label_zh: str, label_en: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label_zh = label_zh
        member.label_en = label_en
        return member

    @classmethod
    def values(cls) -> tuple[str, ...]:
        return tuple(str(member.value) for member in cls)

    @classmethod
    def labels(cls, lang: str = "zh") -> dict[str, str]:
        return {str(member.value): member.label_en if lang == "en" else member.label_zh for member in cls}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The values as JSON Schema, their labels as description for readers and as `x-labels` for programs."""
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        words = "; ".join(f"`{member.value}` {member.label_zh} {member.label_en}" for member in cls)
        text = cls.__dict__.get("__doc__")
        schema["description"] = f"{text.rstrip('.')}: {words}" if text else words
        schema["x-labels"] = {str(member.value): {"zh": member.label_zh, "en": member.label_en} for member in cls}
        return reference


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
