from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from gisapp.db.tables.base import Row


class DrawingSketchRow(Row):
    """What one person is drawing in a proposal and has not ended yet."""

    __tablename__ = "drawing_sketch"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int]
    account_id: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
