import { toast } from "../../ui/toast";
import { m } from "./messages";

/** To the clipboard, with a word about what happened. */
export async function copy(text: string, said = m.copied(text)): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(m.copyFailed(), "warning");
  }
}
