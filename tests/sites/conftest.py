"""The three published sites of the supply tests, for the public window."""

from __future__ import annotations

from tests.supply.conftest import sites

__all__ = ["sites"]
