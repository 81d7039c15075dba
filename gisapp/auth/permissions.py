"""The whole policy on one page: what can be done, which role may do it, and what a refusal says.

Two questions are asked of every act: may this role do this verb (here), and may they do it to this object (rows by
`scope.py`, in SQL). `PUBLIC` stands for a caller without an account.
"""

from __future__ import annotations

from enum import StrEnum

from gisapp.kernel.terms import LabelledEnum, register_terms


class Permission(StrEnum):
    """`resource:action`, in alphabetical order."""

    ACCOUNT_MANAGE = "account:manage"
    AUDIT_READ = "audit:read"
    HANDOUT_MAKE = "handout:make"
    OFFER_WRITE = "offer:write"
    PARK_MANAGE = "park:manage"
    PARTY_READ = "party:read"
    PARTY_WRITE = "party:write"
    PLOT_EXPORT = "plot:export"
    PLOT_READ = "plot:read"
    PLOT_REGISTER = "plot:register"
    PLOT_STATE_WRITE = "plot_state:write"
    PUBLIC_READ = "public:read"
    SESSION_OPEN = "session:open"
    SESSION_OWN = "session:own"
    SURVEY_ACCEPT = "survey:accept"
    SURVEY_READ = "survey:read"
    SURVEY_UPLOAD = "survey:upload"


class Role(LabelledEnum):
    OFFICER = "officer", "土地管理人员", "Land officer"
    PLANNER = "planner", "规划人员", "Planner"
    LEADER = "leader", "园区领导", "Leader"
    ADMIN = "admin", "系统管理员", "Administrator"


register_terms("auth", Role)

P = Permission

PUBLIC: frozenset[Permission] = frozenset({P.PUBLIC_READ, P.SESSION_OPEN, P.HANDOUT_MAKE})

_STAFF = PUBLIC | {P.SESSION_OWN, P.PLOT_READ, P.PLOT_EXPORT, P.PARTY_READ, P.SURVEY_READ}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _STAFF
    | {
        P.PLOT_STATE_WRITE,
        P.PARTY_WRITE,
        P.OFFER_WRITE,
        P.PLOT_REGISTER,
        P.SURVEY_UPLOAD,
        P.SURVEY_ACCEPT,
        P.AUDIT_READ,
        P.PARK_MANAGE,
    },
    Role.PLANNER: _STAFF | {P.PLOT_REGISTER, P.SURVEY_UPLOAD, P.SURVEY_ACCEPT},
    Role.LEADER: _STAFF | {P.AUDIT_READ},
    Role.ADMIN: _STAFF | {P.ACCOUNT_MANAGE, P.AUDIT_READ, P.PARK_MANAGE},
}

DENIED_ZH: dict[Permission, str] = {
    P.ACCOUNT_MANAGE: "只有系统管理员可以管理账号，请联系管理员。",
    P.AUDIT_READ: "您的角色不能查看操作记录，请联系管理员。",
    P.HANDOUT_MAKE: "您的角色不能生成离线地图，请联系管理员。",
    P.OFFER_WRITE: "只有土地管理人员可以修改供地公开信息。",
    P.PARK_MANAGE: "只有土地管理人员和系统管理员可以登记园区或修订园区界线。",
    P.PARTY_READ: "您的角色不能查看主体信息，请联系管理员。",
    P.PARTY_WRITE: "只有土地管理人员可以登记权利人和使用人。",
    P.PLOT_EXPORT: "您的角色不能导出台账，请联系管理员。",
    P.PLOT_READ: "您的角色不能查看内部地块信息，请联系管理员。",
    P.PLOT_REGISTER: "只有规划人员和土地管理人员可以登记或修改地块界线。",
    P.PLOT_STATE_WRITE: "只有土地管理人员可以变更地块状态。",
    P.PUBLIC_READ: "您没有查看权限，请联系管理员。",
    P.SESSION_OPEN: "您没有登录权限，请联系管理员。",
    P.SESSION_OWN: "请先登录后再操作。",
    P.SURVEY_ACCEPT: "只有规划人员和土地管理人员可以入库测绘成果。",
    P.SURVEY_READ: "您的角色不能查看测绘成果，请联系管理员。",
    P.SURVEY_UPLOAD: "只有规划人员和土地管理人员可以上传测绘成果。",
}
