import { registerComparison } from "../../app/comparison";
import { registerPanel } from "../../app/registry";
import { AsOfControl } from "./as-of-control";
import { comparisonOfDays } from "./compare";

registerPanel({ id: "as-of", slot: "top-end", order: 10, component: AsOfControl });
registerComparison(20, comparisonOfDays);
