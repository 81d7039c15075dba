"""The daily digest: the inbox by person and by park as letters of text and HTML, and what is raised to the leaders. Nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from sqlalchemy.orm import Session

from gisapp.auth.principal import Principal
from gisapp.inbox.inbox import InboxFilter, read_inbox
from gisapp.inbox.terms import InboxAction, InboxBucket, InboxSource
from gisapp.kernel.dates import day_zh

SHOWN = (InboxBucket.OVERDUE, InboxBucket.TODAY, InboxBucket.WEEK)
"""What a day's letter tells: late, today, and the week ahead; the month stays on the desk."""
_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff-]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the digest: for whom, the name of its files without ending, its rows by bucket."""

    name: str
    title_zh: str
    rows: Sequence[Mapping[str, Any]]

    def count(self, bucket: InboxBucket) -> int:
        return sum(row["bucket"] == str(bucket) for row in self.rows)


def write_digest(session: Session, principal: Principal, as_of: date) -> list[Letter]:
    """Return the letters of a day: one to the leaders of what is escalated, one per person, one per park; each thing once in each kind."""
    found = read_inbox(session, principal, as_of, InboxFilter())
    told = {str(bucket) for bucket in SHOWN}
    rows = [row for row in found["items"] if row["bucket"] in told]
    letters = []
    escalated = [row for row in rows if row["is_escalated"]]
    if escalated:
        letters.append(Letter("领导-升级事项", "领导：逾期已久、升级上报的事项", escalated))
    for person in sorted({row["person"] or "" for row in rows}):
        mine = [row for row in rows if (row["person"] or "") == person]
        letters.append(Letter(f"个人-{_safe(person) or '无人负责'}", f"负责人：{person or '无人负责'}", mine))
    for code, name in sorted({(row["park_code"], row["park_name_zh"]) for row in rows if row["park_code"]}):
        letters.append(
            Letter(f"园区-{_safe(code)}", f"园区：{code} {name}", [row for row in rows if row["park_code"] == code])
        )
    return letters


def as_text(letter: Letter, as_of: date, notice_zh: str) -> str:
    """Return a letter as plain text, with the demo mark of the zone in front."""
    lines = [
        line
        for line in (notice_zh, f"待办摘要　{day_zh(as_of)}", letter.title_zh, _sums(letter), "")
        if line or line == ""
    ]
    for bucket in SHOWN:
        mine = [row for row in letter.rows if row["bucket"] == str(bucket)]
        if not mine:
            continue
        lines.append(f"【{bucket.label_zh}】{len(mine)} 件")
        lines += [f"  {number}. {'　'.join(_cells(row))}" for number, row in enumerate(mine, start=1)]
        lines.append("")
    return "\n".join(lines)


def as_html(letter: Letter, as_of: date, notice_zh: str) -> str:
    """Return a letter as a page that stands on its own: no file beside it, nothing loaded from elsewhere."""
    parts = list(_html(letter, as_of, notice_zh))
    return "\n".join(parts) + "\n"


def _html(letter: Letter, as_of: date, notice_zh: str) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield f"<title>{escape(letter.title_zh)} {as_of.isoformat()}</title>"
    yield (
        "<style>body{font:14px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1b2733;max-width:960px;margin:24px auto;"
        "padding:0 16px}h1{font-size:20px}h2{font-size:16px;margin:20px 0 6px}table{border-collapse:collapse;width:100%}th,td{border:1px solid #c3ccd4;"
        "padding:4px 8px;text-align:left;vertical-align:top}th{background:#f4f6f8}.mark{color:#8a5200}.late{color:#b3261e;font-weight:600}</style></head><body>"
    )
    if notice_zh:
        yield f'<p class="mark">{escape(notice_zh)}</p>'
    yield f"<h1>待办摘要　{escape(letter.title_zh)}</h1><p>{day_zh(as_of)}　{_sums(letter)}</p>"
    for bucket in SHOWN:
        mine = [row for row in letter.rows if row["bucket"] == str(bucket)]
        if not mine:
            continue
        yield f"<h2>{bucket.label_zh}　{len(mine)} 件</h2><table><thead><tr>"
        yield "".join(
            f'<th scope="col">{head}</th>'
            for head in ("期限", "类别", "事项", "地块", "企业", "编号", "下一步", "负责人")
        )
        yield "</tr></thead><tbody>"
        for row in mine:
            due, *rest = _cells(row)
            late = ' class="late"' if row["bucket"] == str(InboxBucket.OVERDUE) else ""
            yield f"<tr><td{late}>{escape(due)}</td>" + "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>"
        yield "</tbody></table>"
    yield "</body></html>"


def _sums(letter: Letter) -> str:
    return "，".join(f"{bucket.label_zh} {letter.count(bucket)} 件" for bucket in SHOWN)


def _cells(row: Mapping[str, Any]) -> list[str]:
    return [
        _standing(row),
        InboxSource(row["source"]).label_zh,
        row["what_zh"] or "—",
        row["plot_no"] or "—",
        row["party_name_zh"] or "—",
        row["reference"] or "—",
        InboxAction(row["action"]).label_zh,
        row["person"] or "无人负责",
    ]


def _standing(row: Mapping[str, Any]) -> str:
    due, left = row["due_on"], row["days_left"]
    if due is None:
        return "待我方处理"
    if left < 0:
        return f"{due.isoformat()} 逾期 {-left} 天" + ("（已升级）" if row["is_escalated"] else "")
    return f"{due.isoformat()} " + ("今天到期" if left == 0 else f"还有 {left} 天")


def _safe(name: str) -> str:
    """Return a name that every file system takes."""
    return _UNSAFE.sub("_", name).strip("_")
