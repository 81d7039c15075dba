"""An issuing office, and the facts of a document of any kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, account_principal, system_principal
from gisapp.documents.issuers import revise_issuer
from gisapp.documents.kinds import find_kind
from gisapp.documents.printed import example_context

CLERK = system_principal("经办人")
OFFICE = {
    "name_zh": "示例开发区自然资源和规划局",
    "code_zh": "示开",
    "address": "示例路1号",
    "phone": "0394-0000000",
    "representative": "王示例",
    "account_name": "示例财政专户",
    "bank_name": "示例银行",
    "bank_account": "6200 0000 0000 0000",
}


def an_issuer(session: Session, zone_id: int, since: date = date(2020, 1, 1), **changes: str) -> None:
    revise_issuer(session, CLERK, zone_id, {**OFFICE, **changes}, valid_from=since)


def facts_of(kind: str, **changes: Any) -> dict[str, Any]:
    """Return a value for every field of the kind; `changes` say otherwise, None for not known."""
    return {**example_context(find_kind(kind), (), date(2026, 11, 23)), **changes}


def officer_of(*parks: int, role: Role = Role.OFFICER) -> Principal:
    person = account_principal(1, "李示例", role, parks or None)
    return Principal(None, person.name, person.role, person.permissions, person.park_ids)
