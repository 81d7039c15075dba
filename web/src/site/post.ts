import { addressOf, api, type Query, setCsrfToken } from "../api/client";
import { Problem } from "../api/problem";

/** POST from the public window. Somebody signed in at the desk needs the page's token, which the window asks for only then. */
export async function post<T>(path: string, query: Query, body: unknown, signal?: AbortSignal): Promise<T> {
  const address = addressOf(path, query);
  return withToken(() => api.post<T>(address, body, signal));
}

export async function withToken<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Problem && error.code === "auth.csrf")) throw error;
    const session = await api.get<{ csrf: string | null }>("/api/session");
    setCsrfToken(session.csrf);
    return send();
  }
}
