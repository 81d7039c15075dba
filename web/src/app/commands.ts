import { type Command, commands } from "./registry";

/** "Ctrl+Shift+z" from a key press. The shift of a character that needs it ("?", "[") is not named. */
export function keyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^[a-z]$/.test(key);
  const named = key.length > 1;
  return [
    event.ctrlKey || event.metaKey ? "Ctrl" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey && (letter || named) ? "Shift" : "",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}

/** The command a key press means; the one registered last wins, so that a running tool takes its keys first. */
export function commandFor(key: string, typing: boolean, list: Command[]): Command | null {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const command = list[index];
    if (!command?.keys.includes(key)) continue;
    if (typing && !command.inFields) continue;
    if (command.enabled && !command.enabled()) continue;
    return command;
  }
  return null;
}

/** Called once by the desk's entry. */
export function bindKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const command = commandFor(keyOf(event), inField(event.target), commands.value);
    if (!command) return;
    event.preventDefault();
    command.run();
  });
}
