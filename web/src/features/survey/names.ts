import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  survey: ["测绘成果", "Surveys"],
  dropTitle: ["松开以导入测绘成果", "Let go to import the survey file"],
  formats: [
    "界址点 TXT、压缩为 zip 的 Shapefile 或 .gdb、GeoPackage、GeoJSON、KML/KMZ、DXF、Excel 或 CSV 坐标表",
    "Boundary-point TXT, zipped Shapefile or .gdb, GeoPackage, GeoJSON, KML/KMZ, DXF, Excel or CSV of points",
  ],
  dropText: ["先预检，不会直接入库。", "It will be checked first; nothing is stored in the register yet."],
});
