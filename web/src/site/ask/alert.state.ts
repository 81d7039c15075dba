import { signal } from "@preact/signals";
import { api, setCsrfToken } from "../../api/client";
import { resource } from "../../api/resource";
import { language } from "../../locale/language";
import { solve } from "./proof";
import type { AskForm } from "./types";

const path = /^\/alerts(?:\/(\d{1,15}))?\/?$/.exec(window.location.pathname);
/** Whether this is the page of news, and of which subscription; null = the page of a saved search. */
export const isAlertPage = path !== null;
export const alertId = path?.[1] ?? null;
const secret = decodeURIComponent(window.location.hash.slice(1));
/** The token of the saved search, after the "#" like every secret. */
export const searchToken = alertId === null ? secret : "";
export const alertSecret = alertId === null ? "" : secret;

interface SavedSearch {
  title: string;
  total: number;
}
interface Alert {
  title: string;
  language: string;
  is_confirmed: boolean;
}

export const search = resource(
  () => (isAlertPage && searchToken ? { token: searchToken } : null),
  ({ token }, abort) => api.get<SavedSearch>(`/api/saved-searches/${encodeURIComponent(token)}`, {}, abort),
);
export const alert = resource(
  () => (alertId !== null && alertSecret ? { id: alertId } : null),
  ({ id }) => api.get<Alert>(`/api/alerts/${id}`, undefined, undefined, { "X-Alert-Key": alertSecret }),
);
export const ended = signal(false);

export const feedAddress = () => `${window.location.origin}/api/feeds/${searchToken}`;

async function signedInToo(): Promise<void> {
  const session = await api.get<{ csrf?: string | null }>("/api/session");
  setCsrfToken(session.csrf ?? null);
}

export async function askForNews(email: string): Promise<void> {
  await signedInToo();
  const form = await api.get<AskForm>("/api/ask/form");
  await api.post("/api/alerts", {
    search: searchToken,
    email,
    language: language.value,
    challenge: form.challenge,
    proof: await solve(form),
  });
}

export async function confirmNews(): Promise<void> {
  await signedInToo();
  await api.post(`/api/alerts/${alertId}/confirmation`, { key: alertSecret });
  alert.reload();
}

export async function endNews(): Promise<void> {
  await signedInToo();
  await api.post(`/api/alerts/${alertId}/ending?key=${encodeURIComponent(alertSecret)}`);
  ended.value = true;
}
