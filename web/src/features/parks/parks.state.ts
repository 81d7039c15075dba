import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import type * as contract from "../../api/schema";
import type { Geometry } from "../../api/types";
import { noteDataChange } from "../../app/changes";
import { desk } from "../../app/location";
import { clearPreview, showPreview } from "../../app/map-actions";
import { loadZone, parks } from "../../app/zone";
import type { BoundaryPapers, ParkNames } from "./park-entries";

/** The park whose sheet is open; "new" = the form for another one. */
export const openCode = signal<string | null>(null);
export const openPark = computed(() => parks.value.find(({ code }) => code === openCode.value) ?? null);

export type OutlineQuestion = contract.QuestionAnswer;
export type Outline = contract.OutlineAnswer;

/** The boundary read from a file and shown on the map; nothing is stored until it is saved. */
export const outline = signal<Outline | null>(null);

/** The dashed preview follows what was read and goes with the desk. */
function bindParks(): void {
  let shown = false;
  effect(() => {
    const geometry = desk.value === "parks" ? (outline.value?.geometry ?? null) : null;
    if (geometry) {
      showPreview([{ type: "Feature", id: 1, geometry, properties: { tone: "new", label: openCode.peek() } }], {
        fit: true,
      });
    } else if (shown) {
      clearPreview();
    }
    shown = geometry !== null;
  });
  effect(() => {
    void openCode.value;
    outline.value = null;
  });
}

export async function readOutline(files: File[], answers: Record<string, string>): Promise<void> {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  form.append("options", JSON.stringify(answers));
  outline.value = await api.upload("/api/parks/outline", form, {});
}

export async function saveBoundary(code: string, geometry: Geometry, papers: BoundaryPapers): Promise<number> {
  const written = await api.put("/api/parks/{code}/boundary", {
    path: { code },
    body: {
      geometry,
      valid_from: papers.validFrom,
      source: papers.source.trim(),
      reason: papers.reason.trim(),
      document: papers.document.trim() || null,
    },
  });
  outline.value = null;
  noteDataChange();
  // The first boundary gives the zone its extent, where the map's home is.
  await loadZone();
  return written.area_planar_m2;
}

export async function registerPark(code: string, names: ParkNames, parent: string): Promise<void> {
  await api.post("/api/parks", { body: { code, ...names, parent_code: parent || null } });
  noteDataChange();
  openCode.value = code;
}

export async function changePark(code: string, names: Partial<ParkNames>): Promise<void> {
  await api.patch("/api/parks/{code}", { path: { code }, body: names });
  noteDataChange();
}

bindParks();
