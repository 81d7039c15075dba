"""The sealed file of a case: every row, document and piece of evidence in one archive that proves itself offline; what left the house is kept on record."""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

import gisapp
from gisapp.audit.tags import EventTag
from gisapp.auth.principal import Principal
from gisapp.db.tables.idle_case import IdleCaseBundleRow
from gisapp.documents.register import DocumentFilter, document_bytes, list_documents
from gisapp.documents.seal_key import SealKey, register_key, registered_fingerprints
from gisapp.evidence.vault import read_file
from gisapp.idle.answer_hash import engine_files
from gisapp.idle_cases import verify_bundle
from gisapp.idle_cases.custody import custody_of, evidence_ids_of, note_custody
from gisapp.idle_cases.facts import land_answer
from gisapp.idle_cases.store import FOREVER, lock_case, read_steps, tell
from gisapp.idle_cases.terms import CaseStep, CustodyAct
from gisapp.kernel.clock import BEIJING, Clock

TABLES = (
    ("services", "idle_case_service", "送达记录"),
    ("corrections", "idle_case_correction", "更正记录"),
    ("entries", "idle_case_entry", "登记事项"),
    ("officers", "idle_case_officer", "承办人记录"),
)
RUNS_WITH = (
    "__init__.py", "idle/__init__.py", "idle/verdict.py", "idle_cases/__init__.py", "idle_cases/verdicts.py", "kernel/__init__.py",
    "kernel/area.py", "kernel/errors.py", "kernel/evidence.py", "kernel/finding.py", "kernel/money.py", "kernel/rulebook.py", "kernel/terms.py",
)  # fmt: skip
"""What runs the rules again beside their own files, below the package."""
NO_KEY = "0"
Member = tuple[str, str, bytes]
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """The archive with its name and its seal (SHA-256 of the manifest)."""

    file_name: str
    content: bytes
    seal: str
    bundle_id: int


def seal_case(session: Session, principal: Principal, clock: Clock, case_id: int, key: SealKey) -> SealedBundle:
    """Seal everything of a case into one archive, signed by the zone's key, and write down that it left (404 outside the caller's parks)."""
    case = lock_case(session, principal, case_id)
    register_key(session, key)
    members = list(_members(session, principal, case, clock.today()))
    now = clock.now()
    about = {
        "case_no": case["case_no"],
        "plot_no": case["plot_no"],
        "contract_no": case["contract_no"],
        "holder": case["party_name_zh"],
        "sealed_at": now.astimezone(BEIJING).isoformat(timespec="seconds"),
        "sealed_by": principal.name,
    }
    if session.execute(text("select is_demo from zone where id = :id"), {"id": case["zone_id"]}).scalar_one():
        about["notice"] = "示意数据，非法定案卷"
    manifest = verify_bundle.make_manifest(about, members, key.public)
    archive = verify_bundle.pack(
        [
            (verify_bundle.MANIFEST, manifest),
            (verify_bundle.SEAL, verify_bundle.seal_text(manifest, key.public, key.sign(manifest))),
            *((path, content) for path, _, content in members),
        ]
    )
    seal = hashlib.sha256(manifest).hexdigest()
    bundle_id: int = session.execute(
        insert(IdleCaseBundleRow)
        .values(
            case_id=case_id,
            manifest_sha256=seal,
            chain_sha256=json.loads(manifest)["chain"],
            bundle_sha256=hashlib.sha256(archive).hexdigest(),
            size_bytes=len(archive),
            members=len(members),
            actor_id=principal.account_id,
            actor_name=principal.name,
        )
        .returning(IdleCaseBundleRow.id)
    ).scalar_one()
    note_custody(session, principal, case_id, CustodyAct.EXPORTED, "bundle", bundle_id, sha256=seal)
    tell(session, principal, EventTag.IDLE_CASE_EXPORT, case, {"seal": {"old": None, "new": seal}})
    return SealedBundle(f"案卷_{case['case_no']}_{now.astimezone(BEIJING):%Y%m%d%H%M}.zip", archive, seal, bundle_id)


