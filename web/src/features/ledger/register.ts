import { registerDesk, registerPanel } from "../../app/registry";
import { Ledger } from "./ledger";
import { bindLedger } from "./ledger.state";
import { m } from "./messages";

registerDesk({ id: "ledger", glyph: "账", label: m.ledger, icon: "ledger", order: 20, opensBottom: true });
registerPanel({ id: "ledger", slot: "bottom", order: 20, component: Ledger, title: m.ledger });
bindLedger();
