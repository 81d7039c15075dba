"""Words of the plot rules: when a rule is asked, what it looks at, what it speaks about."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class RuleMoment(LabelledEnum):
    """何时核对"""

    DRAFT = "draft", "起草", "While drafting"
    SUBMIT = "submit", "送审", "On submission"
    PUBLISH = "publish", "发布", "On publication"
    NIGHTLY = "nightly", "每夜质检", "Every night"


class RuleKind(LabelledEnum):
    """规则类别"""

    BOUNDARY = "boundary", "界线", "Boundary"
    PLACE = "place", "位置", "Place"
    SEAM = "seam", "邻接", "Seams"
    LINEAGE = "lineage", "沿革", "Lineage"
    RECORD = "record", "编号与面积", "Numbers and areas"
    PLANNING = "planning", "规划条件", "Planning conditions"


class RuleSubject(LabelledEnum):
    """核对对象"""

    PLOT = "plot", "单宗地块", "One plot"
    PAIR = "pair", "相邻两宗", "Two neighbours"
    OPERATION = "operation", "一次变更", "One operation"


class RuleWeight(LabelledEnum):
    """问题的轻重"""

    ERROR = "error", "错误", "Error"
    WARNING = "warning", "警告", "Warning"
    INFO = "info", "提示", "For information"


register_terms("plot_rules", RuleMoment, RuleKind, RuleSubject, RuleWeight)
