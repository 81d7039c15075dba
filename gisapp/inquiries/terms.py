"""招商咨询的词：走到哪一步、做了什么、为什么办结、从哪里来、在产业链的什么位置。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class InquiryState(LabelledEnum):
    OPEN = "open", "待受理", "Waiting"
    TAKEN = "taken", "办理中", "Being worked on"
    ANSWERED = "answered", "已答复", "Answered"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class InquiryStep(LabelledEnum):
    """做了什么"""

    RECEIVE = "receive", "收到", "Received"
    TAKE = "take", "受理", "Taken"
    ASSIGN = "assign", "转交", "Handed over"
    NOTE = "note", "内部备注", "Internal note"
    ANSWER = "answer", "答复", "Answered"
    FOLLOW_UP = "follow_up", "咨询人追问", "Asked again"
    LEAD = "lead", "转为线索", "Made a lead"
    PROJECT = "project", "转为在谈项目", "Made a project under negotiation"
    CLOSE = "close", "办结", "Closed"
    REOPEN = "reopen", "重新办理", "Opened again"
    WITHDRAW = "withdraw", "咨询人撤回", "Withdrawn by the asker"
    ERASE = "erase", "删除个人信息", "Personal data erased"


class CloseReason(LabelledEnum):
    """为什么办结"""

    ANSWERED = "answered", "已答复，无后续", "Answered, nothing further"
    BECAME_PROJECT = "became_project", "已转为项目", "Became a project"
    NO_FIT = "no_fit", "暂无合适地块", "No suitable site"
    NOT_REACHED = "not_reached", "多次联系不上", "Could not be reached"
    DUPLICATE = "duplicate", "重复咨询", "Asked twice"
    NOT_SERIOUS = "not_serious", "无效或骚扰信息", "Void or abusive"


class ContactKind(LabelledEnum):
    EMAIL = "email", "邮箱", "E-mail"
    PHONE = "phone", "电话", "Telephone"


class ChainPlace(LabelledEnum):
    """所问产业在园区产业链的位置"""

    GAP = "gap", "补链：集群内尚无企业用地", "Fills a gap of a cluster"
    PRESENT = "present", "强链：集群内已有企业用地", "Strengthens a cluster"
    OUTSIDE = "outside", "四大集群之外", "Outside the four clusters"
    UNKNOWN = "unknown", "未填产业", "No industry given"


class SourceRegion(LabelledEnum):
    """从哪里来：省级行政区（ISO 3166-2），境外为 ZZ"""

    HENAN = "CN-HA", "河南", "Henan"
    BEIJING = "CN-BJ", "北京", "Beijing"
    TIANJIN = "CN-TJ", "天津", "Tianjin"
    HEBEI = "CN-HE", "河北", "Hebei"
    SHANXI = "CN-SX", "山西", "Shanxi"
    NEIMENGGU = "CN-NM", "内蒙古", "Inner Mongolia"
    LIAONING = "CN-LN", "辽宁", "Liaoning"
    JILIN = "CN-JL", "吉林", "Jilin"
    HEILONGJIANG = "CN-HL", "黑龙江", "Heilongjiang"
    SHANGHAI = "CN-SH", "上海", "Shanghai"
    JIANGSU = "CN-JS", "江苏", "Jiangsu"
    ZHEJIANG = "CN-ZJ", "浙江", "Zhejiang"
    ANHUI = "CN-AH", "安徽", "Anhui"
    FUJIAN = "CN-FJ", "福建", "Fujian"
    JIANGXI = "CN-JX", "江西", "Jiangxi"
    SHANDONG = "CN-SD", "山东", "Shandong"
    HUBEI = "CN-HB", "湖北", "Hubei"
    HUNAN = "CN-HN", "湖南", "Hunan"
    GUANGDONG = "CN-GD", "广东", "Guangdong"
    GUANGXI = "CN-GX", "广西", "Guangxi"
    HAINAN = "CN-HI", "海南", "Hainan"
    CHONGQING = "CN-CQ", "重庆", "Chongqing"
    SICHUAN = "CN-SC", "四川", "Sichuan"
    GUIZHOU = "CN-GZ", "贵州", "Guizhou"
    YUNNAN = "CN-YN", "云南", "Yunnan"
    XIZANG = "CN-XZ", "西藏", "Xizang"
    SHAANXI = "CN-SN", "陕西", "Shaanxi"
    GANSU = "CN-GS", "甘肃", "Gansu"
    QINGHAI = "CN-QH", "青海", "Qinghai"
    NINGXIA = "CN-NX", "宁夏", "Ningxia"
    XINJIANG = "CN-XJ", "新疆", "Xinjiang"
    HONG_KONG = "CN-HK", "香港", "Hong Kong, China"
    MACAO = "CN-MO", "澳门", "Macao, China"
    TAIWAN = "CN-TW", "台湾", "Taiwan, China"
    ABROAD = "ZZ", "境外", "Abroad"


register_terms("inquiries", InquiryState, InquiryStep, CloseReason, ContactKind, ChainPlace, SourceRegion)
