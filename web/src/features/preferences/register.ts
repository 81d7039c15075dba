import { registerPanel } from "../../app/registry";
import { PreferencesMenu } from "./preferences-menu";

registerPanel({ id: "preferences", slot: "top-end", order: 80, component: PreferencesMenu });
