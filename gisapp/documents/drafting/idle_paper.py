"""What the papers of idle land share: the table of the land, the list of evidence, remedies, the end of a decision."""

from __future__ import annotations

from gisapp.documents.drafting.paper import Paper

AREA = "{{ 宗地面积 }} 平方米\n（{{ 宗地面积.亩 }} 亩）"
IDLE_AREA = "{{ 闲置面积 }} 平方米\n（{{ 闲置面积.亩 }} 亩）"
TO_HOLDER = "{{ 使用权人名称 }}（地址：{{ 使用权人地址 }}{% if 统一社会信用代码 %}；统一社会信用代码：{{ 统一社会信用代码 }}{% endif %}）："


def land(paper: Paper) -> None:
    """The basic facts of the land, which every paper carries."""
    paper.facts(
        [
            ("个案编号", "{{ 个案编号 }}"), ("地块编号", "{{ 地块编号 }}"),
            ("宗地代码", "{{ 宗地代码 }}"), ("电子监管号", "{{ 电子监管号 }}"),
            (">{{ 用地文件 }}编号", "{{ 合同编号 }}"),
            (">坐　　落", "{{ 坐落 }}"),
            (">四　　至", "{{ 四至 }}"),
            ("宗地面积", AREA), ("闲置面积", IDLE_AREA),
            ("土地用途", "{{ 土地用途 }}"), ("土地价款", "{% if 土地价款 %}{{ 土地价款 }} 元{% else %}／{% endif %}"),
            ("约定动工", "{{ 约定动工日期 }}"), ("约定竣工", "{{ 约定竣工日期 }}"),
            ("实际交地", "{{ 实际交地日期 }}"), ("实际动工", "{{ 实际动工日期 }}"),
            ("开发面积占比", "{{ 开发面积比例 }}"), ("投资额占比", "{{ 投资额比例 }}"),
            ("权 证 号", "{{ 权证号 }}"), ("不动产单元号", "{{ 不动产单元号 }}"),
            (">抵押、查封", "{{ 抵押查封情况 }}"),
        ],
        columns=2, label_cm=2.6,
    )  # fmt: skip


def evidence(paper: Paper) -> None:
    paper.text("上述事实有下列证据证明：")
    paper.rows(
        "证据清单",
        (("序号", "{{ 行.序号 }}", 1.2), ("证据名称", "{{ 行.名称 }}", 8), ("日期", "{{ 行.日期 }}", 3.2), ("编号", "{{ 行.编号 }}", 2)),
    )  # fmt: skip


def remedy(paper: Paper) -> None:
    """How the decision may be contested."""
    paper.text(
        "如不服本决定，可以自收到本决定书之日起{{ 复议期限日数 }}日内向{{ 复议机关 }}申请行政复议，也可以自收到本决定书之日起{{ 起诉期限月数 }}个月内"
        "依法向{{ 管辖法院 }}提起行政诉讼。复议、诉讼期间，除法律另有规定外，本决定不停止执行。"
    )


def contact(paper: Paper) -> None:
    paper.when("联系人", "联系人：{{ 联系人 }}{% if 联系人电话 %}　　联系电话：{{ 联系人电话 }}{% endif %}")


def other_matters(paper: Paper, number: str, field: str = "其他需要说明的事项") -> None:
    """The last numbered section, printed only when its field says something; the field's name is its heading."""
    paper.document.add_paragraph(f"{{%p if {field} %}}")
    paper.heading(f"{number}、{field}")
    paper.text(f"{{{{ {field} }}}}")
    paper.document.add_paragraph("{%p endif %}")


def letter(title: str, *, to_holder: bool = True) -> Paper:
    """Begin an official letter: red head, number, title, addressee."""
    paper = Paper("form")
    paper.letterhead()
    paper.title(title)
    if to_holder:
        paper.text(TO_HOLDER, indent=False)
    return paper
