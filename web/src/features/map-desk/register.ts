import { registerDesk } from "../../app/registry";
import { messages } from "../../locale/language";

const m = messages({ map: ["一张图", "Map"], sites: ["招商窗口", "Sites"] });

registerDesk({ id: "map", glyph: "图", label: m.map, icon: "map", order: 10 });
registerDesk({ id: "public", glyph: "招", label: m.sites, icon: "public", order: 70, href: "/" });
