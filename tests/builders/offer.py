"""Industries, and what is told about a plot on offer: terms, planning conditions, utilities."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

INDUSTRIES = (
    ("13", "农副食品加工业", "healthy_food"),
    ("14", "食品制造业", "healthy_food"),
    ("27", "医药制造业", "biomedicine"),
    ("33", "金属制品业", "new_materials"),
)


def the_industries(session: Session) -> None:
    for code, name, cluster in INDUSTRIES:
        session.execute(
            text(
                "insert into industry (code, name_zh, cluster) values (:code, :name, :cluster) on conflict do nothing"
            ),
            {"code": code, "name": name, "cluster": cluster},
        )


def an_offer(
    session: Session,
    plot_id: int,
    *,
    industries: tuple[str, ...] = ("13",),
    price: float | None = 150,
    delivery_on: str | None = "2027-03-01",
    contact_zh: str = "招商服务窗口",
    contact_phone: str = "0394-0001001",
    summary_zh: str = "临路，五通一平。",
    valid_from: str = "2020-01-01",
) -> None:
    session.execute(
        text(
            "insert into offer_terms (plot_id, industry_codes, start_price_yuan_per_m2, delivery_on, contact_zh, contact_phone, summary_zh,"
            " source, valid) values (:plot, :industries, :price, cast(:delivery as date), :contact, :phone, :summary, '供地方案',"
            " daterange(cast(:f as date), null))"
        ),
        {
            "plot": plot_id,
            "industries": list(industries),
            "price": price,
            "delivery": delivery_on,
            "contact": contact_zh,
            "phone": contact_phone,
            "summary": summary_zh,
            "f": valid_from,
        },
    )


def a_condition(session: Session, plot_id: int, *, valid_from: str = "2020-01-01") -> None:
    session.execute(
        text(
            "insert into planning_condition (plot_id, far_min, far_max, building_coefficient_min, green_ratio_max, document_no, valid)"
            " values (:plot, 1.2, 2.5, 0.4, 0.15, '周规条〔2026〕18号', daterange(cast(:f as date), null))"
        ),
        {"plot": plot_id, "f": valid_from},
    )


def a_utility(
    session: Session, plot_id: int, utility: str, status: str = "connected", *, observed_on: str = "2026-05-01"
) -> None:
    session.execute(
        text(
            "insert into servicing_fact (plot_id, utility, status, capacity, unit, source, observed_on, valid)"
            " values (:plot, :utility, :status, 630, 'kVA', '现场核查', cast(:observed as date), daterange(cast(:observed as date), null))"
        ),
        {"plot": plot_id, "utility": utility, "status": status, "observed": observed_on},
    )
