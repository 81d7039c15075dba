"""From the clue to the plan: notice of investigation, finding, statement, publication, plan, notices to creditors and of the hearing."""

from __future__ import annotations

from gisapp.documents.drafting.idle_paper import contact, evidence, land, letter, other_matters
from gisapp.documents.drafting.paper import Paper


def idle_investigation_notice() -> Paper:
    paper = letter("闲置土地调查通知书")
    paper.text(
        "经核查，你单位使用的下列国有建设用地涉嫌构成闲置土地。根据《闲置土地处置办法》第五条、第六条的规定，现对该宗地的开发利用情况开展调查核实，通知如下："
    )
    paper.heading("一、涉嫌闲置土地的基本情况")
    land(paper)
    paper.heading("二、涉嫌闲置的事实和依据")
    paper.text("{{ 涉嫌闲置的事实 }}")
    paper.text("依据：{{ 涉嫌闲置的依据 }}")
    paper.heading("三、调查的主要内容")
    paper.text("{{ 调查的主要内容 }}")
    paper.heading("四、提交材料的期限")
    paper.text(
        "请你单位自接到本通知书之日起{{ 提交材料期限日数 }}日内，向本单位说明该宗地的开发利用情况和闲置原因，并提交下列材料：{{ 需提交的材料 }}"
    )
    paper.heading("五、你单位的权利和义务")
    paper.text("{{ 权利和义务 }}")
    other_matters(paper, "六", "其他需要调查的事项")
    contact(paper)
    paper.seal()
    return paper


def idle_dismissal() -> Paper:
    paper = letter("不构成闲置土地的说明")
    paper.text("本单位对你单位使用的下列国有建设用地进行了调查核实（{{ 个案编号 }}），现将结果说明如下：")
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、查明的事实和证据")
    paper.text("{{ 查明的事实 }}")
    evidence(paper)
    paper.heading("三、结论")
    paper.text("{{ 不构成的理由 }}")
    paper.text(
        "综上，该宗地不构成《闲置土地处置办法》第二条规定的闲置土地。请你单位按{{ 用地文件 }}的约定、规定继续开发利用。"
    )
    paper.seal()
    return paper


def idle_determination() -> Paper:
    paper = letter("闲置土地认定书")
    paper.text(
        "根据《闲置土地处置办法》第九条、第十条的规定，本单位对你单位使用的下列国有建设用地的开发利用情况进行了调查核实，现认定如下："
    )
    paper.heading("一、闲置土地的基本情况")
    land(paper)
    paper.heading("二、认定土地闲置的事实、依据")
    paper.text("{{ 认定的事实 }}")
    paper.text("依据：{{ 认定的依据 }}")
    evidence(paper)
    paper.heading("三、闲置原因及认定结论")
    paper.text("闲置原因：{{ 闲置原因 }}。{{ 原因说明 }}")
    paper.text("认定结论：{{ 认定结论 }}该宗地自{{ 构成闲置之日 }}起构成闲置土地。")
    other_matters(paper, "四")
    paper.seal()
    return paper


def idle_publicity() -> Paper:
    paper = letter("闲置土地信息公开", to_holder=False)
    paper.text(
        "根据《闲置土地处置办法》第十一条的规定，现将闲置土地信息公开如下。处置完毕前，本信息持续公开；处置完毕后撤销。"
    )
    paper.facts(
        [
            (">使用权人", "{{ 使用权人名称 }}"),
            (">坐　　落", "{{ 坐落 }}（{{ 所在园区 }}　{{ 地块编号 }}）"),
            ("闲置面积", "{{ 闲置面积 }} 平方米（{{ 闲置面积.亩 }} 亩）"), ("土地用途", "{{ 土地用途 }}"),
            ("构成闲置之日", "{{ 构成闲置之日 }}"), ("闲置时间", "{{ 闲置时间 }}"),
            (">闲置原因", "{{ 闲置原因 }}{% if 原因说明 %}：{{ 原因说明 }}{% endif %}"),
            ("认定文书", "{{ 认定书文号 }}"), ("个案编号", "{{ 个案编号 }}"),
        ],
        columns=2, label_cm=2.8,
    )  # fmt: skip
    paper.when("造成闲置的部门", "本宗地的闲置由{{ 造成闲置的部门 }}的行为造成，已书面告知该部门。")
    contact(paper)
    paper.seal()
    return paper


