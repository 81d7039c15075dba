"""履约核查的词：统计栏目、原始数据的单位、会审单位、分组方式。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class TallyColumn(LabelledEnum):
    """The columns of 应履约 = 已履约 + 逾期 + 违约 + 免除 + 未到期."""

    KEPT = "kept", "已履约", "Kept"
    LATE = "late", "逾期", "Late"
    BROKEN = "broken", "违约", "Broken"
    WAIVED = "waived", "免除", "Waived"
    NOT_YET_DUE = "not_yet_due", "未到期", "Not yet due"


class FigureUnit(LabelledEnum):
    """In what a raw figure of a check is given."""

    YUAN = "yuan", "元", "yuan"
    M2 = "m2", "㎡", "m²"
    TCE = "tce", "吨标煤", "tce"
    TONNE = "tonne", "吨", "t"
    PERSON = "person", "人", "persons"
    YES_NO = "yes_no", "是/否", "yes/no"
    STOREYS = "storeys", "逐层", "by storey"


class ReviewingOffice(LabelledEnum):
    """Offices that take part in a check (竣工复核、达产复核)."""

    NATURAL_RESOURCES = "natural_resources", "自然资源", "Natural resources"
    DEVELOPMENT_REFORM = "development_reform", "发展改革", "Development and reform"
    INDUSTRY = "industry", "工业和信息化", "Industry"
    TAX = "tax", "税务", "Tax"
    ENVIRONMENT = "environment", "生态环境", "Environment"
    CONSTRUCTION = "construction", "住房城乡建设", "Construction"
    COMMITTEE = "committee", "管委会", "Administrative committee"


class RateBy(LabelledEnum):
    """按什么统计履约率"""

    PARK = "park", "按园区", "By park"
    INDUSTRY = "industry", "按行业", "By industry"
    YEAR = "year", "按到期年份", "By year due"
    OFFICER = "officer", "按履约专员", "By officer"


class DueGroup(LabelledEnum):
    """When something has to happen about an open obligation."""

    OVERDUE = "overdue", "已逾期", "Overdue"
    TODAY = "today", "今日到期", "Due today"
    WEEK = "week", "7 日内", "Within 7 days"
    MONTH = "month", "30 日内", "Within 30 days"


register_terms("supply", TallyColumn, FigureUnit, ReviewingOffice, RateBy, DueGroup)
