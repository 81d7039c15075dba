import { toast } from "../../ui/toast";
import { mf } from "./sheet-messages";

/** What the server remarked although it did as asked. */
export function tellRemarks(answer: { findings?: { message_zh: string; fix_zh?: string }[] }): void {
  for (const finding of answer.findings ?? []) toast(`${mf.remarks()}${finding.message_zh}${finding.fix_zh ?? ""}`);
}
