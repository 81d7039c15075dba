import { messages } from "../../locale/language";

export const p = messages({
  openTitle: ["开启审批流程", "Open a process"],
  whichProject: ["项目", "Project"],
  chooseProject: ["请选择", "Choose"],
  chooseFirst: ["请选择项目和至少一个事项。", "Choose a project and one item at least."],
  mode: ["办理方式", "Mode"],
  simulatedHint: [
    "除项目备案外均为模拟审批：签订合同、付清价款之前没有法律效力。",
    "All but the filing are simulated: no legal effect before the contract is signed and the price paid.",
  ],
  firstDay: ["起始日期", "First day"],
  note: ["说明", "Note"],
  items: ["需要办理的事项", "Items it needs"],
  itemsHint: ["法定前置事项会一并列入。", "What these need by law is planned with them."],
  planTitle: ["列入事项", "Plan items"],
  simulate: ["作为模拟审批办理", "As simulated cases"],
  modeTitle: ["变更办理方式", "Change the mode"],
  reason: ["理由", "Reason"],
  required: ["请填写带 * 的内容。", "Fill in what is marked *."],
  convertTitle: ["模拟结果转为正式结果", "Make simulated results binding"],
  convertText: [
    "合同已签订、价款已付清。登记后结果自三个日期中最晚的一日起生效，不能撤回。",
    "The contract is signed and the price paid. The results bind from the latest of the three days; this cannot be taken back.",
  ],
  permitNo: [(name: string) => `${name}的正式证号`, (name: string) => `Permit no. of ${name}`],
  convert: ["登记生效", "Record the effect"],
});
