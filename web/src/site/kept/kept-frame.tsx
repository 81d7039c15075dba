import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useTerms } from "../../app/use-terms";
import { inLanguage } from "../../locale/language";
import { Icon } from "../../ui/icon";
import { ToastHost } from "../../ui/toast";
import { zone } from "../state";
import { WindowFoot } from "../window-foot";
import { WindowHead } from "../window-head";
import { homeAddress } from "./kept.state";
import { k } from "./messages";

/** Head and foot of the window around a page of its own: a list, a comparison. */
export function KeptFrame({ title, children }: { title: string; children: ComponentChildren }) {
  const here = zone.data.value;
  useTerms();
  useEffect(() => {
    if (here) document.title = `${title} · ${inLanguage(here.name_zh, here.name_en)}`;
  }, [here, title]);
  return (
    <div class="kept-page">
      <div class="sheet-bar no-print">
        <WindowHead />
      </div>
      <main id="list" class="kept-main" tabIndex={-1}>
        <a class="button button-quiet no-print kept-back" href={homeAddress()}>
          <Icon name="previousView" />
          {k.back()}
        </a>
        {children}
      </main>
      <div class="no-print">
        <WindowFoot />
      </div>
      <ToastHost />
    </div>
  );
}
