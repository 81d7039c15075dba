import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";

export const textNames = [
  "color",
  "headline_zh",
  "headline_en",
  "intro_zh",
  "intro_en",
  "contact_zh",
  "contact_en",
  "phone",
  "email",
  "address_zh",
  "address_en",
  "window_url",
] as const;
export type TextName = (typeof textNames)[number];
export type Look = Record<TextName, string> & { version: number; has_cover: boolean };

export const open = signal(false);

export const look = resource(
  () => (open.value ? "look" : null),
  (_, stop) => api.get<Look>("/api/zone/look", {}, stop),
);

export async function saveLook(values: Record<TextName, string>, version: number, reason: string): Promise<void> {
  await api.put<Look>("/api/zone/look", { ...values, expected_version: version, reason });
  look.reload();
}

export async function saveCover(file: File, version: number): Promise<void> {
  const form = new FormData();
  form.set("file", file);
  form.set("expected_version", String(version));
  await api.put<Look>("/api/zone/look/cover", form);
  look.reload();
}

export async function removeCover(version: number): Promise<void> {
  await api.delete(`/api/zone/look/cover?expected_version=${version}`);
  look.reload();
}
