import { part } from "../../app/part";
import { registerDesk, registerPanel } from "../../app/registry";
import { names } from "./names";

registerDesk({ id: "ledger", glyph: "账", label: names.ledger, icon: "ledger", order: 20, opensBottom: true });
registerPanel({
  id: "ledger",
  slot: "bottom",
  order: 20,
  component: part(async () => (await import("./ledger")).Ledger),
  title: names.ledger,
});
