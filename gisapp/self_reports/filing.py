"""The enterprise opens its link, sees what it is asked and what it promised, and reports. No account: whoever holds the link is the enterprise.

The link opens one report of one contract; nothing of other plots, of officers or of anybody's account goes through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.auth.principal import ANYONE, Principal, system_principal
from gisapp.auth.service_keys import is_link_key, read_service_key
from gisapp.commitments.commitments import CommitmentFilter, list_commitments
from gisapp.evidence.file_kind import recognise_file
from gisapp.evidence.vault import FileDraft, keep_file
from gisapp.kernel.errors import Invalid, NotFound
from gisapp.land.terms import DevelopmentState
from gisapp.preparation.indicator_terms import Direction, Indicator
from gisapp.preparation.rules.indicator_values import promised_en
from gisapp.preparation.standard_terms import CommitmentState, Obligor
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.self_reports import store
from gisapp.self_reports.reports import figure_words, find_report
from gisapp.self_reports.rules.filing import Asked, FilingLimits, Photo, Told, assess_filing
from gisapp.self_reports.terms import ReportPart, ReportState, ReportStep
from gisapp.self_reports.transitions import write_step

READER = system_principal("企业自报")
"""Reads the one report that a secret has opened; never leaves this module."""

PROGRESS = tuple(state for state in DevelopmentState if state is not DevelopmentState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class FilingDraft:
    """What was typed and chosen on the enterprise's page; photographs as (file name, bytes)."""

    progress: DevelopmentState | None
    since: date | None
    words: str
    figures: Mapping[str, Decimal | None]
    photos: Sequence[tuple[str, bytes]]
    is_declared: bool


def open_report(session: Session, report_no: str, key: str, today: date) -> dict[str, Any]:
    """Return what the enterprise needs to report and what it said already; 404 alike for an unknown number and a wrong secret."""
    report_id = _unlock(session, report_no, key)
    row = find_report(session, READER, report_id, today)
    filings = store.read_filings(session, [report_id], today)
    last = filings[-1] if filings else None
    zone = session.execute(
        text("select name_zh, name_en, is_demo from zone where id = :id"), {"id": row["zone_id"]}
    ).one()
    limits = _limits(session, today)
    return {
        **{name: row[name] for name in _SHOWN},
        "zone_name_zh": zone.name_zh,
        "zone_name_en": zone.name_en,
        "is_sample": zone.is_demo,
        "figures": [
            {**figure_words(name), "value": last["figures"][name] if last else None} for name in row["figure_names"]
        ],
        "progress_choices": [
            {"value": str(state), "label_zh": state.label_zh, "label_en": state.label_en} for state in PROGRESS
        ],
        "progress": last["progress"] if last else None,
        "since": last["since"] if last else None,
        "words": last["words"] if last else "",
        "promises": _promises(session, row["contract_id"], today),
        "return_reason": _return_reason(session, report_id, row["state"], today),
        "filings": [
            {
                **{name: filing[name] for name in ("sequence", "filed_on", "is_late", "sha256")},
                "photos": len(filing["evidence_ids"]),
            }
            for filing in filings
        ],
        "limits": {"photos": limits.photos_most, "photo_mb": limits.photo_mb_most},
    }


_SHOWN = (
    "report_no", "party_name_zh", "plot_no", "park_name_zh", "park_name_en", "contract_no", "area_m2", "period_from", "period_to", "parts", "note", "due_on",
    "state", "is_overdue",
)  # fmt: skip


