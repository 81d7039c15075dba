import { part } from "../../app/part";
import { registerIdlePart } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerIdlePart({
  id: "patrol",
  order: 30,
  label: names.patrol,
  component: part(async () => (await import("./patrol-part")).PatrolPart),
  visible: () => can("patrol:read"),
});
