"""The words of brochures in Chinese and English, and how their figures are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gisapp.kernel.area import format_m2, format_mu
from gisapp.kernel.money import format_wan, format_yuan, to_fen
from gisapp.reports.handout_words import Language, written_day

WORDS: dict[str, tuple[str, str]] = {
    "brochure": ("地块推介手册", "Site brochure"),
    "book": ("招商考察手册", "Delegation book"),
    "premises_brochure": ("招商资源推介手册", "Premises brochure"),
    "sites": ("推介地块", "Sites"),
    "contents": ("目录", "Contents"),
    "as_of": ("数据时点", "Data as of"),
    "made_on": ("生成日期", "Made on"),
    "scan": ("扫码看实时资料", "Scan for the live sheet"),
    "contact": ("联系我们", "Contact"),
    "phone": ("电话", "Phone"),
    "email": ("邮箱", "E-mail"),
    "address": ("地址", "Address"),
    "map": ("位置图", "Map"),
    "plan": ("地块平面图", "Plan of the site"),
    "premises_plan": ("范围平面图", "Plan of the outline"),
    "kind": ("类别", "Kind"),
    "name": ("名称", "Name"),
    "land": ("占地面积", "Land area"),
    "floor": ("建筑面积", "Floor area"),
    "room": ("可增建面积", "Room left"),
    "storeys": ("层数", "Storeys"),
    "clear_height": ("净高", "Clear height"),
    "floor_load": ("楼面荷载", "Floor load"),
    "crane": ("行车起重量", "Crane"),
    "rent": ("租金", "Rent"),
    "sale": ("转让总价", "Price"),
    "paid_in": ("出资额", "To be paid in"),
    "available": ("最早可用", "Available from"),
    "suits": ("适合行业", "Industries"),
    "unstated": ("未载明", "not stated"),
    "takeover": ("签约条件", "What one would sign"),
    "takeover_line": ("事项", "Subject"),
    "takeover_words": ("登记的条件", "As recorded"),
    "takeover_note": (
        "以上条件由权利人提供并同意公开，来源：{source}，核实日期 {day}。未载明的事项由双方在合同中约定，签约前请向联系人核对。",
        "Given by the holder and published with consent; source: {source}, checked on {day}. What is not stated is for the parties to agree in their contract; ask the contact before signing.",
    ),
    "premises_legal": (
        "厂房、转让和增资信息由权利人提供，以双方签订的合同为准。",
        "Workshops, transfers and shares are told by their holders; the contract of the parties prevails.",
    ),
    "key": ("基本情况", "Key figures"),
    "area": ("面积", "Area"),
    "use": ("用途", "Use"),
    "park": ("所在园区", "Park"),
    "status": ("供应状态", "Status"),
    "price": ("起始价", "Start price"),
    "total": ("起始总价", "Start price in all"),
    "delivery": ("交地", "Handover"),
    "industries": ("准入产业", "Industries"),
    "listing": ("公告编号", "Announcement"),
    "apply": ("报名", "Applications"),
    "address_of": ("坐落", "Place"),
    "conditions": ("规划条件", "Planning conditions"),
    "far": ("容积率", "Floor area ratio"),
    "building_coefficient": ("建筑系数", "Building coefficient"),
    "green_ratio": ("绿地率", "Green ratio"),
    "height": ("建筑高度", "Height"),
    "servicing": ("配套到位情况", "Servicing"),
    "utility": ("配套", "Utility"),
    "state": ("状态", "State"),
    "capacity": ("能力", "Capacity"),
    "observed": ("核实日期", "Checked on"),
    "thresholds": ("达到什么门槛", "Thresholds"),
    "threshold": ("指标", "Indicator"),
    "asked": ("要求", "Asked for"),
    "comes_to": ("本地块合计", "On this site"),
    "checked": ("何时考核", "Checked"),
    "duties": ("签约要承诺的日期和付款", "Dates and payments one signs"),
    "due": ("日期", "Due"),
    "duty": ("义务", "Duty"),
    "whose": ("由谁履行", "Owed by"),
    "basis": ("依据", "Basis"),
    "penalties": ("违约责任", "What a breach costs"),
    "per_day": ("每日", "a day"),
    "deposit": ("竞买保证金", "Bid deposit"),
    "path": ("从今天到投产", "From today to production"),
    "variant": ("走法", "Variant"),
    "build_on": ("开工", "Start of building"),
    "production_on": ("投产", "Production"),
    "workdays": ("工作日", "Working days"),
    "earlier": ("提前", "Earlier by"),
    "unconfirmed": ("未核实", "unconfirmed"),
    "unconfirmed_note": (
        "标“未核实”的数值和条文尚未由土地管理人员核对原文，以正式公告和合同为准。",
        "Values and articles marked “unconfirmed” have not yet been checked against their text; announcement and contract prevail.",
    ),
    "assumed_note": (
        "标“假定”的日期由系统按规则推算，签约时另行约定。",
        "Days marked “assumed” are reckoned by the rules and will be agreed when signing.",
    ),
    "no_price": (
        "起始价待定，付款和违约金待公告后计算。",
        "The start price is still to be set; payments follow with the announcement.",
    ),
    "legal": (
        "本手册供查阅，以正式公告和合同为准。",
        "For information only; the official announcement and the contract prevail.",
    ),
    "licence": ("公开地块数据，CC BY 4.0", "Published site data, CC BY 4.0"),
    "compare": ("并排比较", "Side by side"),
    "compare_note": (
        "◆ 表示各地块不同；★ 表示该项领先。",
        "◆ marks rows in which the sites differ, ★ the leader of a row.",
    ),
    "withdrawn": ("已不再公开、未列入本册的地块：", "No longer published and not in this book: "),
    "open": ("待定", "to be set"),
    "none": ("—", "—"),
    "scale": ("比例尺", "Scale"),
    "scale_note": ("A4 纸实际大小打印时为真实比例", "True when printed on A4 at actual size"),
    "page": ("第 {n} 页 共 {all} 页", "Page {n} of {all}"),
    "demo": ("示意数据，非法定边界", "Invented data, no legal boundaries"),
    "holidays": (
        "{years} 年放假安排尚未公布，工作日暂按周末推算。",
        "Holidays of {years} are not published yet: weekends only are counted.",
    ),
    "print": ("打印", "Print"),
    "any": ("不限", "any"),
    "not_set": ("未规定", "not set"),
    "plot_no": ("地块", "Site"),
    "photo": ("现场照片", "Photograph of the site"),
    "distances": ("到交通枢纽和市政站厂的距离", "Distances"),
    "goal": ("去处", "To"),
    "distance": ("距离", "Distance"),
    "measured": ("量法", "Measured"),
    "drive": ("行车", "By lorry"),
    "minutes": ("约 {minutes} 分钟", "about {minutes} min"),
    "recorded": ("登记日期", "Recorded"),
    "assessments": ("已完成的区域评估（不必再做）", "Assessments already done"),
    "assessment": ("评估", "Assessment"),
    "title": ("成果", "Title"),
    "document": ("文号", "Document"),
    "approved": ("批准日期", "Approved"),
    "until": ("有效至", "Valid until"),
    "open_end": ("长期", "no end"),
    "chain": ("产业链上下游", "Who buys and sells near by"),
    "side": ("上下游", "Side"),
    "sells": ("上游供应", "sells to it"),
    "buys": ("下游采购", "buys from it"),
    "goods": ("产品", "Goods"),
    "place": ("位置", "Place"),
    "same_park": ("同一园区", "same park"),
    "other_park": ("区内其他园区或区外", "elsewhere"),
}


def word(key: str, lang: Language, **values: object) -> str:
    return WORDS[key][0 if lang == "zh" else 1].format(**values)


def pick(data: Mapping[str, Any], name: str, lang: Language) -> str:
    """Return `name_zh` or `name_en`, the Chinese one where there is no English."""
    return str((data.get(f"{name}_en") if lang == "en" else None) or data.get(f"{name}_zh") or "")


def day(value: date | str | None, lang: Language) -> str:
    if value is None:
        return word("open", lang)
    return written_day(date.fromisoformat(value) if isinstance(value, str) else value, lang)


def delivery(value: date | str | None, as_of: date, lang: Language, *, premises: bool = False) -> str:
    """A handover that lies behind is land one can have now; premises are there to be used."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    if premises:
        if on is None:
            return word("unstated", lang)
        return day(on, lang) if on > as_of else "现在可用" if lang == "zh" else "available now"
    if on is not None and on <= as_of:
        return "现在可交地" if lang == "zh" else "available now"
    return day(value, lang)


