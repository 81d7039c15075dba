import type { HttpMethod, OkStatus, PathsWithMethod } from "openapi-typescript-helpers";
import { offlineProblem, problemFrom } from "./problem";
import type { paths } from "./schema";
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

type Operation<M extends HttpMethod, P extends keyof paths> = paths[P] extends { [Name in M]: infer O } ? O : never;

type Parameters<O, In extends "path" | "query"> = O extends { parameters: { [Name in In]?: infer T } }
  ? NonNullable<T>
  : never;

/** Every name a question may carry, and the ones it must; values go into the address as text, a list with commas. */
type Asked<Q> = { [Name in keyof Q]: Q[Name] | Value };

/** A part of a request under its name: absent, optional or required, as the contract has it. */
type Part<Name extends string, T> = [T] extends [never]
  ? { [N in Name]?: never }
  : Partial<T> extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };

/** What a form sends: a choice is held as text, and the server says which are known. */
export type Written<T> = T extends string ? string : T extends object ? { [Name in keyof T]: Written<T[Name]> } : T;

/** A body as the contract has it; what carries files is a form. */
type Content<C> = C extends { "application/json": infer T }
  ? Written<T>
  : C extends { "multipart/form-data": unknown }
    ? FormData
    : never;

type Body<O> = O extends { requestBody: { content: infer C } }
  ? { body: Content<C> }
  : O extends { requestBody?: { content: infer C } }
    ? { body?: Content<C> }
    : { body?: never };

interface Transport {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

type Addressed<O> = Part<"path", Parameters<O, "path">> & Part<"query", Asked<Parameters<O, "query">>>;

/** What an operation of the contract is asked with: the names in its path, its query, its body. */
type Asking<O> = Addressed<O> & Body<O>;

/** Left out where the operation needs nothing. */
type Given<T> = Partial<T> extends T ? [asking?: T & Transport] : [asking: T & Transport];

type Json<R> = R extends { content: infer C } ? C[keyof C & `application/${string}json`] : undefined;

/** What an operation of the contract answers: its JSON, undefined where the answer is empty. */
type Answered<O> = O extends { responses: infer R }
  ? { [S in keyof R & OkStatus]: Json<R[S]> }[keyof R & OkStatus]
  : never;

export type PathOf<M extends HttpMethod> = PathsWithMethod<paths, M>;
export type AnswerOf<M extends HttpMethod, P extends PathOf<M>> = Answered<Operation<M, P>>;
export type BodyOf<M extends HttpMethod, P extends PathOf<M>> = Body<Operation<M, P>>["body"];

interface Options extends Transport {
  path?: Record<string, string | number>;
  query?: Query;
  body?: unknown;
}

/** `/api/plots/{plot_id}` + {plot_id: 7} → `/api/plots/7`. */
export function pathOf(template: string, names: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ""));
}

async function send(
  method: string,
  template: string,
  { path, query, body, signal, headers: given }: Options = {},
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...given };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrfToken) headers["X-CSRF-Token"] = csrfToken;
  let response: Response;
  try {
    response = await fetch(addressOf(pathOf(template, path), query), {
      method,
      headers,
      body: isForm ? body : JSON.stringify(body),
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  }
  if (!response.ok) {
    const problem = problemFrom(response.status, await response.json().catch(() => null));
    if (response.status === 401 && template !== "/api/session") onSignedOut();
    throw problem;
  }
  return response;
}

/** The calls of one method: a path of the contract, what it is asked with, what it answers. */
function calls<M extends HttpMethod>(method: M) {
  async function read<P extends PathOf<M>>(path: P, asking?: Options): Promise<AnswerOf<M, P>> {
    const response = await send(method.toUpperCase(), path as string, asking);
    // The one place where JSON becomes a type: the contract's.
    return (response.status === 204 ? undefined : await response.json()) as AnswerOf<M, P>;
  }
  return <P extends PathOf<M>>(path: P, ...[asking]: Given<Asking<Operation<M, P>>>) =>
    underWay(read(path, asking as Options));
}

/** fetch cannot tell how much of a body has left; the older way can. */
function sendForm(
  path: string,
  form: FormData,
  onSent?: (share: number) => void,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const sent = new Promise((resolve, reject) => {
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
      if (request.status >= 200 && request.status < 300) resolve(body);
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

/** The one door to the server, typed by its contract. Throws `Problem`; `sentenceOf(error)` gives the words to show. */
export const api = {
  get: calls("get"),
  post: calls("post"),
  put: calls("put"),
  patch: calls("patch"),
  delete: calls("delete"),
  /** Multipart upload; the form holds the file and its fields. `onSent` tells the share that is on its way, 0 to 1. */
  upload: async <P extends PathOf<"post">>(
    path: P,
    form: FormData,
    ...[asking]: Given<Addressed<Operation<"post", P>> & { onSent?: (share: number) => void }>
  ) => {
    const { path: names, query, onSent, headers } = (asking ?? {}) as Options & { onSent?: (share: number) => void };
    const answer = await sendForm(addressOf(pathOf(path, names), query), form, onSent, headers);
    return answer as Answered<Operation<"post", P>>;
  },
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
