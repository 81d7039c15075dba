import { expect, test } from "vitest";
import { bodyOf, changesOf, entriesOf } from "./project-entries";
import type { ProjectSheet } from "./types";

const sheet = {
  id: 7,
  name_zh: "示例项目",
  name_en: "",
  kind: "new",
  source: "fair",
  source_note: "",
  content_zh: "",
  owner_name: "",
  lead_office: "",
  duty_office: "",
  service_officer_name: "示例专员",
  service_officer_id: null,
  park_code: "P4",
  industry_code: "13",
  investment_yuan: 50_000_000,
  land_wanted_m2: null,
  output_yuan: null,
  tax_yuan: null,
  entered_on: null,
  plot_id: 3,
  contract_id: null,
} as unknown as ProjectSheet;
const links = { plot: { id: 3, no: "P4-003" }, contractId: null };

test("money is typed in 万元 and sent in yuan", () => {
  const entries = entriesOf(sheet, "P1", "2026-11-24");
  expect(entries.investment_wan).toBe("5000");
  expect(changesOf(bodyOf({ ...entries, investment_wan: "5000.5" }, links, []), sheet)).toEqual({
    investment_yuan: 50_005_000,
  });
});

test("only what was changed is sent", () => {
  const facts = bodyOf(entriesOf(sheet, "P1", "2026-11-24"), { plot: null, contractId: null }, []);
  expect(changesOf(facts, sheet)).toEqual({ plot_id: null });
});

test("an officer with an account is linked by it", () => {
  const entries = { ...entriesOf(null, "P1", "2026-11-24"), name_zh: "新项目", service_officer_name: "李四" };
  const body = bodyOf(entries, { plot: null, contractId: null }, [{ id: 4, name: "李四" }]);
  expect(body).toMatchObject({ name_zh: "新项目", service_officer_name: "李四", service_officer_id: 4 });
});
