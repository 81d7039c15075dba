"""Words of what rests on land: mortgages, seizures and other rights (不动产登记簿记载的他项权利和限制)."""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class EncumbranceKind(LabelledEnum):
    MORTGAGE = "mortgage", "抵押", "Mortgage"
    SEIZURE = "seizure", "查封", "Seizure"
    EASEMENT = "easement", "地役权", "Easement"
    ADVANCE_NOTICE = "advance_notice", "预告登记", "Priority notice"
    OBJECTION = "objection", "异议登记", "Objection"
    LEASE = "lease", "租赁", "Lease"
    OTHER = "other", "其他限制", "Other restriction"


register_terms("parties", EncumbranceKind)