def file_report(session: Session, report_no: str, key: str, draft: FilingDraft, today: date) -> dict[str, Any]:
    """Keep what the enterprise says and return its receipt; photographs go to the evidence with their hashes.

    400 with a finding for each field that is not right, 404 for a wrong link, 409 where it is not the enterprise's turn.
    """
    report_id = _unlock(session, report_no, key)
    row = find_report(session, READER, report_id, today)
    parts = frozenset(ReportPart(part) for part in row["parts"])
    pictures = list(draft.photos) if ReportPart.PHOTOS in parts else []
    told = Told(
        progress=draft.progress if ReportPart.PROGRESS in parts else None,
        since=_since(draft, parts),
        words=draft.words.strip(),
        figures={name: draft.figures[name] for name in row["figure_names"] if name in draft.figures},
        photos=[Photo(name, recognise_file(name, content), len(content)) for name, content in pictures],
        is_declared=draft.is_declared,
    )
    findings = assess_filing(told, Asked(parts, tuple(row["figure_names"])), today, _limits(session, today))
    if findings.has_errors:
        raise Invalid(
            "self_report.findings",
            "填报还不能提交，请按各项提示补正，已填的内容都还在。",
            message_en="The report cannot be handed in yet; mend what is marked. Nothing you typed is lost.",
            findings=list(findings),
        )
    enterprise = Principal(None, row["party_name_zh"], None, ANYONE.permissions)
    step_id = write_step(session, enterprise, report_id, ReportStep.SUBMIT, today=today)
    evidence = [
        keep_file(
            session,
            enterprise,
            FileDraft(name, content, f"{row['plot_no']} 企业自报照片 {place}", today, f"企业自报 {report_no}"),
            park_code=row["park_code"],
        )
        for place, (name, content) in enumerate(pictures, 1)
    ]
    figures = {name: None if value is None else format(value, "f") for name, value in told.figures.items()}
    sha256 = hash_of(report_no, told, figures, [hashlib.sha256(content).hexdigest() for _, content in pictures])
    store.insert_filing(
        session,
        {
            "step_id": step_id,
            "report_id": report_id,
            "progress": None if told.progress is None else str(told.progress),
            "since": told.since,
            "words": told.words,
            "figures": figures,
            "evidence_ids": evidence,
            "sha256": sha256,
        },
    )
    return {
        "report_no": report_no,
        "sequence": row["sequence"] + 1,
        "filed_on": today,
        "is_late": today > date.fromisoformat(row["due_on"]),
        "sha256": sha256,
    }


def hash_of(report_no: str, told: Told, figures: Mapping[str, str | None], photos: Sequence[str]) -> str:
    """Return the SHA-256 over what was said, as JSON with sorted keys: number, progress, day, words, figures, hashes of the photographs."""
    said = {
        "report_no": report_no,
        "progress": None if told.progress is None else str(told.progress),
        "since": told.since,
        "words": told.words,
        "figures": dict(figures),
        "photos": list(photos),
    }
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _since(draft: FilingDraft, parts: frozenset[ReportPart]) -> date | None:
    told = ReportPart.PROGRESS in parts and draft.progress not in (None, DevelopmentState.NOT_STARTED)
    return draft.since if told else None


def _limits(session: Session, today: date) -> FilingLimits:
    book = load_rulebook(session)
    return FilingLimits(
        int(book.value("self_report.photos_most", today)), int(book.value("self_report.photo_mb_most", today))
    )


def _promises(session: Session, contract_id: int, today: date) -> list[dict[str, Any]]:
    """Return what the enterprise itself owes by its contract and how each stands, without what officers wrote about it."""
    _, owed = list_commitments(
        session,
        READER,
        today,
        CommitmentFilter(contract_id=contract_id, obligors=(Obligor.HOLDER,)),
        order="due_on",
    )
    return [
        {
            "label_zh": row["label_zh"],
            "label_en": row["label_en"],
            "target_zh": row["target_zh"],
            "target_en": _target_en(row),
            "due_on": row["due_on"],
            "state": row["state"],
            "state_zh": CommitmentState(row["state"]).label_zh,
            "state_en": CommitmentState(row["state"]).label_en,
        }
        for row in owed
    ]


def _target_en(row: Mapping[str, Any]) -> str | None:
    if row["indicator"] is None or row["direction"] is None or row["target"] is None:
        return None
    return promised_en(Indicator(row["indicator"]), Direction(row["direction"]), Fraction(row["target"]))


def _return_reason(session: Session, report_id: int, state: str, today: date) -> str:
    if ReportState(state) not in (ReportState.RETURNED, ReportState.CANCELLED):
        return ""
    return store.read_steps(session, report_id, today)[-1]["reason"]


def _unlock(session: Session, report_no: str, key: str) -> int:
    """Return the report that a secret opens."""
    secret = read_service_key(session, store.KEY_NAME)
    # an unknown number costs the same work as a wrong secret
    for row in store.find_by_number(session, report_no) or [None]:
        if is_link_key(key, secret, f"status:{report_no}", str(row.link_nonce if row else uuid4())) and row is not None:
            return row.id
    raise NotFound(
        "self_report.link_unknown",
        "没有这份自报，或链接不完整。请使用管理机构交给贵企业的完整链接。",
        message_en="No such report, or the link is not complete. Use the whole link that you were given.",
    )
