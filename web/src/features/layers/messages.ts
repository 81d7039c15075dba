import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    usual: ["恢复默认图层", "Usual layers"],
    show: [(name: string) => `显示${name}`, (name: string) => `Show ${name}`],
    more: [(name: string) => `${name}：透明度与说明`, (name: string) => `${name}: opacity and details`],
    opacity: ["不透明度", "Opacity"],
    only: ["只看此层", "Only this"],
    zoomIn: [(scale: string) => `放大到约 ${scale} 后显示`, (scale: string) => `Shown from about ${scale}`],
    knownNow: [
      "不受认知日影响：按查看日、以现在已登记的内容显示",
      "Not reached by “as known on”: the day as known now",
    ],
    source: ["数据来源", "Source"],
    none: ["没有可看的图层", "No layers"],
    noneText: ["您的角色没有可查看的图层，请联系管理员。", "Your role has no layers. Ask an administrator."],
    failed: ["图层没有读到。", "The layers could not be read."],
    basemap: ["底图", "Base map"],
    basemap_none: ["无底图", "None"],
    basemap_xyz: ["自有瓦片", "Own tiles"],
    "basemap_tianditu-vector": ["天地图 矢量", "Tianditu map"],
    "basemap_tianditu-image": ["天地图 影像", "Tianditu image"],
    fold: [(name: string) => `收起或展开${name}`, (name: string) => `Fold or unfold ${name}`],
  }),
};
