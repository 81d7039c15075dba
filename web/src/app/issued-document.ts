import type * as contract from "../api/schema";
export type IssuedDocument = contract.IssuedDocument;
