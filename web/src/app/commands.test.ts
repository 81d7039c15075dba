import { describe, expect, it } from "vitest";
import { commandFor, keyOf } from "./commands";
import type { Command } from "./registry";

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  keys: ["m"],
  label: () => id,
  group: "tools",
  run: () => {},
  ...more,
});

describe("keyboard", () => {
  it("names a key the way commands are written", () => {
    expect(press("M", { shiftKey: true })).toBe("Shift+m");
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("z", { metaKey: true })).toBe("Ctrl+z");
    expect(press("Tab", { shiftKey: true })).toBe("Shift+Tab");
  });

  it("gives a key to the tool that runs, and back when it cannot use it", () => {
    const usual = command("measure");
    const tool = command("draw", { enabled: () => false });
    expect(commandFor("m", false, [usual, command("draw")])?.id).toBe("draw");
    expect(commandFor("m", false, [usual, tool])?.id).toBe("measure");
  });

  it("leaves letters to the field that is being typed in", () => {
    expect(commandFor("m", true, [command("measure")])).toBeNull();
    expect(commandFor("m", true, [command("undo", { inFields: true })])?.id).toBe("undo");
  });
});
