"""企业填报的检查：请报的每一部分都要有，没有的数据须写明没有；说了什么就存什么，未知不当作 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gisapp.kernel.dates import day_zh
from gisapp.kernel.finding import Finding, Findings, Severity
from gisapp.land.terms import DevelopmentState
from gisapp.self_reports.rules.figures import REPORTABLE
from gisapp.self_reports.terms import ReportPart

MOST = Decimal("1e13")
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the enterprise was asked for."""

    parts: frozenset[ReportPart]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as received, without its bytes."""

    file_name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the enterprise says. A figure that is None is one that it does not have; a name that is missing was not answered."""

    progress: DevelopmentState | None
    since: date | None
    words: str
    figures: Mapping[str, Decimal | None]
    photos: Sequence[Photo]
    is_declared: bool


@dataclass(frozen=True, slots=True)
class FilingLimits:
    photos_most: int
    photo_mb_most: int


def assess_filing(told: Told, asked: Asked, today: date, limits: FilingLimits) -> Findings:
    """Return what keeps a report from being handed in; each finding's code ends with the field it is about."""
    found = Findings()
    if ReportPart.PROGRESS in asked.parts:
        found.extend(_progress(told, today))
    if ReportPart.FIGURES in asked.parts:
        found.extend(_figures(told, asked))
    if ReportPart.PHOTOS in asked.parts:
        found.extend(_photos(told.photos, limits))
    if not told.is_declared:
        found.add(
            _error(
                "declared",
                "还没有确认填报内容属实",
                "请核对后勾选“以上内容由本企业填报，真实、准确”。",
                "The report has not been confirmed; tick the box below it.",
            )
        )
    return found


def _progress(told: Told, today: date) -> list[Finding]:
    if told.progress in (None, DevelopmentState.NOT_APPLICABLE):
        return [_error("progress", "没有选择建设进度", "请选择目前的建设进度。", "Choose how far the project is.")]
    if told.progress is DevelopmentState.NOT_STARTED:
        return []
    if told.since is None:
        return [
            _error(
                "since",
                f"没有填写“{told.progress.label_zh}”从哪天开始",
                "请填写开始的日期。",
                "Say since which day this has been so.",
            )
        ]
    if told.since > today:
        return [
            _error(
                "since",
                f"日期 {day_zh(told.since)}还没有到",
                "请填写实际发生的日期，计划可写在说明里。",
                "The day has not come yet; write plans into the words.",
            )
        ]
    return []


def _figures(told: Told, asked: Asked) -> list[Finding]:
    found: list[Finding] = []
    for name in asked.figures:
        label = REPORTABLE[name]
        value = told.figures.get(name)
        if name not in told.figures:
            message, fix = f"没有填写“{label.label_zh}”", "请填写；没有这项数据的，选“暂无此项数据”。"
            found.append(_error(f"figures.{name}", message, fix, f"Fill in “{label.label_en}”, or say there is none."))
        elif value is not None and not (value.is_finite() and 0 <= value <= MOST):
            message, fix = f"“{label.label_zh}”不能为负，也不能超过 10 万亿", "请核对数值和单位。"
            found.append(_error(f"figures.{name}", message, fix, f"“{label.label_en}” is negative or too large."))
    told_any = any(told.figures.get(name) is not None for name in asked.figures)
    if not found and not told_any and not told.words.strip():
        found.append(
            _error(
                "words",
                "各项数据都选了“暂无”，没有说明原因",
                "请在情况说明里写明为什么没有数据、何时能报。",
                "No figure was told; say why, and when there will be some.",
            )
        )
    return found


def _photos(photos: Sequence[Photo], limits: FilingLimits) -> list[Finding]:
    if not photos:
        return [_error("photos", "没有照片", "请至少上传一张现场照片。", "Add at least one photograph of the site.")]
    found: list[Finding] = []
    if len(photos) > limits.photos_most:
        message = f"照片有 {len(photos)} 张，最多 {limits.photos_most} 张"
        found.append(
            _error("photos", message, "请选最能说明进度的几张。", f"At most {limits.photos_most} photographs.")
        )
    for photo in photos:
        if photo.media_type not in PICTURES:
            message = f"“{photo.file_name}”不是 JPEG 或 PNG 照片"
            fix = "请用手机或相机拍摄的原图；苹果手机请在设置里选“兼容性最佳”，或截图后上传。"
            found.append(_error("photos", message, fix, f"“{photo.file_name}” is not a JPEG or PNG picture."))
        elif photo.size_bytes > limits.photo_mb_most * 1024 * 1024:
            message = f"“{photo.file_name}”超过 {limits.photo_mb_most} MB"
            fix = "请缩小后再上传，或少选几张。"
            found.append(
                _error("photos", message, fix, f"“{photo.file_name}” is larger than {limits.photo_mb_most} MB.")
            )
    return found


def _error(field: str, message_zh: str, fix_zh: str, message_en: str) -> Finding:
    return Finding(f"self_report.{field}", Severity.ERROR, message_zh + "。", fix_zh, message_en)
