"""Which parks does the zone have, and where does each invented boundary run?

Names, operators, purposes, industries and residents are the public facts of the founding plan; every boundary is made up.
Boundaries follow the middle of a road where there is one and are cut off at corners elsewhere. Rings are on the board.
"""

from __future__ import annotations

from dataclasses import dataclass

from shapely import Polygon

from gisapp.demo import river
from gisapp.demo.coverage import whole
from gisapp.demo.frame import Point


@dataclass(frozen=True, slots=True)
class Park:
    """A park: facts of the plan, and a ring on the board. `early_cut` is the part that joined only later, if any."""

    code: str
    name_zh: str
    name_en: str
    operator_zh: str
    operator_en: str
    purpose_zh: str
    purpose_en: str
    industries: tuple[str, ...]
    leading: tuple[str, ...]
    residents: tuple[tuple[str, str], ...]
    founded_years_ago: int
    ring: tuple[Point, ...]
    extension: tuple[Point, ...] = ()
    extended_years_ago: int = 0

    @property
    def polygon(self) -> Polygon:
        return Polygon(self.ring)

    @property
    def first_polygon(self) -> Polygon:
        """The boundary at the founding: without the later extension."""
        return whole(self.polygon.difference(Polygon(self.extension))) if self.extension else self.polygon


def _along(side: int, west: float, east: float) -> list[Point]:
    """Return the outer edge of the riverside green between two streets, west to east."""
    return river.line(12.0, side, west, east, 55.0)


def _riverside(side: int, west: float, east: float) -> list[Point]:
    """Return the middle of a riverside road between two streets, west to east."""
    inner = [float(s) for s in range(300, 8201, 100) if west < s < east]
    return [(s, river.riverside_road(s, side)) for s in (west, *inner, east)]


