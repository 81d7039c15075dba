"""驾驶舱的词：目标模拟的对象与工作量构成、权利限制对工作量的影响。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class GoalKind(LabelledEnum):
    """可以腾出面积的对象"""

    CASE = "case", "闲置个案", "Idle case"
    FINDING = "finding", "疑似闲置（未立案）", "Suspected idle, no case yet"
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


register_terms("cockpit", GoalKind, GoalPart, GoalWish)
