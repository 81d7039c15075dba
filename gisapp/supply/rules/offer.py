"""公开信息是否够一个投资者作判断：能不能保存，还缺什么。"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gisapp.kernel.finding import Finding, Findings, Severity


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What the public would be told; `is_public` says whether it is being told now."""

    industry_codes: tuple[str, ...]
    has_price: bool
    delivery_on: date | None
    contact_zh: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    is_public: bool


def assess_offer(facts: OfferFacts, known_industries: Collection[str], as_of: date) -> Findings:
    """公开信息检查：错误不能保存，提示可以保存但投资者会问。

    - 产业须是国民经济行业分类中已登记的大类；
    - 已公开的地块必须有联系人和电话：公开窗口上必须有一个可以找的人；
    - 价格、交地日期、中英文简介缺少的提示。
    """
    findings = Findings()
    for code in facts.industry_codes:
        if code not in known_industries:
            findings.add(
                Finding(
                    "offer.industry_unknown",
                    Severity.ERROR,
                    f"没有代码为“{code}”的产业大类。",
                    fix_zh="请从产业列表中选择。",
                    message_en=f"There is no industry {code}.",
                    measured=code,
                    basis="GB/T 4754-2017",
                )
            )
    if facts.is_public and not (facts.contact_zh and facts.contact_phone):
        findings.add(
            Finding(
                "offer.contact_missing",
                Severity.ERROR,
                "该地块正在公开，必须留联系人和电话。",
                fix_zh="请填写联系人和联系电话。",
                message_en="A published site needs a contact and a telephone number.",
            )
        )
    if not facts.industry_codes:
        findings.add(
            _warning(
                "offer.industry_missing",
                "未填适宜产业，按产业查找的投资者看不到本地块。",
                "请至少选一个产业大类。",
                "No industry is given.",
            )
        )
    if not facts.has_price:
        findings.add(
            _warning(
                "offer.price_missing",
                "未填起始价，公开窗口显示“待定”。",
                "起始价确定后补填。",
                "No start price is given.",
            )
        )
    if facts.delivery_on is None:
        findings.add(
            _warning(
                "offer.delivery_missing",
                "未填交地日期，按交地时间查找的投资者看不到本地块。",
                "请填预计交地日期。",
                "No delivery date is given.",
            )
        )
    elif facts.delivery_on < as_of:
        findings.add(
            _info(
                "offer.delivery_passed",
                "交地日期已过，公开窗口显示“现在可交地”。",
                "The delivery date has passed: shown as available now.",
            )
        )
    if not facts.summary_zh:
        findings.add(
            _warning("offer.summary_missing", "未填地块简介。", "请用一两句话说明位置和优势。", "There is no summary.")
        )
    if facts.summary_zh and not facts.summary_en:
        findings.add(
            _info(
                "offer.summary_en_missing",
                "没有英文简介，英文页面显示中文。",
                "No English summary: the English page shows the Chinese one.",
            )
        )
    return findings


def _warning(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.WARNING, message_zh, fix_zh=fix_zh, message_en=message_en)


def _info(code: str, message_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.INFO, message_zh, message_en=message_en)
