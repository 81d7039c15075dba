"""What else an investor sees in the demo zone: vacant workshops, transfer wishes, room left, where goods go, who sells to whom, pictures. All invented."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gisapp.demo.bulk import Bulk, period
from gisapp.demo.days import plus
from gisapp.demo.frame import Point, to_ground
from gisapp.demo.records import ACTOR, SOURCE
from gisapp.demo.seed_plots import CHINA
from gisapp.demo.site_photo import site_photo
from gisapp.kernel.crs import STORAGE_EPSG, transformer
from gisapp.patrol.terms import Sight

SEED = 2400
CONTACT = ("招商服务窗口（示例联系人）", "Investor service desk (example)", "0394-0000000")

_BUILT = """
select s.plot_id, s.park_id, k.code as park_code, k.name_zh as park_zh, k.name_en as park_en, s.area_m2, s.plot_no, y.id as party_id, y.name_zh as holder,
       coalesce(r.room_m2, 0) as room_m2, r.state,
       ST_AsEWKB(v.geom)::bytea as geom, ST_X(ST_PointOnSurface(v.geom)) as lon, ST_Y(ST_PointOnSurface(v.geom)) as lat,
       ST_AsEWKB(ST_Multi(ST_CollectionExtract(ST_Transform(ST_Intersection(ST_Buffer(o.g, -8), ST_MakeEnvelope(
           ST_X(ST_PointOnSurface(o.g)) - w.half, ST_Y(ST_PointOnSurface(o.g)) - w.half * 0.6,
           ST_X(ST_PointOnSurface(o.g)) + w.half, ST_Y(ST_PointOnSurface(o.g)) + w.half * 0.6, 4547)), 4490), 3))) as hall
from plot_snapshot s
join plot_version v on v.id = s.version_id
join park k on k.id = s.park_id
cross join lateral (select ST_Transform(v.geom, 4547) as g) o
cross join lateral (select least(60.0, sqrt(s.area_m2::float8) / 4) as half) w
join lateral (select p.id, p.name_zh from plot_party h join party p on p.id = h.party_id
              where h.plot_id = s.plot_id and h.role = 'holder' and h.valid @> cast(:day as date) and upper_inf(h.recorded) and not p.is_real
              order by p.id limit 1) y on true
left join room_left_on(cast(:day as date)) r on r.plot_id = s.plot_id
where s.valid @> cast(:day as date) and s.supply = 'allocated' and s.development in ('completed', 'in_production') and s.land_use_code like '1001%'
  and s.compliance in ('in_order', 'not_applicable') and s.area_m2 > 12000
