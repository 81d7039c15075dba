import { useEffect } from "preact/hooks";
import { sentenceOf } from "../api/problem";
import { loadZone, zone } from "../app/zone";
import { inLanguage, messages } from "../locale/language";
import { Badge } from "../ui/chips";
import { ToastHost, toast } from "../ui/toast";

const m = messages({ title: ["招商用地窗口", "Sites for investors"] });

/** The investor's window: published plots, no account. */
export function SitePage() {
  useEffect(() => {
    loadZone().catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, []);
  const here = zone.value;
  return (
    <main>
      <h1>
        {inLanguage(here?.name_zh, here?.name_en)} {m.title()}
      </h1>
      {here?.is_demo && <Badge tone="warning">{inLanguage(here.notice_zh, here.notice_en)}</Badge>}
      <ToastHost />
    </main>
  );
}
