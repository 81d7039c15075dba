"""企业自报的词：报什么、走到哪一步、做了什么。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ReportPart(LabelledEnum):
    """报什么"""

    PROGRESS = "progress", "建设进度", "Progress"
    FIGURES = "figures", "经营和投资数据", "Figures"
    PHOTOS = "photos", "现场照片", "Photographs"


class ReportState(LabelledEnum):
    OPEN = "open", "待企业填报", "Waiting for the enterprise"
    SUBMITTED = "submitted", "已提交，待核收", "Submitted, to be looked at"
    RETURNED = "returned", "已退回补正", "Sent back"
    ACCEPTED = "accepted", "已核收", "Accepted"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class ReportStep(LabelledEnum):
    """做了什么"""

    ASK = "ask", "发起自报", "Asked"
    SUBMIT = "submit", "企业提交", "Submitted by the enterprise"
    RETURN = "return", "退回补正", "Sent back"
    ACCEPT = "accept", "核收", "Accepted"
    CANCEL = "cancel", "取消", "Cancelled"


register_terms("self_reports", ReportPart, ReportState, ReportStep)
