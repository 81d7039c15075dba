import { inLanguage, language } from "../locale/language";
import { Icon } from "../ui/icon";
import { m } from "./messages";
import { addressWith, asOf, closeSheet, sheetId, zone } from "./state";

const switchLanguage = () => {
  language.value = language.value === "zh" ? "en" : "zh";
};

export function offlineMapAddress(): string {
  const day = asOf.value ? `&as_of=${asOf.value}` : "";
  return `/api/handouts/map.html?layers=basemap,road,park_boundary,published_plot&lang=${language.value}${day}`;
}

/** Whose window it is, the demo mark, and the way out: open data, offline map, language, staff. */
export function WindowHead() {
  const here = zone.data.value;
  const other = language.value === "zh" ? "en" : "zh";
  const home = (event: MouseEvent) => {
    if (sheetId.value === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    closeSheet();
  };
  return (
    <header class="window-head">
      <a class="skip" href="#list">
        {m.skip()}
      </a>
      <a class="window-name" href={addressWith({ sheet: null })} onClick={home}>
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <span>
          <span class="window-zone">{inLanguage(here?.name_zh, here?.name_en)}</span>
          <span class="window-product">{m.product()}</span>
        </span>
      </a>
      {here?.is_demo && (
        <span class="demo-mark" title={m.demoWhy()}>
          {inLanguage(here.notice_zh, here.notice_en)}
        </span>
      )}
      <nav class="window-links">
        <a class="window-link" href={offlineMapAddress()}>
          <Icon name="download" />
          {m.offlineMap()}
        </a>
        <a class="window-link" href="/api/sites.geojson">
          <Icon name="globe" />
          {m.openData()}
        </a>
        <a class="window-link" href={language.value === "en" ? "/ask?lang=en" : "/ask"}>
          <Icon name="mail" />
          {m.ask()}
        </a>
        <a class="window-link" href="/desk">
          <Icon name="user" />
          {m.staff()}
        </a>
        <a
          class="window-link window-language"
          href={addressWith({ language: other })}
          lang={other}
          onClick={(event) => {
            event.preventDefault();
            switchLanguage();
          }}
        >
          {m.otherLanguage()}
        </a>
      </nav>
    </header>
  );
}