def idle_disposal_plan() -> Paper:
    paper = letter("闲置土地处置方案", to_holder=False)
    paper.text("{{ 报请批准的政府 }}：", indent=False)
    paper.text(
        "{{ 使用权人名称 }}使用的下列国有建设用地，已由本单位以{{ 认定书文号 }}认定为闲置土地。根据《闲置土地处置办法》第十三条的规定，本单位拟订处置方案如下，请予批准。"
    )
    paper.heading("一、闲置土地的基本情况")
    land(paper)
    paper.heading("二、闲置原因")
    paper.text("该宗地自{{ 构成闲置之日 }}起构成闲置，闲置原因为{{ 闲置原因 }}。")
    paper.heading("三、处置方式和措施")
    paper.text("处置方式：{{ 处置方式 }}。")
    paper.text("{{ 处置措施 }}")
    paper.when("期限届满日", "期限：{% if 期限起始日 %}自{{ 期限起始日 }}起{% endif %}至{{ 期限届满日 }}止。")
    paper.when(
        "土地闲置费",
        "拟征缴土地闲置费人民币 {{ 土地闲置费 }} 元（大写：{{ 土地闲置费.大写 }}），计算见《土地闲置费计算表》。",
    )
    paper.heading("四、协商和告知情况")
    paper.text("使用权人意见：{{ 使用权人意见 }}")
    paper.text("抵押权人：{{ 抵押权人告知情况 }}")
    paper.heading("五、组织实施")
    paper.text("责任单位：{{ 责任单位 }}。{% if 工作安排 %}{{ 工作安排 }}{% endif %}")
    paper.seal()
    return paper


def idle_creditor_notice() -> Paper:
    paper = letter("处置抵押土地告知书", to_holder=False)
    paper.text("各抵押权人：", indent=False)
    paper.text(
        "{{ 使用权人名称 }}（地址：{{ 使用权人地址 }}）使用的下列国有建设用地{% if 认定书文号 %}已由本单位以{{ 认定书文号 }}认定为闲置土地{% else %}构成闲置土地{% endif %}，"
        "闲置原因为{{ 闲置原因 }}。该宗地设有抵押权，根据《闲置土地处置办法》的有关规定，现将拟采取的处置方式书面告知如下："
    )
    paper.heading("一、抵押权人")
    paper.rows(
        "抵押权人",
        (("序号", "{{ 行.序号 }}", 1.2), ("名称", "{{ 行.名称 }}", 5), ("登记证明号", "{{ 行.登记证明号 }}", 5), ("债权数额（元）", "{{ 行.债权数额 }}", 3.6)),
    )  # fmt: skip
    paper.heading("二、土地基本情况")
    land(paper)
    paper.heading("三、拟采取的处置方式")
    paper.text("{{ 处置方式 }}。")
    paper.heading("四、反馈")
    paper.text("{{ 反馈要求 }}")
    contact(paper)
    paper.seal()
    return paper


def idle_hearing_notice() -> Paper:
    paper = letter("听证告知书")
    paper.text(
        "你单位使用的下列国有建设用地已被认定为闲置土地。本单位拟作出处置决定，根据《闲置土地处置办法》第十五条的规定，现告知如下："
    )
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、拟作出的决定")
    paper.text("{{ 拟作出的决定 }}。{{ 拟决定的内容 }}")
    paper.heading("三、事实、理由和依据")
    paper.text("{{ 查明的事实 }}")
    paper.text("依据：{{ 决定的依据 }}")
    paper.heading("四、听证权利")
    paper.text(
        "你单位对上述拟作出的决定有要求举行听证的权利。要求听证的，应当自收到本告知书之日起{{ 申请听证工作日数 }}个工作日内向本单位书面提出；"
        "本单位自收到申请之日起{{ 组织听证工作日数 }}个工作日内组织听证。逾期未提出的，视为放弃听证的权利。"
    )
    contact(paper)
    paper.seal()
    return paper