PARKS: tuple[Park, ...] = (
    Park(
        "P1",
        "豫沪合作周口示范园",
        "Henan–Shanghai Cooperation Demonstration Park",
        "上海周口商会、同策集团",
        "Shanghai Zhoukou Chamber of Commerce, Tongce Group",
        "承接长三角高新技术龙头企业的总部、生产基地和研发中心",
        "Headquarters, production bases and R&D centres of high-technology leaders from the Yangtze delta",
        ("39", "27", "33", "65"),
        (),
        (),
        7,
        (
            *_along(1, 2980, 4560),
            *_riverside(1, 4560, 5240),
            (5240.0, 1250.0),
            (4960.0, 1560.0),
            (4560.0, 1560.0),
            (4560.0, 1840.0),
            (3560.0, 1840.0),
            (3440.0, 1560.0),
            (2980.0, 1560.0),
        ),
    ),
    Park(
        "P2",
        "周口数字经济双创孵化园",
        "Digital Economy Innovation Incubator Park",
        "中兴集团",
        "Zhongxing Group",
        "数字经济企业双创孵化，规划入驻企业一百家以上",
        "Incubation of the digital economy, over 100 enterprises",
        ("65", "39"),
        (),
        (("中兴新业港", "Zhongxing Xinyegang"), ("中北宏远", "Zhongbei Hongyuan")),
        6,
        (
            *_riverside(1, 700, 2560),
            (2560.0, 1400.0),
            (2360.0, 1560.0),
            (1330.0, 1560.0),
            (960.0, 1190.0),
            (700.0, 760.0),
        ),
    ),
    Park(
        "P3",
        "周口青网科技产业园",
        "Qingwang Technology Industrial Park",
        "杭州青网科技控股集团",
        "Hangzhou Qingwang Technology Holding Group",
        "互联网+产业：电子商务、文化创意、大数据，服务青年创业者",
        "Internet-plus: e-commerce, cultural and creative, big data; young founders",
        ("65", "39"),
        (),
        (),
        5,
        (
            *_riverside(1, 5980, 7220),
            (7330.0, 600.0),
            (7560.0, 990.0),
            (7390.0, 1340.0),
            (7100.0, 1560.0),
            (6480.0, 1560.0),
            (5980.0, 1270.0),
        ),
    ),
    Park(
        "P4",
        "健康食品产业园",
        "Healthy Food Industrial Park",
        "周口经济开发区",
        "Zhoukou Economic Development Zone",
        "油脂加工；小麦加工、休闲食品",
        "Oils and fats; wheat processing, leisure food",
        ("13", "14", "15"),
        ("13", "14"),
        (
            ("益海嘉里", "Yihai Kerry"),
            ("鲁花", "Luhua"),
            ("老磨坊", "Laomofang"),
            ("宏伟福旺", "Hongwei Fuwang"),
            ("五得利", "Wudeli"),
            ("娃哈哈", "Wahaha"),
            ("大用邦杰", "Dayong Bangjie"),
            ("斯美特", "Simeite"),
        ),
        10,
        (
            *_along(-1, 2980, 4560),
            *_riverside(-1, 4560, 5240),
            (5240.0, -1010.0),
            (5560.0, -1010.0),
            (5560.0, -1860.0),
            (5250.0, -2170.0),
            (4560.0, -2170.0),
            (4560.0, -2700.0),
            (3440.0, -2700.0),
            (2980.0, -2330.0),
        ),
        (
            (2900.0, -2170.0),
            (5250.0, -2170.0),
            (5560.0, -1860.0),
            (5560.0, -1010.0),
            (5900.0, -1010.0),
            (5900.0, -2900.0),
            (2900.0, -2900.0),
        ),
        6,
    ),
    Park(
        "P5",
        "金属新材料产业园",
        "Metal New Materials Industrial Park",
        "周口经济开发区",
        "Zhoukou Economic Development Zone",
        "铝产业链，高新技术和专精特新企业",
        "Aluminium chain, high-tech and specialised firms",
        ("31", "32", "33"),
        ("32", "33"),
        (
            ("天子铝业", "Tianzi Aluminium"),
            ("合一抗磨", "Heyi Kangmo"),
            ("科信电缆", "Kexin Cable"),
            ("领尚科技", "Lingshang Technology"),
            ("奔泽精密钣金", "Benze Precision Sheet Metal"),
            ("永正铝模", "Yongzheng Aluminium Formwork"),
            ("格德格瑞", "Gede Gerui"),
            ("杭萧钢构", "Hangxiao Steel Structure"),
            ("龙途新材料", "Longtu New Materials"),
        ),
        10,
        (
            *_riverside(-1, 700, 2560),
            (2560.0, -2300.0),
            (2130.0, -2700.0),
            (560.0, -2700.0),
            (160.0, -2250.0),
            (160.0, -1010.0),
        ),
        ((0.0, -2170.0), (2700.0, -2170.0), (2700.0, -2900.0), (0.0, -2900.0)),
        5,
    ),
    Park(
        "P6",
        "生物医药产业园",
        "Biomedicine Industrial Park",
        "周口经济开发区",
        "Zhoukou Economic Development Zone",
        "现代中药、生物技术、医疗器械、健康服务",
        "Modern Chinese medicine, biotechnology, medical devices, health services",
        ("27",),
        ("27",),
        (
            ("高济同和堂", "Gaoji Tonghetang"),
            ("海熙药业", "Haixi Pharmaceutical"),
            ("益常青生物", "Yichangqing Biotech"),
            ("仁和药业", "Renhe Pharmacy"),
            ("海王药业", "Haiwang Pharmaceutical"),
            ("国药控股", "Sinopharm Holding"),
        ),
        8,
        (
            *_riverside(-1, 5980, 7220),
            (7520.0, -640.0),
            (7800.0, -1010.0),
            (7800.0, -1860.0),
            (7450.0, -2170.0),
            (5980.0, -2170.0),
        ),
    ),
)
