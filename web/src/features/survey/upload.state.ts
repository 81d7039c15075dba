import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { setLayout } from "../../app/layout";
import { desk, extra, filters, openDesk, setExtra } from "../../app/location";
import { mapView } from "../../app/map-state";
import { can, session } from "../../app/session";
import { parks } from "../../app/zone";
import { toLonLat } from "../../map/mercator";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { closeSurvey, openSurvey, surveyId, surveyRound } from "./survey.state";

/** The file (or the loose parts of one shapefile) that was dropped or chosen and waits for its park. */
export const pendingFiles = signal<File[]>([]);
export const pendingPark = signal("");
/** Share of the upload that is on its way; 1 = the server is checking; null = nothing is under way. */
export const progress = signal<number | null>(null);
export const uploadFailure = signal<string | null>(null);

/** Take a file from the chooser or from a drop (with the place it was dropped on) and show where to go on. */
export function takeFile(files: readonly File[], drop?: { x: number; y: number }): void {
  if (files.length === 0) return;
  pendingFiles.value = [...files];
  pendingPark.value = parkAt(drop) ?? (extra.value.into || pendingPark.value || onlyPark() || "");
  uploadFailure.value = null;
  closeSurvey();
  openDesk("survey");
  setLayout({ left: true });
}

/** The park a file was dropped on: the smallest box that holds the place. */
function parkAt(drop: { x: number; y: number } | undefined): string | null {
  const view = mapView.value;
  if (!drop || !view) return null;
  const box = view.ol.getTargetElement()?.getBoundingClientRect();
  const at = box && view.ol.getCoordinateFromPixel([drop.x - box.left, drop.y - box.top]);
  if (!at) return null;
  const [lon, lat] = toLonLat([at[0] ?? 0, at[1] ?? 0]);
  const holding = parks.value.flatMap(({ code, bbox }) => {
    if (!bbox || lon < bbox[0] || lon > bbox[2] || lat < bbox[1] || lat > bbox[3]) return [];
    return [{ code, size: (bbox[2] - bbox[0]) * (bbox[3] - bbox[1]) }];
  });
  return holding.sort((a, b) => a.size - b.size)[0]?.code ?? null;
}

/** The park the officer is looking at, or the only one there is. */
function onlyPark(): string | null {
  const [park, ...others] = filters.value.park.length ? filters.value.park : parks.value.map(({ code }) => code);
  return park && others.length === 0 ? park : null;
}

export function forgetFile(): void {
  pendingFiles.value = [];
  uploadFailure.value = null;
}

export async function uploadFile(): Promise<void> {
  const files = pendingFiles.value;
  if (files.length === 0) return;
  if (!pendingPark.value) {
    uploadFailure.value = m.needPark();
    return;
  }
  const form = new FormData();
  for (const file of files) form.append("file", file);
  form.append("park_code", pendingPark.value);
  uploadFailure.value = null;
  progress.value = 0;
  try {
    const made = await api.upload("/api/surveys", form, {
      onSent: (share) => {
        progress.value = share;
      },
    });
    if (made.recognised) toast(m.recognised(), "info");
    pendingFiles.value = [];
    setExtra("into", null);
    surveyRound.value += 1;
    openSurvey(made.id);
  } catch (error) {
    uploadFailure.value = sentenceOf(error);
  } finally {
    progress.value = null;
  }
}

// ---- the list of earlier surveys ------------------------------------------------------------------------------------

export const listState = signal("");
export const listLimit = signal(20);

export const surveys = resource(
  () =>
    desk.value === "survey" && surveyId.value === null && session.value?.signed_in && can("survey:read")
      ? { state: listState.value, limit: listLimit.value, round: surveyRound.value }
      : null,
  ({ state, limit }, abort) => api.get("/api/surveys", { query: { state, limit }, signal: abort }),
);

export const hasMore = computed(() => (surveys.data.value?.total ?? 0) > (surveys.data.value?.items.length ?? 0));
