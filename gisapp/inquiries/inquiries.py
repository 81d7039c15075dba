"""Inquiries as they stand on a day: the list behind every count, the sheet of one, where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.audit.tags import EventTag, labelled
from gisapp.auth.permissions import Permission
from gisapp.auth.principal import Principal
from gisapp.auth.scope import visible_parks
from gisapp.db.sql_file import load
from gisapp.inquiries.lifecycle import open_steps
from gisapp.inquiries.rules.chain_place import chain_place
from gisapp.inquiries.rules.retention import kept_until
from gisapp.inquiries.terms import ChainPlace, InquiryState, SourceRegion
from gisapp.kernel.errors import NotFound
from gisapp.kernel.filter import Filter, Listed, Words, listed


class InquiryFilter(Filter):
    """Which inquiries are asked for; empty = all. `link` asks for what they led to."""

    states: Listed[InquiryState] = listed("state")
    parks: Listed[str] = listed("park", "park codes, - = no park")
    owner: Words | None = Field(default=None, description="the officer who has it, - = nobody")
    regions: Listed[SourceRegion] = listed("region")
    industries: Listed[str] = listed("industry", "divisions of GB/T 4754, - = none told")
    chain_places: Listed[ChainPlace] = listed("chain")
    overdue: bool = False
    link: Literal["lead", "project"] | None = Field(default=None, description="only what became one")
    q: Words = Field(default="", description="part of receipt, plot, project or officer")


def read_inquiries(session: Session, principal: Principal, as_of: date) -> list[dict[str, Any]]:
    """Return every inquiry of the caller's parks on a day, overdue ones first; the asker is masked."""
    rows = session.execute(
        load("inquiries/inquiries"), {"as_of": as_of, "inquiry_id": None, **visible_parks(principal)}
    ).mappings()
    return _placed(session, [dict(row) for row in rows], as_of)


def list_inquiries(session: Session, principal: Principal, as_of: date, wanted: InquiryFilter) -> dict[str, Any]:
    """Return the inquiries that pass the filter with their counts, and whom and what one may choose."""
    every = read_inquiries(session, principal, as_of)
    rows = [row for row in every if _passes(row, wanted)]
    return {
        "items": rows,
        "total": len(rows),
        "overdue": sum(row["is_overdue"] for row in rows),
        "by_state": _count((row["state"] for row in rows), InquiryState.values()),
        "owners": sorted({row["owner_name"] for row in every if row["owner_name"]}),
        "industries": sorted(
            {
                (row["industry_code"], row["industry_name_zh"], row["industry_name_en"])
                for row in every
                if row["industry_code"]
            }
        ),
    }


def count_sources(session: Session, principal: Principal, as_of: date, wanted: InquiryFilter) -> dict[str, Any]:
    """Return how many inquiries, leads and projects came from where, in which industry and place of the chain: each count is its list."""
    rows = [row for row in read_inquiries(session, principal, as_of) if _passes(row, wanted)]
    names = {row["industry_code"]: (row["industry_name_zh"], row["industry_name_en"]) for row in rows}
    regions, places = SourceRegion.labels(), ChainPlace.labels()
    regions_en, places_en = SourceRegion.labels("en"), ChainPlace.labels("en")
    gaps = _gaps(session, as_of)
    asked = Counter(row["industry_code"] for row in rows)
    return {
        "total": len(rows),
        "leads": sum(row["lead_on"] is not None for row in rows),
        "projects": sum(row["project_on"] is not None for row in rows),
        "by_region": _grouped(rows, "source_region", lambda key: (regions.get(key, key), regions_en.get(key, key))),
        "by_industry": _grouped(
            rows, "industry_code", lambda key: names[key] if key else ("未填产业", "No industry given"), empty="-"
        ),
        "by_chain_place": _grouped(rows, "chain_place", lambda key: (places[key], places_en[key])),
        "gaps": [{**gap, "inquiries": asked[gap["code"]]} for gap in gaps],
    }


def locate_inquiry(session: Session, principal: Principal, inquiry_id: int, as_of: date) -> dict[str, Any]:
    """Return one inquiry on a day, the asker masked (404 outside the caller's parks)."""
    rows = session.execute(
        load("inquiries/inquiries"), {"as_of": as_of, "inquiry_id": inquiry_id, **visible_parks(principal)}
    ).mappings()
    found = _placed(session, [dict(row) for row in rows], as_of)
    if not found:
        raise NotFound(
            "inquiry.not_found",
            "没有这份咨询，或您没有查看权限。请核对编号和日期。",
            message_en="No such inquiry, or not for you.",
        )
    return found[0]


