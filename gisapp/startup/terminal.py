"""What the person at the terminal sees: stages of long work, results, and refusals in two languages."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from gisapp.kernel.errors import DomainError

console = Console(highlight=False, soft_wrap=True)


@contextmanager
def stage(title_zh: str, title_en: str) -> Iterator[None]:
    """Say what is being done for as long as it lasts, then how long it took."""
    begin = time.monotonic()
    with console.status(f"{title_zh} · {title_en} …"):
        yield
    console.print(f"[green]✓[/green] {title_zh} · {title_en}  [dim]{time.monotonic() - begin:.1f} s[/dim]")


def say(line: str) -> None:
    console.print(line)


def refuse(error: DomainError) -> None:
    """Print why not and what to do: Chinese first, English after."""
    print(error.message_zh, file=sys.stderr)
    if error.message_en:
        print(error.message_en, file=sys.stderr)
    for finding in error.findings:
        print(f"  - {finding.message_zh}{finding.fix_zh}", file=sys.stderr)
