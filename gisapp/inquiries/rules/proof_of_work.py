"""工作量证明：浏览器替人做一小段计算，代替要连外网的验证码；算题由本站签名、限时、只用一次。

A challenge is `salt.bits.expires.signature`. Its answer is a whole number n such that SHA-256 of `salt:n` begins with so many zero bits.
Whether it was used before is asked of the database by the use case.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from gisapp.kernel.finding import Finding, Severity

BASIS = "公开表单防滥用，系统设定"
MOST_BITS = 24
LARGEST_ANSWER = 2**53 - 1
"""Browsers count exactly up to here."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser is asked to compute, and until when it may be given in."""

    salt: str
    bits: int
    expires_at: datetime

    def spelled(self, secret: bytes) -> str:
        body = f"{self.salt}.{self.bits}.{int(self.expires_at.timestamp())}"
        return f"{body}.{_sign(body, secret)}"


def make_challenge(salt: str, bits: int, now: datetime, minutes: int) -> Challenge:
    """Return a challenge that begins now; `salt` is random text of 16 characters or more without a full stop."""
    return Challenge(salt, min(bits, MOST_BITS), now + timedelta(minutes=minutes))


def read_challenge(text: str, secret: bytes) -> Challenge | None:
    """Return the challenge of a text that this installation has signed; None for any other text."""
    body, _, signature = text.rpartition(".")
    if not hmac.compare_digest(_sign(body, secret).encode(), signature.encode()):
        return None
    salt, bits, expires = body.split(".")
    return Challenge(salt, int(bits), datetime.fromtimestamp(int(expires), tz=UTC))


def is_answer(challenge: Challenge, number: int) -> bool:
    """Say whether SHA-256 of `salt:number` begins with as many zero bits as asked for."""
    digest = hashlib.sha256(f"{challenge.salt}:{number}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - challenge.bits) == 0


def solve(challenge: Challenge) -> int:
    """Return the smallest answer; what a browser does, here for tests and demonstrations."""
    number = 0
    while not is_answer(challenge, number):
        number += 1
    return number


def judge_proof(challenge: Challenge | None, number: int, now: datetime) -> Finding | None:
    """Return why a proof is not taken; None when it holds."""
    if challenge is None:
        return _finding(
            "inquiry.proof_unknown",
            "表单校验信息不是本站发出的。",
            "The check of the form was not issued here.",
        )
    if now >= challenge.expires_at:
        return _finding(
            "inquiry.proof_expired",
            "表单打开时间过长，校验已过期。",
            "The form was open too long; its check has expired.",
        )
    if not is_answer(challenge, number):
        return _finding("inquiry.proof_wrong", "表单校验未通过。", "The check of the form does not hold.")
    return None


def _finding(code: str, zh: str, en: str) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        zh,
        fix_zh="请重新打开表单再提交，已填内容会保留。",
        message_en=f"{en} Open the form again and send it; what you wrote is kept.",
        basis=BASIS,
    )


def _sign(body: str, secret: bytes) -> str:
    return hmac.new(secret, b"challenge:" + body.encode(), hashlib.sha256).hexdigest()
