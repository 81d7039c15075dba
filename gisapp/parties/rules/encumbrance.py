"""权利限制的登记是否成立：抵押、查封等须有凭证，日期先后合理，范围不超过地块，抵押人须是土地使用权人。"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import add_years, day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.identifiers import check_certificate_no
from gisapp.kernel.rulebook import Rulebook, RuleEntry
from gisapp.parties.encumbrance_terms import EncumbranceKind

REGISTER = "不动产登记暂行条例（登记簿记载的权利限制）"


SEIZED_LAND = "关于依法规范人民法院执行和国土资源房地产管理部门协助执行若干问题的通知（法发〔2004〕5号） 第二十二条"
"""While a court has seized land, its right is neither moved nor extinguished."""


@dataclass(frozen=True, slots=True)
class EncumbranceLimits:
    """The longest seizure in years, and how many days ahead an end is told, each as its rulebook entry."""

    seizure_years_max: RuleEntry
    warning_days: RuleEntry


def encumbrance_limits(book: Rulebook, day: date) -> EncumbranceLimits:
    """Return the numbers of `day` (RulebookEntryMissing, naming every code that has none)."""
    found = book.entries(("encumbrance.seizure_years_max", "encumbrance.warning_days"), day)
    return EncumbranceLimits(found["encumbrance.seizure_years_max"], found["encumbrance.warning_days"])


@dataclass(frozen=True, slots=True)
class EncumbranceFacts:
    """What is to be written down. Amount in yuan, area in ㎡ (None = the whole plot); `released_on` None = it rests still."""

    kind: EncumbranceKind
    holder_name: str
    registered_on: date
    certificate_no: str = ""
    evidence_count: int = 0
    amount_yuan: Decimal | None = None
    area_m2: Decimal | None = None
    debtor_party_id: int | None = None
    expires_on: date | None = None
    released_on: date | None = None


def check_encumbrance(
    facts: EncumbranceFacts,
    *,
    plot_area_m2: Decimal,
    holder_ids: Collection[int],
    today: date,
    limits: EncumbranceLimits,
) -> Findings:
    """一项权利限制能否登记.

    - somebody holds it, and a certificate or a file proves it;
    - it began no later than today, ends after it began, and covers no more than the plot;
    - whoever owes is one of the holders of that day;
    - a mortgage without its sum, a seizure without its last day or longer than the law allows are told, not refused.
    """
    findings = Findings()
    if not facts.holder_name.strip():
        findings.add(
            _error("holder_missing", "没有填写权利人（债权人、查封法院等）。", "请按凭证填写名称。", "Name the holder.")
        )
    if not facts.certificate_no.strip() and not facts.evidence_count:
        findings.add(
            _error(
                "unproved",
                "没有登记证明号，也没有证明材料。",
                "请填写不动产登记证明号或文书号，或上传材料。",
                "A certificate number or a file is needed.",
            )
        )
    findings.add(check_certificate_no(facts.certificate_no))
    if facts.registered_on > today:
        findings.add(
            _error(
                "in_future",
                f"登记日期{day_zh(facts.registered_on)}在今天以后。",
                "请填写登记簿上的日期。",
                "It cannot be registered later than today.",
            )
        )
    if facts.expires_on is not None and facts.expires_on <= facts.registered_on:
        findings.add(_error("expires_first", "到期日不晚于登记日。", "请核对两个日期。", "It ends before it began."))
    if facts.released_on is not None and facts.released_on <= facts.registered_on:
        findings.add(
            _error("released_first", "解除日期不晚于登记日期。", "请核对两个日期。", "Released before it began.")
        )
    if facts.released_on is not None and facts.released_on > today:
        findings.add(
            _error(
                "in_future", "解除日期在今天以后。", "请在实际解除后登记。", "It cannot be released later than today."
            )
        )
    if facts.area_m2 is not None and facts.area_m2 > plot_area_m2:
        findings.add(
            _error(
                "beyond_plot",
                "所涉面积超过地块面积。",
                "请核对面积；整宗设定的，面积留空。",
                "Larger than the plot.",
                measured=f"{facts.area_m2:,.2f} ㎡",
                required=f"≤ {plot_area_m2:,.2f} ㎡",
            )
        )
    if facts.debtor_party_id is not None and facts.debtor_party_id not in holder_ids:
        findings.add(
            _error(
                "debtor_not_holder",
                "抵押人（被查封人）当日不是该地块的土地使用权人。",
                "请先在主体中登记权利人及份额，或改选。",
                "The debtor held no share that day.",
            )
        )
    _tell(findings, facts, limits)
    return findings


def _tell(findings: Findings, facts: EncumbranceFacts, limits: EncumbranceLimits) -> None:
    if facts.kind is EncumbranceKind.MORTGAGE and facts.amount_yuan is None:
        findings.add(
            _remark(
                "amount_unknown", "没有填写被担保的债权数额。", "请按抵押合同或登记证明补填。", "The sum is not known."
            )
        )
    if facts.kind is not EncumbranceKind.SEIZURE:
        return
    if facts.expires_on is None:
        findings.add(
            _remark(
                "seizure_end_unknown",
                "没有填写查封期限。",
                "请按裁定书补填，以便到期提醒。",
                "Its last day is not known.",
            )
        )
        return
    years = int(limits.seizure_years_max.value)
    if facts.expires_on > add_years(facts.registered_on, years):
        findings.add(
            _remark(
                "seizure_too_long",
                f"查封期限超过 {years} 年。",
                "请核对裁定书；续封的，按续封日期登记。",
                f"A seizure lasts {years} years at most.",
                measured=day_zh(facts.expires_on),
                required=f"≤ {day_zh(add_years(facts.registered_on, years))}",
                basis=str(limits.seizure_years_max.basis),
            )
        )


def judge_standing(
    kind: EncumbranceKind, expires_on: date | None, as_of: date, limits: EncumbranceLimits
) -> Finding | None:
    """在某日是否临近到期或已经到期：到期不等于解除，须核实后登记."""
    if expires_on is None:
        return None
    left = (expires_on - as_of).days
    if left <= 0:
        return _remark(
            "expired",
            f"{kind.label_zh}期限已于{day_zh(expires_on)}届满，尚未登记解除或续期。",
            "请向登记机构或法院核实，登记续期或解除。",
            "It has run out and is not released.",
            measured=f"超期 {-left} 天",
        )
    if left <= limits.warning_days.value:
        return _remark(
            "expiring",
            f"{kind.label_zh}{left} 天后到期（{day_zh(expires_on)}）。",
            "请提前核实是否续期。",
            f"It runs out in {left} days.",
            measured=f"{left} 天",
        )
    return None


def _error(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    *,
    measured: str | None = None,
    required: str | None = None,
) -> Finding:
    return Finding(
        f"encumbrance.{code}", Severity.ERROR, message_zh, fix_zh, message_en, measured, required, basis=REGISTER
    )


def _remark(
    code: str,
    message_zh: str,
    fix_zh: str,
    message_en: str,
    *,
    measured: str | None = None,
    required: str | None = None,
    basis: str = REGISTER,
) -> Finding:
    return Finding(f"encumbrance.{code}", Severity.WARNING, message_zh, fix_zh, message_en, measured, required, basis)
