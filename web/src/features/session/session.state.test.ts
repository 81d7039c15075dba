import { describe, expect, it } from "vitest";
import { Problem } from "../../api/problem";
import { checkPassword } from "./password.state";
import { checkEntries, refusalFrom } from "./sign-in.state";

describe("signing in", () => {
  it("asks for the missing entry before the server is troubled", () => {
    expect(checkEntries("  ", "x")?.field).toBe("username");
    expect(checkEntries("officer", "")?.field).toBe("password");
    expect(checkEntries("officer", "x")).toBeNull();
  });

  it("tells a wait from a wrong password", () => {
    expect(refusalFrom(new Problem(429, "account.sign_in_waits", "请 15 分钟后再试。"))).toEqual({
      field: null,
      sentence: "请 15 分钟后再试。",
      locked: true,
    });
    expect(refusalFrom(new Problem(401, "account.sign_in_refused", "用户名或密码不正确。")).locked).toBe(false);
  });
});

describe("a new password", () => {
  const entries = { old: "old-password", fresh: "green-river-7", again: "green-river-7" };

  it("passes when long, new and typed twice alike", () => {
    expect(checkPassword(entries, "officer")).toEqual({});
  });

  it.each([
    ["short", { fresh: "abc12def345", again: "abc12def345" }, "fresh"],
    ["the user name", { fresh: "Officer.land", again: "Officer.land" }, "fresh"],
    ["one character repeated", { fresh: "aaaaaaaaaaaa", again: "aaaaaaaaaaaa" }, "fresh"],
    ["the old one", { fresh: "old-password", again: "old-password" }, "fresh"],
    ["typed differently", { again: "green-river-8" }, "again"],
    ["without the old one", { old: "" }, "old"],
  ])("is refused when %s", (_, change, field) => {
    expect(Object.keys(checkPassword({ ...entries, ...change }, "officer.land"))).toEqual([field]);
  });
});
