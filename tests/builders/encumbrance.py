"""A right of somebody else on a plot, straight into the tables."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session


def an_encumbrance(
    session: Session,
    plot_id: int,
    kind: str = "mortgage",
    *,
    holder_name: str = "示例银行周口分行",
    registered_on: str = "2024-03-01",
    expires_on: str | None = None,
    amount_yuan: str | None = "8000000",
    certificate_no: str = "豫（2024）周口市不动产证明第0000001号",
) -> int:
    encumbrance_id: int = session.execute(
        text("insert into encumbrance (plot_id, kind) values (:plot, :kind) returning id"),
        {"plot": plot_id, "kind": kind},
    ).scalar_one()
    session.execute(
        text(
            "insert into encumbrance_fact (encumbrance_id, holder_name, certificate_no, amount_yuan, expires_on, recorded_by_name, valid) values"
            " (:id, :holder, :certificate, :amount, cast(:expires as date), '测试', daterange(cast(:registered as date), null))"
        ),
        {
            "id": encumbrance_id,
            "holder": holder_name,
            "certificate": certificate_no,
            "amount": amount_yuan,
            "expires": expires_on,
            "registered": registered_on,
        },
    )
    return encumbrance_id
