import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can } from "../../app/session";
import { names } from "./names";

registerPanel({
  id: "offer",
  slot: "right",
  order: 30,
  component: part(async () => (await import("./offer-panel")).OfferPanel),
  title: names.title,
  visible: () => primaryId.value !== null && can("plot:read"),
});
