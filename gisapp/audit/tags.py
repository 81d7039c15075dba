"""The names of what can happen: `subject:object:action`, each with the words the timeline shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gisapp.kernel.terms import LabelledEnum, register_terms


class EventTag(LabelledEnum):
    ACCOUNT_CREATE = "account:account:create", "新建账号", "Account created"
    ACCOUNT_CHANGE = "account:account:change", "修改账号", "Account changed"
    ACCOUNT_LOCK = "account:account:lock", "账号锁定", "Account locked"
    ACCOUNT_PASSWORD = "account:password:change", "修改密码", "Password changed"
    CONDITIONS_REVISE = "plot:conditions:revise", "修订规划条件", "Planning conditions revised"
    OFFER_REVISE = "plot:offer:revise", "修订公开信息", "Public facts revised"
    PARK_BOUNDARY_REVISE = "park:boundary:revise", "修订园区界线", "Park boundary revised"
    PARK_CHANGE = "park:park:change", "修改园区", "Park changed"
    PARK_REGISTER = "park:park:register", "登记园区", "Park registered"
    PARTY_REGISTER = "party:party:register", "登记主体", "Party registered"
    PLOT_BOUNDARY_REVISE = "plot:boundary:revise", "修订界线", "Boundary revised"
    PLOT_PARTIES_REVISE = "plot:parties:revise", "变更权利人或使用人", "Holder or occupant changed"
    PLOT_REGISTER = "plot:plot:register", "登记地块", "Plot registered"
    PLOT_RETIRE = "plot:plot:retire", "注销地块", "Plot retired"
    SERVICING_REVISE = "plot:servicing:revise", "更新配套条件", "Servicing updated"
    SESSION_OPEN = "session:session:open", "登录", "Signed in"
    STATE_REVISE = "plot:state:revise", "变更状态", "State changed"
    SURVEY_ACCEPT = "survey:survey:accept", "测绘成果入库", "Survey accepted"
    SURVEY_RECEIVE = "survey:survey:receive", "接收测绘成果", "Survey received"
    SURVEY_REJECT = "survey:survey:reject", "退回测绘成果", "Survey rejected"
    ZONE_CREATE = "zone:zone:create", "登记开发区", "Zone created"
    ZONE_SEED = "zone:zone:seed", "载入示意数据", "Demo data loaded"


register_terms("audit", EventTag)

_LABELS = EventTag.labels(), EventTag.labels("en")


def labelled(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event with the words for its tag; a tag of a later release keeps its name."""
    tag = event["tag"]
    return {**event, "label_zh": _LABELS[0].get(tag, tag), "label_en": _LABELS[1].get(tag, tag)}
