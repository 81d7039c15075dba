"""Where requests and errors are written: a file in the data folder, so that the terminal keeps the address; or the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson
import structlog

from gisapp.kernel.start_refusal import StartRefusal

LARGEST_FILE = 50_000_000
"""Bytes after which the file is put aside at the next start."""


def configure_logs(file: Path | None) -> None:
    """One JSON object per line into `file`, errors also as one line on the terminal; everything on the terminal where None is given."""
    target: BinaryIO = sys.stdout.buffer
    processors: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    if file is not None:
        if file.exists() and file.stat().st_size > LARGEST_FILE:
            file.replace(file.with_suffix(".log.1"))
        try:
            target = os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
            file.chmod(0o600)  # also where an earlier version made it
        except OSError as error:
            raise StartRefusal(
                "start.log_not_writable",
                f"日志 {file} 不能写入（{error.strerror}），请改 GISAPP_LOG_FILE 或目录权限。",
                f"The log {file} cannot be written ({error.strerror}): change GISAPP_LOG_FILE or the folder's permissions.",
            ) from error
        processors.append(_ErrorsOnTerminal(file))
    structlog.configure(
        processors=[*processors, structlog.processors.JSONRenderer(serializer=orjson.dumps)],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
        logger_factory=structlog.BytesLoggerFactory(cast("BinaryIO", _Tolerant(target))),
        cache_logger_on_first_use=True,
    )


class _Tolerant:
    """A file that takes what it can: a request is not lost because its line cannot be written, on a full disk say."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def write(self, line: bytes) -> int:
        with suppress(OSError):
            return self._target.write(line)
        return 0

    def flush(self) -> None:
        with suppress(OSError):
            self._target.flush()


class _ErrorsOnTerminal:
    """Somebody who looks at the terminal learns that something failed, and where the whole story is."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, _logger: object, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if method in ("error", "critical", "exception"):
            what = event.get("error") or event.get("event")
            with suppress(OSError):  # the terminal may be a file on the same disk
                print(f"出错 · error: {what}，详见 · see {self._file}", file=sys.stderr, flush=True)
        return event
