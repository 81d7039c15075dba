"""Uploaded files on disk for as long as somebody reads them, and the answers that came along."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import UploadFile

from gisapp.api.scratch import scratch
from gisapp.kernel.errors import Invalid
from gisapp.land.intake.answers import Answers
from gisapp.land.intake.bundle_files import bundled
from gisapp.land.intake.limits import Limits

MOST_PARTS = 10


@contextmanager
def delivered(files: list[UploadFile], limits: Limits) -> Iterator[tuple[str, Path]]:
    """Yield (name, path) of what was sent, loose parts of a shapefile as one zip; removed again whatever happens."""
    with scratch() as folder:
        parts: list[tuple[str, Path]] = []
        for number, file in enumerate(files[:MOST_PARTS]):
            path = folder / str(number)
            with path.open("xb") as sink:
                shutil.copyfileobj(file.file, sink, 1 << 20)
            limits.refuse_upload(path.stat().st_size)
            parts.append((_plain_name(file.filename or ""), path))
        with bundled(parts, limits) as bundle:
            yield bundle


def answers_of(options: str) -> Answers:
    """Return the answers sent as JSON; 400 with a sentence when they are none."""
    try:
        parsed: Any = json.loads(options or "{}")
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise Invalid(
            "survey.options_malformed",
            "上传选项格式不正确，应为 JSON 对象。",
            message_en="options must be a JSON object.",
        )
    return Answers.parse(parsed)


def _plain_name(name: str) -> str:
    """Return the last part of a file name as sent, which may carry a path of the sender's machine."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:200] or "未命名"
