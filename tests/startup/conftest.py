"""Folders which the server's account may enter, and `gisapp` as a process of its own."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ADDRESS = re.compile(r"http://\S+:\d+")
WAIT_SECONDS = 120.0


class RunningCommand:
    """A `gisapp` command that goes on, with the lines it has printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._queue.put(line)
        self._queue.put(None)

    def wait_for(self, pattern: re.Pattern[str]) -> str:
        """The first printed text that matches; fails with everything printed when the command ends without it."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            line = self._queue.get(timeout=WAIT_SECONDS)
            if line is None:
                break
            self.lines.append(line)
            found = pattern.search(line)
            if found:
                return found.group()
        raise AssertionError(f"no {pattern.pattern!r} in:\n{''.join(self.lines)}")

    def end(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.finish()

    def finish(self) -> int:
        code = self.process.wait(WAIT_SECONDS)
        self._reader.join(WAIT_SECONDS)
        while (line := self._queue.get()) is not None:
            self.lines.append(line)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    @property
    def text(self) -> str:
        return "".join(self.lines)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder which the server's account may enter (pytest's own tmp_path is closed to it)."""
    made = Path(tempfile.mkdtemp(prefix="gisapp-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def start_command() -> Iterator[Callable[..., RunningCommand]]:
    """Start `gisapp …`; whatever still runs after the test is killed."""
    running: list[RunningCommand] = []

    def start(*arguments: str, **environment: str) -> RunningCommand:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GISAPP_", "PYTHON"))}
        process = subprocess.Popen(
            [sys.executable, "-m", "gisapp", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, bufsize=1, env={**clean, "PYTHONUNBUFFERED": "1", "COLUMNS": "200", **environment},
        )  # fmt: skip
        running.append(RunningCommand(process))
        return running[-1]

    yield start
    for command in running:
        if command.process.poll() is None:
            command.process.kill()
            command.finish()


@pytest.fixture
def run_command(start_command: Callable[..., RunningCommand]) -> Callable[..., tuple[int, str]]:
    """Run `gisapp …` to its end: exit code and everything printed."""

    def run(*arguments: str, **environment: str) -> tuple[int, str]:
        command = start_command(*arguments, **environment)
        code = command.finish()
        return code, command.text

    return run
