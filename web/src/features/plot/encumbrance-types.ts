import type * as contract from "../../api/schema";

export type Encumbrance = contract.EncumbranceAnswer;
