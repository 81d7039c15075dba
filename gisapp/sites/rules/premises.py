"""可以公开了吗？空置厂房、转让意向、增资扩股余量公开前要有什么，还缺什么."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.finding import Finding, Findings, Severity

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


def assess_premises(facts: PremisesFacts, known_industries: set[str], as_of: date) -> Findings:
    """公开检查：缺了就不能公开的报错，缺了影响匹配的提示."""
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


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, message_zh=message_zh, fix_zh=fix_zh, message_en=message_en, basis=BASIS
    )


def _warning(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(
        code=code, severity=Severity.WARNING, message_zh=message_zh, fix_zh=fix_zh, message_en=message_en, basis=BASIS
    )