order by s.plot_no
"""

_INDUSTRIES = {
    "P1": ("13", "14"),
    "P2": ("39", "65"),
    "P3": ("39",),
    "P4": ("13", "14", "15"),
    "P5": ("32", "33"),
    "P6": ("27",),
}

DESTINATIONS: tuple[tuple[str, str, str, Point], ...] = (
    ("motorway", "示例高速北出入口", "Example motorway entrance, north", (2560.0, 2740.0)),
    ("motorway", "示例高速南出入口", "Example motorway entrance, south", (6620.0, -3880.0)),
    ("rail", "示例铁路货运站", "Example rail freight station", (3900.0, -4050.0)),
    ("port", "示例内河港码头", "Example river port", (5240.0, 240.0)),
    ("airport", "示例机场", "Example airport", (52_000.0, 31_000.0)),
    ("substation", "示例 110 千伏变电站", "Example 110 kV substation", (3180.0, 1420.0)),
    ("substation", "示例 220 千伏变电站", "Example 220 kV substation", (6040.0, -2210.0)),
    ("sewage_plant", "示例污水处理厂", "Example sewage plant", (5480.0, -620.0)),
)
"""Kind, names, place on the board. The airport lies beyond the roads of the zone, so that its distance is a straight line and says so."""

LINKS: tuple[tuple[str, str, str, str], ...] = (
    ("13", "14", "面粉、食用油、分割肉", "flour, edible oil, meat cuts"),
    ("13", "15", "淀粉糖、果蔬原浆", "starch sugar, fruit and vegetable pulp"),
    ("14", "13", "饲料用副产物", "by-products for feed"),
    ("15", "14", "浓缩汁、糖浆", "concentrates, syrups"),
    ("33", "14", "金属包装、食品罐", "metal packaging, food cans"),
    ("33", "15", "易拉罐、瓶盖", "cans, bottle caps"),
    ("32", "33", "铝板带箔、铝型材", "aluminium sheet, foil, profiles"),
    ("31", "33", "冷轧板卷", "cold-rolled coil"),
    ("32", "39", "铜箔、铝箔", "copper and aluminium foil"),
    ("33", "27", "药用铝盖、不锈钢罐", "aluminium caps, stainless tanks"),
    ("13", "27", "药用淀粉、提取物", "pharmaceutical starch, extracts"),
    ("39", "33", "控制器、传感器", "controllers, sensors"),
    ("65", "14", "追溯与订单系统", "traceability and order systems"),
    ("65", "39", "嵌入式软件", "embedded software"),
)

_MAKES = {
    "13": ("小麦粉、植物油", "wheat flour, vegetable oil", "小麦、花生、包装袋", "wheat, peanuts, bags"),
    "14": ("方便食品、预制菜", "instant and prepared food", "面粉、食用油、食品罐", "flour, oil, cans"),
    "15": ("果汁、植物饮料", "juices, plant drinks", "浓缩汁、易拉罐", "concentrates, cans"),
    "27": ("口服制剂、中药饮片", "oral medicines, herbal slices", "药用淀粉、铝盖", "starch, aluminium caps"),
    "31": ("冷轧板卷", "cold-rolled coil", "热轧卷", "hot-rolled coil"),
    "32": ("铝板带箔", "aluminium sheet and foil", "铝锭", "aluminium ingots"),
    "33": ("金属包装、钢结构", "metal packaging, steel structures", "铝箔、冷轧板", "foil, cold-rolled sheet"),
    "39": ("电子元器件", "electronic components", "铜箔、嵌入式软件", "copper foil, embedded software"),
    "65": ("软件和数据服务", "software and data services", "服务器", "servers"),
}


def write_premises(bulk: Bulk, session: Session, *, zone_id: int, park_ids: dict[str, int], today: date) -> None:
    """Write everything of the investor's window that is not a plot on offer; only of invented holders."""
    rng = Random(SEED)
    rows = [dict(row) for row in session.execute(text(_BUILT), {"day": today}).mappings()]
    halls = [row for row in rows if row["hall"] is not None]
    workshops = _every(halls, 9, 2)
    taken = {row["plot_id"] for row in workshops}
    transfers = _every([row for row in rows if row["plot_id"] not in taken], 5, 3)
    taken |= {row["plot_id"] for row in transfers}
    roomy = sorted((r for r in rows if r["state"] == "room" and r["plot_id"] not in taken), key=lambda r: -r["room_m2"])
    offered = [
        *(("workshop", row) for row in workshops),
        *(("transfer", row) for row in transfers),
        *(("expansion", row) for row in roomy[:6]),
    ]
    ids = bulk.insert(
        "premises",
        "zone_id, park_id, plot_id, kind, party_id, created_by_name",
        [(zone_id, row["park_id"], row["plot_id"], kind, row["party_id"], ACTOR) for kind, row in offered],
        returning="id",
    )
    bulk.insert(
        "premises_terms",
        _TERMS,
        [
            _terms(premises_id, number, kind, row, today, rng)
            for number, (premises_id, (kind, row)) in enumerate(zip(ids, offered, strict=True))
        ],
    )
    _write_goals(bulk, zone_id, today)
    _write_chain(bulk, zone_id, park_ids, rows, today)
    pictured = [(i, row, Sight.VACANT) for i, (kind, row) in zip(ids, offered, strict=True) if kind != "expansion"]
    _write_photos(bulk, session, zone_id, pictured, today)


_TERMS = (
    "premises_id, is_published, title_zh, title_en, geom, land_area_m2, floor_area_m2, storeys, clear_height_m, floor_load_t_m2, crane_t,"
    " rent_yuan_per_m2_month, sale_yuan, lease_months_min, lease_months_max, paid_every_months, deposit_yuan, obligations_zh, obligations_en, available_on, industry_codes, contact_zh, contact_en, contact_phone, summary_zh, summary_en, consent,"
    " source, observed_on, recorded_by_name, valid"
)


