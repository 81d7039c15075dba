import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { resource } from "../../api/resource";
import { inLanguage, language } from "../../locale/language";
import { withToken } from "../post";
import { forgetPhotos, keepPhotos, keptPhotos } from "./photo-store";
import { bodyOf, type Faults, faultsOf, placeOf, type Told, toldOf } from "./told";
import type { Filed, Report } from "./types";

language.value = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "zh";

export const reportNo = /^\/self-report\/(ZB[0-9]{4}-[0-9]{4,})\/?$/.exec(window.location.pathname)?.[1] ?? "";
/** The secret: after the "#", so that no server log and no referrer has it. */
const key = decodeURIComponent(window.location.hash.slice(1));
export const hasLink = reportNo !== "" && key !== "";
const headers = { "X-Report-Key": key };

export const zone = resource(
  () => "zone",
  (_, abort) => api.get("/api/zone", { signal: abort }),
);
export const report = resource(
  () => (hasLink ? { number: reportNo } : null),
  ({ number }, abort) => api.get("/api/filings/{report_no}", { path: { report_no: number }, signal: abort, headers }),
);
export const isOpen = computed(() => ["open", "returned"].includes(report.data.value?.state ?? ""));

const emptyTold: Told = { progress: "", since: "", words: "", numbers: {}, none: [], declared: false };
export const told = signal<Told>(emptyTold);
export const photos = signal<File[]>([]);
/** What is wrong, by field; said once somebody has tried to send. */
export const faults = signal<Faults>({});
/** What the server said of the sending that has just gone through; null once the page is opened anew. */
export const filed = signal<Filed | null>(null);

const shelf = `self-report:${reportNo}`;
/** To which round what is kept belongs: after a filing or a return the form begins anew. */
const roundOf = (found: Report) => `${found.filings.length}/${found.state}`;

function kept(found: Report): Told | null {
  try {
    const { round, told: before } = JSON.parse(window.localStorage.getItem(shelf) ?? "{}");
    return round === roundOf(found) ? { ...emptyTold, ...before, declared: false } : null;
  } catch {
    return null;
  }
}

let begun = "";
/** Begin the form when the report arrives, with what this browser has kept of it. */
effect(() => {
  const found = report.data.value;
  if (!found || !isOpen.value || begun === roundOf(found)) return;
  begun = roundOf(found);
  const before = kept(found);
  told.value = before ?? toldOf(found);
  if (before) void bringBackPhotos();
  else void forgetPhotos(reportNo);
});

async function bringBackPhotos(): Promise<void> {
  const files = await keptPhotos(reportNo);
  if (photos.value.length === 0) photos.value = files;
}

function keep(): void {
  const found = report.data.value;
  if (!found) return;
  try {
    window.localStorage.setItem(shelf, JSON.stringify({ round: roundOf(found), told: told.value }));
  } catch {
    // A private window keeps nothing; the page itself still holds it.
  }
}

export function write(change: Partial<Told>, field: string): void {
  told.value = { ...told.value, ...change };
  forgive(field);
  keep();
}

function forgive(field: string): void {
  const { [field]: _, ...rest } = faults.value;
  faults.value = rest;
}

export function choosePhotos(files: File[]): void {
  photos.value = files;
  forgive("photos");
  keep();
  void keepPhotos(reportNo, files);
}

export const sentShare = signal<number | null>(null);
export const refusal = signal<unknown>(null);
const onShare = (share: number) => {
  sentShare.value = share;
};

/** Send what was filled in; what is wrong is put to its field, and nothing typed or chosen is lost. */
export async function send(): Promise<void> {
  const found = report.data.value;
  if (!found || sentShare.value !== null) return;
  refusal.value = null;
  faults.value = faultsOf(found, told.value, photos.value.length, zone.data.value?.today ?? "");
  if (Object.keys(faults.value).length > 0) return;
  sentShare.value = 0;
  const form = new FormData();
  form.set("told", JSON.stringify(bodyOf(found, told.value)));
  for (const file of photos.value) form.append("photos", file);
  try {
    filed.value = await withToken(() =>
      api.upload("/api/filings/{report_no}", form, { path: { report_no: reportNo }, onSent: onShare, headers }),
    );
    window.localStorage.removeItem(shelf);
    await forgetPhotos(reportNo);
    photos.value = [];
    report.reload();
    window.scrollTo(0, 0);
  } catch (error) {
    place(found, error);
  } finally {
    sentShare.value = null;
  }
}

function place(found: Report, error: unknown): void {
  const findings = error instanceof Problem ? error.findings : [];
  const placed: Faults = {};
  for (const one of findings) {
    const fix = language.value === "zh" ? one.fix_zh : null;
    const where = placeOf(found, one.code);
    if (where)
      placed[where] = [placed[where], inLanguage(one.message_zh, one.message_en), fix].filter(Boolean).join(" ");
  }
  // what a file is, is judged before the form as a whole
  if (error instanceof Problem && error.code.startsWith("evidence.")) placed.photos = error.sentence;
  faults.value = placed;
  refusal.value = Object.keys(placed).length > 0 ? null : error;
}

/** The page as it is now; what was typed stays kept for it. */
export const openAgain = () => window.location.reload();

export const pageLink = () => window.location.href;
