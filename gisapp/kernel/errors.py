"""Errors that a person can act on: each names a state, carries its HTTP status and says in Chinese what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gisapp.kernel.finding import Finding


class DomainError(Exception):
    """A refusal with a stable code and a Chinese sentence that says what happened and what to do."""

    status = 400

    def __init__(
        self,
        code: str,
        message_zh: str,
        *,
        message_en: str = "",
        findings: Iterable[Finding] = (),
        details: Mapping[str, Any] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(f"{code}: {message_zh}")
        self.code = code
        self.message_zh = message_zh
        self.message_en = message_en
        self.findings = list(findings)
        self.details = dict(details or {})
        if status is not None:
            self.status = status


class Invalid(DomainError):
    """The request itself cannot be understood (400)."""

    status = 400


class TooMany(DomainError):
    """Asked too often (429); `retry_after_s` tells in how many seconds it may be tried again, where that is known."""

    status = 429

    def __init__(
        self,
        code: str,
        message_zh: str,
        *,
        message_en: str = "",
        findings: Iterable[Finding] = (),
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(code, message_zh, message_en=message_en, findings=findings)
        self.retry_after_s = retry_after_s


class SignInRequired(DomainError):
    """Nobody is signed in, or the session has ended (401)."""

    status = 401

    def __init__(self, code: str = "auth.sign_in_required", message_zh: str = "请先登录后再操作。") -> None:
        super().__init__(code, message_zh, message_en="Please sign in first.")


class Forbidden(DomainError):
    """The caller may not do this (403)."""

    status = 403


class PasswordChangeRequired(Forbidden):
    """The caller's password was chosen by somebody else and must be changed first (403)."""

    def __init__(self) -> None:
        super().__init__(
            "auth.password_change_required",
            "当前密码由管理员设置，请先修改密码，再进行其他操作。",
            message_en="An administrator has set this password: change it before anything else.",
        )


class BeyondScope(Forbidden):
    """The act concerns parks that are not the caller's, or the whole zone (403)."""

    def __init__(self) -> None:
        super().__init__(
            "auth.beyond_scope",
            "此项超出您管辖的园区（涉及其他园区或全区），未保存。请由管辖全区的人员办理，或联系管理员调整园区权限。",
            message_en="This reaches beyond your parks, to others or to the whole zone; somebody answerable for all of it does it.",
        )


class NotFound(DomainError):
    """There is no such thing, or not for this caller: both answer alike (404)."""

    status = 404


class Conflict(DomainError):
    """The state of the record does not allow it, or somebody else was quicker (409)."""

    status = 409


class RuleViolation(DomainError):
    """Rules refuse the act; the findings say which and how to mend it (409)."""

    status = 409


class TooLarge(DomainError):
    """More than the limits allow (413)."""

    status = 413


class Gone(DomainError):
    """It existed and has ended (410); the sentence says when and what took its place."""

    status = 410
