"""Words of the land register, Chinese and English, typed once. A plot has several independent states."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class LandControl(LabelledEnum):
    """土地权属状态"""

    UNKNOWN = "unknown", "未知", "Unknown"
    COLLECTIVE = "collective", "未征收", "Collective land"
    EXPROPRIATING = "expropriating", "征收中", "Being expropriated"
    STATE_OWNED = "state_owned", "已征转", "State-owned"
    CLEARED = "cleared", "净地", "Cleared"
    RESERVED = "reserved", "已收储", "In the land reserve"


class ServicingLevel(LabelledEnum):
    """配套程度"""

    UNKNOWN = "unknown", "未知", "Unknown"
    NONE = "none", "未通", "None"
    THREE = "three", "三通一平", "Three utilities and levelled"
    FIVE = "five", "五通一平", "Five utilities and levelled"
    SEVEN = "seven", "七通一平", "Seven utilities and levelled"


class SupplyState(LabelledEnum):
    """供应状态"""

    NOT_READY = "not_ready", "未纳入供应", "Not in supply"
    PREPARED = "prepared", "已备", "Prepared"
    ANNOUNCED = "announced", "拟供应", "Announced"
    ON_OFFER = "on_offer", "供应公告中", "On offer"
    ALLOCATED = "allocated", "已供", "Allocated"


class StateAct(LabelledEnum):
    """Acts that move a plot's supply or its compliance; nobody sets by hand what only they may bring about."""

    LISTING = "listing", "发布、撤回或终止出让公告", "An announcement"
    CONTRACT = "contract", "签订或终止出让合同", "A contract"
    IDLE_CASE = "idle_case", "办理闲置土地个案", "A case of idle land"
    REUSE = "reuse", "盘活措施", "A measure of reuse"


class DevelopmentState(LabelledEnum):
    """开发状态"""

    NOT_APPLICABLE = "not_applicable", "不适用", "Not applicable"
    NOT_STARTED = "not_started", "未动工", "Not started"
    BUILDING = "building", "在建", "Under construction"
    STOPPED = "stopped", "停工", "Stopped"
    COMPLETED = "completed", "已竣工", "Completed"
    IN_PRODUCTION = "in_production", "已投产", "In production"


class ComplianceState(LabelledEnum):
    """履约与处置状态"""

    NOT_APPLICABLE = "not_applicable", "不适用", "Not applicable"
    IN_ORDER = "in_order", "正常", "In order"
    LATE = "late", "逾期", "Late"
    SUSPECTED_IDLE = "suspected_idle", "疑似闲置", "Suspected idle"
    DETERMINED_IDLE = "determined_idle", "已认定闲置", "Determined idle"
    DISPOSING = "disposing", "处置中", "Being disposed of"
    REUSED = "reused", "已盘活", "Put to use again"


class Stage(LabelledEnum):
    """综合阶段: derived from the five axes (SQL function plot_stage), never stored as a fact."""

    RAW = "raw", "待整备", "To be prepared"
    PREPARED = "prepared", "已备", "Prepared"
    ANNOUNCED = "announced", "拟供应", "Announced"
    ON_OFFER = "on_offer", "供应中", "On offer"
    ALLOCATED = "allocated", "已供待动工", "Allocated, to be started"
    BUILDING = "building", "在建", "Under construction"
    STOPPED = "stopped", "停工", "Stopped"
    IN_USE = "in_use", "已投用", "In use"
    IDLE_SUSPECTED = "idle_suspected", "疑似闲置", "Suspected idle"
    IDLE_DETERMINED = "idle_determined", "已认定闲置", "Determined idle"
    DISPOSING = "disposing", "处置中", "Being disposed of"
    REUSED = "reused", "已盘活", "Put to use again"


class StateAxis(LabelledEnum):
    LAND_CONTROL = "land_control", "土地状态", "Land control"
    SERVICING = "servicing", "配套程度", "Servicing"
    SUPPLY = "supply", "供应状态", "Supply"
    DEVELOPMENT = "development", "开发状态", "Development"
    COMPLIANCE = "compliance", "履约状态", "Compliance"


AXIS_TERMS: dict[str, type[LabelledEnum]] = {
    "land_control": LandControl,
    "servicing": ServicingLevel,
    "supply": SupplyState,
    "development": DevelopmentState,
    "compliance": ComplianceState,
}


