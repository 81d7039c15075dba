"""The verdicts in a sealed case file worked out again: that of the day of sealing, and that of each step that kept its facts.

Standard library and the rules alone: this file travels inside the case file and runs there without the system.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gisapp.idle.verdict import version_of, work_out

VERDICT, ENGINE, STEPS = "verdict.json", "engine/", "steps/"
_RULES = f"{ENGINE}gisapp/idle/rules/"
_WORDS = (f"{ENGINE}gisapp/idle/terms.py", f"{ENGINE}gisapp/kernel/dates.py")

Said = tuple[list[str], list[str]]
"""What differs, and what is to be said besides."""


def work_out_members(members: Mapping[str, bytes], installed: str | None = None) -> Said:
    """Work out every verdict among the members of an archive; `installed` = the version of the rules that run, None = those of the archive."""
    paths = (*_WORDS, *sorted(name for name in members if name.startswith(_RULES)))
    version = version_of((path.rsplit("/", 1)[1], members[path]) for path in paths)
    if installed is not None and installed != version:
        told = f"○ 本机的规则不是 {version}，请用包内的 verify.py 重算 · other rules are installed: use the verify.py inside"
        return [], [told]
    problems: list[str] = []
    said: list[str] = []
    for path in (VERDICT, *(name for name in members if name.startswith(STEPS))):
        written = json.loads(members[path])
        differs, told = _again(path, written if path == VERDICT else written["basis"], version)
        problems += differs
        said += told
    return problems, said


def _again(path: str, kept: Mapping[str, Any], version: str) -> Said:
    record, answer = kept.get("rests_on"), kept.get("identification")
    if record is None or answer is None:
        why = "没有留存当时的事实" if answer else "没有合同，没有认定"
        return [], [f"○ {path}：{why}，不重算 · no facts were kept with it: not worked out again"]
    if record["engine"] != version:
        if path == VERDICT:
            return [
                f"{path}：写明的规则版本 {record['engine']} 不是包内的 {version} · not the rules that are inside"
            ], []
        told = f"○ {path}：当时的规则是 {record['engine']}，不重算 · taken by other rules: not worked out again"
        return [], [told]
    try:
        found = work_out(record)
    except Exception as error:  # whatever becomes of a record that is none
        return [f"{path}：所附事实或规则条目不能计算（{error}） · its facts or entries cannot be worked with"], []
    before = {**answer, "fee_yuan": record["fee_yuan"]}
    after = {**found["identification"], "fee_yuan": found["fee_yuan"]}
    differs = sorted(name for name in before.keys() | after.keys() if before.get(name, ...) != after.get(name, ...))
    if differs:
        told = (
            f"{path}：由所附事实和规则重算，结果不同（{'、'.join(differs)}） · worked out again, it comes out otherwise"
        )
        return [told], []
    fee = f"，闲置费 {record['fee_yuan']} 元" if record["fee_yuan"] else ""
    return [], [f"✓ {path}：{record['as_of']} 的认定“{answer['state']}”{fee}重算一致 · worked out again, the same"]
