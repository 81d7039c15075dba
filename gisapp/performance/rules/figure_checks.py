"""一行数据能不能入库：信用代码认不认识、有没有负数、是不是单位填错、与上年和登记册对不对得上。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from gisapp.kernel.area import format_mu, m2_to_mu
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.kernel.identifiers import check_credit_code, normalise_identifier
from gisapp.kernel.rulebook import Rulebook
from gisapp.performance.rules.cells import (
    Unreadable,
    half_width,
    is_nothing,
    read_amount,
    read_day,
    read_list,
    read_segment,
)
from gisapp.performance.rules.columns import Column
from gisapp.performance.rules.figures import AMOUNTS, YearFigures
from gisapp.performance.rules.grading import FIGURE_ZH
from gisapp.performance.terms import LandKind, Segment

LAND_FIELDS = {f"{kind}_m2": kind for kind in LandKind}
COMPARED = ("tax_yuan", "value_added_yuan", "output_yuan", "revenue_yuan", "energy_tce", "electricity_kwh", "emission_t", "rd_yuan", "staff")  # fmt: skip


@dataclass(slots=True)
class RowDraft:
    """One row as read: its number in the file, what it says, and the cells that say nothing sensible."""

    row_no: int
    party_name: str = ""
    credit_code: str = ""
    park: str = ""
    segment: Segment | None = None
    started_on: date | None = None
    amounts: dict[str, Decimal | None] = field(default_factory=dict[str, Decimal | None])
    land: dict[LandKind, Decimal] = field(default_factory=dict[LandKind, Decimal])
    plot_nos: tuple[str, ...] = ()
    leased_plot_nos: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)

    def as_dict(self) -> dict[str, Any]:
        return {
            "row_no": self.row_no,
            "party_name": self.party_name,
            "credit_code": self.credit_code,
            "park": self.park,
            "segment": None if self.segment is None else str(self.segment),
            "started_on": None if self.started_on is None else self.started_on.isoformat(),
            "amounts": {name: None if value is None else str(value) for name, value in self.amounts.items()},
            "land": {str(kind): str(value) for kind, value in self.land.items()},
            "plot_nos": list(self.plot_nos),
            "leased_plot_nos": list(self.leased_plot_nos),
        }

    @classmethod
    def parse(cls, kept: Mapping[str, Any]) -> RowDraft:
        """Return the row that `as_dict` wrote, without its findings."""
        return cls(
            row_no=kept["row_no"],
            party_name=kept["party_name"],
            credit_code=kept["credit_code"],
            park=kept["park"],
            segment=None if kept["segment"] is None else Segment(kept["segment"]),
            started_on=None if kept["started_on"] is None else date.fromisoformat(kept["started_on"]),
            amounts={name: None if value is None else Decimal(value) for name, value in kept["amounts"].items()},
            land={LandKind(kind): Decimal(value) for kind, value in kept["land"].items()},
            plot_nos=tuple(kept["plot_nos"]),
            leased_plot_nos=tuple(kept["leased_plot_nos"]),
        )


@dataclass(frozen=True, slots=True)
class RowContext:
    """What the register knows about a row: the enterprise, its park, its land there, its last year, what of the plots named exists."""

    party_id: int | None
    registered_name: str = ""
    is_real: bool = False
    park_id: int | None = None
    park_name_zh: str = ""
    may_touch: bool = True
    register_area_m2: Decimal | None = None
    last_year: YearFigures | None = None
    unknown_plots: tuple[str, ...] = ()
    is_repeated: int | None = None


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """How far a figure may be from what is known before somebody has to look."""

    outlier_factor: Decimal
    unit_factor: Decimal
    area_share: Decimal

    @classmethod
    def of(cls, book: Rulebook, day: date) -> CheckLimits:
        return cls(
            book.value("performance.outlier_factor", day),
            book.value("performance.unit_factor", day),
            book.value("performance.area_difference_share", day),
        )


def read_row(row_no: int, cells: Mapping[int, str], columns: list[Column]) -> RowDraft | None:
    """读一行：空行和合计行返回 None；读不懂的单元格成为该行的错误."""
    texts = {column.field.name: cells.get(column.index, "") for column in columns}
    if all(is_nothing(text) for text in texts.values()):
        return None
    name, code = half_width(texts.get("party_name", "")).strip(), normalise_identifier(texts.get("credit_code", ""))
    if not code and any(word in "".join(texts.values()) for word in ("合计", "总计", "小计")):
        return None
    row = RowDraft(row_no, "" if is_nothing(name) else name[:200], "" if is_nothing(code) else code[:40])
    park = half_width(texts.get("park", "")).strip()
    row.park = "" if is_nothing(park) else park[:100]
    for column in columns:
        _read_cell(row, column, texts[column.field.name])
    return row


def _read_cell(row: RowDraft, column: Column, text: str) -> None:
    name, kind = column.field.name, column.field.kind
    try:
        if name == "segment":
            row.segment = read_segment(text)
        elif name == "started_on":
            row.started_on = read_day(text)
        elif name == "plot_nos":
            row.plot_nos = read_list(text)
        elif name == "leased_plot_nos":
            row.leased_plot_nos = read_list(text)
        elif kind == "land":
            area = read_amount(text, column.field, column.unit)
            if area is not None and area < 0:
                row.findings.add(_negative(column.field.label_zh, text))
            elif area:
                row.land[LAND_FIELDS[name]] = area
        elif name in AMOUNTS:
            value = read_amount(text, column.field, column.unit)
            row.amounts[name] = value
            if value is not None and value < 0 and name != "value_added_yuan":
                row.findings.add(_negative(column.field.label_zh, text))
    except Unreadable as wrong:
        row.findings.add(
            Finding(
                code="figures.cell_unreadable",
                severity=Severity.ERROR,
                message_zh=f"{column.field.label_zh}“{text.strip()[:20]}”{wrong}。",
                fix_zh="请改为数字（日期填 2020-01-31 的样式），没有数据的留空。",
                message_en=f"{name} cannot be read.",
                measured=text.strip()[:40],
            )
        )


def check_row(row: RowDraft, context: RowContext, limits: CheckLimits, year: int) -> Findings:
    """一行能不能入库：错误的行不入库，警告的行入库但要看一眼."""
    found = Findings(list(row.findings))
    found.extend(_identity(row, context))
    if row.segment is None:
        found.add(_error("figures.segment_missing", "没有填规上或规下。", "请填“规上”或“规下”。", "Above or below size is not told."))  # fmt: skip
    if row.amounts.get("tax_yuan") is None and not any(item.code == "figures.cell_unreadable" for item in row.findings):
        found.add(_error("figures.tax_missing", "没有填实缴税收。", "没有缴税的填 0。", "The tax is missing; give 0 where none was paid."))  # fmt: skip
    if row.started_on is not None and row.started_on > date(year, 12, 31):
        found.add(_warning("figures.started_later", f"投产日期晚于 {year} 年底。", "请核对投产日期。", "The enterprise started after the year."))  # fmt: skip
    value_added = row.amounts.get("value_added_yuan")
    if value_added is not None and value_added < 0:
        found.add(_warning("figures.value_added_negative", "增加值为负数，评分按 0 计。", "请确认企业当年亏损。", "The value added is negative."))  # fmt: skip
    found.extend(_land(row, context, limits))
    if context.last_year is not None:
        found.extend(_against_last_year(row, context.last_year, limits))
    return found


def _identity(row: RowDraft, context: RowContext) -> Findings:
    found = Findings()
    if not row.credit_code:
        found.add(_error("figures.code_missing", "没有填统一社会信用代码。", "请按营业执照填写 18 位代码。", "The credit code is missing."))  # fmt: skip
        return found
    wrong = check_credit_code(row.credit_code)
    if wrong is not None:
        found.add(wrong)
    elif context.party_id is None:
        found.add(_error("figures.code_unknown", f"登记册里没有信用代码 {row.credit_code} 的企业。", "请核对代码；新企业请先在地块档案“权利人”中登记。", "No enterprise of this credit code is registered."))  # fmt: skip
    elif row.party_name and row.party_name != context.registered_name:
        found.add(_warning("figures.name_differs", f"企业名称“{row.party_name}”与登记册“{context.registered_name}”不同。", "以信用代码为准；若已更名，请更新登记册。", "The name differs from the register."))  # fmt: skip
    if context.is_repeated is not None:
        found.add(_error("figures.row_twice", f"与第 {context.is_repeated} 行是同一企业、同一园区。", "请合并为一行后重新上传。", "The same enterprise and park stand in an earlier row."))  # fmt: skip
    if context.party_id is not None and context.park_id is None:
        said = f"“{row.park}”不是本区园区。" if row.park else "没有填园区，登记册中也没有该企业的地块，无法确定园区。"
        found.add(_error("figures.park_unknown", said, "请填写园区代码或名称。", "The park is not known."))
    elif not context.may_touch:
        found.add(_error("figures.park_out_of_scope", f"{context.park_name_zh}不在您的管辖范围内。", "请删去该行，或由管辖该园区的人员导入。", "This park is outside your scope."))  # fmt: skip
    return found


def _land(row: RowDraft, context: RowContext, limits: CheckLimits) -> Findings:
    found = Findings()
    if not row.land:
        found.add(_warning("figures.land_missing", "没有填任何用地面积，不能计算亩均指标。", "请补填登记、租入或未登记已用面积。", "No land is told."))  # fmt: skip
    if context.unknown_plots:
        found.add(_error("figures.plot_unknown", f"登记册里没有地块 {'、'.join(context.unknown_plots)}。", "请核对地块编号，或留空由系统按权属匹配。", "A plot is not registered."))  # fmt: skip
    told, known = row.land.get(LandKind.REGISTERED), context.register_area_m2
    if told is not None and known is not None and abs(told - known) > limits.area_share * known:
        share = abs(told - known) / known * 100 if known else Decimal(100)
        found.add(
            Finding(
                code="figures.area_differs",
                severity=Severity.WARNING,
                message_zh=f"登记用地填 {format_mu(told)} 亩，登记册为 {format_mu(known)} 亩，相差 {share:.1f}%。",
                fix_zh="请核对不动产权证；登记册有误的先更正登记册。",
                message_en="The registered area differs from the register.",
                measured=f"{m2_to_mu(told):.2f} 亩",
                required=f"{m2_to_mu(known):.2f} 亩",
            )
        )
    if told is not None and known is None and context.party_id is not None:
        found.add(_warning("figures.area_unregistered", "填了登记用地，但登记册中该企业在本园区没有权属地块。", "请核对权属，或改填“租入”“未登记已用”。", "The register knows no land of this enterprise here."))  # fmt: skip
    out, own = row.land.get(LandKind.LEASED_OUT), sum((area for kind, area in row.land.items() if kind is not LandKind.LEASED_OUT), Decimal(0))  # fmt: skip
    if out is not None and out >= own:
        found.add(_error("figures.leased_out_too_much", "租出面积不小于全部用地，用地面积为 0。", "请核对租出面积。", "More land is leased out than there is."))  # fmt: skip
    return found


def _against_last_year(row: RowDraft, last: YearFigures, limits: CheckLimits) -> Findings:
    found = Findings()
    for name in COMPARED:
        now, before = row.amounts.get(name), last.amounts.get(name)
        if now is None or before is None or now <= 0 or before <= 0:
            continue
        ratio = max(now / before, before / now)
        if ratio >= limits.unit_factor:
            found.add(
                Finding(
                    code="figures.unit_suspected",
                    severity=Severity.ERROR,
                    message_zh=f"{FIGURE_ZH[name]}与上年相差 {ratio:,.0f} 倍，疑似单位填错（元、万元）。",
                    fix_zh="请核对该列单位，改正后重新上传；确实如此的，先入库其余行，再单独修订本企业数据。",
                    message_en=f"{name} differs from last year by a factor of {ratio:,.0f}: a wrong unit?",
                    measured=str(now),
                    required=str(before),
                )
            )
        elif ratio >= limits.outlier_factor:
            found.add(
                Finding(
                    code="figures.outlier",
                    severity=Severity.WARNING,
                    message_zh=f"{FIGURE_ZH[name]}与上年相差 {ratio:,.1f} 倍。",
                    fix_zh="请核对数字；属实的可以入库。",
                    message_en=f"{name} differs from last year by a factor of {ratio:,.1f}.",
                    measured=str(now),
                    required=str(before),
                )
            )
    return found


def _negative(label_zh: str, text: str) -> Finding:
    return Finding(
        code="figures.negative",
        severity=Severity.ERROR,
        message_zh=f"{label_zh}为负数“{text.strip()[:20]}”。",
        fix_zh="请核对；没有数据的留空，退税等请按实缴净额填写，不足 0 的填 0。",
        message_en="The figure is negative.",
        measured=text.strip()[:40],
    )


def _error(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message_zh, fix_zh, message_en)


def _warning(code: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(code, Severity.WARNING, message_zh, fix_zh, message_en)
