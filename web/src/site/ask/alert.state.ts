import { signal } from "@preact/signals";
import { api, setCsrfToken } from "../../api/client";
import { resource } from "../../api/resource";
import { language } from "../../locale/language";
import { solve } from "./proof";

const path = /^\/alerts(?:\/(\d{1,15}))?\/?$/.exec(window.location.pathname);
/** Whether this is the page of news, and of which subscription; null = the page of a saved search. */
export const isAlertPage = path !== null;
export const alertId = path?.[1] ?? null;
const secret = decodeURIComponent(window.location.hash.slice(1));
/** The token of the saved search, after the "#" like every secret. */
export const searchToken = alertId === null ? secret : "";
export const alertSecret = alertId === null ? "" : secret;

export const search = resource(
  () => (isAlertPage && searchToken ? { token: searchToken } : null),
  ({ token }, abort) => api.get("/api/saved-searches/{token}", { path: { token }, signal: abort }),
);
export const alert = resource(
  () => (alertId !== null && alertSecret ? { id: alertId } : null),
  ({ id }) =>
    api.get("/api/alerts/{alert_id}", { path: { alert_id: Number(id) }, headers: { "X-Alert-Key": alertSecret } }),
);
export const ended = signal(false);

export const feedAddress = () => `${window.location.origin}/api/feeds/${searchToken}`;

async function signedInToo(): Promise<void> {
  const session = await api.get("/api/session");
  setCsrfToken(session.csrf ?? null);
}

export async function askForNews(email: string): Promise<void> {
  await signedInToo();
  const form = await api.get("/api/ask/form");
  await api.post("/api/alerts", {
    body: {
      search: searchToken,
      email,
      language: language.value,
      challenge: form.challenge,
      proof: await solve(form),
    },
  });
}

export async function confirmNews(): Promise<void> {
  await signedInToo();
  await api.post("/api/alerts/{alert_id}/confirmation", {
    path: { alert_id: Number(alertId) },
    body: { key: alertSecret },
  });
  alert.reload();
}

export async function endNews(): Promise<void> {
  await signedInToo();
  await api.post("/api/alerts/{alert_id}/ending", { path: { alert_id: Number(alertId) }, query: { key: alertSecret } });
  ended.value = true;
}
