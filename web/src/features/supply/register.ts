import { registerDesk, registerDossierTab } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { PlotListings } from "./plot-listings";
import { SupplyPage } from "./supply-page";

registerDesk({
  id: "supply",
  glyph: "供",
  label: m.supply,
  icon: "megaphone",
  order: 34,
  available: () => can("listing:read"),
  page: SupplyPage,
});
registerDossierTab({
  id: "listings",
  order: 62,
  label: m.listings,
  component: PlotListings,
  visible: () => can("listing:read"),
});
