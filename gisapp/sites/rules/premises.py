"""可以公开了吗？空置厂房、转让意向、增资扩股余量公开前要有什么，还缺什么."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.rulebook import RuleEntry

BASIS = "招商信息公开要求（系统设定）"
OLD_AFTER_DAYS = 365


@dataclass(frozen=True, slots=True)
class PremisesFacts:
    """What an officer has written of premises; `outside_m2`: how much of the outline lies outside its plot (None = not measured)."""

    kind: str
    is_published: bool
    title_zh: str
    title_en: str
    land_area_m2: Decimal | None
    floor_area_m2: Decimal | None
    storeys: int | None
    clear_height_m: Decimal | None
    floor_load_t_m2: Decimal | None
    contact_zh: str
    contact_phone: str
    summary_zh: str
    summary_en: str
    consent: str
    observed_on: date
    industry_codes: tuple[str, ...]
    outside_m2: float | None
    rent_yuan_per_m2_month: Decimal | None
    sale_yuan: Decimal | None
    lease_months_min: int | None
    lease_months_max: int | None
    obligations_zh: str
    obligations_en: str


def assess_premises(
    facts: PremisesFacts, known_industries: set[str], as_of: date, longest_lease: RuleEntry
) -> Findings:
    """公开检查：缺了就不能公开的报错，缺了影响匹配和预览的提示；`longest_lease` 为租赁期限上限（月）."""
    findings = Findings()
    if facts.is_published:
        for missing, code, name in (
            (not facts.consent.strip(), "consent", "权利人同意公开的依据"),
            (not facts.contact_zh.strip(), "contact", "联系人"),
            (not facts.contact_phone.strip(), "phone", "联系电话"),
            (not facts.summary_zh.strip(), "summary", "中文简介"),
        ):
            if missing:
                findings.add(
                    _error(
                        f"premises.without_{code}",
                        f"公开前须填写{name}。",
                        f"请补充{name}，或先存为未公开。",
                        f"{code} is needed before it is published",
                    )
                )
    unknown = [code for code in facts.industry_codes if code not in known_industries]
    if unknown:
        findings.add(
            _error(
                "premises.unknown_industry",
                f"行业代码 {'、'.join(unknown)} 不在行业表中。",
                "请从行业表选择两位大类代码。",
                "unknown industry code",
            )
        )
    if facts.observed_on > as_of:
        findings.add(
            _error(
                "premises.observed_later", "核实日期晚于今天。", "请填写实际核实的日期。", "checked on a day to come"
            )
        )
    if facts.outside_m2 is not None and facts.outside_m2 > 1:
        findings.add(
            _error(
                "premises.outside_plot",
                f"范围有 {facts.outside_m2:,.1f} ㎡ 落在地块之外。",
                "请核对界址，或改用地块范围。",
                "the outline leaves its plot",
            )
        )
    if (
        facts.kind == "workshop"
        and facts.floor_area_m2 is not None
        and facts.land_area_m2 is not None
        and facts.storeys is not None
        and facts.floor_area_m2 > facts.land_area_m2 * facts.storeys
    ):
        findings.add(
            _warning(
                "premises.floor_too_large",
                "建筑面积大于占地面积乘以层数。",
                "请核对占地面积、层数和建筑面积。",
                "more floor than storeys hold",
            )
        )
    _assess_lease(facts, longest_lease, findings)
    for missing, code, name in (
        (facts.kind != "expansion" and facts.floor_area_m2 is None, "floor_area", "建筑面积"),
        (facts.kind == "workshop" and facts.clear_height_m is None, "clear_height", "净高"),
        (facts.kind == "workshop" and facts.floor_load_t_m2 is None, "floor_load", "楼面荷载"),
        (not facts.title_en.strip() or not facts.summary_en.strip(), "english", "英文名称和简介"),
        (not facts.industry_codes, "industries", "适合的行业"),
    ):
        if missing:
            findings.add(
                _warning(
                    f"premises.{code}_open",
                    f"{name}没有填写，匹配时按未知处理。",
                    f"请核实后补充{name}。",
                    f"{code.replace('_', ' ')} not told",
                )
            )
    if (as_of - facts.observed_on).days > OLD_AFTER_DAYS:
        findings.add(
            _warning(
                "premises.old",
                f"核实日期已过 {(as_of - facts.observed_on).days} 天。",
                "请到现场复核后更新核实日期。",
                "checked more than a year ago",
            )
        )
    return findings


def _assess_lease(facts: PremisesFacts, longest_lease: RuleEntry, findings: Findings) -> None:
    """What one would sign: the shortest term not above the longest, none above what the law lets last, what is asked told at all."""
    low, high = facts.lease_months_min, facts.lease_months_max
    if low is not None and high is not None and low > high:
        findings.add(
            _error(
                "premises.lease_order",
                f"最短租期 {low} 个月长于最长租期 {high} 个月。",
                "请核对两个租期。",
                "the shortest term is longer than the longest",
            )
        )
    longest = max((months for months in (low, high) if months is not None), default=0)
    if longest > longest_lease.value:
        findings.add(
            Finding(
                code="premises.lease_too_long",
                severity=Severity.WARNING,
                message_zh=f"租期 {longest} 个月超过 {longest_lease.value:g} 个月的上限，超过部分无效。",
                fix_zh="请缩短租期，或与权利人核对。",
                message_en="the term is longer than a lease may last",
                measured=str(longest),
                required=f"≤ {longest_lease.value:g}",
                basis=str(longest_lease.basis),
            )
        )
    for missing, code, name in (
        (facts.kind == "workshop" and facts.rent_yuan_per_m2_month is None, "rent", "租金"),
        (facts.kind == "workshop" and low is None and high is None, "lease_term", "租期"),
        (facts.kind == "transfer" and facts.sale_yuan is None, "sale", "转让总价"),
        (
            bool(facts.obligations_zh.strip()) and not facts.obligations_en.strip(),
            "obligations_english",
            "其他约定的英文",
        ),
    ):
        if missing:
            findings.add(
                _warning(
                    f"premises.{code}_open",
                    f"{name}没有填写，招商页面写明“未载明”。",
                    f"请向权利人核实后补充{name}。",
                    f"{code.replace('_', ' ')} not stated",
                )
            )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, message_zh=message_zh, fix_zh=fix_zh, message_en=message_en, basis=BASIS
    )


def _warning(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(
        code=code, severity=Severity.WARNING, message_zh=message_zh, fix_zh=fix_zh, message_en=message_en, basis=BASIS
    )
