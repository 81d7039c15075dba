import { useEffect } from "preact/hooks";
import { useTerms } from "../../app/use-terms";
import { inLanguage } from "../../locale/language";
import { ToastHost } from "../../ui/toast";
import { Tray } from "../kept/tray";
import { m } from "../messages";
import { SheetPage } from "../sheet/sheet-page";
import { sheet, sheetId, windowWanted, zone } from "../state";
import { WindowPage } from "./window-page";

/** The window, or the sheet of one site; both at addresses of their own. */
export function SitePage() {
  useTerms();
  const here = zone.data.value;
  const name = `${inLanguage(here?.name_zh, here?.name_en)} · ${m.product()}`;
  const plotNo = sheetId.value === null ? null : sheet.data.value?.plot_no;
  useEffect(() => {
    if (here) document.title = plotNo ? `${plotNo} · ${name}` : name;
  }, [here, plotNo, name]);
  return (
    <>
      {windowWanted.value && <WindowPage />}
      {sheetId.value !== null && <SheetPage />}
      <Tray />
      <ToastHost />
    </>
  );
}
