"""What does the public read of a plot on offer? Industries, price, delivery, a contact by role, one sentence in two languages."""

from __future__ import annotations

from datetime import date
from random import Random

from gisapp.demo.days import plus, spread
from gisapp.demo.histories import History
from gisapp.demo.parks import Park
from gisapp.demo.records import Offer

INDUSTRIES: tuple[tuple[str, str, str, str], ...] = (
    ("13", "农副食品加工业", "Processing of agricultural food products", "healthy_food"),
    ("14", "食品制造业", "Food manufacturing", "healthy_food"),
    ("15", "酒、饮料和精制茶制造业", "Beverages and refined tea", "healthy_food"),
    ("27", "医药制造业", "Medicine manufacturing", "biomedicine"),
    ("31", "黑色金属冶炼和压延加工业", "Ferrous metals", "new_materials"),
    ("32", "有色金属冶炼和压延加工业", "Non-ferrous metals", "new_materials"),
    ("33", "金属制品业", "Metal products", "new_materials"),
    (
        "39",
        "计算机、通信和其他电子设备制造业",
        "Computers, communication and other electronic equipment",
        "electronic_information",
    ),
    ("65", "软件和信息技术服务业", "Software and information technology services", "electronic_information"),
)
"""Divisions of GB/T 4754-2017 that the founding plan names, with their cluster."""

_SUITS = {
    "13": ("油脂、面粉加工", "oil and flour milling"),
    "14": ("休闲食品、预制食品", "snack and prepared food"),
    "15": ("饮料生产", "beverages"),
    "27": ("现代中药、医疗器械", "modern Chinese medicine and medical devices"),
    "31": ("钢材深加工", "steel processing"),
    "32": ("铝板带箔及铝型材", "aluminium sheet, foil and profiles"),
    "33": ("精密钣金、钢结构", "precision sheet metal and steel structures"),
    "39": ("电子元器件、智能终端", "electronic components and smart devices"),
    "65": ("软件、大数据和电商服务", "software, big data and e-commerce services"),
}
_USE_EN = {
    "1001": "industrial",
    "1101": "logistics",
    "0802": "research",
    "0901": "commercial",
    "0902": "office",
    "0701": "residential",
    "0806": "health-care",
}
_USE_ZH = {
    "1001": "工业",
    "1101": "物流仓储",
    "0802": "科研",
    "0901": "商业",
    "0902": "商务",
    "0701": "居住",
    "0806": "医疗卫生",
}
_SERVICED = {
    "three": ("三通一平", "basic services"),
    "five": ("五通一平", "five services"),
    "seven": ("七通一平", "seven services"),
}


def price_wan_per_mu(land_use_code: str, rng: Random) -> float:
    """Return a believable start price in 万元/亩: industry 10 to 19, logistics a little more, offices and shops far more."""
    low, high = {"09": (70.0, 130.0), "07": (120.0, 180.0), "08": (24.0, 42.0), "11": (14.0, 22.0)}.get(
        land_use_code[:2], (10.0, 19.0)
    )
    return round(rng.uniform(low, high) * 5) / 5


def make_offer(
    case: int,
    park: Park,
    land_use_code: str,
    area_m2: float,
    address: str,
    history: History,
    today: date,
    rng: Random,
) -> Offer:
    """Return the terms of one published plot; every thirteenth has no price yet, a few are delivered at once or undated."""
    assert history.public_since is not None
    chosen = tuple(sorted(rng.sample(park.industries, min(len(park.industries), rng.choice((1, 1, 2, 3))))))
    price = None if case % 13 == 9 else price_wan_per_mu(land_use_code, rng)
    days = (-20, 25, 60, 90, 120, 180, 240, 300, 420, 520)[case % 10]
    delivery = None if case % 17 == 11 else plus(today, days + spread(rng, 0, 12))
    mu = area_m2 * 3 / 2000
    use, use_en = _USE_ZH[land_use_code[:4]], _USE_EN[land_use_code[:4]]
    suits = "、".join(_SUITS[code][0] for code in chosen)
    suits_en = "; ".join(_SUITS[code][1] for code in chosen)
    services, services_en = _SERVICED.get(history.states[-1].servicing, ("配套建设中", "services under construction"))
    return Offer(
        chosen,
        price,
        delivery,
        "招商服务窗口（示例联系人）",
        "Investment service desk (demo contact)",
        f"0394-000{1000 + case:04d}",
        f"{park.name_zh}{use}用地，约{mu:.0f}亩，{address}，{services}，适合{suits}。",
        f"About {mu:.0f} mu of {use_en} land in {park.name_en}, {services_en}; suits {suits_en}.",
        history.public_since,
    )
