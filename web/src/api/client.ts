import { offlineProblem, problemFrom } from "./problem";
import { underWay } from "./settled";

type Value = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Record<string, Value>;

let csrfToken: string | null = null;
let onSignedOut: () => void = () => {};

/** The token every unsafe request carries once signed in; app/session sets it from GET/POST /api/session. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Called when the server answers 401 to a request: the sign-in has expired. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** `/api/plots` + {park: ["P4","P5"], q: ""} → `/api/plots?park=P4,P5`; empty values are left out. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") search.set(name, text);
  }
  const tail = search.toString().replaceAll("%2C", ",");
  return tail ? `${path}?${tail}` : path;
}

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

async function send(
  method: string,
  path: string,
  { query, body, signal, headers: given }: Options = {},
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...given };
  let payload: BodyInit | undefined;
  if (body instanceof FormData) payload = body;
  else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    payload = JSON.stringify(body);
  }
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), {
      method,
      headers,
      body: payload,
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  }
  if (!response.ok) {
    const problem = problemFrom(response.status, await response.json().catch(() => null));
    if (response.status === 401 && path !== "/api/session") onSignedOut();
    throw problem;
  }
  return response;
}

async function read<T>(method: string, path: string, options?: Options): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

function answer<T>(method: string, path: string, options?: Options): Promise<T> {
  return underWay(read<T>(method, path, options));
}

/** fetch cannot tell how much of a body has left; the older way can. */
function sendForm<T>(
  path: string,
  form: FormData,
  onSent?: (share: number) => void,
  headers: Record<string, string> = {},
): Promise<T> {
  const sent = new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries({ Accept: "application/json", ...headers }))
      request.setRequestHeader(name, value);
    if (csrfToken) request.setRequestHeader("X-CSRF-Token", csrfToken);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent?.(event.loaded / event.total);
    };
    request.onerror = () => reject(offlineProblem());
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // A proxy's own error page is no JSON; the status still becomes a sentence.
      }
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else {
        if (request.status === 401) onSignedOut();
        reject(problemFrom(request.status, body));
      }
    };
    request.send(form);
  });
  return underWay(sent);
}

async function readFile(method: string, path: string, options: Options): Promise<{ blob: Blob; filename: string }> {
  const response = await send(method, path, options);
  return {
    blob: await response.blob(),
    filename: filenameOf(response.headers.get("Content-Disposition")) ?? path.split("/").pop() ?? "download",
  };
}

const fileOf = (method: string, path: string, options: Options) => underWay(readFile(method, path, options));

/** The one door to the server. Throws `Problem`; `sentenceOf(error)` gives the words to show. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal, headers?: Record<string, string>) =>
    answer<T>("GET", path, { query, signal, headers }),
  post: <T>(path: string, body?: unknown, signal?: AbortSignal) => answer<T>("POST", path, { body, signal }),
  put: <T>(path: string, body?: unknown) => answer<T>("PUT", path, { body }),
  patch: <T>(path: string, body?: unknown) => answer<T>("PATCH", path, { body }),
  delete: <T>(path: string) => answer<T>("DELETE", path),
  /** Multipart upload; the form holds the file and its fields. `onSent` tells the share that is on its way, 0 to 1. */
  upload: <T>(path: string, form: FormData, onSent?: (share: number) => void, headers?: Record<string, string>) =>
    sendForm<T>(path, form, onSent, headers),
  /** A file the server makes; a refusal is a `Problem` with its sentence, never a file with an error inside. */
  download: (path: string, query?: Query) => fileOf("GET", path, { query }),
  /** The same where making it leaves a record: a POST. */
  make: (path: string, body?: unknown) => fileOf("POST", path, { body }),
};

/** The name in a Content-Disposition header; the UTF-8 form wins, because names are Chinese. */
export function filenameOf(disposition: string | null): string | null {
  const encoded = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(disposition ?? "")?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded.trim());
    } catch {
      return null;
    }
  }
  return /filename="?([^";]+)"?/.exec(disposition ?? "")?.[1]?.trim() ?? null;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
