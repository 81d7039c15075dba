import { part } from "../../app/part";
import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerDesk({
  id: "supply",
  glyph: "供",
  label: names.supply,
  icon: "megaphone",
  order: 34,
  available: () => can("listing:read"),
  page: part(async () => (await import("./supply-page")).SupplyPage),
});
registerDossierTab({
  id: "listings",
  order: 62,
  label: names.listings,
  component: part(async () => (await import("./plot-listings")).PlotListings),
  visible: () => can("listing:read"),
});
