"""Missing material, extensions, supervision letters: the papers of approvals and projects."""

from __future__ import annotations

from gisapp.documents.drafting.paper import Paper

MATERIALS = (
    ("序号", "{{ 行.序号 }}", 1.2),
    ("材料名称", "{{ 行.材料名称 }}", 5),
    ("材料形式", "{{ 行.材料形式 }}", 3),
    ("补正期限", "{{ 行.补正期限 }}", 3.4),
)


def tolerance_promise() -> Paper:
    paper = Paper("form")
    paper.title("容缺受理承诺书")
    paper.centred("{{ 文书编号 }}")
    paper.text("{{ 出具单位 }}：", indent=False)
    paper.text(
        "我单位{{ 申请人名称 }}（统一社会信用代码：{{ 申请人统一社会信用代码 }}）就{{ 项目名称 }}申请办理“{{ 审批事项 }}”，主要材料已提交齐全，"
        "下列次要材料暂缺，申请容缺受理，并承诺在期限内补齐："
    )
    paper.rows("容缺材料", MATERIALS)
    paper.text("我单位知悉并承诺：", indent=True)
    paper.text("一、已提交的材料和将补交的材料真实、合法、有效，材料形式符合要求；")
    paper.text("二、在上述期限内主动补齐全部容缺材料；材料补齐前，不要求发给审批结果文件；")
    paper.text(
        "三、逾期未补齐或者承诺不实的，自愿接受撤销受理、退回申请，以及依法撤销已作出的决定，并同意记入信用记录；由此产生的损失由我单位承担；"
    )
    paper.text("四、我单位在申请时没有未修复的失信记录。")
    paper.signed_by("申请人（盖章）：", "{{ 申请人名称 }}", "承诺人（签字）：{{ 承诺人 }}", "承诺日期：{{ 承诺日期 }}")
    return paper


def tolerance_notice() -> Paper:
    paper = Paper("form")
    paper.letterhead()
    paper.title("容缺受理通知书")
    paper.text("{{ 申请人名称 }}：", indent=False)
    paper.text(
        "你单位就{{ 项目名称 }}申请办理的“{{ 审批事项 }}”，主要材料齐全、符合法定形式。根据你单位作出的书面承诺，于{{ 受理日期 }}予以容缺受理。下列次要材料请按期补齐："
    )
    paper.rows("容缺材料", MATERIALS)
    paper.text("本事项的审查自受理之日起进行，现场踏勘、专家评审等同步开展。容缺材料补齐前，不发给审批结果文件。")
    paper.when(
        "逾期后果",
        "逾期未补齐的：{{ 逾期后果 }}",
        otherwise=(
            "逾期未补齐的，本单位将撤销受理、退回申请材料，并记入信用记录；因不可抗力不能按期补齐的，请在期限届满前书面申请延期。",
        ),
    )
    paper.when("联系人", "联系人：{{ 联系人 }}{% if 联系人电话 %}　　联系电话：{{ 联系人电话 }}{% endif %}")
    paper.seal()
    paper.note("本通知书一式两份，申请人和受理机关各存一份。　　签收：＿＿＿＿＿＿＿")
    return paper


def extension_decision() -> Paper:
    paper = Paper("form")
    paper.title("延期审批表")
    paper.centred("{{ 文书编号 }}")
    paper.facts(
        [
            ("申请人", "{{ 申请人名称 }}"), ("项目名称", "{{ 项目名称 }}"),
            ("延期事项", "{{ 延期事项 }}"), ("关联编号", "{{ 关联编号 }}"),
            ("受理日期", "{{ 受理日期 }}"), ("延长期限", "{{ 延长期限 }}"),
            ("原到期日", "{{ 原到期日 }}"), ("延 期 至", "{{ 延期至 }}"),
            (">延期理由", "{{ 延期理由 }}"),
            (">证据材料",
                "{% if 证据材料 %}{% for 行 in 证据材料 %}{{ 行.编号 }}　{{ 行.名称 }}{% if not loop.last %}；{% endif %}{% endfor %}{% else %}／{% endif %}",
            ),
            (">经办人意见", "拟同意延期。\n经办人：{{ 经办人 }}"),
            (">审批意见",
                "{% if 审批意见 %}{{ 审批意见 }}{% else %}同意延期至{{ 延期至 }}。{% endif %}\n批准人：{{ 批准人 }}\n{{ 批准日期 }}",
            ),
            (">告知情况", "延期决定及理由已告知申请人。\n申请人签收：　　　　　　　　　　年　　月　　日"),
        ],
        columns=2, label_cm=2.6,
    )  # fmt: skip
    paper.note("延期只在原到期日之前批准方为有效；延期不改变此前已经发生的逾期。")
    paper.seal()
    return paper


def supervision_letter() -> Paper:
    paper = Paper("letter")
    paper.letterhead()
    paper.title("项目督办函")
    paper.text("{{ 主送单位 }}：", indent=False)
    paper.text(
        "{{ 项目名称 }}{% if 项目单位 %}（{{ 项目单位 }}）{% endif %}{% if 地块编号 %}，用地为{{ 所在园区 }}{{ 地块编号 }}地块{% endif %}。现就有关事项督办如下："
    )
    paper.heading("一、督办事由")
    paper.text("{{ 督办事由 }}")
    paper.document.add_paragraph("{%p if 项目情况 %}")
    paper.rows("项目情况", (("事项", "{{ 行.事项 }}", 4), ("情况", "{{ 行.情况 }}", 10)))
    paper.document.add_paragraph("{%p endif %}")
    paper.heading("二、督办要求")
    paper.document.add_paragraph("{%p if 督办要求 %}")
    paper.rows(
        "督办要求",
        (("序号", "{{ 行.序号 }}", 1.2), ("要求", "{{ 行.要求 }}", 9), ("完成期限", "{{ 行.完成期限 }}", 3.4)),
    )
    paper.document.add_paragraph("{%p else %}")
    paper.text("请查明原因，制定倒排工期的推进计划，明确责任人和时间节点，抓紧落实。")
    paper.document.add_paragraph("{%p endif %}")
    paper.heading("三、回复时限")
    paper.text(
        "请于{{ 回复期限 }}前{% if 回复工作日数 %}（{{ 回复工作日数 }} 个工作日内）{% endif %}书面回复办理情况，附证明材料。逾期未回复的，列入通报。"
    )
    paper.when("责任领导", "责任领导：{{ 责任领导 }}{% if 服务专员 %}　　服务专员：{{ 服务专员 }}{% endif %}")
    paper.when("联系人", "联系人：{{ 联系人 }}{% if 联系人电话 %}　　联系电话：{{ 联系人电话 }}{% endif %}")
    paper.seal()
    paper.when("抄送", "抄送：{{ 抄送 }}")
    return paper
