"""A compliance report as a page to print: conclusion, map, table of overlaps with their article, assessments, what it rests on, its hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from html import escape
from typing import Any

from gisapp.compliance.report_map import COLOURS
from gisapp.compliance.terms import CheckSubject, OverlapMode, Verdict
from gisapp.kernel.area import format_m2, m2_to_mu, round_half_up
from gisapp.kernel.crs import GAUSS_KRUGER
from gisapp.kernel.dates import day_zh
from gisapp.land.terms import ConstraintKind
from gisapp.preparation.standard_terms import AssessmentKind

_BEIJING = timezone(timedelta(hours=8))
_SAID = {
    Verdict.CLEAR: "在核对的各类控制范围内未发现占压。",
    Verdict.TO_CHECK: "存在需要核实的占压，应征求主管部门意见后再办理。",
    Verdict.CONFLICT: "存在不符合控制要求的占压，处理前不宜办理供地或规划许可。",
    Verdict.NOT_KNOWN: "已登记的控制范围内未发现占压，但部分类型没有登记资料，不能据此认定合规。",
}


def lay_report(
    report: Mapping[str, Any], drawing: str, *, zone_zh: str, notice: str, printed_on: date, printed_by: str
) -> str:
    """Return the HTML of a report; nothing in it is loaded from anywhere, everything in it comes from the kept content."""
    content = report["content"]
    made = report["made_at"].astimezone(_BEIJING)
    mark = f'<b class="mark">{escape(notice)}</b>' if notice else ""
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>合规审查报告 {escape(report["report_no"])}</title>'
        f"<style>{_style(notice)}</style><header><h1>合规审查报告</h1><p>{escape(zone_zh)}　编号 {escape(report['report_no'])}　{mark}</p></header>"
        f"{_facts(report, content)}{_verdict(content)}<figure>{drawing}<figcaption>{_legend(content)}</figcaption></figure>"
        f"{_overlaps(content)}{_unknown(content)}{_assessments(content)}{_inputs(content, made)}"
        f'<section class="signs"><p>审查人：{escape(report["made_by_name"])}</p><p>复核人：</p><p>单位（盖章）：</p><p>日期：</p></section>'
        f'<p class="fine">校验值 SHA-256：{report["sha256"]}。报告可按所列输入重算核对。'
        f"{printed_by and f'{escape(printed_by)} 于 {day_zh(printed_on)} 打印。'}</p></html>"
    )


def _style(notice: str) -> str:
    words = notice.replace("\\", "").replace('"', "").replace("\n", " ")
    return (
        '@page{size:A4;margin:16mm 15mm 18mm;@bottom-right{content:"第 " counter(page) " 页 共 " counter(pages) " 页";font-size:8pt;color:#555}'
        f'@bottom-left{{content:"{words}";font-size:8pt;color:#b3261e}}}}'
        'body{font:9.5pt/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1b2733;margin:0}'
        'header{text-align:center;border-bottom:1.2pt solid #0b6e75;margin-bottom:3mm}h1{font:700 17pt "Noto Serif CJK SC","Noto Sans CJK SC",serif;margin:0}'
        "header p{margin:1mm 0 2mm;color:#3a4754}.mark{color:#b3261e}h2{font-size:11pt;margin:4mm 0 1.5mm;color:#0b6e75}"
        "dl{display:flex;flex-wrap:wrap;margin:0}dl div{width:50%;display:flex}dt{width:22mm;color:#6b7a88}dd{margin:0;flex:1}"
        ".verdict{border:1pt solid;border-radius:1.5mm;padding:2mm 3mm;margin:3mm 0;font-size:10.5pt}.conflict{color:#8f1d17;background:#fbeeed}"
        ".to_check{color:#7a4b00;background:#fdf4e3}.clear{color:#14532d;background:#edf7f0}.not_known{color:#3a4754;background:#f1f3f5}"
        "figure{margin:2mm 0;break-inside:avoid}figcaption{font-size:8pt;color:#3a4754}figcaption span{margin-right:4mm;white-space:nowrap}"
        "figcaption i{display:inline-block;width:4mm;height:2.4mm;margin-right:1mm;border:0.8pt solid}"
        "table{border-collapse:collapse;width:100%;font-size:8.6pt}th,td{border:0.5pt solid #9aa7b2;padding:1mm 1.5mm;vertical-align:top;text-align:left}"
        "th{background:#e6f0f1;font-weight:600}tr{break-inside:avoid}th,td.k{white-space:nowrap}td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
        ".fine{font-size:7.6pt;color:#6b7a88;word-break:break-all}.signs{display:flex;margin-top:8mm;break-inside:avoid}.signs p{width:25%;margin:0}"
    )


def _facts(report: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    system = GAUSS_KRUGER.get(content["planar_epsg"])
    facts = (
        ("审查对象", f"{CheckSubject(content['subject']).label_zh}　{content['subject_zh']}"),
        ("所在园区", content["park_name_zh"] or "不在园区内"),
        ("审查时点", day_zh(date.fromisoformat(content["as_of"]))),
        ("面积", f"{format_m2(content['area_m2'])} ㎡（{_mu(content['area_m2'])} 亩）"),
        ("量算坐标系", system.label_zh if system else f"EPSG:{content['planar_epsg']}"),
        ("占压项数", f"{len(content['conflicts'])} 项"),
    )
    return (
        "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{escape(str(value))}</dd></div>" for name, value in facts) + "</dl>"
    )


def _verdict(content: Mapping[str, Any]) -> str:
    verdict = Verdict(content["verdict"])
    sign = {"conflict": "✕", "to_check": "▲", "clear": "✓", "not_known": "？"}[verdict.value]
    return f'<p class="verdict {verdict.value}"><b>{sign} {verdict.label_zh}</b>　{_SAID[verdict]}</p>'


def _legend(content: Mapping[str, Any]) -> str:
    kinds = dict.fromkeys(area["kind"] for area in content["areas"])
    shown = "".join(
        f'<span><i style="border-color:{COLOURS[kind]};background:{COLOURS[kind]}22"></i>{ConstraintKind(kind).label_zh}</span>'
        for kind in kinds
    )
    return (
        '<span><i style="border-color:#0b6e75;background:#0b6e7522"></i>审查范围</span>'
        '<span><i style="border-color:#b3261e;background:#f7d9d6"></i>占压部分（编号同下表）</span>'
        f"{shown}<span>虚线为防护距离</span>"
    )


def _overlaps(content: Mapping[str, Any]) -> str:
    if not content["conflicts"]:
        return ""
    rows = [
        (
            str(number),
            ConstraintKind(one["kind"]).label_zh,
            one["name_zh"] or f"{OverlapMode(one['mode']).label_zh}",
            f"{one['distance_m']:g} 米" if one["distance_m"] else "—",
            (format_m2(one["overlap_m2"]),),
            (_mu(one["overlap_m2"]),),
            (f"{one['share']:.2%}",),
            {"error": "不符合", "warning": "需核实", "info": "提示"}[one["severity"]],
            one["basis"],
            one["fix_zh"],
        )
        for number, one in enumerate(content["conflicts"], 1)
    ]
    head = ("序号", "控制类型", "名称", "防护距离", "占压㎡", "占压亩", "占比", "结论", "依据", "处理")
    return "<h2>占压情况</h2>" + _table(head, rows)


def _unknown(content: Mapping[str, Any]) -> str:
    if not content["unknown_kinds"]:
        return ""
    names = "、".join(ConstraintKind(kind).label_zh for kind in content["unknown_kinds"])
    return f"<h2>没有登记资料的类型</h2><p>{names}：审查时点没有登记任何范围，未作判断。</p>"


def _assessments(content: Mapping[str, Any]) -> str:
    if not content["assessments"]:
        return "<h2>区域评估</h2><p>该日期没有在有效期内的区域评估覆盖审查范围。</p>"
    rows = [
        (
            AssessmentKind(one["kind"]).label_zh,
            one["title"],
            one["document_no"],
            _last_day(one["valid_to"]),
            (format_m2(one["covered_m2"]),),
            (f"{one['share']:.2%}",),
        )
        for one in content["assessments"]
    ]
    return "<h2>在有效期内的区域评估</h2>" + _table(("事项", "名称", "批复文号", "有效期至", "覆盖㎡", "占比"), rows)


def _inputs(content: Mapping[str, Any], made: datetime) -> str:
    rows = [
        (
            str(area["id"]),
            ConstraintKind(area["kind"]).label_zh,
            area["name_zh"],
            " ".join(part for part in (area["source"], area["document_no"]) if part) or "—",
            (f"{area['distance_m']:g}",),
            area["sha256"][:12],
        )
        for area in content["areas"]
    ]
    entries = "；".join(
        f"{_ENTRY[code]} {entry['value']:g}（{escape(entry['basis'])}{'' if entry['confirmed'] else '，待确认'}）"
        for code, entry in content["entries"].items()
    )
    versions = "、".join(f"{ConstraintKind(kind['kind']).label_zh} {kind['version']}" for kind in content["kinds"])
    return (
        f"<h2>审查所依据的资料</h2><p>审查于 {made:%Y年%-m月%-d日 %H:%M} 按当时登记的资料作出，面积为平面面积。"
        f"{entries}。规则版本：{versions}。</p>"
        + (_table(("编号", "类型", "名称", "来源、文号", "防护距离（米）", "图形校验"), rows) if rows else "")
    )


_ENTRY = {
    "constraint.overlap_tolerance_m2": "占压容差（㎡）",
    "constraint.pipeline_distance_m": "管道保护距离（米）",
    "constraint.hazard_distance_m": "危险源防护距离（米）",
    "constraint.heritage_distance_m": "文物控制距离（米）",
}


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Lay a table; a cell in a tuple of its own is a figure and stands on the right."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="n">{escape(cell[0])}</td>' if isinstance(cell, tuple) else f"<td>{escape(str(cell))}</td>"
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{''.join(f'<th>{name}</th>' for name in head)}</tr></thead><tbody>{body}</tbody></table>"


def _mu(area_m2: float) -> str:
    return f"{round_half_up(m2_to_mu(area_m2), 2):,}"


def _last_day(valid_to: str | None) -> str:
    return "长期" if valid_to is None else day_zh(date.fromisoformat(valid_to) - timedelta(days=1))
