import { registerIdlePart } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import { PatrolPart } from "./patrol-part";

registerIdlePart({
  id: "patrol",
  order: 30,
  label: m.patrol,
  component: PatrolPart,
  visible: () => can("patrol:read"),
});
