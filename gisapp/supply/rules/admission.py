"""准入：承诺值与要求逐项相比，并核对申请人和建设时序；结论连同理由一起保存。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.preparation.indicator_terms import SPECS, Direction, Indicator, IndicatorUnit
from gisapp.preparation.rules.indicator_values import UNKNOWN_ZH, compared_zh, is_met
from gisapp.preparation.rules.industry_code import industry_chain, normalise_industry
from gisapp.preparation.rules.thresholds import Requirement
from gisapp.preparation.standard_terms import PromiseVerdict, YesNo

ARTICLE_24 = "闲置土地处置办法 第二十四条"


@dataclass(frozen=True, slots=True)
class PlannedDates:
    """What the applicant promises to have done by when; None = not given."""

    start_on: date | None
    completion_on: date | None
    production_on: date | None


@dataclass(frozen=True, slots=True)
class OpenIdleCase:
    """A case of land found idle by its holder's own cause and not yet settled; `since` = idle since that day, None = not known."""

    case_no: str
    plot_no: str
    since: date | None

    @property
    def words_zh(self) -> str:
        return f"{self.case_no}（{self.plot_no}{'，自' + day_zh(self.since) + '起闲置' if self.since else ''}）"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as handed in: promises in canonical units (None = left blank), industry, dates, the applicant's record.

    `has_unsettled_idle_land`: the applicant holds land found idle and not yet disposed of, as looked up; `open_cases`: what the
    register itself knows of such land, whatever was answered; `is_dishonest`: listed for dishonesty.
    """

    application_id: str
    industry_code: str
    promises: Mapping[Indicator, Fraction | None]
    dates: PlannedDates
    has_unsettled_idle_land: YesNo
    is_dishonest: YesNo
    open_cases: tuple[OpenIdleCase, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferSnapshot:
    """What was announced, frozen on the day of the announcement: requirements, admitted industries ("" = any), latest dates."""

    requirements: tuple[Requirement, ...]
    industry_codes: tuple[str, ...]
    latest: PlannedDates


@dataclass(frozen=True, slots=True)
class IndicatorComparison:
    """Promised against required for one indicator: the verdict and, where it is not met, the finding that says why."""

    requirement: Requirement
    promised: Fraction | None
    verdict: PromiseVerdict
    finding: Finding | None

    @property
    def margin(self) -> Fraction | None:
        """How far the promise lies on the good side of the requirement, in the canonical unit; negative where it falls short."""
        if self.promised is None:
            return None
        gap = self.promised - self.requirement.value
        return gap if self.requirement.direction is Direction.AT_LEAST else -gap


@dataclass(frozen=True)
class Admission:
    """The answer to one application: each comparison, everything found, admitted or not."""

    application_id: str
    comparisons: tuple[IndicatorComparison, ...]
    findings: Findings

    @property
    def is_admitted(self) -> bool:
        return not self.findings.has_errors


def assess_admission(offer: OfferSnapshot, facts: ApplicationFacts) -> Admission:
    """申请是否符合公告条件：逐项比较承诺与要求，未填按未知、不算达标；再看行业、时序和申请人.

    - every announced requirement is met by a stated promise (equal is met);
    - the industry is one of those announced, or lies below one;
    - start, completion and production follow each other and keep the announced latest dates;
    - no land found idle and unsettled (闲置土地处置办法第二十四条), no record of dishonesty; unknown is not none.
    """
    comparisons = tuple(compare_promise(item, facts.promises.get(item.indicator)) for item in offer.requirements)
    findings = Findings([item.finding for item in comparisons if item.finding is not None])
    findings.add(_industry(offer, facts))
    findings.extend(_dates(offer.latest, facts.dates))
    findings.add(open_cases_finding(facts.open_cases) or _idle_land(facts.has_unsettled_idle_land))
    findings.add(_honesty(facts.is_dishonest))
    return Admission(facts.application_id, comparisons, findings)


def compare_promise(requirement: Requirement, promised: Fraction | None) -> IndicatorComparison:
    """一项指标：承诺值是否达到要求，恰等于要求的算达标，未填的为未知."""
    indicator = requirement.indicator
    measured, limit = compared_zh(indicator, promised, requirement.value)
    wanted = limit if SPECS[indicator].unit is IndicatorUnit.YES_NO else f"{requirement.direction.sign} {limit}"
    if promised is None:
        finding = Finding(
            "admission.promise_missing",
            Severity.ERROR,
            f"未承诺“{indicator.label_zh}”，公告要求 {wanted}。",
            fix_zh="请申请人补填该项承诺值。",
            fix_en="Have the applicant state the promise.",
            message_en=f"No promise for {indicator.label_en}.",
            measured=UNKNOWN_ZH,
            required=wanted,
            basis=str(requirement.basis),
        )
        return IndicatorComparison(requirement, None, PromiseVerdict.UNKNOWN, finding)
    if is_met(promised, requirement.value, requirement.direction):
        return IndicatorComparison(requirement, promised, PromiseVerdict.MET, None)
    finding = Finding(
        "admission.promise_below_requirement",
        Severity.ERROR,
        f"“{indicator.label_zh}”承诺 {measured}，未达到公告要求 {wanted}。",
        fix_zh="请申请人提高承诺并能够兑现，或不予准入。",
        fix_en="Have the applicant promise more, and be able to keep it; otherwise refuse.",
        message_en=f"The promise for {indicator.label_en} misses the requirement.",
        measured=measured,
        required=wanted,
        basis=str(requirement.basis),
    )
    return IndicatorComparison(requirement, promised, PromiseVerdict.NOT_MET, finding)


def _industry(offer: OfferSnapshot, facts: ApplicationFacts) -> Finding | None:
    """行业须在公告准入行业之内：公告 13 的，1392 也在内；公告不限的都在内."""
    admitted = {normalise_industry(code) for code in offer.industry_codes} or {""}
    wide = "、".join(sorted(code for code in admitted if code)) or "不限"
    if not normalise_industry(facts.industry_code):
        return Finding(
            "admission.industry_missing",
            Severity.ERROR,
            "申请未填行业代码。",
            fix_zh="请按国民经济行业分类填写至小类。",
            fix_en="State the industry down to its class.",
            message_en="No industry code is given.",
            required=wide,
            basis="GB/T 4754-2017",
        )
    if admitted & set(industry_chain(facts.industry_code)):
        return None
    return Finding(
        "admission.industry_not_admitted",
        Severity.ERROR,
        f"行业 {facts.industry_code} 不在公告准入行业（{wide}）之内。",
        fix_zh="请核对行业代码；确不在内的，不予准入。",
        fix_en="Check the code; refuse if it is indeed not admitted.",
        message_en=f"Industry {facts.industry_code} is not admitted.",
        measured=facts.industry_code,
        required=wide,
        basis="出让公告",
    )


def _dates(latest: PlannedDates, given: PlannedDates) -> Iterator[Finding]:
    """开工、竣工、投产：都要填，先后有序，不晚于公告的最迟日期."""
    steps = (
        ("动工", "start", given.start_on, latest.start_on),
        ("竣工", "completion", given.completion_on, latest.completion_on),
        ("投产", "production", given.production_on, latest.production_on),
    )
    before: tuple[str, date] | None = None
    for name, english, day, last in steps:
        if day is None:
            yield Finding(
                "admission.date_missing",
                Severity.ERROR,
                f"未承诺{name}日期。",
                fix_zh=f"请申请人补填{name}日期。",
                fix_en=f"Have the applicant state the date of {english}.",
                message_en=f"No date of {english} is promised.",
                basis="出让公告",
            )
            continue
        if before is not None and day < before[1]:
            yield Finding(
                "admission.dates_out_of_order",
                Severity.ERROR,
                f"承诺的{name}日期{day_zh(day)}早于{before[0]}日期{day_zh(before[1])}。",
                fix_zh="请申请人核对建设时序。",
                fix_en="Have the applicant check the order of the dates.",
                message_en=f"The promised {english} precedes the step before it.",
                measured=day.isoformat(),
                required=f"≥ {before[1].isoformat()}",
                basis="出让公告",
            )
        if last is not None and day > last:
            yield Finding(
                "admission.date_too_late",
                Severity.ERROR,
                f"承诺的{name}日期{day_zh(day)}晚于公告的最迟日期{day_zh(last)}。",
                fix_zh="请申请人提前该节点，或不予准入。",
                fix_en="Have the applicant bring the date forward, or refuse.",
                message_en=f"The promised {english} is later than announced.",
                measured=day.isoformat(),
                required=f"≤ {last.isoformat()}",
                basis="出让公告",
            )
        before = name, day


def open_cases_finding(
    cases: Iterable[OpenIdleCase], severity: Severity = Severity.ERROR, who_zh: str = "申请人"
) -> Finding | None:
    """自身原因的闲置土地处置完毕前，不得受理该使用权人新的用地申请（第二十四条，条文待核对原文）：系统中有未结个案的，写明案号."""
    named = [case.words_zh for case in cases]
    if not named:
        return None
    return Finding(
        "admission.idle_case_open",
        severity,
        f"{who_zh}有自身原因的闲置土地尚未处置完毕：{'、'.join(named)}。",
        fix_zh="请先办结上述闲置土地个案；处置完毕前不受理新的用地申请。",
        message_en="A case of idle land by the applicant's own cause is open.",
        measured=f"{len(named)} 件未结",
        required="0 件",
        basis=ARTICLE_24,
    )


def _idle_land(answer: YesNo) -> Finding | None:
    """闲置土地未处置完毕前，不得受理该使用权人新的用地申请（第二十四条，条文待核对原文）."""
    if answer is YesNo.NO:
        return None
    known = answer is YesNo.YES
    return Finding(
        "admission.idle_land_unsettled" if known else "admission.idle_land_unknown",
        Severity.ERROR,
        "申请人名下有已认定闲置且未处置完毕的土地，不得受理新的用地申请。"
        if known
        else "尚未核查申请人名下是否有闲置土地。",
        fix_zh="请先处置完毕再申请。" if known else "请核查申请人名下土地的认定和处置情况后填写。",
        fix_en="Settle it before applying." if known else "Look up the applicant's land, then answer.",
        message_en="Idle land is not settled." if known else "Idle land has not been looked up.",
        measured=answer.label_zh,
        required=YesNo.NO.label_zh,
        basis=ARTICLE_24,
    )


def _honesty(answer: YesNo) -> Finding | None:
    """失信的在信用修复前不予准入."""
    if answer is YesNo.NO:
        return None
    known = answer is YesNo.YES
    return Finding(
        "admission.dishonest" if known else "admission.honesty_unknown",
        Severity.ERROR,
        "申请人被列为失信主体。" if known else "尚未查询申请人信用记录。",
        fix_zh="信用修复后方可申请。" if known else "请查询信用记录后填写，并留存查询结果。",
        fix_en="Apply once the record is cleared." if known else "Look up the record, answer, and keep what was found.",
        message_en="The applicant is listed for dishonesty." if known else "The record has not been looked up.",
        measured=answer.label_zh,
        required=YesNo.NO.label_zh,
        basis="出让公告",
    )


def comparison_sheet(
    admissions: Iterable[Admission],
) -> dict[tuple[Indicator, Direction], dict[str, IndicatorComparison]]:
    """比选表：每项要求一行，每个申请一列."""
    sheet: dict[tuple[Indicator, Direction], dict[str, IndicatorComparison]] = {}
    for admission in admissions:
        for item in admission.comparisons:
            row = sheet.setdefault((item.requirement.indicator, item.requirement.direction), {})
            row[admission.application_id] = item
    return sheet
