"""Why the system does not start on this machine, in one sentence that says what to do."""

from __future__ import annotations

from gisapp.kernel.errors import DomainError


class StartRefusal(DomainError):
    """The machine, the data folder or the database is not ready; shown on the terminal, in Chinese and English (503)."""

    status = 503

    def __init__(self, code: str, message_zh: str, message_en: str) -> None:
        super().__init__(code, message_zh, message_en=message_en)
