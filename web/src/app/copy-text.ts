import { messages } from "../locale/language";
import { toast } from "../ui/toast";

const m = messages({
  copied: [(what: string) => `已复制：${what}`, (what: string) => `Copied: ${what}`],
  failed: [
    "浏览器没有允许复制，请手动选取后按 Ctrl+C。",
    "The browser did not allow copying; select and press Ctrl+C.",
  ],
});

/** Copy and say what was copied. On an intranet page without TLS there is no clipboard object: the old way is tried then. */
export async function copyText(text: string, what: string = text): Promise<void> {
  const done = await writeClipboard(text);
  toast(done ? m.copied(what) : m.failed(), done ? "success" : "warning");
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    box.style.opacity = "0";
    // Inside an open dialog only its own children may take the focus.
    (document.querySelector("dialog[open]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
