"""Where a document's facts come from: each concept registers, for a kind and a subject, the function that gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.documents.kinds import all_kinds
from gisapp.kernel.errors import NotFound
from gisapp.kernel.finding import Findings
from gisapp.kernel.rulebook import RuleEntry


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts of one document before it is issued: `context` by the names of kinds.toml, None = not known.

    `entries` are the rulebook entries that the text rests on; `findings` are reasons beyond missing fields (errors refuse the issue).
    """

    zone_id: int
    park_id: int | None
    plot_id: int | None
    context: Mapping[str, Any]
    entries: tuple[RuleEntry, ...] = ()
    findings: Findings = field(default_factory=Findings)


Gather = Callable[[Session, Principal, int, date], Draft]

Hold = Callable[[Session, int], str]
"""Keeps the facts of a subject as they are until the transaction ends, and returns their SHA-256."""

_SOURCES: dict[tuple[str, str], Gather] = {}
_HOLDS: dict[str, Hold] = {}


def source(kind: str, *, subject: str) -> Callable[[Gather], Gather]:
    """Register how the facts of this kind are gathered for such a subject."""
    if subject not in all_kinds()[kind].subjects:
        raise ValueError(f"{kind} is not issued for {subject}: name it in kinds.toml")

    def register(gather: Gather) -> Gather:
        if _SOURCES.get((subject, kind), gather) is not gather:
            raise ValueError(f"{kind} for {subject} has two sources")
        _SOURCES[subject, kind] = gather
        return gather

    return register


def holds_subject(subject: str) -> Callable[[Hold], Hold]:
    """Register what keeps the facts of such a subject as they are from the moment they are gathered until the document is issued."""

    def register(hold: Hold) -> Hold:
        _HOLDS[subject] = hold
        return hold

    return register


def hold_subject(session: Session, subject: str, subject_id: int) -> None:
    """Keep what a document of this subject says from changing until the transaction ends, where that concept asks for it."""
    if subject in _HOLDS:
        _HOLDS[subject](session, subject_id)


def kinds_with_source(subject: str) -> Iterable[str]:
    """Return the kinds that can be drawn up for such a subject, in the order of kinds.toml."""
    return [kind for kind in all_kinds() if (subject, kind) in _SOURCES]


def draft_of(session: Session, principal: Principal, kind: str, subject: str, subject_id: int, as_of: date) -> Draft:
    """Return the facts of a document (404 where this kind is not drawn up for such a subject, or the subject is out of sight)."""
    gather = _SOURCES.get((subject, kind))
    if gather is None:
        raise NotFound(
            "document.no_source",
            "该事项不出具这种文书，请从列表中选择。",
            message_en=f"{kind} is not issued for {subject}.",
        )
    return gather(session, principal, subject_id, as_of)