def read_sheet(session: Session, principal: Principal, inquiry_id: int, as_of: date) -> dict[str, Any]:
    """Return all there is of one inquiry on a day: steps with their words, what is open now, who looked at the personal data."""
    row = locate_inquiry(session, principal, inquiry_id, as_of)
    steps = session.execute(load("inquiries/steps"), {"inquiry_id": inquiry_id, "as_of": as_of}).mappings()
    tags = [str(EventTag.INQUIRY_PERSON_READ), str(EventTag.INQUIRY_ERASE)]
    reads = session.execute(load("inquiries/person_reads"), {"inquiry_id": inquiry_id, "tags": tags}).mappings()
    return {
        **row,
        "steps": [dict(step) for step in steps],
        "open_steps": [step for step in open_steps(row["state"]) if _is_open(step, row, principal)],
        "kept_until": None if row["is_erased"] else kept_until(row["touched_on"], row["keep_days"]),
        "person_reads": [labelled(dict(read)) for read in reads],
        "may_read_person": principal.may(Permission.INQUIRY_PERSON_READ) and not row["is_erased"],
    }


def list_officers(session: Session, park_id: int | None) -> list[dict[str, Any]]:
    """Return whom an inquiry of a park can be given to."""
    return [dict(row) for row in session.execute(load("inquiries/officers"), {"park_id": park_id}).mappings()]


def _is_open(step: str, row: Mapping[str, Any], principal: Principal) -> bool:
    """Say whether the desk offers a step: what the asker and the nightly job do is not offered, nor what would be refused anyway."""
    if step in ("receive", "follow_up", "withdraw", "erase") or not principal.may(Permission.INQUIRY_HANDLE):
        return False
    if step == "lead":
        return row["project_id"] is None and not row["is_erased"]
    if step == "project":
        return row["project_id"] is not None and row["project_on"] is None
    return not (row["is_erased"] and step in ("take", "answer", "reopen"))


def _placed(session: Session, rows: list[dict[str, Any]], as_of: date) -> list[dict[str, Any]]:
    clusters = {row.code: row.cluster for row in session.execute(text("select code, cluster from industry"))}
    present = _present(session, as_of)
    return [
        {
            **row,
            "chain_place": str(chain_place(row["industry_code"], clusters, present)),
            "days_left": _days_left(row, as_of),
        }
        for row in rows
    ]


def _days_left(row: Mapping[str, Any], as_of: date) -> int | None:
    """Return calendar days until the answer is due; None once it is given or nobody waits for one."""
    if row["state"] not in ("open", "taken") or row["is_answered"]:
        return None
    return (row["answer_due_on"] - as_of).days


def _present(session: Session, as_of: date) -> frozenset[str]:
    return frozenset(session.execute(text("select industries_present(:as_of)"), {"as_of": as_of}).scalars())


def _gaps(session: Session, as_of: date) -> list[dict[str, Any]]:
    """Return the divisions of the clusters in which nobody holds land yet."""
    rows = session.execute(
        text(
            "select code, name_zh, name_en, cluster from industry where cluster <> '' and not code in (select industries_present(:as_of)) order by cluster, code"
        ),
        {"as_of": as_of},
    ).mappings()
    return [dict(row) for row in rows]


def _grouped(rows: Sequence[Mapping[str, Any]], name: str, words: Any, *, empty: str = "") -> list[dict[str, Any]]:
    """Return one line per value with its counts, the most frequent first; `empty` is how the list's filter spells "none"."""
    found: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    lines = []
    for key, members in found.items():
        zh, en = words(key)
        lines.append(
            {
                "value": key or empty,
                "label_zh": zh,
                "label_en": en or zh,
                "inquiries": len(members),
                "leads": sum(row["lead_on"] is not None for row in members),
                "projects": sum(row["project_on"] is not None for row in members),
            }
        )
    return sorted(lines, key=lambda line: (-line["inquiries"], line["value"]))


def _passes(row: Mapping[str, Any], wanted: InquiryFilter) -> bool:
    words = wanted.q.strip().lower()
    # never the asker: whoever may not see her could find her out by asking
    searched = (row["receipt_no"], row["plot_no"], row["project_no"], row["project_name_zh"], row["owner_name"])
    return (
        (not wanted.states or row["state"] in wanted.states)
        and (not wanted.parks or (row["park_code"] or "-") in wanted.parks)
        and (not wanted.owner or (row["owner_name"] or "-") == wanted.owner)
        and (not wanted.regions or row["source_region"] in wanted.regions)
        and (not wanted.industries or (row["industry_code"] or "-") in wanted.industries)
        and (not wanted.chain_places or row["chain_place"] in wanted.chain_places)
        and (not wanted.overdue or row["is_overdue"])
        and (wanted.link is None or row["project_on" if wanted.link == "project" else "lead_on"] is not None)
        and (not words or any(words in part.lower() for part in searched if part))
    )


def _count(values: Iterable[str], names: Sequence[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in names}
