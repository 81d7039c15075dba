import { expect, it } from "vitest";
import { barsOf } from "./comparison";

const line = { name: "tax_yuan", before: 1, after: 9, per_mu_before: 4, per_mu_after: 16, ratio: 3 };

it("compares money per mu and everything else as it is", () => {
  expect(barsOf(line)).toEqual({ before: 4, after: 16, beforeWidth: 25, afterWidth: 100 });
  expect(barsOf({ ...line, name: "far", before: 0.8, after: 1.6 })).toEqual({
    before: 0.8,
    after: 1.6,
    beforeWidth: 50,
    afterWidth: 100,
  });
});

it("draws nothing for a side that is not known, and none for nought", () => {
  expect(barsOf({ ...line, per_mu_before: null })).toMatchObject({ before: null, beforeWidth: 0, afterWidth: 100 });
  expect(barsOf({ ...line, per_mu_before: 0, per_mu_after: 0 })).toMatchObject({ beforeWidth: 0, afterWidth: 0 });
});
