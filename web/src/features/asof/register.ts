import { registerPanel } from "../../app/registry";
import { AsOfControl } from "./as-of-control";

registerPanel({ id: "as-of", slot: "top-end", order: 10, component: AsOfControl });
