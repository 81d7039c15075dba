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
