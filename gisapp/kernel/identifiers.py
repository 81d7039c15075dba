"""Is this a well-formed number of its kind? 宗地代码, 不动产单元号, 权证号, 统一社会信用代码, 电子监管号.

Grammar: GB/T 37346-2019 (宗地代码 19, 不动产单元号 28); GB 32100-2015 (credit code, by python-stdnum). 电子监管号 has no
confirmed grammar, so it is only looked at softly.
"""

from __future__ import annotations

import re

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from gisapp.kernel.finding import Finding, Severity

PARCEL_NO = re.compile(r"^\d{6}\d{3}\d{3}[GJZ][ABSXCDEFGHWY]\d{5}$")
REAL_ESTATE_UNIT_NO = re.compile(r"^\d{6}\d{3}\d{3}[GJZ][ABSXCDEFGHWY]\d{5}[FLQW]\d{8}$")
CERTIFICATE_WORDS = re.compile(r"不动产权|不动产证明|国用|集用|房权|房地权|土地证|证书?第")
SUPERVISION_NO = re.compile(r"^[0-9A-Z]{10,32}$")
PLOT_NO = re.compile(r"^[\w一-鿿][\w一-鿿.()（）/-]{0,31}$")


def normalise_identifier(text: str) -> str:
    """Return the number in the one form we store: no blanks, upper case, half-width."""
    half = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
    return re.sub(r"\s+", "", half).upper()


def check_parcel_no(text: str) -> Finding | None:
    """Answer whether a 宗地代码 has its 19 places; None when it does."""
    if PARCEL_NO.match(text):
        return None
    return Finding(
        code="identifier.parcel_no_malformed",
        severity=Severity.ERROR,
        message_zh=f"宗地代码“{text}”不符合19位编码规则。",
        fix_zh="请按“县级行政区划6位+地籍区3位+地籍子区3位+所有权1位(G/J/Z)+宗地特征1位+顺序号5位”核对后重填。",
        message_en=f"Parcel number “{text}” does not follow the 19-character grammar.",
        measured=f"{len(text)} 位",
        required="19 位",
        basis="GB/T 37346-2019",
    )


def check_real_estate_unit_no(text: str) -> Finding | None:
    """Answer whether a 不动产单元号 has its 28 places; None when it does. The number of a certificate (权证号) is called what it is."""
    if REAL_ESTATE_UNIT_NO.match(text):
        return None
    if CERTIFICATE_WORDS.search(text):
        return Finding(
            code="identifier.real_estate_unit_no_malformed",
            severity=Severity.ERROR,
            message_zh=f"“{text}”是权证号，不是不动产单元号。",
            fix_zh="不动产单元号为28位，见不动产权证书“不动产单元号”栏；权证号请填在权证号一栏。",
            message_en=f"“{text}” is the number of a certificate, not of a real-estate unit.",
            measured="权证号",
            required="28 位",
            basis="GB/T 37346-2019",
        )
    return Finding(
        code="identifier.real_estate_unit_no_malformed",
        severity=Severity.ERROR,
        message_zh=f"不动产单元号“{text}”不符合28位编码规则。",
        fix_zh="前19位为宗地代码，第20位为定着物特征(F/L/Q/W)，后8位为单元编号；无定着物时填 W00000000。",
        message_en=f"Real-estate unit number “{text}” does not follow the 28-character grammar.",
        measured=f"{len(text)} 位",
        required="28 位",
        basis="GB/T 37346-2019",
    )


def check_certificate_no(text: str) -> Finding | None:
    """Answer whether a 权证号 is one as far as can be told: it has no one grammar, but it is not a 不动产单元号; None when it may be one."""
    number = normalise_identifier(text)
    if not REAL_ESTATE_UNIT_NO.match(number):
        return None
    return Finding(
        code="identifier.certificate_no_is_unit_no",
        severity=Severity.ERROR,
        message_zh=f"“{number}”是不动产单元号，不是权证号。",
        fix_zh="请按不动产权证书、登记证明封面的编号填写，形如“豫（2024）周口市不动产权第0000001号”；单元号请填在不动产单元号一栏。",
        message_en=f"“{number}” is the number of a real-estate unit, not of a certificate.",
        basis="GB/T 37346-2019",
    )


def check_credit_code(text: str) -> Finding | None:
    """Answer whether a 统一社会信用代码 is well formed and its check character right; None when it is."""
    try:
        uscc.validate(text)
    except ValidationError:
        return Finding(
            code="identifier.credit_code_invalid",
            severity=Severity.ERROR,
            message_zh=f"统一社会信用代码“{text}”校验不通过。",
            fix_zh="应为18位且末位校验码正确，请对照营业执照重新录入。",
            message_en=f"Unified social credit code “{text}” fails its check.",
            basis="GB 32100-2015",
        )
    return None


def check_supervision_no(text: str) -> Finding | None:
    """Answer whether a 电子监管号 looks like one; only ever a warning, its grammar is not confirmed."""
    if SUPERVISION_NO.match(text):
        return None
    return Finding(
        code="identifier.supervision_no_unusual",
        severity=Severity.WARNING,
        message_zh=f"电子监管号“{text}”形式少见。",
        fix_zh="常见为16至19位数字和大写字母，请与土地市场动态监测与监管系统核对；确认无误可保留。",
        message_en=f"Supervision number “{text}” looks unusual.",
    )
