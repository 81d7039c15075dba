"""What a statement rests on: a reference that can be opened, with its hash where it is a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: a document number or a file's id, its title, its own date, and the SHA-256 of a file.

    A blank reference is no evidence and is refused (ValueError): nothing may be proved by an empty box.
    """

    reference: str
    title: str = ""
    dated: date | None = None
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.reference.strip():
            raise ValueError("evidence needs a reference")

    @property
    def label_zh(self) -> str:
        return f"{self.title}（{self.reference}）" if self.title else self.reference


def cite(evidence: tuple[Evidence, ...]) -> str:
    """Return the references in one line for a sentence; empty where there is none."""
    return "、".join(item.label_zh for item in evidence)
