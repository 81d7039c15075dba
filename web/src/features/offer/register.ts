import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can } from "../../app/session";
import { m } from "./messages";
import { OfferPanel } from "./offer-panel";

registerPanel({
  id: "offer",
  slot: "right",
  order: 30,
  component: OfferPanel,
  title: m.title,
  visible: () => primaryId.value !== null && can("plot:read"),
});
