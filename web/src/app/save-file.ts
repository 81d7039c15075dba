import { api, type Query } from "../api/client";

/** Ask the server for a file and hand it to the browser's downloads; returns its name. Throws `Problem` like every request. */
export async function saveFile(path: string, query?: Query): Promise<string> {
  return hand(await api.download(path, query));
}

/** The same for a file whose making leaves a record. */
export async function saveMadeFile(path: string, body?: unknown): Promise<string> {
  return hand(await api.make(path, body));
}

function hand({ blob, filename }: { blob: Blob; filename: string }): string {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  link.click();
  // The browser reads the address after this turn; a minute is ample and nothing is kept for good.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return filename;
}
