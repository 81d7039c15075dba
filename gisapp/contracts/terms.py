"""出让合同的词：进展、状态、终止方式；改动的事项。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ContractState(LabelledEnum):
    """合同状态"""

    IN_FORCE = "in_force", "有效", "In force"
    ENDED = "ended", "已终止", "Ended"


class ContractProgress(LabelledEnum):
    """合同进展：最后一个经核查完成的节点"""

    SIGNED = "signed", "已签约", "Signed"
    HANDED_OVER = "handed_over", "已交地", "Handed over"
    STARTED = "started", "已动工", "Started"
    COMPLETED = "completed", "已竣工", "Completed"
    IN_PRODUCTION = "in_production", "已投产", "In production"
    ATTAINED = "attained", "已达产", "Attained"


class ContractEnd(LabelledEnum):
    """合同如何终止"""

    RESCINDED = "rescinded", "解除合同", "Rescinded"
    RECOVERED = "recovered", "收回土地使用权", "Land recovered"
    EXPIRED = "expired", "年期届满", "Term expired"


register_terms("supply", ContractState, ContractProgress, ContractEnd)
