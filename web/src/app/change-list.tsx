import { formatDate, isIsoDate } from "../locale/date";
import { messages } from "../locale/language";
import { isShare } from "../locale/plot-fields";
import { formatArea } from "../locale/units";
import { Icon } from "../ui/icon";
import { term, terms } from "./terms";

const m = messages({
  empty: ["空", "empty"],
  park: ["园区", "Park"],
  parks: ["园区范围", "Parks"],
  area_m2: ["面积", "Area"],
  area_planar_m2: ["平面面积", "Planar area"],
  valid_from: ["生效日期", "Valid from"],
  valid_to: ["截止日期", "Valid to"],
  version_no: ["版本", "Version"],
  occupant: ["实际使用人", "Occupant"],
  tenant: ["承租人", "Tenant"],
  display_name: ["姓名", "Name"],
  username: ["用户名", "User name"],
  role: ["角色", "Role"],
  is_active: ["是否启用", "Active"],
  password: ["密码", "Password"],
  boundary: ["界线", "Boundary"],
  accepted: ["入库行数", "Rows accepted"],
  file_name: ["文件", "File"],
  sha256: ["SHA-256", "SHA-256"],
  state: ["状态", "State"],
  new: ["新增", "New"],
  revise: ["修订", "Revised"],
  survey_id: ["测绘成果", "Survey"],
  geometry: ["界线", "Boundary"],
  plots: ["地块数", "Plots"],
  today: ["数据日期", "Date of the data"],
  reason: ["理由", "Reason"],
  segment: ["规模", "Size"],
  started_on: ["投产日期", "Started on"],
  tax_yuan: ["实缴税收（元）", "Tax (yuan)"],
  value_added_yuan: ["增加值（元）", "Value added (yuan)"],
  output_yuan: ["产值（元）", "Output (yuan)"],
  revenue_yuan: ["销售收入（元）", "Revenue (yuan)"],
  rd_yuan: ["研发经费（元）", "R&D (yuan)"],
  fixed_investment_yuan: ["新增固定资产投资（元）", "New fixed investment (yuan)"],
  energy_tce: ["综合能耗（吨标煤）", "Energy (tce)"],
  electricity_kwh: ["用电量（千瓦时）", "Electricity (kWh)"],
  emission_t: ["排放当量（吨）", "Emissions (t)"],
  staff: ["从业人员", "Staff"],
  land: ["用地", "Land"],
  floor_area_m2: ["建筑面积", "Floor area"],
  counted_floor_area_m2: ["计容建筑面积", "Counted floor area"],
  footprint_m2: ["建筑占地", "Footprint"],
  buildings: ["栋数", "Buildings"],
  measured_on: ["测量日期", "Measured on"],
  disposed_m2: ["处置面积", "Disposed of"],
  progress_zh: ["进展", "Progress"],
  reason_zh: ["说明", "Explanation"],
  grade: ["等级", "Grade"],
  graded: ["定级家数", "Graded"],
  year: ["年度", "Year"],
  scheme: ["评分办法", "Scheme"],
  rows: ["行数", "Rows"],
  written: ["入库行数", "Rows written"],
  unchanged: ["无变化行数", "Rows unchanged"],
  left_out: ["未入库行数", "Rows left out"],
});

/** The vocabulary whose values a changed field holds. */
const vocabularies: Record<string, string> = {
  land_control: "land.LandControl",
  servicing: "land.ServicingLevel",
  supply: "land.SupplyState",
  development: "land.DevelopmentState",
  compliance: "land.ComplianceState",
  role: "auth.Role",
};

function has(vocabulary: string, value: string): boolean {
  return term(vocabulary, value) !== value;
}

/** The word for a changed field; an unknown one shows as itself, so that nothing is hidden. */
export function fieldWord(field: string): string {
  if (has("land.StateAxis", field)) return term("land.StateAxis", field);
  if (has("land.Utility", field)) return term("land.Utility", field);
  if (has("land.PlotField", field)) return term("land.PlotField", field);
  return (m as Record<string, (() => string) | undefined>)[field]?.() ?? field;
}

/** A stored text in the words and units of the screen. */
export function valueWord(field: string, value: string | null): string {
  if (value === null || value === "") return m.empty();
  const vocabulary = vocabularies[field];
  if (vocabulary) return term(vocabulary, value);
  if (has("land.Utility", field)) {
    const [status = "", ...rest] = value.split(" ");
    // "400.00DN mm": the figure as it is usually written, apart from its unit.
    const capacity = rest.join(" ").replace(/^(\d+?)(?:\.0+)?(?=[^\d.]|$)/, "$1 ");
    return [term("land.UtilityStatus", status), capacity.trim()].join(" ").trim();
  }
  if (/_m2$/.test(field) && Number.isFinite(Number(value))) return formatArea(Number(value));
  if (isShare(field)) return `${Number((Number(value) * 100).toFixed(2))} %`;
  if (isIsoDate(value)) return formatDate(value);
  return value;
}

export interface Changes {
  [field: string]: { old: string | null; new: string | null };
}

/** Old → new, field by field. */
export function ChangeList({ changes }: { changes: Changes }) {
  void terms.value;
  // What reads the same was only written differently (0.65 and 0.6500).
  const entries = Object.entries(changes).filter(
    ([field, change]) => valueWord(field, change.old) !== valueWord(field, change.new),
  );
  if (entries.length === 0) return null;
  return (
    <ul class="changes">
      {entries.map(([field, change]) => (
        <li key={field} class="change">
          <span class="change-field">{fieldWord(field)}</span>
          <span class="change-values figure">
            {change.old !== null && change.old !== "" && (
              <>
                <del>{valueWord(field, change.old)}</del>
                <Icon name="nextView" size={12} label="→" />
              </>
            )}
            <ins>{valueWord(field, change.new)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
