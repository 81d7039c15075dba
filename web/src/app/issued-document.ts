/** A document as it left the house. */
export interface IssuedDocument {
  id: number;
  kind: string;
  title_zh: string;
  title_en: string;
  document_no: string;
  subject: string;
  subject_id: number;
  plot_id: number | null;
  park_code: string | null;
  park_name_zh: string | null;
  issued_on: string;
  issued_at: string;
  issued_by_name: string;
  docx_sha256: string;
  docx_bytes: number;
  pdf_sha256: string | null;
  pdf_bytes: number | null;
  is_shipped_template: boolean;
  permission: string;
  revoked_on: string | null;
  revoked_reason: string | null;
  revoked_by_name: string | null;
}
