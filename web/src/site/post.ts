import { api, setCsrfToken } from "../api/client";
import { Problem } from "../api/problem";

/** A write from the public window. Somebody signed in at the desk needs the page's token, which the window asks for only then. */
export async function withToken<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Problem && error.code === "auth.csrf")) throw error;
    const session = await api.get("/api/session");
    setCsrfToken(session.csrf ?? null);
    return send();
  }
}
