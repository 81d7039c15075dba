import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

/** A mortgage, a seizure or another right of somebody else on a plot; `rests` on the day of the screen. */
export interface Encumbrance {
  id: number;
  plot_id: number;
  plot_no: string;
  park_code: string;
  kind: string;
  party_id: number | null;
  holder_name: string;
  debtor_party_id: number | null;
  debtor_name_zh: string | null;
  certificate_no: string;
  amount_yuan: number | null;
  rank: number;
  area_m2: number | null;
  registered_on: string;
  released_on: string | null;
  expires_on: string | null;
  remark: string;
  release_reason: string;
  evidence: EvidenceFile[];
  release_evidence: EvidenceFile[];
  recorded_by_name: string;
  rests: boolean;
  finding: ShownFinding | null;
}
