"""What a list is narrowed by: one model that comes in as the parameters of an address and goes on to the statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

T = TypeVar("T")
_LONGEST = 400
"""Characters of a list of values in an address."""


def _split(given: str | Iterable[object] | None) -> tuple[str, ...]:
    """Return the values of `a,b` or of several such texts; empty parts are left out."""
    texts = [str(text) for text in ((given,) if isinstance(given, str) else given or ())]
    if sum(map(len, texts)) > _LONGEST:
        raise PydanticKnownError("string_too_long", {"max_length": _LONGEST})
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


Listed = Annotated[tuple[T, ...], BeforeValidator(_split), WithJsonSchema({"type": "string", "maxLength": _LONGEST})]
"""Values separated by commas; none of them = no limit."""


def listed(parameter: str | None = None, description: str = "") -> Any:
    """Declare a field of type `Listed`, empty by default, that the address calls `parameter`."""
    text = f"{description}; several are separated by commas" if description else "several are separated by commas"
    return Field(default_factory=tuple[Any, ...], validation_alias=parameter, description=text)


Words = Annotated[str, Field(max_length=100)]
"""A part of a text that is looked for."""


class Filter(BaseModel):
    """Fields have the names that statements use; where the address says another word, that is the field's validation alias."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    def bound(self) -> dict[str, Any]:
        """Return the fields as parameters of a statement: several values as an array, none of them as null."""
        return {
            name: (list(cast("tuple[Any, ...]", value)) or None) if isinstance(value, tuple) else value
            for name, value in self
        }


_NARROW = {0xFF00 + n: 0x20 + n for n in range(1, 0x5F) if chr(0x20 + n).isalnum() or chr(0x20 + n) in "-./"} | {
    0x3000: 0x20
}


def narrow(words: str) -> str:
    """Return words with full-width letters, digits, `-`, `.`, `/` and blanks as registers write them: narrow; brackets stay, names have them."""
    return words.translate(_NARROW).strip()


def like(words: str | None) -> str | None:
    """Return the pattern of SQL's `like` that finds these words anywhere; None where there are none."""
    text = narrow(words or "").replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{text}%" if text else None
