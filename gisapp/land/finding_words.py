"""What the findings of survey files say in English; in Chinese they are kept with the survey, as they were found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_ONLY_WITH_VALUE = re.compile(r"\[([^\[\]]*\{value\}[^\[\]]*)\]")
_VALUE = re.compile(r"“[^”]*”|\d[\d,.]*%?")
_UNITS = {"㎡": "m²", "平方米": "m²", "公里": "km", "千米": "km", "米": "m", "公顷": "ha"}


@cache
def english_words() -> Mapping[str, tuple[str, str]]:
    """Return code → (what is wrong, what to do)."""
    kept = tomllib.loads(Path(__file__).with_name("finding_words.toml").read_text(encoding="utf-8"))
    return {code: (words[0], words[1]) for code, words in kept.items()}


def in_english(finding: Mapping[str, Any]) -> dict[str, str]:
    """Return message_en and fix_en of a kept finding; both are empty where there are no words for its code."""
    what, fix = english_words().get(finding["code"], ("", ""))
    if not what:
        return {"message_en": "", "fix_en": ""}
    value = _with_units(str(finding.get("value") or ""))
    message = _ONLY_WITH_VALUE.sub(lambda part: part[1].replace("{value}", value) if value else "", what)
    message = message[:1].upper() + message[1:]
    if finding.get("line_no") is not None:
        message = f"Line {finding['line_no']}: {message}"
    elif finding.get("row_no") is not None:
        message = f"Row {finding['row_no']}: {message}"
    return {"message_en": message, "fix_en": fix}


def kind_labels(message_zh: str, code: str) -> dict[str, str]:
    """Return label_zh and label_en of all findings of a code: what one of them says, without the values of its row."""
    label_zh = _VALUE.sub("…", message_zh.partition("。")[0])
    return {"label_zh": label_zh, "label_en": in_english({"code": code})["message_en"].rstrip(".") or label_zh}


def _with_units(value: str) -> str:
    """Write the unit behind a number as English does; other texts are quoted from the file as they are."""
    found = re.fullmatch(r"(-?[\d,.]+)\s*(\D+)", value)
    return f"{found[1]} {_UNITS[found[2].strip()]}" if found and found[2].strip() in _UNITS else value
