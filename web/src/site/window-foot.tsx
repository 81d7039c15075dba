import { formatDate } from "../locale/date";
import { inLanguage, messages } from "../locale/language";
import { m } from "./messages";
import { found, zone } from "./state";
import { offlineMapAddress } from "./window-head";

const f = messages({
  licence: [
    "公开地块数据按 CC BY 4.0 许可使用，请注明来源：",
    "Published sites are open data under CC BY 4.0; please name the source: ",
  ],
  context: [
    "公路、铁路 © OpenStreetMap 贡献者（ODbL）；河流 GSHHG / WDBII。",
    "Roads, railways © OpenStreetMap contributors (ODbL); rivers GSHHG / WDBII.",
  ],
  law: [
    "页面信息供查阅，以正式公告和合同为准。",
    "For information; the official announcement and the contract prevail.",
  ],
});

/** Where the figures come from, of which day, and what one may do with them. */
export function WindowFoot() {
  const here = zone.data.value;
  const day = found.data.value?.as_of ?? here?.today;
  return (
    <footer class="window-foot">
      <p>
        {day && `${m.asOfDay(formatDate(day))} · `}
        {f.licence()}
        {inLanguage(here?.name_zh, here?.name_en)} · <a href="/api/sites.geojson">{m.openData()} GeoJSON</a> ·{" "}
        <a href="/api/sites.csv">CSV</a> · <a href={offlineMapAddress()}>{m.offlineMap()}</a> ·{" "}
        <a href="/desk">{m.staff()}</a>
      </p>
      <p>
        {f.law()} {here?.is_demo && `${inLanguage(here.notice_zh, here.notice_en)}。${m.demoWhy()}`} {f.context()}
      </p>
    </footer>
  );
}
