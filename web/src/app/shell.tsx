import { useEffect } from "preact/hooks";
import { formatDate } from "../locale/date";
import { inLanguage, messages } from "../locale/language";
import { Badge } from "../ui/chips";
import { ConfirmHost } from "../ui/dialog";
import { ToastHost } from "../ui/toast";
import { BottomPanel } from "./bottom-panel";
import { isPhone, layout, setLayout } from "./layout";
import { asOf, desk, knownOn, openDesk } from "./location";
import { MapBox } from "./map-box";
import { PrintHead, PrintLegend } from "./print-sheet";
import { Rail } from "./rail";
import { desks } from "./registry";
import { SidePanel } from "./side-panel";
import { SlotOf } from "./slot";
import { defaultDesk } from "./url";
import { isHistory, zone } from "./zone";

const m = messages({
  product: ["园区用地一张图", "Land and parks on one map"],
  skip: ["跳到地图", "Skip to the map"],
  history: [(date: string) => `历史视图 ${date}`, (date: string) => `As of ${date}`],
  known: [(date: string) => `（${date}所知）`, (date: string) => ` (as known on ${date})`],
  knownInPart: [
    (date: string) => `（图上地块按${date}所知，本台列表按现有记录）`,
    (date: string) => ` (plots on the map as known on ${date}, this desk's lists as known now)`,
  ],
  historyWhy: ["现在看到的是所选日期的状况，不是今天。", "You are looking at the chosen date, not at today."],
});

/** The desks whose lists are asked for what was known on a day, too. */
const obeys = ["map", "ledger"];

export function Shell() {
  const current = desks.value.find((entry) => entry.id === desk.value);
  const allowed = current && (current.available?.() ?? true);
  const Page = allowed ? current.page : undefined;
  // Entering the ledger by its address opens the ledger.
  useEffect(() => {
    if (allowed && current.opensBottom) setLayout({ bottom: true });
  }, [current?.id, allowed]);
  // A link may name a desk that this user has not, or that no longer exists.
  useEffect(() => {
    if (!allowed) openDesk(defaultDesk);
  }, [allowed]);
  return (
    <div class="shell">
      <a class="skip" href="#map">
        {m.skip()}
      </a>
      <PrintHead />
      <TopBar />
      <Rail />
      <main class="deskarea">
        {!Page && <SidePanel side="left" />}
        <section class="centre" hidden={isPhone.value && layout.value.bottomFull && layout.value.bottom}>
          <MapBox />
          <PrintLegend />
          {!Page && <BottomPanel />}
        </section>
        {!Page && <SidePanel side="right" />}
        {Page && (
          <div class="deskpage">
            <Page />
          </div>
        )}
      </main>
      <footer class="statusbar">
        <SlotOf name="status" />
      </footer>
      <SlotOf name="overlay" />
      <ConfirmHost />
      <ToastHost />
    </div>
  );
}

function TopBar() {
  const here = zone.value;
  return (
    <header class="topbar">
      <h1 class="topbar-title">
        <img class="topbar-mark" src="/favicon.svg" alt="" />
        <span class="name">{inLanguage(here?.name_zh, here?.name_en)}</span>
        <span class="sub">{m.product()}</span>
      </h1>
      {here?.is_demo && (
        <Badge tone="warning" title={inLanguage(here.notice_zh, here.notice_en)}>
          {inLanguage(here.notice_zh, here.notice_en)}
        </Badge>
      )}
      {isHistory.value && (
        <Badge tone="info" title={m.historyWhy()}>
          {m.history(formatDate(asOf.value ?? here?.today))}
          {knownOn.value && (obeys.includes(desk.value) ? m.known : m.knownInPart)(formatDate(knownOn.value))}
        </Badge>
      )}
      <div class="topbar-middle">
        <SlotOf name="top" />
      </div>
      <div class="topbar-end">
        <SlotOf name="top-end" />
      </div>
    </header>
  );
}
