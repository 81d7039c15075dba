from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class AccountRow(Row):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    display_name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    all_parks: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)


class AccountParkRow(Row):
    __tablename__ = "account_park"
    account_id: Mapped[int] = mapped_column(primary_key=True)
    park_id: Mapped[int] = mapped_column(primary_key=True)


class SessionRow(Row):
    __tablename__ = "session"
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[int]
    csrf_token: Mapped[str]
    last_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    address: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
