from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gisapp.auth.permissions import Permission, Role

Username = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]{1,31}$", description="Lower-case letters, digits, _ . -")]
RoleName = Annotated[str, Field(pattern="^(officer|planner|leader|admin)$")]


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    username: str = Field(max_length=64)
    password: str = Field(max_length=256)


class PasswordChange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    old: str = Field(max_length=256)
    new: str = Field(max_length=256)


class SignedInUser(BaseModel):
    id: int
    username: str
    display_name: str
    role: Role
    role_zh: str
    role_en: str
    must_change_password: bool
    park_codes: list[str] | None = Field(description="None: all parks")


class SessionAnswer(BaseModel):
    signed_in: bool
    user: SignedInUser | None = None
    csrf: str | None = None
    permissions: list[Permission]


class OwnSession(BaseModel):
    id: str
    opened_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    agent: str = Field(description="What the browser calls itself")
    is_current: bool


class AccountAnswer(BaseModel):
    id: int
    username: str
    display_name: str
    role: Role
    all_parks: bool
    park_codes: list[str]
    is_active: bool
    is_locked: bool
    must_change_password: bool
    last_seen_at: datetime | None


class NewAccount(BaseModel):
    model_config = ConfigDict(extra="forbid")
    username: Username
    display_name: str = Field(max_length=64)
    role: RoleName
    password: str = Field(max_length=256)
    all_parks: bool = Field(
        default=False, description="Every park, those of later days included; then park_codes says nothing"
    )
    park_codes: list[str] = Field(default=[], description="Empty: none yet")


class AccountChange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    display_name: str | None = Field(default=None, max_length=64)
    role: RoleName | None = None
    is_active: bool | None = None
    all_parks: bool | None = None
    park_codes: list[str] | None = None
    new_password: str | None = Field(default=None, max_length=256)
