import { isIsoDate } from "../../locale/date";
import { em } from "./edit-messages";

/** What every change names besides its content: from when, why, on what paper. */
export interface Papers {
  validFrom: string;
  reason: string;
  document: string;
}

export type PapersErrors = Partial<Record<keyof Papers, string>>;

export function checkPapers({ validFrom, reason }: Papers): PapersErrors {
  const errors: PapersErrors = {};
  if (!isIsoDate(validFrom)) errors.validFrom = em.needDate();
  if (reason.trim().length < 2) errors.reason = em.needReason();
  return errors;
}
