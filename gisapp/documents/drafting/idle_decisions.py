"""From the decision to the end: fee, recovery, other ways of disposal, the sheet of the fee, copies, receipt of service, annulment, closing."""

from __future__ import annotations

from gisapp.documents.drafting.idle_paper import contact, evidence, land, letter, other_matters, remedy
from gisapp.documents.drafting.paper import Paper

APPROVED = "经{{ 批准机关 }}批准{% if 批准文号 %}（{{ 批准文号 }}）{% endif %}"


def idle_fee_decision() -> Paper:
    paper = letter("征缴土地闲置费决定书")
    paper.text("你单位使用的下列国有建设用地因自身原因未动工开发满{{ 认定年限 }}，已被认定为闲置土地：")
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、违法事实和证据")
    paper.text("{{ 违法事实 }}")
    evidence(paper)
    paper.heading("三、决定的种类和依据")
    paper.text("依据：{{ 决定的依据 }}")
    paper.text(
        APPROVED
        + "，本单位决定向你单位征缴土地闲置费人民币 {{ 土地闲置费 }} 元（大写：{{ 土地闲置费.大写 }}）。计算过程：{{ 计算过程 }}。"
    )
    paper.text("土地闲置费不得列入生产成本。")
    paper.heading("四、履行方式和期限")
    paper.text(
        "请自本决定书送达之日起{{ 缴纳期限日数 }}日内，将上述款项缴至{% if 收款账户名称 %}{{ 收款账户名称 }}（开户银行：{{ 开户银行 }}，账号：{{ 收款账号 }}）"
        "{% else %}本单位指定的非税收入账户{% endif %}。{{ 逾期不缴的后果 }}"
    )
    paper.heading("五、复议和诉讼")
    remedy(paper)
    other_matters(paper, "六")
    contact(paper)
    paper.seal()
    return paper


def idle_recovery_decision() -> Paper:
    paper = letter("收回国有建设用地使用权决定书")
    paper.text("你单位使用的下列国有建设用地因自身原因未动工开发满{{ 收回年限 }}，已被认定为闲置土地：")
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、违法事实和证据")
    paper.text("{{ 违法事实 }}自身原因的时间于{{ 自身原因满两年之日 }}满{{ 收回年限 }}。")
    evidence(paper)
    paper.heading("三、决定的种类和依据")
    paper.text("依据：{{ 决定的依据 }}")
    paper.text(
        APPROVED + "，本单位决定无偿收回该宗国有建设用地使用权，面积 {{ 宗地面积 }} 平方米（{{ 宗地面积.亩 }} 亩）。"
    )
    paper.text("抵押权人：{{ 抵押权人告知情况 }}")
    paper.heading("四、履行方式和期限")
    paper.text(
        "请自本决定书送达之日起{{ 办理注销期限日数 }}日内，到不动产登记机构办理国有建设用地使用权注销登记，交回不动产权证书（国有土地使用证）。"
        "逾期不办理的，将依法直接公告注销登记和权利证书，并申请人民法院强制执行。"
    )
    paper.heading("五、复议和诉讼")
    remedy(paper)
    other_matters(paper, "六")
    contact(paper)
    paper.seal()
    return paper


def idle_disposal_decision() -> Paper:
    paper = letter("闲置土地处置决定书")
    paper.text("你单位使用的下列国有建设用地已被认定为闲置土地。" + APPROVED + "，现对该宗地作出处置决定：")
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、事实和证据")
    paper.text("{{ 查明的事实 }}")
    evidence(paper)
    paper.heading("三、处置决定")
    paper.text("闲置原因：{{ 闲置原因 }}。依据：{{ 决定的依据 }}")
    paper.text("处置方式：{{ 处置方式 }}。{{ 处置措施 }}")
    paper.when("期限届满日", "期限：{% if 期限起始日 %}自{{ 期限起始日 }}起{% endif %}至{{ 期限届满日 }}止。")
    paper.heading("四、复议和诉讼")
    remedy(paper)
    other_matters(paper, "五")
    contact(paper)
    paper.seal()
    return paper


def idle_fee_sheet() -> Paper:
    paper = Paper("form")
    paper.title("土地闲置费计算表")
    paper.centred("{{ 文书编号 }}　　{{ 个案编号 }}")
    paper.facts(
        [
            (">使用权人", "{{ 使用权人名称 }}"),
            (">坐　　落", "{{ 坐落 }}（{{ 地块编号 }}）"),
            ("{{ 用地文件 }}编号", "{{ 合同编号 }}"), ("土地用途", "{{ 土地用途 }}"),
            ("宗地面积", "{{ 宗地面积 }} 平方米"), ("闲置面积", "{{ 闲置面积 }} 平方米"),
            ("应动工日期", "{{ 应动工日期 }}"), ("实际动工", "{{ 实际动工日期 }}"),
            ("自身原因满{{ 认定年限 }}", "{{ 自身原因满一年之日 }}"), ("自身原因满{{ 收回年限 }}", "{{ 自身原因满两年之日 }}"),
            ("土地价款", "{{ 土地价款 }} 元"), ("价款依据", "{{ 价款依据 }}"),
            ("面积占比", "{{ 面积占比 }}"), ("费　　率", "{{ 费率 }}"),
            (">费率依据", "{{ 费率依据 }}"),
            (">计算过程", "{{ 计算过程 }}"),
            (">取整方法", "{{ 取整方法 }}"),
            (">应缴闲置费", "人民币 {{ 土地闲置费 }} 元\n（大写：{{ 土地闲置费.大写 }}）"),
        ],
        columns=2, label_cm=3.0,
    )  # fmt: skip
    paper.document.add_paragraph("{%p if 扣除期间 %}")
    paper.text("计算自身原因时间时扣除的期间（第八条）：")
    paper.rows(
        "扣除期间",
        (("原因", "{{ 行.原因 }}", 4), ("起", "{{ 行.起 }}", 3), ("止", "{% if 行.止 %}{{ 行.止 }}{% else %}至今{% endif %}", 3), ("扣除日数", "{{ 行.扣除日数 }}", 2), ("证据", "{{ 行.证据 }}", 4)),
    )  # fmt: skip
    paper.document.add_paragraph("{%p else %}")
    paper.text("没有第八条规定的扣除期间。")
    paper.document.add_paragraph("{%p endif %}")
    paper.signatures(
        ("计算人：{{ 计算人 }}", "（签字）　　　年　　月　　日"), ("复核人：", "（签字）　　　年　　月　　日")
    )
    paper.signed_by("审批人：", "（签字）　　　年　　月　　日", "{{ 出具单位 }}（盖章）")
    return paper


