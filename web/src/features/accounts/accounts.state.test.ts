import { describe, expect, it } from "vitest";
import { type Account, changesOf, checkAccount, entriesOf, generatePassword } from "./account-entries";

const account: Account = {
  id: 7,
  username: "wang",
  display_name: "王某",
  role: "officer",
  all_parks: false,
  park_codes: ["P1", "P4"],
  is_active: true,
  is_locked: false,
  must_change_password: false,
  last_seen_at: null,
};

describe("an account's form", () => {
  it("asks for what is missing", () => {
    const empty = entriesOf(null);
    expect(Object.keys(checkAccount(empty, true)).sort()).toEqual([
      "displayName",
      "parkCodes",
      "password",
      "role",
      "username",
    ]);
    expect(checkAccount(entriesOf(account), false)).toEqual({});
    expect(checkAccount({ ...entriesOf(account), username: "Wang" }, true).username).toBeDefined();
  });

  it("sends only what was changed", () => {
    const entries = entriesOf(account);
    expect(changesOf(account, entries)).toEqual({});
    expect(changesOf(account, { ...entries, displayName: " 王某某 " })).toEqual({ display_name: "王某某" });
    expect(changesOf(account, { ...entries, parkCodes: ["P1"] })).toEqual({ park_codes: ["P1"] });
    expect(changesOf(account, { ...entries, allParks: true, parkCodes: [] })).toEqual({ all_parks: true });
  });

  it("generates passwords without look-alikes that the server will take", () => {
    const password = generatePassword(Array.from({ length: 14 }, (_, index) => index * 17));
    expect(password).toHaveLength(14);
    expect(password).not.toMatch(/[0O1lI]/);
    expect(new Set(password).size).toBeGreaterThan(4);
  });
});
