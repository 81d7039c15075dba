import type * as contract from "../../api/schema";
import { formatDate } from "../../locale/date";
import { Note } from "../../ui/states";
import { fm } from "./form-messages";

export type PrefilledFrom = contract.DraftSource;

/** What stands under a field that the rulebook filled in: its source and date, and that it is unconfirmed where it is. */
export function prefilledHint(source: PrefilledFrom | undefined): string | undefined {
  if (!source) return undefined;
  const words = fm.prefilledFrom(source.basis, formatDate(source.effective_from));
  return source.confirmed ? words : `${fm.unconfirmed()}：${words}`;
}

/** Said once above the form: how many of the numbers in it nobody has confirmed. */
export function PrefilledNote({ sources }: { sources: Record<string, PrefilledFrom> }) {
  const open = Object.values(sources).filter((source) => !source.confirmed).length;
  if (open === 0) return null;
  return <Note tone="warning">{fm.unconfirmedNote(open)}</Note>;
}
