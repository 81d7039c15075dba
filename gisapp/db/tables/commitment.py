from __future__ import annotations

from sqlalchemy.orm import Mapped

from gisapp.db.tables.base import Dated, Row


class ContractOfficerRow(Dated, Row):
    __tablename__ = "contract_officer"
    contract_id: Mapped[int]
    officer_name: Mapped[str]
