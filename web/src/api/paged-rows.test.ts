import { describe, expect, it, vi } from "vitest";
import { type Page, PagedRows } from "./paged-rows";

interface Row {
  id: number;
  name: string;
}

const pageOf = (total: number, offset: number, limit: number, name = "a"): Page<Row> => ({
  total,
  items: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({ id: offset + i, name })),
});

describe("rows loaded page by page", () => {
  it("loads the first page with the totals, and others only when they come into view", async () => {
    const rows = new PagedRows<Row>((row) => row.id, 100);
    const load = vi.fn(async (offset: number, limit: number) => pageOf(250, offset, limit));
    await rows.ask(load);
    expect(rows.answer.value?.total).toBe(250);
    expect(rows.rowAt(99)?.id).toBe(99);
    expect(rows.rowAt(100)).toBeUndefined();
    rows.need(90, 110);
    rows.need(95, 120);
    await vi.waitFor(() => expect(rows.rowAt(110)?.id).toBe(110));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("keeps the old rows until the new ones are there and drops a late answer", async () => {
    const rows = new PagedRows<Row>((row) => row.id, 100);
    let answerOld: (page: Page<Row>) => void = () => {};
    await rows.ask(async (offset, limit) => pageOf(10, offset, limit, "first"));
    const late = rows.ask(
      () =>
        new Promise((resolve) => {
          answerOld = resolve;
        }),
    );
    expect(rows.rowAt(0)?.name).toBe("first");
    await rows.ask(async (offset, limit) => pageOf(5, offset, limit, "third"));
    answerOld(pageOf(99, 0, 100, "second"));
    await late;
    expect(rows.rowAt(0)?.name).toBe("third");
    expect(rows.answer.value?.total).toBe(5);
    expect(rows.loading.value).toBe(false);
  });

  it("finds a row that has not been loaded yet", async () => {
    const rows = new PagedRows<Row>((row) => row.id, 100);
    await rows.ask(async (offset, limit) => pageOf(250, offset, limit));
    expect(await rows.find(217)).toBe(217);
    expect(await rows.find(9999)).toBe(-1);
  });

  it("forgets everything, and an answer that comes after that too", async () => {
    const rows = new PagedRows<Row>((row) => row.id, 100);
    let answerLate: (page: Page<Row>) => void = () => {};
    await rows.ask(async (offset, limit) => pageOf(10, offset, limit));
    const late = rows.ask(
      () =>
        new Promise((resolve) => {
          answerLate = resolve;
        }),
    );
    rows.clear();
    answerLate(pageOf(10, 0, 100));
    await late;
    expect(rows.answer.value).toBeNull();
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.loading.value).toBe(false);
  });

  it("tells an error, keeps what it has, and can be asked again", async () => {
    const rows = new PagedRows<Row>((row) => row.id, 100);
    const load = vi.fn(async (offset: number, limit: number) => pageOf(250, offset, limit));
    await rows.ask(load);
    load.mockRejectedValueOnce(new Error("offline"));
    rows.need(100, 101);
    await vi.waitFor(() => expect(rows.error.value).toBeInstanceOf(Error));
    rows.need(100, 101);
    await vi.waitFor(() => expect(rows.rowAt(100)?.id).toBe(100));
    expect(rows.error.value).toBeNull();
  });
});