def check_bundle(session: Session, principal: Principal, archive: bytes) -> dict[str, Any]:
    """Return what was altered in an archive that came back, and as which file of which case the register knows its seal."""
    members = dict(verify_bundle.unpack(archive)[0])
    seal = hashlib.sha256(members.get(verify_bundle.MANIFEST, b"")).hexdigest()
    row = session.execute(
        text(
            "select b.id, b.case_id, b.bundle_sha256, b.sealed_at, b.actor_name, i.case_no from idle_case_bundle b join idle_case i on i.id = b.case_id"
            " where b.manifest_sha256 = :seal and (:all_parks or i.park_id = any(:parks))"
        ),
        {"seal": seal, "all_parks": principal.park_ids is None, "parks": list(principal.park_ids or ())},
    ).mappings().one_or_none()  # fmt: skip
    # nobody's key is registered before the first file is signed: then only what the register sealed can be known
    known = registered_fingerprints(session) or (NO_KEY,)
    problems = verify_bundle.verify(archive, seal if row is not None else "", known)
    if not problems:
        problems = verify_bundle.work_out_again(archive)[0]
    if row is not None:
        note_custody(session, principal, row["case_id"], CustodyAct.VERIFIED, "bundle", row["id"], sha256=seal)
    return {
        "is_intact": not problems,
        "problems": problems,
        "seal": seal,
        "known_as": dict(row) if row else None,
        "is_same_file": row is not None and hashlib.sha256(archive).hexdigest() == row["bundle_sha256"],
    }


def _members(session: Session, principal: Principal, case: Mapping[str, Any], today: date) -> Iterator[Member]:
    case_id = case["id"]
    yield "verify.py", "核验程序", inspect.getsource(verify_bundle).encode("utf-8")
    yield from _engine()
    answer = land_answer(session, case, today, steps=read_steps(session, case_id, today))
    verdict = {
        "identification": answer.identification.as_dict() if answer else None,
        "rests_on": answer.record() if answer else None,
    }
    yield verify_bundle.VERDICT, "封存日的认定及其事实、规则条目", verify_bundle.canonical(_plain(verdict))
    yield "case.json", "个案", _row(session, "idle_case", "id", case_id)[0]
    for content in _row(session, "idle_case_step", "case_id", case_id, "sequence"):
        step = json.loads(content)
        yield f"steps/{step['sequence']:03d}-{step['step']}.json", CaseStep(step["step"]).label_zh, content
    for name, table, title in TABLES:
        for content in _row(session, table, "case_id", case_id, "id"):
            yield f"{name}/{json.loads(content)['id']}.json", title, content
    yield "custody.json", "保管记录", verify_bundle.canonical(_plain(custody_of(session, case_id)))
    documents = list_documents(
        session, principal, FOREVER, DocumentFilter(subject="idle_case", subject_id=case_id), limit=500
    )["items"]
    for document in sorted(documents, key=lambda item: item["id"]):
        name = f"{document['title_zh']} {document['document_no']}"
        for content in _row(session, "document_revocation", "document_id", document["id"], "document_id"):
            yield f"documents/{document['id']}-撤销.json", f"撤销 {name}", content
        docx = document_bytes(session, principal, document["id"], "docx")[1]
        yield f"documents/{document['id']}-{_safe(name)}.docx", name, docx
        yield (
            f"documents/{document['id']}-{_safe(name)}.pdf",
            name,
            document_bytes(session, principal, document["id"], "pdf")[1],
        )
    for evidence_id in evidence_ids_of(session, case_id):
        described, content = read_file(session, principal, evidence_id)
        yield f"evidence/E{evidence_id}-{_safe(described['file_name'])}", described["title"], content


def _engine() -> Iterator[Member]:
    """The rules that work out a verdict, and what they stand on: the standard library beside, nothing else."""
    package = Path(gisapp.__file__).parent
    rules = [path.relative_to(package).as_posix() for path in engine_files()]
    for name in (*rules, *RUNS_WITH):
        yield f"{verify_bundle.ENGINE}gisapp/{name}", "认定规则", (package / name).read_bytes()


def _row(session: Session, table: str, key: str, value: int, order_by: str = "id") -> list[bytes]:
    """The rows of a table as they were written, each as its own bytes."""
    statement = text(f"select to_jsonb(t) from {table} t where t.{key} = :value order by t.{order_by}")  # noqa: S608  # names of this module
    return [verify_bundle.canonical(row) for row in session.execute(statement, {"value": value}).scalars()]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name)[:120]