def area(m2: Any, lang: Language) -> str:
    return f"{format_mu(m2)} 亩（{format_m2(m2)} ㎡）" if lang == "zh" else f"{format_mu(m2)} mu ({format_m2(m2)} m²)"


def wan(yuan: Any, lang: Language) -> str:
    value = Decimal(str(yuan))
    return f"{format_wan(value)} 万元" if lang == "zh" else f"CNY {to_fen(value / 1_000_000):,} m"


def per_mu(wan: Any, lang: Language) -> str:
    return f"{wan:,.2f} 万元/亩" if lang == "zh" else f"CNY {float(wan) * 10:,.1f} k per mu"


def rent_or_sale(premises: Mapping[str, Any], lang: Language) -> str:
    """What premises cost in one figure: the rent, else the price; both may not be stated."""
    rent, sale = premises["rent_yuan_per_m2_month"], premises["sale_yuan"]
    if rent is not None:
        return f"{rent:,.2f} 元/㎡·月" if lang == "zh" else f"CNY {rent:,.2f} per m² a month"
    return word("unstated", lang) if sale is None else wan(sale, lang)


def yuan(amount: Any, lang: Language) -> str:
    written = format_yuan(Decimal(str(amount)))
    return f"{written} 元" if lang == "zh" else f"CNY {written}"


def amount(total: Mapping[str, Any], lang: Language) -> str:
    """A threshold's total in words: money in 万元, areas in ㎡."""
    if total["unit"] == "m2":
        return f"{format_m2(total['amount'])} {'㎡' if lang == 'zh' else 'm²'}"
    per_year = ("/年" if lang == "zh" else " a year") if total["unit"] == "yuan_per_year" else ""
    return wan(total["amount"], lang) + per_year


def bounds(low: float | None, high: float | None, lang: Language, *, share: bool = False, unit: str = "") -> str:
    def shown(value: float) -> str:
        return f"{value * 100:.0f}%" if share else f"{value:g}{unit}"

    if low is not None and high is not None:
        return f"{shown(low)} – {shown(high)}"
    if low is not None:
        return f"≥ {shown(low)}"
    return word("not_set", lang) if high is None else f"≤ {shown(high)}"
