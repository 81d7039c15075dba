"""Accounts: who there is, what role and parks they have. Only an administrator changes them; each change is an audit event."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from gisapp.accounts.sign_in import check_new_password, hash_password
from gisapp.accounts.sign_in_wait import forget_failures
from gisapp.audit.record import differences, record_event
from gisapp.audit.tags import EventTag
from gisapp.auth.permissions import Role
from gisapp.auth.principal import Principal, system_principal
from gisapp.auth.sessions import close_all_sessions
from gisapp.db.tables.account import AccountParkRow, AccountRow
from gisapp.kernel.errors import Conflict, Invalid, NotFound

FIRST_SIGN_INS: dict[str, tuple[str, Role]] = {
    "officer": ("土地管理人员", Role.OFFICER),
    "planner": ("规划人员", Role.PLANNER),
    "leader": ("园区领导", Role.LEADER),
    "admin": ("系统管理员", Role.ADMIN),
}


def list_accounts(session: Session, now: datetime) -> list[dict[str, Any]]:
    """Return every account with its parks (codes), sorted by name; `is_locked` = somebody has to wait who typed wrong passwords for it. No password data."""
    rows = session.execute(
        text(
            "select a.id, a.username, a.display_name, a.role, a.all_parks, a.is_active, a.must_change_password,"
            " exists (select from sign_in_failure f where f.waits_until > :now"
            "   and f.name_digest = sha256(convert_to(a.username, 'UTF8'))) as is_locked,"
            " coalesce(array_agg(p.code order by p.code) filter (where p.id is not null), '{}') as park_codes,"
            " (select max(last_seen_at) from session s where s.account_id = a.id) as last_seen_at"
            " from account a left join account_park ap on ap.account_id = a.id left join park p on p.id = ap.park_id"
            " group by a.id order by a.username"
        ),
        {"now": now},
    )
    return [dict(row._mapping) for row in rows]


def _park_ids(session: Session, codes: Sequence[str]) -> list[int]:
    found = {
        code: park_id
        for park_id, code in session.execute(
            text("select id, code from park where code = any(:codes)"), {"codes": list(codes)}
        )
    }
    missing = [code for code in codes if code not in found]
    if missing:
        raise Invalid(
            "account.park_unknown",
            f"没有代码为 {'、'.join(missing)} 的园区，请从列表中选择。",
            message_en="Unknown park code.",
        )
    return [found[code] for code in codes]


def _set_parks(session: Session, account_id: int, park_ids: Sequence[int]) -> None:
    session.execute(delete(AccountParkRow).where(AccountParkRow.account_id == account_id))
    if park_ids:
        session.execute(
            insert(AccountParkRow), [{"account_id": account_id, "park_id": park_id} for park_id in park_ids]
        )


def create_account(
    session: Session,
    principal: Principal,
    *,
    username: str,
    display_name: str,
    role: Role,
    password: str,
    park_codes: Sequence[str] | None = None,
    must_change_password: bool = True,
) -> int:
    """Create an account; `park_codes` None means all parks. 409 when the name is taken, 400 for a weak password."""
    username = username.strip().lower()
    if session.execute(select(AccountRow.id).where(AccountRow.username == username)).scalar() is not None:
        raise Conflict(
            "account.username_taken", f"用户名“{username}”已存在，请换一个。", message_en="This username is taken."
        )
    check_new_password(password, username)
    account = AccountRow(
        username=username,
        display_name=display_name.strip() or username,
        role=str(role),
        password_hash=hash_password(password),
        all_parks=park_codes is None,
        must_change_password=must_change_password,
    )
    session.add(account)
    session.flush()  # the id is needed for the parks
    if park_codes is not None:
        _set_parks(session, account.id, _park_ids(session, park_codes))
    record_event(
        session,
        principal,
        EventTag.ACCOUNT_CREATE,
        subject="account",
        subject_id=account.id,
        changes=differences(
            {}, {"username": username, "role": role, "parks": "全部" if park_codes is None else "、".join(park_codes)}
        ),
    )
    return account.id


@dataclass(frozen=True, slots=True)
class ChangedAccount:
    """What of an account is given anew; None leaves it as it is."""

    display_name: str | None = None
    role: Role | None = None
    is_active: bool | None = None
    all_parks: bool | None = None
    park_codes: Sequence[str] | None = None
    new_password: str | None = None


def change_account(session: Session, principal: Principal, account_id: int, given: ChangedAccount) -> None:
    """Change what is given, end the account's sessions where rights change. The last active administrator stays one (409)."""
    account = session.get(AccountRow, account_id, with_for_update=True)
    if account is None:
        raise NotFound("account.not_found", "没有这个账号，可能已被删除，请刷新列表。", message_en="No such account.")
    old = _described(session, account)
    loses_admin = (given.role is not None and given.role is not Role.ADMIN) or given.is_active is False
    if account.role == str(Role.ADMIN) and account.is_active and loses_admin and _active_admins(session) <= 1:
        raise Conflict(
            "account.last_admin",
            "这是最后一个可用的管理员，不能停用或改为其他角色。请先另设管理员。",
            message_en="The last administrator must stay.",
        )
    if given.display_name is not None:
        account.display_name = given.display_name.strip() or account.username
    if given.role is not None:
        account.role = str(given.role)
    if given.is_active is not None:
        account.is_active = given.is_active
    if given.all_parks is not None:
        account.all_parks = given.all_parks
    if given.park_codes is not None:
        _set_parks(session, account_id, _park_ids(session, given.park_codes))
    if given.new_password is not None:
        check_new_password(given.new_password, account.username)
        account.password_hash = hash_password(given.new_password)
        account.must_change_password = True
        forget_failures(session, account.username)
    session.flush()  # the description below reads the parks back
    changes = differences(old, _described(session, account))
    if given.new_password is not None:
        changes["password"] = {"old": None, "new": "已重置"}
    if any(field != "display_name" for field in changes):
        close_all_sessions(session, account_id)
    record_event(session, principal, EventTag.ACCOUNT_CHANGE, subject="account", subject_id=account_id, changes=changes)