class Utility(LabelledEnum):
    ROAD = "road", "道路", "Road"
    WATER = "water", "供水", "Water"
    POWER = "power", "供电", "Power"
    DRAINAGE = "drainage", "排水", "Drainage"
    GAS = "gas", "燃气", "Gas"
    HEAT = "heat", "供热", "Heat"
    TELECOM = "telecom", "通信", "Telecom"
    LEVELLED = "levelled", "场地平整", "Levelled ground"


class UtilityStatus(LabelledEnum):
    UNKNOWN = "unknown", "未知", "Unknown"
    NONE = "none", "未通", "None"
    AT_BOUNDARY = "at_boundary", "到红线", "At the boundary"
    CONNECTED = "connected", "已接通", "Connected"


class ConstraintKind(LabelledEnum):
    FARMLAND = "farmland", "永久基本农田", "Permanent basic farmland"
    ECOLOGY = "ecology", "生态保护红线", "Ecological red line"
    URBAN_BOUNDARY = "urban_boundary", "城镇开发边界", "Urban development boundary"
    RIVER = "river", "河道管理范围", "River management area"
    FLOOD = "flood", "低洼易涝区", "Flood-prone area"
    PIPELINE = "pipeline", "管线和电力走廊", "Pipeline or power corridor"
    HAZARD = "hazard", "安全防护距离", "Safety distance"
    HERITAGE = "heritage", "文物保护范围", "Heritage protection area"


class RoadGrade(LabelledEnum):
    TRUNK = "trunk", "快速路", "Expressway"
    MAIN = "main", "主干路", "Main road"
    SECONDARY = "secondary", "次干路", "Secondary road"
    BRANCH = "branch", "支路", "Branch road"


class BasemapKind(LabelledEnum):
    HIGHWAY = "highway", "公路", "Highway"
    RAILWAY = "railway", "铁路", "Railway"
    RIVER = "river", "河流", "River"


class SurveyState(LabelledEnum):
    ASKING = "asking", "待答复", "Waiting for an answer"
    CHECKED = "checked", "已检查待入库", "Checked"
    PARTLY_ACCEPTED = "partly_accepted", "部分入库", "Partly accepted"
    ACCEPTED = "accepted", "已入库", "Accepted"
    REJECTED = "rejected", "已退回", "Rejected"


class SurveyAction(LabelledEnum):
    """What a row of a survey file would do to the register."""

    NEW = "new", "新增", "New plot"
    REVISE = "revise", "修订", "Revises a plot"
    UNCHANGED = "unchanged", "无变化", "Unchanged"
    BLOCKED = "blocked", "不能入库", "Blocked"


class PlotChange(LabelledEnum):
    """What became of a plot between two days."""

    NEW = "new", "新增", "New"
    SPLIT = "split", "分割而来", "Split off"
    MERGED = "merged", "合并而来", "Merged"
    REPLACED = "replaced", "换号重登", "Registered anew"
    GEOMETRY = "geometry", "界线调整", "Boundary changed"
    BOTH = "both", "界线与属性均变", "Boundary and facts changed"
    ATTRIBUTES = "attributes", "属性变更", "Facts changed"
    RETIRED = "retired", "注销", "Retired"
    SUCCEEDED = "succeeded", "已由后继地块取代", "Succeeded by others"


class SurveyFormat(LabelledEnum):
    BOUNDARY_TXT = "boundary_txt", "界址点 TXT", "Boundary-point TXT"
    SHAPEFILE = "shapefile", "Shapefile", "Shapefile"
    GEOPACKAGE = "geopackage", "GeoPackage", "GeoPackage"
    GEOJSON = "geojson", "GeoJSON", "GeoJSON"
    KML = "kml", "KML/KMZ", "KML/KMZ"
    DXF = "dxf", "DXF 图纸", "DXF drawing"
    WORKBOOK = "workbook", "Excel 坐标表", "Excel table"
    CSV = "csv", "CSV 坐标表", "CSV table"
    FILE_GEODATABASE = "file_geodatabase", "文件地理数据库", "File geodatabase"


register_terms(
    "land",
    LandControl,
    ServicingLevel,
    SupplyState,
    StateAct,
    DevelopmentState,
    ComplianceState,
    Stage,
    StateAxis,
    Utility,
    UtilityStatus,
    ConstraintKind,
    RoadGrade,
    BasemapKind,
    SurveyState,
    SurveyAction,
    SurveyFormat,
    PlotChange,
)
