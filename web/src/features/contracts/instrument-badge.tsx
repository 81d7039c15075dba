import type * as contract from "../../api/schema";
import { term } from "../../app/terms";
import { Badge } from "../../ui/chips";

/** Says that land was allotted; a grant contract is what one expects and says nothing. */
export function InstrumentBadge({ instrument }: { instrument: contract.LandInstrument }) {
  return instrument === "grant" ? null : <Badge>{term("supply.LandInstrument", instrument)}</Badge>;
}
