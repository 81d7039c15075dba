import { signal } from "@preact/signals";
import { underWay } from "../api/settled";
import { type Guard, provideGuard } from "../ui/guard";
import { currentState } from "./location";
import { session } from "./session";

/** Values of a form by the name of their control. */
export type Entries = Record<string, string>;

/** What a form began with, and what was entered by hand since. */
export interface Draft {
  initial: Entries;
  entered: Entries;
}

/** Whether a kept draft belongs to a form that shows `now`: it began alike, or still has the entries; else it is another record's. */
export function standing({ initial, entered }: Draft, now: Entries): "fill" | "there" | "coming" | "other" {
  const names = Object.keys(initial).filter((name) => name in now);
  if (names.length > 0 && Object.keys(entered).every((name) => now[name] === entered[name])) return "there";
  if (names.some((name) => initial[name] !== now[name])) return "other";
  return Object.keys(entered).some((name) => name in now) ? "fill" : "coming";
}

/** A form is known by whose it is, where on the desk it was opened, and its title. */
export function draftKey(
  userId: number,
  at: { desk: string; selected: number[]; extra: Entries },
  title: string,
): string {
  return `gisapp.entries.${userId}.${JSON.stringify([at.desk, at.selected, Object.entries(at.extra).sort(), title])}`;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLButtonElement;

const controls =
  "input:not([type=password],[type=search],[type=file],[type=hidden],[autocomplete$=password]), textarea, select, form button[aria-pressed]";

function labelOf(control: Control): string {
  const shown = control.labels?.[0]?.querySelector(".field-label") ?? control.labels?.[0];
  return (control.ariaLabel ?? shown?.textContent ?? control.textContent ?? control.name).trim();
}

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");

function shownBy(control: Control): string {
  if (isTick(control)) return String(control.checked);
  return control instanceof HTMLButtonElement ? (control.ariaPressed ?? "") : control.value;
}

/** Puts a value in as a person would, so that the form hears of it. */
function enter(control: Control, value: string): void {
  if (shownBy(control) === value) return;
  if (isTick(control) || control instanceof HTMLButtonElement) {
    control.click();
    return;
  }
  control.value = value;
  for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** The controls of a form by label; a label that occurs again is numbered. */
function controlsOf(box: HTMLElement): Map<string, Control> {
  const found = new Map<string, Control>();
  for (const control of box.querySelectorAll<Control>(controls)) {
    const label = labelOf(control);
    let name = label;
    for (let count = 2; found.has(name); count += 1) name = `${label} ${count}`;
    found.set(name, control);
  }
  return found;
}

const rendered = () => new Promise((resolve) => setTimeout(resolve));

function read(key: string): Draft | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) window.sessionStorage.setItem(key, JSON.stringify(draft));
    else window.sessionStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the form itself still asks before it closes.
  }
}

function guard(box: HTMLElement, title: string): Guard | null {
  const owner = session.peek()?.user?.id;
  if (owner === undefined) return null;
  const key = draftKey(owner, currentState.peek(), title);
  const broughtBack = signal<{ left: string[] } | null>(null);
  const draft: Draft = { initial: {}, entered: {} };
  let waiting = read(key);
  let filling = false;
  let sent = false;
  let ended = false;

  const now = () => Object.fromEntries([...controlsOf(box)].map(([name, control]) => [name, shownBy(control)]));
  const changed = () => Object.keys(draft.entered).length > 0;

  async function fill(wanted: Entries): Promise<void> {
    filling = true;
    const left = { ...wanted };
    for (let placed = true; placed; ) {
      placed = false;
      for (const [name, value] of Object.entries(left)) {
        const control = controlsOf(box).get(name);
        if (!control) continue;
        enter(control, value);
        await rendered();
        const shows = controlsOf(box).get(name);
        if (!shows || shownBy(shows) !== value) continue;
        delete left[name];
        placed = true;
      }
    }
    filling = false;
    broughtBack.value = { left: Object.entries(left).map(([name, value]) => `${name}: ${value}`) };
  }

  function see(): void {
    const values = now();
    if (!filling) for (const [name, value] of Object.entries(values)) draft.initial[name] ??= value;
    if (!waiting || filling) return;
    const kept = waiting;
    const stands = standing(kept, values);
    if (stands === "coming") return;
    waiting = null;
    if (stands === "other") return;
    Object.assign(draft.initial, kept.initial);
    draft.entered = { ...kept.entered };
    if (stands === "fill") void underWay(fill(kept.entered));
  }

  async function note(event: Event): Promise<void> {
    const control = (event.target as Element).closest<Control>(controls);
    if (!control || filling) return;
    sent = false;
    waiting = null;
    const name = [...controlsOf(box)].find(([, other]) => other === control)?.[0];
    await rendered();
    if (ended) return;
    const value = name === undefined ? undefined : now()[name];
    if (name === undefined || value === undefined) return;
    if (draft.initial[name] === value) delete draft.entered[name];
    else draft.entered[name] = value;
    write(key, changed() ? draft : null);
  }

  const press = (event: Event) => {
    const button = (event.target as Element).closest("button");
    if (button?.matches(controls)) void note(event);
    else if (button) sent = true;
  };
  const send = () => {
    sent = true;
  };
  const back = () => {
    sent = false;
  };
  const typed = (event: Event) => void note(event);
  box.addEventListener("input", typed);
  box.addEventListener("change", typed);
  box.addEventListener("click", press);
  box.addEventListener("submit", send);
  window.addEventListener("popstate", back);
  const observer = new MutationObserver(see);
  observer.observe(box, { childList: true, subtree: true });
  see();

  return {
    changed,
    broughtBack,
    discard(clear) {
      const { initial, entered } = draft;
      draft.entered = {};
      write(key, null);
      broughtBack.value = null;
      if (!clear) return;
      const before = Object.fromEntries(Object.keys(entered).map((name) => [name, initial[name] ?? ""]));
      void underWay(fill(before)).then(() => {
        broughtBack.value = null;
      });
    },
    end() {
      ended = true;
      observer.disconnect();
      window.removeEventListener("popstate", back);
      // an expired session takes the dialog away as well: that is not sending
      if (sent && changed() && session.peek()?.user?.id === owner) write(key, null);
    },
  };
}

/** From now on what is typed into a dialog outlives a reload, the way back and an expired session. Called once by the desk's entry. */
export function keepEntries(): void {
  provideGuard(guard);
}
