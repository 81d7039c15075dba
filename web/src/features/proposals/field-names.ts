import { messages } from "../../locale/language";

const names = messages({
  plot_no: ["地块编号", "Plot no."],
  plot_name: ["地块名称", "Name"],
  area_surveyed_m2: ["勘测面积", "Surveyed area"],
  parcel_no: ["宗地代码", "Parcel no."],
  real_estate_unit_no: ["不动产单元号", "Real-estate unit"],
  supervision_no: ["电子监管号", "Supervision no."],
  address: ["坐落", "Address"],
  land_use_scheme: ["用地分类标准", "Land-use scheme"],
  land_use_code: ["用地分类代码", "Land-use code"],
  far_min: ["容积率下限", "FAR, lower"],
  far_max: ["容积率上限", "FAR, upper"],
  building_coefficient_min: ["建筑系数下限", "Building coefficient, lower"],
  building_coefficient_max: ["建筑系数上限", "Building coefficient, upper"],
  green_ratio_min: ["绿地率下限", "Green ratio, lower"],
  green_ratio_max: ["绿地率上限", "Green ratio, upper"],
  height_min_m: ["高度下限（米）", "Height, lower (m)"],
  height_max_m: ["高度上限（米）", "Height, upper (m)"],
  document_no: ["规划条件文号", "Conditions' paper"],
});

/** What a field of a plot is called; one that is not known keeps its name. */
export function fieldName(field: string): string {
  return (names as Record<string, () => string>)[field]?.() ?? field;
}
