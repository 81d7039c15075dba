"""How many examples a property is tried with: few and always the same in every run, all and new ones in `./gis test --thorough`."""

from __future__ import annotations

from hypothesis import settings

THOROUGH = "thorough"
SHORT = 4
"""An ordinary run tries a quarter …"""
FEWEST = 25
"""… but so many at least, where a property has as many."""


def register_profiles() -> None:
    """`default` is the same in every run, so that a failure comes from an edit; `thorough` draws anew and keeps what failed."""
    settings.register_profile("default", max_examples=FEWEST, deadline=None, derandomize=True)
    settings.register_profile(THOROUGH, max_examples=100, deadline=None, print_blob=True)
    settings.load_profile("default")


def is_thorough() -> bool:
    """Whether this is the long run."""
    return settings.get_current_profile_name() == THOROUGH


def examples(full: int, short: int | None = None) -> int:
    """The number of examples in this run, where the long run tries `full`; `short` where a quarter is not the right share."""
    if is_thorough():
        return full
    return short or max(full // SHORT, min(full, FEWEST))
