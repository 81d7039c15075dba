import type { Query } from "../api/client";
import { sentenceOf } from "../api/problem";
import { messages } from "../locale/language";
import { toast } from "../ui/toast";
import { saveFile } from "./save-file";

const m = messages({
  exported: [(name: string) => `已导出 ${name}`, (name: string) => `Exported ${name}`],
});

/** Have a list as a file; says the file's name, or what went wrong. */
export function exportList(path: string, query?: Query): Promise<void> {
  return saveFile(path, query)
    .then((name) => toast(m.exported(name)))
    .catch((failure: unknown) => toast(sentenceOf(failure), "error"));
}
