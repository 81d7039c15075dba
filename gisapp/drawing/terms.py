"""绘图的词：在草案里可以画什么、怎样画。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class DrawingAct(LabelledEnum):
    """绘图动作"""

    OUTLINE = "outline", "绘制新地块", "Draw a plot"
    RESHAPE = "reshape", "重绘界线", "Redraw the boundary"
    SPLIT_BY_LINE = "split_by_line", "按线分割", "Split by lines"
    SPLIT_BY_AREA = "split_by_area", "按面积分割", "Split by area"
    SPLIT_BY_RATIO = "split_by_ratio", "按比例分割", "Split by ratio"
    SPLIT_INTO_LOTS = "split_into_lots", "等面积分割", "Equal lots"
    SPLIT_BY_FRONTAGE = "split_by_frontage", "等面宽分割", "Equal frontage"
    MERGE = "merge", "合并", "Merge"
    CUT_HOLE = "cut_hole", "挖岛", "Cut a hole"
    FILL_HOLE = "fill_hole", "填岛", "Fill a hole"
    SET_BACK = "set_back", "退线", "Set back"
    RIGHT_ANGLES = "right_angles", "直角化", "Right angles"
    MOVE_CORNERS = "move_corners", "移动公共界址点", "Move corners"
    SHIFT_BOUNDARY = "shift_boundary", "移动公共边界", "Shift the boundary"
    SHARED_CORNERS = "shared_corners", "邻宗补界址点", "Corners put into neighbours"


register_terms("drawing", DrawingAct)
