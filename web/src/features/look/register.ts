import { part } from "../../app/part";
import { registerSettingsPart } from "../../app/registry";
import { can } from "../../app/session";
import { names } from "./names";

registerSettingsPart({
  id: "brochure",
  order: 60,
  label: names.look,
  component: part(async () => (await import("./look-part")).LookPart),
  visible: () => can("zone_look:edit"),
});
