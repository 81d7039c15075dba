"""亩均定级：按得分排名，名次占比定 A、B、C、D；同分同名次取好的一档；不定级的不占名次，按 B 类对待。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gisapp.kernel.area import counted_m2, m2_to_mu, round_half_up
from gisapp.kernel.dates import day_zh
from gisapp.kernel.money import fraction
from gisapp.kernel.rulebook import Rulebook
from gisapp.performance.rules.figures import YearFigures
from gisapp.performance.rules.scoring import M2_PER_MU, Scheme, Score, score_all
from gisapp.performance.terms import ExemptionKind, Grade, LandKind, ResultStatus, Segment

FIGURE_ZH = {
    "tax_yuan": "税收",
    "value_added_yuan": "增加值",
    "output_yuan": "产值",
    "revenue_yuan": "销售收入",
    "energy_tce": "综合能耗",
    "electricity_kwh": "用电量",
    "emission_t": "排放量",
    "rd_yuan": "研发经费",
    "staff": "从业人员",
    "fixed_investment_yuan": "新增固定资产投资",
    "land_m2": "用地面积",
    "started_on": "投产日期",
}


@dataclass(frozen=True, slots=True)
class Shares:
    """Cumulative shares of the ranking (ValueError unless 0 < a < b < c ≤ 1)."""

    a: Fraction
    b: Fraction
    c: Fraction

    def __post_init__(self) -> None:
        if not 0 < self.a < self.b < self.c <= 1:
            raise ValueError("shares must rise from above nought to one at most")

    def grade(self, rank: int, of: int) -> Grade:
        """等级：各档人数 = 累计占比 × 总数，四舍五入；名次不超过累计人数即入该档."""
        for share, grade in ((self.a, Grade.A), (self.b, Grade.B), (self.c, Grade.C)):
            if rank <= _half_up(share * of):
                return grade
        return Grade.D


@dataclass(frozen=True, slots=True)
class ScopeLimits:
    """规下企业参评门槛；规上全部参评."""

    land_mu: Decimal
    leased_m2: Decimal
    age_years: int

    @classmethod
    def of(cls, book: Rulebook, day: date) -> ScopeLimits:
        return cls(
            book.value("performance.below_size_land_mu", day),
            book.value("performance.below_size_leased_m2", day),
            int(book.value("performance.below_size_age_years", day)),
        )

    def as_dict(self) -> dict[str, str]:
        return {"land_mu": str(self.land_mu), "leased_m2": str(self.leased_m2), "age_years": str(self.age_years)}

    @classmethod
    def parse(cls, kept: Mapping[str, str]) -> ScopeLimits:
        return cls(Decimal(kept["land_mu"]), Decimal(kept["leased_m2"]), int(kept["age_years"]))


@dataclass(frozen=True, slots=True)
class Exemption:
    """不定级：为什么不参加排名."""

    kind: ExemptionKind
    reason_zh: str


@dataclass(frozen=True, slots=True)
class Graded:
    """What becomes of one enterprise in a run."""

    score: Score
    status: ResultStatus
    grade: Grade | None
    rank: int | None = None
    ranked_of: int | None = None
    is_tied: bool = False
    reason_zh: str = ""


def grade_all(
    figures: Sequence[YearFigures],
    scheme: Scheme,
    shares: Shares,
    limits: ScopeLimits,
    exemptions: Mapping[tuple[int, int], Exemption],
) -> tuple[Graded, ...]:
    """亩均评定：先剔除不参评和不定级，再分规上、规下排名定级；缺数的不排名并说明缺什么.

    The order of the answer is that of the ranking: above size first, by rank, then those without one by name.
    """
    scores = score_all(figures, scheme)
    settled = [_outside(score, limits, exemptions.get(score.figures.key)) for score in scores]
    ranked: list[Graded] = []
    for segment in Segment:
        ranked += _rank([score for score, found in zip(scores, settled, strict=True) if found is None and score.figures.segment is segment], shares)  # fmt: skip
    others = sorted((found for found in settled if found is not None), key=lambda found: found.score.figures.key)
    return (*ranked, *others)


def is_in_scope(figures: YearFigures, limits: ScopeLimits) -> tuple[bool | None, str]:
    """是否参评：规上全部；规下须用地或租用面积达到门槛，且投产满年限；投产日期不明时答不知道."""
    if figures.segment is Segment.ABOVE:
        return True, ""
    land = figures.land_m2
    if land is None:
        return None, "缺用地面积，不能判断是否参评。"
    leased = fraction(figures.land.get(LandKind.LEASED_IN, Decimal(0)))
    if counted_m2(land) < fraction(limits.land_mu) * M2_PER_MU and leased < fraction(limits.leased_m2):
        shown = round_half_up(m2_to_mu(float(land)), 2)
        return False, f"规下企业用地 {shown} 亩，不足 {limits.land_mu.normalize():f} 亩，租用不足 {limits.leased_m2.normalize():f} 平方米，不参评。"  # fmt: skip
    if figures.started_on is None:
        return None, "缺投产日期，不能判断是否满参评年限。"
    last = date(figures.year, 12, 31)
    if _add_years(figures.started_on, limits.age_years) > last:
        return False, f"{day_zh(figures.started_on)}投产，至{day_zh(last)}不满 {limits.age_years} 年，不参评。"
    return True, ""


def _outside(score: Score, limits: ScopeLimits, exemption: Exemption | None) -> Graded | None:
    """Return what keeps an enterprise out of the ranking; None for one that is ranked."""
    if exemption is not None:
        return Graded(
            score, ResultStatus.EXEMPT, Grade.B, reason_zh=f"{exemption.kind.label_zh}：{exemption.reason_zh}"
        )
    inside, why = is_in_scope(score.figures, limits)
    if inside is False:
        return Graded(score, ResultStatus.OUT_OF_SCOPE, None, reason_zh=why)
    if inside is None:
        return Graded(score, ResultStatus.UNSCORED, None, reason_zh=why)
    if score.total is None:
        names = "、".join(FIGURE_ZH.get(name, name) for name in score.missing) or "本组评价指标"
        return Graded(score, ResultStatus.UNSCORED, None, reason_zh=f"缺{names}，补报后再评。")
    return None


def _rank(scores: Sequence[Score], shares: Shares) -> list[Graded]:
    totals = [score.total for score in scores if score.total is not None]
    found = []
    for score in scores:
        assert score.total is not None
        rank = 1 + sum(other > score.total for other in totals)
        tied = totals.count(score.total) > 1
        found.append(Graded(score, ResultStatus.GRADED, shares.grade(rank, len(totals)), rank, len(totals), tied))
    return sorted(found, key=lambda item: (item.rank or 0, item.score.figures.key))


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
