"""界址成果文件的词：文件格式、TXT 的各种写法。"""

from __future__ import annotations

from gisapp.kernel.terms import LabelledEnum, register_terms


class PlotFileFormat(LabelledEnum):
    TXT = "txt", "勘测定界 TXT", "Boundary-point TXT"
    DXF = "dxf", "DXF 图纸", "DXF drawing"
    SHP = "shp.zip", "Shapefile（zip）", "Shapefile (zip)"
    GPKG = "gpkg", "GeoPackage", "GeoPackage"
    GEOJSON = "geojson", "GeoJSON", "GeoJSON"
    KML = "kml", "KML", "KML"
    XLSX = "xlsx", "界址点成果表", "Table of boundary points"


class TxtDialect(LabelledEnum):
    STANDARD = "standard", "通用（点数含闭合点）", "Common"
    APPROVAL = "approval", "报批、供地（点数不含闭合点）", "Approval and supply"
    ONE_MAP = "one_map", "一张图", "One-map"
    LINKED = "linked", "增减挂钩（带边长）", "Linked increase and decrease"
    ENFORCEMENT = "enforcement", "执法（经纬度）", "Enforcement, degrees"


register_terms("reports", PlotFileFormat, TxtDialect)
