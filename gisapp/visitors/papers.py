"""What stands before every route that makes a file for visitors, before any other dependency of it."""

from __future__ import annotations

from fastapi import Depends

from gisapp.api.deps import paper_turn
from gisapp.visitors.allowance import limited
from gisapp.visitors.terms import Purpose

PAPER_FOR_VISITORS = [Depends(limited(Purpose.BROCHURE)), Depends(paper_turn, scope="function")]
"""Counted by address, then made one after the other; who has a session is neither counted nor waits."""
