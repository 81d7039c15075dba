import { effect, signal } from "@preact/signals";

/** Which panels are open, how wide; remembered on this computer. */
export interface Layout {
  left: boolean;
  right: boolean;
  bottom: boolean;
  bottomHeight: number;
  bottomFull: boolean;
}

const storageKey = "gisapp.layout";
const usual: Layout = { left: true, right: true, bottom: false, bottomHeight: 280, bottomFull: false };

function remembered(): Layout {
  try {
    return { ...usual, ...(JSON.parse(window.localStorage.getItem(storageKey) ?? "{}") as Partial<Layout>) };
  } catch {
    return usual;
  }
}

export const phoneQuery = window.matchMedia("(max-width: 767px)");
/** Panels become sheets over the map. */
export const isPhone = signal(phoneQuery.matches);
phoneQuery.addEventListener("change", () => {
  isPhone.value = phoneQuery.matches;
});

export const layout = signal<Layout>(isPhone.value ? { ...remembered(), left: false, bottom: false } : remembered());

export function setLayout(change: Partial<Layout>): void {
  layout.value = { ...layout.value, ...change };
}

export function togglePanel(side: "left" | "right" | "bottom"): void {
  const opening = !layout.value[side];
  // On a phone one sheet at a time.
  const others = isPhone.value && opening ? { left: false, bottom: false, right: false } : {};
  setLayout({ ...others, [side]: opening });
}

/** The tab shown in each tabbed slot, by desk. */
export const openTabs = signal<Record<string, string>>({});

export function openTab(slot: string, id: string): void {
  openTabs.value = { ...openTabs.value, [slot]: id };
}

effect(() => {
  const value = JSON.stringify(layout.value);
  if (!isPhone.value) window.localStorage.setItem(storageKey, value);
});
