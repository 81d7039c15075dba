from __future__ import annotations

from sqlalchemy.orm import Mapped

from gisapp.db.tables.base import Dated, Row


class PatrolAssignmentRow(Dated, Row):
    __tablename__ = "patrol_assignment"
    plot_id: Mapped[int]
    group_id: Mapped[int]
