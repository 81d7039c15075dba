import { registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { StatisticsPanel } from "./statistics-panel";

registerDesk({
  id: "statistics",
  glyph: "统",
  label: m.statistics,
  icon: "statistics",
  order: 50,
  available: () => can("plot:read"),
});
registerPanel({
  id: "statistics",
  slot: "left",
  order: 10,
  desks: ["statistics"],
  component: StatisticsPanel,
  title: m.byPark,
});