def idle_copy_letter() -> Paper:
    paper = letter("闲置土地信息抄送函", to_holder=False)
    paper.text("{{ 主送单位 }}：", indent=False)
    paper.text("根据《闲置土地处置办法》的有关规定，现将{{ 使用权人名称 }}使用的闲置土地有关情况函告如下：")
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、认定和处置情况")
    paper.text(
        "{% if 认定书文号 %}认定文书：{{ 认定书文号 }}。{% endif %}{% if 构成闲置之日 %}构成闲置之日：{{ 构成闲置之日 }}。{% endif %}"
        "{% if 闲置原因 %}闲置原因：{{ 闲置原因 }}。{% endif %}{% if 处置方式 %}处置方式：{{ 处置方式 }}。{% endif %}"
    )
    paper.heading("三、抄送事项")
    paper.text("{{ 抄送事项 }}")
    contact(paper)
    paper.seal()
    return paper


def idle_annulment() -> Paper:
    paper = letter("撤销闲置土地认定（处置决定）的决定")
    paper.text(
        "本单位对你单位使用的下列国有建设用地（{{ 个案编号 }}）作出的认定、决定进行了复核，现依法自行纠正，决定如下："
    )
    paper.heading("一、土地基本情况")
    land(paper)
    paper.heading("二、查明的错误")
    paper.text("{{ 查明的错误 }}")
    paper.heading("三、撤销的内容")
    paper.text("{{ 撤销的内容 }}")
    paper.when(
        "公开日期",
        "该宗地的闲置土地信息自{{ 公开日期 }}起公开，现予撤销公开；监测监管系统的备案{% if 备案号 %}（{{ 备案号 }}）{% endif %}同时更新。",
    )
    paper.heading("四、撤销后的处理")
    paper.text("{{ 撤销后的处理 }}")
    paper.heading("五、复议和诉讼")
    remedy(paper)
    paper.seal()
    return paper


def idle_closing_notice() -> Paper:
    paper = letter("闲置土地结案（撤销公开）通知")
    paper.text(
        "你单位使用的下列国有建设用地（{{ 个案编号 }}）的处置决定已经履行完毕，现予结案，并撤销该宗地的闲置土地信息公开。"
    )
    paper.facts(
        [
            (">坐　　落", "{{ 坐落 }}（{{ 所在园区 }}　{{ 地块编号 }}）"),
            ("{{ 用地文件 }}编号", "{{ 合同编号 }}"), ("闲置面积", "{{ 闲置面积 }} 平方米"),
            ("认定文书", "{{ 认定书文号 }}"), ("决定文书", "{{ 决定书文号 }}"),
            ("闲置原因", "{{ 闲置原因 }}"), ("处置方式", "{{ 处置方式 }}"),
            (">处置结果", "{{ 处置结果 }}"),
        ],
        columns=2, label_cm=2.6,
    )  # fmt: skip
    paper.seal()
    return paper


def service_receipt() -> Paper:
    paper = Paper("form")
    paper.title("送 达 回 证")
    paper.centred("{{ 文书编号 }}")
    paper.facts(
        [
            (">送达机关", "{{ 出具单位 }}"),
            (">案由、编号", "{{ 案由或编号 }}"),
            (">送达文书", "{{ 送达文书名称 }}　{{ 送达文书文号 }}"),
            ("文书日期", "{{ 文书出具日期 }}"), ("份　　数", "　　　份"),
            (">受送达人", "{{ 受送达人 }}"),
            (">送达地点", "{% if 送达地点 %}{{ 送达地点 }}{% else %}　{% endif %}"),
            (">送达方式", "□直接送达　□留置送达　□邮寄送达　□委托送达　□电子送达　□公告送达"),
            (">送达时间", "　　　　年　　月　　日　　时　　分"),
            (">收 件 人", "\n（签名或盖章）\n与受送达人的关系：　　　　　　　　　　　　年　　月　　日"),
            (">拒收事由", "\n\n"),
            (">见 证 人", "\n（签名或盖章）　　　　　　　　　　　　　　　年　　月　　日"),
            (">送 达 人", "\n（两人签名）　　　　　　　　　　　　　　　　年　　月　　日"),
            (">备　　注", "\n"),
        ],
        columns=2, label_cm=2.8,
    )  # fmt: skip
    paper.note(
        "受送达人拒绝签收的，由送达人邀请有关人员见证，写明拒收事由和日期，留置于住所，并拍照、录像。邮寄送达的附邮寄凭证，公告送达的附公告样张。"
    )
    return paper
