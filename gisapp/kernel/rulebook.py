"""The rulebook: dated numbers, each with its basis, that rules are fed with. A case is judged by the entry in force on its own day.

Changing the law is a new entry, never an edit: entries of one code follow each other and never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gisapp.kernel.dates import day_zh
from gisapp.kernel.errors import Conflict

_ARTICLE = re.compile(r"^(?P<document>.*?)\s*(?P<article>第[〇零一二三四五六七八九十百\d]+条.*)$")


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a number or a duty comes from: the document and its article."""

    document: str
    article: str = ""

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Read “闲置土地处置办法 第十二条” as document and article; a text without an article is all document."""
        found = _ARTICLE.match(text.strip())
        return cls(found["document"], found["article"]) if found else cls(text.strip())

    def __str__(self) -> str:
        return f"{self.document} {self.article}".strip()


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One number in force over [effective_from, effective_to); `confirmed` is false until an officer has confirmed it; `entry_id` = its row."""

    code: str
    value: Decimal
    unit: str
    effective_from: date
    basis: Basis
    effective_to: date | None = None
    confirmed: bool = False
    note: str = ""
    entry_id: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.effective_to is not None and self.effective_to <= self.effective_from:
            raise ValueError(f"{self.code}: an entry must be in force on one day at least")

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


class RulebookEntryMissing(Conflict):
    """No entry of this code is in force on the day."""

    def __init__(self, codes: Iterable[str], day: date) -> None:
        self.codes = tuple(codes)
        super().__init__(
            "rulebook.entry_missing",
            f"规则库在{day_zh(day)}没有生效的条目：{'、'.join(self.codes)}。请管理员补充后重试。",
            message_en=f"No rulebook entry in force on {day}: {', '.join(self.codes)}.",
        )


class RulebookEntriesOverlap(Conflict):
    """Two entries of one code are in force on the same day."""

    def __init__(self, code: str, day: date) -> None:
        super().__init__(
            "rulebook.entries_overlap",
            f"规则库条目 {code} 在{day_zh(day)}有两个值同时生效。请管理员为旧条目填写失效日期。",
            message_en=f"Two entries of {code} are in force on {day}.",
        )


@dataclass(frozen=True)
class Rulebook:
    """Entries by code, each code in order of time; overlaps are refused when it is built (RulebookEntriesOverlap)."""

    by_code: Mapping[str, tuple[RuleEntry, ...]] = field(default_factory=dict[str, tuple[RuleEntry, ...]])

    @classmethod
    def of(cls, entries: Iterable[RuleEntry]) -> Rulebook:
        grouped: dict[str, list[RuleEntry]] = {}
        for entry in entries:
            grouped.setdefault(entry.code, []).append(entry)
        for code, found in grouped.items():
            found.sort(key=lambda item: item.effective_from)
            for earlier, later in pairwise(found):
                if earlier.holds_on(later.effective_from):
                    raise RulebookEntriesOverlap(code, later.effective_from)
        return cls({code: tuple(found) for code, found in grouped.items()})

    @classmethod
    def from_tables(cls, tables: Iterable[Mapping[str, Any]]) -> Rulebook:
        """Build from `[[entry]]` tables as `rulebook.toml` has them (code, value, unit, effective_from, basis, confirmed, note)."""
        return cls.of(
            RuleEntry(
                code=table["code"],
                value=Decimal(str(table["value"])),
                unit=table["unit"],
                effective_from=table["effective_from"],
                basis=Basis.parse(table["basis"]),
                effective_to=table.get("effective_to"),
                confirmed=bool(table.get("confirmed", False)),
                note=table.get("note", ""),
            )
            for table in tables
        )

    def find(self, code: str, day: date) -> RuleEntry | None:
        """Return the entry in force on the day, None where there is none."""
        return next((item for item in self.by_code.get(code, ()) if item.holds_on(day)), None)

    def in_force(self, codes: Iterable[str], day: date) -> tuple[RuleEntry, ...]:
        """Return the entries in force on the day, in the order of the codes; codes without one are left out."""
        return tuple(found for code in codes if (found := self.find(code, day)) is not None)

    def entry(self, code: str, day: date) -> RuleEntry:
        """Return the entry in force on the day (RulebookEntryMissing, naming it, where there is none)."""
        found = self.find(code, day)
        if found is None:
            raise RulebookEntryMissing([code], day)
        return found

    def entries(self, codes: Iterable[str], day: date) -> dict[str, RuleEntry]:
        """Return the entries of several codes on a day; all that are missing are named at once."""
        wanted = list(codes)
        found = {code: self.find(code, day) for code in wanted}
        missing = [code for code, entry in found.items() if entry is None]
        if missing:
            raise RulebookEntryMissing(missing, day)
        return {code: entry for code, entry in found.items() if entry is not None}

    def value(self, code: str, day: date) -> Decimal:
        return self.entry(code, day).value

    def unconfirmed(self, codes: Iterable[str], day: date) -> tuple[RuleEntry, ...]:
        """Return those entries in force on the day that no officer has confirmed yet."""
        return tuple(entry for entry in self.entries(codes, day).values() if not entry.confirmed)