def _described(session: Session, account: AccountRow) -> dict[str, Any]:
    codes = session.execute(
        text(
            "select p.code from account_park ap join park p on p.id = ap.park_id where ap.account_id = :id order by 1"
        ),
        {"id": account.id},
    ).scalars()
    return {
        "display_name": account.display_name,
        "role": account.role,
        "is_active": account.is_active,
        "parks": "全部" if account.all_parks else "、".join(codes),
    }


def _active_admins(session: Session) -> int:
    # the rows are locked: two administrators demoting each other at once must not both succeed
    rows = session.execute(
        select(AccountRow.id)
        .where(AccountRow.role == str(Role.ADMIN), AccountRow.is_active)
        .order_by(AccountRow.id)
        .with_for_update()
    )
    return len(rows.all())


def create_first_sign_ins(session: Session, password: str | None) -> dict[str, str]:
    """Create officer, planner, leader and admin where there is no account yet; return name → password, empty otherwise."""
    if session.execute(select(AccountRow.id).limit(1)).scalar() is not None:
        return {}
    principal = system_principal("首次启动")
    created = {}
    for username, (display_name, role) in FIRST_SIGN_INS.items():
        created[username] = password or secrets.token_urlsafe(9)
        create_account(
            session,
            principal,
            username=username,
            display_name=display_name,
            role=role,
            password=created[username],
            must_change_password=False,
        )
    return created


def reset_password(session: Session, username: str, password: str | None = None) -> str:
    """Give an account a new password from the server's command line, unlock it and end its sessions; return the password."""
    account = session.execute(
        select(AccountRow).where(AccountRow.username == username.strip().lower())
    ).scalar_one_or_none()
    if account is None:
        raise NotFound(
            "account.not_found", f"没有用户名为“{username}”的账号，请核对。", message_en=f"No account named {username}."
        )
    chosen = password or secrets.token_urlsafe(9)
    change_account(session, system_principal("命令行"), account.id, ChangedAccount(new_password=chosen))
    return chosen
