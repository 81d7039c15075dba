import { part } from "../../app/part";
import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "statistics",
  glyph: "统",
  label: names.statistics,
  icon: "statistics",
  order: 50,
  available: () => can("plot:read"),
});
registerPanel({
  id: "statistics",
  slot: "left",
  order: 10,
  desks: ["statistics"],
  component: part(async () => (await import("./statistics-panel")).StatisticsPanel),
  title: names.byPark,
});
