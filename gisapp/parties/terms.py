"""Words of holders and occupants."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class PartyKind(LabelledEnum):
    ENTERPRISE = "enterprise", "企业", "Enterprise"
    GOVERNMENT = "government", "机关事业单位", "Public body"
    OPERATOR = "operator", "园区运营单位", "Park operator"
    PERSON = "person", "自然人", "Person"


class PartyRole(LabelledEnum):
    HOLDER = "holder", "土地使用权人", "Holder of the land-use right"
    OCCUPANT = "occupant", "实际使用人", "Occupant"
    TENANT = "tenant", "承租人", "Tenant"


register_terms("parties", PartyKind, PartyRole)
