import { signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { IconName } from "../ui/icon";

/**
 * Where features plug themselves in. Each feature has a `register.ts` that calls these functions; app/features.ts finds
 * the files by itself, so adding a feature touches no file of another.
 */

/** A desk = one entry of the rail = one path of the address. */
export interface Desk {
  id: string;
  /** One Chinese character on the rail; the label is its tooltip and, in English, its short caption. */
  glyph: string;
  label: () => string;
  icon: IconName;
  order: number;
  /** Left out = every signed-in user. Called inside render, may read signals. */
  available?: () => boolean;
  /** A page of its own in place of map and panels (accounts, cockpit). */
  page?: ComponentType;
  /** Leads elsewhere (the public window) in place of opening a desk. */
  href?: string;
  /** Opens the bottom panel when the desk is entered (ledger). */
  opensBottom?: boolean;
}

export type Slot =
  /** Tab of the left panel, for the desks named. */
  | "left"
  /** Tab of the right panel while `visible()`; the dossier lives here. */
  | "right"
  /** Tab of the bottom panel; the ledger lives here. */
  | "bottom"
  /** In the top bar between title and user: search, as-of date. */
  | "top"
  /** In the top bar's right end. */
  | "top-end"
  /** In the status line. */
  | "status"
  /** Floating over the map's top left / top right / bottom centre. */
  | "map-start"
  | "map-end"
  | "map-bottom"
  /** Always mounted, draws nothing of its own in the layout: dialogs, drop targets. */
  | "overlay"
  /** The screen for people who are not signed in. */
  | "signed-out"
  /** The screen while the register holds no zone yet. */
  | "no-zone";

export interface Panel {
  id: string;
  slot: Slot;
  order: number;
  component: ComponentType;
  title?: () => string;
  icon?: IconName;
  /** Only on these desks; left out = on all with a map. */
  desks?: string[];
  /** Called inside render, may read signals. */
  visible?: () => boolean;
}

/** A tab of the plot's dossier that another feature brings; it gets the plot by id and reads its own facts. */
export interface DossierTab {
  id: string;
  order: number;
  label: () => string;
  component: ComponentType<{ plotId: number }>;
  /** Called inside render, may read signals. */
  visible?: () => boolean;
}

/**
 * What another feature says at the head of the dossier about why a plot of these stages stands so and what comes next, in
 * place of the head's own sentences; those are handed over for where it has nothing to say.
 */
export interface PlotAnswer {
  id: string;
  order: number;
  stages: readonly string[];
  component: ComponentType<{ plotId: number; otherwise: ComponentChildren }>;
  /** Called inside render, may read signals. */
  visible?: () => boolean;
}

/** A page of the settings desk that another feature brings; the desk's own are "rules" and "calendar". */
export interface SettingsPart {
  id: string;
  order: number;
  label: () => string;
  component: ComponentType;
  /** Called inside render, may read signals. */
  visible?: () => boolean;
}

/** A tab of the desk of idle land that another feature brings: findings of the scan, patrols. The cases themselves are at 10. */
export interface IdlePart {
  id: string;
  order: number;
  label: () => string;
  component: ComponentType;
  /** Called inside render, may read signals. */
  visible?: () => boolean;
}

export interface Command {
  id: string;
  /** As pressed: "m", "Shift+m", "Ctrl+z", "Escape", "/", "?", "[". First is the one shown. */
  keys: string[];
  label: () => string;
  group: "view" | "tools" | "panels" | "edit";
  run: () => void;
  /** Left out = always. A disabled command lets the key through. */
  enabled?: () => boolean;
  /** Also while typing in a field (only sensible with Ctrl or for Escape). */
  inFields?: boolean;
}

export const desks = signal<Desk[]>([]);
export const panels = signal<Panel[]>([]);
export const dossierTabs = signal<DossierTab[]>([]);
export const plotAnswers = signal<PlotAnswer[]>([]);
export const settingsParts = signal<SettingsPart[]>([]);
export const idleParts = signal<IdlePart[]>([]);
export const commands = signal<Command[]>([]);

function into<T extends { id: string; order?: number }>(list: T[], entry: T): T[] {
  return [...list.filter((other) => other.id !== entry.id), entry].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

export function registerDesk(entry: Desk): void {
  desks.value = into(desks.value, entry);
}

export function registerPanel(entry: Panel): void {
  panels.value = into(panels.value, entry);
}

/** Orders of the dossier's own tabs: overview 10 … parties 50, contract 60, timeline 90. */
export function registerDossierTab(entry: DossierTab): void {
  dossierTabs.value = into(dossierTabs.value, entry);
}

export function registerPlotAnswer(entry: PlotAnswer): void {
  plotAnswers.value = into(plotAnswers.value, entry);
}

export function registerSettingsPart(entry: SettingsPart): void {
  settingsParts.value = into(settingsParts.value, entry);
}

export function registerIdlePart(entry: IdlePart): void {
  idleParts.value = into(idleParts.value, entry);
}

/** Returns the function that takes the command away again (for tools that own a key only while they run). */
export function registerCommand(entry: Command): () => void {
  commands.value = [...commands.value, entry];
  return () => {
    commands.value = commands.value.filter((other) => other !== entry);
  };
}

/** The panels of a slot that are to be seen on this desk now. Reads signals: call it in render. */
export function panelsIn(slot: Slot, deskId: string): Panel[] {
  return panels.value.filter(
    (panel) => panel.slot === slot && (!panel.desks || panel.desks.includes(deskId)) && (panel.visible?.() ?? true),
  );
}
