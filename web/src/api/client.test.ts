import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { type AnswerOf, api, isAbort, pathOf, setCsrfToken, whenSignedOut } from "./client";
import { Problem } from "./problem";
import type { PlotPage } from "./schema";

const fetched = vi.fn<typeof fetch>();
const answer = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });

beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  fetched.mockReset();
  setCsrfToken(null);
  whenSignedOut(() => {});
});

describe("what is asked", () => {
  it("names of the path are filled in and encoded, empty and open values stay out of the query", async () => {
    fetched.mockResolvedValue(answer(200, { items: [] }));
    await api.get("/api/plots", { query: { park: ["P4", "P5"], q: "", as_of: null, limit: 8 } });
    expect(fetched.mock.calls[0]?.[0]).toBe("/api/plots?park=P4,P5&limit=8");
    expect(pathOf("/api/parks/{code}/boundary", { code: "甲/乙" })).toBe("/api/parks/%E7%94%B2%2F%E4%B9%99/boundary");
  });

  it("a body is JSON and carries the token of the session, a form goes as it is", async () => {
    setCsrfToken("t1");
    fetched.mockImplementation(async () => answer(200, {}));
    await api.post("/api/monthly-reports", { body: { month: "2026-11-01" } });
    const form = new FormData();
    await api.put("/api/zone/look/cover", { body: form });
    const [first, second] = fetched.mock.calls.map(([, sent]) => sent);
    expect(first).toMatchObject({
      method: "POST",
      body: '{"month":"2026-11-01"}',
      headers: { "Content-Type": "application/json", "X-CSRF-Token": "t1" },
    });
    expect(second?.body).toBe(form);
    expect(second?.headers).not.toHaveProperty("Content-Type");
  });

  it("knows paths, names and bodies of the contract and no others", () => {
    expectTypeOf<AnswerOf<"get", "/api/plots">>().toEqualTypeOf<PlotPage>();
    expectTypeOf(api.get<"/api/plots/{plot_id}">)
      .parameter(1)
      .toHaveProperty("path");
    // @ts-expect-error: no such path
    expectTypeOf(api.get<"/api/nothing">).toBeFunction();
    // @ts-expect-error: nothing is posted there
    expectTypeOf(api.post<"/api/indicators/catalogue">).toBeFunction();
  });
});

describe("what is answered", () => {
  it("a refusal is a Problem with its code and sentence", async () => {
    fetched.mockResolvedValue(answer(409, { code: "plot.stale", message_zh: "已被他人改动", message_en: "Changed" }));
    const refusal = await api.get("/api/zone").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ status: 409, code: "plot.stale", messageZh: "已被他人改动" });
  });

  it("an empty answer is undefined, a body that is no JSON is still a sentence", async () => {
    fetched.mockResolvedValueOnce(answer(204));
    expect(await api.delete("/api/session")).toBeUndefined();
    fetched.mockResolvedValueOnce(new Response("<html>", { status: 413 }));
    await expect(api.get("/api/zone")).rejects.toMatchObject({ code: "http.413" });
  });

  it("an expired session is told once to who listens, the question about the session itself is not", async () => {
    const told = vi.fn();
    whenSignedOut(told);
    fetched.mockImplementation(async () => answer(401, null));
    await expect(api.get("/api/session")).rejects.toMatchObject({ status: 401 });
    expect(told).not.toHaveBeenCalled();
    await expect(api.get("/api/zone")).rejects.toMatchObject({ status: 401 });
    expect(told).toHaveBeenCalledTimes(1);
  });

  it("a dropped question stays an abort, a missing line says so", async () => {
    const question = new AbortController();
    fetched.mockImplementationOnce(async (_, sent) => {
      question.abort();
      sent?.signal?.throwIfAborted();
      return answer(200, {});
    });
    const dropped = await api.get("/api/zone", { signal: question.signal }).catch((error: unknown) => error);
    expect(isAbort(dropped)).toBe(true);
    fetched.mockRejectedValueOnce(new TypeError("failed"));
    await expect(api.get("/api/zone")).rejects.toMatchObject({ code: "client.offline", status: 0 });
  });
});
