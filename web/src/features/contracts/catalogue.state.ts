import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dialog } from "./contracts.state";

export interface IndicatorEntry {
  indicator: string;
  label_zh: string;
  label_en: string;
  direction: string;
  units: { unit: string; label_zh: string; label_en: string }[];
}

/** Every indicator and the units it may be written in; asked for when a form is open. */
export const catalogue = resource(
  () => (dialog.value ? "indicators" : null),
  (_, signal) => api.get("/api/indicators/catalogue", { signal }),
);
