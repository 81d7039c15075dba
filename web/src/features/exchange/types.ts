export interface Run {
  id: number;
  as_of: string;
  file_name: string;
  sha256: string;
  row_count: number;
  contract_count: number;
  columns_read: string[];
  columns_unknown: string[];
  is_zone_wide: boolean;
  recorded_at: string;
  recorded_by_name: string;
  differences: number;
  resolved: number;
}

export interface Difference {
  sequence: number;
  contract_id: number | null;
  contract_no: string | null;
  plot_id: number | null;
  plot_no: string | null;
  park_code: string | null;
  row_no: number | null;
  field: string;
  field_zh: string;
  field_en: string;
  is_confirmed: boolean;
  verdict: string;
  verdict_zh: string;
  verdict_en: string;
  advice_zh: string;
  advice_en: string;
  ours: string | null;
  contract: string | null;
  theirs: string | null;
  resolution: string | null;
  note: string | null;
  resolved_on: string | null;
  resolved_by_name: string | null;
}

export interface RunSheet extends Run {
  verdicts: Record<string, number>;
  items: Difference[];
}
