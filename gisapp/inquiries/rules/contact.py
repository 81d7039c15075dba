"""怎样联系咨询人：一栏里填的是邮箱还是电话。"""

from __future__ import annotations

import re

from gisapp.inquiries.terms import ContactKind

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,22}[0-9]")


def read_contact(text: str) -> tuple[str, ContactKind] | None:
    """Return the contact as it is kept and what it is; None when it is neither an e-mail address nor a telephone number.

    Full-width digits and signs, as Chinese keyboards type them, are read as their plain forms.
    """
    plain = "".join(chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text).strip()
    if _EMAIL.fullmatch(plain):
        return plain, ContactKind.EMAIL
    if _PHONE.fullmatch(plain) and sum(char.isdigit() for char in plain) >= 7:
        return plain, ContactKind.PHONE
    return None
