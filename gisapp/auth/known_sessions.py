"""Which cookies were those of sessions a moment ago? Decides in which line a request waits, never what it may do."""

from __future__ import annotations

import time

from gisapp.auth.sessions import token_hash

_REMEMBERED_S = 900
_MOST = 10_000


class KnownSessions:
    """Tokens that were found in the database lately, of this process; an invented one never gets in. Safe for threads."""

    def __init__(self) -> None:
        self._until: dict[bytes, float] = {}

    def __contains__(self, token: str) -> bool:
        return self._until.get(token_hash(token), 0) > time.monotonic()

    def note(self, token: str, *, is_session: bool) -> None:
        """Remember what the database said of a token."""
        digest = token_hash(token)
        if not is_session:
            self._until.pop(digest, None)
            return
        if len(self._until) >= _MOST:
            self._until.clear()
        self._until[digest] = time.monotonic() + _REMEMBERED_S
