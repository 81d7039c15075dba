import { computed, signal } from "@preact/signals";
import { api, setCsrfToken } from "../../api/client";
import { Problem } from "../../api/problem";
import { resource } from "../../api/resource";
import { language } from "../../locale/language";
import { solve } from "./proof";
import type { Receipt } from "./types";

const query = new URLSearchParams(window.location.search);
language.value = query.get("lang") === "en" ? "en" : "zh";

/** The number of the inquiry whose status page this is; null = the form. */
export const receiptNo = /^\/inquiries\/(ZX[0-9-]{9,15})\/?$/.exec(window.location.pathname)?.[1] ?? null;
const isForm = window.location.pathname.startsWith("/ask");
/** The secret of the status page: after the "#", so that no server log and no referrer has it. */
export const secret = decodeURIComponent(window.location.hash.slice(1));

export interface Draft {
  site: string;
  name: string;
  contact: string;
  region: string;
  industry: string;
  question: string;
  website: string;
}

const askedSite = Number(query.get("site"));
export const draft = signal<Draft>({
  site: Number.isInteger(askedSite) && askedSite > 0 ? String(askedSite) : "",
  name: "",
  contact: "",
  region: "",
  industry: "",
  question: "",
  website: "",
});
export const write = (change: Partial<Draft>) => {
  draft.value = { ...draft.value, ...change };
};

export const zone = resource(
  () => "zone",
  (_, abort) => api.get("/api/zone", { signal: abort }),
);
/** What can be asked about: the published sites, by their numbers. */
export const sites = resource(
  () => (isForm ? "sites" : null),
  (_, abort) => api.get("/api/sites", { query: { sort: "plot_no", limit: 200 }, signal: abort }),
);

let proof: Promise<number> | null = null;
export const form = resource(
  () => (isForm ? "form" : null),
  async (_, abort) => {
    const answer = await api.get("/api/ask/form", { signal: abort });
    proof = solve(answer);
    return answer;
  },
);

export const missing = computed(() => {
  const { name, contact, region, question } = draft.value;
  const empty = { name: !name.trim(), contact: contact.trim().length < 5, region: !region, question: !question.trim() };
  return (Object.keys(empty) as (keyof typeof empty)[]).filter((field) => empty[field]);
});

export const receipt = signal<Receipt | null>(null);

/** Send the form; a check that has expired meanwhile is renewed once, without the visitor noticing. */
export async function sendInquiry(renewed = false): Promise<void> {
  const asked = form.data.value;
  if (!asked || proof === null) return;
  const { site, name, contact, region, industry, question, website } = draft.value;
  // Whoever is signed in at the desk in the same browser has to repeat the page's token here, too.
  const session = await api.get("/api/session");
  setCsrfToken(session.csrf ?? null);
  try {
    receipt.value = await api.post("/api/ask", {
      body: {
        site_id: site ? Number(site) : null,
        asker_name: name,
        contact,
        source_region: region,
        industry_code: industry || null,
        question,
        language: language.value,
        challenge: asked.challenge,
        proof: await proof,
        website,
      },
    });
    window.scrollTo(0, 0);
  } catch (error) {
    if (!renewed && error instanceof Problem && error.code === "inquiry.proof_expired") {
      const fresh = await api.get("/api/ask/form");
      proof = solve(fresh);
      Object.assign(asked, fresh);
      await sendInquiry(true);
      return;
    }
    throw error;
  }
}

export const statusLink = (given: Receipt) =>
  `${window.location.origin}/inquiries/${given.receipt_no}${language.value === "en" ? "?lang=en" : ""}#${given.key}`;

/** Send a further question under the same receipt; the proof of work is made for it alone. */
export async function sendFurtherQuestion(question: string): Promise<void> {
  const [session, asked] = await Promise.all([api.get("/api/session"), api.get("/api/ask/form")]);
  setCsrfToken(session.csrf ?? null);
  await api.post("/api/ask/{receipt_no}/questions", {
    path: { receipt_no: receiptNo! },
    body: {
      key: secret,
      question,
      challenge: asked.challenge,
      proof: await solve(asked),
    },
  });
  status.reload();
}

export const status = resource(
  () => (receiptNo !== null && secret ? { number: receiptNo } : null),
  ({ number }) =>
    api.get("/api/ask/{receipt_no}", { path: { receipt_no: number }, headers: { "X-Inquiry-Key": secret } }),
);

export async function withdrawInquiry(): Promise<void> {
  const session = await api.get("/api/session");
  setCsrfToken(session.csrf ?? null);
  await api.post("/api/ask/{receipt_no}/withdrawal", { path: { receipt_no: receiptNo! }, body: { key: secret } });
  status.reload();
}
