import { formatNumber } from "../../locale/number";
import { em } from "./edit-messages";
import type { PlotParty } from "./types";

/** One line of the list, the share as typed in percent. */
export interface PartyEntry {
  party_id: number;
  name: string;
  role: string;
  share: string;
}

export function partyEntries(parties: PlotParty[]): PartyEntry[] {
  return parties.map(({ party_id, name_zh, role, share }) => ({
    party_id,
    name: name_zh,
    role,
    share: String(Number((share * 100).toFixed(4))),
  }));
}

/** What is wrong with the list, in one sentence; null = may be saved. Holders own the whole, no more and no less. */
export function checkParties(entries: PartyEntry[]): string | null {
  const shares = entries.map(({ share }) => Number(share));
  if (shares.some((share) => !Number.isFinite(share) || share <= 0 || share > 100)) return em.shareRange();
  const held = entries.flatMap(({ role }, index) => (role === "holder" ? [shares[index] ?? 0] : []));
  const sum = held.reduce((total, share) => total + share, 0);
  if (held.length > 0 && Math.abs(sum - 100) > 0.01) return em.shareSum(formatNumber(sum, 2));
  return null;
}
