"""The report of a month: figures, parks, a small map, cases, what was restated, what the words mean."""

from __future__ import annotations

from gisapp.documents.drafting.paper import Paper

FIGURES = (
    ("类别", "{{ 行.类别 }}", 2.8),
    ("指标", "{{ 行.指标 }}", 3),
    ("数值", "{{ 行.数值 }}", 3),
    ("上月", "{{ 行.上月 }}", 3),
    ("变化", "{{ 行.变化 }}", 3),
)
PARKS = (
    ("园区", "{{ 行.园区 }}", 3.4),
    ("已备\n（亩）", "{{ 行.已备 }}", 2.1),
    ("已供\n（亩）", "{{ 行.已供 }}", 2.3),
    ("闲置\n（亩）", "{{ 行.闲置 }}", 2),
    ("闲置率", "{{ 行.闲置率 }}", 2),
    ("履约率", "{{ 行.履约率 }}", 2.2),
    ("红灯\n（个）", "{{ 行.红灯 }}", 1.7),
    ("逾期\n（件）", "{{ 行.逾期 }}", 1.7),
)
CASES = (
    ("个案编号", "{{ 行.个案编号 }}", 3),
    ("地块", "{{ 行.地块 }}", 1.8),
    ("使用权人", "{{ 行.使用权人 }}", 3),
    ("面积\n（亩）", "{{ 行.面积 }}", 1.7),
    ("状态", "{{ 行.状态 }}", 2.2),
    ("闲置起算", "{{ 行.闲置起算 }}", 3),
)
RESTATED = (
    ("月份", "{{ 行.月份 }}", 2.2),
    ("指标", "{{ 行.指标 }}", 2.6),
    ("原数", "{{ 行.原数 }}", 2.6),
    ("现数", "{{ 行.现数 }}", 2.6),
    ("原因", "{{ 行.原因 }}", 4),
)
DEFINITIONS = (
    ("指标", "{{ 行.指标 }}", 2.4),
    ("定义", "{{ 行.定义 }}", 7),
    ("依据", "{{ 行.依据 }}", 4.6),
)


def monthly_report() -> Paper:
    paper = Paper("form")
    paper.letterhead()
    paper.title("园区用地和项目月报")
    paper.centred("（{{ 报告月份 }}）")
    paper.text(
        "数据日期：{{ 数据日期 }}。本月数据于{{ 冻结时间 }}由{{ 冻结人 }}冻结，此后的更正在以后各期的“更正”中列明，不改动本期。"
    )
    paper.heading("一、主要情况")
    paper.text("{{ 主要情况 }}")
    paper.heading("二、主要指标")
    paper.rows("主要指标", FIGURES)
    paper.heading("三、分园区情况")
    paper.rows("分园区", PARKS)
    paper.document.add_paragraph("{%p if 示意图 %}")
    paper.picture("示意图")
    paper.centred("{{ 图例说明 }}", size=10.5)
    paper.document.add_paragraph("{%p endif %}")
    paper.heading("四、已认定未结案的闲置土地")
    paper.document.add_paragraph("{%p if 闲置个案 %}")
    paper.rows("闲置个案", CASES)
    paper.document.add_paragraph("{%p else %}")
    paper.text("本月末没有已认定、未结案的闲置土地。")
    paper.document.add_paragraph("{%p endif %}")
    paper.heading("五、对以前各期的更正")
    paper.document.add_paragraph("{%p if 更正 %}")
    paper.rows("更正", RESTATED)
    paper.document.add_paragraph("{%p else %}")
    paper.text("没有更正。")
    paper.document.add_paragraph("{%p endif %}")
    paper.heading("六、口径")
    paper.rows("口径", DEFINITIONS)
    paper.note("数据指纹（SHA-256）：{{ 数据指纹 }}。每个数字的清单见同名 Excel，合计与本报一致。")
    paper.seal()
    return paper
