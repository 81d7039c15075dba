"""数据交换的词：字段的种类、核对结论、差异的处理。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class FieldKind(LabelledEnum):
    """怎样读、怎样比"""

    TEXT = "text", "文字", "Text"
    DAY = "day", "日期", "Date"
    NUMBER = "number", "数值", "Number"
    INSTALMENTS = "instalments", "分期付款", "Instalments"


class Verdict(LabelledEnum):
    """一处差异是谁与众不同"""

    THEIRS_DIFFERS = "theirs_differs", "系统与本方不一致", "The system differs"
    OURS_DIFFERS = "ours_differs", "台账与合同、系统不一致", "The register differs"
    CONTRACT_DIFFERS = "contract_differs", "合同与台账、系统不一致", "The contract differs"
    ALL_DIFFER = "all_differ", "三方各不相同", "All three differ"
    THEIRS_MISSING = "theirs_missing", "系统未填", "Not filled in the system"
    OURS_MISSING = "ours_missing", "本方未记", "Not recorded here"
    UNREADABLE = "unreadable", "系统值无法识别", "The system's value cannot be read"
    NOT_IN_SYSTEM = "not_in_system", "系统中没有这份合同", "Contract not in the system"
    NOT_IN_REGISTER = "not_in_register", "台账中没有这份合同", "Contract not in the register"
    TWICE_IN_SYSTEM = "twice_in_system", "系统中重复", "Twice in the system"

    @property
    def advice_zh(self) -> str:
        """What to do about it, as a sentence."""
        return _ADVICE[self][0]

    @property
    def advice_en(self) -> str:
        return _ADVICE[self][1]


class Resolution(LabelledEnum):
    """一处差异怎样处理了"""

    CORRECT_THERE = "correct_there", "已在系统更正", "Corrected in the system"
    CORRECT_HERE = "correct_here", "已更正台账", "Corrected here"
    ACCEPTED = "accepted", "核实无误，保留差异", "Verified, difference stands"


_ADVICE = {
    Verdict.THEIRS_DIFFERS: (
        "请核对原件后在监测监管系统更正。",
        "Check the original and correct the monitoring system.",
    ),
    Verdict.OURS_DIFFERS: ("合同与系统一致，请核对后更正台账。", "Contract and system agree: correct the register."),
    Verdict.CONTRACT_DIFFERS: (
        "台账与系统一致而与合同不同，请查有无未登记的补充协议。",
        "Register and system agree: look for a supplement that was not entered.",
    ),
    Verdict.ALL_DIFFER: ("三方各不相同，请以原件为准逐一更正。", "Go by the original and correct each."),
    Verdict.THEIRS_MISSING: ("请在监测监管系统补填。", "Fill it in in the monitoring system."),
    Verdict.OURS_MISSING: (
        "请核实系统所填并补登台账。",
        "Verify what the system says and record it here.",
    ),
    Verdict.UNREADABLE: (
        "请核对该单元格的写法，更正后重新导出核对。",
        "Check how the cell is written and export it again.",
    ),
    Verdict.NOT_IN_SYSTEM: ("请在监测监管系统补录这份合同。", "Enter the contract in the monitoring system."),
    Verdict.NOT_IN_REGISTER: (
        "请核对合同编号和电子监管号；确属本区的，补登合同。",
        "Check the numbers; if it is the zone's, enter the contract here.",
    ),
    Verdict.TWICE_IN_SYSTEM: (
        "请在监测监管系统核销重复的一条。",
        "Have the doubled entry removed from the monitoring system.",
    ),
}

register_terms("exchange", FieldKind, Verdict, Resolution)
