"""草案的词：状态、操作、差异类别、谱系、字段去向。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ProposalState(LabelledEnum):
    """草案走到哪一步"""

    DRAFT = "draft", "草拟中", "Being drafted"
    SUBMITTED = "submitted", "待审核", "Waiting for review"
    RETURNED = "returned", "已退回", "Returned"
    PUBLISHED = "published", "已发布", "Published"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class OperationKind(LabelledEnum):
    """草案中的一项操作"""

    NEW = "new", "新增地块", "New plot"
    CHANGE = "change", "调整界线", "Boundary changed"
    SPLIT = "split", "分割", "Split"
    MERGE = "merge", "合并", "Merge"
    ADJUST = "adjust", "调整共用界线", "Shared boundary moved"
    CONDITIONS = "conditions", "变更规划条件", "Conditions changed"
    RETIRE = "retire", "注销", "Retired"


class DifferenceClass(LabelledEnum):
    """与在册情况相比变了什么"""

    NEW = "new", "新增", "New"
    CHANGED = "changed", "变更", "Changed"
    GEOMETRY_ONLY = "geometry_only", "仅界线变更", "Geometry only"
    CONDITIONS_ONLY = "conditions_only", "仅规划条件变更", "Conditions only"
    RETIRED = "retired", "注销", "Retired"
    UNCHANGED = "unchanged", "无变化", "Unchanged"


class LineageKind(LabelledEnum):
    """前后地块之间的关系"""

    SPLIT = "split", "分割", "Split"
    MERGE = "merge", "合并", "Merge"
    ADJUST = "adjust", "调整共用界线", "Shared boundary moved"
    REDIVIDE = "redivide", "重新划分", "Divided anew"
    CHANGE = "change", "界线变更", "Boundary changed"


class LineageRelation(LabelledEnum):
    """沿革中的一宗与所看地块的关系"""

    OWN = "own", "本地块", "This plot"
    ORIGIN = "origin", "来源", "Origin"
    SIBLING = "sibling", "同源", "Sibling"
    SUCCESSOR = "successor", "去向", "Successor"


class FieldPolicy(LabelledEnum):
    """原地块的字段在结果地块上如何处理"""

    COPY = "copy", "沿用", "Copied"
    DIVIDE = "divide", "按面积分摊", "Divided by area"
    NUMBER = "number", "沿用并加序号", "Copied with a number"
    CLEAR = "clear", "清空", "Cleared"
    TYPED = "typed", "另行填写", "Typed in"


register_terms("proposals", ProposalState, OperationKind, DifferenceClass, LineageKind, LineageRelation, FieldPolicy)