_ASKED: tuple[tuple[int | None, int | None, int | None, int | None, str, str], ...] = (
    (24, 60, 3, 20, "不得转租；环保手续由承租人办理。", "No subletting; the tenant sees to the environmental papers."),
    (12, 36, 1, 24, "", ""),
    (
        36,
        None,
        6,
        None,
        "租期内年税收按面积另行约定。",
        "Tax a year by area is agreed apart for the term of the lease.",
    ),
    (None, None, None, None, "", ""),
)
"""Shortest and longest term, paid every so many months, deposit in yuan per ㎡, what else is asked: some tell all, some nothing."""


def _every(rows: list[dict[str, Any]], count: int, start: int) -> list[dict[str, Any]]:
    """Return so many rows spread over all of them, and so over the parks."""
    step = max(1, len(rows) // count) if rows else 1
    return rows[start % step :: step][:count]


def _terms(premises_id: int, number: int, kind: str, row: dict[str, Any], today: date, rng: Random) -> tuple[Any, ...]:
    """Return the terms of one offer; the last of each kind is still a draft, one figure here and there is not known."""
    codes = list(_INDUSTRIES.get(row["park_code"], ("33",)))
    seen = plus(today, -rng.randint(5, 200))
    published = number not in (8, 13)
    floor = Decimal(rng.randrange(20, 120) * 100)
    height = rng.choice((Decimal("6.5"), Decimal(8), Decimal("9.6"), Decimal("12.5"), None))
    load = rng.choice((Decimal(1), Decimal(2), Decimal("3.5"), Decimal(5), None))
    workshop, transfer = kind == "workshop", kind == "transfer"
    asked = _ASKED[number % len(_ASKED)] if workshop else (None, None, None, None, "", "")
    land = Decimal(row["area_m2"]) if not workshop else (floor / 2).quantize(Decimal("0.01"))
    titles = {
        "workshop": (f"{row['park_zh']}空置厂房", f"Vacant workshop, {row['park_en']}"),
        "transfer": (f"{row['park_zh']}土地厂房转让意向", f"Land and plant for transfer, {row['park_en']}"),
        "expansion": (f"{row['park_zh']}企业增资扩股余量", f"Room for expansion, {row['park_en']}"),
    }
    summaries = {
        "workshop": ("单层钢结构厂房，行车梁完好，水电已通，可整租或分租。", "Single-storey steel hall with crane girders; water and power connected; whole or in parts."),
        "transfer": ("权利人有意整体转让，竣工验收齐全，须按合同约定报园区同意。", "The holder wishes to transfer as a whole; works accepted; subject to the park's consent under the contract."),
        "expansion": ("现有企业愿引入合作方，在已供土地上增建，不另供地。", "The holder would take in a partner and build more on land it holds; no new land is needed."),
    }  # fmt: skip
    return (
        premises_id,
        published,
        *titles[kind],
        bytes(row["hall"] if workshop else row["geom"]).hex(),
        land,
        None if kind == "expansion" else floor,
        rng.choice((1, 1, 2, 3)) if kind != "expansion" else None,
        height if workshop else None,
        load if workshop else None,
        rng.choice((Decimal(0), Decimal(5), Decimal(10), Decimal(20))) if workshop else None,
        rng.choice((Decimal(8), Decimal("9.5"), Decimal(12), None)) if workshop else None,
        (land * Decimal(rng.randrange(240, 420))).quantize(Decimal(1)) if transfer else None,
        *asked[:3],
        None if asked[3] is None else floor * asked[3],
        *asked[4:],
        plus(today, rng.choice((-10, 30, 90, 180))),
        codes,
        *CONTACT,
        *summaries[kind],
        "权利人公开同意书（示例）" if published else "",
        SOURCE,
        seen,
        ACTOR,
        period(plus(seen, 2)),
    )


def _write_goals(bulk: Bulk, zone_id: int, today: date) -> None:
    turn = transformer(4547, STORAGE_EPSG)
    rows = []
    for kind, zh, en, (s, t) in DESTINATIONS:
        lon, lat = turn.transform(*to_ground(min(s, 8900.0), t))
        if s > 8900:  # beyond the board: straight on
            lon, lat = lon + 0.47, lat + 0.05
        rows.append((zone_id, kind, zh, en, f"SRID=4490;POINT({lon} {lat})", SOURCE, ACTOR, period(plus(today, -700))))
    bulk.insert("destination", "zone_id, kind, name_zh, name_en, geom, source, recorded_by_name, valid", rows)


def _write_chain(bulk: Bulk, zone_id: int, park_ids: dict[str, int], rows: list[dict[str, Any]], today: date) -> None:
    since = period(plus(today, -400))
    bulk.insert(
        "chain_link",
        "zone_id, supplier_code, buyer_code, goods_zh, goods_en, source, recorded_by_name, valid",
        [(zone_id, one, other, zh, en, SOURCE, ACTOR, since) for one, other, zh, en in LINKS],
    )
    named: dict[str, list[str]] = {}
    for row in rows:
        names = named.setdefault(row["park_code"], [])
        if row["holder"] not in names:
            names.append(row["holder"])
    members = []
    for park, names in sorted(named.items()):
        codes = _INDUSTRIES.get(park, ("33",))
        for number, name in enumerate(names[:4]):
            code = codes[number % len(codes)]
            makes_zh, makes_en, needs_zh, needs_en = _MAKES[code]
            english = f"Example Enterprise {''.join(c for c in name if c.isdigit()) or number + 1}"
            members.append(
                (zone_id, park_ids[park], name, english, code, makes_zh, makes_en, needs_zh, needs_en, "企业公开同意书（示例）", SOURCE, ACTOR, since)
            )  # fmt: skip
    bulk.insert(
        "chain_member",
        "zone_id, park_id, name_zh, name_en, industry_code, makes_zh, makes_en, needs_zh, needs_en, consent, source, recorded_by_name, valid",
        members,
    )


def _write_photos(
    bulk: Bulk, session: Session, zone_id: int, premises: list[tuple[int, dict[str, Any], Sight]], today: date
) -> None:
    plots = session.execute(
        text(
            "select s.plot_id, s.park_id, ST_X(ST_PointOnSurface(v.geom)) as lon, ST_Y(ST_PointOnSurface(v.geom)) as lat"
            " from plot_snapshot s join plot_version v on v.id = s.version_id where s.valid @> cast(:day as date) and s.is_public order by s.plot_id"
        ),
        {"day": today},
    ).mappings()
    shown = [*premises, *((row["plot_id"], dict(row), Sight.NOT_STARTED) for row in list(plots)[::3])]
    taken = [plus(today, -9 - number % 60) for number in range(len(shown))]
    contents = [
        site_photo(sight, datetime.combine(day, time(10, number % 60)), row["lon"], row["lat"], 5000 + number)
        for number, ((_, row, sight), day) in enumerate(zip(shown, taken, strict=True))
    ]
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    bulk.insert(
        "evidence_content",
        "sha256, size_bytes, content",
        [(digest, len(content), content) for digest, content in zip(hashes, contents, strict=True)],
        conflict="on conflict (sha256) do nothing",
    )
    files = bulk.insert(
        "evidence_file",
        "zone_id, park_id, sha256, file_name, media_type, title, dated, source, uploaded_at, uploaded_by_name",
        [
            (zone_id, row["park_id"], digest, f"现场照片-{number + 1}.jpg", "image/jpeg", "现场照片（示意）", day, SOURCE, datetime.combine(day, time(16), CHINA), ACTOR)
            for number, ((_, row, _), digest, day) in enumerate(zip(shown, hashes, taken, strict=True))
        ],
        returning="id",
    )  # fmt: skip
    bulk.insert(
        "site_photo",
        "site_id, evidence_id, caption_zh, caption_en, taken_on, recorded_by_name, valid",
        [
            (site_id, file_id, "现场（示意图）", "On site (illustration)", day, ACTOR, period(plus(day, 1)))
            for (site_id, _, _), file_id, day in zip(shown, files, taken, strict=True)
        ],
    )
