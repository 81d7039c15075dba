"""明标供地的词：出让方式、年期方式、公告状态、申请状态、供地决定状态。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class ListingMethod(LabelledEnum):
    """出让方式"""

    LISTING = "listing", "挂牌", "Listing"
    AUCTION = "auction", "拍卖", "Auction"
    TENDER = "tender", "招标", "Tender"
    AGREEMENT = "agreement", "协议", "Agreement"


class TermKind(LabelledEnum):
    """供地年期方式"""

    FULL = "full", "一次性出让", "Full term"
    FLEXIBLE = "flexible", "弹性年期出让", "Flexible term"
    LEASE_FIRST = "lease_first", "先租后让", "Lease first"


class ListingState(LabelledEnum):
    """出让公告的状态，只能向前"""

    DRAFT = "draft", "编制中", "Draft"
    PUBLISHED = "published", "公告中", "Announced"
    CLOSED = "closed", "报名截止", "Closed"
    SETTLED = "settled", "已成交", "Settled"
    FAILED = "failed", "未成交", "Failed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class PipelineColumn(LabelledEnum):
    """Where a plot's supply stands, from the plan to the contract."""

    PLAN = "plan", "已列计划", "Planned"
    DRAFT = "draft", "公告草案", "Draft"
    ANNOUNCED = "announced", "公告报名", "Announced"
    DECIDING = "deciding", "审核比选", "Deciding"
    DECIDED = "decided", "成交待签", "Decided"
    CONTRACT = "contract", "已签合同", "Contract"
    ENDED = "ended", "撤回或未成交", "Ended"


class ApplicationState(LabelledEnum):
    """用地申请的状态"""

    RECEIVED = "received", "待审核", "Received"
    ADMITTED = "admitted", "准入", "Admitted"
    REFUSED = "refused", "不予准入", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class AllocationState(LabelledEnum):
    """供地决定的状态"""

    LIVE = "live", "有效", "Live"
    REVOKED = "revoked", "已撤销", "Revoked"
    ENDED = "ended", "已终结", "Ended"


register_terms("supply", ListingMethod, TermKind, ListingState, PipelineColumn, ApplicationState, AllocationState)
