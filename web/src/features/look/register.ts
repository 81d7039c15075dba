import { registerSettingsPart } from "../../app/registry";
import { can } from "../../app/session";
import { LookPart } from "./look-part";
import { m } from "./messages";

registerSettingsPart({
  id: "brochure",
  order: 60,
  label: m.look,
  component: LookPart,
  visible: () => can("zone_look:edit"),
});
