"""驾驶舱的词：指标分组与单位、清单的行处于哪一步、目标模拟的对象与工作量构成。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class FigureGroup(LabelledEnum):
    """驾驶舱的几组数字"""

    PROVINCIAL = "provincial", "省级评价四项", "The four provincial figures"
    SUPPLY = "supply", "土地供应", "Supply"
    IDLE = "idle", "闲置土地", "Idle land"
    STOCK = "stock", "存量土地", "Stock of land"
    PROMISES = "promises", "承诺履约", "Promises"
    PROJECTS = "projects", "项目推进", "Projects"
    DUTIES = "duties", "到期与逾期", "Due and overdue"


class FigureUnit(LabelledEnum):
    AREA = "area", "面积", "Area"
    COUNT = "count", "个数", "Number"
    SHARE = "share", "比率", "Share"
    MONEY = "money", "金额（元）", "Yuan"
    PER_MU = "per_mu", "万元/亩", "10,000 yuan a mu"
    RATIO = "ratio", "倍数", "Ratio"


class IdleStanding(LabelledEnum):
    """个案在时点上算不算闲置土地"""

    SUSPECTED = "suspected", "未认定", "Not found idle yet"
    IDLE = "idle", "已认定未结案", "Found idle, open"
    CLOSED_THIS_YEAR = "closed_this_year", "本年已结案", "Closed this year"
    CLOSED_BEFORE = "closed_before", "往年已结案", "Closed before"
    NOT_IDLE = "not_idle", "不构成闲置", "Not idle"


class AgeBand(LabelledEnum):
    """自何时起多久：以天计，边界含上限"""

    D90 = "d90", "90 天以内", "Up to 90 days"
    D180 = "d180", "91 至 180 天", "91 to 180 days"
    Y1 = "y1", "181 天至 1 年", "181 days to a year"
    Y2 = "y2", "1 至 2 年", "One to two years"
    MORE = "more", "2 年以上", "Over two years"
    UNKNOWN = "unknown", "日期待查", "Day unknown"


class GoalKind(LabelledEnum):
    """可以腾出面积的对象"""

    CASE = "case", "闲置个案", "Idle case"
    FINDING = "finding", "筛查发现（未立案）", "Found by the scan, no case yet"
    PATCH = "patch", "存量图斑", "Stock patch"


class GoalPart(LabelledEnum):
    """工作量由什么构成"""

    STEP = "step", "剩余法定步骤", "Steps left"
    CAUSE = "cause", "闲置原因", "Cause"
    ENCUMBRANCE = "encumbrance", "权利限制", "Encumbrance"
    CLASS = "class", "存量类别", "Class of stock"


class GoalWish(LabelledEnum):
    """使用者对某一件的要求"""

    FREE = "free", "由系统选择", "Free"
    PINNED = "pinned", "必选", "Must be chosen"
    EXCLUDED = "excluded", "不选", "Left out"


register_terms("cockpit", FigureGroup, FigureUnit, IdleStanding, AgeBand, GoalKind, GoalPart, GoalWish)
