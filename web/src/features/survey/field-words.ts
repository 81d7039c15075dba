import { messages } from "../../locale/language";

/** Our fields that a column of the file can be read as, in the words of the register. */
export const fieldWords: Record<string, () => string> = messages({
  plot_no: ["地块编号", "Plot no."],
  plot_name: ["地块名称", "Name"],
  area: ["面积", "Area"],
  land_use_code: ["用地代码", "Land-use code"],
  land_use_name: ["用途", "Land use"],
  holder: ["权利人", "Holder"],
  parcel_no: ["宗地代码", "Parcel code"],
  real_estate_unit_no: ["不动产单元号", "Real-estate unit"],
  supervision_no: ["电子监管号", "Supervision no."],
  address: ["坐落", "Address"],
  document: ["批文号", "Approval no."],
});

export const ourFields = Object.keys(fieldWords);

/** What a finding may be about besides our fields: parts of the file, under the names the server uses. */
const partWords: Record<string, () => string> = messages({
  geometry: ["图形", "Shape"],
  encoding: ["文字编码", "Text encoding"],
  crs: ["坐标系声明", "Coordinate system stated"],
  properties: ["属性", "Properties"],
  ".dbf": ["属性表（.dbf）", "Attribute table (.dbf)"],
  ".shx": ["索引（.shx）", "Index (.shx)"],
  坐标系: ["坐标系", "Coordinate system"],
  坐标: ["坐标", "Coordinates"],
  带号: ["带号", "Zone number"],
  点数: ["点数", "Number of points"],
  属性描述: ["属性描述", "Attribute section"],
  图形属性: ["图形属性", "Shape attributes"],
  转换参数: ["转换参数", "Transformation parameters"],
});

/** The word for what a finding is about; a column of the file keeps its own name. */
export const wordOf = (field: string): string => (fieldWords[field] ?? partWords[field])?.() ?? field;
