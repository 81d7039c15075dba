import { signal } from "@preact/signals";
import { messages } from "../locale/language";
import { IconButton } from "./button";
import { Icon } from "./icon";

const m = messages({ dismiss: ["知道了", "Dismiss"], notices: ["通知", "Notices"] });

type Tone = "success" | "info" | "warning" | "error";

interface Toast {
  id: number;
  tone: Tone;
  text: string;
}

const toasts = signal<Toast[]>([]);
let last = 0;

/** Say something in passing. Errors stay until dismissed, the rest goes after five seconds. */
export function toast(text: string, tone: Tone = "success"): void {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.filter((other) => other.text !== text), { id, tone, text }].slice(-4);
  if (tone !== "error") window.setTimeout(() => dismiss(id), 5000);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((other) => other.id !== id);
}

/** Mounted once by each page. */
export function ToastHost() {
  return (
    <section class="toasts" aria-live="polite" aria-label={m.notices()}>
      {toasts.value.map((entry) => (
        <div key={entry.id} class={`toast toast-${entry.tone}`} role={entry.tone === "error" ? "alert" : "status"}>
          <Icon name={entry.tone} />
          <span class="toast-text">{entry.text}</span>
          <IconButton icon="close" label={m.dismiss()} size={14} onClick={() => dismiss(entry.id)} />
        </div>
      ))}
    </section>
  );
}
