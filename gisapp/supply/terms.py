"""招商用地的词：产业集群、面积档、查询条件、排序。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class Cluster(LabelledEnum):
    """The four clusters of the zone's plan; each joins divisions of GB/T 4754 (`industry.cluster`)."""

    HEALTHY_FOOD = "healthy_food", "健康食品", "Healthy food"
    ELECTRONIC_INFORMATION = "electronic_information", "电子信息", "Electronic information"
    NEW_MATERIALS = "new_materials", "新型材料", "New materials"
    BIOMEDICINE = "biomedicine", "生物医药", "Biomedicine"


class AreaBand(LabelledEnum):
    """Sizes an investor thinks in; `AREA_BAND_MU` has their limits, both inclusive like the limits of a wish."""

    UP_TO_20 = "up_to_20", "20 亩以下", "Up to 20 mu"
    FROM_20 = "from_20", "20–50 亩", "20–50 mu"
    FROM_50 = "from_50", "50–100 亩", "50–100 mu"
    FROM_100 = "from_100", "100–200 亩", "100–200 mu"
    FROM_200 = "from_200", "200 亩以上", "Over 200 mu"


AREA_BAND_MU: dict[AreaBand, tuple[int | None, int | None]] = {
    AreaBand.UP_TO_20: (None, 20),
    AreaBand.FROM_20: (20, 50),
    AreaBand.FROM_50: (50, 100),
    AreaBand.FROM_100: (100, 200),
    AreaBand.FROM_200: (200, None),
}


class SiteSort(LabelledEnum):
    DELIVERY = "delivery", "交地从早到晚", "Earliest delivery"
    AREA = "area", "面积从小到大", "Smallest first"
    AREA_DOWN = "-area", "面积从大到小", "Largest first"
    PRICE = "price", "单价从低到高", "Lowest price"
    PRICE_DOWN = "-price", "单价从高到低", "Highest price"
    PLOT_NO = "plot_no", "按地块编号", "Plot number"


class MilestoneKind(LabelledEnum):
    """The dates that a contract binds to."""

    HANDOVER = "handover", "交地", "Handover"
    START = "start", "动工", "Start"
    COMPLETION = "completion", "竣工", "Completion"
    PRODUCTION = "production", "投产", "Production"


register_terms("supply", Cluster, AreaBand, SiteSort, MilestoneKind)
